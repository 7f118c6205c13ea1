"""Rules that repeat or cover each other, choices that leave a word out, texts and parameters that end."""

from datetime import date

import pytest

from checker import cli
from checker.commands import rules as rules_command
from checker.rulebook import load_rulebook
from checker.rulecheck.ageing import ending, outdated, uncited
from checker.rulecheck.gaps import gaps
from checker.rulecheck.overlaps import repeated, shadowed

SERVED = "jianli/zhongben/served-notice"
DAY = date(2024, 6, 1)


@pytest.fixture
def write(root):
    """Writes a copy of a rule under another slug, changed; returns the rulebook."""

    def copy(slug, *changes, of=SERVED):
        text = (root / f"packs/{of}.yaml").read_text(encoding="utf-8")
        pack, section, _ = of.split("/")
        for before, after in ((of, f"{pack}/{section}/{slug}"), ("code: 监-", f"code: {slug}-"), *changes):
            assert before in text, before
            text = text.replace(before, after)
        (root / f"packs/{pack}/{section}/{slug}.yaml").write_text(text, encoding="utf-8")
        return load_rulebook(root)

    return copy


def pairs(sentences):
    return [
        tuple(part.split("/")[-1].split(" ")[0] for part in s.split("（")[0].split(" ") if "/" in part)
        for s in sentences
    ]


def test_the_shipped_rules_repeat_nothing_and_leave_no_word_out():
    rulebook = load_rulebook()
    assert list(repeated(rulebook)) == []
    assert [told for told in gaps(rulebook) if told.startswith("jianli/")] == []


def test_the_same_in_other_words_is_repeated(write):
    rulebook = write("again", ("被执行人.执行通知书 是 有\n", "被执行人.执行通知书 不是 无\n"))
    assert pairs(repeated(rulebook)) == [("served-notice", "again")]
    assert list(shadowed(rulebook)) == []


def test_what_a_stricter_rule_asks_is_told(write):
    rulebook = write("paper-alone", ("  - 被执行人.送达回证 是 有\non_", "on_"), (", 被执行人.送达回证: 有}", "}"),
                     (", 被执行人.送达回证: 无}", ", 被执行人.执行通知书: 无}"))  # fmt: skip
    assert list(repeated(rulebook)) == []
    assert pairs(shadowed(rulebook)) == [("paper-alone", "served-notice")]


APART = {
    "other gate": ("gates: [zhongben-review, zhongben]", "gates: [clue-refusal]"),
    "ended before": ("in_force: {from: 2022-01-01}", "in_force: {from: 2021-01-01, to: 2021-12-31}"),
    "applies elsewhere": ("被执行人.下落不明 不是 是", "被执行人.下落不明 是 是"),
}


@pytest.mark.parametrize("change", APART.values(), ids=APART)
def test_rules_that_never_meet_do_not_repeat_each_other(write, change):
    more = [("下落不明: 否", "下落不明: 是"), ("{被执行人.下落不明: 是}}\n", "{被执行人.下落不明: 否}}\n")]
    rulebook = write("apart", change, *(more if "下落不明" in change[0] else []))
    assert [*repeated(rulebook), *shadowed(rulebook)] == []


def choice(*branches):
    both = "      - all:\n          - 案件.结案方式 {}\n          - 案件.申请人提供线索 是 有\n"
    return "requires:\n  - any:\n" + "".join(both.format(branch) for branch in branches)


GAPS = [
    (choice("是 执行完毕", "是 终结执行"), "没有写：终结本次执行程序"),
    (choice("是 执行完毕", "属于 [终结执行, 终结本次执行程序]"), None),
    (choice("是 执行完毕", "不是 执行完毕"), None),
    (choice("是 执行完毕", "是 终结执行") + "      - 案件.申请人提供线索 是 无\n", None),
    (choice("是 执行完毕", "是 终结执行").replace("requires:", "applies_when: [案件.结案方式 不是 终结本次执行程序]\nrequires:"), None),
]  # fmt: skip


@pytest.mark.parametrize(("asks", "told"), GAPS)
def test_a_choice_by_words_that_leaves_one_out(write, asks, told):
    """Not where a branch is for every word, nor for a word for which the rule does not apply."""
    rulebook = write(
        "by-words", ("requires:\n  - 案件.前序关口缺项 是 0\n", asks), ("案件.前序关口缺项: 0", "案件.申请人提供线索: 有"),
        ("案件.前序关口缺项: 2", "案件.申请人提供线索: 无"), of="jianli/zhongben/all-earlier-gates",
    )  # fmt: skip
    found = list(gaps(rulebook))
    assert [told in sentence for sentence in found] == ([True] if told else [])


def test_rules_side_by_side_that_leave_a_word_out(write):
    added = ("被执行人.下落不明 不是 是", "被执行人.下落不明 不是 是\n  - 案件.结案方式 是 执行完毕")
    assert list(gaps(write("one", added))) == []
    other = (added[0], added[1].replace("执行完毕", "终结执行"))
    assert [s.split("（如")[0] for s in gaps(write("two", other))] == [
        "jianli/zhongben 的规则按“案件.结案方式”分情形，没有规则处理：终结本次执行程序"
    ]


def change(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_text_that_ends(root):
    assert [*outdated(load_rulebook(root), DAY), *ending(load_rulebook(root), DAY)] == []
    change(root / "sources.yaml", "from: 2022-01-01, grade: A", "from: 2022-01-01, to: 2024-12-31, grade: A")
    rulebook = load_rulebook(root)
    assert [s.split("（")[0] for s in ending(rulebook, DAY)] == [
        "依据“监法〔2022〕19号”将于2024年12月31日失效，有 3 条规则引用"
    ]
    assert list(outdated(rulebook, DAY)) == []
    assert list(ending(rulebook, date(2023, 6, 1))) == []
    after = list(outdated(rulebook, date(2025, 1, 1)))
    assert len(after) == 3
    assert "都没有效力：监法〔2022〕19号，请补现行的依据" in after[0]


def test_a_parameter_that_ends(root):
    change(root / "packs/national/zhongben/three-months.yaml", ", to: 2024-12-31}", "}")
    rulebook = load_rulebook(root)
    assert [s.split("（")[0] for s in ending(rulebook, DAY)] == [
        "参数“终本最短期限”从2025年1月1日起没有值，还有规则要用"
    ]
    (told,) = outdated(rulebook, date(2025, 6, 1))
    assert "national/zhongben/three-months 用的参数“终本最短期限”在2025年6月1日没有值" in told


def test_a_text_that_nothing_cites(root):
    assert [s.split("（")[0] for s in uncited(load_rulebook(root))] == ["依据“某书”没有规则引用"]


def test_the_command_tells_and_fails(root, capsys, monkeypatch):
    monkeypatch.setattr(rules_command, "lint", lambda rulebook: [])
    run = ["rules", "lint", "--root", str(root), "--as-of"]
    assert cli.main([*run, "2024-06-01"]) == 0
    assert "提示：依据“某书”没有规则引用" in capsys.readouterr().out
    change(root / "sources.yaml", "from: 2022-01-01, grade: A", "from: 2022-01-01, to: 2022-12-31, grade: A")
    assert cli.main([*run, "2024-06-01"]) == 1
    assert "3 处不对" in capsys.readouterr().out
