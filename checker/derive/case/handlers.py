"""The handler of record follows the file from group to group (第一组3, 第二组3, 第三组9, 第五组1、2).

The case system's record decides; the printed change sheet is its evidence where no record came with the file. Before a
hand-over is approved the change is not owed yet: the service makes it on approval.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from checker.casefile import Document, Evidence, Page
from checker.derive.case.particulars import RECORD, record_of
from checker.derive.registry import fact
from checker.derive.text.layout import below, stacked
from checker.derive.text.sheets import Sheet, sheet
from checker.derive.text.wording import compiled, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from checker.gates import GROUPS
from extractors.text.cells import Cell

CHANGE = ("承办人变更表", "案件流程信息表")
_GATES_TO = {
    "offline": ("online-offline",),
    "clue": ("offline-clue",),
    "refusal": ("clue-refusal",),
    "zhongben": ("refusal-zhongben", "disposal-zhongben"),
}
_RECEIVER = r"(?:现任?|新|变更后|接[收办手]|流入|移入|转入|受移送)的?(?:承办(?:人|小?组|部门|单位|庭室)?|小?组|部门)?(?:姓名|名称)?(?:（[^）]*）)?(?:[/／、及和与](?:现|新|接收|变更后)?的?(?:承办人?|经办人|小?组|部门|人员?))?"
_GIVER = f"[由自从]?(?:{'|'.join(GROUPS.values())})"
_FROM_ANOTHER = rf"{_GIVER}(?:[→⇒➔➡]|[-—－]+[>＞]|移[送交]|退回|转[交入]?|流转)[至给到]?{{group}}(?![^（）]|（拟)"
_CHANGED_TO = rf"{_GIVER}[^。；，]{{{{0,8}}}}变更[为至]{{group}}"
"""由线上查控组某某变更为线下查控组组长某某: a row of a log of changes."""
_NOT_ITS_LEADER = r"变更[为至](?:[一-鿿·]{{2,4}}（)?{group}的?(?:书记员|成员|组员|内勤|法官助理|干警|工作人员)"
_NAMED = r"[^，。；]{{0,8}}{group}[^，。；]{{0,16}}"
"""What a receiver's cell says, with his leader's name; a sentence there (…完毕，移送线索查控组。) is the reason."""
_HEAD_LINES = 3
_CHANGED = r"(?:变更后|现任?|新(?:任|的?承办)|接[收办手]|移[送交](?:至|给)?|移入|转[入交至]|流转[至到]|变更[为至]|交由|承接)[^。；]{{0,24}}{group}|{group}[^。；]{{0,6}}组长"


def _passed(view: View, group: str) -> Fact:
    """Whether the hand-over to the group was approved: by the history; without one, by a printed change sheet."""
    record = record_of(view)
    for gate, on in record.history:
        if gate in _GATES_TO[group]:
            return Fact(True, (Evidence(RECORD, 1, text=f"{gate} {on}"),), f"案件系统记载{on}移送{GROUPS[group]}")
    sheets = () if record.history else changes(view, group)
    if sheets:
        return Fact(True, sheets[0].evidence)
    return Fact(False, note=f"没有已经移送{GROUPS[group]}的记录，承办人在批准移送时变更")


def changes(view: View, group: str) -> tuple[Document, ...]:
    """Change sheets that hand the file to the group."""

    def goes_there(paper: Document) -> bool:
        rooms = [str(f.value) for f in paper.fields.get("to_group", ()) if f.value]
        told = [room for room in rooms if any(name in room for name in GROUPS.values())]  # a leader may stand alone
        named = any(GROUPS[group] in room for room in told)
        found = not told and wording(view, paper).find(_CHANGED.format(group=GROUPS[group]))
        return named or bool(found) or bool(receivers(view, paper, group))

    return tuple(paper for paper in view.papers(*CHANGE) if goes_there(paper))


def receivers(view: View, paper: Document, group: str) -> list[tuple[Page, Cell]]:
    """Where a table of hand-overs names the group as receiver: in its column of receivers (现承办人, 流入组), or behind
    the group it came from in one cell (财产处置组→终本办理组; 由线上查控组某某变更为线下查控组组长某某).
    """
    in_column = [
        (page, cell)
        for page in paper.pages
        for head in _heads(sheet(view, page))
        for cell in below(head, sheet(view, page), same_column=True)
        if _names(cell, group, sheet(view, page))
    ]
    from_another = compiled(f"{_FROM_ANOTHER}|{_CHANGED_TO}".format(group=GROUPS[group]))
    return in_column + [
        (page, cell) for page in paper.pages for cell in sheet(view, page) if from_another.match(cell.text)
    ]


def _heads(cells: Sheet) -> Iterator[Cell]:
    """The heads of the columns of receivers; one that wraps (接收组（现承 / 办人）) by its last line."""
    for cell in cells:
        text = ""
        for line in islice(stacked(cell, cells), _HEAD_LINES):
            text += line.text
            if compiled(_RECEIVER).fullmatch(text):
                yield line
                break


def _names(cell: Cell, group: str, cells: Sheet) -> bool:
    """Whether a receiver's cell begins to name a group in this line; in a narrow column the name may end in the line under
    it (线索查 / 控组组长). A sentence that speaks of the group names no receiver.
    """
    named = compiled(_NAMED.format(group=GROUPS[group]))
    if named.fullmatch(cell.text):
        return True
    joined = "".join(line.text for line in stacked(cell, cells))
    begins = joined.find(GROUPS[group])
    return 0 <= begins < len(cell.text) < begins + len(GROUPS[group]) and named.match(joined) is not None


def _handler_is(view: View, group: str) -> Fact:
    """Whether the handler of record is of this group, or of one the file went to afterwards, and its leader where a sheet
    says who he is.
    """
    if other := _given_to_another(view, group):
        return other
    record = record_of(view)
    order = [group for group in GROUPS if group != "command"]  # it approves hand-overs and keeps no file
    if record.group in order:
        reached = order.index(record.group) >= order.index(group)
        place = (Evidence(RECORD, 1, text=f"group: {record.group}"),)
        return Fact(reached, place, "" if reached else "案件系统记载的承办组没有变更")
    return view.presence(changes(view, group), CHANGE[:1])


def _given_to_another(view: View, group: str) -> Fact | None:
    """A sheet that gives the case to somebody of the group who is not its leader."""
    for paper in view.papers(*CHANGE):
        if places := wording(view, paper).find(_NOT_ITS_LEADER.format(group=GROUPS[group])):
            return Fact(False, places, f"承办人变更给了{GROUPS[group]}的成员，不是组长")
    return None


def _register(group: str) -> None:
    @fact(f"案件.已移送{GROUPS[group]}")
    def handed_on(view: View, subject: Subject) -> Fact:
        """The hand-over is on record."""
        return _passed(view, group)

    @fact(f"案件.承办人变更至{GROUPS[group]}")
    def changed(view: View, subject: Subject) -> Fact:
        """The handler of record is the group's."""
        return _handler_is(view, group)


for _group in _GATES_TO:
    _register(_group)
