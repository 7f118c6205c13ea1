"""What a lawyer changes takes a text editor and `zhongben rules test`: a number, a new rule, the end of a rule."""

import shutil
from datetime import date

import pytest

from checker import cli
from checker.rulebook import RULES_ROOT, load_rulebook

NEW = "jianli/zhongben/photos-in-file"


@pytest.fixture
def rules(tmp_path):
    """A copy of the shipped rules, as a court would have it."""
    return shutil.copytree(RULES_ROOT, tmp_path / "rules", ignore=shutil.ignore_patterns("*.py", "__pycache__"))


def edit(path, *changes):
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def run(*arguments):
    return cli.main(["rules", *map(str, arguments)])


def test_a_number_is_changed(rules, capsys):
    """From 2026 on three households; the old number stays for older days."""
    old = "    - {from: 2022-01-01, value: 2, source: 监法〔2022〕19号 第六组3(三)}\n"
    new = "    - {from: 2026-01-01, value: 3, source: 监法〔2022〕19号 第六组3(三)}\n"
    edit(rules / "parameters.yaml", (old, old + new))
    rule = "jianli/zhongben/inquiry-neighbours"
    given = "given: {被执行人.性质: 自然人, 案件.从严口径: 一律调查, 被执行人.邻居调查确定户数: 2, 被执行人.邻居调查户数: 2, 被执行人.邻居调查最多户数: 2}"
    with (rules / f"packs/{rule}.yaml").open("a", encoding="utf-8") as file:
        file.write(f"  - {{name: 两户，2026年起不够, expect: 符合, as_of: 2026-01-01, {given}}}\n")
    assert run("test", rule, "--root", rules) == 1
    assert "两户，2026年起不够：应为符合，得不符合" in capsys.readouterr().out
    edit(rules / f"packs/{rule}.yaml", ("两户，2026年起不够, expect: 符合", "两户，2026年起不够, expect: 不符合"))
    assert run("test", "jianli/zhongben/", "--root", rules) == 0


def test_a_rule_is_added(rules, capsys):
    assert run("new", NEW, "--title", "现场照片已附卷: '原件'", "--for-each", "被执行人", "--root", rules) == 0
    path = rules / f"packs/{NEW}.yaml"
    assert all(rule.id != NEW for rule in load_rulebook(rules).as_of(date.today()).rules)  # not before it is filled in
    capsys.readouterr()
    assert run("test", NEW, "--root", rules) == 1
    told = capsys.readouterr().out
    assert f"待填 {path}:3　code: 待填" in told
    assert "没有“符合”的例子" in told
    lines = [line.split("     # ")[0].split("  # ")[0] for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("\n".join(line.rstrip() for line in lines if not line.startswith("#")) + "\n", encoding="utf-8")
    edit(
        path,
        (f"code: 待填-{NEW.replace('/', '-')}", "code: 监-终本-99"),
        ("2099-01-01", "2022-01-01"),
        ("监法〔2022〕19号 待填", "监法〔2022〕19号 第六组3(一)"),
        ("requires:\n  - 被执行人.性质 已知", "requires:\n  - 被执行人.现场相片 是 有"),
        ("待填：不符合时怎么说，{主体}和{缺项}会换成真正的名称和所缺的材料", "'{主体}：{缺项}'"),
        ("待填：看不清、读不到时请人核对什么", "请核对{主体}住所的现场照片"),
        ("待填：怎样补正", "补拍现场照片附卷"),
        (
            "examples: []",
            "examples:\n  - {name: 有照片, expect: 符合, given: {被执行人.现场照片: 有}}\n"
            "  - {name: 没有照片, expect: 不符合, given: {被执行人.现场照片: 无}}\n  - {name: 照片看不清, expect: 待核}\n",
        ),
    )
    capsys.readouterr()
    assert run("test", NEW, "--root", rules) == 1
    error = capsys.readouterr().err
    assert "没有这个事实：“被执行人.现场相片”" in error
    assert f"{path}:11" in error
    assert "是不是想写：被执行人.现场照片" in error
    edit(path, ("现场相片", "现场照片"))
    assert run("test", NEW, "--root", rules) == 0
    assert run("mutate", NEW, "--root", rules) == 1  # 没有主体的例子还没有写
    assert "无主体·没有主体算符合" in capsys.readouterr().out
    assert next(rule.title for rule in load_rulebook(rules).rules if rule.id == NEW) == "现场照片已附卷: '原件'"


def test_a_rule_is_ended(rules):
    rule = "jianli/zhongben/three-months-waived"
    edit(rules / f"packs/{rule}.yaml", ("in_force: {from: 2022-01-01}", "in_force: {from: 2022-01-01, to: 2025-12-31}"))
    assert run("test", rule, "--root", rules) == 0
    rulebook = load_rulebook(rules)
    for day, there in ((date(2025, 12, 31), True), (date(2026, 1, 1), False)):
        assert any(found.id == rule for found in rulebook.as_of(day).rules) is there


REFUSED = [
    (["new", "jianli/zhongben/served-notice"], "已经有这条规则"),
    (["new", "jianli/served"], "不能作规则的 id"),
    (["new", "../../x/y"], "不能作规则的 id"),
    (["new", NEW, "--gate", "zhongbn"], "没有这个关口"),
    (["new", NEW, "--for-each", "被执行"], "没有这个主体"),
]


@pytest.mark.parametrize(("arguments", "told"), REFUSED)
def test_a_rule_that_cannot_be_made_is_refused(rules, capsys, arguments, told):
    before = sorted(rules.rglob("*"))
    assert run(*arguments, "--root", rules) == 1
    assert told in capsys.readouterr().err
    assert sorted(rules.rglob("*")) == before


@pytest.mark.parametrize("kind", ["案件", "被执行人", "申请执行人", "账户", "财产", "线索", "出差", "文书"])
def test_a_skeleton_of_every_kind_loads(rules, kind):
    assert run("new", NEW, "--for-each", kind, "--gate", "终本报审", "--root", rules) == 0
    (rule,) = load_rulebook(rules, NEW).rules
    assert (rule.for_each, rule.gates, rule.in_force(date.today())) == (kind, ("zhongben-review",), False)
