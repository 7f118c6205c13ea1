"""Registering cases and correcting them: who may, what is refused, what the ledger keeps."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.cases.entry import CaseForm, PartyForm
from service.cases.form import form_of, read_form
from service.cases.register import change_case, create_case
from service.database.models import Assignment, Case, CaseState, LedgerEntry, Submission, SubmissionState
from service.errors import ConflictError, ForbiddenError, FormError
from service.handover.people import handler_then
from service.moment import now, today
from tests.service.conftest import Court

FORM = CaseForm(
    number="（2022）鄂1023执77号",
    filed_on=date(2022, 3, 1),
    group="online",
    parties=(
        PartyForm("申请执行人", "周启明", "自然人", phone="13800000001"),
        PartyForm("被执行人", "何文斌", "自然人", "421023198103121279"),
        PartyForm("被执行人", "监利市江汉恒晟商贸有限公司", "企业"),
    ),
    claim_fen=5_883_300,
)
AT_COMMAND = replace(
    FORM,
    group="clue",
    entered_on=date(2022, 4, 1),
    passages=(("online-offline", date(2022, 3, 21)), ("offline-clue", date(2022, 4, 1))),
)


def _create(court: Court, login: str, form: CaseForm) -> int:
    with court.service.writing() as session:
        return create_case(session, court.person(session, login), form).id


def test_a_case_is_registered_with_its_parties_and_recorded(any_court: Court) -> None:
    case_id = _create(any_court, "li.online", FORM)
    with any_court.service.reading() as session:
        case = session.get_one(Case, case_id)
        assert [party.name for party in case.respondents] == ["何文斌", "监利市江汉恒晟商贸有限公司"]
        assert (case.entered_on, case.group, case.claim_fen) == (date(2022, 3, 1), "online", 5_883_300)
        assert [(entry.act, entry.case_id) for entry in session.query(LedgerEntry)] == [("case-created", case_id)]


def test_the_command_centre_takes_over_a_case_of_a_later_group(court: Court) -> None:
    with court.service.reading() as session:
        case = session.get_one(Case, _create(court, "wei.command", AT_COMMAND))
        passed = [(one.gate, one.from_group, one.to_group) for one in case.passages]
    assert passed == [("online-offline", "online", "offline"), ("offline-clue", "offline", "clue")]


@pytest.mark.parametrize(
    "login", ["sun.clue", "shen.reviewer", "han.director", "yang.president", "zhu.auditor", "admin"]
)
def test_others_register_nothing(court: Court, login: str) -> None:
    with pytest.raises(ForbiddenError):
        _create(court, login, replace(FORM, group="clue", entered_on=date(2022, 4, 1)))


FAULTY = {
    "number": replace(FORM, number="（2022）鄂1023民初77号"),
    "filed_on": replace(FORM, filed_on=today() + timedelta(days=1)),
    "entered_on": replace(FORM, entered_on=date(2022, 2, 1)),
    "claim_fen": replace(FORM, claim_fen=-1),
    "closing_kind": replace(FORM, closing_kind="随便"),
    "parties": replace(FORM, parties=FORM.parties[1:]),
    "group": replace(FORM, group="clue", entered_on=date(2022, 4, 1)),
    "passages": replace(FORM, passages=(("online-offline", date(2022, 3, 2)),)),
}
WRONG_PARTIES = [
    PartyForm("第三人", "丁一"),
    PartyForm("被执行人", ""),
    PartyForm("被执行人", "丁\u202e一"),
    PartyForm("被执行人", "=cmd|' /C calc'!A0"),
    PartyForm("被执行人", "丁一", "鬼"),
    PartyForm("被执行人", "丁一", number="<script>"),
    PartyForm("被执行人", "丁一", phone="打不通"),
    PartyForm("被执行人", "何文斌", number="421023198103121279"),
]


@pytest.mark.parametrize("field", FAULTY)
def test_a_faulty_form_names_its_field_and_registers_nothing(court: Court, field: str) -> None:
    with pytest.raises(FormError) as told:
        _create(court, "li.online", FAULTY[field])
    assert field in told.value.fields
    with court.service.reading() as session:
        assert session.query(Case).count() == session.query(LedgerEntry).count() == 0


@pytest.mark.parametrize("party", WRONG_PARTIES, ids=repr)
def test_a_faulty_party_is_refused(court: Court, party: PartyForm) -> None:
    with pytest.raises(FormError) as told:
        _create(court, "li.online", replace(FORM, parties=(*FORM.parties, party)))
    assert set(told.value.fields) == {"parties"}


def test_passages_must_lead_to_the_group_that_has_the_case(court: Court) -> None:
    with pytest.raises(FormError, match="案件信息有误"):
        _create(court, "wei.command", replace(AT_COMMAND, group="zhongben"))


def test_a_handler_of_another_group_is_refused(court: Court) -> None:
    with pytest.raises(FormError) as told:
        _create(court, "li.online", replace(FORM, handler_id=court.people["sun.clue"].id))
    assert set(told.value.fields) == {"handler_id"}


def test_a_number_is_registered_once(any_court: Court) -> None:
    _create(any_court, "li.online", FORM)
    with pytest.raises(ConflictError, match="已经登记"):
        _create(any_court, "wei.command", FORM)


def test_two_who_register_the_same_number_at_once(any_court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    _create(any_court, "li.online", FORM)
    monkeypatch.setattr("service.cases.register._taken", lambda *_: False)  # the other committed just after we looked
    with pytest.raises(ConflictError, match="已经登记"):
        _create(any_court, "wei.command", FORM)


def _change(court: Court, login: str, case_id: int, version: int, **given: object) -> None:
    with court.service.writing() as session:
        case = session.get_one(Case, case_id)
        form = replace(read_form(form_of(case), today()), **given)
        change_case(session, court.person(session, login), case, form, version)


def test_a_correction_is_recorded_with_before_and_after_but_no_numbers_of_people(any_court: Court) -> None:
    case_id = _create(any_court, "li.online", FORM)
    parties = (*FORM.parties[:2], PartyForm("被执行人", "丁一", number="421023199001011234", phone="13900000000"))
    _change(any_court, "wang.online", case_id, 1, claim_fen=100, parties=parties)
    with any_court.service.reading() as session:
        case = session.get_one(Case, case_id)
        assert (case.version, case.claim_fen, [one.name for one in case.respondents]) == (2, 100, ["何文斌", "丁一"])
        detail = session.query(LedgerEntry).order_by(LedgerEntry.seq.desc()).first().detail
    assert '"claim_fen":[5883300,100]' in detail
    assert "被执行人丁一" in detail
    assert "421023199001011234" not in detail
    assert "13900000000" not in detail


def test_parties_alone_make_a_new_version_and_an_older_one_is_refused(court: Court) -> None:
    case_id = _create(court, "li.online", FORM)
    _change(court, "li.online", case_id, 1, parties=FORM.parties[:2])
    with pytest.raises(ConflictError, match="刚刚改过"):
        _change(court, "wang.online", case_id, 1, claim_fen=1)


def test_nothing_changed_is_no_act(court: Court) -> None:
    case_id = _create(court, "li.online", FORM)
    _change(court, "li.online", case_id, 1)
    with court.service.reading() as session:
        assert session.query(LedgerEntry).count() == 1


def test_the_clock_is_moved_by_the_command_centre_only(court: Court) -> None:
    case_id = _create(court, "li.online", FORM)
    with pytest.raises(FormError) as told:
        _change(court, "li.online", case_id, 1, entered_on=date(2022, 5, 1))
    assert "entered_on" in told.value.fields
    _change(court, "wei.command", case_id, 1, entered_on=date(2022, 5, 1))


def test_another_group_corrects_nothing(court: Court) -> None:
    case_id = _create(court, "li.online", FORM)
    with pytest.raises(ForbiddenError):
        _change(court, "sun.clue", case_id, 1, claim_fen=1)


def test_after_the_closing_only_the_command_centre_corrects(court: Court) -> None:
    case_id = _create(court, "li.online", FORM)
    with court.service.writing() as session:
        session.get_one(Case, case_id).state = CaseState.CLOSED
    with pytest.raises(ConflictError, match="已结"):
        _change(court, "li.online", case_id, 2, claim_fen=1)
    _change(court, "wei.command", case_id, 2, claim_fen=1)


def test_while_it_is_submitted_nothing_is_corrected(court: Court) -> None:
    case_id = _create(court, "li.online", FORM)
    with court.service.writing() as session:
        person = court.people["li.online"]
        session.add(
            Submission(
                case_id=case_id,
                gate="online-offline",
                from_group="online",
                by_id=person.id,
                at=now(),
                state=SubmissionState.WAITING,
            )
        )
    with pytest.raises(ConflictError, match="正在报送"):
        _change(court, "li.online", case_id, 1, claim_fen=1)


def test_all_that_is_wrong_with_the_parties_is_told_at_once(court: Court) -> None:
    party = PartyForm("申请执行人", "甲" * 30, number="<b>", phone="打不通")
    with pytest.raises(FormError) as told:
        _create(court, "li.online", replace(FORM, parties=(party,)))
    for one in ("至少要有一名被执行人", "证件号码应为", "电话应为"):
        assert one in told.value.fields["parties"]
    assert "甲" * 21 not in told.value.fields["parties"]


def test_a_wrong_day_of_filing_is_corrected_with_the_clock_that_runs_from_it(court: Court) -> None:
    """The group has no field for the day on which the case came to it: on the first stage that is the day of filing."""
    case_id = court.add_case()
    browser = court.browser("li.online")
    page = browser.get(f"/cases/{case_id}/edit").text
    fields = dict(re.findall(r'name="([a-z_]+)" (?:type="[a-z]+" )?value="([^"]*)"', page)) | {"filed_on": "2022-03-04"}
    del fields["more"]
    rows = {"party-role": ["申请执行人", "被执行人"], "party-name": ["周启明", "何文斌"]}
    rows |= {f"party-{name}": ["", ""] for name in ("kind", "number", "phone")}
    answer = browser.post(f"/cases/{case_id}/edit", data=fields | rows)
    assert answer.status_code == 303, answer.text
    with court.service.reading() as session:
        case = session.get_one(Case, case_id)
        assert case.filed_on == case.entered_on == date(2022, 3, 4)
    with court.service.writing() as session:  # handed over: the clock runs from another day
        case = session.get_one(Case, case_id)
        case.group, case.entered_on = "offline", date(2022, 3, 20)
    late = {**fields, "version": "3", "filed_on": "2022-03-25"}
    wrong = court.browser("qian.offline").post(f"/cases/{case_id}/edit", data=late | rows)
    assert "进入本组日期由指挥中心更正" in wrong.text


def test_a_resumed_case_is_filed_anew_with_its_parties_filled_in(court: Court) -> None:
    """恢复执行 was approved: 线上查控组 files it under a number of its own, and does not type the parties again."""
    case_id = court.add_case(group="zhongben", paid_fen=100)
    with court.service.writing() as session:
        session.get_one(Case, case_id).state = CaseState.RESUMED
        session.add(
            Submission(
                case_id=case_id,
                gate="resumption",
                from_group="zhongben",
                by_id=court.people["chen.zhongben"].id,
                at=now(),
                state=SubmissionState.APPROVED,
            )
        )
    browser = court.browser("li.online")
    address = f"/cases/new?resumes={case_id}"
    assert f'href="{address}"' in browser.get(f"/cases/{case_id}").text
    assert address not in court.browser("chen.zhongben").get(f"/cases/{case_id}").text
    page = browser.get(address).text
    for shown in ("周启明", "何文斌", "58833.00", "恢复执行（2022）鄂1023执1234号"):
        assert shown in page
    assert 'name="number" type="text" value=""' in page
    assert court.browser("li.online").get("/cases/new?resumes=99999").status_code == 404


def test_the_handler_at_registration_is_the_first_of_the_assignments(court: Court) -> None:
    """By these the case finds its way back to him when a later group hands it back."""
    li = court.people["li.online"]
    with_handler = _create(court, "li.online", replace(FORM, handler_id=li.id))
    _create(court, "li.online", replace(FORM, number="（2022）鄂1023执78号"))
    with court.service.reading() as session:
        rows = session.query(Assignment).all()
        assert [(one.case_id, one.handler_id, one.group, one.how) for one in rows] == [
            (with_handler, li.id, "online", "registered")
        ]
        assert handler_then(session, session.get_one(Case, with_handler), "online").id == li.id
