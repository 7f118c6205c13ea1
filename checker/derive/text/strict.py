"""Words that stand for themselves, so that a sentence can compare them with a parameter."""

from __future__ import annotations

from checker.derive.registry import fact
from checker.derive.view import View
from checker.facts import Fact, Subject


@fact("案件.从严口径")
def strict_reading(view: View, subject: Subject) -> Fact:
    """一律调查: 第六组3(三) is written without exception. Where 参数.邻居调查范围 says so, the inquiries are owed always."""
    return Fact("一律调查", note="条件三没有写例外")
