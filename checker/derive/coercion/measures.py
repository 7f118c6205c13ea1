"""The study whether to restrict consumption, and whether to list as dishonest (监法〔2022〕19号 第三组11).

不应当纳入的研究记录入卷: the record must conclude so, of this respondent. 拒不履行，应当限制 is the opposite.
"""

from __future__ import annotations

import re

from checker.casefile import Document, Party
from checker.derive.parties.addressed import made_out_to
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.text.conclusions import concluded
from checker.derive.text.wording import compiled, legible, wording
from checker.derive.view import View
from checker.facts import Fact, Subject

NOTE = "研究记录"

_PUT_OFF = re.compile(r"[^，。；]*另(?:行|案|次)(?:研究|讨论|合议|评议)[^，。；]*")
"""A question that a note names and leaves to another day: 列入失信名单问题另行研究."""
_BECAUSE = r"(?:(?:没有|无)(?!理由|必要|依据|证据)[\u4e00-\u9fff]{1,4}?)?"  # 因其没有财产不予纳入
_NOT = r"(?:不予|暂不|暂缓|不宜|不应当?|不得|无需|无须|不需要?|不必|没有必要|无必要|不)"
_DO = r"(?:应当?|应予|决定|建议|同意|可以|予以|需要?|必须|拟|依法|一致认为)"
_TO = r"(?:[将把对][^，。；不未]{1,24}?)?"
_DATIVE = r"(?:采取|实施|发出?|签发|制发|适用|予以|下达|作出|进行)?"

_LIST = r"(?:予以)?(?:纳入|列入)"
_LISTED_IN = r"(?:纳入|列入)(?:失信|名单|被执行人|黑名单)?"
_NOT_LISTED = (
    rf"{_BECAUSE}{_NOT}{_TO}{_LIST}",
    r"不(?:符合|具备|属于|满足)[^。；，]{0,40}(?:失信|纳入|列入)",
    rf"(?:没有|无)[^，。；]{{0,6}}{_LISTED_IN}[^，。；]{{0,8}}(?:情形|条件|必要|事由)",
)
_LISTED = (
    rf"{_DO}{_TO}{_LIST}",
    r"(?<!不)(?:符合|具备|属于)[^。；，]{0,40}(?:失信|纳入|列入)[^。；，]{0,24}(?:条件|情形|规定)",
)

_LIMIT = r"(?:限制其?高?消费|限制其?高额消费|限高)"
_NOT_LIMITED = (
    rf"{_BECAUSE}{_NOT}{_TO}{_DATIVE}{_LIMIT}",
    rf"{_LIMIT}(?:措施|令)?[^，。；]{{0,6}}{_NOT}(?:采取|实施|发出|适用|下达|作出|限制)",
    rf"不(?:符合|具备|属于|满足)[^。；，]{{0,30}}{_LIMIT}",
)
_LIMITED = (
    rf"{_DO}{_TO}{_DATIVE}{_LIMIT}",
    rf"{_DO}(?:(?!{_NOT})[^。；]){{0,30}}(?:并|和|同时|、){_DATIVE}{_LIMIT}",  # 应当纳入失信名单并限制高消费
    rf"(?:(?<=名单，)|(?<=失信，))(?:[但并且仍]|同时)*[对向][^，。；不未]{{1,24}}(?:采取|发出|签发|下达|作出){_LIMIT}(?:措施|令)?(?=[，。；]|$)",
)


@fact("被执行人.不限制消费研究记录")
def no_limit_note(view: View, subject: Subject) -> Fact:
    """A note that concludes that his consumption is not restricted."""
    return _spared(view, subject, _LIMIT, (_NOT_LIMITED, _LIMITED), "不限制高消费")


@fact("被执行人.不符合失信条件研究记录")
def not_dishonest(view: View, subject: Subject) -> Fact:
    """A note that concludes that he is not listed."""
    return _spared(view, subject, r"失信", (_NOT_LISTED, _LISTED), "不纳入失信名单")


def _spared(
    view: View, subject: Subject, topic: str, sides: tuple[tuple[str, ...], tuple[str, ...]], what: str
) -> Fact:
    """有 where one of his notes on the topic concludes in his favour; unknown where a note cannot be read either way."""
    party = party_of(view, subject)
    notes = [n for n in view.papers(NOTE) if _is_his(view, n, party)]
    on_topic = [n for n in notes if compiled(topic).search(_PUT_OFF.sub("", wording(view, n).text))]
    read = [(n, concluded(view, n, party, *sides)) for n in on_topic]
    if found := [(n, c) for n, c in read if c.value]:
        return Fact(True, (*found[0][0].evidence, *found[0][1].evidence))
    if unread := [n for n in notes if not legible(view, n)]:
        return Fact(None, unread[0].evidence, "研究记录有看不清的地方")
    if open_ := [c for _, c in read if c.value is None and not c.of_others]:
        return Fact(None, open_[0].evidence, f"研究记录没有写清是否{what}，须看原件")
    if on_topic:
        return Fact(False, on_topic[0].evidence, f"研究记录没有对{party.name}作出{what}的结论")
    return view.presence((), (NOTE,))


def _is_his(view: View, note: Document, party: Party) -> bool:
    """Made out to him, or speaks of him; a note that names nobody is the only respondent's."""
    made = made_out_to(view, note, party)
    spoken_of = view.is_spoken_of(party, wording(view, note).text)
    return made.value is True or spoken_of or (made.value is None and view.concerns(note, party))
