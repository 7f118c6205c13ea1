"""The cases of the demo court as they are registered. Parties, numbers and telephones are invented; days and sums are those of
their papers (`fixtures.court` says by how much they are later than the specs they come from).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from service.cases.entry import APPLICANT, RESPONDENT, CaseForm, PartyForm

PERSON, COMPANY = "自然人", "企业"


def _parties(*parties: tuple[str, str, str, str | None, str | None]) -> tuple[PartyForm, ...]:
    return tuple(PartyForm(role, name, kind, number, phone) for role, name, kind, number, phone in parties)


HE_WENBIN = CaseForm(
    number="（2026）鄂1023执1234号",
    filed_on=date(2026, 3, 1),
    group="online",
    claim_fen=5_883_300,
    paid_fen=302_246,
    parties=_parties(
        (APPLICANT, "周启明", PERSON, "421023197506020419", "13900001046"),
        (RESPONDENT, "何文斌", PERSON, "421023198103121279", "13900001279"),
    ),
)
YIN_CHUNSHENG = CaseForm(
    number="（2026）鄂1023执791号",
    filed_on=date(2026, 7, 24),
    group="zhongben",
    claim_fen=12_800_000,
    paid_fen=800_000,
    parties=_parties(
        (APPLICANT, "卫东平", PERSON, "421023198803031776", "13900001776"),
        (RESPONDENT, "尹春生", PERSON, "421023197712053190", "13900003190"),
        (RESPONDENT, "监利市洪城米业有限公司", COMPANY, "91421023783K5N4W2G", None),
    ),
)
HE_ZHAOXIANG = CaseForm(
    number="（2026）鄂1023执1377号",
    filed_on=date(2026, 9, 18),
    group="clue",
    claim_fen=7_450_000,
    paid_fen=0,
    parties=_parties(
        (APPLICANT, "毛晓红", PERSON, "421023198504223081", "13900003081"),
        (RESPONDENT, "贺兆祥", PERSON, "421023198002142193", "13900002193"),
    ),
)
TU_JINFA = CaseForm(
    number="（2026）鄂1023执1420号",
    filed_on=date(2026, 9, 6),
    group="clue",
    claim_fen=16_300_000,
    paid_fen=0,
    parties=_parties(
        (APPLICANT, "施丽华", PERSON, "421023197906112267", "13900002267"),
        (RESPONDENT, "涂金发", PERSON, "421023197410034218", "13900004218"),
    ),
)
ZOU_LIHUA = CaseForm(
    number="（2026）鄂1023执433号",
    filed_on=date(2026, 6, 24),
    group="disposal",
    claim_fen=46_000_000,
    paid_fen=0,
    parties=_parties(
        (APPLICANT, "监利市荆南小额贷款有限公司", COMPANY, "91421023MA49B2H6XL", "13900002642"),
        (RESPONDENT, "邹立华", PERSON, "421023197008090553", "13900000553"),
    ),
)
HENGSHENG = CaseForm(
    number="（2026）鄂1023执1561号",
    filed_on=date(2026, 10, 22),
    group="offline",
    claim_fen=21_360_000,
    paid_fen=0,
    parties=_parties(
        (APPLICANT, "陈桂兰", PERSON, "421023196811200825", "13900000825"),
        (RESPONDENT, "监利市江汉恒晟商贸有限公司", COMPANY, "91421023MA48KQ7T5G", "13900001513"),
    ),
)
LU_QINGFENG = CaseForm(
    number="（2026）鄂1023执1102号",
    filed_on=date(2026, 11, 9),
    group="online",
    claim_fen=3_620_000,
    paid_fen=0,
    parties=_parties(
        (APPLICANT, "聂小兰", PERSON, "421023198706181481", "13900001481"),
        (RESPONDENT, "鲁庆丰", PERSON, "421023198405217137", "13900007137"),
    ),
)
LU_PERFORMED = replace(
    LU_QINGFENG,
    number="（2026）鄂1023执876号",
    filed_on=date(2026, 2, 15),
    claim_fen=2_640_000,
    paid_fen=2_640_000,
    parties=_parties(
        (APPLICANT, "陈桂兰", PERSON, "421023196811200825", "13900000825"),
        (RESPONDENT, "鲁庆丰", PERSON, "421023198405217137", "13900007137"),
    ),
)
LU_SETTLED = replace(LU_PERFORMED, number="（2026）鄂1023执955号", filed_on=date(2026, 11, 2), claim_fen=4_640_000)


def fresh(number: int, filed_on: date, applicant: str, respondent: str, claim_fen: int) -> CaseForm:
    """A case of this year that has no papers yet."""
    company = "公司" in respondent
    return CaseForm(
        number=f"（{filed_on.year}）鄂1023执{number}号",
        filed_on=filed_on,
        group="online",
        claim_fen=claim_fen,
        paid_fen=0,
        parties=_parties(
            (APPLICANT, applicant, PERSON, "421023198011110001", "13900009901"),
            (RESPONDENT, respondent, COMPANY if company else PERSON, None, None),
        ),
    )


def handed_to(form: CaseForm, group: str, entered_on: date, *before: tuple[str, date], gate: str) -> CaseForm:
    """The case as the command centre registers it: with a group already, which it came to on a day by a gate; `before`: the
    gates it passed earlier, with their days.
    """
    return replace(form, group=group, entered_on=entered_on, passages=(*before, (gate, entered_on)))


def entered(form: CaseForm, on: date) -> CaseForm:
    """The case as its first group registers it, which has it since a day."""
    return replace(form, entered_on=on)
