"""The rulebook as a whole: every fact has an origin and a use, every parameter a use, every status an example."""

import pytest

from checker import derive
from checker.derive import registry
from checker.lint import ALSO_USED, lint, unused
from checker.rulebook import load_rulebook

UNUSED = {"案件.结案方式", "案件.到位金额", "案件.标的金额", "案件.已查渠道", "被执行人.调查户数"}


@pytest.fixture
def derived(monkeypatch, root):
    """Every fact of the small vocabulary has a function."""
    names = dict.fromkeys(load_rulebook(root).libraries.vocabulary)
    monkeypatch.setattr(derive, "load_modules", lambda: None)
    monkeypatch.setattr(registry, "FACTS", names)
    return names


def test_unused_facts_and_parameters(root, derived):
    idle = unused(load_rulebook(root))
    assert {w.split("“")[1].split("”")[0] for w in idle if w.startswith("事实")} == UNUSED - ALSO_USED
    assert [w.split("“")[1].split("”")[0] for w in idle if w.startswith("参数")] == ["邻居户数下限", "必查渠道"]


def test_fact_without_function_and_function_without_fact(root, derived):
    del derived["被执行人.送达回证"]
    derived["被执行人.身高"] = None
    wrong = lint(load_rulebook(root))
    assert any(w.startswith("事实“被执行人.送达回证”没有推导函数（") for w in wrong)
    assert "推导函数的“被执行人.身高”不在词汇表中" in wrong


def test_missing_example(root, derived):
    path = root / "packs/jianli/zhongben/served-notice.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("expect: 待核", "expect: 符合"), encoding="utf-8")
    wrong = lint(load_rulebook(root))
    assert any(w.startswith("jianli/zhongben/served-notice 没有“待核”的例子") for w in wrong)
