"""What a check can be asked besides: waivers, what-if, other days, later gates, what a superior rule does."""

import copy
import json
from dataclasses import replace
from datetime import date

import pytest

from checker.assume import AssumedFacts, read_assumption
from checker.casefile import CaseRecord, Waiver
from checker.check import check
from checker.compare import compare, comparison_bytes, comparison_lines
from checker.errors import CaseFileError, SettingsError
from checker.facts import Fact, Subject
from checker.outcome import National, Status, Verdict
from checker.record import load_record
from checker.report_json import report_bytes
from checker.rulebook import load_rulebook
from checker.verify import differences
from tests.checker.cases import LI, NOT_FOUND, THE_CASE, ZHANG, Table, case_file, good_facts
from tests.checker.conftest import MONTHS, write

DAY = date(2022, 9, 1)
WAIVER = Waiver("监-终本-01", "被执行人:李四", "已口头送达，另行补证", "王局长", date(2022, 12, 31))


@pytest.fixture
def rulebook(root):
    return load_rulebook(root)


def lacking_receipt():
    return good_facts() | {(LI, "被执行人.送达回证"): NOT_FOUND}


def with_waivers(*waivers):
    return replace(case_file(), record=CaseRecord(waivers=waivers))


def of(report, rule, subject):
    return next(f for f in report.findings if f.rule == rule and f.subject == str(subject))


def test_a_waived_finding_stays_and_no_longer_stops_the_file(rulebook, engine):
    report = check(with_waivers(WAIVER), Table(lacking_receipt()), "zhongben", DAY, rulebook, engine)
    finding = of(report, "jianli/zhongben/served-notice", LI)
    assert (finding.status, finding.waiver, finding.blocks) == (Status.VIOLATED, WAIVER, False)
    assert (report.verdict, report.passed_by_waiver, report.repair) == (Verdict.PASS, True, ())
    content = json.loads(report_bytes(report))
    assert content["waivers"][0]["state"] == "used"
    assert differences(content, rulebook) == []
    for change in ({"expires": "2022-08-31"}, {"approver": "别人"}, {"subject": "被执行人:张三"}):
        changed = copy.deepcopy(content)
        changed["waivers"][0] |= change
        assert differences(changed, rulebook)


@pytest.mark.parametrize(
    ("waiver", "state"),
    [
        (replace(WAIVER, expires=date(2022, 8, 31)), "expired"),
        (replace(WAIVER, subject="被执行人:张三"), "unneeded"),
        (replace(WAIVER, rule="监-终本-16"), "unneeded"),
    ],
)
def test_a_waiver_of_something_else_or_of_the_past_does_nothing(rulebook, engine, waiver, state):
    report = check(with_waivers(waiver), Table(lacking_receipt()), "zhongben", DAY, rulebook, engine)
    assert (report.verdict, report.passed_by_waiver) == (Verdict.RETURN, False)
    assert [given.state for given in report.waivers] == [state]


def test_a_waiver_is_read_from_the_record():
    text = "waivers:\n  - {rule: 监-终本-01, subject: 被执行人:李四, reason: 已口头送达，另行补证, approver: 王局长, expires: 2022-12-31}\n"
    assert load_record(text.replace("被执行人:李四", "'被执行人:李四'"), "case.yaml").waivers == (WAIVER,)
    with pytest.raises(CaseFileError, match="豁免记录不完整"):
        load_record("waivers:\n  - {rule: 监-终本-01, reason: 忘了, expires: 2022-12-31}\n", "case.yaml")


def test_an_assumed_fact_decides_and_is_told(rulebook, engine):
    vocabulary = rulebook.libraries.vocabulary
    source = AssumedFacts(
        Table(lacking_receipt()), [read_assumption("被执行人:李四.送达回证=有", vocabulary)], vocabulary
    )
    report = check(case_file(), source, "zhongben", DAY, rulebook, engine)
    assert report.verdict is Verdict.PASS
    assert "假设，不是卷内材料；卷内为无" in of(report, "jianli/zhongben/served-notice", LI).because[2].values[0].note
    content = json.loads(report_bytes(report))
    assert content["assumed"][0]["shown"] == "被执行人:李四.送达回证＝有"
    assert differences(content, rulebook) == []


def test_an_assumption_of_all_subjects_and_of_a_fact_that_follows(root):
    path = root / "vocabulary" / "all.yaml"
    path.write_text(
        path.read_text(encoding="utf-8")
        + "案件.终本时点: {id: closing_day, type: 日期, from: 裁定日期, follows: 案件.裁定日期}\n",
        encoding="utf-8",
    )
    vocabulary = load_rulebook(root).libraries.vocabulary
    assumptions = [read_assumption(text, vocabulary) for text in ("案件.裁定日期=2022-05-01", "被执行人.下落不明=是")]
    facts = AssumedFacts(Table(good_facts()), assumptions, vocabulary)
    assert facts.fact(THE_CASE, "案件.终本时点").value == date(2022, 5, 1)
    assert {facts.fact(one, "被执行人.下落不明").value for one in (ZHANG, LI)} == {True}
    assert facts.fact(THE_CASE, "案件.立案日期").value == date(2022, 3, 1)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("案件.裁定日期", "不完整"),
        ("案件.裁定日=2022-09-01", "没有这个事实"),
        ("案件.裁定日期=昨天", "不是日期"),
        ("案件.结案方式=别的", "别的"),
        ("法官.姓名=张", "对象不对"),
        ("案件:张三.裁定日期=2022-09-01", "对象不对"),
    ],
)
def test_a_wrong_assumption_is_told(rulebook, text, wanted):
    with pytest.raises(SettingsError) as error:
        read_assumption(text, rulebook.libraries.vocabulary)
    assert wanted in str(error.value)


def test_two_days_differ_by_rules_and_parameters(root, engine):
    write(root / "packs/national/zhongben/three-months.yaml", MONTHS.replace(", to: 2024-12-31", ""))
    rulebook = load_rulebook(root)
    facts = Table(good_facts())
    before, after = (
        check(case_file(), facts, "zhongben", day, rulebook, engine) for day in (date(2024, 1, 1), date(2025, 2, 1))
    )
    comparison = compare(before, after)
    (one,) = comparison.differences
    assert one.finding.rule == "national/zhongben/three-months"
    assert [f.status for f in (one.before, one.after) if f] == [Status.SATISFIED, Status.UNDETERMINED]
    assert "参数.终本最短期限由三个月变为未知" in one.reasons
    assert "符合 → 待核" in "\n".join(comparison_lines(comparison))
    assert json.loads(comparison_bytes(comparison))["differences"][0]["status"] == ["satisfied", "undetermined"]


def test_two_days_under_the_same_rules_do_not_differ(rulebook, engine):
    reports = [check(case_file(), Table(good_facts()), "zhongben", day, rulebook, engine) for day in (DAY, DAY)]
    assert comparison_lines(compare(*reports))[-1] == "两日的各项结果、依据和参数都相同"


def test_a_rule_of_one_day_only_is_told(rulebook, engine):
    days = (date(2024, 12, 31), date(2025, 1, 1))
    reports = [check(case_file(), Table(good_facts()), "zhongben", day, rulebook, engine) for day in days]
    (one,) = compare(*reports).differences
    assert one.after is None
    assert "失效" in one.reasons[0]


@pytest.mark.parametrize(
    ("setting", "verdict"),
    [(National.ADVISE, Verdict.PASS), (National.REVIEW, Verdict.REVIEW), (National.RETURN, Verdict.RETURN)],
)
def test_what_a_violated_superior_rule_does(rulebook, engine, setting, verdict):
    facts = good_facts() | {(THE_CASE, "案件.裁定日期"): Fact(date(2022, 5, 1))}
    report = check(case_file(), Table(facts), "zhongben", DAY, rulebook, engine, national=setting)
    assert (report.verdict, report.packs["national"]) == (verdict, Verdict.RETURN)
    assert bool(report.repair) is (setting is not National.ADVISE)
    assert differences(json.loads(report_bytes(report)), rulebook) == []


def test_later_gates_tell_what_is_not_secured(rulebook, engine):
    lead = Subject("线索", "房屋")
    facts = lacking_receipt() | {(lead, "线索.已核查"): Fact(False)}
    source = Table(facts, subjects=(ZHANG, LI, lead))
    report = check(case_file(), source, "offline-clue", DAY, rulebook, engine, look_ahead=True)
    assert [(item.gate, item.finding.rule, item.finding.subject) for item in report.ahead] == [
        ("clue-refusal", "jianli/clue-refusal/lead-verified", "线索:房屋"),
        ("zhongben-review", "jianli/zhongben/served-notice", "被执行人:李四"),
    ]
    assert [item.due for item in report.ahead] == [None, date(2022, 3, 22)]
    content = json.loads(report_bytes(report))
    assert differences(content, rulebook) == []
    content["ahead"][0]["level"] = "notice"
    assert any("后续关口" in sentence for sentence in differences(content, rulebook))


def test_the_last_gate_has_none_after_it(rulebook, engine):
    assert check(case_file(), Table(lacking_receipt()), "zhongben", DAY, rulebook, engine, look_ahead=True).ahead == ()
