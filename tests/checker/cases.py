"""A case file and facts made by hand, for the tests of checking and reporting."""

from datetime import date

from checker.casefile import (
    Box,
    CaseFile,
    CaseRecord,
    Document,
    Evidence,
    Field,
    Line,
    Page,
    PageRef,
    PageState,
    UnknownPage,
)
from checker.facts import CASE, THE_CASE, UNKNOWN, Fact, Subject

ZHANG, LI = Subject("被执行人", "张三"), Subject("被执行人", "李四")
NOTICE = Evidence("卷宗.pdf", 1, Box(0.1, 0.1, 0.9, 0.2), "执行通知书", 0.98)
RECEIPT = Evidence("卷宗.pdf", 2, Box(0.123456, 0.1, 0.9, 0.2), "送达回证", 0.9876543)


def case_file(history=()):
    """Five pages: two papers, a blank back, a duplicate, a page nobody could read."""
    pages = tuple(Page("卷宗.pdf", n, (Line("正文", Box(0, 0, 1, 1)),)) for n in range(1, 6))
    states = [
        PageState.CATALOGUED,
        PageState.CATALOGUED,
        PageState.BLANK,
        PageState.DUPLICATE,
        PageState.UNKNOWN,
    ]
    documents = (
        Document("d1", "执行通知书", pages[:1], {"made_on": (Field(date(2022, 3, 2), (NOTICE,)),)}, title="执行通知书"),
        Document("d2", "送达回证", pages[1:2]),
    )
    return CaseFile(
        name="例卷",
        pages=pages,
        documents=documents,
        states={page.ref: state for page, state in zip(pages, states, strict=True)},
        unknown=(UnknownPage(pages[4], ("调查笔录",)),),
        record=CaseRecord(history=history),
        input_hashes={"卷宗.pdf": "ab" * 32},
        problems=("卷宗.pdf 第5页：看不清",),
    )


def good_facts():
    """Facts with which the gate zhongben passes."""
    facts = {
        (THE_CASE, "案件.案号"): Fact("（2022）鄂1023执1234号"),
        (THE_CASE, "案件.立案日期"): Fact(date(2022, 3, 1)),
        (THE_CASE, "案件.裁定日期"): Fact(date(2022, 9, 1)),
        (THE_CASE, "案件.申请人提供线索"): Fact(False, note="谈话笔录载明没有线索"),
    }
    for subject in (ZHANG, LI):
        facts[subject, "被执行人.下落不明"] = Fact(False)
        facts[subject, "被执行人.执行通知书"] = Fact(True, (NOTICE,))
        facts[subject, "被执行人.送达回证"] = Fact(True, (RECEIPT,))
    return facts


class Table:
    """A FactSource over a table; subjects are those given."""

    def __init__(self, facts, subjects=(ZHANG, LI)):
        self.facts, self.given = facts, subjects

    def subjects(self, kind):
        return [THE_CASE] if kind == CASE else [s for s in self.given if s.kind == kind]

    def fact(self, subject, name):
        return self.facts.get((subject, name), UNKNOWN)


NOT_FOUND = Fact(False, note="查遍3份文书，未见", searched=(PageRef("卷宗.pdf", 1), PageRef("卷宗.pdf", 2)))
