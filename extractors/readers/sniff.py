"""What a file is, by its content; its name is only compared with that."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path, PurePosixPath

from checker.errors import CaseFileError, EncryptedFileError, UnsupportedFileError

_HEAD = 2048
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


class Form(StrEnum):
    """The forms of file that are read; the value is what a clerk calls it."""

    PDF = "PDF"
    JPEG = "JPEG 图片"
    PNG = "PNG 图片"
    TIFF = "TIFF 图片"
    BMP = "BMP 图片"
    WEBP = "WebP 图片"
    GIF = "GIF 图片"
    DOCX = "Word 文档（docx）"
    XLSX = "Excel 表格（xlsx）"
    OFD = "OFD 版式文件"
    ZIP = "ZIP 压缩包"


IMAGES = frozenset({Form.JPEG, Form.PNG, Form.TIFF, Form.BMP, Form.WEBP, Form.GIF})
_EXTENSIONS = {
    ".pdf": Form.PDF,
    ".jpg": Form.JPEG,
    ".jpeg": Form.JPEG,
    ".png": Form.PNG,
    ".tif": Form.TIFF,
    ".tiff": Form.TIFF,
    ".bmp": Form.BMP,
    ".webp": Form.WEBP,
    ".gif": Form.GIF,
    ".docx": Form.DOCX,
    ".xlsx": Form.XLSX,
    ".ofd": Form.OFD,
    ".zip": Form.ZIP,
}
_MAGIC = (
    (b"\xff\xd8\xff", Form.JPEG),
    (b"\x89PNG\r\n\x1a\n", Form.PNG),
    (b"II*\x00", Form.TIFF),
    (b"MM\x00*", Form.TIFF),
    (b"GIF8", Form.GIF),
    (b"BM", Form.BMP),
)
_MEMBERS = (("word/document.xml", Form.DOCX), ("xl/workbook.xml", Form.XLSX), ("OFD.xml", Form.OFD))
_UNSUPPORTED = (
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", "先解压成文件夹，再检查该文件夹"),
    (b"Rar!\x1a\x07", "RAR 压缩包", "先解压成文件夹，再检查该文件夹"),
    (b"\x1f\x8b", "GZ 压缩包", "先解压成文件夹，再检查该文件夹"),
    (b"{\\rtf", "RTF 文档", "另存为 docx 或 PDF"),
    (b"AT&TFORM", "DjVu 文件", "转换为 PDF"),
)
_RECORDINGS = (b"ID3", b"\xff\xfb", b"OggS", b"\x1aE\xdf\xa3", b"0&\xb2u", b"FLV\x01", b"#!AMR", b"\x00\x00\x01\xba")
_RECORDING_BRANDS = (b"isom", b"mp4", b"avc1", b"M4A", b"M4V", b"qt", b"3gp", b"iso", b"MSNV")


def form_of(path: Path) -> Form:
    """The form of a file by its first bytes. Raises `UnsupportedFileError`, `EncryptedFileError`, `CaseFileError`."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        raise CaseFileError("文件是空的（0 字节）", how="重新复制或重新扫描该文件")
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zip_form(path)
    for magic, form in _MAGIC:
        if head.startswith(magic):
            return form
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Form.WEBP
    if b"%PDF-" in head[:1100]:
        return Form.PDF
    _refuse(path, head)
    if named := _EXTENSIONS.get(path.suffix.lower()):
        raise UnsupportedFileError(
            f"不能识别：扩展名是 {path.suffix}，内容却不是 {named}",
            how="文件可能已损坏或者改过扩展名：重新复制、重新扫描后再试",
        )
    raise UnsupportedFileError("不能识别的文件类型", how="转换为 PDF、JPG、PNG 或 TIFF 后重试")


def mismatch(name: str, form: Form) -> str | None:
    """A Chinese sentence where the extension says another form than the content; None where they agree."""
    extension = PurePosixPath(name).suffix.lower()
    if _EXTENSIONS.get(extension) == form:
        return None
    if not extension:
        return f"文件名没有扩展名，内容是{form}，已按内容读取"
    return f"扩展名是 {extension}，内容是{form}，已按内容读取"


def is_recording(path: Path) -> bool:
    """Whether a file is sound or film: it holds no page, so it is named but not counted."""
    with path.open("rb") as stream:
        head = stream.read(16)
    if head[4:8] == b"ftyp":
        return head[8:].startswith(_RECORDING_BRANDS)
    return head.startswith(_RECORDINGS) or (head[:4] == b"RIFF" and head[8:12] in (b"WAVE", b"AVI "))


def _zip_form(path: Path) -> Form:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise CaseFileError("压缩包损坏或不完整，无法打开", how="重新复制或重新压缩该文件") from error
    for member, form in _MEMBERS:
        if member in names:
            return form
    return Form.ZIP


def _refuse(path: Path, head: bytes) -> None:
    for magic, name, how in _UNSUPPORTED:
        if head.startswith(magic):
            raise UnsupportedFileError(f"不读取 {name}", how=how)
    if head.startswith(_OLE):
        _refuse_ole(path)
    if head[4:8] == b"ftyp" and head[8:11] in (b"hei", b"hev", b"mif", b"avi"):
        raise UnsupportedFileError("不读取 HEIC/AVIF 照片", how="转换为 JPG 后重试")
    if head.startswith(b"MZ"):
        raise UnsupportedFileError("这是程序，不是卷宗材料", how="从卷宗文件夹中移走该文件")


def _refuse_ole(path: Path) -> None:
    """Old Word and Excel files, and the envelope that encrypted new ones come in, look the same from outside."""
    with path.open("rb") as stream:
        encrypted = _ENCRYPTED_PACKAGE in stream.read(1 << 20)
    if encrypted:
        raise EncryptedFileError("Office 文件设有打开密码", how="去掉密码后另存，再检查")
    raise UnsupportedFileError("不读取旧版 Office 文件（doc、xls、ppt）", how="另存为 docx、xlsx 或 PDF")
