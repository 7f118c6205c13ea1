"""Seals and signatures: judged of what there is; a file without papers is not complete."""

import pytest

from checker.casefile import Document
from tests.checker.derive.build import ask, paper, seal, sign, unread

SEALED, SIGNED = "案件.印章齐全", "案件.签名齐全"
RULING = paper("终本裁定书", "执行裁定书", "终结本次执行程序。", seal())
TALK = paper("谈话笔录", "谈话笔录", "被谈话人签名：", sign("被谈话人签名", "周启明"))
UNSIGNED = paper("谈话笔录", "谈话笔录", "被谈话人签名：", sign("被谈话人签名"))
COVER = paper("卷宗封面", "执行卷宗")


@pytest.mark.parametrize(
    ("papers", "sealed", "signed"),
    [
        ((), None, None),
        ((COVER,), None, None),
        ((COVER, TALK), True, True),
        ((COVER, UNSIGNED), True, False),
        ((COVER, RULING), True, True),
        ((RULING, TALK), True, True),
    ],
)
def test_only_what_is_there_is_judged(papers: tuple[Document, ...], sealed: bool | None, signed: bool | None) -> None:
    assert (ask(SEALED, *papers).value, ask(SIGNED, *papers).value) == (sealed, signed)


def test_an_unread_page_may_be_a_paper_without_seal() -> None:
    assert ask(SEALED, TALK, unknown=(unread(),)).value is None
    assert ask(SIGNED, RULING, unknown=(unread(),)).value is None


@pytest.mark.parametrize("kind", ["执行通知书", "悬赏公告", "拟终本告知书"])
def test_a_paper_the_court_sends_out_bears_its_seal(kind: str) -> None:
    """Where the reader saw the seals of other papers of the scan, one without is told."""
    assert ask(SEALED, RULING, RULING, RULING, paper(kind, kind, "特此通知。")).value is False


@pytest.mark.parametrize(
    ("labels", "signed"),
    [(("受送达人签名", "代收人签名"), False), (("代收人签名及代收理由",), None), (("受送达人签名",), False)],
)
def test_an_empty_room_of_who_would_receive_for_another_says_nothing(
    labels: tuple[str, ...], signed: bool | None
) -> None:
    """The receiver's own room was not found: whether he signed is left to a person."""
    receipt = paper("送达回证", "送达回证", "受送达人：周启明", *(sign(label) for label in labels))
    assert ask(SIGNED, receipt).value is signed
