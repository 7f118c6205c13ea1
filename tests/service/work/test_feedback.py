"""Messages to applicants: of the stage, to nobody else, sent once, tried again, and missed where there is none."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from checker.errors import SettingsError
from service.database.models import Case, Feedback, FeedbackState, LedgerEntry, Passage
from service.errors import ConflictError, ForbiddenError, FormError
from service.moment import now
from service.settings import Settings, load_settings
from service.work.feedback import prefilled, send_again, stage_of, tell_applicant, texts
from service.work.feedback_gaps import by_group, ended_rows, open_rows
from service.work.phones import masked, mobile
from service.work.senders import Message, Outbox, Sender, sender_of
from service.work.sending import send_waiting
from tests.service.conftest import Court


@dataclass
class Remembering:
    """A sender that remembers; `failing` times it cannot send."""

    failing: int = 0
    sent: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> None:
        if self.failing:
            self.failing -= 1
            raise ConnectionError("短信网关没有答复")
        self.sent.append(message)


def make_sender(settings: Settings) -> Sender:
    """What a court's own program looks like."""
    return Outbox(settings.home / "own")


def _tell(
    court: Court, case_id: int, text: str = "您的案件已由线上查控组办理。", actor: str = "li.online", phone: str = ""
) -> int:
    with court.service.writing() as session:
        return tell_applicant(
            session, court.person(session, actor), session.get_one(Case, case_id), text, phone=phone
        ).id


def _states(court: Court) -> list[tuple[str, int, str]]:
    with court.service.reading() as session:
        return [(one.state, one.attempts, one.error) for one in session.scalars(select(Feedback).order_by(Feedback.id))]


GOOD_PHONES = {"13800000001": "13800000001", "138 0000-0001": "13800000001", "+86 13800000001": "13800000001"}


@pytest.mark.parametrize("text", GOOD_PHONES)
def test_a_mobile_number_however_it_is_written(text: str) -> None:
    assert mobile(text) == GOOD_PHONES[text]


@pytest.mark.parametrize("text", ["", "1380000000", "138000000012", "12800000001", "0716-3322110", "周启明"])
def test_what_is_no_mobile_number_is_refused(text: str) -> None:
    with pytest.raises(FormError, match="手机号码"):
        mobile(text)


def test_numbers_are_masked() -> None:
    assert [masked(one) for one in ("13800000001", "12345", "", None)] == ["138****0001", "****45", "—", "—"]


def test_every_stage_has_its_text(court: Court) -> None:
    for group in ("online", "offline", "clue", "disposal", "refusal", "zhongben"):
        case_id = court.add_case(f"（2022）鄂1023执{group}号", group)
        with court.service.reading() as session:
            text = prefilled(session.get_one(Case, case_id), "监利市人民法院")
        assert "{" not in text
        assert f"执{group}号" in text
    after = court.add_case("（2022）鄂1023执77号", "zhongben", state="aftercare")
    with court.service.reading() as session:
        case = session.get_one(Case, after)
        assert stage_of(case) == "aftercare"
        assert "没有发现可供执行的财产" in prefilled(case, "监利市人民法院")
    assert set(texts()) == {"online", "offline", "clue", "disposal", "refusal", "zhongben", "aftercare"}


def test_a_message_is_sent_once_and_recorded(any_court: Court) -> None:
    message = _tell(any_court, any_court.add_case())
    sender = Remembering()
    assert send_waiting(any_court.service, sender) == (1, 0)
    assert send_waiting(any_court.service, sender) == (0, 0)
    assert [one.key for one in sender.sent] == [f"feedback-{message:08d}"]
    assert sender.sent[0].phone == "13800000001"
    with any_court.service.reading() as session:
        assert [one.act for one in session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq))] == [
            "feedback",
            "feedback-sent",
        ]


def test_many_senders_at_once_send_each_message_once(any_court: Court) -> None:
    case = any_court.add_case()
    for number in range(6):
        _tell(any_court, case, f"第{number}条")
    sender = Remembering()
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: send_waiting(any_court.service, sender), range(4)))
    assert sum(sent for sent, _ in done) == 6
    assert sorted(one.text for one in sender.sent) == [f"第{number}条" for number in range(6)]


def test_what_fails_is_tried_again_later_and_given_up_at_last(court: Court) -> None:
    case = court.add_case()
    _tell(court, case)
    sender, at = Remembering(failing=5), now()
    assert send_waiting(court.service, sender, at) == (0, 1)
    assert _states(court) == [("waiting", 1, "短信网关没有答复")]
    assert send_waiting(court.service, sender, at + timedelta(seconds=30)) == (0, 0)  # not yet
    for number in range(2, 6):
        assert send_waiting(court.service, sender, at + timedelta(hours=number)) == (0, 1)
    assert _states(court) == [("failed", 5, "短信网关没有答复")]
    with court.service.writing() as session:
        person, found = court.person(session, "li.online"), session.get_one(Case, case)
        message = session.scalars(select(Feedback)).one()
        send_again(session, person, found, message.id, at)
        with pytest.raises(ConflictError):
            send_again(session, person, found, message.id, at)
    assert send_waiting(court.service, sender, at) == (1, 0)
    assert _states(court)[0][0] == FeedbackState.SENT


def test_a_message_whose_sending_was_killed_is_sent_again_with_the_same_key(court: Court) -> None:
    """Killed after the file was laid down and before that was noted."""
    _tell(court, court.add_case())

    class Killed:
        def send(self, message: Message) -> None:
            Outbox(court.service.settings.outbox / "messages").send(message)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send_waiting(court.service, Killed())
    assert send_waiting(court.service) == (0, 0)  # still claimed
    assert send_waiting(court.service, at=now() + timedelta(minutes=6)) == (1, 0)
    (path,) = (court.service.settings.outbox / "messages").iterdir()
    assert json.loads(path.read_text())["text"] == "您的案件已由线上查控组办理。"


def test_the_outbox_never_changes_a_message(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "a" / "b")
    outbox.send(Message("k", "（2022）鄂1023执1号", "周启明", "13800000001", "一", "2022-03-01T00:00:00+00:00"))
    outbox.send(Message("k", "（2022）鄂1023执1号", "周启明", "13800000001", "二", "2022-03-01T00:00:00+00:00"))
    assert [path.name for path in outbox.folder.iterdir()] == ["k.json"]
    assert outbox.folder.stat().st_mode & 0o077 == 0
    assert json.loads((outbox.folder / "k.json").read_text())["text"] == "一"


def test_a_court_brings_its_own_sender(tmp_path: Path) -> None:
    own = sender_of(load_settings(home=tmp_path, message_sender=f"{__name__}:make_sender"))
    assert own == Outbox(tmp_path / "own")
    assert sender_of(load_settings(home=tmp_path)) == Outbox(tmp_path / "outbox" / "messages")
    for wrong in ("no.such.module:make", f"{__name__}:nothing", "nonsense"):
        with pytest.raises(SettingsError, match="找不到"):
            sender_of(load_settings(home=tmp_path, message_sender=wrong))


def test_only_the_group_that_has_the_case_tells_its_applicant(court: Court) -> None:
    case = court.add_case()
    for actor in ("zhou.clue", "wei.command", "han.director", "admin"):
        with pytest.raises(ForbiddenError):
            _tell(court, case, actor=actor)
    with court.service.writing() as session:
        found = session.get_one(Case, case)
        with pytest.raises(FormError, match="申请执行人"):
            tell_applicant(session, court.person(session, "li.online"), found, "x", to=found.respondents[0])
    for text in (" ", "长" * 501):
        with pytest.raises(FormError, match="500"):
            _tell(court, case, text)


def test_the_form_is_filled_in_sends_and_shows_a_masked_number(court: Court) -> None:
    case = court.add_case()
    browser = court.browser("li.online")
    shown = browser.get(f"/cases/{case}/feedback").text
    assert "已由线上查控组办理，承办人王立" in shown
    assert "13800000001" not in shown
    with court.service.reading() as session:
        applicant = session.get_one(Case, case).applicants[0].id
    data = {"text": "已经冻结存款。", "to": str(applicant), "phone": "139 0000 0002"}
    assert browser.post(f"/cases/{case}/feedback", data=data).status_code == 303
    shown = browser.get(f"/cases/{case}/feedback").text
    assert "已发送" in shown
    assert "139****0002" in shown
    assert "13900000002" not in shown
    (path,) = (court.service.settings.outbox / "messages").iterdir()
    assert json.loads(path.read_text())["phone"] == "13900000002"
    assert browser.post(f"/cases/{case}/feedback", data={**data, "phone": "12"}).status_code == 422
    assert browser.post(f"/cases/{case}/feedback", data={**data, "to": "999"}).status_code == 422
    assert court.browser("zhou.clue").get(f"/cases/{case}/feedback").status_code == 404
    assert court.browser("wei.command").post(f"/cases/{case}/feedback", data=data).status_code == 403


FIRST, LAST = date(2022, 4, 1), date(2022, 4, 30)


def _told_on(court: Court, case: int, stage: str, on: date, state: str = "sent") -> None:
    with court.service.writing() as session:
        at = now()
        session.add(
            Feedback(
                case_id=case,
                stage=stage,
                to_name="周启明",
                phone="13800000001",
                text="x",
                state=state,
                by_id=court.people["li.online"].id,
                at=at,
                on=on,
                next_at=at,
            )
        )


def _passed(court: Court, case: int, *passages: tuple[str, str, date]) -> None:
    with court.service.writing() as session:
        for from_group, to_group, on in passages:
            session.add(
                Passage(case_id=case, gate=f"{from_group}-{to_group}", on=on, from_group=from_group, to_group=to_group)
            )


def test_stages_without_a_message_are_found_by_group_and_month(any_court: Court) -> None:
    told, silent, failed = (
        any_court.add_case(f"（2022）鄂1023执{one}号", "offline", entered_on=FIRST) for one in range(3)
    )
    for case in (told, silent, failed):
        _passed(any_court, case, ("online", "offline", date(2022, 4, 10)))
    _told_on(any_court, told, "online", date(2022, 4, 10))
    _told_on(any_court, failed, "online", date(2022, 4, 5), "failed")
    _told_on(any_court, told, "offline", date(2022, 4, 12))
    _told_on(any_court, silent, "offline", date(2022, 3, 31))  # before the group had it
    with any_court.service.reading() as session:
        command = any_court.person(session, "wei.command")
        found = {one.group: one for one in by_group(session, command, FIRST, LAST)}
        assert (found["online"].ended, found["online"].ended_untold) == (3, 2)
        assert (found["offline"].open, found["offline"].open_untold) == (3, 2)
        ended = session.scalars(ended_rows(command, FIRST, LAST, "online")).all()
        assert {one.case_id for one in ended} == {silent, failed}
        assert {one.id for one in session.scalars(open_rows(command, None))} == {silent, failed}
        other_month = by_group(session, command, date(2022, 5, 1), date(2022, 5, 31))
        assert all(one.ended == 0 for one in other_month)


def test_of_a_second_stay_only_its_own_message_counts(any_court: Court) -> None:
    case = any_court.add_case(group="refusal")
    stays = (
        ("clue", "disposal", date(2022, 3, 10)),
        ("disposal", "clue", date(2022, 3, 20)),
        ("clue", "refusal", date(2022, 4, 8)),
    )
    _passed(any_court, case, *stays)
    _told_on(any_court, case, "clue", date(2022, 3, 5))
    with any_court.service.reading() as session:
        command = any_court.person(session, "wei.command")
        assert [one.on for one in session.scalars(ended_rows(command, FIRST, LAST, None))] == [date(2022, 4, 8)]
    _told_on(any_court, case, "clue", date(2022, 4, 1))
    with any_court.service.reading() as session:
        assert session.scalars(ended_rows(any_court.person(session, "wei.command"), FIRST, LAST, None)).all() == []


def test_leaders_see_the_gaps_of_their_group_and_members_none(court: Court) -> None:
    court.add_case(group="clue")
    shown = court.browser("sun.clue").get("/feedback?show=open").text
    assert "线索查控组" in shown
    assert "线上查控组</th>" not in shown
    assert court.browser("wei.command").get("/feedback?month=2022-04&group=clue").status_code == 200
    assert court.browser("wei.command").get("/feedback?month=2022-99").status_code == 200
    for login in ("zhou.clue", "admin", "shen.reviewer"):
        assert court.browser(login).get("/feedback").status_code == 403
