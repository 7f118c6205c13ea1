"""What other courts' check lists ask, item by item, with the rules that ask it here (`rules/others.yaml`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from checker.errors import RulebookError
from checker.rule_names import require_rules
from checker.rulebook import Rulebook
from checker.rulecheck.markdown import link, page, section, table
from checker.rulecheck.rule_page import path_of
from checker.sources import Sources
from checker.yamlfile import Block, Word, block, check_keys, choose, read_yaml, series, word

FILE, PAGE = "others.yaml", "coverage.md"


@dataclass(frozen=True, slots=True)
class Item:
    """One check of a list, and the ids of the rules that cover it."""

    text: str
    rules: tuple[Word, ...]
    note: str


@dataclass(frozen=True, slots=True)
class CheckList:
    """A list of checks from one source."""

    title: str
    source: str
    items: tuple[Item, ...]


def load_others(path: Path, sources: Sources) -> list[CheckList]:
    """All lists of the file. An item that no rule covers is an error."""
    lists = []
    for title, entry in read_yaml(path).items():
        one = block(entry)
        check_keys(one, ("source", "items"))
        source = choose(one["source"], sources, "依据")
        lists.append(CheckList(title, source, tuple(_read(block(item)) for item in series(one["items"]))))
    return lists


def _read(item: Block) -> Item:
    check_keys(item, ("item", "rules"), ("note",))
    rules = tuple(word(rule) for rule in series(item["rules"]))
    if not rules:
        raise RulebookError(
            f"没有规则检查这一项：{word(item['item'])}", where=item.place, how="写上规则的 id，没有的先写规则"
        )
    return Item(word(item["item"]), rules, word(item.optional("note", Word())))


def check_ids(lists: list[CheckList], ids: Collection[str]) -> None:
    """Raises for a rule that does not exist, unless its whole pack is not installed."""
    for one in lists:
        named = ((rule, rule.place) for item in one.items for rule in item.rules)
        require_rules(named, ids, f"“{one.title}”")


def others_page(lists: list[CheckList], rulebook: Rulebook) -> str:
    """`docs/coverage.md`."""
    codes = {rule.id: rule.code for rule in rulebook.rules}
    count = sum(len(one.items) for one in lists)
    absent = sorted({r.partition("/")[0] for one in lists for i in one.items for r in i.rules if r not in codes})
    note = f"规则包 {'、'.join(f'`{pack}`' for pack in absent)} 没有安装，它的规则只列 id。" if absent else ""
    return page(
        "与别家核查清单的对照",
        f"别家清单 {len(lists)} 份，{count} 项，每一项由哪些规则检查。清单见 `rules/others.yaml`。{note}",
        *(
            section(one.title, f"来源：{rulebook.libraries.sources[one.source].title}", _table(one, codes))
            for one in lists
        ),
    )


def _table(one: CheckList, codes: Mapping[str, str]) -> str:
    rows = ((str(n), i.text, "、".join(_links(i, codes)), _remark(i, codes)) for n, i in enumerate(one.items, start=1))
    return table(("", "核查项目", "本规则库的规则", "说明"), rows)


def _remark(item: Item, codes: Mapping[str, str]) -> str:
    uncovered = "" if codes.keys() & set(item.rules) else "现在安装的规则都不检查这一项"
    return "；".join(part for part in (item.note, uncovered) if part)


def _links(item: Item, codes: Mapping[str, str]) -> Iterator[str]:
    for rule in item.rules:
        yield link(codes[rule], path_of(rule), PAGE) if rule in codes else f"`{rule}`"
