"""Hand-overs: a group submits a case at a gate, it is checked, and whoever decides approves it or returns it."""

from service.handover.approving import Approval, approve, forward
from service.handover.difference import Differences, differences
from service.handover.returning import ItemForm, ReturnForm, return_file
from service.handover.submitting import after_check, submit, withdraw

__all__ = [
    "Approval",
    "Differences",
    "ItemForm",
    "ReturnForm",
    "after_check",
    "approve",
    "differences",
    "forward",
    "return_file",
    "submit",
    "withdraw",
]
