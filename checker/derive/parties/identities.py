"""Names and numbers of the parties across the papers (`every-gate/names-agree`).

One wrong character is shown as such (“张三/张叁：一字之差”), not taken for a stranger. What recognition is not sure of is
unknown, and so is a number whose check digit fails: it was as likely misread as mistyped, and surely misread where it
differs by look-alikes only. A person's ID number, or an organisation's credit code, is compared wherever it stands after
the name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from checker.casefile import Document, Evidence, MarkKind, Party, PartyKind, Presence
from checker.derive.case.case_numbers import SURE
from checker.derive.memory import remembered
from checker.derive.parties.misread import may_be_misread, surely_misread
from checker.derive.parties.names import Match, best, compare
from checker.derive.parties.settled import named_parties
from checker.derive.registry import fact
from checker.derive.text.sheets import sheet
from checker.derive.text.wording import wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.flat import flat
from extractors.text.identifiers import look_alike, valid_credit_code, valid_id_number

_CODE = r"(?<![0-9A-Z])(?P<code>[1-9]\d{16}[\dXx]|9[0-9A-HJ-NPQRTUWXY]{17})(?![0-9A-Z])"
_GAP = r"[^0-9]{0,12}(?:[^。；]{0,60}?(?:身份证|公民身份|身份号码|证件|统一社会信用|信用代码)[^0-9]{0,12})?"
_OF_ROLE = r"[的（]?(?:居民|公民)?(?:身份证?|统一社会信用|信用)(?:号码|代码|证号|证)[：]?"
"""被执行人公民身份号码：… names nobody: it is the addressee's."""
_SAYS_SO = re.compile(r"身份|证件|社会信用|信用(?:代)?码")  # no 信用社
_OF_ACCOUNT = re.compile(r"[账帐卡][（）户卡]*号[码]?[：为]?$")
_ROLE = re.compile(
    r"执行人|申请人|代表人|代理人|负责人|[东西南北左右前后近紧]邻|邻居|隔壁|对门|房东|同事|(?:妻子|丈夫|配偶|前妻|前夫)|[的之](?:妻|夫|父|母|儿|女|子(?!公司)|兄|弟|姐|妹|亲属)"
)
"""Between a name and a number, the next person is named."""
_OF_THE_ONE_ASKED = ("person", "each")
"""The rooms of a record in which he is named with his particulars."""
_ROOM = re.compile(r"(?:被|申请)执行人(?:姓名|名称)?：?")
_ONE_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff（）]{4,30}(?:公司|厂|社|店|行|中心)")
_SIGNED = re.compile(r"签名|签字|签章|捺印")
"""A name written by hand is misread more often than misspelt."""
_PAID_BY = r"收到(?P<name>[\u4e00-\u9fff·]{2,4}?)(?:交来|交纳|缴来|缴纳|转来|汇来|支付)"
"""Who paid, in a receipt of the court."""
_FORM = re.compile(r"(?:股份)?有限(?:责任)?公司$")
_HEADINGS = 30
"""Characters before a name among which the headings of its row stand."""
_BEFORE_NUMBER = re.compile(
    r"(?:[，、：（）]|[男女]|性别|[汉回苗壮]族?|(?:居民|公民)?身份(?:证明?)?|证件|证照|统一社会信用代码|信用代码|号码?|种类|类型|名称)*$"
)
"""What stands between a name and its number, in prose and in the cells of a form."""
_Slip = tuple[str, Evidence, bool]


@fact("案件.当事人信息一致")
def identities_agree(view: View, subject: Subject) -> Fact:
    """是 where every paper writes the parties' names, ID numbers and credit codes alike."""
    if not view.parties:
        return Fact(None, note="没有读到本案当事人")
    slips = [*_name_slips(view), *_code_slips(view)]
    if not slips:
        return Fact(True, tuple(place for paper in view.case.documents for place in _compared(view, paper)))
    sure = [slip for slip in slips if slip[1].confidence >= SURE and not slip[2]]
    note = "；".join(dict.fromkeys(text for text, *_ in sure or slips))
    return Fact(
        False if sure else None,
        tuple(dict.fromkeys(place for _, place, _ in sure or slips)),
        note if sure else f"{note}（辨认把握不足，须看原件）",
    )


def _name_slips(view: View) -> Iterator[_Slip]:
    """Names that a paper gives for a party and that are one character off one."""
    for paper in view.case.documents:
        yield from _slips_by_number(view, paper)
        for name, place in _names_given(view, paper):
            matches = [(party, compare(name, party.name)) for party in view.parties if len(party.name) == len(name)]
            near = [party for party, match in matches if match is Match.SLIP]
            same = any(match is Match.SAME for _, match in matches)
            if near and not same and not _in_its_form(view, paper, name, near[0].name):
                alone = len(near) > 1 or may_be_misread(view, paper, place, name, near[0])
                if not surely_misread(view, paper, place, name, near[0], _number(view, near[0])):
                    yield _slip(paper, name, "或".join(p.name for p in near)), place, alone


def _in_its_form(view: View, paper: Document, name: str, right: str) -> bool:
    """Whether only a letter of 有限公司 differs in a paper that has the right name too: that is no name, and was misread."""
    form, whole = _FORM.search(flat(right)), flat(right)
    return bool(form and name[: form.start()] == whole[: form.start()] and whole in wording(view, paper).text)


def _slips_by_number(view: View, paper: Document) -> Iterator[_Slip]:
    """People's names one character off that stand before their own number, whatever cell or role they stand in. In what
    is written by hand only those that were read surely: the reader's slips are no finding. The long names of
    organisations, with the rare characters of their towns, are misread too often.
    """
    words = wording(view, paper)
    for party in view.parties:
        code = "" if party.kind is PartyKind.ORGANISATION else _number(view, party)
        for found in re.finditer(re.escape(code), words.text) if code else ():
            gap = _BEFORE_NUMBER.search(words.text, max(found.start() - _HEADINGS, 0), found.start())
            end = gap.start() if gap else found.start()
            start = max(end - len(flat(party.name)), 0)
            name, places = words.text[start:end], words.evidence(start, end)
            if compare(name, party.name) is not Match.SLIP or not places:
                continue
            alone = may_be_misread(view, paper, places[0], name, party)
            if not surely_misread(view, paper, places[0], name, party, code):
                yield _slip(paper, name, party.name), places[0], alone


def _number(view: View, party: Party) -> str:
    """The party's number by the record, else the one that most papers give."""
    if party.id:
        return party.id
    given = Counter(code for paper in view.case.documents for _, code, _ in _codes(view, paper, party))
    return given.most_common(1)[0][0] if given else ""


def _slip(paper: Document, name: str, right: str) -> str:
    return f"{paper.kind}写作“{name}”，应为“{right}”：一字之差"


@remembered
def _names_given(view: View, paper: Document) -> tuple[tuple[str, Evidence], ...]:
    addressees = [(str(f.value), f.evidence) for f in paper.fields.get("addressee", ()) if f.value and f.evidence]
    printed = [(p.name, p.evidence) for p in named_parties(paper) if p.evidence]
    parties = [(name, places) for name, places in printed if not _SIGNED.search(places[0].text)]
    parties += [(name, places) for name, places in _in_rooms(view, paper) if places[0].confidence >= SURE]
    parties += [(m["name"], places) for m, places in wording(view, paper).matches(_PAID_BY) if places]
    return tuple((name, places[0]) for name, places in (*addressees, *parties) if not _is_signed(paper, places[0]))


def _in_rooms(view: View, paper: Document) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    """What stands right of a form's label 被执行人 or 申请执行人, where it looks like one name."""
    for page in paper.pages:
        cells = sheet(view, page)
        for label in cells:
            if _ROOM.fullmatch(label.text):
                right = [c for c in cells.beside(label) if c.box.x0 >= label.box.x1 - 0.01]
                name = min(right, key=lambda c: c.box.x0, default=None)
                if name and _ONE_NAME.fullmatch(name.text):
                    yield name.text, name.evidence(page)


def _is_signed(paper: Document, place: Evidence) -> bool:
    """Whether a name is a signature: who signed is asked where the signature counts, not how his name is written."""
    return any(
        mark.kind is MarkKind.SIGNATURE
        and mark.presence is Presence.PRESENT
        and page.ref == place.ref
        and mark.box.x0 <= place.box.mid_x <= mark.box.x1
        and mark.box.y0 <= place.box.mid_y <= mark.box.y1
        for page, mark in paper.marks
    )


def _compared(view: View, paper: Document) -> tuple[Evidence, ...]:
    """One place of a paper where a party's name or number was compared."""
    names = [p.name for p in view.parties]
    given = (place for name, place in _names_given(view, paper) if best(name, names)[1] is Match.SAME)
    codes = (place for party in view.parties for _, _, place in _codes(view, paper, party))
    return tuple(chain(given, codes))[:1]


def _code_slips(view: View) -> Iterator[_Slip]:
    for party in view.parties:
        given = [item for paper in view.case.documents for item in _codes(view, paper, party)]
        if not given:
            continue
        counts = Counter(code for _, code, _ in given)
        right = party.id if party.id and not party.evidence else counts.most_common(1)[0][0]
        for paper, code, place in given:
            misread = not (valid_id_number(code) or valid_credit_code(code))
            if code != right and not (misread and look_alike(code, right)):
                yield f"{paper.kind}载{party.name}的号码{code}，其他文书为{right}", place, misread


@remembered
def _codes(view: View, paper: Document, party: Party) -> tuple[tuple[Document, str, Evidence], ...]:
    """Numbers of 18 characters that follow the party's name before another party's name does."""
    words = wording(view, paper)
    given = []
    for found, places in words.matches(re.escape(party.name) + _GAP + _CODE):
        said = words.text[max(found.start() - _HEADINGS, 0) : found.end()]
        of_another = _names_another(view, party, found[0]) or _is_of_the_one_asked(paper, found["code"], party)
        if places and _is_code(said, found["code"], party) and not of_another:
            given.append((paper, found["code"].upper(), places[-1]))
    if _is_addressed_to(paper, party):
        for found, places in words.matches(f"{party.role}{_OF_ROLE}{_CODE}"):
            if places and _is_code(found[0], found["code"], party):
                given.append((paper, found["code"].upper(), places[-1]))
    return tuple(given)


def _is_addressed_to(paper: Document, party: Party) -> bool:
    """Whether a paper is made out to this party and nobody else."""
    names = {str(f.value) for f in paper.fields.get("addressee", ()) if f.value}
    return names == {party.name}


def _names_another(view: View, party: Party, text: str) -> bool:
    """Whether somebody else is named between a party's name and a number: it is his."""
    named = (p.name for p in view.parties if p.name in text)
    return bool(_ROLE.search(text)) or any(compare(name, party.name) is Match.NO for name in named)


def _is_of_the_one_asked(paper: Document, code: str, party: Party) -> bool:
    """Whether a number stands among the particulars of somebody else who was asked: 李某，村民，张某隔壁，身份证号…"""
    told = [flat(f.raw) for name in _OF_THE_ONE_ASKED for f in paper.fields.get(name, ())]
    return any(code in room and not room.startswith(flat(party.name)) for room in told)


def _is_code(said: str, code: str, party: Party) -> bool:
    """Whether a number is meant as this party's identity.

    A person has an ID number, an organisation a credit code. The words before it (the headings of its row) say that
    it is one, or its check digit holds: accounts are long too.
    """
    if _OF_ACCOUNT.search(said.removesuffix(code)):
        return False
    is_credit_code = code.startswith("9")
    if party.kind is not None and (party.kind is PartyKind.ORGANISATION) is not is_credit_code:
        return False
    return _SAYS_SO.search(said) is not None or valid_id_number(code.upper()) or valid_credit_code(code.upper())
