"""Tables from lines with boxes: wrapped cells, headers repeated over pages, lines drawn over two cells."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.fields.tables import read_table
from extractors.kinds import ColumnSpec, TableSpec
from tests.extractors.sheets import page

ACCOUNTS = TableSpec(
    "accounts",
    (
        ColumnSpec("bank", ("开户银行", "开户行", "金融机构")),
        ColumnSpec("account", ("账号", "账户"), "account"),
        ColumnSpec("balance", ("余额", "账户余额"), "amount"),
    ),
    needs=("account",),
)
HEAD: list[Any] = [("序号", 0.08, 0.2), ("开户银行", 0.2, 0.2), ("账号", 0.5, 0.2), ("账户余额（元）", 0.75, 0.2)]
FIRST: list[Any] = [
    ("1", 0.09, 0.24),
    ("中国农业银行", 0.16, 0.23),
    ("监利支行", 0.16, 0.25),
    ("6228480012345678910", 0.42, 0.24),
    ("3,022.46", 0.76, 0.24),
]
SECOND: list[Any] = [
    ("2", 0.09, 0.29),
    ("邮储银行", 0.16, 0.29),
    ("6217995200012345678", 0.42, 0.29),
    ("0.00", 0.76, 0.29),
]


def values(rows: tuple[Any, ...]) -> list[tuple[object, ...]]:
    return [tuple(r[c].value if c in r else None for c in ("bank", "account", "balance")) for r in rows]


ONE = ("中国农业银行监利支行", "6228480012345678910", 302246)
TWO = ("邮储银行", "6217995200012345678", 0)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([[*HEAD, *FIRST, *SECOND]], [ONE, TWO]),
        ([[*HEAD[1:], *FIRST[1:], *SECOND[1:]]], [ONE, TWO]),
        ([[*HEAD, *FIRST], [*HEAD, *SECOND]], [ONE, TWO]),
        ([[*HEAD, *FIRST], [*SECOND]], [ONE, TWO]),
        ([[*HEAD, *FIRST, ("合计：3,022.46元", 0.08, 0.33), ("账户 6217995200012345678 备用", 0.42, 0.36)]], [ONE]),
        ([[*HEAD, *FIRST, ("二、车辆：经查询，被执行人名下无登记车辆信息，以上为全部反馈结果。", 0.08, 0.33)]], [ONE]),
        ([[("开户银行 账号 账户余额", 0.2, 0.2), ("邮储银行 6217995200012345678 0.00", 0.2, 0.24)]], [TWO]),
        ([[*HEAD]], []),
        ([["没有表格的一页", "账号：6217995200012345678"]], []),
    ],
)
def test_rows(pages: list[list[Any]], expected: list[tuple[object, ...]]) -> None:
    made = [page(*lines, number=i + 1) for i, lines in enumerate(pages)]
    assert values(read_table(ACCOUNTS, made)) == expected


LEADS = TableSpec(
    "leads", (ColumnSpec("content", ("线索内容",)), ColumnSpec("kind", ("线索类别",))), needs=("content",)
)
LEAD_HEAD: list[Any] = [("序号", 0.08, 0.2), ("线索内容", 0.2, 0.2), ("线索类别", 0.75, 0.2)]
WRAPPED: list[Any] = [("某合作社有一批织机寄", 0.2, 0.23), ("放", 0.2, 0.246), ("财产线索", 0.75, 0.238)]
SINGLE: list[Any] = [("镇上有一间门面出租", 0.2, 0.272), ("财产线索", 0.75, 0.272)]


@pytest.mark.parametrize(
    ("numbers", "contents"),
    [
        ([("1", 0.09, 0.238), ("2", 0.09, 0.272)], ["某合作社有一批织机寄放", "镇上有一间门面出租"]),
        ([("2", 0.09, 0.272)], ["某合作社有一批织机寄放", "镇上有一间门面出租"]),  # the 1 was overlooked
        ([("1", 0.09, 0.238), ("3", 0.09, 0.306)], ["某合作社有一批织机寄放", "镇上有一间门面出租", "他还有一台车"]),
        ([("1", 0.09, 0.238)], ["某合作社有一批织机寄放", "镇上有一间门面出租"]),  # two kinds: the 2 was overlooked
    ],
)
def test_rows_whose_number_was_not_read(numbers: list[Any], contents: list[str]) -> None:
    last: list[Any] = [("他还有一台车", 0.2, 0.306), ("财产线索", 0.75, 0.306)] if len(contents) == 3 else []
    rows = read_table(LEADS, [page(*LEAD_HEAD, *numbers, *WRAPPED, *SINGLE, *last)])
    assert [row["content"].value for row in rows] == contents


def test_a_wrapped_cell_beside_one_number_is_one_row() -> None:
    kind = [("财产线索", 0.75, 0.23), ("（动产）", 0.75, 0.246)]
    rows = read_table(LEADS, [page(*LEAD_HEAD, ("1", 0.09, 0.238), *WRAPPED[:2], *kind)])
    assert [row["content"].value for row in rows] == ["某合作社有一批织机寄放"]


def test_a_cell_that_cannot_be_read_is_a_place_without_a_value() -> None:
    rows = read_table(ACCOUNTS, [page(*HEAD, *FIRST[:-1], ("3,0？2.4", 0.76, 0.24, 0.3))])
    assert rows[0]["balance"].value is None
    assert rows[0]["balance"].evidence[0].text == "3,0？2.4"


def test_rows_know_what_stands_over_their_table() -> None:
    second_head = [(t, x, y + 0.2) for t, x, y in HEAD]
    second = [(t, x, y + 0.2) for t, x, y in FIRST]
    rows = read_table(
        ACCOUNTS,
        [page(("被执行人：张三", 0.1, 0.17), *HEAD, *FIRST, ("被执行人：李四", 0.1, 0.37), *second_head, *second)],
    )
    assert [r["above"].raw[:7] for r in rows] == ["被执行人：张三", "被执行人：李四"]
