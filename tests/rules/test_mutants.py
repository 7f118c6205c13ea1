"""The examples of every rule tell it from what it might have been, and mutants that ask the same are not counted."""

import json
import re
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import cli
from checker.conditions import SentenceReader
from checker.evaluate import decide
from checker.examples import Example, GivenFacts
from checker.facts import THE_CASE
from checker.logic import AllOf, AnyOf, Leaf, Logic, Not
from checker.oracle import judge
from checker.outcome import Status
from checker.parameters import DatedValue, Parameter
from checker.periods import parse_period
from checker.rule import kinds_for
from checker.rulebook import load_rulebook
from checker.rulecheck.justified import check_used, load_justifications
from checker.rulecheck.meaning import meaning
from checker.rulecheck.mutants import ORIGINS, mutants
from checker.rulecheck.mutate import WANTED, Score, mutate
from checker.rulecheck.sentences import rewordings
from checker.rulecheck.shapes import Edit, edits
from checker.rulecheck.table import Table
from checker.rulecheck.values import changes, parameter_changes
from checker.yamlfile import read_yaml, series

RULEBOOK = load_rulebook()
DATES = "案件.裁定日期 {} 案件.立案日期 {} {}"


def named(rule_id, rulebook=RULEBOOK):
    rule = next(rule for rule in rulebook.rules if rule.id == rule_id)
    return [mutant.mutation for mutant in mutants(rule, Table(rule, rulebook.libraries))]


def read(text, tmp_path, kind="案件"):
    """Sentences of the shipped vocabulary as (tree, atoms)."""
    path = tmp_path / "sentences.yaml"
    path.write_text(f"requires:\n{text}", encoding="utf-8")
    reader = SentenceReader(kinds_for(kind), RULEBOOK.libraries.vocabulary, RULEBOOK.libraries.parameters)
    return reader.read(series(read_yaml(path)["requires"])), reader.atoms


@pytest.mark.parametrize("pack", sorted({rule.pack for rule in RULEBOOK.rules}))
def test_the_shipped_examples_find_out_nearly_every_mutant(pack):
    reasons = load_justifications(RULEBOOK.root)
    rules = RULEBOOK.find(f"{pack}/")
    score = mutate(RULEBOOK, rules, reasons)
    assert score.good, [(mutant.rule, mutant.mutation) for mutant in score.survivors]
    assert score.killed * 100 > WANTED * score.total
    assert score.total > 12 * len(rules)
    check_used(reasons, score, {rule.id for rule in rules})


def test_each_silent_error_of_the_published_program_is_tried():
    tried = {name for rule in RULEBOOK.rules for name in named(rule.id)}
    for origin in ORIGINS:
        if origin != "期间只比一边":  # the shipped rules compare no period back from a day, the next test does
            assert any(f"·{origin}" in name for name in tried), origin


def test_a_sentence_with_a_period(tmp_path):
    _, (atom,) = read(f"  - {DATES.format('不早于', '减', '三个月')}\n", tmp_path)
    assert [(done, sentence.removeprefix("案件.裁定日期 ")) for done, sentence in rewordings(atom)] == [
        ("换比较词", "不晚于 案件.立案日期 减 三个月"),
        ("换比较词", "晚于 案件.立案日期 减 三个月"),
        ("换比较词", "早于 案件.立案日期 减 三个月"),
        ("加减互换", "不早于 案件.立案日期 加 三个月"),
        ("期间只比一边", "不晚于 案件.立案日期 加 三个月"),
        ("期间加一", "不早于 案件.立案日期 减 4个月"),
        ("期间减一", "不早于 案件.立案日期 减 2个月"),
        ("月日互换", "不早于 案件.立案日期 减 3日"),
    ]


PERIODS = [
    ("三日", ["4日", "2日", "3个月", "0日"]),
    ("三十日", ["31日", "29日", "30个月", "1日"]),
    ("半年", ["7个月", "5个月", "6日"]),
    ("一年15日", ["12个月16日", "12个月14日", "15个月12日", "12个月0日"]),
]


@pytest.mark.parametrize(("text", "wanted"), PERIODS, ids=[text for text, _ in PERIODS])
def test_periods_are_changed_by_one_by_unit_and_to_hours(text, wanted):
    period = parse_period(text)
    written = [str(changed) for _, changed in changes(period, None)]
    assert [parse_period(w).days for w in written] == [parse_period(w).days for w in wanted]
    assert [parse_period(w).months for w in written] == [parse_period(w).months for w in wanted]


def test_a_parameter_is_changed_in_all_its_dated_values():
    parameter = RULEBOOK.libraries.parameters["终本最短期限"]
    ended = Parameter(
        parameter.name,
        "x",
        parameter.type,
        "",
        (*parameter.values, DatedValue(parameter.values[0].start, None, "")),
        "",
    )
    changed = {done: [str(v.value) for v in p.values] for done, _, p in parameter_changes(ended, ())}
    assert changed == {"期间加一": ["4个月", "None"], "期间减一": ["2个月", "None"], "月日互换": ["3日", "None"]}


def test_every_place_of_a_rule_is_changed():
    names = named("jianli/clue-refusal/trip-approval")
    for wanted in (
        "要求·全部改任一：“出差.范围 是 县内”起的一组",
        "要求·任一改全部：“出差.范围 是 县内”起的一组",
        "要求·删去：“出差.范围 是 县外市内”起的一组",
        "要求·删去：出差.组长以上批准 是 是",
        "要求·是否互换：出差.院长批准 是 是 → 出差.院长批准 是 否",
        "要求·换比较词：出差.批准日期 不晚于 出差.出发日期 → 出差.批准日期 早于 出差.出发日期",
        "要求·没有读到当作成立：出差.批准日期 不晚于 出差.出发日期",
        "要求·整个反过来",
        "无主体·有无互换：案件.外出查找调查 是 无 → 案件.外出查找调查 是 有",
        "无主体·不再问",
        "无主体·没有主体算符合",
    ):
        assert wanted in names, wanted
    assert len(names) == len(set(names))


SAME = [
    ("案件.终本裁定书 是 有", "案件.终本裁定书 不是 无"),
    ("案件.裁定日期 晚于 案件.立案日期", {"not": "案件.裁定日期 不晚于 案件.立案日期"}),
    ("案件.终本裁定书 是 有", {"any": ["案件.终本裁定书 是 有", "案件.终本裁定书 是 有"]}),
]


def lines(sentence):
    if isinstance(sentence, str):
        return f"  - {sentence}\n"
    ((key, inside),) = sentence.items()
    inside = [inside] if isinstance(inside, str) else inside
    return f"  - {key}:\n" + "".join(f"      - {one}\n" for one in inside)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_said_otherwise_means_the_same(one, other, tmp_path):
    tree, atoms = read(lines(one), tmp_path)
    again, others = read(lines(other), tmp_path)
    assert meaning(Logic(tree, None), atoms) == meaning(Logic(again, None), others)


DIFFERENT = [
    ("案件.终本裁定书 是 有", "案件.终本裁定书 是 无"),
    ("案件.终本裁定书 是 有", {"not": "案件.终本裁定书 是 有"}),
    ("案件.裁定日期 晚于 案件.立案日期", "案件.裁定日期 不早于 案件.立案日期"),
    ("案件.终本裁定书 是 有", "案件.终本裁定书 已知"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_differs_means_something_else(one, other, tmp_path):
    tree, atoms = read(lines(one), tmp_path)
    again, others = read(lines(other), tmp_path)
    assert meaning(Logic(tree, None), atoms) != meaning(Logic(again, None), others)


LEAVES = [
    "案件.终本裁定书 是 有",
    "案件.终本裁定书 是 无",
    "案件.终本裁定书 已知",
    "案件.结案方式 是 执行完毕",
    "案件.结案方式 不是 执行完毕",
    "案件.结案方式 是 终结执行",
    "案件.裁定日期 晚于 案件.立案日期",
    "案件.裁定日期 不早于 案件.立案日期",
]
DAYS = (None, date(2024, 1, 1), date(2024, 1, 2))
VALUES = {
    "案件.终本裁定书": (None, True, False),
    "案件.结案方式": (None, "执行完毕", "终结执行", "销案"),
    "案件.裁定日期": DAYS,
    "案件.立案日期": DAYS,
}
TREES = st.recursive(
    st.sampled_from(range(len(LEAVES))).map(Leaf),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=5,
)
LOGICS = st.builds(Logic, TREES, TREES)


@pytest.fixture(scope="module")
def every_case(tmp_path_factory):
    """The sentences, and their truths for every combination of values."""
    _, atoms = read("".join(f"  - {leaf}\n" for leaf in LEAVES), tmp_path_factory.mktemp("leaves"))
    truths = []
    for values in product(*VALUES.values()):
        told = dict(zip(VALUES, values, strict=True))
        facts = GivenFacts(
            "案件", Example("", Status.SATISFIED, {n: v for n, v in told.items() if v is not None}, False, None, "")
        )
        truths.append(tuple(decide(atom, THE_CASE, facts, date(2024, 1, 1)).truth for atom in atoms))
    return atoms, truths


def other_leaves(leaf):
    for number in range(len(LEAVES)):
        yield Edit("换一句", leaf), Leaf(number)


@given(rule=LOGICS)
def test_what_means_the_same_comes_out_the_same_on_every_case(every_case, rule):
    """No mutant is left out of the count that some case would tell from its rule."""
    atoms, cases = every_case
    means = meaning(rule, atoms)
    changed = [Logic(rule.applies, tree) for _, tree in edits(rule.requires, other_leaves)]
    changed += [Logic(tree, rule.requires) for _, tree in edits(rule.applies, other_leaves)]
    for other in changed:
        if means is not None and means == meaning(other, atoms):
            assert all(judge(rule, truths) is judge(other, truths) for truths in cases)
    for same in (
        Logic(AllOf((rule.applies, rule.applies)), rule.requires),
        Logic(Not(Not(rule.applies)), rule.requires),
    ):
        assert meaning(same, atoms) == means


def test_a_survivor_is_told_with_its_place_and_can_be_justified(root, capsys):
    """Without the example of the day itself, 晚于 and 不早于 cannot be told apart."""
    path = root / "packs/national/zhongben/three-months.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(
            r".*name: 当日.*\n",
            "  - {name: 当日, expect: 不符合, given: {案件.立案日期: 2024-01-10, 案件.裁定日期: 2024-02-10}}\n",
            text,
        ),
        encoding="utf-8",
    )
    run = ["rules", "mutate", "national", "--root", str(root)]
    assert cli.main([*run, "--json", str(root / "m.json")]) == 1
    told = json.loads((root / "m.json").read_bytes())
    survivor = told["survivors"][0]
    assert survivor["rule"] == "national/zhongben/three-months"
    assert survivor["place"].startswith("packs/national/zhongben/three-months.yaml:")
    assert survivor["sentence"] == "案件.裁定日期 晚于 案件.立案日期 加 参数.终本最短期限"
    assert told["mutants"] == told["killed"] + len(told["survivors"])
    assert "没有发现：national/zhongben/three-months" in capsys.readouterr().out
    entries = "".join(
        f"  - {{rule: {s['rule']}, mutation: '{s['mutation']}', reason: 试一试}}\n" for s in told["survivors"]
    )
    (root / "justified_mutants.yaml").write_text(f"justified:\n{entries}", encoding="utf-8")
    assert cli.main(run) == 0
    path.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert cli.main(run) == 1
    error = capsys.readouterr().err
    assert "没有这样一处没被发现的改动" in error
    assert "justified_mutants.yaml:2" in error


def test_a_wrong_example_is_told_first(root, capsys):
    path = root / "packs/jianli/zhongben/served-notice.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("expect: 不符合", "expect: 符合"), encoding="utf-8")
    assert cli.main(["rules", "mutate", "--root", str(root)]) == 1
    assert "先改到 zhongben rules test jianli/zhongben/served-notice 没有不对" in capsys.readouterr().err


def test_the_share_is_never_rounded_up():
    score = Score(killed=99_999)
    score.survivors = [None]
    assert score.share == 0.9999
    assert Score().share == 1.0
    score = Score(killed=98)
    score.survivors = [None, None]
    assert not score.good
