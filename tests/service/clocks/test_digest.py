"""The daily digest: what turned, what is over, what came back; the same text for the same day, written once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from checker.cli import main
from service.clocks.digest import digests
from service.clocks.digest_files import as_text, write_digests
from service.database.models import Case, Decision, DecisionKind, LedgerEntry, ReturnItem, Submission, SubmissionState
from service.moment import COURT_TIME
from service.work.aftercare import open_aftercare
from tests.service.conftest import Court

DAY = date(2022, 6, 15)


def _texts(court: Court, day: date = DAY) -> dict[str, str]:
    with court.service.reading() as session:
        return {one.name: as_text(one, "监利市人民法院") for one in digests(session, day)}


def _case(court: Court, number: int, left: int, group: str = "online", budget: int = 21) -> None:
    court.add_case(f"（2022）鄂1023执{number}号", group, entered_on=DAY - timedelta(days=budget - left), filed_on=None)


def test_each_leader_and_the_command_centre_have_one(court: Court) -> None:
    with court.service.writing() as session:
        court.person(session, "feng.refusal").active = False
    assert list(_texts(court)) == [
        "online-wang.online",
        "offline-zhao.offline",
        "clue-sun.clue",
        "disposal-zheng.disposal",
        "zhongben-chen.zhongben",
        "command",
    ]
    assert "今天没有需要注意的案件" in _texts(court)["clue-sun.clue"]


def test_what_turned_today_is_told_under_its_light_and_what_is_over_every_day(any_court: Court) -> None:
    # days left on DAY: 7 turned yellow today, 6 was yellow already; 3 orange; 1 red, 0 red already; -1 over today, -5 long over
    for number, left in enumerate((12, 7, 6, 3, 2, 1, 0, -1, -5)):
        _case(any_court, number, left)
    _case(any_court, 99, 1, "disposal", 7)
    told = _texts(any_court)
    assert "99号" not in told["online-wang.online"]
    parts = {part.split("】")[0]: part for part in told["online-wang.online"].split("【")[1:]}
    numbers = {
        title: [line.split("执")[1].split("号")[0] for line in part.splitlines()[1:] if "执" in line]
        for title, part in parts.items()
    }
    assert numbers == {
        "今天转为超期（1件）": ["7"],
        "今天转为红色预警（1件）": ["5"],
        "今天转为橙色预警（1件）": ["3"],
        "今天转为黄色预警（1件）": ["1"],
        "超期未办（2件）": ["8", "7"],
    }
    command = told["command"]
    assert "线上查控组：9件，其中超期2件，红色预警2件，橙色预警2件，黄色预警2件" in command
    assert "财产处置组 郑处置　还有1天（2022-06-16）" in command


def test_what_came_back_yesterday_is_told_to_its_group_and_the_command_centre(court: Court) -> None:
    case = court.add_case()
    with court.service.writing() as session:
        for hour, day in ((8, DAY - timedelta(days=1)), (8, DAY), (8, DAY - timedelta(days=2))):
            at = datetime(day.year, day.month, day.day, hour, tzinfo=COURT_TIME)
            submission = Submission(
                case_id=case,
                gate="online-offline",
                from_group="online",
                by_id=court.people["li.online"].id,
                at=at,
                state=SubmissionState.RETURNED,
            )
            items = [ReturnItem(reason="missing", title="缺回证", owner="online")]
            session.add(
                Decision(
                    submission=submission,
                    kind=DecisionKind.RETURN,
                    by_id=court.people["wei.command"].id,
                    at=at,
                    items=items,
                )
            )
    told = _texts(court)
    assert "【昨天退回（1件）】" in told["online-wang.online"]
    assert "退线上查控组　线上查控组移送线下查控组　1项" in told["command"]
    assert "退回" not in told["clue-sun.clue"]


def test_the_group_of_the_end_is_told_what_is_due_after_it(court: Court) -> None:
    case = court.add_case(group="zhongben", state="aftercare")
    with court.service.writing() as session:
        open_aftercare(session, session.get_one(Case, case), DAY - timedelta(days=8))
    assert "录入终本案件库　超期1天（2022-06-14）" in _texts(court)["zhongben-chen.zhongben"]


def test_limits_of_the_law_of_the_week_are_told(court: Court) -> None:
    court.add_case(filed_on=date(2021, 12, 18), entered_on=DAY)  # six months later is a Saturday
    assert "执行期限届满　2022-06-20（还有5天）　执行规定第63条" in _texts(court)["online-wang.online"]


def test_a_day_is_written_once_and_recorded(any_court: Court, tmp_path: Path) -> None:
    _case(any_court, 1, 1)
    first = write_digests(any_court.service, DAY, tmp_path)
    files = {path.name: path.read_bytes() for path in first.folder.iterdir()}
    assert first.new == len(files) == 14
    assert first.folder == tmp_path / "2022-06-15"
    _case(any_court, 2, 1)
    second = write_digests(any_court.service, DAY, tmp_path)
    assert second.new == 0
    assert {path.name: path.read_bytes() for path in second.folder.iterdir()} == files
    assert write_digests(any_court.service, DAY + timedelta(days=1), tmp_path).new == 14
    with any_court.service.reading() as session:
        assert [one.about for one in session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq))] == [
            "每日预警 2022-06-15",
            "每日预警 2022-06-16",
        ]


def test_the_same_day_gives_the_same_bytes(court: Court, tmp_path: Path) -> None:
    for number, left in enumerate((12, 7, 0, -3)):
        _case(court, number, left)
    one, two = (write_digests(court.service, DAY, tmp_path / name).folder for name in ("a", "b"))
    assert [path.read_bytes() for path in sorted(one.iterdir())] == [
        path.read_bytes() for path in sorted(two.iterdir())
    ]
    assert "<h2>今天转为黄色预警（1件）</h2>" in (one / "online-wang.online.html").read_text()


def test_a_long_part_is_cut_off_and_counted(court: Court) -> None:
    for number in range(35):
        _case(court, number, -4)
    assert "另有5件" in _texts(court)["online-wang.online"]


def test_the_command_writes_into_the_outbox(
    court: Court, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHONGBEN_HOME", str(court.service.settings.home))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["digest", "--date", "2022-06-15"]) == 0
    assert "每日预警 7 份" in capsys.readouterr().out
    assert (court.service.settings.outbox / "digest" / "2022-06-15" / "command.txt").is_file()
    assert main(["digest", "--date", "2022-06-15"]) == 0
    assert "没有重复写" in capsys.readouterr().out
    assert main(["messages", "send"]) == 0
    assert "交发 0 条，失败 0 条" in capsys.readouterr().out
