"""The receipt of a report: hashes of what went in and of the rules, versions of what read and judged it."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from checker.files import sha256_of
from checker.report import Receipt
from checker.rulebook import Rulebook

PACKAGES = ("zhongben", "durable_rules", "rapidocr", "onnxruntime", "pypdf", "pypdfium2")


def make_receipt(inputs: Mapping[str, str], rulebook: Rulebook) -> Receipt:
    """The receipt over input hashes (file → SHA-256) and the files of a rulebook."""
    return Receipt(dict(inputs), dict(rulebook.hashes), versions())


@cache
def versions() -> dict[str, str]:
    """Versions of Python, of the packages that read and judge, and the hashes of the recognition models."""
    return {"python": platform.python_version()} | {p: package_version(p) for p in PACKAGES} | _models()


def package_version(package: str) -> str:
    """The installed version of a package, 未安装 where it runs from a source folder or is not there."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "未安装"


def _models() -> dict[str, str]:
    """Found without importing the recogniser, which is slow to load."""
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        return {}
    models = sorted((Path(spec.origin).parent / "models").glob("*.onnx"))
    return {f"model:{model.name}": sha256_of(model)[:16] for model in models}
