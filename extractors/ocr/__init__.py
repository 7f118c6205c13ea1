"""Text recognition on scans: RapidOCR's models on onnxruntime, offline, one thread a process.

onnxruntime has telemetry: unless this is set before it is imported, it looks for its server and keeps a file about this
computer under the user's cache folder. Every module that imports it lies in this package, and worker processes inherit
the environment, so here is early enough.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
