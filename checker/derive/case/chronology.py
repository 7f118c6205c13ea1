"""Whether the dates of a file are in order (`every-gate/dates-in-order`), and whether it holds any that are compared."""

from __future__ import annotations

from collections.abc import Sequence

from checker.casefile import Evidence
from checker.derive.case.dated_acts import COMPARED, orders
from checker.derive.case.order import Order
from checker.derive.registry import fact
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject


@fact("案件.须比对先后的文书")
def anything_to_compare(view: View, subject: Subject) -> Fact:
    """Whether the file shows two acts whose order can be wrong. Of a file without papers nothing can be said."""
    if pairs := orders(view):
        return Fact(True, _places(pairs))
    if not view.case.documents:
        return UNKNOWN
    missing = view.presence((), COMPARED)
    note = "卷内没有须比对先后的文书" if missing.value is False else missing.note
    return Fact(missing.value, missing.evidence, note, missing.searched)


@fact("案件.日期有序")
def dates_in_order(view: View, subject: Subject) -> Fact:
    """是 where every pair of dates that can be compared is in order; unknown where no pair can be."""
    pairs = orders(view)
    if wrong := [order for order in pairs if order.holds is False]:
        return Fact(False, _places(wrong), "；".join(dict.fromkeys(str(order) for order in wrong)))
    if unsure := [order for order in pairs if order.misread]:
        return Fact(None, _places(unsure), f"{unsure[0]}，日期可能没有读准，须看原件")
    right = [order for order in pairs if order.holds]
    if not right:
        return Fact(None, _places(pairs), "卷内没有读到可以比对先后的日期")
    unread = f"；另有{left}组的日期没有读到，未比对" if (left := len(pairs) - len(right)) else ""
    return Fact(True, _places(right), f"比对{len(right)}组日期，先后相符{unread}")


def _places(pairs: Sequence[Order]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(e for order in pairs for e in order.evidence))
