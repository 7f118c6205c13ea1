"""What examples and kept files pass through is counted, never rounded up, and the rest is told."""

import builtins

import pytest

from checker import cli
from checker.commands.rules_tools import percent
from checker.rulebook import load_rulebook
from checker.rulecheck.coverage import coverage, coverage_by_files
from checker.rulecheck.trials import Kept

RULEBOOK = load_rulebook()


def test_the_shipped_examples_pass_through_nearly_everything():
    found = coverage(RULEBOOK, RULEBOOK.find("jianli/"))
    assert found.rules.missed == []
    assert found.ways.reached * 100 > 97 * found.ways.total
    assert found.sentences.reached * 100 > 98 * found.sentences.total


def test_what_no_example_reaches_is_told(root, capsys):
    path = root / "packs/jianli/zhongben/served-notice.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text("".join(line for line in text.splitlines(True) if "name: 缺回证" not in line), encoding="utf-8")
    assert cli.main(["rules", "coverage", "jianli/zhongben/served", "--root", str(root)]) == 0
    told = capsys.readouterr().out
    assert "例子没有走到：jianli/zhongben/served-notice 不符合：被执行人.送达回证 是 有（不成立）" in told
    assert "3/5（60.00%）" in told  # applies, excluded, met; not the two that are unmet


def test_a_rule_is_met_only_where_it_applies(root):
    """An example for which it is not known whether the rule applies passes through no way to be met."""
    path = root / "packs/jianli/zhongben/served-notice.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "expect: 符合, given: {被执行人.下落不明: 否, ", "expect: 待核, given: {"
    )
    path.write_text(text, encoding="utf-8")
    rulebook = load_rulebook(root)
    missed = coverage(rulebook, rulebook.find("jianli/zhongben/served")).ways.missed
    assert [told for told in missed if " 符合：" in told] == [
        "jianli/zhongben/served-notice 符合：被执行人.执行通知书 是 有；被执行人.送达回证 是 有"
    ]


def test_files_count_only_at_the_gates_of_a_rule(root):
    from datetime import date

    from tests.checker.cases import Table, good_facts

    rulebook = load_rulebook(root)
    rules = rulebook.find("jianli/zhongben/served")
    at = [Kept(gate, date(2023, 1, 1), Table(good_facts())) for gate in ("zhongben", "resumption")]
    assert coverage_by_files(rulebook, rules, at[:1]).rules.reached == 1
    assert coverage_by_files(rulebook, rules, at[1:]).rules.reached == 0


def test_without_the_source_there_are_no_sample_files(root, capsys, monkeypatch):
    real = builtins.__import__

    def no_fixtures(name, *rest, **named):
        if name.startswith("fixtures"):
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", no_fixtures)
    assert cli.main(["rules", "coverage", "--fixtures", "--root", str(root)]) == 1
    assert "--fixtures 只能在源代码目录里用" in capsys.readouterr().err


@pytest.mark.parametrize(("part", "whole", "told"), [(11_999, 12_000, "99.99%"), (1, 1, "100.00%"), (0, 0, "100.00%")])
def test_never_rounded_up(part, whole, told):
    assert percent(part, whole) == told
