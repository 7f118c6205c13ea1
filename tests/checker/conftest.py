"""A small rulebook in a temporary folder, for the tests of loading, judging and reporting."""

from textwrap import dedent

import pytest

from checker.worker import Engine

VOCABULARY = """
案件.案号: {id: case_number, type: 词, from: 卷宗封面}
案件.结案方式: {id: closing_kind, type: 词, words: [终结本次执行程序, 执行完毕, 终结执行], from: 结案审批表}
案件.立案日期: {id: filed_on, type: 日期, from: 立案审批表}
案件.裁定日期: {id: ruled_on, type: 日期, from: 终本裁定书落款日期}
案件.申请人提供线索: {id: leads_given, type: 有无, from: 谈话笔录}
案件.到位金额: {id: paid, type: 金额, from: 案款收据}
案件.标的金额: {id: claim, type: 金额, from: 执行依据}
案件.已查渠道: {id: channels, type: 词组, words: [银行, 车辆, 不动产], from: 反馈}
案件.前序关口缺项: {id: earlier_missing, type: 数目, from: 前序关口的规则}
案件.前序关口缺项清单: {id: earlier_missing_list, type: 词, from: 前序关口的规则}
被执行人.执行通知书: {id: notice, type: 有无, from: 执行通知书}
被执行人.送达回证: {id: receipt, type: 有无, from: 送达回证}
被执行人.下落不明: {id: missing, type: 是否, from: 调查笔录}
被执行人.调查户数: {id: households, type: 数目, from: 调查笔录}
线索.已核查: {id: verified, type: 是否, from: 核查笔录}
"""

PARAMETERS = """
终本最短期限:
  id: closing_min_period
  type: 期间
  values:
    - {from: 2016-12-01, value: 三个月, source: 法〔2016〕373号 第一条}
    - {from: 2025-01-01, value: "", source: 废止（例）}
邻居户数下限:
  id: households_min
  type: 数目
  values: [{from: 2022-01-01, value: 2, source: 监法〔2022〕19号}]
必查渠道:
  id: channels
  type: 词组
  values: [{from: 2022-01-01, value: [银行, 车辆], source: 监法〔2022〕19号}]
线上查控组期限:
  id: online_budget
  type: 期间
  values: [{from: 2022-01-01, value: 21日, source: 监法〔2022〕19号}]
"""

SOURCES = """
监法〔2022〕19号: {title: 方案, from: 2022-01-01, grade: A}
法〔2016〕373号: {title: 终本规定, from: 2016-12-01, grade: B}
某书: {title: 凭记忆, from: 2016-12-01, grade: M}
"""

SERVED = """
id: jianli/zhongben/served-notice
code: 监-终本-01
title: 执行通知书已送达
gates: [zhongben-review, zhongben]
level: blocking
in_force: {from: 2022-01-01}
basis:
  - {cite: 监法〔2022〕19号 第六组3(一)}
for_each: 被执行人
applies_when:
  - 被执行人.下落不明 不是 是
requires:
  - 被执行人.执行通知书 是 有
  - 被执行人.送达回证 是 有
on_violation: 未见送达{主体}的执行通知书
on_unknown: 请核对{主体}的执行通知书和送达回证
remedy: {owner: online, do: 补送执行通知书, papers: [执行通知书, 送达回证]}
examples:
  - {name: 齐全, expect: 符合, given: {被执行人.下落不明: 否, 被执行人.执行通知书: 有, 被执行人.送达回证: 有}}
  - {name: 缺回证, expect: 不符合, given: {被执行人.下落不明: 否, 被执行人.送达回证: 无}}
  - {name: 看不清, expect: 待核, given: {被执行人.下落不明: 否, 被执行人.送达回证: 有}}
  - {name: 下落不明, expect: 不适用, given: {被执行人.下落不明: 是}}
"""

MONTHS = """
id: national/zhongben/three-months
code: 国-终本-04
title: 自立案之日起已超过三个月
gates: [zhongben]
level: blocking
in_force: {from: 2016-12-01, to: 2024-12-31}
basis:
  - {cite: 法〔2016〕373号 第一条第（四）项, grade: B}
for_each: 案件
requires:
  - 案件.裁定日期 晚于 案件.立案日期 加 参数.终本最短期限
on_violation: 立案日期{案件.立案日期}，裁定日期{案件.裁定日期}，未超过{参数.终本最短期限}
on_unknown: 请核对立案日期和裁定日期
remedy: {owner: zhongben, do: 期满后再行裁定}
examples:
  - {name: 次日, expect: 符合, given: {案件.立案日期: 2024-01-10, 案件.裁定日期: 2024-04-11}}
  - {name: 当日, expect: 不符合, given: {案件.立案日期: 2024-01-10, 案件.裁定日期: 2024-04-10}}
  - {name: 不知, expect: 待核, given: {案件.裁定日期: 2024-04-11}}
"""

LEADS = """
id: jianli/clue-refusal/lead-verified
code: 监-线索-03
title: 线索已核查
gates: [clue-refusal]
level: blocking
in_force: {from: 2022-01-01}
basis:
  - {cite: 监法〔2022〕19号 第三组2}
for_each: 线索
if_none:
  - 案件.申请人提供线索 是 无
requires:
  - 线索.已核查 是 是
on_violation: 线索“{主体}”未核查
on_unknown: 请核对线索核查材料
remedy: {owner: clue, do: 核查线索}
examples:
  - {name: 已核查, expect: 符合, given: {线索.已核查: 是}}
  - {name: 未核查, expect: 不符合, given: {线索.已核查: 否}}
  - {name: 不知, expect: 待核}
  - {name: 没有线索, expect: 不适用, subjects: 无, given: {案件.申请人提供线索: 无}}
"""

EARLIER = """
id: jianli/zhongben/all-earlier-gates
code: 监-终本-16
title: 前序关口的材料齐全
gates: [zhongben]
level: defect
in_force: {from: 2022-01-01}
basis:
  - {cite: 监法〔2022〕19号 第六组1}
for_each: 案件
requires:
  - 案件.前序关口缺项 是 0
on_violation: 前序关口缺{案件.前序关口缺项}项：{案件.前序关口缺项清单}
on_unknown: 请核对前序关口
remedy: {owner: command, do: 报局长督促补齐}
examples:
  - {name: 齐, expect: 符合, given: {案件.前序关口缺项: 0}}
  - {name: 缺, expect: 不符合, given: {案件.前序关口缺项: 2}}
  - {name: 不知, expect: 待核}
"""

RULES = {
    "jianli/zhongben/served-notice": SERVED,
    "national/zhongben/three-months": MONTHS,
    "jianli/clue-refusal/lead-verified": LEADS,
    "jianli/zhongben/all-earlier-gates": EARLIER,
}


@pytest.fixture(scope="session")
def engine():
    """One engine process for all tests."""
    with Engine() as started:
        yield started


@pytest.fixture
def root(tmp_path):
    """A rules folder with four rules."""
    write(tmp_path / "vocabulary" / "all.yaml", VOCABULARY)
    write(tmp_path / "parameters.yaml", PARAMETERS)
    write(tmp_path / "sources.yaml", SOURCES)
    for rule, text in RULES.items():
        write(tmp_path / "packs" / f"{rule}.yaml", text)
    return tmp_path


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text).lstrip(), encoding="utf-8")
