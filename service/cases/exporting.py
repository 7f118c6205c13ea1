"""Who may take the report of a check along, and the note in the ledger that he did."""

from __future__ import annotations

from service.accounts.policy import Doing, holds, may
from service.context import Service
from service.database.models import Case, Check, Role, User
from service.errors import ForbiddenError
from service.ledger import Act, record


def exports(user: User, case: Case) -> bool:
    """Whether he may take reports of a case along. They name the parties: only who has the case, decides on it, or may see
    personal data takes them.
    """
    return holds(user, case) or may(user, Doing.SEE_PERSONAL_DATA) or Role(user.role) is Role.REVIEWER


def note_export(service: Service, user: User, case: Case, check: Check, what: str) -> None:
    """Enters a download in the ledger, before it is sent. `ForbiddenError` where he may not."""
    if not exports(user, case):
        raise ForbiddenError(
            "您不能下载含当事人信息的报告", how="可以在页面上查看；需要文件的，请承办组或者指挥中心提供"
        )
    with service.writing() as session:
        record(session, Act.EXPORTED, user, case=case, check=check.id, file=what)
