"""The two forms of holdings (总对总、线下查控实有情况表): filled in, signed by the leader, and agreeing with what was found.

第一组3, 第二组3: 填写…实有情况表，由组长签字后随卷移送. A form agrees when it lists what the feedback lists: every account with
its balance (an empty account may be left out), vehicles, real estate, companies. A difference that a misreading could
explain is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from checker.casefile import Document, Evidence
from checker.derive.online.balances import unread_accounts, wallets
from checker.derive.online.channels import said_of
from checker.derive.online.entered import entered
from checker.derive.online.holdings import ACCOUNT, COMPANY, Holding, holdings
from checker.derive.online.holdings import ESTATE as ESTATE_ITEM
from checker.derive.online.holdings import VEHICLE as VEHICLE_ITEM
from checker.derive.online.queries import FEEDBACK, queried_on
from checker.derive.parties.names import distance
from checker.derive.property.things import BALANCE, same_account, yuan
from checker.derive.registry import fact
from checker.derive.signing.opinions import any_approved_by
from checker.derive.signing.signatures import LEADER
from checker.derive.text.answers import BANK, ESTATE, REGISTER, VEHICLE
from checker.derive.text.wording import legible, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.flat import flat
from extractors.text.money import parse_amount

QUERY_FORM, FIELD_FORM = "总对总查控实有情况表", "线下查控实有情况表"
_BEGUN = 8  # figures of a number that tell which it is
_CENTS = re.compile(r"\d[\d,]*\.\d{2}(?!\d)")
_BROKEN = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
"""The comma of a figure at the end of its line: 余额合计6， / 218.44元."""
_YUAN = re.compile(r"(\d+(?:[,，]\d{3})*(?:\.\d{1,2})?元)")
CHANNEL_OF = {ACCOUNT: BANK, ESTATE_ITEM: ESTATE, VEHICLE_ITEM: VEHICLE, COMPANY: REGISTER}


@fact("案件.总对总查控实有情况表")
def query_form(view: View, subject: Subject) -> Fact:
    """The form of group 1."""
    return view.paper(QUERY_FORM)


@fact("案件.总对总表组长签名")
def query_form_signed(view: View, subject: Subject) -> Fact:
    """The leader's signature on it, under no refusal."""
    return any_approved_by(view, QUERY_FORM, LEADER)


@fact("案件.总对总表已填写")
def query_form_filled(view: View, subject: Subject) -> Fact:
    """Whether it says something of deposits and of two more channels."""
    return filled(view, view.papers(QUERY_FORM), QUERY_FORM, (BANK, ESTATE, VEHICLE, REGISTER), 3)


def filled(view: View, papers: Sequence[Document], kind: str, channels: Sequence[str], least: int) -> Fact:
    """Whether a form bears entries for at least `least` of these channels."""
    if not papers:
        return view.presence((), (kind,))
    for paper in papers:
        found = (next((s for s in entered(view, paper, channel) if s.told), None) for channel in channels)
        told = [s for s in found if s]
        if len(told) >= least:
            return Fact(True, tuple(e for s in told for e in s.evidence))
    if not all(legible(view, p) for p in papers):
        return Fact(None, papers[0].evidence, f"{kind}有看不清的地方，未能确认是否填写")
    return Fact(False, papers[0].evidence, f"{kind}没有逐项填写")


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that form and feedback say differently. `sure` False: a misreading may explain it."""

    text: str
    sure: bool
    evidence: tuple[Evidence, ...] = ()


@fact("案件.总对总表与反馈一致")
def query_form_agrees(view: View, subject: Subject) -> Fact:
    """Form against the feedback that was there when it was filled in, thing by thing.

    Whose each thing is is not compared: account, plate and title numbers are nobody else's.
    """
    forms, papers = view.papers(QUERY_FORM), view.papers(FEEDBACK)
    if not forms or not papers:
        missing = view.presence((), (QUERY_FORM if not forms else FEEDBACK,))
        return Fact(None, missing.evidence, missing.note, missing.searched)
    found = list(_differences(view, forms, _known_then(forms, papers)))
    places = tuple(dict.fromkeys(e for d in found for e in d.evidence)) or forms[0].evidence
    sure = [d for d in found if d.sure]
    if sure:
        return Fact(False, places, "；".join(d.text for d in sure))
    if found:
        return Fact(None, places, "；".join(d.text for d in found))
    return Fact(True, places)


def _known_then(forms: Sequence[Document], papers: Sequence[Document]) -> Sequence[Document]:
    """The feedback not later than the form; for an undated form, that of the first day."""
    days = [(p, queried_on(p)) for p in papers]
    filled_on = max((d for f in forms if (d := _filled_on(f))), default=min((d for _, d in days if d), default=None))
    return [p for p, d in days if d is None or filled_on is None or d <= filled_on] or papers


def _filled_on(form: Document) -> date | None:
    for name in ("filled_on", "made_on"):
        for f in form.fields.get(name, ()):
            if isinstance(f.value, date):
                return f.value
    return None


def _differences(view: View, forms: Sequence[Document], papers: Sequence[Document]) -> Iterator[Difference]:
    listed = [h for f in forms for h in holdings(view, f)]
    answered = [h for p in papers for h in holdings(view, p)]
    whole = all(legible(view, p) for p in (*forms, *papers))
    for paper in papers:
        yield from _untitled(view, forms, paper, whole)
    yield from _other_count(view, forms, papers, answered, whole)
    for kind, channel in CHANNEL_OF.items():
        ours, theirs = [h for h in listed if h.kind == kind], [h for h in answered if h.kind == kind]
        if ours:
            yield from _item_differences(kind, ours, theirs, whole)
        elif valued := _distinct([h for h in theirs if h.balance != 0]):
            yield from _unnumbered(view, forms, channel, valued, whole)
        elif extra := _only_on_form(view, forms, papers, channel):
            yield Difference(f"表上写有{channel}，反馈写无", whole, extra)
        elif not any(s.told for f in forms for s in entered(view, f, channel)):
            yield Difference(f"表上没有读到{channel}一项", False, forms[0].evidence)


def _other_count(
    view: View, forms: Sequence[Document], papers: Sequence[Document], answered: Sequence[Holding], whole: bool
) -> Iterator[Difference]:
    """A form that says how many accounts there are: as many as the feedback lists, with its wallets or without, or as those
    with a balance.
    """
    entries = [s for f in forms for s in entered(view, f, BANK)]
    told = [
        s for s in entries if s.count and not any(s.label in other.parts for other in entries)
    ]  # its answer: 农行账户1个
    accounts = _distinct([h for h in answered if h.kind == ACCOUNT])
    count, there = sum(s.count or 0 for s in told), len(accounts)
    most = there + sum(wallets(view, p) for p in papers)
    if told and accounts and not there <= count <= most and count != sum(h.balance != 0 for h in accounts):
        unread = any(unread_accounts(view, p) for p in papers) or not all(h.sure for h in accounts)
        places = (*told[0].evidence, *(e for h in accounts for e in h.evidence[:1]))
        yield Difference(f"表上写账户{count}个，反馈为{there}个", whole and not unread, places)


def _distinct(found: Sequence[Holding]) -> list[Holding]:
    """Each thing once, an account at its highest balance."""
    best: dict[str, Holding] = {}
    for h in found:
        if h.key not in best or (h.balance or 0) > (best[h.key].balance or 0):
            best[h.key] = h
    return list(best.values())


def _unnumbered(
    view: View, forms: Sequence[Document], channel: str, theirs: Sequence[Holding], whole: bool
) -> Iterator[Difference]:
    """A form that gives no numbers: balances are compared as amounts, one by one or as their sum, other things by how many
    they are.
    """
    names = "、".join(h.key for h in theirs)
    if channel == BANK:
        amounts = sorted(a for f in forms for a in _amounts(view, f) if a)
        wanted = sorted(h.balance for h in theirs if h.balance)
        if len(wanted) == len(theirs) and (amounts in (wanted, [sum(wanted)]) or sorted(set(amounts)) == wanted):
            return
        if amounts != wanted and (extra := _other_figures(forms, wanted)) is not None:
            if extra:
                yield Difference(f"表上的{'、'.join(map(yuan, extra))}，反馈中没有", False, theirs[0].evidence)
            return
        if amounts:
            shown = "、".join(yuan(a) for a in amounts)
            sure = whole and all(h.balance is not None for h in theirs)
            yield Difference(f"表上的存款余额为{shown}，与反馈的账户{names}不符", sure, theirs[0].evidence)
            return
    if next((s.count for f in forms for s in entered(view, f, channel) if s.count), None) != len(theirs):
        yield Difference(f"反馈查到{theirs[0].kind}{names}，表上没有", whole, theirs[0].evidence)


def _other_figures(forms: Sequence[Document], wanted: Sequence[int]) -> list[int] | None:
    """Amounts on the lines of a form beyond these and their sum; None where one of these is not among them. Cells of two
    columns mix in running text, a figure on its own line is whole.
    """
    lines = (flat(line.text) for form in forms for _, line in form.lines())
    found = {fen for text in lines for m in _CENTS.finditer(text) if (fen := parse_amount(m[0]))}
    if not wanted or not set(wanted) <= found:
        return None
    return sorted(found - set(wanted) - {sum(wanted)})


def _amounts(view: View, form: Document) -> list[int]:
    """The balances that a form states without numbers: 余额3182.40元, or in its entry for the banks 农行3182.40元；邮储0元.
    Of the whole text only where no entry tells any: there, the figures that wrap in a narrow cell fall apart.
    """
    entries = [_BROKEN.sub(",", entry) for entry in dict.fromkeys("".join(s.parts) for s in entered(view, form, BANK))]
    told = [m[1] for entry in entries for m in BALANCE.finditer(entry)]
    told = told or [m[1] for m, _ in wording(view, form).matches(BALANCE.pattern)]
    told = told or [m[1] for entry in entries for m in _YUAN.finditer(entry)]
    return [a for a in map(parse_amount, told) if a is not None]


def _only_on_form(
    view: View, forms: Sequence[Document], papers: Sequence[Document], channel: str
) -> tuple[Evidence, ...]:
    """Where a form enters a thing without its number (住房一套) and every answer is that there is none."""
    entries = [s for f in forms for s in entered(view, f, channel) if s.told]
    answers = [s for p in papers for s in said_of(view, p, channel) if s.told]
    extra = [s for s in entries if s.found and not s.none]
    nothing = answers and all(s.none and not s.found for s in answers)
    return (*extra[0].evidence, *answers[0].evidence) if channel in (ESTATE, VEHICLE) and extra and nothing else ()


def _untitled(view: View, forms: Sequence[Document], feedback: Document, whole: bool) -> Iterator[Difference]:
    """Real estate that is told by its place alone, without a title number: found on one side, 无 on the other."""
    on_form = [s for f in forms for s in entered(view, f, ESTATE) if s.told]
    answered = [s for s in said_of(view, feedback, ESTATE) if s.told]
    told, nothing = [s for s in answered if s.found], [s for s in on_form if s.none and not s.found]
    if told and nothing and not any(s.found for s in on_form):
        yield Difference("反馈查到不动产，表上写无", whole, (*told[0].evidence, *nothing[0].evidence))


def _item_differences(
    kind: str, ours: Sequence[Holding], theirs: Sequence[Holding], whole: bool
) -> Iterator[Difference]:
    met: set[str] = set()
    for item in ours:
        same = [h for h in theirs if _same(kind, item.key, h.key)]
        near = same or [h for h in theirs if distance(item.key, h.key, 3) <= 2 or _cut_off(item.key, h.key)]
        if not near:
            yield Difference(f"表上的{kind}{item.key}，反馈中没有", whole and item.sure, item.evidence)
            continue
        met.update(h.key for h in near)
        if not same:
            yield Difference(
                f"表上{kind}写作{item.key}，反馈为{near[0].key}", False, (*item.evidence, *near[0].evidence)
            )
        elif kind == ACCOUNT:
            yield from _balance_difference(item, same)
    for item in _distinct([h for h in theirs if h.key not in met and (h.kind != ACCOUNT or h.balance != 0)]):
        known = kind != ACCOUNT or item.balance is not None  # an empty account may be left out
        yield Difference(f"反馈查到{kind}{item.key}，表上没有", whole and item.sure and known, item.evidence)


def _cut_off(one: str, other: str) -> bool:
    """Whether a number is only the beginning or the end of another: the rest of it stands in a line that was not read
    with it.
    """
    short, long = sorted((one, other), key=len)
    return len(short) >= _BEGUN and short.isdigit() and (long.startswith(short) or long.endswith(short))


def _balance_difference(item: Holding, answers: Sequence[Holding]) -> Iterator[Difference]:
    told = {h.balance for h in answers if h.balance is not None}
    places = (*item.evidence, *answers[0].evidence)
    if item.balance is None and any(told):
        yield Difference(f"账户{item.key}的余额在表上没有读到", False, places)
    elif item.balance and not told:
        yield Difference(f"账户{item.key}的余额在反馈中没有读到", False, places)
    elif item.balance is not None and told and item.balance not in told:
        shown = "、".join(yuan(b) for b in sorted(told))
        sure = item.sure and all(h.sure for h in answers)
        yield Difference(f"账户{item.key}余额表上为{yuan(item.balance)}，反馈为{shown}", sure, places)


def _same(kind: str, a: str, b: str) -> bool:
    return same_account(a, b) if kind == ACCOUNT else a == b


@fact("案件.反馈存款合计")
def deposits(view: View, subject: Subject) -> Fact:
    """The sum of all balances in the feedback, each account at its highest, in fen."""
    papers = view.papers(FEEDBACK)
    if not papers:
        missing = view.presence((), (FEEDBACK,))
        return Fact(None, missing.evidence, "没有总对总反馈", missing.searched)
    if unread := [h for p in papers for h in unread_accounts(view, p)]:
        return Fact(None, unread[0].evidence, f"账户{unread[0].key}的账号没有读清，未能确认存款合计")
    found = _distinct([h for p in papers for h in holdings(view, p) if h.kind == ACCOUNT])
    if unknown := [h for h in found if h.balance is None]:
        return Fact(None, unknown[0].evidence, f"账户{unknown[0].key}的余额没有读到")
    if not all(legible(view, p) for p in papers):
        return Fact(None, papers[0].evidence, "总对总反馈有看不清的地方，未能确认存款合计")
    places = tuple(e for h in found for e in h.evidence) or papers[0].evidence
    return Fact(sum(h.balance or 0 for h in found), places)
