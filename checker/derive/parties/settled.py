"""The parties of a case, settled from the case record, else from the papers that name them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from checker.casefile import CaseRecord, Document, Evidence, Line, MarkKind, Page, Party, PartyKind, Presence
from checker.derive.parties.names import Match, bare, compare
from checker.derive.parties.surnames import begins_with_surname
from checker.normalise import fold

APPLICANT, RESPONDENT = "申请执行人", "被执行人"
_ORGANISATION = re.compile(
    r"(公司|合作社|银行|支行|信用社|厂|店|行|院|校|局|委员会|村委会|居委会|中心|集团|企业|商行|经营部|工作室|个体户|所|处|馆|社|站|场|队|部|园|协会|政府)$"
)
_PARTICULARS = r"(?=[，,、。；;:：(（]|男|女|性别|住所|住址|住[\u4e00-\u9fff]{2}[省市县]|公民身份|身份证|统一社会|法定代表|与(?:你|被执行人|被申请人)|$)"
_DOTTED = r"[\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fff]{1,8}){1,3}"  # 买买提·艾力: a person's, however long
_FIRM_ENDS = (
    r"(?:公司|合作社|银行|支行|信用社|厂|店|中心|商行|委员会|超市|[餐茶酒]馆|[农养牧林]殖?场|市场|学校|医院|诊所|幼儿园|事务所|工作室|办事处|人民政府|村民小组"
    r"|(?:经营|经销|门市|批发|服务|销售|加工|项目|维修)部|企业|集团)"
)
_NAMED = re.compile(
    rf"(?<!失信)(?<!各)(?<!该)(?<!对)(?<!由)(?<!向)(?P<role>申请执行人|被执行人|申请人|被申请人)\s*(?:[(（](?:原审|一审|原)?[^)）]{{1,12}}[)）])?\s*[:：]?\s*"
    rf"(?P<name>[\u4e00-\u9fff]{{2,4}}|{_DOTTED}|[\u4e00-\u9fff()（）·]{{4,30}}?{_FIRM_ENDS}){_PARTICULARS}"
)
_ID = re.compile(r"(?:公民身份号码|身份证号码?|身份号码|统一社会信用代码)[:：为]?\s*(?P<id>[0-9A-Z]{17}[0-9A-Zx])")
_ROLE = re.compile("申请执行人|被执行人|申请人|法定代表人")
_SPEAKING = ("卷宗封面", "强制执行申请书", "立案审批表", "恢复执行申请书", "案件流程信息表")
"""Papers whose heads list the parties: one of these is enough, of others two have to agree."""
_NOT_NAMES = re.compile(
    r"(执行人|申请人|名下|名单|号码|证件|项目|结果|类别|地址|电话|性别|财产|情况|本院|应当|未|已|的|^[在有无其]|与|是|不|可供|所在|法院|签名|签字|姓名|名称|基本|提供|送达|履行|报告|银行存款|负担|承担|支付|给付|偿还|交纳|缴纳|共计|合计|人民币|货款|借款|本金|利息|价款|工资|案款|高消|消费|代理人|委托|法定代表|住所|住址|取得|发现|约谈|下落|配偶|亲属|到庭|联系)|^[并及以因均也又仍可现经为被给把由之至到如若即则再须需拒该本此各共住户家]|^(?:务农|务工|农民|工人|职工|职员|无业|待业|司机|个体户?|经商|教师|学生|退休|干部|汉族|公民)$|^(?:追偿|追讨|追索|索要|索赔|催收|催讨|催要|代偿|清偿|主张)$|^(?:得知|获知|获悉|知道|了解|认为|主张|要求|提出|自愿|愿意|放弃|承诺|收到|近日|多次|曾(?:经|向|于|多次|提|申|对|到|以|与|因|在|被|有|就|用|任|是))"
)
_COMMON_WORDS = re.compile(
    r"(?:所有|占有|使用|持有|拥有|个人|本人|自己|名义|流水|账[户号]|帐[户号]|存款|余额|储蓄|车辆|房产|房屋|土地|不?动产|股权|股份|公积金|工商|登记|查[封询扣控]|冻结|扣[押划留]|拍卖|变卖|强制|单位|金融|经济|财物|资[产金]|债[权务]|抵押|质押|处置|线索|行踪|措施|拘[留传]|罚款|失信|限制|信息|资料|材料|档案|笔录|书面|当面|口头)"
)
"""Words that no name of up to four letters holds: …是否为被执行人所有。 查询被执行人银行流水，"""
_SHORT = 4  # letters: up to so many, a name is told from words only by what it does not hold
_OPENS = re.compile(r"(?:^|[，,、。；;：:()（）.·•\d\s]|[与和及诉])$")
"""What stands before a role that names a party: nothing, a stop, or what joins it to another party."""
_DIVISIONS = "省市县区镇乡"
_SENTENCE = re.compile(r"(名下|本院|应当|申请|执行人|送达|履行|报告|存款|[与其])")
"""Words that no organisation's name holds: a match across them is a piece of a sentence."""
_WITH_PARTY_CELLS = (*_SPEAKING, "受理案件通知书", "结案审批表", "承办人变更表")
"""Forms with a cell for each role; in tables of results the cell beside 被执行人 is another heading."""
_ROLE_CELL = re.compile(r"(?P<role>申请执行人|被执行人)(?:姓名|名称|姓名或名称|姓名/名称)?:?")
_SEPARATORS = re.compile(r"[、;；，,/]|(?<=公司)和")
_LOWER = 0.4  # of the page's height: the parties are listed above, and sign below
_WHOLE_FILE = 12
"""From so many papers on, a file is taken for a whole one."""
_EVERY = 8
"""One paper of so many has to name a party."""
_AND_OTHERS = re.compile(r"等(?:[二三四五六七八九十两\d]+)?人?$")
_LEADS_ON = re.compile(r"(?<=..)[向与因对诉]$")
_GOES_ON = re.compile(r"本院|法院|[^，。：]{2,12}人民法院|被执行人|申请执行人|你|其")
"""A sentence broken behind 向 or 与 (申请执行人葛某向 | 本院申请): the word is no part of the name."""
_WHOLE_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff()（）·]{5,30}")


def settle_parties(documents: Sequence[Document], record: CaseRecord | None) -> tuple[Party, ...]:
    """The parties, in the order of the record, else of the papers; each with kind and ID where either gives them.

    The record decides who the parties are. Without it, a name counts that a paper's head gives for a role, or that two
    papers give; names one slip apart are one party, under its most frequent spelling.
    """
    named = list(_named(documents))
    if record and record.parties:
        return tuple(_completed(p, named) for p in record.parties)
    settled = tuple(p for p in _settled(named) if _is_known(p, documents))
    return tuple(p for p in settled if not (_lacks_surname(p, settled) or _begins_a_firm(p, settled)))


def _lacks_surname(party: Party, others: Iterable[Party]) -> bool:
    """Whether a name is another's of the same role without the surname: its first letter was not read."""
    return any(o.role == party.role and len(party.name) == 2 and o.name[1:] == party.name for o in others)


def _begins_a_firm(party: Party, others: Iterable[Party]) -> bool:
    """Whether a name is only the place that a firm's of the same role begins with: 某县 | 锦绣饰品有限公司, over two lines of a
    cell. A firm that bears a person's name is no reason to drop him.
    """
    size = len(party.name)
    firms = (o.name for o in others if o.kind is PartyKind.ORGANISATION and o.role == party.role)
    begun = (firm for firm in firms if firm.startswith(party.name))
    return party.kind is PartyKind.PERSON and any(
        firm[size - 1] in _DIVISIONS or firm[size] in _DIVISIONS for firm in begun
    )


def _is_known(party: Party, documents: Sequence[Document]) -> bool:
    """Whether a fair part of a whole file names it: a party stands in most papers, a slip of reading in one or two."""
    naming = sum(party.name in document.text for document in documents)
    return len(documents) < _WHOLE_FILE or naming * _EVERY >= len(documents)


def kind_of_name(name: str) -> PartyKind:
    """自然人 or 企业, as a name reads."""
    if re.fullmatch(_DOTTED, name):
        return PartyKind.PERSON
    plain = bare(name)
    return (
        PartyKind.ORGANISATION
        if len(plain) > 4 or (_ORGANISATION.search(plain) and len(plain) > 3)
        else PartyKind.PERSON
    )


def named_parties(document: Document) -> tuple[Party, ...]:
    """Every party a paper names in a role, once, in order."""
    found: dict[tuple[str, str], Party] = {}
    for party in _mentions(document):
        found.setdefault((party.role, bare(party.name)), party)
    return tuple(party for party in found.values() if not _is_cut(party, found.values()))


def _is_cut(party: Party, others: Iterable[Party]) -> bool:
    """Whether a person's name is only the beginning of another's in the same paper and role: it broke at a cell's edge."""
    return party.kind is PartyKind.PERSON and any(
        o.role == party.role and o.kind is PartyKind.PERSON and o.name != party.name and o.name.startswith(party.name)
        for o in others
    )


def _named(documents: Iterable[Document]) -> Iterator[tuple[Document, Party]]:
    for document in documents:
        for party in named_parties(document):
            yield document, party


def _mentions(document: Document) -> Iterator[Party]:
    applies = document.kind in ("强制执行申请书", "恢复执行申请书")
    yield from _in_fields(document)
    lines = [(page, line, tight(line.text)) for page, line in document.lines()]
    for index, (page, line, text) in enumerate(lines):
        for found in _NAMED.finditer(text) if _speaks_of_role(text) and not _is_signed(page, line) else ():
            role = {"申请人": APPLICANT, "被申请人": RESPONDENT}.get(found["role"], found["role"])
            name = _AND_OTHERS.sub("", found["name"])
            if found.end() == len(text) and index + 1 < len(lines) and _GOES_ON.match(lines[index + 1][2]):
                name = _LEADS_ON.sub("", name)
            if (found["role"] != role and not applies) or len(name) < 2 or not _is_name(name):
                continue
            if not (_OPENS.search(text[: found.start()]) or _reads_as_name(name)):
                continue
            particulars = text[found.end() :] + "".join(more for _, _, more in lines[index + 1 : index + 4])
            evidence = (Evidence(page.file, page.number, line.box, line.text, line.confidence),)
            yield Party(role, name, kind_of_name(name), _number(particulars), evidence)
        if document.kind in _WITH_PARTY_CELLS:
            yield from _in_next_cell(page, line, text)


@lru_cache(maxsize=1 << 14)  # the catalogue asks for the parties of a paper as well
def tight(text: str) -> str:
    """A text without spaces and width differences."""
    return re.sub(r"\s+", "", fold(text))


def _is_signed(page: Page, line: Line) -> bool:
    """Whether a line is where somebody signed: 申请人：, written by hand, may be the company's manager."""
    middle = line.box.mid_y
    return line.box.y0 > _LOWER and any(
        m.kind is MarkKind.SIGNATURE
        and m.presence is Presence.PRESENT
        and m.box.y0 < middle < m.box.y1
        and m.box.x0 < line.box.x1
        and line.box.x0 < m.box.x1
        for m in page.marks
    )


def _speaks_of_role(text: str) -> bool:
    """Whether `_NAMED` can match at all: looking for two words is quicker than trying it at every character."""
    return "执行人" in text or "申请人" in text


def _in_fields(document: Document) -> Iterator[Party]:
    """The parties that a cover or form lists in places of their own."""
    for role, name in ((APPLICANT, "applicants"), (RESPONDENT, "respondents")):
        for field in document.fields.get(name, ()):
            if isinstance(field.value, str) and _WHOLE_NAME.fullmatch(fold(field.value)) and _is_name(field.value):
                yield Party(role, field.value, kind_of_name(field.value), None, field.evidence)


def _number(particulars: str) -> str | None:
    """The ID or credit code in the particulars of a party: what stands after its name, up to the next role."""
    own = _ROLE.split(particulars, maxsplit=1)[0]
    found = _ID.search(own)
    return found["id"].upper() if found else None


def _in_next_cell(page: Page, label: Line, text: str) -> Iterator[Party]:
    """The names in the cell to the right of a cell that holds only a role: 被执行人 | 张三、某某公司."""
    role = _ROLE_CELL.fullmatch(text)
    if role is None:
        return
    middle = label.box.mid_y
    row = [o for o in page.lines if o.box.y0 < middle < o.box.y1 and o.box.x0 >= label.box.x1 - 0.01]
    cell = min(row, key=lambda other: other.box.x0, default=None)
    for name in _SEPARATORS.split(tight(cell.text)) if cell and not _is_signed(page, cell) else ():
        if _WHOLE_NAME.fullmatch(name) and _is_name(name):
            evidence = (Evidence(page.file, page.number, cell.box, cell.text, cell.confidence),) if cell else ()
            yield Party(role["role"], name, kind_of_name(name), None, evidence)


def _is_name(name: str) -> bool:
    """Whether this is a name: an organisation by its ending, else no word that sentences are made of."""
    if _ORGANISATION.search(name) and len(name) > 4:
        return not _SENTENCE.search(name)
    common = len(name) <= _SHORT and _COMMON_WORDS.search(name)
    return not common and _NOT_NAMES.search(name) is None


def _completed(party: Party, named: Sequence[tuple[Document, Party]]) -> Party:
    """A party of the record with kind, ID and places from the papers where the record has none."""
    same = [p for _, p in named if p.role == party.role and compare(p.name, party.name) is not Match.NO]
    number = party.id or next((p.id for p in same if p.id), None)
    evidence = party.evidence or tuple(e for p in same[:1] for e in p.evidence)
    return replace(party, kind=party.kind or kind_of_name(party.name), id=number, evidence=evidence)


def _settled(named: Sequence[tuple[Document, Party]]) -> Iterator[Party]:
    spellings = Counter((p.role, p.name) for _, p in named)
    apart = _different_people(named)
    groups: list[list[tuple[Document, Party]]] = []
    for document, party in named:
        group = next(
            (
                g
                for g in groups
                if g[0][1].role == party.role
                and compare(g[0][1].name, party.name) is not Match.NO
                and frozenset((g[0][1].name, party.name)) not in apart
            ),
            None,
        )
        if group is None:
            groups.append([(document, party)])
        else:
            group.append((document, party))
    for group in groups:
        papers = {document.id for document, _ in group}
        listed = any(document.kind in _SPEAKING for document, _ in group)
        party = max((p for _, p in group), key=lambda p: spellings[(p.role, p.name)])
        number = next((p.id for _, p in group if p.id), None)
        if listed or (len(papers) > 1 and (number or _reads_as_name(party.name))):
            yield replace(party, id=number)


def _reads_as_name(name: str) -> bool:
    """Whether words within a sentence may be a name by themselves: a firm's, one with a dot, or one that begins with a
    surname. 被执行人所有。 and 被执行人银行流水， name nobody.
    """
    return kind_of_name(name) is PartyKind.ORGANISATION or "·" in name or begins_with_surname(name)


def _different_people(named: Sequence[tuple[Document, Party]]) -> set[frozenset[str]]:
    """Names one slip apart that are two people's: two papers give both of them for one role, or their numbers differ.

    One paper alone may spell one name in two ways.
    """
    together: Counter[frozenset[str]] = Counter()
    numbers: dict[str, set[str]] = {}
    by_paper: dict[tuple[str, str], set[str]] = {}
    for document, party in named:
        by_paper.setdefault((document.id, party.role), set()).add(party.name)
        if party.id:
            numbers.setdefault(party.name, set()).add(party.id)
    for names in by_paper.values():
        together.update(frozenset(pair) for pair in combinations(sorted(names), 2))
    twice = {pair for pair, count in together.items() if count > 1}
    differing = {
        frozenset((a, b)) for a, b in combinations(sorted(numbers), 2) if not numbers[a] & numbers[b] and a != b
    }
    return twice | differing
