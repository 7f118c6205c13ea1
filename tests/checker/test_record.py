"""case.yaml: what is read, what is refused, and on which line."""

from datetime import date

import pytest

from checker.casefile import PartyKind
from checker.errors import CaseFileError
from checker.record import load_record, read_record

FULL = """\
case_number: (2022)鄂1023执1234号
filed_on: 2022-03-01
closing_kind: 终结本次执行程序
claim: {amount: "58833.00", paid: 3022.46}
parties:
  - {role: 申请执行人, name: 甲某, kind: 自然人, id: 0123456789}
  - {role: 被执行人, name: 乙公司, kind: 企业}
  - {role: 被执行人, name: 丙店, kind: 个体工商户}
group: 终本办理组
history: [{gate: online-offline, on: "2022-03-20"}, {gate: offline-clue, on: 2022年4月3日}]
handler: 丁某
"""


def test_everything_is_read() -> None:
    record, remarks = read_record(FULL, "case.yaml")
    assert record.case_number == "（2022）鄂1023执1234号"
    assert record.filed_on == date(2022, 3, 1)
    assert (record.claim_fen, record.paid_fen) == (5_883_300, 302_246)
    assert [(party.role, party.kind) for party in record.parties] == [
        ("申请执行人", PartyKind.PERSON),
        ("被执行人", PartyKind.ORGANISATION),
        ("被执行人", PartyKind.PERSON),
    ]
    assert record.parties[0].id == "0123456789"
    assert record.group == "zhongben"
    assert record.history == (("online-offline", date(2022, 3, 20)), ("offline-clue", date(2022, 4, 3)))
    assert dict(record.extra) == {"handler": "丁某"}
    assert remarks == ()


def test_yaml_12_words_stay_words() -> None:
    record = load_record("on: yes\noff: no\ntrue_one: true\nbare: 2024-01-31\nempty: ~\n", "case.yaml")
    assert dict(record.extra) == {"on": "yes", "off": "no", "true_one": True, "bare": date(2024, 1, 31)}


@pytest.mark.parametrize("text", ["", "# nothing\n", "claim:\nparties: []\n"])
def test_nothing_given_is_unknown(text: str) -> None:
    record = load_record(text, "case.yaml")
    assert (record.claim_fen, record.parties, record.filed_on) == (None, (), None)


@pytest.mark.parametrize(
    ("amount", "fen"),
    [("0.1", 10), ("1234567890123.07", 123_456_789_012_307), ("'1,234.5'", 123_450), ("100元", 10_000), ("0", 0)],
)
def test_money_is_exact(amount: str, fen: int) -> None:
    assert (
        load_record(
            f"claim: {{amount: {amount}}}" if "," not in amount else f"claim:\n  amount: {amount}", "x"
        ).claim_fen
        == fen
    )


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\nb: [1\n", 3, "格式"),
        ("a: 1\n\tb: 2\n", 2, "格式"),
        ("a: 1\nfiled_on: 2022-02-30\n", 2, "历法"),
        ("filed_on: 明天\n", 1, "不是日期"),
        ("claim:\n  amount: 约五万\n", 2, "不是金额"),
        ("claim:\n  amount: -5\n", 2, "不是金额"),
        ("claim:\n  amount: 1.005\n", 2, "不是金额"),
        ("claim: 5\n", 1, "claim"),
        ("parties: 张三\n", 1, "清单"),
        ("parties:\n  - {name: 甲}\n", 2, "诉讼地位"),
        ("parties:\n  - {role: 被执行人}\n", 2, "姓名"),
        ("parties:\n  - role: 被执行\n    name: 甲\n", 2, "被执行"),
        ("parties:\n  - {role: 被执行人, name: 甲, kind: 妖怪}\n", 2, "妖怪"),
        ("group: zhongbem\n", 1, "zhongbem"),
        ("history: [{gate: zhongben}]\n", 1, "日期"),
        ("history:\n  - {gate: onlin-offline, on: 2022-03-20}\n", 2, "onlin-offline"),
        ("a: 1\na: 2\n", 2, "两次"),
        ("- a\n", 1, "案件信息"),
        ("case_number: 无\n", 1, "案号"),
        ("a: *nowhere\n", 1, "格式"),
    ],
)
def test_wrong_values_name_file_and_line(text: str, line: int, said: str) -> None:
    with pytest.raises(CaseFileError) as caught:
        load_record(text, "case.yaml")
    assert caught.value.where == f"case.yaml:{line}"
    assert said in caught.value.what
    assert caught.value.how


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("filed_onn: 2022-03-01\n", "filed_on"),
        ("notes: [1, 2]\n", "notes"),
        ("claim: {amount: 1, rest: 2}\n", "rest"),
        ("parties: [{role: 案外人, name: 甲}]\n", "案外人"),
    ],
)
def test_what_is_not_understood_is_remarked(text: str, said: str) -> None:
    _, remarks = read_record(text, "case.yaml")
    assert len(remarks) == 1
    assert said in remarks[0]


def test_aliases_do_not_grow() -> None:
    bomb = "a: &a [1,1,1,1,1,1,1,1,1]\n" + "".join(
        f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    _, remarks = read_record(bomb, "case.yaml")
    assert len(remarks) == 9


def test_all_errors_are_told_at_once():
    text = """
filed_on: 昨天
claim: {amount: 很多, paid: "1.00"}
parties:
  - {role: 原告, name: 张三}
  - {name: 李四}
  - {role: 被执行人, name: 王五, kind: 人}
history:
  - {gate: online-offline, on: 前天}
group: 某组
"""
    with pytest.raises(CaseFileError) as caught:
        load_record(text, "case.yaml")
    told = str(caught.value)
    assert told.startswith("案件信息有 7 处错误\n位置：case.yaml\n处理：逐处改正：\n  第2行：“昨天”不是日期（")
    assert [f"第{line}行" in told for line in (2, 3, 5, 6, 7, 9, 10)] == [True] * 7
    assert "第4行" not in told
