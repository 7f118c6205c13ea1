"""The rules pages: every rule has one, in plain text, and what it returned."""

from __future__ import annotations

import re

import pytest

from checker.gates import GATES
from service.moment import today
from service.rulebase import rulebook
from tests.service.conftest import Court
from tests.service.figures.scenes import SERVED, send_back, submit

RULES = rulebook().rules


def test_every_rule_is_listed_and_has_its_page(court: Court) -> None:
    browser = court.browser("admin")  # who sees no case sees the rules
    listed, articles = browser.get("/rules").text, browser.get("/rules/by-article").text
    for rule in RULES:
        assert f'href="/rules/{rule.id}"' in listed, rule.id
        assert f'href="/rules/{rule.id}"' in articles, rule.id
    for rule in RULES[::10]:
        shown = browser.get(f"/rules/{rule.id}")
        assert shown.status_code == 200, rule.id
        assert rule.title in shown.text
        assert not re.search(r"\]\(|^#|\*\*|`", shown.text, re.MULTILINE), f"Markdown in {rule.id}"


def test_links_between_rules_lead_to_rules(court: Court) -> None:
    ids = {rule.id for rule in RULES}
    browser = court.browser("wei.command")
    for rule in RULES:
        if rule.conflicts_with:
            shown = browser.get(f"/rules/{rule.id}").text
            assert set(re.findall(r'href="/rules/(\w+/[\w-]+/[\w-]+)"', shown)) <= ids


@pytest.mark.parametrize("gate", GATES)
def test_the_rules_of_a_gate(court: Court, gate: str) -> None:
    shown = court.browser("li.online").get(f"/rules?gate={gate}").text
    found = set(re.findall(r'href="/rules/(\w+/[\w-]+/[\w-]+)"', shown))
    assert found == {rule.id for rule in rulebook().for_gate(gate)}


SEARCHES = {"监-终本-一-1": SERVED, "served-notice": SERVED, "执行通知书 送达回证": SERVED, "第六组3(一)": SERVED}


@pytest.mark.parametrize("text", SEARCHES)
def test_a_rule_is_found_by_what_stands_in_it(court: Court, text: str) -> None:
    assert f'href="/rules/{SEARCHES[text]}"' in court.browser("li.online").get("/rules", params={"q": text}).text


def test_a_search_shows_nothing_where_nothing_is(court: Court) -> None:
    shown = court.browser("li.online").get("/rules", params={"q": "<script>alert(1)</script>"}).text
    assert "没有找到" in shown
    assert "<script>" not in shown


def test_how_often_a_rule_returned_files(any_court: Court) -> None:
    case_id = any_court.add_case()
    twice = [{"subject": "被执行人:甲"}, {"subject": "被执行人:乙"}]
    for items in (twice, [{}]):
        send_back(any_court, submit(any_court, case_id, "online-offline", "li.online", today()), today(), items)
    browser = any_court.browser("wei.command")
    shown = re.sub(r"\s+", "", browser.get(f"/rules/{SERVED}").text)
    assert '<thscope="row">线上查控组</th><tdclass="number">2</td>' in shown
    row = re.search(rf'href="/rules/{SERVED}".*?</tr>', browser.get("/rules").text, re.S)
    assert row
    assert '<td class="number">2</td>' in row[0]


@pytest.mark.parametrize("path", ["/rules/jianli/zhongben/no-such", "/rules/a/b/../../../etc", "/rules/x/y/z%00"])
def test_what_is_no_rule_is_not_found(court: Court, path: str) -> None:
    assert court.browser("wei.command").get(path).status_code == 404
