"""A file with very many respondents and unknown pages: its page stays small, quick and complete."""

from __future__ import annotations

import copy
import json
import re

import pytest

from service.cases.reports import load_report
from service.database.models import Check
from tests.service.checks.conftest import Returned
from tests.service.conftest import MOST_STATEMENTS, statements

RESPONDENTS = 24


@pytest.fixture
def large(returned: Returned) -> Check:
    """A check whose report has 24 respondents who all lack much, and 300 pages that nobody could tell."""
    court, check = returned.court, returned.check
    report = load_report(court.service, check)
    own = [finding for finding in report["findings"] if finding["subject"].startswith("被执行人")]
    for number in range(1, RESPONDENTS):
        report["parties"].append({"role": "被执行人", "name": f"何文斌{number}"})
        for finding in own:
            twin = copy.deepcopy(finding)
            twin["subject"] = f"{finding['subject']}{number}"
            report["findings"].append(twin)
    for conflict in report["conflicts"]:
        for side in ("jianli", "national"):
            conflict[side] += [
                one | {"subject": f"{one['subject']}{number}"}
                for one in conflict[side]
                if one["subject"].startswith("被执行人")
                for number in range(1, RESPONDENTS)
            ]
    report["unknown_pages"] = [
        {"file": "扫描件.pdf", "page": n, "candidates": ["调查笔录", "送达回证"], "readable": True, "problem": ""}
        for n in range(1, 301)
    ]
    report["problems"] = [f"扫描件{n}.pdf：页面模糊" for n in range(300)]
    digest = court.service.blobs.put_bytes(json.dumps(report, ensure_ascii=False).encode())
    with court.service.writing() as session:
        session.get_one(Check, check.id).report_sha256 = digest
    check.report_sha256 = digest
    return check


def test_the_page_stays_small_and_leads_to_every_finding(returned: Returned, large: Check) -> None:
    court = returned.court
    browser = court.browser("chen.zhongben")
    path = f"/cases/{large.case_id}/checks/{large.id}"
    with statements(court) as told:
        answer = browser.get(path)
    assert answer.status_code == 200
    assert len(answer.content) < 200_000
    assert len(told) <= MOST_STATEMENTS
    count = len(load_report(court.service, large)["findings"])
    assert _linked(path, answer.text) == set(range(1, count + 1))
    assert browser.get(f"{path}/findings/{count}").status_code == 200


def test_the_long_list_has_every_finding_once(returned: Returned, large: Check) -> None:
    court = returned.court
    browser = court.browser("chen.zhongben")
    path = f"/cases/{large.case_id}/checks/{large.id}"
    findings = load_report(court.service, large)["findings"]
    open_ = {n for n, one in enumerate(findings, 1) if one["status"] in ("violated", "undetermined")}
    for asked, wanted in (("", set(range(1, len(findings) + 1))), ("open=true&", open_)):
        seen: list[int] = []
        for number in range(1, -(-len(wanted) // 100) + 1):
            answer = browser.get(f"{path}/findings?{asked}page={number}")
            assert len(answer.content) < 200_000
            seen += sorted(_linked(path, answer.text))
        assert len(seen) == len(set(seen))
        assert set(seen) == wanted
    assert browser.get(f"{path}/findings?page=999").status_code == 200


def _linked(path: str, text: str) -> set[int]:
    return {int(number) for number in re.findall(rf'href="{path}/findings/(\d+)"', text)}
