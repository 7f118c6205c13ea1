"""Uploads: one file one paper, one content one blob; what is no paper, too large or another's is refused."""

from __future__ import annotations

import io
import zipfile
from hashlib import sha256

import pytest

from checker.errors import CaseFileError, LimitError
from extractors.limits import Limits
from service.cases import taking, uploads
from service.cases.papers import remove_paper
from service.cases.room import DiskFullError
from service.cases.uploads import drop_upload, start_upload, take_part, take_whole, upload_state
from service.database.models import Case, CasePaper, CaseState, Submission, SubmissionState, Upload, User
from service.errors import ConflictError, ForbiddenError, FormError, NotFoundError
from service.moment import now, today
from tests.service.cases.sending import KEY, PAPER, Sender, archive, image, kept
from tests.service.conftest import Court


def test_a_file_in_parts_becomes_a_paper(any_court: Court) -> None:
    case_id = any_court.add_case()
    state = Sender(any_court, case_id).send()
    assert [(one.name, one.state) for one in state.taken] == [("笔录.png", "added")]
    assert kept(any_court, case_id) == (["笔录.png"], 1, 1)
    assert any_court.service.blobs.get(sha256(PAPER).hexdigest()) == PAPER
    assert list(taking.incoming(any_court.service).glob("*.part")) == []


def test_an_emptied_waiting_room_begins_anew(court: Court) -> None:
    case_id = court.add_case()
    sender = Sender(court, case_id)
    start_upload(court.service, sender.user, case_id, name="笔录.png", size=len(PAPER), key=KEY)
    take_part(court.service, sender.user, case_id, KEY, 0, PAPER[:20])
    for path in taking.incoming(court.service).glob("*.part"):
        path.unlink()
    with pytest.raises(ConflictError):
        take_part(court.service, sender.user, case_id, KEY, 20, PAPER[20:40])
    assert upload_state(court.service, sender.user, case_id, KEY).offset == 0
    assert sender.send().finished
    assert court.service.blobs.get(sha256(PAPER).hexdigest()) == PAPER


def test_a_part_that_does_not_fit_is_refused_and_the_place_told(court: Court) -> None:
    case_id = court.add_case()
    user = court.people["li.online"]
    start_upload(court.service, user, case_id, name="笔录.png", size=len(PAPER), key=KEY)
    take_part(court.service, user, case_id, KEY, 0, PAPER[:20])
    for offset in (0, 10, 21, 10**15):
        with pytest.raises(ConflictError):
            take_part(court.service, user, case_id, KEY, offset, b"x")
    with pytest.raises(FormError, match="比文件所写的大小多"):
        take_part(court.service, user, case_id, KEY, 20, PAPER[20:] + b"more")
    assert upload_state(court.service, user, case_id, KEY).offset == 20


def test_another_request_at_the_same_file_waits_its_turn(court: Court) -> None:
    case_id = court.add_case()
    user = court.people["li.online"]
    start_upload(court.service, user, case_id, name="笔录.png", size=len(PAPER), key=KEY)
    with court.service.reading() as session:
        upload_id = session.query(Upload.id).scalar()
    with uploads._locked(uploads._part(court.service, upload_id)), pytest.raises(ConflictError, match="正在接收"):
        take_part(court.service, user, case_id, KEY, 0, PAPER[:20])


def test_the_same_file_again_is_one_paper_and_one_blob(court: Court) -> None:
    case_id = court.add_case()
    sender = Sender(court, case_id)
    sender.send()
    assert sender.send(key="another-key").taken[0].state == "known"
    assert kept(court, case_id) == (["笔录.png"], 1, 1)


def test_the_same_content_under_another_name_is_two_papers_and_one_blob(court: Court) -> None:
    case_id = court.add_case()
    sender = Sender(court, case_id)
    sender.send()
    sender.send("复印件.png", key="another-key")
    assert kept(court, case_id) == (["复印件.png", "笔录.png"], 1, 2)


def test_the_same_name_with_other_content_gets_the_next_name_once(any_court: Court) -> None:
    case_id = any_court.add_case()
    sender = Sender(any_court, case_id)
    sender.send()
    for number in range(2):
        state = sender.send(data=image("red"), key=f"another-key-{number}")
        assert state.taken[0].state == ("known" if number else "renamed")
    assert kept(any_court, case_id) == (["笔录.png", "笔录（2）.png"], 2, 2)


def test_what_was_taken_out_can_be_sent_again(court: Court) -> None:
    case_id = court.add_case()
    sender = Sender(court, case_id)
    paper_id = sender.send().taken[0].paper_id
    with court.service.writing() as session:
        remove_paper(session, court.person(session, "li.online"), session.get_one(Case, case_id), paper_id or 0)
    assert kept(court, case_id)[0] == []
    assert sender.send().taken[0].paper_id != paper_id
    assert kept(court, case_id) == (["笔录.png"], 1, 2)


def test_a_zip_is_opened_and_its_files_stand_under_its_name(court: Court) -> None:
    case_id = court.add_case()
    data = archive(
        **{
            "顶层/1.png": image("red"),
            "顶层/子/2.png": image("green"),
            "顶层/Thumbs.db": b"x",
            "顶层/case.yaml": b"case_number: x",
            "顶层/run.exe": b"MZ\x90\x00",
            "顶层/空.pdf": b"",
        }
    )
    state = Sender(court, case_id, part=10_000).send("卷一.zip", data)
    told = {one.name: (one.state, one.told) for one in state.taken}
    assert kept(court, case_id) == (["卷一/1.png", "卷一/子/2.png"], 2, 2)
    assert told["卷一/run.exe"][0] == told["卷一/空.pdf"][0] == "refused"
    assert "这是程序" in told["卷一/run.exe"][1]
    assert set(told) == {"卷一/1.png", "卷一/子/2.png", "卷一/run.exe", "卷一/空.pdf"}


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("0.bmp", b"\x00" * (70 << 20))
    return out.getvalue()


HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "program": ("笔录.pdf", b"MZ\x90\x00" + b"\x00" * 60, "这是程序"),
    "7z": ("卷.7z", b"7z\xbc\xaf\x27\x1c" + b"\x00" * 60, "先解压"),
    "rar": ("卷.zip", b"Rar!\x1a\x07\x00" + b"\x00" * 60, "先解压"),
    "old word": ("笔录.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 60, "另存为"),
    "film": ("现场.mp4", b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 60, "录音录像"),
    "page": ("笔录.html", b"<html><script>alert(1)</script></html>", "不能识别"),
    "climbing zip": ("卷.zip", archive(**{"../../x.png": PAPER}), "指向压缩包之外"),
    "broken zip": ("卷.zip", b"PK\x03\x04" + b"\x00" * 60, "损坏"),
    "empty zip": ("卷.zip", archive(), "没有文件"),
    "own report": ("报告.json", b'{"schema": "zhongben/report/1"}', "本程序写出的报告"),
    "bomb": ("卷.zip", _bomb(), "膨胀倍数"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_paper_is_refused_and_leaves_nothing(court: Court, kind: str) -> None:
    name, data, told = HOSTILE[kind]
    case_id = court.add_case()
    with pytest.raises(CaseFileError) as error:
        Sender(court, case_id, part=1 << 20).send(name, data)
    assert told in str(error.value)
    assert kept(court, case_id) == ([], 0, 0)
    assert list(taking.incoming(court.service).glob("*.part")) == []
    with court.service.reading() as session:
        assert session.query(Upload).count() == 0


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a\x00b.pdf", "C:\\x.pdf"])
def test_a_hostile_name_begins_nothing(court: Court, name: str) -> None:
    case_id = court.add_case()
    with pytest.raises(CaseFileError):
        Sender(court, case_id).send(name)


def test_limits_on_file_case_disk_and_part(court: Court) -> None:
    case_id, settings = court.add_case(), court.service.settings
    sender = Sender(court, case_id)
    settings.upload_file_bytes = len(PAPER) - 1
    with pytest.raises(LimitError, match="文件太大"):
        sender.send()
    settings.upload_file_bytes, settings.upload_case_bytes = 10**6, len(PAPER) + 1
    sender.send()
    with pytest.raises(LimitError, match="全案材料"):
        sender.send("另一份.png", image("red"), "another-key")
    settings.upload_case_bytes, settings.free_disk_bytes = 10**9, 10**18
    with pytest.raises(DiskFullError):
        sender.send("第三份.png", image("blue"), "third-key")
    settings.free_disk_bytes, settings.upload_part_bytes = 0, 10
    with pytest.raises(LimitError, match="一段不能超过"):
        sender.send("第四份.png", image("blue"), "fourth-key")


def test_announced_uploads_count_to_the_room_of_a_case(court: Court) -> None:
    case_id, user = court.add_case(), court.people["li.online"]
    court.service.settings.upload_case_bytes = 100
    start_upload(court.service, user, case_id, name="a.pdf", size=60, key="first-key")
    with pytest.raises(LimitError):
        start_upload(court.service, user, case_id, name="b.pdf", size=60, key="second-key")


def test_a_case_takes_no_more_files_than_a_check_reads(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.cases.room.limits_from", lambda: Limits(files=1))
    case_id = court.add_case()
    Sender(court, case_id).send()
    with pytest.raises(LimitError, match="文件个数"):
        Sender(court, case_id).send("二.png", image("red"), "second-key")


def test_others_neither_upload_nor_see(court: Court) -> None:
    case_id = court.add_case()
    for login, error in {"sun.clue": NotFoundError, "wei.command": ForbiddenError, "admin": NotFoundError}.items():
        with pytest.raises(error):
            Sender(court, case_id, login).send()


def test_a_colleague_does_not_go_on_with_anothers_upload(court: Court) -> None:
    case_id, mine = court.add_case(), court.people["li.online"]
    start_upload(court.service, mine, case_id, name="笔录.png", size=len(PAPER), key=KEY)
    with pytest.raises(NotFoundError):
        take_part(court.service, court.people["wang.online"], case_id, KEY, 0, b"x" * 20)


def _submit(court: Court, case_id: int, user: User) -> None:
    with court.service.writing() as session:
        session.add(
            Submission(
                case_id=case_id,
                gate="online-offline",
                from_group="online",
                by_id=user.id,
                at=now(),
                state=SubmissionState.WAITING,
            )
        )


def test_while_it_is_submitted_no_paper_comes_or_goes(court: Court) -> None:
    case_id = court.add_case()
    sender = Sender(court, case_id)
    paper_id = sender.send().taken[0].paper_id
    _submit(court, case_id, sender.user)
    with pytest.raises(ConflictError, match="正在报送"):
        sender.send("二.png", image("red"), "second-key")
    with court.service.writing() as session, pytest.raises(ConflictError, match="正在报送"):
        remove_paper(session, court.person(session, "li.online"), session.get_one(Case, case_id), paper_id or 0)


def test_what_a_case_was_closed_upon_stays_in_the_file(court: Court) -> None:
    """Papers may be added after the closing; those that were looked at are not taken out, nor is the record altered."""
    case_id = court.add_case()
    sender = Sender(court, case_id)
    paper_id = sender.send().taken[0].paper_id
    with court.service.writing() as session:
        case = session.get_one(Case, case_id)
        case.state, case.closed_on = CaseState.CLOSED, today()
    with court.service.writing() as session, pytest.raises(ConflictError, match="结案以前入卷"):
        remove_paper(session, court.person(session, "li.online"), session.get_one(Case, case_id), paper_id or 0)
    assert sender.send("二.png", image("red"), "second-key").taken[0].state == "added"
    page = court.browser("li.online").get(f"/cases/{case_id}").text
    assert "更正案件信息" not in page
    assert "在网上报结" in page
    assert f"/papers/{paper_id}/remove" not in page
    assert "更正案件信息" in court.browser("wei.command").get(f"/cases/{case_id}").text


def test_submitted_between_the_first_part_and_the_last(court: Court) -> None:
    case_id = court.add_case()
    user = court.people["li.online"]
    start_upload(court.service, user, case_id, name="笔录.png", size=len(PAPER), key=KEY)
    take_part(court.service, user, case_id, KEY, 0, PAPER[:20])
    _submit(court, case_id, user)
    with pytest.raises(ConflictError, match="正在报送"):
        take_part(court.service, user, case_id, KEY, 20, PAPER[20:])
    assert kept(court, case_id) == ([], 0, 0)


def test_an_upload_that_nobody_went_on_with_is_forgotten(court: Court) -> None:
    case_id, user = court.add_case(), court.people["li.online"]
    start_upload(court.service, user, case_id, name="旧.png", size=len(PAPER), key="old-key-1")
    take_part(court.service, user, case_id, "old-key-1", 0, PAPER[:20])
    with court.service.writing() as session:
        session.query(Upload).one().begun_at = now() - uploads.FORGOTTEN_AFTER * 2
    start_upload(court.service, user, case_id, name="新.png", size=len(PAPER), key="new-key-1")
    uploads.forget_stale(court.service)
    with pytest.raises(NotFoundError):
        upload_state(court.service, user, case_id, "old-key-1")
    assert upload_state(court.service, user, case_id, "new-key-1").offset == 0
    assert list(taking.incoming(court.service).glob("*.part")) == []


def test_giving_up_an_upload(court: Court) -> None:
    case_id, user = court.add_case(), court.people["li.online"]
    start_upload(court.service, user, case_id, name="旧.png", size=len(PAPER), key=KEY)
    take_part(court.service, user, case_id, KEY, 0, PAPER[:20])
    with court.service.reading() as session:
        upload_id = session.query(Upload.id).scalar()
    drop_upload(court.service, user, case_id, upload_id)
    drop_upload(court.service, user, case_id, upload_id)
    assert list(taking.incoming(court.service).glob("*.part")) == []


def test_a_key_belongs_to_one_file(court: Court) -> None:
    case_id, user = court.add_case(), court.people["li.online"]
    start_upload(court.service, user, case_id, name="a.png", size=10, key=KEY)
    with pytest.raises(ConflictError, match="另一个文件"):
        start_upload(court.service, user, case_id, name="b.png", size=10, key=KEY)
    with pytest.raises(FormError):
        start_upload(court.service, user, case_id, name="a.png", size=10, key="../../x")


def test_a_whole_file_goes_the_same_way(court: Court) -> None:
    case_id, user = court.add_case(), court.people["li.online"]
    court.service.settings.upload_part_bytes = 50
    taken = take_whole(court.service, user, case_id, "笔录.png", io.BytesIO(PAPER), len(PAPER))
    assert [one.state for one in taken] == ["added"]
    with court.service.reading() as session:
        assert session.query(CasePaper).one().size == len(PAPER)
