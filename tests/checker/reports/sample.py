"""Reports for the tests of their printed forms: one that is returned, one that passes. All names are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from checker.casefile import Box, Document, Evidence, Field, Line, Page, PageRef, UnknownPage
from checker.outcome import Level, Status, Verdict
from checker.report import Because, Finding, NamedValue, PageCount, Receipt, Repair, Report
from checker.sources import Basis

FILE = "卷宗扫描件.pdf"
SEARCHED = tuple(PageRef(FILE, page) for page in range(1, 43))
HOSTILE = "<script>alert(1)</script>&\"'"
_S, _V, _U, _N = Status.SATISFIED, Status.VIOLATED, Status.UNDETERMINED, Status.NOT_APPLICABLE
_FIRST, _SECOND = "被执行人:邓友谅", "被执行人:监利县白鹭湖粮油贸易有限公司"


def place(page: int, text: str = "执行通知书", top: float = 0.12) -> Evidence:
    """A place on a page of the sample file."""
    return Evidence(FILE, page, Box(0.35, top, 0.65, top + 0.03), text, 0.97)


def because(fact: str, sentence: str, status: Status, at: tuple[Evidence, ...]) -> tuple[Because, ...]:
    """The trace of a one-sentence rule."""
    truth = {_S: True, _V: False, _U: None, _N: False}[status]
    note = "全卷 42 页均已查看，未见该文书" if status is _V else ("印文压字，日期看不清" if status is _U else "")
    shown = {_S: "有", _V: "无", _U: "未知", _N: "否"}[status]
    value = NamedValue(fact, "有无", truth, shown, note, SEARCHED if status is _V else (), at)
    return (Because(sentence, truth, status is _N, (value,), status in (_V, _U)),)


def finding(
    slug: str,
    code: str,
    title: str,
    subject: str,
    status: Status,
    owner: str,
    *,
    level: Level = Level.BLOCKING,
    pages: tuple[int, ...] = (),
    do: str = "补齐该文书并附卷",
    papers: tuple[str, ...] = (),
    cite: str = "监法〔2022〕19号 第六组3（一）",
    message: str = "",
) -> Finding:
    """One finding of the sample."""
    at = tuple(place(page, title[:8]) for page in pages)
    fact = f"{subject.partition(':')[0]}.{title[:5]}"
    return Finding(
        rule=f"jianli/zhongben/{slug}",
        code=code,
        title=title,
        subject=subject,
        status=status,
        level=level,
        message=message or {_S: f"{title}：有", _V: f"卷内没有{title}", _U: f"请核对{title}", _N: "不适用"}[status],
        remedy=do,
        papers=papers,
        owner=owner,
        basis=(Basis(cite, "B"),),
        because=because(fact, f"{fact} 是 有", status, at),
        evidence=at,
    )


def _findings() -> tuple[Finding, ...]:
    table = [
        ("served-notice", "监-终本-一-1", "执行通知书已送达", "online", (_S, _V), ("执行通知书", "送达回证")),
        ("served-report-order", "监-终本-一-2", "报告财产令已送达", "online", (_S, _V), ("报告财产令", "送达回证")),
        (
            "served-consumption-limit",
            "监-终本-一-3",
            "限制高消费令已送达",
            "clue",
            (_U, _S),
            ("限制消费令", "送达回证"),
        ),
        (
            "served-dishonest",
            "监-终本-一-4",
            "失信决定书已送达，或者不符合失信条件有记录",
            "clue",
            (_N, _V),
            ("失信决定书",),
        ),
        ("whereabouts-unknown", "监-终本-一-5", "下落不明有现场照片和调查笔录证明", "clue", (_N, _V), ("调查笔录",)),
        ("searched-online", "监-终本-二-1", "总对总查控材料齐全", "online", (_S, _S), ("总对总查控反馈",)),
        ("searched-offline", "监-终本-二-2", "线下查控材料齐全", "offline", (_V, _S), ("调查笔录",)),
        ("inquiry-committee", "监-终本-三-2", "向村（居）委会调查", "clue", (_S, _N), ("调查笔录",)),
        ("inquiry-neighbours", "监-终本-三-3", "向两户以上邻居调查", "clue", (_V, _N), ("调查笔录",)),
        ("refusal-papers", "监-终本-五", "银行流水和无拒执犯罪证据的说明", "refusal", (_S, _U), ("银行流水",)),
    ]
    found = []
    for number, (slug, code, title, owner, statuses, papers) in enumerate(table):
        for at, (subject, status) in enumerate(zip((_FIRST, _SECOND), statuses, strict=True)):
            pages = (3 + 2 * number + at, 4 + 2 * number + at) if status in (_S, _U) else ()
            do = f"向该被执行人补正：{title}；送达回证由受送达人签名并写明日期"
            found.append(finding(slug, code, title, subject, status, owner, pages=pages, do=do, papers=papers))
    found.append(
        finding(
            "closing-interview", "监-终本-六-1", "终本约谈笔录", "申请执行人:赵水清", _V, "zhongben",
            do="裁定前约谈申请执行人，制作笔录，由其签名", papers=("终本约谈笔录",),
        )
    )  # fmt: skip
    found.append(finding("approval-papers", "监-终本-六-2", "终本报审材料", "案件", _S, "zhongben", pages=(38, 39)))
    found.append(
        finding(
            "case-number-agrees", "监-通用-1", "各文书案号一致", "文书:协助执行通知书", _V, "clue",
            level=Level.DEFECT, pages=(21,), message="案号写作（2022）鄂1023执1243号，与本案案号不符", do="更正案号后换页",
        )
    )  # fmt: skip
    found.append(finding("within-budget", "监-通用-6", "在本组期限内", "案件", _V, "zhongben", level=Level.NOTICE))
    return tuple(found)


def returned() -> Report:
    """A file with two respondents that goes back."""
    findings = _findings()
    repair = tuple(
        Repair(f.owner, f.subject, f.remedy, f.papers, date(2022, 6, 21), (f.rule,), f.basis)
        for f in sorted((f for f in findings if f.blocks), key=lambda f: ("online", "offline", "clue", "zhongben").index(f.owner))
    )  # fmt: skip
    notice = Document(
        "d1",
        "执行通知书",
        (Page(FILE, 3, (Line("执行通知书", Box(0.35, 0.1, 0.65, 0.13)),)), Page(FILE, 4)),
        {
            "case_number": (Field("（2022）鄂1023执1234号", (place(3),)),),
            "made_on": (Field(date(2022, 3, 5), (place(3),)),),
        },
        title="执行通知书",
    )
    strange = Document("d2", "民事判决书", (Page(FILE, 40),), {"case_number": (Field("（2020）鄂1023民初77号"),)})
    return Report(
        case="（2022）鄂1023执1234号",
        name="样例卷宗",
        gate="zhongben",
        as_of=date(2022, 5, 24),
        verdict=Verdict.RETURN,
        packs={"jianli": Verdict.RETURN},
        parties=(("申请执行人", "赵水清"), ("被执行人", "邓友谅"), ("被执行人", "监利县白鹭湖粮油贸易有限公司")),
        findings=findings,
        repair=repair,
        documents=(notice,),
        foreign=(strange,),
        unknown=(
            UnknownPage(Page(FILE, 41, (Line("模糊的一页", Box(0.1, 0.1, 0.5, 0.13)),)), ("调查笔录", "谈话笔录")),
            UnknownPage(Page("副卷/2.jpg", 1, problem="图片损坏，无法解码"), (), readable=False),
        ),
        pages=PageCount(44, 38, 2, 1, 2, 1),
        problems=("副卷/2.jpg 第1页：图片损坏，无法解码（重新扫描该页）",),
        receipt=Receipt(
            {FILE: "ab" * 32}, {"packs/jianli/zhongben/served-notice.yaml": "cd" * 32}, {"rapidocr": "3.10.0"}
        ),
    )


def passed() -> Report:
    """The same file with everything in it."""
    report = returned()
    findings = tuple(
        replace(f, status=_S, message=f"{f.title}：有", evidence=(place(5),), because=because("被执行人.文书", "被执行人.文书 是 有", _S, (place(5),)))
        for f in report.findings
    )  # fmt: skip
    return replace(
        report,
        verdict=Verdict.PASS,
        packs={"jianli": Verdict.PASS},
        findings=findings,
        repair=(),
        unknown=(),
        problems=(),
    )


def hostile() -> Report:
    """A report whose papers try to write into the page."""
    report = returned()
    first = replace(report.findings[1], message=HOSTILE, subject=f"被执行人:{HOSTILE}", remedy=HOSTILE)
    evil = Evidence(HOSTILE, 1, text=HOSTILE)
    trace = (
        Because(HOSTILE, False, False, (NamedValue(HOSTILE, "有无", False, HOSTILE, HOSTILE, (evil.ref,), (evil,)),)),
    )
    return replace(
        report,
        case=HOSTILE,
        name=HOSTILE,
        findings=(replace(first, because=trace, evidence=(evil,)), *report.findings[2:]),
        problems=(HOSTILE,),
        parties=(("被执行人", HOSTILE),),
        documents=(Document("d", HOSTILE, (Page(HOSTILE, 1),), {"case_number": (Field(HOSTILE),)}, title=HOSTILE),),
    )
