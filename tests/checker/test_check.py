"""From facts to findings, verdict, repair list and report."""

from dataclasses import replace
from datetime import date

import pytest

from checker.casefile import UnknownPage
from checker.check import check
from checker.errors import UnknownGateError
from checker.facts import Fact, Subject
from checker.gate_facts import earlier_gates
from checker.outcome import Level, Status, Verdict, verdict_of
from checker.rulebook import load_rulebook
from tests.checker.cases import LI, NOT_FOUND, NOTICE, RECEIPT, THE_CASE, ZHANG, Table, case_file, good_facts

DAY = date(2022, 9, 1)


@pytest.fixture
def run(root, engine):
    rulebook = load_rulebook(root)

    def run(facts, gate="zhongben", subjects=(ZHANG, LI), as_of=DAY, history=(), case=None):
        return check(case or case_file(history), Table(facts, subjects), gate, as_of, rulebook, engine)

    return run


def found(report, rule, subject="案件"):
    (finding,) = [f for f in report.findings if f.rule.endswith(rule) and f.subject == subject]
    return finding


def test_passes(run):
    report = run(good_facts())
    assert report.verdict is Verdict.PASS
    assert report.packs == {"jianli": Verdict.PASS, "national": Verdict.PASS}
    assert report.repair == ()
    assert report.case == "（2022）鄂1023执1234号"
    assert report.parties == (("被执行人", "张三"), ("被执行人", "李四"))
    served = found(report, "served-notice", "被执行人:张三")
    assert served.status is Status.SATISFIED
    assert served.evidence == (NOTICE, RECEIPT)
    assert [b.truth for b in served.because] == [True, True, True]
    assert [b.condition for b in served.because] == [True, False, False]


def test_what_was_not_read_keeps_the_file_from_passing(run):
    case = case_file()
    torn = replace(case.pages[4], problem="没有读取权限", lines=())
    case = replace(case, pages=(*case.pages[:4], torn), unknown=(UnknownPage(torn, readable=False),))
    report = run(good_facts(), case=case)
    assert report.packs["jianli"] is Verdict.PASS
    assert report.verdict is Verdict.REVIEW


def test_never_fewer_findings_than_rules_times_subjects(run):
    report = run({})
    assert [(f.rule.rpartition("/")[2], f.subject) for f in report.findings] == [
        ("all-earlier-gates", "案件"),
        ("served-notice", "被执行人:张三"),
        ("served-notice", "被执行人:李四"),
        ("three-months", "案件"),
    ]
    assert {f.status for f in report.findings} == {Status.UNDETERMINED}
    assert report.verdict is Verdict.REVIEW


def test_empty_file_passes_nothing(run):
    for gate in ("zhongben", "clue-refusal", "resumption"):
        assert run({}, gate, subjects=()).verdict is Verdict.REVIEW


def test_violation(run):
    facts = good_facts() | {(LI, "被执行人.送达回证"): NOT_FOUND}
    report = run(facts)
    assert report.verdict is Verdict.RETURN
    finding = found(report, "served-notice", "被执行人:李四")
    assert finding.message == "未见送达李四的执行通知书（查遍3份文书，未见）"
    assert len(finding.because[2].values[0].searched) == 2
    assert finding.evidence == ()
    assert found(report, "served-notice", "被执行人:张三").status is Status.SATISFIED


def test_not_applicable_names_the_sentence_and_its_place(run):
    facts = good_facts() | {(LI, "被执行人.下落不明"): Fact(True, (NOTICE,))}
    finding = found(run(facts), "served-notice", "被执行人:李四")
    assert finding.status is Status.NOT_APPLICABLE
    assert finding.message == "不适用，因为“被执行人.下落不明 不是 是”不成立（下落不明：是）"
    assert finding.evidence == (NOTICE,)


def test_undetermined_says_what_to_look_at(run):
    facts = good_facts() | {(LI, "被执行人.送达回证"): Fact(None, (RECEIPT,), note="第2页看不清")}
    report = run(facts)
    assert report.verdict is Verdict.REVIEW
    finding = found(report, "served-notice", "被执行人:李四")
    assert finding.message == "请核对李四的执行通知书和送达回证（待核：送达回证；第2页看不清）"
    assert finding.evidence == (RECEIPT,)


def test_messages_show_dates_and_parameters(run):
    facts = good_facts() | {(THE_CASE, "案件.裁定日期"): Fact(date(2022, 6, 1))}
    report = run(facts)
    assert found(report, "three-months").message == "立案日期2022年3月1日，裁定日期2022年6月1日，未超过三个月"


def test_national_violation_makes_a_passing_gate_review(run):
    facts = good_facts() | {(THE_CASE, "案件.裁定日期"): Fact(date(2022, 6, 1))}
    report = run(facts)
    assert report.packs == {"jianli": Verdict.PASS, "national": Verdict.RETURN}
    assert report.verdict is Verdict.REVIEW


@pytest.mark.parametrize(
    ("leads_given", "subjects", "status"),
    [
        (Fact(False), (), Status.NOT_APPLICABLE),
        (Fact(True), (), Status.UNDETERMINED),
        (Fact(None), (), Status.UNDETERMINED),
        (Fact(False), (Subject("线索", "房屋"),), Status.UNDETERMINED),
    ],
)
def test_kind_without_subject_is_asked_once(run, leads_given, subjects, status):
    facts = {(THE_CASE, "案件.申请人提供线索"): leads_given}
    (finding,) = run(facts, "clue-refusal", subjects).findings
    assert finding.status is status
    assert finding.subject == ("线索:房屋" if subjects else "案件")


def test_rules_of_the_day(run):
    report = run(good_facts(), as_of=date(2025, 6, 1))
    assert "national/zhongben/three-months" not in {f.rule for f in report.findings}


def test_repair_merges_equal_acts_and_has_a_deadline(run):
    facts = good_facts() | {(s, "被执行人.送达回证"): NOT_FOUND for s in (ZHANG, LI)}
    report = run(facts)
    assert [(r.owner, r.subject, r.papers, r.deadline) for r in report.repair] == [
        ("online", "被执行人:张三", ("送达回证",), date(2022, 9, 22)),
        ("online", "被执行人:李四", ("送达回证",), date(2022, 9, 22)),
    ]


def test_earlier_gates_are_judged_for_the_rule_that_asks(run):
    lead = Subject("线索", "房屋")
    facts = good_facts() | {(lead, "线索.已核查"): Fact(False, (NOTICE,))}
    finding = found(run(facts, subjects=(ZHANG, LI, lead)), "all-earlier-gates")
    assert finding.status is Status.VIOLATED
    told = "线索查控组（线索查控组移送拒执打击组）“线索已核查”，线索 房屋：线索“房屋”未核查"
    assert finding.message == f"前序关口缺1项：（1）{told}"
    (item,) = finding.earlier
    assert (item.gate, item.finding.owner, item.finding.remedy) == ("clue-refusal", "clue", "核查线索")
    assert item.finding.evidence == (NOTICE,)
    assert finding.evidence == (NOTICE,)
    other = Subject("线索", "车辆")
    both = found(run(facts, subjects=(ZHANG, LI, lead, other)), "all-earlier-gates")
    assert [item.finding.status for item in both.earlier] == [Status.VIOLATED, Status.UNDETERMINED]
    assert both.message.startswith("前序关口缺1项：")
    assert both.message.endswith("（另有1项待核）")
    facts[lead, "线索.已核查"] = Fact(True)
    satisfied = found(run(facts, subjects=(lead,)), "all-earlier-gates")
    assert (satisfied.status, satisfied.earlier) == (Status.SATISFIED, ())
    facts[lead, "线索.已核查"] = Fact(None)
    undecided = found(run(facts, subjects=(lead,)), "all-earlier-gates")
    assert undecided.status is Status.UNDETERMINED
    assert [item.finding.status for item in undecided.earlier] == [Status.UNDETERMINED]


def test_earlier_gates_come_from_the_history_else_the_main_line():
    assert earlier_gates("refusal-zhongben", ()) == ("online-offline", "offline-clue", "clue-refusal")
    assert earlier_gates("zhongben", ("disposal-zhongben", "online-offline")) == ("online-offline", "disposal-zhongben")
    assert earlier_gates("online-offline", ()) == ()


def test_unknown_gate_names_the_nearest_and_all(run):
    with pytest.raises(UnknownGateError) as caught:
        run({}, "zhongben-reviw")
    assert "是不是想写：zhongben-review" in str(caught.value)
    assert "aftercare　终本后管理" in str(caught.value)
    assert run(good_facts(), "终本报结").gate == "zhongben"


B, D = Level.BLOCKING, Level.DEFECT
S, V, U, N = Status.SATISFIED, Status.VIOLATED, Status.UNDETERMINED, Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("outcomes", "verdict"),
    [
        ([(B, S), (B, N), (D, V)], Verdict.PASS),
        ([(B, S), (B, U)], Verdict.REVIEW),
        ([(B, V), (B, U), (B, S)], Verdict.RETURN),
        ([(B, N), (D, S)], Verdict.REVIEW),
        ([(D, S)], Verdict.REVIEW),
        ([], Verdict.REVIEW),
    ],
)
def test_verdict(outcomes, verdict):
    assert verdict_of(outcomes) is verdict
