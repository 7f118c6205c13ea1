"""Text recognition on scans: RapidOCR's models on onnxruntime, offline, one thread a process."""
