"""Who signed a paper: signatures by the printed label that asks for them.

A label often says only 签名：; then the words around the room decide whose it is (the row 组长意见, the heading 被询问人).
An image settles nothing in doubt: a doubtful mark, or no place to sign that could be found, is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.casefile import Box, Document, Evidence, Line, Mark, MarkKind, Page, Presence
from checker.derive.text.wording import compiled
from checker.derive.view import View
from checker.facts import Fact
from extractors.text.cells import same_row, x_overlap
from extractors.text.dates import find_dates
from extractors.text.flat import flat

HANDLER = r"承办|执行员|执行人员|执行法官|经办|办案人|主办"
LEADER = r"组长|组负责人"
CHIEF = r"(?<!副)局长|局领导|执行局(?:负责人|意见|审批|审核|审批意见)"
VICE_PRESIDENT = r"副院长|党组书记(?![、兼]*院长)|(?:分管|主管)的?院(?:领导|长)"
PRESIDENT = r"(?<!副)(?<!分管)(?<!主管)院长|(?<!分管)(?<!主管)院领导"
PANEL = r"审判长|审判员|陪审员|合议庭|评议人|参加人|组成人员"
APPLICANT_LABEL = r"申请执行人|申请人|被谈话人|被调查人|被告知人|被约谈人|被询问人|谈话对象|约谈对象|受谈话人|答话人|权利人|甲方|提供人|收款人|领款人"
AGENT_LABEL = r"(?<!被执行人)(?:委托|诉讼)?代理人"
"""Who signs in a talk for the party that it is held with."""
RESPONDENT_LABEL = r"被执行人|被询问人|被谈话人|被约谈人|被调查人|乙方|义务人|债务人"

LABELS = "|".join((HANDLER, LEADER, CHIEF, VICE_PRESIDENT, PRESIDENT, PANEL, APPLICANT_LABEL, RESPONDENT_LABEL))
_ROLE = re.compile(LABELS)
_APPROVERS = (LEADER, CHIEF, VICE_PRESIDENT, PRESIDENT)
_SAYS_NOTHING = re.compile(
    r"(?:本人|负责人)?(?:签名|签字|签章|盖章|印章|捺印|或|（|）|：|、|年|月|日|日期|时间|意见|审批|批示)*"
)
_TELLS = re.compile(r"名下|发现|可供|财产|履行")  # 发现被执行人名下有车辆: no label
_LONGEST_LABEL = 16  # characters: longer lines are sentences that mention an office, not labels
_BEGINS = re.compile(r"(?P<label>[^。，；：]{2,16}(?:意见|审批|审核|批示))：")
_SIGNING = (MarkKind.SIGNATURE, MarkKind.NAME_SEAL, MarkKind.FINGERPRINT)
_OTHER_DAY = r"填表|签发|填发|打印|立案|收案|出差时间|起止"  # labels of days on which nobody signed


def asks_for(page: Page, mark: Mark) -> str:
    """The words that say whose signature is asked for: the mark's label, else the nearest role word before it.

    Words that name several approvers at once (a heading row read as one line) settle nothing: empty.
    """
    label = flat(mark.label)
    if _SAYS_NOTHING.fullmatch(label):
        lines = [line for line in page.lines if _label_of(flat(line.text)) and _before(line.box, mark.box)]
        nearest = min(lines, key=lambda line: _distance(line.box, mark.box), default=None)
        label += _whole(page, nearest) if nearest else ""
    offices = sum(compiled(office).search(label) is not None for office in _APPROVERS)
    return "" if offices > 1 else label


def _whole(page: Page, label: Line) -> str:
    """A label with the line under it, where it breaks off between two offices of one person (党组书记、 | 院长)."""
    text = _label_of(flat(label.text))
    under = (
        o for o in page.lines if 0 < o.box.y0 - label.box.y0 < 3 * label.box.height and x_overlap(o.box, label.box) > 0
    )
    below = min(under, key=lambda other: other.box.y0, default=None)
    return text + flat(below.text) if below and text.endswith("、") else text


def _label_of(text: str) -> str:
    """The label that a line is, or that it begins with where the opinion stands behind it (组长意见：同意。签名：…); empty where
    it is running text.
    """
    if len(text) > _LONGEST_LABEL:
        begins = _BEGINS.match(text)
        text = begins["label"] if begins else ""
    return text if _ROLE.search(text) and not _TELLS.search(text) else ""


def _before(line: Box, mark: Box) -> bool:
    """Whether a line stands in the mark's row or above it."""
    return line.y0 <= mark.y1


def _distance(line: Box, mark: Box) -> float:
    """Rows count more than columns: a form is read row by row, a table of offices column by column."""
    above = max(mark.y0 - line.y1, 0.0)
    apart = abs(line.mid_x - mark.mid_x)
    return 3 * above + apart * (0.3 if above == 0 else 1.0)


def signing_marks(paper: Document) -> tuple[tuple[Page, Mark], ...]:
    """Signatures, name seals and fingerprints of a paper, with their pages."""
    return tuple((page, mark) for page, mark in paper.marks if mark.kind in _SIGNING)


def rooms_of(paper: Document, label: str, names: Sequence[str] = ()) -> tuple[tuple[Page, Mark], ...]:
    """The places that `label` (a pattern) asks for, with those whose signature reads as one of `names`."""
    wanted = compiled(label)
    own = tuple((page, mark) for page, mark in signing_marks(paper) if wanted.search(flat(mark.label)))
    if own and not names:  # the printed label names the role: words around other rooms say nothing
        return own
    return tuple(
        (page, mark)
        for page, mark in signing_marks(paper)
        if wanted.search(asks_for(page, mark)) or (mark.text and any(flat(n) in flat(mark.text) for n in names))
    )


def signed(paper: Document, label: str, names: Sequence[str] = ()) -> Fact:
    """Whether the place that `label` (a pattern) asks for is signed, or a signature reads as one of `names`."""
    return _settle(paper, rooms_of(paper, label, names), names)


def signed_at_all(paper: Document) -> Fact:
    """Whether anybody signed the paper."""
    return _settle(paper, list(signing_marks(paper)))


def sealed(paper: Document) -> Fact:
    """Whether the paper bears a seal."""
    seals = [(page, mark) for page, mark in paper.marks if mark.kind is MarkKind.SEAL]
    if not seals:
        return Fact(False, paper.evidence, note=f"{paper.kind}上未见印章")
    return _settle(paper, seals)


def shown(rooms: Sequence[tuple[Page, Mark]]) -> tuple[Evidence, ...]:
    """Where marks stand."""
    return tuple(Evidence(p.file, p.number, m.box, m.text or m.label, m.confidence) for p, m in rooms)


def closes_with(mark: Mark, names: Sequence[str]) -> bool:
    """Whether what is written in a room ends with one of these names: 以上笔录我已看过，无误。唐福生.

    The reader cannot part a name from the words before it where these were misread; who knows the name can.
    """
    text = flat(mark.text)
    return any(text.endswith(flat(name)) and len(text) > len(flat(name)) for name in names if len(flat(name)) > 1)


def _settle(paper: Document, found: Sequence[tuple[Page, Mark]], names: Sequence[str] = ()) -> Fact:
    by_presence = {
        presence: shown([(page, mark) for page, mark in found if mark.presence is presence]) for presence in Presence
    }
    by_name = [(page, m) for page, m in found if m.presence is Presence.DOUBTFUL and closes_with(m, names)]
    by_presence[Presence.PRESENT] += shown(by_name)
    if places := by_presence[Presence.PRESENT]:
        return Fact(True, places)
    if places := by_presence[Presence.DOUBTFUL]:
        return Fact(None, places, note=f"{paper.kind}的签名、印章图像看不清，须看原件")
    if places := by_presence[Presence.ABSENT]:
        return Fact(False, places, note=f"{paper.kind}签名处空白")
    return Fact(None, paper.evidence, note=f"{paper.kind}上没有找到签名处，须看原件")


def date_by(page: Page, mark: Mark) -> Fact:
    """The date written beside a signature: in its row to the right, else right under it, else the nearest.

    A date belongs to one place to sign, the nearest; that of the next office is no date of this one.
    """
    rooms = [m for m in page.marks if m.kind in _SIGNING]
    own = [m for m in rooms if asks_for(page, m) == asks_for(page, mark)]
    dated = [
        (line, found.value)
        for line in page.lines
        for found in find_dates(flat(line.text))
        if found.value and not compiled(_OTHER_DAY).search(flat(line.text)) and _whose(page, line, rooms) in own
    ]
    nearest = min(dated, key=lambda item: _from_room(item[0].box, mark.box), default=None)
    return Fact(nearest[1], (page.evidence(nearest[0]),)) if nearest else Fact(None, note="签名旁没有读到日期")


def _whose(page: Page, line: Line, rooms: Sequence[Mark]) -> Mark | None:
    """The place to sign that a date belongs to: of the office in whose row it stands (组长初审意见 | 同意 2022年5月9日), where
    that office signs in a row of its own; else the nearest.
    """
    row = [other for other in page.lines if same_row(other.box, line.box) and other.box.x0 < line.box.x0]
    office = _ROLE.search(flat(min(row, key=lambda other: other.box.x0).text)) if row else None
    if office:
        asked = [room for room in rooms if (found := _ROLE.search(flat(room.label))) and found[0] == office[0]]
        below = [room for room in asked if room.box.y0 > line.box.y0]
        if len(asked) == 1 and below:
            return below[0]
    return _nearest(line.box, rooms)


def _nearest(line: Box, rooms: Sequence[Mark]) -> Mark | None:
    """The place to sign that a date belongs to; none where it stands above all of them."""
    near = [m for m in rooms if line.y1 >= m.box.y0 - line.height]
    return min(near, key=lambda m: _from_room(line, m.box), default=None)


def _from_room(line: Box, mark: Box) -> float:
    """Dates stand right of a signature or under it; one on its left is rather that of the room before."""
    under = max(line.y0 - mark.y1, 0.0)
    right, left = max(line.x0 - mark.x1, 0.0), max(mark.x0 - line.x1, 0.0)
    return 3 * under + right + 2 * left


def any_signed(
    view: View, kinds: Sequence[str], papers: Sequence[Document], label: str, names: Sequence[str] = ()
) -> Fact:
    """Whether one of these papers is signed at the place; without papers, what `View.presence` says of their kinds."""
    if not papers:
        return view.presence((), kinds)
    facts = [signed(paper, label, names) for paper in papers]
    for value in (True, None, False):
        if fact := next((f for f in facts if f.value is value), None):
            return fact
    return facts[0]
