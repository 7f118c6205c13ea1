"""What was typed is not lost where the service refuses a form: it stands in its place again when the page is back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from service.context import Service, open_service
from service.settings import load_settings
from tests.browser.conftest import Site
from tests.demo_court import PASSWORD, copy_home

pytestmark = pytest.mark.browser

WORDS = "请补交邮寄回执，并核对收件人。"
BACK = "上次没有提交成功，填写的内容已经填回，请核对后再提交。"


@pytest.fixture
def site(open_site: Callable[[Service], Site], demo_home: Path, tmp_path: Path) -> Iterator[Site]:
    """The demo court."""
    with ExitStack() as stack:
        service = open_service(load_settings(home=copy_home(demo_home, tmp_path / "home"), database_url=""))
        stack.callback(service.close)
        yield open_site(service)


def _quiet(site: Site) -> None:
    """A browser tells of every refused form in its console; that is no noise here."""
    site.noises[:] = [noise for noise in site.noises if "the server responded with a status of 4" not in noise]


def _return_form(page: Page) -> None:
    page.goto("/transfers")
    page.get_by_role("link", name="（2026）鄂1023执1102号").click()
    page.get_by_role("link", name="退回整改…").click()


def test_a_refused_return_comes_back_as_it_was_typed(site: Site) -> None:
    """An own row without its remedy: the form stands there again with all that was typed."""
    page = site.page("command.1")
    _return_form(page)
    page.get_by_label("给承办组的意见").fill(WORDS)
    page.locator("[name=own-0-title]").fill("送达地址确认书")
    page.get_by_label("不能补正，不再按本关口报送").check()
    page.get_by_role("button", name="退回并制作通知书").click()
    expect(page.get_by_text("怎么补：可以补正的，须写明怎么补")).to_be_visible()
    expect(page.get_by_label("给承办组的意见")).to_have_value(WORDS)
    expect(page.locator("[name=own-0-title]")).to_have_value("送达地址确认书")
    expect(page.get_by_label("不能补正，不再按本关口报送")).to_be_checked()
    page.locator("[name=own-0-remedy]").fill("补送")
    page.get_by_role("button", name="退回并制作通知书").click()
    expect(page.locator("main").get_by_text("已退回").first).to_be_visible()
    _quiet(site)


def test_what_was_taken_is_not_put_back(site: Site) -> None:
    """Once the service has it, the form is empty."""
    page = site.page("zhongben.1", path="/cases/7/feedback")
    page.get_by_label("内容").fill(WORDS)
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_role("cell", name=WORDS)).to_be_visible()
    page.goto("/cases/7/feedback")
    expect(page.get_by_text(BACK)).to_have_count(0)
    expect(page.get_by_label("内容")).not_to_have_value(WORDS)


def test_a_login_that_ended_costs_no_text(site: Site) -> None:
    """The login ended while he typed: he logs in again, stands on the same page, and his words are there."""
    page = site.page("zhongben.1", path="/cases/7/feedback")
    page.get_by_label("内容").fill(WORDS)
    page.context.clear_cookies()
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_text("登录后自动填回")).to_be_visible()
    page.get_by_role("link", name="重新登录").click()
    page.get_by_label("用户名").fill("zhongben.1")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page).to_have_url(re.compile("/cases/7/feedback$"))
    expect(page.get_by_text(BACK)).to_be_visible()
    expect(page.get_by_label("内容")).to_have_value(WORDS)
    _quiet(site)


def test_nobody_gets_what_another_typed(site: Site) -> None:
    """In the same tab somebody else logs in: the words of the one before are gone."""
    page = site.page("zhongben.1", path="/cases/7/feedback")
    page.get_by_label("内容").fill(WORDS)
    page.context.clear_cookies()
    page.get_by_role("button", name="发送").click()
    page.get_by_role("link", name="重新登录").click()
    page.get_by_label("用户名").fill("zhongben.leader")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page).to_have_url(re.compile("/cases/7/feedback$"))
    expect(page.get_by_text(BACK)).to_have_count(0)
    expect(page.get_by_label("内容")).not_to_have_value(WORDS)
    assert WORDS not in page.evaluate("JSON.stringify(sessionStorage)")
    _quiet(site)


def test_what_another_changed_meanwhile_stays(site: Site) -> None:
    """Two correct the same case: who comes second gets his own field back, and the other's change is not undone by it."""
    first, second = (site.page("online.2", path="/cases/11/edit") for _ in range(2))
    before = second.locator("[name=claim]").input_value()
    first.locator("[name=claim]").fill("77001.00")
    first.get_by_role("button", name="保存").click()
    expect(first).to_have_url(re.compile("/cases/11$"))
    second.locator("[name=paid]").fill("12.00")
    second.get_by_role("button", name="保存").click()
    expect(second.get_by_text("别人刚刚改过这个案件")).to_be_visible()
    second.get_by_role("link", name="返回").click()
    expect(second.locator("[name=paid]")).to_have_value("12.00")
    expect(second.locator("[name=claim]")).to_have_value("77001.00")
    assert before != "77001.00"
    _quiet(site)


def test_where_the_form_is_gone_the_words_can_still_be_copied(site: Site) -> None:
    """Somebody else decided first: there is no form to put the opinion back into."""
    first, second = (site.page("command.1", path="/transfers") for _ in range(2))
    for page in (first, second):
        page.get_by_role("link", name="（2026）鄂1023执1561号").click()
    first.get_by_role("button", name="通过").click()
    expect(first.get_by_text("已通过").first).to_be_visible()
    second.get_by_label("审批意见").fill(WORDS)
    second.get_by_role("button", name="通过").click()
    second.get_by_role("link", name="返回", exact=True).click()
    expect(second.get_by_text("原来的表格已经不在本页")).to_be_visible()
    expect(second.get_by_text(WORDS)).to_be_visible()
    _quiet(site)
