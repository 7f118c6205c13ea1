"""What an approver wrote beside his signature: a signature under 不同意, 退回 or 暂缓 approves nothing.

The opinion stands in the box of its office: below the room signed before it, down to its own room, or in its row. A form
without opinions is approved by the signature alone; an opinion that does not say yes or no is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from checker.casefile import Box, Document, Evidence, Line, Mark, Page, Presence
from checker.derive.signing.signatures import LABELS, asks_for, rooms_of, signed, signing_marks
from checker.derive.text.statements import affirmed
from checker.derive.text.wording import either, legible
from checker.derive.view import View
from checker.facts import Fact
from checker.gates import GROUPS
from extractors.fields.ticks import BOXES_TICKED
from extractors.text.cells import same_row
from extractors.text.flat import flat

NO_DETENTION = "不予拘留审批表"
_REFUSES = r"不(?:予)?同意(?!见)|不予?(?:批准|准许)|不予(?:终本|终结|结案|报结|报审|移送|恢复|解除|提前|支持|受理|立案|通过|出差)"
_SENDS_BACK = (
    r"退回|暂(?:缓|不)|缓(?:办|批)|未达到|应(?:当|予)?继续执行|不符合(?![^。，]{0,8}(?:失信|纳入|拘留))"
    r"|不(?:具备|宜|应|能|得|可)[^。；，]{0,8}(?:终本|终结|结案|报结|移送|恢复|解除|出差|批准)"
)
_APPROVES = r"同意(?!见)|准予|准许|批准|准(?:$|[。，])"
_AGREES = (
    r"可以|可行|通过|建议(?!不|暂|缓|退|补)|照(?:办|此)|按[^。；]{0,12}(?:办理|执行|进行)|(?:依法|可以?|请)(?:依法)?办理|符合|属实|呈|报[^。；]{0,8}(?:批|审|定)|拟(?!不)|应予|无异议"
    r"|(?:无|没有)不同意见|支持|阅|接收|免拘|请[^。；]{0,8}(?:审批|批示|审核|领导|局长|院长)|√"
)
_HANDS_OVER = (
    r"(?:移送|移交|转|交由?)[^。；，]{0,10}组(?![^。；，]*(?:重新|补充|整改|重查))|请[^。；，]{0,10}组[^。；，]{0,4}(?:接收|接手|接办|办理|继续)"
    r"|(?:已经?|均已)(?:全部|依法)?(?:完成|办结|完毕)(?!部分|[^。]*但)"
)
"""Words of a leader that say the work of his group is done, or hand the case over to the next."""
_ONLY_IF = r"待[^。；]{1,20}后|补(?:充|正|齐|全)[^。；]{0,14}后|如[^。；]{1,20}(?:则|方可|可以?)"
_MENDED = re.compile(r"退回[^。；]{0,12}已[^。；]{0,6}(?:补正|整改|完善|补齐|落实)")
_OF_A_PARTY = re.compile(r"(?:申请(?:执行)?人|被执行人|当事人|对方|双方|案外人)[^。；，]{0,12}不[^。；，]*[，]?")
_SPARED = re.compile(r"不(?:予|宜|应|适用|符合|具备|采取)[^。，；]{0,10}拘留(?:的?(?:条件|事由|情形|措施))?")
_DETAINED = r"(?:应当?|依法|予以|决定|同意)(?:依法|予以|司法)*拘留"
_GROUP = "|".join(("指挥中心", *GROUPS.values()))
_LABEL = re.compile(
    rf"(?:{LABELS}|{_GROUP}|审[批查核]|初审|复核|批示|意见?(?!见)|盖章|日期|时间|分管|领导|执行局|负责人|主管|结论|党组|庭长|人|部门|栏|逐级|按(?:范围|权限|层级)|[0-9年月日：；。、／/（）().—-])+"
)
_SIGNATURE = re.compile(rf"(?:{_GROUP})?(?:{LABELS})?[（]?签[名字章].*")
_OPINION_LABEL = r"意见|审[批查核]|初审|批示"
_SOME_APPROVER = r"领导|审批(?!表|单|权限)|批示|审核|负责人|主管|分管|审查(?!报告)"
_PASSES_ON = r"拟?同意|呈|请|报|转|提请"
_LABEL_LENGTH = 12  # characters: longer lines are text, and a note on who approves what is no room
_ROW = 0.6  # of a line's height: half a row
_SHORT, _FAR = 0.2, 12  # a label's greatest width; line heights to the next label of its column
_REACH = 5  # line heights above the first room of a page that its opinion may take


class Opinion(Enum):
    """What the words beside a signature come to."""

    SILENT = auto()
    APPROVES = auto()
    REFUSES = auto()
    DOUBTFUL = auto()


def approved_by(paper: Document, office: str, view: View | None = None) -> Fact:
    """Whether the office (a pattern of labels) signed and does not refuse; of several that signed, the last decides.

    With `view`, a form that was read whole and has no room for the office is known not to be signed by it.
    """
    there = signed(paper, office)
    whole = view is not None and there.value is None and legible(view, paper)
    if whole and not rooms_of(paper, office) and _has_no_room(paper, office):
        return Fact(False, paper.evidence, f"{paper.kind}上没有该级领导的意见和签名")
    if there.value is not True:
        return there
    rooms = [(p, m) for p, m in rooms_of(paper, office) if m.presence is Presence.PRESENT]
    rooms.sort(key=lambda room: (paper.pages.index(room[0]), room[1].box.y1, room[1].box.x0))
    found = [_opinion(paper, page, mark, office) for page, mark in rooms]
    opinion, places = found[-1]
    refused = [shown for one, shown in found if one is Opinion.REFUSES]
    if opinion is Opinion.REFUSES:
        return Fact(False, there.evidence + places, f"{paper.kind}上签名旁写的是不同意")
    if opinion is Opinion.DOUBTFUL or (opinion is Opinion.SILENT and refused):
        return Fact(None, there.evidence + places, f"{paper.kind}上签名旁的意见没有读清是否同意，须看原件")
    return there


def _has_no_room(paper: Document, office: str) -> bool:
    """Whether a form surely has no room for the office: every room that it has is another's by what asks for it, no
    label on it names the office, or an approver without saying which, and no opinion may be the office's.
    """
    marks = signing_marks(paper)
    others = all(re.search(LABELS, flat(mark.label) + asks_for(page, mark)) for page, mark in marks)
    labels = [flat(line.text) for page, line in paper.lines() if not _names_next_office(page, line)]
    labels = [text for text in labels if len(text) <= _LABEL_LENGTH]
    asked = any(re.search(office, text) or _names_no_office(text) for text in labels)
    opinions = [(page, line) for page, line in paper.lines() for _ in re.findall(_APPROVES, flat(line.text))]
    signed_ones = sum(mark.presence is Presence.PRESENT for _, mark in marks)
    settled = len(opinions) <= signed_ones or all(_beside_office(page, line) for page, line in opinions)
    return bool(marks) and others and not asked and settled


def _names_no_office(label: str) -> bool:
    """Whether a label asks for an approver without saying which."""
    return re.search(_SOME_APPROVER, label) is not None and not re.search(LABELS, label)


def _names_next_office(page: Page, line: Line) -> bool:
    """Whether a line is what an approver wrote beside his label, on who approves next: 局长意见 | 呈院长审批."""
    return re.match(_PASSES_ON, flat(line.text)) is not None and _beside_office(page, line)


def _beside_office(page: Page, line: Line) -> bool:
    """Whether the label of an office stands before a line in its row."""
    row = (o for o in page.lines if o.box.x1 <= line.box.x0 + 0.01 and same_row(o.box, line.box))
    return any(re.search(LABELS, flat(o.text)) for o in row)


def any_approved_by(view: View, kind: str, office: str) -> Fact:
    """The same of a kind of paper: of one of them; without papers, what `View.presence` says of their kind."""
    papers = view.papers(kind)
    return either(*(approved_by(p, office, view) for p in papers)) if papers else view.presence((), (kind,))


def _opinion(paper: Document, page: Page, mark: Mark, office: str) -> tuple[Opinion, tuple[Evidence, ...]]:
    rooms = [m for p, m in signing_marks(paper) if p is page]
    above = [m.box.y1 for m in rooms if m.box.y1 <= mark.box.mid_y]
    names = [line for line in page.lines if any(_covers(room.box, line.box) for room in rooms)]
    lines = [line for line in page.lines if _is_his(line, mark, rooms) and line not in names]
    if above:
        own = [line for line in lines if _middle(line.box) > max(above)]
        opinion = weigh("".join(_words(line, mark) for line in own), paper.kind)
    else:
        own = [line for line in lines if line.box.y0 > mark.box.y0 - _REACH * line.box.height]
        opinion = _of_first_room(page, own, mark, office, paper.kind)
    return opinion, tuple(page.evidence(line) for line in own if _words(line, mark))


def _of_first_room(page: Page, lines: Sequence[Line], mark: Mark, office: str, kind: str) -> Opinion:
    """Above the first room may stand the body of the form: only lines that open with an opinion are one, and only
    what stands in the cell beside the office's label is certain.
    """
    opens = rf"[^。，：]{{0,6}}?(?:{office})[^。，：]*?(?:{_OPINION_LABEL})"
    labels = [line for line in lines if re.match(opens, flat(line.text))]
    cells = [_cell_of(label, page) for label in labels or _parted_labels(lines, office)]
    labelled = [line for line in lines if any(top < line.box.mid_y < bottom for top, bottom in cells)]
    if (sure := weigh("".join(_words(line, mark) for line in labelled), kind)) is not Opinion.SILENT:
        return sure
    opening = rf"(?:拟|经[^。，]{{0,10}}，)?(?:{_REFUSES}|{_SENDS_BACK}|{_APPROVES}|{_HANDS_OVER})"
    opened = weigh("".join(_words(line) for line in lines if re.match(opening, _words(line))), kind)
    return Opinion.DOUBTFUL if opened is Opinion.REFUSES else opened


def _parted_labels(lines: Sequence[Line], office: str) -> list[Line]:
    """Labels of the office that are broken over the lines of their cell: 执行局长, below it 意见."""
    alone = (line for line in lines if re.fullmatch(rf"(?:执行|本院)?(?:{office})", flat(line.text)))
    return [line for line in alone if any(_goes_on(line, other) for other in lines)]


def _goes_on(label: Line, other: Line) -> bool:
    below = (
        0 < other.box.y0 - label.box.y0 < 3 * label.box.height and abs(other.box.x0 - label.box.x0) < label.box.height
    )
    return below and re.fullmatch(rf"(?:{_OPINION_LABEL})+", flat(other.text)) is not None


def _cell_of(label: Line, page: Page) -> tuple[float, float]:
    """From where to where the cell beside a label reaches: half way to the labels above and below it in its column; its
    own row where the form has no labels there.
    """
    column = [line.box for line in page.lines if _in_column(line.box, label.box)]
    above = max((box.mid_y for box in column if box.mid_y < label.box.y0), default=None)
    below = min((box.mid_y for box in column if box.mid_y > label.box.y1 + label.box.height), default=None)
    own = label.box.height * _ROW
    top = own if above is None else (label.box.mid_y - above) / 2
    bottom = top if below is None else (below - label.box.mid_y) / 2
    return label.box.mid_y - top, label.box.mid_y + bottom


def _in_column(box: Box, label: Box) -> bool:
    """Whether a line stands in the column of labels: short, and over or under the label."""
    overlap = min(box.x1, label.x1) - max(box.x0, label.x0)
    return overlap > label.height and box.x1 - box.x0 < _SHORT and abs(box.mid_y - label.mid_y) < _FAR * label.height


_TICK = re.compile(f"[{BOXES_TICKED}]")
_UNTICKED = re.compile(f"[□☐][^□☐{BOXES_TICKED}，。；]*")


def weigh(text: str, kind: str = "") -> Opinion:
    """What an opinion in the flat spelling comes to. A form on 不予拘留 is approved by the words that refuse elsewhere."""
    if any(tick in text for tick in BOXES_TICKED):  # ☑同意 □不同意: what is not ticked is not said
        text = _TICK.sub("", _UNTICKED.sub("", text))
    if not text:
        return Opinion.SILENT
    text = _MENDED.sub("", _OF_A_PARTY.sub("", text))
    if kind == NO_DETENTION:
        text = _SPARED.sub("免拘", text)
        if affirmed(_DETAINED, text):
            return Opinion.REFUSES
    approves = affirmed(_APPROVES, text)
    if affirmed(_REFUSES, text) or affirmed(_SENDS_BACK, text):
        return Opinion.DOUBTFUL if approves else Opinion.REFUSES
    if affirmed(_ONLY_IF, text):
        return Opinion.DOUBTFUL
    return Opinion.APPROVES if approves or affirmed(f"{_AGREES}|{_HANDS_OVER}", text) else Opinion.DOUBTFUL


def _words(line: Line, mark: Mark | None = None) -> str:
    """What a line says beyond labels, dates and the signer's name; empty where that is nothing."""
    text = _SIGNATURE.sub("", flat(line.text))
    if mark and mark.text:
        text = text.replace(flat(mark.text), "")
    label = _LABEL.match(text)
    text = text[label.end() :] if label else text
    return "" if len(text) < 2 else text


def _is_his(line: Line, mark: Mark, rooms: Sequence[Mark]) -> bool:
    """Whether a line stands above or in the row of this room, and of no other room of that row."""
    if _middle(line.box) > mark.box.y1:
        return False
    row = [m for m in rooms if m.box.y0 <= _middle(mark.box) <= m.box.y1]
    across = line.box.mid_x
    if same_row(line.box, mark.box):  # words before a room ask for it
        after = [m for m in row if m.box.x0 >= across]
        return mark == (min(after, key=lambda m: m.box.x0) if after else max(row, key=lambda m: m.box.x0))
    return mark == min(row, key=lambda m: abs(m.box.mid_x - across))


def _covers(room: Box, line: Box) -> bool:
    """Whether a line is the reading of the signature itself."""
    return same_row(line, room) and min(line.x1, room.x1) - max(line.x0, room.x0) > 0.6 * (line.x1 - line.x0)


def _middle(box: Box) -> float:
    return box.mid_y
