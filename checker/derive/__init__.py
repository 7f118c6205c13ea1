"""Facts from documents: counting, calendars, joins, and what is not in the file.

`facts_of(case, as_of)` gives the facts of a case file: every module of this package registers its fact functions
(`registry.fact`) and listers of subjects (`subjects.subjects`); a fact is derived when it is first asked for.
"""

from __future__ import annotations

import logging
import pkgutil
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import import_module

from checker.casefile import CaseFile
from checker.derive.parties.settled import settle_parties
from checker.derive.registry import FACTS
from checker.derive.service.slips import part_slips
from checker.derive.subjects import SUBJECTS
from checker.derive.view import View
from checker.facts import CASE, THE_CASE, Fact, Subject

__all__ = ["DerivedFacts", "facts_of"]

_LOG = logging.getLogger(__name__)


@cache
def load_modules() -> None:
    """Import every module of the package, so that all facts and subjects are registered."""
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        import_module(module.name)


class DerivedFacts:
    """A source of facts over one view of a case file; each fact is derived once, when first asked for."""

    def __init__(self, view: View) -> None:
        load_modules()
        self.view = replace(view, case=part_slips(view.case))
        self._facts: dict[tuple[Subject, str], Fact] = {}
        self._subjects: dict[str, list[Subject]] = {}

    def subjects(self, kind: str) -> list[Subject]:
        """The subjects of a kind, in a stable order; for 案件 exactly one."""
        if kind not in self._subjects:
            lister = SUBJECTS.get(kind)
            self._subjects[kind] = lister(self.view) if lister else []
        return list(self._subjects[kind])

    def fact(self, subject: Subject, name: str) -> Fact:
        """What is known of one fact of a subject. Facts of 案件 may be asked for of any subject."""
        about = THE_CASE if name.partition(".")[0] == CASE else subject
        key = (about, name)
        if key not in self._facts:
            self._facts[key] = self._derive(about, name)
        return self._facts[key]

    def _derive(self, subject: Subject, name: str) -> Fact:
        function = FACTS.get(name)
        if function is None:
            return Fact(None, note="程序未能取得这一事实，须人工核对")
        try:
            return function(self.view, subject)
        except Exception:  # one paper that nobody foresaw must not stop the check: unknown, logged, for a person
            _LOG.exception("fact %s could not be derived", name)
            return Fact(None, note="程序在推导这一事实时出错（已记入日志），须人工核对")


def facts_of(case: CaseFile, as_of: date) -> DerivedFacts:
    """The facts of a case file, judged on a day. Parties are settled from `case.yaml` and the papers."""
    return DerivedFacts(View(case, settle_parties(case.documents, case.record), as_of))
