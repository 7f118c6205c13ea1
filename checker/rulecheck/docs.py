"""The pages made from the rules: one each, two indexes, and the comparison with other lists. The same rules, the same bytes."""

from __future__ import annotations

from pathlib import Path

from checker.errors import SettingsError
from checker.files import prepare_output, write_whole
from checker.rulebook import Rulebook
from checker.rulecheck.indexes import BY_ARTICLE, BY_GATE, by_article, by_gate
from checker.rulecheck.markdown import MARK
from checker.rulecheck.others import FILE, PAGE, check_ids, load_others, others_page
from checker.rulecheck.rule_page import path_of, rule_page


def pages(rulebook: Rulebook) -> dict[str, str]:
    """Every page by its path from the folder of documents."""
    made = {BY_GATE: by_gate(rulebook), BY_ARTICLE: by_article(rulebook)}
    made |= {path_of(rule.id): rule_page(rule, rulebook) for rule in rulebook.rules}
    others = rulebook.root / FILE
    if others.exists():
        lists = load_others(others, rulebook.libraries.sources)
        check_ids(lists, {rule.id for rule in rulebook.rules})
        made[PAGE] = others_page(lists, rulebook)
    return made


def write(made: dict[str, str], out: Path) -> list[Path]:
    """Writes the pages, and removes those made before of rules that are gone; returns the removed."""
    for path, text in made.items():
        target = out / path
        if target.exists() and not is_made(target):
            raise SettingsError(
                "这个文件不是程序生成的，不覆盖", where=str(target), how="请移走它，或用 --out 换一个文件夹"
            )
        prepare_output(target)
        write_whole(target, text.encode())
    stale = [
        page
        for page in sorted((out / "rules").rglob("*.md"))
        if str(page.relative_to(out)) not in made and is_made(page)
    ]
    for page in stale:
        page.unlink()
    return stale


def is_made(path: Path) -> bool:
    """Whether a file is one of these pages."""
    return path.read_text(encoding="utf-8", errors="replace").startswith(MARK)
