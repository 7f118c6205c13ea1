"""Whom a paper addresses: the line(s) under its heading that end in a colon, or the bare name under its case number.

The salutation stands before the body. What ends in a colon inside a paragraph (不得实施以下消费行为：) addresses nobody;
taken for a name it would make the paper out to a stranger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.casefile import Field, Line
from extractors.kinds import FieldSpec
from extractors.text.flat import flat
from extractors.text.flow import Flow
from extractors.text.identifiers import find_case_numbers

_ASIDE = r"（[^（）]{1,60}(?:）|(?=：?$))"  # an id number, a short form; its end may have been missed
_SALUTATION = re.compile(rf"(?:(?:被|申请)执行人：)?(?P<value>(?:{_ASIDE}|[\u4e00-\u9fffA-Za-z·、，（）〇]){{2,60}})：")
_INLINE_SALUTATION = re.compile(
    rf"(?P<value>(?:{_ASIDE}|[\u4e00-\u9fff·、（）]){{2,40}})：(?=你|本院|因|关于|根据|兹|依照|请|贵|我院|现)"
)
_NO_NAME = re.compile(
    r"书$|案由|案号|如下|时间|地点|内容|意见|问$|答$|事项|理由|地址|电话|姓名|名称|日期|人数|标的|附|注$|责令|决定|裁定|通知|公告|申请人$|执行人$"
)
_BARE_NAME = re.compile(
    r"[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff（）]{4,30}(公司|银行|支行|分行|信用社|合作社|中心|局|所|厂|店|支队|大队|管理处)"
)
_RUNNING_TEXT = re.compile(r"[，。]|你|本院|不得|应当|以下|下列|依照|的")  # 的 stands in no name
_ENDS_PARAGRAPH = re.compile(r"[。：；]$")
_BROKEN_NAME = re.compile(r"(?:股份|责任)?有限(?:责任)?公司|(?:分)?公司|合作社|(?:支|分)行")
"""The end of an organisation's name, which begins no line: 监利市洪城米业 | 有限公司：."""
_LEAD = 14  # an addressee stands within the first lines of a paper
_LEFT, _RIGHT = 0.3, 0.8  # a full line of a paragraph begins left of the one and runs beyond the other
_LARGER = 1.25  # times the height of the text: a heading, no line of the paragraph below it
_FLUSH = 0.03  # of the page's width: lines of one list of addressees begin as near to one another


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines that run on, joined: where they begin in the flow, and the first of them."""

    start: int
    text: str
    line: Line


def find_salutation(spec: FieldSpec, flow: Flow) -> Iterator[Field]:
    """The addressee(s), in one paragraph or one a line. Nothing below the beginning of the running text is one."""
    opening: _Paragraph | None = None
    after_number = False
    paragraphs = _paragraphs(flow)
    for count, paragraph in enumerate(paragraphs):
        last = count + 1 == len(paragraphs)
        span = _addressed(paragraph.text) or (_bare(paragraph.text) if (after_number or opening) and not last else None)
        if opening and not (span and abs(paragraph.line.box.x0 - opening.line.box.x0) < _FLUSH):
            return
        if span:
            yield from flow.fields(spec.type, paragraph.start + span[0], paragraph.start + span[1])
            opening = opening or paragraph
        elif _RUNNING_TEXT.search(_outside_brackets(paragraph.text)):
            return
        after_number = _ends_in_number(paragraph.text)


def _addressed(text: str) -> tuple[int, int] | None:
    """Where the names stand in a paragraph that is a salutation, or begins with one."""
    whole = _SALUTATION.fullmatch(text)
    found = whole or _INLINE_SALUTATION.match(text)
    if found is None:
        return None
    said = _outside_brackets(found["value"])
    sentence = _RUNNING_TEXT.search(said.replace("，", "、"))  # 张三，李四：is a list of names
    return None if sentence or _NO_NAME.search(said) else found.span("value")


def _bare(text: str) -> tuple[int, int] | None:
    return (0, len(text)) if _BARE_NAME.fullmatch(text) and not _NO_NAME.search(text) else None


def _outside_brackets(text: str) -> str:
    return re.sub(_ASIDE, "", text)


def _ends_in_number(text: str) -> bool:
    return any(number.end >= len(text) - 1 for number in find_case_numbers(text))


def _paragraphs(flow: Flow) -> list[_Paragraph]:
    """The first lines of the first page, those that run on joined."""
    joined: list[_Paragraph] = []
    start, above = 0, None
    for page, line, text in flow.lines[:_LEAD]:
        if page is not flow.lines[0][0]:
            break
        if above and _runs_on(joined[-1].text, above, line):
            first = joined.pop()
            joined.append(_Paragraph(first.start, first.text + text, first.line))
        else:
            joined.append(_Paragraph(start, text, line))
        start, above = start + len(text), line
    return joined


def _runs_on(text: str, above: Line, below: Line) -> bool:
    """Whether the text that ends with the line `above` goes on in the line below it."""
    if text.endswith("、") or _is_open(text):
        return True
    if _BROKEN_NAME.match(flat(below.text)) and not _ENDS_PARAGRAPH.search(text) and not _ends_in_number(text):
        return True
    full = above.box.x0 < _LEFT and above.box.x1 > _RIGHT and below.box.x0 < _LEFT
    heading = above.box.height > _LARGER * below.box.height or _ends_in_number(text)
    return full and not heading and not _ENDS_PARAGRAPH.search(text)


def _is_open(text: str) -> bool:
    """Whether a bracket goes on in the next line: …有限公司（统一社会信用代码 | 91420…）：; one whose end was missed does not."""
    return text.rfind("（") > text.rfind("）") and not text.endswith("：") and not _ends_in_number(text)
