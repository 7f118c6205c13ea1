"""The pages made from the rules are those in docs/, every link leads somewhere, and no other list's item is left out."""

import re
from pathlib import Path

import pytest

from checker import cli
from checker.errors import RulebookError
from checker.gates import GATES
from checker.rulebook import load_rulebook
from checker.rulecheck.docs import is_made, pages
from checker.rulecheck.others import FILE, check_ids, load_others
from checker.rulecheck.rule_page import path_of

DOCS = Path(__file__).resolve().parents[2] / "docs"
RULEBOOK = load_rulebook()
MADE = pages(RULEBOOK)
OTHERS = load_others(RULEBOOK.root / FILE, RULEBOOK.libraries.sources)


def test_the_pages_in_docs_are_those_of_the_rules():
    there = {
        str(path.relative_to(DOCS)): path.read_text(encoding="utf-8")
        for path in (*(DOCS / "rules").rglob("*.md"), DOCS / "coverage.md")
    }
    differing = sorted(name for name in there.keys() | MADE.keys() if there.get(name) != MADE.get(name))
    assert differing == [], "运行 zhongben rules docs，把 docs/ 一起提交"


def test_every_link_leads_to_a_page():
    for name, text in MADE.items():
        for target in re.findall(r"\]\(([^)]+)\)", text):
            assert str((Path("/") / name).parent.joinpath(target).resolve().relative_to("/")) in MADE, (name, target)


def test_every_rule_is_in_both_indexes_and_has_its_parts():
    for rule in RULEBOOK.rules:
        text = MADE[path_of(rule.id)]
        assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["规则", "依据", "适用", "要求", "例子", "补正"]
        assert all(atom.sentence in text for atom in rule.question.atoms)
        assert text.count("\n| ") == len(rule.examples) + 2
        for index in ("rules/README.md", "rules/by-article.md"):
            assert f"({rule.id}.md)" in MADE[index]
    assert all(f"`{gate}`" in MADE["rules/README.md"] for gate in GATES)


def test_articles_stand_in_their_order():
    text = MADE["rules/by-article.md"]
    assert text.index("| 第三组9 |") < text.index("| 第三组10 |") < text.index("| 第四组")


COUNTS = {
    "合规核查十二项": 12,
    "卷宗核查的材料": 12,
    "瑕疵核查的五项期限": 5,
    "瑕疵核查的印章和签名": 13,
    "一致性核查": 5,
    "负面清单八项": 8,
}


def test_no_item_of_another_list_is_left_out():
    assert {one.title: len(one.items) for one in OTHERS} == COUNTS
    for one in OTHERS:
        assert all(item.text in MADE["coverage.md"] for item in one.items)


def test_a_rule_that_does_not_exist_is_an_error_where_its_pack_is_installed():
    ids = {rule.id for rule in RULEBOOK.rules}
    check_ids(OTHERS, ids)
    check_ids(OTHERS, set())
    with pytest.raises(RulebookError, match="里的规则不存在：“jianli/closing/paid-in-full”") as caught:
        check_ids(OTHERS, ids - {"jianli/closing/paid-in-full"})
    assert "others.yaml:" in caught.value.where


def test_an_item_without_a_rule_is_an_error(tmp_path):
    path = tmp_path / "others.yaml"
    path.write_text("清单:\n  source: 民法典\n  items:\n    - {item: 某项, rules: []}\n", encoding="utf-8")
    with pytest.raises(RulebookError, match="没有规则检查这一项：某项"):
        load_others(path, RULEBOOK.libraries.sources)


def test_pages_of_rules_that_are_gone_are_removed_and_others_are_kept(root, tmp_path, capsys):
    out = tmp_path / "docs"
    run = ["rules", "docs", "--out", str(out), "--root", str(root)]
    assert cli.main(run) == 0
    first = {path: path.read_bytes() for path in out.rglob("*.md")}
    assert len(first) == 6  # four rules, two indexes; this rules folder has no other lists
    (out / "rules" / "own.md").write_text("我的笔记\n", encoding="utf-8")
    (root / "packs/national/zhongben/three-months.yaml").unlink()
    assert cli.main(run) == 0
    assert "删去已没有规则的 1 页" in capsys.readouterr().out
    assert not (out / "rules/national/zhongben/three-months.md").exists()
    assert (out / "rules" / "own.md").exists()
    page = out / "rules/jianli/zhongben/served-notice.md"
    assert page.read_bytes() == first[page]
    page.write_text("我改过的\n", encoding="utf-8")
    assert not is_made(page)
    assert cli.main(run) == 1
    assert "不是程序生成的，不覆盖" in capsys.readouterr().err
