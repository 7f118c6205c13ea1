"""Reports made by hand, in the shape of `checker/report_json.py`: a gate, and what is open."""

from __future__ import annotations

from typing import Any

NOTICE_RULE = "jianli/zhongben/served-notice"
OTHER_RULE = "jianli/zhongben/inquiry-committee"
NATIONAL_RULE = "national/zhongben/three-months"
RESPONDENT = "被执行人:何文斌"


def finding(rule: str = NOTICE_RULE, **given: Any) -> dict[str, Any]:
    """An open finding: blocking and violated, if nothing else is given."""
    values: dict[str, Any] = {
        "rule": rule,
        "code": "监-终本-01",
        "title": "执行通知书已送达被执行人",
        "subject": RESPONDENT,
        "status": "violated",
        "level": "blocking",
        "message": "何文斌没有签收执行通知书",
        "remedy": "依法送达，附送达回证",
        "papers": ["送达回证"],
        "owner": "online",
        "basis": [{"cite": "监法〔2022〕19号 第六组3(一)", "grade": "A"}],
        "because": [],
        "logic": {"applies": None, "requires": None},
        "evidence": [
            {"file": "卷宗.pdf", "page": 3, "box": [0.1, 0.1, 0.9, 0.2], "text": "送达回证", "confidence": 0.99}
        ],
        "earlier": [],
        "waiver": None,
        "nearest": [],
    }
    return values | given


def repair(rule: str = NOTICE_RULE, **given: Any) -> dict[str, Any]:
    """The repair of a finding, due three weeks after the day of the check."""
    values: dict[str, Any] = {
        "owner": "online",
        "subject": RESPONDENT,
        "do": "依法送达",
        "papers": ["送达回证"],
        "deadline": "2022-03-22",
        "counted_from": "2022-03-01",
        "period": "21日",
        "period_source": "监法〔2022〕19号 第一组",
        "rules": [rule],
        "needs": [],
        "basis": [],
    }
    return values | given


def report(gate: str, *open_: dict[str, Any], verdict: str = "", **given: Any) -> dict[str, Any]:
    """A report. Its verdict is what the checker would say of these findings, if none is given."""
    own = [one for one in open_ if one["rule"].startswith("jianli/") and one["level"] == "blocking"]
    statuses = {one["status"] for one in own}
    plain = "return" if "violated" in statuses else "review" if statuses else "pass"
    superior = any(one["rule"].startswith("national/") and one["status"] == "violated" for one in open_)
    values: dict[str, Any] = {
        "schema": "zhongben/report/1",
        "case": "（2022）鄂1023执1234号",
        "name": "卷宗",
        "gate": gate,
        "as_of": "2022-03-01",
        "verdict": verdict or ("review" if plain == "pass" and superior else plain),
        "packs": {"jianli": plain, "national": "return" if superior else "pass"},
        "settings": {"national": "review"},
        "assumed": [],
        "conditions": [],
        "parties": [],
        "findings": list(open_),
        "conflicts": [],
        "waivers": [],
        "passed_by_waiver": False,
        "ahead": [],
        "repair": [repair()],
        "documents": [],
        "foreign": [],
        "pages": {"in": 1, "catalogued": 1, "blank": 0, "duplicate": 0, "unknown": 0, "foreign": 0},
        "unknown_pages": [],
        "problems": [],
        "notes": [],
        "receipt": {"inputs": {}, "rules": {}, "versions": {}, "seals": {}},
    }
    return values | given
