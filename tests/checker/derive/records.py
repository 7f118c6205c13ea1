"""调查笔录 for tests: head, question about the respondent, what was said, and the signatures."""

from __future__ import annotations

from checker.casefile import Document, Mark
from tests.checker.derive.build import Written, paper, sign

ASKED, INVESTIGATOR = "被调查人签名", "调查人签名"


def record(
    who: str,
    unit: str,
    *talk: str,
    place: str = "监利市",
    about: str = "何文斌",
    signed: Mark | None = None,
    more: tuple[Written, ...] = (),
) -> Document:
    """A signed record of one person; `unit` is what stands after 单位及职务, `more` what stands at the foot."""
    return paper(
        "调查笔录", "调查笔录", "时间：2022年3月16日", f"地点：{place}", "调查人：韩克勤、黄思远",
        f"被调查人：{who}", *([f"单位及职务：{unit}"] if unit else []), *([f"问：{about}的情况你知道吗？"] if about else []), *talk,
        "被调查人签名：", signed or sign(ASKED, who),
        "调查人签名：", sign(INVESTIGATOR, "韩克勤"), sign(INVESTIGATOR, "黄思远", at=(0.5, 0.8)), *more,
    )  # fmt: skip
