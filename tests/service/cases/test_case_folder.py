"""The case as a folder and as `case.yaml`: what the checker is given is what is registered and what was put in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.casefile import Party, PartyKind, Waiver
from checker.record import load_record
from extractors.intake import open_case
from service.cases.entry import CaseForm, PartyForm
from service.cases.folder import laid_out
from service.cases.papers import add_paper, papers_of, remove_paper
from service.cases.record import record_yaml
from service.cases.register import create_case
from service.cases.values import plain_words
from service.database.models import Case, GrantedWaiver
from service.moment import now
from service.store.blobs import DamagedOriginalError
from tests.service.cases.sending import PAPER, image
from tests.service.cases.test_register import AT_COMMAND
from tests.service.conftest import Court


def _put(court: Court, case_id: int, name: str, data: bytes) -> int:
    digest = court.service.blobs.put_bytes(data)
    with court.service.writing() as session:
        case = session.get_one(Case, case_id)
        return add_paper(session, court.person(session, "li.online"), case, name, digest, len(data)).id


def test_the_record_says_what_is_registered(any_court: Court) -> None:
    with any_court.service.writing() as session:
        case = create_case(session, any_court.person(session, "wei.command"), AT_COMMAND)
        director = any_court.person(session, "han.director")
        for rule, revoked in (("jianli/zhongben/ruling-served", None), ("jianli/zhongben/other", now())):
            session.add(
                GrantedWaiver(
                    case_id=case.id,
                    rule=rule,
                    subject="何文斌",
                    reason="多行\n理由: [x]",
                    approver_id=director.id,
                    expires=date(2030, 1, 1),
                    at=now(),
                    revoked_at=revoked,
                )
            )
    with any_court.service.reading() as session:
        record = load_record(record_yaml(session, session.get_one(Case, case.id)), "case.yaml")
    assert (record.case_number, record.filed_on, record.group) == (AT_COMMAND.number, date(2022, 3, 1), "clue")
    assert (record.claim_fen, record.paid_fen, record.closing_kind) == (5_883_300, None, None)
    assert record.parties[1] == Party("被执行人", "何文斌", PartyKind.PERSON, "421023198103121279")
    assert record.history == AT_COMMAND.passages
    assert record.waivers == (
        Waiver("jianli/zhongben/ruling-served", "何文斌", "多行\n理由: [x]", "韩局长（局长）", date(2030, 1, 1)),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=40).map(plain_words).filter(lambda text: text and text[0] != "="))
def test_every_name_that_may_be_registered_is_read_back(court: Court, name: str) -> None:
    parties = (PartyForm("申请执行人", "true", number="0123"), PartyForm("被执行人", name))
    form = CaseForm("（2022）鄂1023执1号", date(2022, 3, 1), "online", parties)
    with court.service.database.writing() as session:
        case = create_case(session, court.person(session, "li.online"), form)
        text = record_yaml(session, case)
        session.rollback()
        session.expunge_all()
    record = load_record(text, "case.yaml")
    assert [(one.name, one.id) for one in record.parties] == [("true", "0123"), (name, None)]


def test_papers_come_in_natural_order_and_without_those_taken_out(court: Court) -> None:
    case_id = court.add_case()
    ids = {
        name: _put(court, case_id, name, image(colour))
        for name, colour in (("10.png", "red"), ("9.png", "green"), ("11.png", "blue"))
    }
    with court.service.writing() as session:
        case = session.get_one(Case, case_id)
        remove_paper(session, court.person(session, "li.online"), case, ids["11.png"])
        assert [paper.name for paper in papers_of(case)] == ["9.png", "10.png"]


def test_the_folder_holds_the_originals_and_the_record_and_goes_away(court: Court) -> None:
    case_id = court.add_case()
    _put(court, case_id, "卷一/1.png", PAPER)
    with court.service.reading() as session:
        with laid_out(court.service, session, session.get_one(Case, case_id)) as folder:
            assert (folder / "卷一/1.png").read_bytes() == PAPER
            with open_case([folder]) as intake:
                assert intake.record is not None
                assert intake.record.case_number == "（2022）鄂1023执1234号"
                assert [page.file for page in intake.pages] == ["卷一/1.png"]
        assert not folder.exists()
    assert court.service.blobs.get(court.service.blobs.put_bytes(PAPER)) == PAPER


def test_an_original_that_was_changed_stops_the_check(court: Court) -> None:
    case_id = court.add_case()
    _put(court, case_id, "1.png", PAPER)
    path = next(Path(court.service.settings.originals).glob("??/*"))
    path.chmod(0o644)
    path.write_bytes(PAPER[:-1] + b"!")
    with court.service.reading() as session:
        folder = laid_out(court.service, session, session.get_one(Case, case_id))
        with pytest.raises(DamagedOriginalError), folder:
            pass
    assert list((court.service.settings.home / "laid-out").iterdir()) == []
