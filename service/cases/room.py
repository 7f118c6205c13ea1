"""Whether there is room for a file: in the settings' limits, and on the disk."""

from __future__ import annotations

import shutil

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from checker.errors import CaseFileError, LimitError, UserError
from extractors.limits import limits_from
from service.database.models import Case, CasePaper, Upload
from service.settings import Settings

_GIB, _MIB = 1024**3, 1024**2


class DiskFullError(UserError):
    """The disk of the service has no room."""

    http_status = 507

    def __init__(self) -> None:
        super().__init__(
            "服务器磁盘空间不足，暂时不能接收文件", how="请告诉技术人员清理或者扩大磁盘；已传的部分不会丢失"
        )


def check_file(settings: Settings, size: int, name: str) -> None:
    """`LimitError` where a file is larger than one may be."""
    if size <= 0:
        raise CaseFileError("文件是空的（0 字节）", where=name, how="重新复制或者重新扫描该文件")
    if size > settings.upload_file_bytes:
        told = f"文件太大：{bytes_text(size)}，上限 {bytes_text(settings.upload_file_bytes)}"
        raise LimitError(told, where=name, how="拆分成几个文件后上传")


def check_case(session: Session, settings: Settings, case: Case, size: int, name: str) -> None:
    """`LimitError` where a case would hold too much. Papers that were taken out still lie in the store and count."""
    stored = select(func.coalesce(func.sum(CasePaper.size), 0), func.count()).where(CasePaper.case_id == case.id)
    coming = select(func.coalesce(func.sum(Upload.size), 0), func.count()).where(
        Upload.case_id == case.id, Upload.finished_at.is_(None)
    )
    (held, papers), (announced, uploads) = session.execute(stored).one(), session.execute(coming).one()
    if held + announced + size > settings.upload_case_bytes:
        told = f"全案材料超过上限 {bytes_text(settings.upload_case_bytes)}（已有 {bytes_text(int(held + announced))}）"
        raise LimitError(told, where=name, how="放弃没有传完的文件；确需更多的，由技术人员调高设置")
    limits_from().check("files", papers + uploads + 1, name)


def check_disk(settings: Settings, size: int) -> None:
    """`DiskFullError` where the disk would have less left than the settings keep free."""
    settings.home.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(settings.home).free - size < settings.free_disk_bytes:
        raise DiskFullError


def bytes_text(size: int) -> str:
    """A size as people read it: 980 KB, 12.4 MB, 2.0 GB."""
    if size >= _GIB:
        return f"{size / _GIB:.1f} GB"
    return f"{size / _MIB:.1f} MB" if size >= _MIB else f"{-(-size // 1024)} KB"
