"""A paper that was not found: those that come nearest are told, the most alike first."""

from datetime import date

from checker.casefile import Document, Evidence, Field, Page
from checker.nearest import with_nearest
from checker.outcome import Level, Status
from checker.report import Finding


def receipt(number, addressee, confidence):
    place = Evidence("卷宗.pdf", number, text=addressee, confidence=confidence)
    fields = {"addressee": (Field(addressee, (place,)),), "received_on": (Field(date(2022, 3, 5), (place,)),)}
    return Document(f"d{number}", "送达回证", (Page("卷宗.pdf", number),), fields)


def finding(status=Status.VIOLATED, evidence=(), papers=("送达回证",)):
    return Finding(
        "jianli/zhongben/served-notice", "监-1", "执行通知书已送达", "被执行人:李小明", status, Level.BLOCKING, "缺回证",
        "补送", papers, "online", (), (), evidence,
    )  # fmt: skip


PAPERS = (receipt(33, "王大海", 0.98), receipt(34, "李小月", 0.61), Document("n", "执行通知书", (Page("卷宗.pdf", 1),)))


def test_the_most_alike_is_first():
    (one,) = with_nearest([finding()], PAPERS)
    assert [near.place.page for near in one.nearest] == [34, 33]
    assert one.nearest[0].says == (
        "卷宗.pdf 第34页送达回证，受送达人（对象）辨认为李小月，置信度0.61，收到日期辨认为2022年3月5日，置信度0.61"
    )


def test_what_the_finding_shows_itself_is_not_told_again():
    (one,) = with_nearest([finding(evidence=(Evidence("卷宗.pdf", 34),))], PAPERS)
    assert [near.place.page for near in one.nearest] == [33]


def test_nothing_is_near_where_nothing_is_owed_or_of_another_kind():
    done, other = with_nearest([finding(Status.SATISFIED), finding(papers=("现场照片",))], PAPERS)
    assert (done.nearest, other.nearest) == ((), ())
