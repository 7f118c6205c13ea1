"""All tables. Importing this package is what makes `Base.metadata` whole."""

from service.database.base import Base
from service.database.models.accounts import ApiToken, LoginFailure, LoginSession, Role, User
from service.database.models.cases import Case, CasePaper, CaseParty, CaseState, Passage, Upload
from service.database.models.checks import Check, CheckPurpose, CheckState, Correction, CorrectionOf, GrantedWaiver
from service.database.models.handover import (
    Acknowledgement,
    Decision,
    DecisionKind,
    Escalation,
    ReturnItem,
    Submission,
    SubmissionState,
)
from service.database.models.jobs import Worker
from service.database.models.ledger import LedgerEntry
from service.database.models.outside import Delivery, IdempotencyKey, Webhook
from service.database.models.work import (
    AftercareKind,
    AftercareTask,
    Assignment,
    CaseLimit,
    Feedback,
    FeedbackState,
    LimitsCounted,
)

__all__ = [
    "Acknowledgement",
    "AftercareKind",
    "AftercareTask",
    "ApiToken",
    "Assignment",
    "Base",
    "Case",
    "CaseLimit",
    "CasePaper",
    "CaseParty",
    "CaseState",
    "Check",
    "CheckPurpose",
    "CheckState",
    "Correction",
    "CorrectionOf",
    "Decision",
    "DecisionKind",
    "Delivery",
    "Escalation",
    "Feedback",
    "FeedbackState",
    "GrantedWaiver",
    "IdempotencyKey",
    "LedgerEntry",
    "LimitsCounted",
    "LoginFailure",
    "LoginSession",
    "Passage",
    "ReturnItem",
    "Role",
    "Submission",
    "SubmissionState",
    "Upload",
    "User",
    "Webhook",
    "Worker",
]
