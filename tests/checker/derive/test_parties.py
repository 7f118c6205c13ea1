"""Who the parties are, from papers alone, in the ways that courts write them."""

import pytest

from checker.casefile import Box, Document, Line, Page
from checker.derive.parties import settle_parties


def paper(kind: str, *rows: str | tuple[str, str]) -> Document:
    """A paper of one page; a pair of texts is two cells of one row."""
    lines = []
    for i, row in enumerate(rows):
        cells = (row,) if isinstance(row, str) else row
        for j, text in enumerate(cells):
            lines.append(Line(text, Box(0.1 + 0.3 * j, 0.1 + 0.03 * i, 0.3 + 0.3 * j, 0.12 + 0.03 * i)))
    return Document(kind, kind, (Page("卷宗.pdf", 1, tuple(lines)),))


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        (
            [
                paper("执行通知书", "申请执行人葛春梅向", "本院申请强制执行，被执行人：何文斌，男"),
                paper("立案审批表", ("申请执行人", "葛春梅"), ("被执行人", "何文斌")),
            ],
            [("申请执行人", "葛春梅"), ("被执行人", "何文斌")],
        ),
        (
            [
                paper(
                    "强制执行申请书",
                    "申请执行人：买买提·艾力，男，1975年生。",
                    "被执行人：监利市新沟镇好又多超市，经营者：孙大力。",
                )
            ],
            [("申请执行人", "买买提·艾力"), ("被执行人", "监利市新沟镇好又多超市")],
        ),
        (
            [
                paper("执行通知书", "申请执行人周启明与被执行人何文斌，民间借贷纠纷一案"),
                paper("报告财产令", "申请执行人周启明与你民间借贷纠纷一案", "被执行人：何文斌，男"),
            ],
            [("申请执行人", "周启明"), ("被执行人", "何文斌")],
        ),
        (
            [
                paper("卷宗封面", ("被执行人", "柯志"), "被执行人：柯志明，男，1975年生。"),
                paper("限制消费令", "被执行人：柯志明，男，1975年生。"),
            ],
            [("被执行人", "柯志明")],
        ),
        (
            [
                paper("强制执行申请书", "申请执行人：曾庆林，男，1977年生。", "被执行人：何文斌，男，1981年生。"),
                paper("执行裁定书", "申请执行人曾于2022年，向本院申请，被执行人曾经，收到"),
                paper("报告财产令", "申请执行人曾于2022年，向本院申请，被执行人曾经，收到"),
            ],
            [("申请执行人", "曾庆林"), ("被执行人", "何文斌")],
        ),
        (
            [
                paper(
                    "强制执行申请书",
                    "申请执行人：何志明，男，1975年生。",
                    "被执行人:监利市宏泰建材有限公司，住所地监利市",
                )
            ],
            [("申请执行人", "何志明"), ("被执行人", "监利市宏泰建材有限公司")],
        ),
        (
            [paper("立案审批表", ("申请执行人", "何志明"), ("被执行人", "周海燕；监利市向阳经贸有限公司"))],
            [("申请执行人", "何志明"), ("被执行人", "周海燕"), ("被执行人", "监利市向阳经贸有限公司")],
        ),
        (
            [paper("强制执行申请书", "申请人：王大海，女", "被申请人：李小山，男", "可将其纳入失信被执行人名单。")],
            [("申请执行人", "王大海"), ("被执行人", "李小山")],
        ),
        (
            [
                paper("总对总查控反馈", ("被执行人", "证件号码"), ("张大山", "4210")),
                paper("卷宗封面", ("被执行人", "证件号码")),
            ],
            [],
        ),
        (
            [paper("立案审批表", ("申请执行人", "周启明"), ("被执行人", "王红旗、何文斌、何文斌家具厂"))],
            [("申请执行人", "周启明"), ("被执行人", "王红旗"), ("被执行人", "何文斌"), ("被执行人", "何文斌家具厂")],
        ),
        ([paper("限制消费令", "被执行人名下财产情况，另行查询")], []),
        (
            [
                paper(
                    "立案审批表", ("申请执行人", "何志明"), ("被执行人", "都昌县")
                ),  # the name goes on in the next line
                paper("强制执行申请书", "申请执行人：何志明，男", "被执行人：都昌县锦绣珍珠饰品有限公司，住所地"),
            ],
            [("申请执行人", "何志明"), ("被执行人", "都昌县锦绣珍珠饰品有限公司")],
        ),
        ([paper("恢复执行申请书", "近日申请人得知，被执行人新购一辆货车。")], []),
    ],
)
def test_parties_are_those_the_papers_name(papers: list[Document], expected: list[tuple[str, str]]) -> None:
    assert [(party.role, party.name) for party in settle_parties(papers, None)] == expected
