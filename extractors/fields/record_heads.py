"""The head of a record (笔录) that is no form: a label and its value run together (被调查人戚敏，女，…), the first letter of
a label lost (点：…), or one sentence that tells it all (…，调查人白刚、陶琼在…信用社，向苏丽琼（女，…会计主管）了解情况).

`labels` reads the heads that are forms; here is only what those did not give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from checker.casefile import Field
from extractors.fields.dialogue import begins_turn
from extractors.fields.label_words import known_labels
from extractors.kinds import FieldSpec, Kind
from extractors.text.flat import flat
from extractors.text.flow import Flow

_WHO = r"(?:调查|询问|谈话|约谈|走访|执行)(?:人员?|员)|(?:本院)?(?:执行(?:干警|法官)|法官)"
_ASKED = r"(?P<person>[一-鿿·]{2,4})（(?P<unit>[^（）]{2,60})）(?![^，。；]{0,60}?(?:纠纷|一案|之间))"
_POST = r"(?:人员?|窗口|主管|柜员|民警|主任|书记|委员|会计|[组队所股科部]长|经理|邻居|村民|干部|负责人)"
_TELLERS_POST = rf"(?:{_POST}|网格员|管理员|办事员|科员|营业员|店主|户主|房东|保安)"
_SENTENCES = (
    re.compile(
        rf"(?:{_WHO})(?P<investigators>[一-鿿、]{{2,20}}?)(?:来到|到达?|前往|在)(?P<place>[^，。；（）]{{4,40}}?)(?:就[^。；]{{4,60}}?)?"
        rf"(?:依法)?(?:向|对|与|同|找|询问|讯问|约谈)(?:申请执行人|被执行人)?{_ASKED}"
    ),
    re.compile(
        rf"(?:{_WHO})(?P<investigators>[^，。；在]{{2,40}}?)(?:来到|到达?|前往|在)(?P<place>[^，。；]{{4,40}}?)"
        rf"(?:，|(?=就|询问|约谈))[^。]{{0,120}}?(?:向|对|与|同|询问|走访|约谈){_ASKED}"
    ),
    re.compile(
        rf"[分时日]，(?P<investigators>[一-鿿]{{2,4}}、[一-鿿]{{2,4}})(?:来到|到达?|前往|在)(?P<place>[^，。；]{{4,40}}?)，"
        rf"(?:依法)?(?:向|对|找){_ASKED}(?:进行)?(?:了解|调查|核实|询问)"
    ),
    re.compile(
        rf"在(?P<place>[^，。；]{{4,40}}?)，由?(?:{_WHO})(?P<investigators>[一-鿿、]{{2,20}}?)(?:就[^。；]{{0,40}}?)?"
        rf"(?:依法)?(?:向|对|与|同|找|询问|走访|约谈){_ASKED}"
    ),
    re.compile(
        rf"(?:{_WHO})(?P<investigators>[一-鿿、]{{2,20}}?)(?:（[^（）]{{2,16}}）)?(?:[为因就][^。；]{{4,80}}?，)?(?:来到|到达?|前往|在)"
        r"(?P<place>[^，。；]{4,40}?)"
        rf"(?:，(?:依法)?|依法)(?:向|对|找|询问)(?P<unit>[^，。；（）]{{3,40}}?{_POST})(?P<person>[一-鿿·]{{2,4}}?)(?:进行|了解|核实|调查|询问)"
    ),
    re.compile(
        rf"(?:{_WHO})(?P<investigators>[一-鿿、]{{2,20}}?)(?:来到|到达?|前往|在)(?P<place>[^，。；]{{4,40}}?)[，。；]"
    ),
)
_TELLER = re.compile(
    rf"(?<=[，。；：])(?P<unit>[^，。；：（）]{{0,30}}?{_TELLERS_POST})(?P<person>(?![的们也都均只就还则又]|曾[经多在向于]|反映|介绍|陈述)[一-鿿·]{{2,3}}?)"
    r"(?:当场|接待|反映|介绍|陈述|答复|讲|称|说)"
)
"""Who tells what a record without questions reports: 社区网格员付巧玲反映：…"""
_OF_HIM = (
    r"(?:来到|到达?|前往|在)(?P<place>[^，。；]{{4,40}}(?<!依法))，?(?:依法)?(?:向|对|找|询问|走访)(?P<unit>[^，。；（）]{{0,40}}?)"
    r"(?P<person>{name})(?:同志|本人)?(?:了解|进行|核实|调查|询问|查询)"
)
"""Unit and post run together with a name that stands alone elsewhere: 向营业部综合柜员方晓燕进行调查."""
_BEGINS_TO_TELL = re.compile(
    r"(?<=[，。；：])(?P<name>[一-鿿·]{2,4}?)(?:[就对][^，。；]{0,12}?[作做]|陈述|答|称|表示|反映|介绍|讲|说)"
)
_WENT_THERE = re.compile(
    rf"(?:{_WHO}|(?<=[午时分日，]))(?P<investigators>[一-鿿]{{2,4}}、[一-鿿、]{{2,16}}?)(?:来到|到达?|前往)"
    r"(?P<place>[^，。；]{4,40}?)(?:进行)?(?:实地|入户|上门)?(?:走访|调查|查询|核实|了解[^，。；]*)?[，。；]"
)
_MADE_AT = re.compile(
    r"^\d{4}年\d{1,2}月\d{1,2}日(?:[上下]午|\d{1,2}[时点:]\d{0,2}分?许?)*[于在](?P<place>[^，。；：]{4,40})$"
)
_IN_SENTENCE = ("investigators", "place", "person", "unit")  # fields, and the groups that give them
_BY_ROLE = re.compile(
    r"(?<![被受])(?:谈话|约谈)(?:人|人员)：?(?P<person>[一-鿿·]{2,4})[，（](?:系|是|本案)*(?:申[请清]执?行?人|被执行人)"
)
"""谈话人：孟某，申请执行人: the one talked to, in forms where those who ask are 调查人."""
_FULL = 0.82  # of the page's width: a line that ends beyond it goes on in the next
_TITLE = re.compile(r"[笔记]录$")  # 单位调查笔录 is no unit
_IN_A_ROW = 4  # different labels
_OTHER_LABELS = ("记录人", "记录员", "书记员", "案号", "案由", "性别", "年龄", "民族", "联系电话", "电话")
_HEAD = 8  # lines of a record without questions among which its head stands
_OPENING = 4  # lines: the title, the number, and what tells the day
_LEAST = 2  # lines that begin so: one may be chance
_CUT = re.compile(r"(?<=[一-鿿])(?:记录(?:人|员)?|书记员)(?=[一-鿿])")
_PARTICULARS = re.compile(r"[男女](?:[，、]|\d|$)")
_LETTERS = 2  # letters of a label of which the first may be lost


def complete_head(kind: Kind, flow: Flow, found: Mapping[str, tuple[Field, ...]]) -> dict[str, tuple[Field, ...]]:
    """Fields of a record's kind that were not `found` in the lines before its first question, from those lines.

    What stands in the foot (调查人：, written by hand) says who signed, and is overruled by the head.
    """
    end = next((at for at, (_, _, text) in enumerate(flow.lines) if begins_turn(text)), min(_HEAD, len(flow.lines)))
    begin = next(
        (at for at, (_, _, text) in enumerate(flow.lines[:end]) if _bare_label(text) and not _TITLE.search(text)), 0
    )
    head = flow.part(begin, end)
    places = {page.evidence(line) for page, line, _ in head.lines}
    missing = {
        name: spec
        for name, spec in kind.fields.items()
        if not any(f.value and places.intersection(f.evidence) for f in found.get(name, ()))
    }
    more: dict[str, tuple[Field, ...]] = {}
    for name, fields in (
        *_one_after_another(kind, head, missing),
        *_run_together(head, missing),
        *_first_letter_lost(head, missing),
        *_told_of_him(flow.part(0, end), found, missing),
        *_told(kind, flow.part(0, end), found, missing),
        *_by_role(head, missing),
        *_made_at(flow.part(0, min(end, _OPENING)), missing),
        *_under_the_name(head, found, missing),
    ):
        more.setdefault(name, fields)
    if "person" in missing and "person" not in more:
        for name, fields in _by_the_only_teller(flow, missing):
            more.setdefault(name, fields)
    return more


def _one_after_another(
    kind: Kind, head: Flow, missing: Mapping[str, FieldSpec]
) -> Iterator[tuple[str, tuple[Field, ...]]]:
    """Values behind labels without a colon that follow one another in lines of running text, as where a form's rooms
    stand in a row: 时间2023年3月24日地点上庄村村部被调查人姚某身份村委会副主任调查人令某.
    """
    owner = {label: name for name, spec in kind.fields.items() for label in spec.label}
    words = sorted({*owner, *_OTHER_LABELS}, key=len, reverse=True)
    found = [
        m for m in re.finditer("|".join(map(re.escape, words)), head.text) if _goes_straight_on(head.text, m.end())
    ]
    if len({m[0] for m in found}) < _IN_A_ROW or found[0].start() > 0:
        return
    ends = [*(m.start() for m in found[1:]), len(head.text)]
    for match, end in zip(found, ends, strict=True):
        name = owner.get(match[0])
        if name is None or name not in missing or end <= match.end():
            continue
        cut = _CUT.search(head.text, match.end(), end)
        yield name, head.fields(missing[name].type, match.end(), cut.start() if cut else end)


def _goes_straight_on(text: str, at: int) -> bool:
    """Whether a value stands right behind a label."""
    return at < len(text) and text[at] not in "：；，。、（）"


def _run_together(head: Flow, missing: Mapping[str, FieldSpec]) -> Iterator[tuple[str, tuple[Field, ...]]]:
    """Values right behind labels without a colon, where several lines of the head are written so."""
    begun = [(at, label) for at, (_, _, text) in enumerate(head.lines) if (label := _bare_label(text))]
    if len(begun) < _LEAST:
        return
    starts = [at for at, _ in begun]
    for at, label in begun:
        name = next((name for name, spec in missing.items() if label in spec.label), None)
        if name is None:
            continue
        last = at + 1
        while last < len(head.lines) and last not in starts and head.lines[last - 1][1].box.x1 > _FULL:
            last += 1
        part = head.part(at, last)
        cut = _CUT.search(part.text, len(label))
        yield name, part.fields(missing[name].type, len(label), cut.start() if cut else len(part.text))


def _bare_label(text: str) -> str:
    """The label that a line begins with, its value right behind it; empty where there is none."""
    label = next((label for label in known_labels() if text.startswith(label)), "")
    rest = text[len(label) :]
    return label if label and len(rest) > 1 and rest[0] not in "：；，。、（" else ""


def _first_letter_lost(head: Flow, missing: Mapping[str, FieldSpec]) -> Iterator[tuple[str, tuple[Field, ...]]]:
    """点：… is 地点：…, whose first letter, printed far from the second, was not seen."""
    for at, (_, _, text) in enumerate(head.lines):
        for name, spec in missing.items():
            if text[1:2] == "：" and any(len(w) == _LETTERS and w.endswith(text[0]) for w in spec.label):
                yield name, head.part(at, at + 1).fields(spec.type, 2, len(text))


def _told(
    kind: Kind, head: Flow, found: Mapping[str, tuple[Field, ...]], missing: Mapping[str, FieldSpec]
) -> Iterator[tuple[str, tuple[Field, ...]]]:
    """What one sentence tells: who asked whom, of what unit, and where. Whom it names was asked, whoever signed below."""
    told = next((m for m in (pattern.search(head.text) for pattern in _SENTENCES) if m), None)
    if told is None:
        return
    here = head.evidence(*told.span())[-1]
    named = (place for field in found.get("person", ()) for place in field.evidence)
    below = all((place.page, place.box.y0) > (here.page, here.box.y0) for place in named)
    person = {"person": kind.fields["person"]} if below and "person" in kind.fields else {}
    yield from _groups(head, told, {**missing, **person})


def _told_of_him(
    head: Flow, found: Mapping[str, tuple[Field, ...]], missing: Mapping[str, FieldSpec]
) -> Iterator[tuple[str, tuple[Field, ...]]]:
    """What one sentence tells of the one who signed as the one asked, or who then begins to tell (方晓燕就所询事项作了如下
    陈述): of what unit he is, and where he was asked.
    """
    names = [flat(str(field.value)) for field in found.get("person", ()) if field.value]
    names += [teller["name"] for teller in _BEGINS_TO_TELL.finditer(head.text)]
    any_of = "|".join(map(re.escape, names))
    if names and (told := re.search(_OF_HIM.format(name=any_of), head.text)):
        yield from _groups(head, told, missing)


def _groups(
    flow: Flow, found: re.Match[str], missing: Mapping[str, FieldSpec]
) -> Iterator[tuple[str, tuple[Field, ...]]]:
    """The fields that the groups of a match give."""
    for name in _IN_SENTENCE:
        if name in missing and found.groupdict().get(name):
            yield name, flow.fields(missing[name].type, *found.span(name))


def _by_role(head: Flow, missing: Mapping[str, FieldSpec]) -> Iterator[tuple[str, tuple[Field, ...]]]:
    """Who is called a party behind a label that elsewhere means those who ask."""
    if told := _BY_ROLE.search(head.text):
        yield from _groups(head, told, missing)


def _by_the_only_teller(flow: Flow, missing: Mapping[str, FieldSpec]) -> Iterator[tuple[str, tuple[Field, ...]]]:
    """Who told what a record without questions reports, and where the court went to hear it. Where several people told
    it, none of them is the one asked.
    """
    if any(begins_turn(text) for _, _, text in flow.lines):
        return
    tellers = list(_TELLER.finditer(flow.text))
    if len({found["person"] for found in tellers}) != 1:
        return
    yield from _groups(flow, tellers[0], missing)
    if went := _WENT_THERE.search(flow.text):
        yield from _groups(flow, went, missing)


def _made_at(opening: Flow, missing: Mapping[str, FieldSpec]) -> Iterator[tuple[str, tuple[Field, ...]]]:
    """The place in a line that tells day and place without a label: 2022年4月7日上午于监利市房地产交易中心."""
    for at, (_, _, text) in enumerate(opening.lines):
        if "place" in missing and (found := _MADE_AT.match(text)):
            yield "place", opening.part(at, at + 1).fields(missing["place"].type, *found.span("place"))


def _under_the_name(
    head: Flow, found: Mapping[str, tuple[Field, ...]], missing: Mapping[str, FieldSpec]
) -> Iterator[tuple[str, tuple[Field, ...]]]:
    """The particulars of the one asked that go on in the next line (女，56岁，住梅家店村一组23号)."""
    if "unit" not in missing:
        return
    named = {place for field in found.get("person", ()) for place in field.evidence}
    for at, (page, line, _) in enumerate(head.lines[:-1]):
        text = head.lines[at + 1][2]
        if page.evidence(line) in named and _PARTICULARS.match(text):
            yield "unit", head.part(at + 1, at + 2).fields(missing["unit"].type, 0, len(text))
