"""Errors. The exit code and the HTTP status come from the class.

CheckerError
├─ UserError            a person can fix it: what, where (file:line or page), how      exit 1 · HTTP 4xx
│  ├─ RulebookError     a rule file is wrong
│  │  ├─ UnknownFactError   a word that the vocabulary does not have
│  │  └─ RuleCompileError   a rule the engine cannot take (too many ways or atoms)
│  ├─ CaseFileError     the case's papers or case.yaml are wrong
│  │  ├─ UnsupportedFileError
│  │  ├─ EncryptedFileError
│  │  ├─ EmptyCaseError
│  │  └─ LimitError     an input limit was crossed; names the limit and its setting
│  ├─ UnknownGateError  no such gate
│  └─ SettingsError     a setting or option has a value it cannot have
└─ InternalError        ours: reference number, logged, no stack shown                 exit 1 · HTTP 500
   ├─ MissingDependencyError
   ├─ OcrError
   └─ WorkerCrashedError
"""

from __future__ import annotations

import uuid


class CheckerError(Exception):
    """Base of all errors this product raises on purpose. Its text is Chinese and meant for the clerk."""

    exit_code = 1
    http_status = 500


class UserError(CheckerError):
    """Something a person can fix. `what` happened, `where` (file, line or page), `how` to fix it; all Chinese."""

    http_status = 400

    def __init__(self, what: str, *, where: str = "", how: str = "") -> None:
        self.what, self.where, self.how = what, where, how
        super().__init__(what)

    def __str__(self) -> str:
        parts = [self.what]
        if self.where:
            parts.append(f"位置：{self.where}")
        if self.how:
            parts.append(f"处理：{self.how}")
        return "\n".join(parts)


class RulebookError(UserError):
    """A rule, vocabulary, parameter or source file is wrong."""


class UnknownFactError(RulebookError):
    """A sentence uses a word the vocabulary does not have."""


class RuleCompileError(RulebookError):
    """A rule is too large for the engine: split it."""


class CaseFileError(UserError):
    """The case's papers or its `case.yaml` cannot be used."""


class UnsupportedFileError(CaseFileError):
    """A file of a kind that is not read."""


class EncryptedFileError(CaseFileError):
    """A file that needs a password."""


class EmptyCaseError(CaseFileError):
    """There is nothing to check."""


class LimitError(CaseFileError):
    """An input limit was crossed."""

    http_status = 413


class UnknownGateError(UserError):
    """No such gate (关口)."""


class SettingsError(UserError):
    """A setting or an option has a value it cannot have."""


class InternalError(CheckerError):
    """Our fault. The clerk sees a reference number; the log has the rest."""

    def __init__(self, what: str = "程序内部错误") -> None:
        self.reference = uuid.uuid4().hex[:8]
        super().__init__(f"{what}（编号 {self.reference}），请将此编号和日志交技术人员")


class MissingDependencyError(InternalError):
    """A package this product needs is not installed."""


class OcrError(InternalError):
    """The recogniser failed on a page; the page becomes data with a problem, the case goes on."""


class WorkerCrashedError(InternalError):
    """A worker process died or ran out of time."""
