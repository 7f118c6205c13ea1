"""The report's JSON: the contract, stable bytes; explain and verify work from it alone."""

import copy
import json
from datetime import date

import pytest

from checker.check import check
from checker.errors import CaseFileError, UserError
from checker.explain import explanation, find_findings
from checker.facts import Fact, Subject
from checker.report_json import report_bytes, report_json
from checker.rulebook import load_rulebook
from checker.verify import differences, load_report
from tests.checker.cases import LI, NOT_FOUND, RECEIPT, THE_CASE, ZHANG, Table, case_file, good_facts

KEYS = ["schema", "case", "name", "gate", "as_of", "verdict", "packs", "settings", "assumed", "conditions", "parties",
        "findings", "conflicts", "waivers", "passed_by_waiver", "ahead", "repair", "documents", "foreign", "pages",
        "unknown_pages", "problems", "notes", "receipt"]  # fmt: skip
FINDING_KEYS = {"rule", "code", "title", "subject", "status", "level", "message", "remedy", "papers", "owner", "basis",
                "because", "logic", "evidence", "earlier", "waiver", "nearest"}  # fmt: skip


@pytest.fixture
def rulebook(root):
    return load_rulebook(root)


@pytest.fixture
def report(rulebook, engine):
    facts = good_facts() | {(LI, "被执行人.送达回证"): NOT_FOUND}
    facts[THE_CASE, "案件.裁定日期"] = Fact(date(2022, 9, 1), (RECEIPT,))
    return check(case_file(), Table(facts), "zhongben", date(2022, 9, 1), rulebook, engine)


@pytest.fixture
def content(report):
    return json.loads(report_bytes(report))


def test_contract(content):
    assert list(content) == KEYS
    assert content["schema"] == "zhongben/report/1"
    assert (content["gate"], content["as_of"], content["verdict"]) == ("zhongben", "2022-09-01", "return")
    assert content["packs"] == {"jianli": "return", "national": "pass"}
    assert content["pages"] == {"in": 5, "catalogued": 2, "blank": 1, "duplicate": 1, "unknown": 1, "foreign": 0}
    assert content["unknown_pages"][0]["candidates"] == ["调查笔录"]
    assert content["documents"][0]["kind"] == "执行通知书"
    assert content["documents"][0]["pages"] == [{"file": "卷宗.pdf", "page": 1}]
    assert content["documents"][0]["fields"] == {"made_on": ["2022-03-02"]}
    for finding in content["findings"]:
        assert set(finding) == FINDING_KEYS
    served = content["findings"][1]
    assert served["subject"] == "被执行人:张三"
    assert served["basis"] == [{"cite": "监法〔2022〕19号 第六组3(一)", "grade": "A"}]
    assert served["evidence"][1] == {
        "file": "卷宗.pdf", "page": 2, "box": [0.1235, 0.1, 0.9, 0.2], "text": "送达回证", "confidence": 0.988,
    }  # fmt: skip
    assert served["because"][1]["values"][0]["shown"] == "有"


def test_receipt(content, root):
    receipt = content["receipt"]
    assert receipt["inputs"] == {"卷宗.pdf": "ab" * 32}
    assert "packs/jianli/zhongben/served-notice.yaml" in receipt["rules"]
    assert {"parameters.yaml", "sources.yaml", "vocabulary/all.yaml"} <= set(receipt["rules"])
    assert receipt["versions"]["durable_rules"] == "2.0.28"
    assert any(name.startswith("model:") for name in receipt["versions"])


def test_same_input_same_bytes(report, rulebook, engine):
    facts = good_facts() | {(LI, "被执行人.送达回证"): NOT_FOUND}
    facts[THE_CASE, "案件.裁定日期"] = Fact(date(2022, 9, 1), (RECEIPT,))
    again = check(case_file(), Table(facts), "zhongben", date(2022, 9, 1), rulebook, engine)
    assert report_bytes(report) == report_bytes(again)
    assert report_json(report) == json.loads(report_bytes(report))


def test_explanation(content):
    (finding,) = find_findings(content, "served-notice", "李四")
    text = explanation(finding)
    assert text.splitlines()[0] == "不符合　监-终本-01　执行通知书已送达　被执行人 李四"
    assert "    ✘ 被执行人.送达回证 是 有" in text
    assert "        被执行人.送达回证：无（查遍3份文书，未见）" in text
    assert "          → 卷宗.pdf 第1页　“执行通知书”" in text
    assert "补正：线上查控组 — 补送执行通知书" in text
    assert len(find_findings(content, "监-终本-01", None)) == 2


def test_explaining_what_is_not_there(content):
    with pytest.raises(UserError, match="没有这条规则"):
        find_findings(content, "served", None)
    with pytest.raises(UserError, match="没有查过"):
        find_findings(content, "served-notice", "王五")


def test_untouched_report_holds(content, rulebook):
    assert differences(content, rulebook) == []
    assert differences(content, rulebook, {"卷宗.pdf": "ab" * 32}) == []


def set_in(path, value):
    """A change: sets content[path[0]][path[1]]… to a value."""

    def change(content):
        inside = content
        for key in path[:-1]:
            inside = inside[key]
        assert not isinstance(inside, dict) or inside.get(path[-1]) != value, "the change must change something"
        inside[path[-1]] = value

    return change


CHANGES = {
    "verdict": (set_in(["verdict"], "pass"), "总的结论"),
    "pack": (set_in(["packs", "jianli"], "pass"), "各规则包的结论"),
    "status": (set_in(["findings", 2, "status"], "satisfied"), "结果与所载的事实不符"),
    "level": (set_in(["findings", 2, "level"], "notice"), "等级与规则不符"),
    "truth": (set_in(["findings", 2, "because", 2, "truth"], True), "真假"),
    "value": (set_in(["findings", 2, "because", 2, "values", 0, "value"], True), "真假"),
    "date": (set_in(["findings", 3, "because", 0, "values", 0, "value"], "2022-04-01"), "真假"),
    "sentence": (set_in(["findings", 2, "because", 2, "sentence"], "被执行人.送达回证 是 无"), "真假"),
    "gate": (set_in(["gate"], "clue-refusal"), "不属于这个关口"),
    "as_of": (set_in(["as_of"], "2025-06-01"), "不属于这个关口"),
    "finding gone": (lambda content: content["findings"].pop(0), "缺少规则"),
    "finding twice": (lambda content: content["findings"].append(content["findings"][0]), "两个结果"),
    "message": (set_in(["findings", 1, "message"], "随便改"), "说明与所载的事实不符"),
    "owner": (set_in(["findings", 1, "owner"], "closing"), "责任组与规则不符"),
    "no owner": (set_in(["findings", 1, "owner"], "xxx"), "不完整或被改动"),
    "remedy": (set_in(["findings", 2, "remedy"], "不必补"), "补正办法与规则不符"),
    "basis": (set_in(["findings", 2, "basis"], []), "依据与规则不符"),
    "title": (set_in(["findings", 2, "title"], "别的"), "名称与规则不符"),
    "papers": (set_in(["findings", 2, "papers"], []), "应补的文书与规则不符"),
    "evidence": (set_in(["findings", 1, "evidence", 0, "page"], 9), "证据与所载的事实不符"),
    "shown": (set_in(["findings", 2, "because", 2, "values", 0, "shown"], "有"), "前后不一"),
    "note": (set_in(["findings", 2, "because", 2, "values", 0, "note"], "查过"), "说明与所载的事实不符"),
    "repair": (set_in(["repair"], []), "补正清单"),
    "deadline": (set_in(["repair", 0, "deadline"], "2030-01-01"), "补正清单"),
    "respondent gone": (lambda content: content["findings"].pop(2), "对“被执行人:李四”的结果"),
    "counted from": (set_in(["repair", 0, "counted_from"], "2022-08-01"), "补正清单"),
    "period": (set_in(["repair", 0, "period"], "90日"), "补正清单"),
    "period source": (set_in(["repair", 0, "period_source"], "别的规定"), "补正清单"),
    "open": (set_in(["findings", 2, "because", 2, "open"], False), "前后不一"),
    "searched": (set_in(["findings", 2, "because", 2, "values", 0, "searched"], 9), "前后不一"),
    "searched in": (set_in(["findings", 2, "because", 2, "values", 0, "searched_in"], "卷宗.pdf 第1–3页"), "前后不一"),
    "searched nowhere": (set_in(["findings", 2, "because", 2, "values", 0, "searched_in"], "到处"), "不是页码"),
    "logic": (set_in(["findings", 2, "logic", "requires"], {"any": [1, 2]}), "条件的组合与规则不符"),
    "logic of no sentence": (set_in(["findings", 2, "logic", "requires"], {"all": [1, 99]}), "各句的序号"),
    "odd logic": (set_in(["findings", 2, "logic", "applies"], {"some": []}), "各句的序号"),
    "document gone": (lambda content: content["documents"].pop(), "页数与所列的文书不符"),
    "wrong type": (set_in(["findings", 2, "because", 2, "values", 0, "value"], "有"), "送达回证 的值不是有无"),
    "other type": (set_in(["findings", 2, "because", 2, "values", 0, "type"], 3), "不完整或被改动"),
    "text for a list": (set_in(["findings"], "无"), "报告 findings 应为列表"),
    "text for an item": (set_in(["findings", 0], "无"), "报告 findings 第1项 应为“名称: 值”"),
    "text for a place": (set_in(["findings", 1, "evidence", 0], "无"), "不完整或被改动"),
    "truth a number": (set_in(["findings", 1, "because", 0, "truth"], 2), "应为true 或 false"),
    "no day": (set_in(["as_of"], "昨天"), "没有 昨天 这一天"),
    "part too many": (set_in(["findings", 0, "extra"], ""), "多出 extra"),
    "rule file": (set_in(["receipt", "rules", "parameters.yaml"], "0" * 64), "规则文件与出报告时不同"),
    "pages": (set_in(["pages", "catalogued"], 3), "页数不平"),
    "part gone": (lambda content: content.pop("packs"), "不完整或被改动"),
    "odd status": (set_in(["findings", 0, "status"], "fine"), "不完整或被改动"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changed_report_does_not_hold(content, rulebook, name):
    change, wanted = CHANGES[name]
    changed = copy.deepcopy(content)
    change(changed)
    wrong = differences(changed, rulebook)
    assert any(wanted in sentence for sentence in wrong), wrong


def leaves(value, path=()):
    """The path of every value that holds no others."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if not inside:
        yield path
    for key, part in inside:
        yield from leaves(part, (*path, key))


def test_no_value_can_be_changed_unseen(content, rulebook):
    others = {bool: lambda v: not v, int: lambda v: v + 1, float: lambda v: v + 0.5, str: lambda v: v + "改"}
    unseen = []
    for path in leaves(content):
        changed = copy.deepcopy(content)
        inside = changed
        for key in path[:-1]:
            inside = inside[key]
        inside[path[-1]] = others.get(type(inside[path[-1]]), lambda v: "改")(inside[path[-1]])
        if not differences(changed, rulebook):
            unseen.append(path)
    assert unseen == []


CHANGES_EARLIER = {
    "gate": "zhongben",
    "rule": "jianli/zhongben/served-notice",
    "code": "别的",
    "title": "别的",
    "subject": "被执行人:王五",
    "status": "",
    "level": "notice",
    "message": "随便改",
    "remedy": "不必补",
    "papers": ["别的"],
    "owner": "closing",
    "basis": [],
    "evidence": [{"file": "卷宗.pdf", "page": 9, "box": [0, 0, 1, 1], "text": "", "confidence": 1}],
    "not_found": [{"name": "被执行人.送达回证", "pages": 3, "in": "卷宗.pdf 第1页"}],
}


@pytest.fixture(params=[False, None], ids=["violated", "undetermined"])
def carrying(request, rulebook, engine):
    """A report whose lead, asked about at an earlier gate, is not verified, or may not be."""
    lead = Subject("线索", "房屋")
    facts = good_facts() | {(lead, "线索.已核查"): Fact(request.param, (RECEIPT,))}
    source = Table(facts, subjects=(ZHANG, LI, lead))
    report = check(case_file(), source, "zhongben", date(2022, 9, 1), rulebook, engine)
    return json.loads(report_bytes(report))


def earlier_of(content):
    (items,) = [finding["earlier"] for finding in content["findings"] if finding["earlier"]]
    return items


def test_untouched_report_with_items_of_earlier_gates_holds(carrying, rulebook):
    assert differences(carrying, rulebook) == []


@pytest.mark.parametrize("key", CHANGES_EARLIER)
def test_changed_item_of_an_earlier_gate_does_not_hold(carrying, rulebook, key):
    (item,) = earlier_of(carrying)
    assert set(item) == set(CHANGES_EARLIER)
    other = "violated" if item["status"] == "undetermined" else "undetermined"
    item[key] = other if key == "status" else CHANGES_EARLIER[key]
    assert any("all-earlier-gates" in sentence for sentence in differences(carrying, rulebook))


def test_item_of_an_earlier_gate_gone_does_not_hold(carrying, rulebook):
    earlier_of(carrying).clear()
    assert differences(carrying, rulebook)


@pytest.mark.parametrize(
    ("inputs", "wanted"),
    [
        ({"卷宗.pdf": "cd" * 32}, "内容与报告不同：卷宗.pdf"),
        ({}, "卷宗里没有：卷宗.pdf"),
        ({"卷宗.pdf": "ab" * 32, "新.pdf": "0"}, "报告里没有：新.pdf"),
    ],
)
def test_changed_input_does_not_hold(content, rulebook, inputs, wanted):
    assert differences(content, rulebook, inputs) == [wanted]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": "other"}'])
def test_not_a_report(tmp_path, text):
    path = tmp_path / "r.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseFileError):
        load_report(path)


def test_explaining_a_changed_report_is_an_error(content, tmp_path, capsys):
    from checker import cli

    content["findings"][0] = "无"
    path = tmp_path / "r.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert cli.main(["explain", str(path), "served-notice"]) == 1
    assert "报告的内容不完整或被改动" in capsys.readouterr().err
