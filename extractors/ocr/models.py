"""The recogniser's two networks: where they lie, what version they are, how they are run.

The networks are the ones inside the `rapidocr` wheel (PP-OCR, Apache-2.0). They are run by onnxruntime directly: that
gives the place of every character, lets narrow table cells stay narrow, and starts in a fraction of the time
(docs/decisions/0009-networks-run-directly.md). Nothing is ever downloaded.
"""

from __future__ import annotations

import hashlib
import importlib.util
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from checker.errors import MissingDependencyError, OcrError

Floats = npt.NDArray[np.float32]
Gray = npt.NDArray[np.uint8]

# Raise with every change that may change what is read: old recordings then no longer match.
READER = "zhongben-reader-19"
_PARTS = {"detector": "*_det_*.onnx", "recogniser": "*_rec_*.onnx"}


class Network(Protocol):
    """A loaded network: one input, one output."""

    def __call__(self, batch: Floats) -> Floats:
        """Runs the network on one batch."""


@cache
def model_files() -> dict[str, Path]:
    """The detector's and the recogniser's files inside the installed wheel."""
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise MissingDependencyError("缺少文字识别组件 rapidocr")
    folder = Path(spec.origin).parent / "models"
    files: dict[str, Path] = {}
    for part, pattern in _PARTS.items():
        found = sorted(folder.glob(pattern))
        if not found:
            raise MissingDependencyError(f"文字识别组件 rapidocr 中没有模型文件 {pattern}")
        files[part] = found[-1]
    return files


@cache
def manifest() -> dict[str, str]:
    """What reads the pages: model hashes and package versions, for the receipt and for recorded readings."""
    entries = {"reader": READER}
    for part, path in model_files().items():
        entries[part] = f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}"
    for package in ("rapidocr", "onnxruntime", "opencv-python-headless"):
        try:
            entries[package] = version(package)
        except PackageNotFoundError:
            entries[package] = ""
    return entries


@cache
def reader_version() -> str:
    """Short key of everything that decides what is read: our reader's number and both models."""
    told = manifest()
    text = "|".join((told["reader"], told["detector"], told["recogniser"]))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class OrtNetwork:
    """A network on onnxruntime, one thread, no memory arena (it would keep the largest page's buffers for ever).

    The detector's activations fall to subnormal numbers, on which processors multiply many times slower: counted as
    zero, detection takes 0.25 s of 0.88 s a page. The first session of a process decides this for all of them.
    """

    def __init__(self, path: Path) -> None:
        import onnxruntime as ort  # type: ignore[import-untyped]

        ort.disable_telemetry_events()  # `extractors.ocr` has done so for this release: no other may differ
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        options.add_session_config_entry("session.set_denormal_as_zero", "1")
        try:
            self._session: Any = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises its own untyped errors
            raise OcrError(f"文字识别模型无法载入：{path.name}") from error
        self._input: str = self._session.get_inputs()[0].name

    def __call__(self, batch: Floats) -> Floats:
        """Runs the network.

        Raises:
            OcrError: onnxruntime failed, for whatever reason.

        """
        try:
            output: Floats = self._session.run(None, {self._input: batch})[0]
        except Exception as error:  # onnxruntime raises its own untyped errors
            raise OcrError("文字识别失败") from error
        return output

    def alphabet(self) -> list[str]:
        """The characters of the output classes, class 0 (no character) included as an empty string."""
        stored: str = self._session.get_modelmeta().custom_metadata_map["character"]
        return ["", *stored.splitlines(), " "]
