"""The days of the court's people in a real browser, from login to the printed notice."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Download, Page, expect

from service.context import Service, open_service
from service.demo.files import papers_of
from service.ledger.verify import verify_ledger
from service.moment import today
from service.settings import load_settings
from tests.browser.conftest import Site
from tests.demo_court import PASSWORD, checks_made, copy_home

pytestmark = pytest.mark.browser

Shots = Callable[[Page, str], None]
OpenSite = Callable[[Service], Site]


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    """What is to be closed at the end, the last first."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def site(open_site: OpenSite, demo_home: Path, tmp_path: Path, stack: ExitStack) -> Site:
    """The demo court, with checks being made."""
    return _opened(open_site, copy_home(demo_home, tmp_path / "home"), stack)


@pytest.fixture
def new_site(open_site: OpenSite, empty_home: Path, tmp_path: Path, stack: ExitStack) -> Site:
    """A court with people and no cases, with checks being made."""
    return _opened(open_site, copy_home(empty_home, tmp_path / "home"), stack)


def _opened(open_site: OpenSite, home: Path, stack: ExitStack) -> Site:
    service = open_service(load_settings(home=home, database_url=""))
    stack.callback(service.close)
    stack.enter_context(checks_made(service))
    return open_site(service)


def log_in(site: Site, login: str) -> Page:
    """A tab of somebody who typed his password."""
    page = site.page()
    page.goto("/desk")
    page.get_by_label("用户名").fill(login)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="我的工作")).to_be_visible()
    return page


def downloaded(page: Page, click: Callable[[], None]) -> bytes:
    """The bytes of what a click downloads."""
    with page.expect_download() as waiting:
        click()
    download: Download = waiting.value
    return Path(download.path()).read_bytes()


def watch_check(page: Page) -> None:
    """From the page of a submission to its check, which moves on by itself until the result is there."""
    if page.get_by_role("link", name="查看进度").count():
        page.get_by_role("link", name="查看进度").click()
        expect(page.get_by_role("heading", name="检查结果")).to_be_visible(timeout=60_000)


def verified(service: Service) -> bool:
    """Whether the audit ledger holds."""
    with service.reading() as session:
        return verify_ledger(session, service.checkpoints).holds


def test_the_command_centre_returns_a_file_and_approves_it_mended(site: Site, shots: Shots) -> None:
    """指挥中心 looks, returns with an internal note; the group mends and submits anew; 指挥中心 sees what changed, approves."""
    number = "（2026）鄂1023执1102号"
    command = log_in(site, "command.1")
    command.get_by_role("link", name="流转审批").click()
    command.get_by_role("link", name=number).click()
    expect(command.get_by_text("有 1 项须先补正或者豁免，现在不能通过。")).to_be_visible()
    expect(command.get_by_role("button", name="通过")).to_be_disabled()
    shots(command, "story-command-1-submission")

    command.get_by_role("link", name="退回整改…").click()
    command.get_by_label("给承办组的意见").fill("请补交邮寄回执。")
    command.get_by_label("内部意见").fill("此组本月第二次。")
    shots(command, "story-command-2-return")
    command.get_by_role("button", name="退回并制作通知书").click()
    expect(command.locator("main").get_by_text("已退回").first).to_be_visible()
    expect(command.get_by_text("此组本月第二次。")).to_be_visible()

    notice = downloaded(command, lambda: command.get_by_role("link", name=re.compile("退回整改通知书")).click())
    told = "\n".join(_texts(notice))
    assert "退回整改通知书" in told
    assert "请补交邮寄回执。" in told
    assert number in told
    assert "此组本月第二次" not in told  # what is internal is not printed

    handler = log_in(site, "online.2")
    expect(handler.get_by_role("heading", name=re.compile("退回待整改"))).to_be_visible()
    handler.get_by_role("link", name=number).first.click()
    expect(handler.get_by_text("请补交邮寄回执。")).to_be_visible()
    assert handler.get_by_text("此组本月第二次。").count() == 0
    shots(handler, "story-command-3-returned")
    handler.get_by_role("link", name="案件", exact=True).last.click()
    missing = next(path for path in papers_of("online-compliant") if path.name.startswith("06-"))
    handler.locator("#upload-files").set_input_files(missing)
    handler.locator("#upload").get_by_role("button", name="上传", exact=True).click()
    expect(handler.get_by_role("link", name=missing.name)).to_be_visible()
    handler.get_by_role("button", name="报送…").click()
    handler.get_by_label("报送说明").fill("邮寄回执已补。")
    handler.get_by_role("button", name="报送").click()
    watch_check(handler)

    command.goto("/transfers")
    command.get_by_role("link", name=number).click()
    expect(command.get_by_text("已解决 1")).to_be_visible()
    expect(command.get_by_text("邮寄回执已补。")).to_be_visible()
    shots(command, "story-command-4-mended")
    command.get_by_label("审批意见").fill("同意。")
    command.get_by_role("button", name="通过").click()
    expect(command.locator("main").get_by_text("已通过").first).to_be_visible()

    leader = log_in(site, "offline.leader")  # the handler of record is now the next group's leader
    expect(leader.get_by_role("link", name=number).first).to_be_visible()
    assert verified(site.service)


def test_a_member_registers_uploads_checks_corrects_and_submits(new_site: Site, shots: Shots) -> None:
    """线上查控组: a case is registered, its scans uploaded and checked; what was misread is corrected; the case is submitted."""
    page = log_in(new_site, "online.1")
    page.get_by_role("link", name="案件", exact=True).click()
    page.get_by_role("link", name="登记案件").click()
    expect(page.get_by_label("承办人").locator("option:checked")).to_contain_text("组长")  # 第一组3
    register(page)
    expect(page.get_by_role("heading", name="（2026）鄂1023执1102号")).to_be_visible()

    papers = papers_of("online-compliant")
    page.locator("#upload-files").set_input_files([path for path in papers if not path.name.startswith("06-")])
    page.locator("#upload").get_by_role("button", name="上传", exact=True).click()
    expect(page.locator("#papers-list tbody tr")).to_have_count(len(papers) - 1)
    shots(page, "story-member-1-uploaded")

    page.reload()
    page.get_by_role("button", name="预检").click()
    expect(page.get_by_role("heading", name="检查结果")).to_be_visible(timeout=60_000)
    expect(page.locator("main").get_by_text("退回整改").first).to_be_visible()
    shots(page, "story-member-2-result")

    page.get_by_role("link", name="查看材料").click()
    expect(page.get_by_role("img").first).to_be_visible()
    page.wait_for_selector("html.js", state="attached")
    page.keyboard.press("j")  # the next finding, on its page
    expect(page.locator(".v-finding")).to_be_visible()
    shots(page, "story-member-3-viewer")
    correct_a_field(page)

    page.get_by_role("link", name="返回检查结果").click()
    page.get_by_role("link", name="（2026）鄂1023执1102号").first.click()
    page.locator("#upload-files").set_input_files([path for path in papers if path.name.startswith("06-")])
    page.locator("#upload").get_by_role("button", name="上传", exact=True).click()
    expect(page.locator("#papers-list tbody tr")).to_have_count(len(papers))
    page.get_by_role("button", name="报送…").click()
    page.get_by_label("报送说明").fill("查控完毕。")
    page.get_by_role("button", name="报送").click()
    watch_check(page)
    page.goto("/transfers")
    expect(page.get_by_role("link", name="（2026）鄂1023执1102号")).to_be_visible()
    assert verified(new_site.service)


def register(page: Page) -> None:
    """Fills in the form of a case."""
    page.get_by_label("案号").fill("（2026）鄂1023执1102号")
    page.get_by_label("立案日期").fill("2026-11-09")
    page.get_by_label("申请执行金额（元）").fill("36200")
    page.get_by_label("承办人").select_option(label="黄思远（线上查控组组员）")
    for number, (role, name) in enumerate((("申请执行人", "聂小兰"), ("被执行人", "鲁庆丰")), 1):
        page.get_by_label(f"第{number}名的诉讼地位").select_option(role)
        page.get_by_label(f"第{number}名的姓名或名称").fill(name)
        page.get_by_label(f"第{number}名的类型").select_option("自然人")
    page.get_by_role("button", name="登记", exact=True).click()


def correct_a_field(page: Page) -> None:
    """Opens what was read of a paper, and writes it as it stands on the paper."""
    field = page.locator(".v-fields details", has_text="案号").first
    field.locator("summary").click()
    field.locator("input[name=value]").fill("（2026）鄂1023执1102号")
    field.get_by_role("button", name="更正").click()
    expect(page.get_by_text("更正记录 1")).to_be_visible()


def test_an_auditor_looks_at_figures_and_ledgers(site: Site, shots: Shots) -> None:
    """审计: the ledger of returns, the figures and their XLSX, and whether the record of all acts is untouched."""
    page = log_in(site, "auditor")
    page.get_by_role("link", name="台账").click()
    expect(page.get_by_text("已调取企业工商登记档案").first).to_be_visible()
    shots(page, "story-auditor-1-ledger")
    book = load_workbook(io.BytesIO(downloaded(page, lambda: page.get_by_role("link", name="XLSX").first.click())))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(rows) > 10
    assert "何文斌" not in str(rows)  # he may not take names along
    page.get_by_role("link", name="统计").click()
    expect(page.get_by_role("heading", name=re.compile("各组送审案件情况"))).to_be_visible()
    shots(page, "story-auditor-2-figures")
    sheet = downloaded(page, lambda: page.get_by_role("link", name="下载 XLSX").click())
    assert "线上查控组" in str(list(load_workbook(io.BytesIO(sheet)).worksheets[0].iter_rows(values_only=True)))
    page.get_by_role("link", name="操作记录").click()
    page.get_by_role("button", name="核验全部记录").click()
    expect(page.get_by_text("操作记录完好")).to_be_visible()
    shots(page, "story-auditor-3-audit")
    assert verified(site.service)


def test_the_bureau_chief_waives_orders_and_resumes(site: Site, shots: Shots) -> None:
    """局长: an escalation is decided, a waiver granted, a resumption approved."""
    page = log_in(site, "director")
    page.get_by_role("link", name="流转审批").click()
    page.get_by_role("link", name="报局长处理的事项").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("button", name="处理"))
    row.get_by_label("意见").fill("线上查控组两日内重做，交终本办理组入卷。")
    row.get_by_role("button", name="处理").click()
    expect(page.get_by_text("线上查控组两日内重做")).to_be_visible()
    shots(page, "story-director-1-escalation")

    page.goto("/transfers")
    page.get_by_role("link", name="（2026）鄂1023执1234号").click()
    page.get_by_label("审批意见").fill("同意恢复执行。")
    shots(page, "story-director-2-resumption")
    for box in page.get_by_role("checkbox").all():
        box.check()
    for reason in page.get_by_placeholder("理由，必填").all():
        reason.fill("已核对")
    page.get_by_role("button", name="通过").click()
    expect(page.locator("main").get_by_text("已通过").first).to_be_visible()
    page.get_by_role("link", name="案件", exact=True).last.click()
    expect(page.locator("main").get_by_text("已恢复执行").first).to_be_visible()

    page.goto("/transfers")
    page.get_by_role("link", name="全部", exact=True).click()
    page.get_by_role("link", name="（2026）鄂1023执1377号").first.click()
    page.get_by_role("link", name="查看、批准").click()
    page.get_by_label("规则").fill("jianli/clue-refusal/re-served-in-person")
    page.get_by_label("对象").fill("被执行人:贺兆祥")
    page.get_by_label("有效期至").fill((today() + timedelta(days=30)).isoformat())
    page.get_by_label("理由").fill("被执行人在押，由看守所代为送达。")
    page.get_by_role("button", name="批准").click()
    expect(page.get_by_text("被执行人在押，由看守所代为送达。")).to_be_visible()
    shots(page, "story-director-3-waiver")
    assert verified(site.service)


def _texts(docx: bytes) -> list[str]:
    """All text of a DOCX, in paragraphs and tables."""
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells
