"""Headings as courts word them, spread, wrapped, misread; and which kind they name with what stands below."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.casefile import PageState
from extractors.catalogue import catalogue, wants_full
from extractors.papers.titles import begins_paper, best_heading, match_text
from tests.extractors.sheets import page

NUMBER = "（2022）鄂1023执1234号"
OPERATIVE = "依照《中华人民共和国民事诉讼法》之规定，裁定如下："

WORDINGS = """
卷宗封面：监利市人民法院执行卷宗正卷｜卷宗封面｜湖北省监利市人民法院诉讼卷宗（副卷）｜终本案件管理卷｜执行案卷｜卷宗｜副卷｜执行实施案件卷宗（正卷）｜卷宗（正卷）
卷内目录：卷内目录｜卷 内 目 录｜案卷目录
备考表：备考表｜卷内备考表
立案审批表：立案审批表｜执行案件立案登记表｜湖北省监利市人民法院执行立案审批表｜执行案件立案审查表
案件流程信息表：终结本次执行程序案件信息录入凭证｜案件执行流程管理信息表｜执行案件流程信息表
强制执行申请书：强制执行申请书｜申请执行书｜执 行 申 请 书
民事判决书：民事判决书｜湖北省监利市人民法院民事判决书｜刑事附带民事判决书
民事调解书：民事调解书
其他执行依据：仲裁裁决书｜荆州市劳动人事争议仲裁委员会仲裁裁决书｜执行证书
生效证明：生效证明｜法律文书生效证明书｜裁判文书生效证明
身份证明：营业执照｜居民死亡医学证明（推断）书｜死亡证明｜常住人口登记卡｜法定代表人身份证明书｜公民身份信息查询结果
授权委托书：授权委托书｜特别授权委托书
受理案件通知书：受理案件通知书｜案件受理通知书｜执行立案通知书
执行风险告知书：执行风险告知书｜申请执行人风险提示书｜强制执行风险告知书
执行通知书：执行通知书｜执 行 通 知 书｜执行通知书（存根）｜监利市人民法院执行通知书
报告财产令：报告财产令｜报 告 财 产 令｜责令报告财产令
财产申报表：被执行人财产申报表｜财产状况申报表｜被执行人财产报告表
送达地址确认书：送达地址确认书｜当事人送达地址确认书
送达回证：送达回证｜送达回执｜执行文书送达回证｜送 达 回 证（第二联）
邮寄回执：EMS回执｜国内特快专递邮件详情单｜法院专递邮件详情单｜邮寄送达凭证｜改退批条｜EMS邮件查询结果
公告：公告｜送达公告｜湖北省监利市人民法院公告
电话记录：电话记录｜电话联系笔录｜通话记录单
谈话笔录：约谈申请执行人笔录｜谈话笔录｜申请执行人谈话笔录｜首次约谈笔录
询问笔录：询问笔录｜被执行人询问笔录
调查笔录：调查笔录｜现场调查笔录｜走访笔录｜查找被执行人笔录｜入户走访记录｜线索情况核查记录
研究记录：财产申报核查记录｜被执行人财产申报核对记录｜财产报告核查记录
终本约谈笔录：终本约谈笔录｜终结本次执行程序约谈笔录｜谈话笔录（终本）｜终结本次执行程序谈话笔录
拟终本告知书：拟终本告知书｜拟终结本次执行程序告知书｜关于拟终结本次执行程序的告知书
终本申请书：终结本次执行程序申请书｜同意终结本次执行程序意见书
财产线索书：财产线索书｜被执行人财产线索登记表｜财产（行踪）线索书｜提供财产线索清单
线索核查结果告知书：财产线索核查结果告知书｜线索核实情况告知书
总对总查控反馈：网络查控反馈汇总表｜执行网络查控结果｜“总对总”查询反馈｜最高人民法院网络执行查控系统反馈｜总对总网络查控结果
总对总查控实有情况表：总对总查控实有情况表｜《总对总查控实有情况表》｜“总对总”查控实有情况表
线下查控实有情况表：线下查控实有情况表｜《线下查控实有情况表》
协助查询通知书：协助查询通知书｜协助查询财产通知书（回执）｜关于协助查询不动产的函｜协助查询住房公积金通知书
核查回函：复函｜情况说明｜关于协助查询存款情况的复函｜关于何文斌家庭情况的说明｜关于协助调查被执行人下落的回函｜关于何文斌车辆去向的情况说明
工商登记档案：企业机读档案登记资料｜企业信用信息公示报告｜企业登记基本情况表｜公司变更登记信息查询单
不动产查询结果：不动产查询结果证明｜不动产登记信息查询结果｜不动产登记资料查询结果证明｜无房证明｜关于协助查询不动产登记情况的复函｜不动产登记情况说明｜不动产查询回复函
车辆查询结果：机动车信息查询结果｜机动车登记信息查询单｜机动车登记信息查询情况说明｜关于协助查询机动车登记信息的复函
公积金查询结果：住房公积金查询证明｜住房公积金缴存情况查询回执｜关于协助查询住房公积金缴存情况的复函
银行流水：账户交易明细｜个人活期账户交易明细清单｜历史交易明细
协助冻结存款通知书：协助冻结（划拨）存款通知书｜协助冻结存款通知书｜协助冻结存款通知书（回执）｜协助冻结存款通知书(回 执)
查封清单：查封、扣押财产清单｜查封笔录｜现场勘验笔录
协助执行通知书：协助执行通知书｜协助执行通知书（回执）
权属证明：不动产权证书｜机动车登记证书｜房屋所有权证｜设备买卖合同及收据（复印件）｜机动车销售统一发票
移送评估拍卖表：移送评估拍卖审批表｜移送评估、拍卖表
询价报告：网络询价报告｜当事人议价笔录｜财产处置参考价通知书
评估报告：房地产估价报告｜资产评估报告书
拍卖公告：拍卖公告｜网络司法拍卖公告（第一次拍卖）｜关于某某房产的变卖公告
成交确认书：网络竞价成交确认书｜拍卖成交确认书
流拍记录：网络司法变卖结果登记单｜流拍记录｜网络拍卖流拍报告｜流拍情况说明
以物抵债征询笔录：以物抵债征询笔录｜以物抵债意见征询函
履行到期债务通知书：履行到期债务通知书
限制消费令：限消令｜限制消费令｜限制高消费令｜限 制 消 费 令
传票：传票｜传 票
拘传票：拘传票
搜查令：搜查令
搜查笔录：搜查笔录
罚款决定书：罚款决定书
拘留决定书：拘留决定书｜司法拘留决定书
送拘回执：执行拘留通知书（回执）｜送拘回执
不予拘留审批表：不予拘留审批表｜不采取司法拘留措施审批表
提前解除拘留审批表：提前解除拘留审批表
出差审批表：出差审批表｜外出办案审批单｜执行人员外出办案（出差）审批表
悬赏公告：执行悬赏公告
审计悬赏申请书：悬赏执行申请书｜悬赏申请书｜司法审计申请书｜发布悬赏公告申请书
拒执审查意见：拒执审查意见｜关于是否构成拒不执行判决、裁定罪的审查意见｜拒执线索审查表
自诉材料：刑事自诉状
执行和解协议：执行和解协议｜和解协议书
担保书：执行担保书
合议庭评议笔录：合议庭评议笔录｜合议笔录
结案审批表：结案审批表｜执行案件结案审批表｜终结本次执行程序审批表
案件审查报告：终结本次执行程序审查报告｜执行案件结案报告
结案审查表：结案审查表｜执行案件卷宗评查表
结案通知书：结案通知书｜执行完毕通知书
恢复执行申请书：恢复执行申请书｜恢复强制执行申请书
恢复执行审批表：恢复执行审批表｜恢复执行立案审批表
短信告知记录：短信告知记录｜短信发送截图
承办人变更表：承办人变更审批表｜案件移送表
其他审批表：拘传审批表
"""
CASES = [
    (kind, word)
    for line in WORDINGS.strip().splitlines()
    for kind, words in [line.split("：", 1)]
    for word in words.split("｜")
]


def kind_of(*lines: str | tuple[str, float, float]) -> str | None:
    case = catalogue("a", [page(*lines)])
    return case.documents[0].kind if case.documents else None


@pytest.mark.parametrize(("kind", "heading"), CASES)
def test_a_heading_names_its_kind(kind: str, heading: str) -> None:
    assert kind_of("^" + heading, NUMBER, "张三：") == kind


@pytest.mark.parametrize(
    ("heading", "body", "kind"),
    [
        ("执行裁定书", "冻结被执行人张三在中国农业银行的存款58833元，冻结期限一年。", "冻结裁定书"),
        ("执行裁定书", "冻结、划拨被执行人张三名下银行存款58833元，不足部分查封其财产。", "冻结裁定书"),
        ("执行裁定书", "扣划被执行人张三名下银行存款3022.46元至本院。", "扣划裁定书"),
        ("民事裁定书", "划拨被执行人张三的存款。", "扣划裁定书"),
        ("执行裁定书", "一、查封被执行人张三名下位于某某路的房屋。二、查封期限三年。", "查封裁定书"),
        ("执行裁定书", "扣押被执行人张三所有的鄂D12345小型轿车。", "查封裁定书"),
        ("执行裁定书", "终结本次执行程序。", "终本裁定书"),
        ("执行裁定书", "终结本院（2022）鄂1023执1234号案件的本次执行程序。", "终本裁定书"),
        ("民事执行裁定书", "终结（2021）鄂1023民初22号民事判决书的本次执行程序。", "终本裁定书"),
        ("执行裁定书", "终结（2021）鄂1023民初22号民事判决书的执行。", "终结执行裁定书"),
        ("执行裁定书", "拍卖被执行人张三名下位于某某路的房屋。", "拍卖裁定书"),
        ("执行裁定书", "一、被执行人张三名下房屋的所有权归买受人李四所有。", "成交裁定书"),
        ("执行裁定书", "解除对被执行人张三名下账户的冻结。", "解除措施裁定书"),
        ("执行裁定书", "驳回异议人王五的异议请求。", "其他裁定书"),
        ("刑事裁定书", "自诉人提起自诉的张三拒不执行判决一案，不予受理。", "自诉材料"),
        ("刑事裁定书", "准许公诉机关撤回对被告人张三犯盗窃罪的起诉。", "其他裁定书"),
    ],
)
def test_what_a_ruling_orders_names_its_kind(heading: str, body: str, kind: str) -> None:
    assert kind_of("^监利市人民法院", "^" + heading, NUMBER, "本院曾裁定终结本次执行程序。", OPERATIVE, body) == kind


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("自诉人周启明指控被告人张三犯拒不执行判决罪一案，裁定驳回自诉。", "自诉材料"),
        ("罪犯张三犯盗窃罪一案，裁定如下：准予减刑。", "其他裁定书"),
    ],
)
def test_a_criminal_ruling_is_of_the_private_prosecution_it_decides(body: str, kind: str) -> None:
    assert kind_of("^监利市人民法院", "^刑 事 裁 定 书", "（2023）鄂1023刑初41号", body) == kind


@pytest.mark.parametrize(
    "heading",
    [
        "执行通知书（送审稿）",
        "执行通知书（拟稿）",
        "限制消费令样式",
        "执行通知书审批表",
        "撤回执行通知书",
        "解除限制消费令",
        "执行通知书（作废）",
    ],
)
def test_a_draft_and_what_undoes_a_paper_are_not_that_paper(heading: str) -> None:
    assert kind_of("^" + heading, NUMBER, "张三：") not in {"执行通知书", "限制消费令"}


def test_a_ruling_whose_order_was_not_read_is_unknown_with_its_candidates() -> None:
    case = catalogue(
        "a", [page("^执行裁定书", NUMBER, "申请执行人李四与被执行人张三借款纠纷一案，本院受理后责令其履行义务")]
    )
    assert not case.documents
    assert {"终本裁定书", "冻结裁定书"} <= set(case.unknown[0].candidates)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("问：经穷尽财产调查措施，本院拟终结本次执行程序，你有何意见？", "终本约谈笔录"),
        ("问：你是否同意终结本次执行程序？", "终本约谈笔录"),
        ("问：现告知你执行风险，如确无财产可供执行，法院可以终结本次执行程序，你是否清楚？", "谈话笔录"),
        ("问：请你提供被执行人的财产线索。", "谈话笔录"),
    ],
)
def test_a_talk_about_closing_is_told_from_the_first_talk(question: str, kind: str) -> None:
    assert kind_of("^谈话笔录", "时间：2022年8月1日", question, "答：清楚，没有意见。") == kind


@pytest.mark.parametrize(
    ("office", "heading", "kind"),
    [
        ("监利市住房公积金管理中心", "协助查询回执", "公积金查询结果"),
        ("荆州住房公积金管理中心监利管理部", "协助查询结果回执", "公积金查询结果"),
        ("监利市公安局交通警察大队车辆管理所", "协助查询回执", "车辆查询结果"),
        ("监利市不动产登记中心", "协助查询回执", "不动产查询结果"),
        ("监利农村商业银行", "协助查询回执", "协助查询通知书"),
        ("监利市人民法院", "协助查询通知书（回执）", "协助查询通知书"),
    ],
)
def test_an_offices_own_reply_is_a_result_of_what_it_keeps(office: str, heading: str, kind: str) -> None:
    told = ("监利市人民法院：", "贵院" + NUMBER + "协助查询通知书收悉，现将查询结果函复如下：")
    assert kind_of("^" + office, "^" + heading, *told, "张三　未查询到登记", office) == kind


def test_a_notice_to_such_an_office_is_no_result() -> None:
    assert (
        kind_of(
            "^监利市人民法院", "^协助查询通知书", NUMBER, "监利市住房公积金管理中心：", "请协助查询张三的缴存情况。"
        )
        == "协助查询通知书"
    )


@pytest.mark.parametrize(
    ("heading", "cue", "kind"),
    [
        ("执行通如书", "责令你自动履行，逾期不履行依法强制执行", "执行通知书"),
        ("送达同证", "受送达人 送达地点 代收人", "送达回证"),
        ("限制消贵令", "不得有下列高消费：乘坐飞机、列车软卧", "限制消费令"),
        ("凋查笔录", "被调查人：李四", "调查笔录"),
        ("搜杳笔录", "搜查情况 被搜查人 见证人", "搜查笔录"),
        ("结太审批表", "结案方式 承办人意见 局长意见", "结案审批表"),
        ("总对总查控实有清况表", "填表人 组长签字", "总对总查控实有情况表"),
    ],
)
def test_misread_headings(heading: str, cue: str, kind: str) -> None:
    assert kind_of("^" + heading, NUMBER, cue) == kind


def test_another_form_of_paper_is_no_misreading() -> None:
    assert "承办人变更表" not in [match.kind.name for match in match_text("案件移送函")]


def test_a_heading_over_two_rows_and_one_in_pieces() -> None:
    assert kind_of("^关于对被执行人张三", "^终结本次执行程序的审查报告", "一、案件由来") == "案件审查报告"
    assert (
        kind_of(("送", 0.3, 0.1), ("达", 0.42, 0.1), ("回", 0.54, 0.1), ("证", 0.66, 0.1), "案号：" + NUMBER)
        == "送达回证"
    )


SHOP = "关于监利市容城镇步行街一号楼一层112号商铺（第一次拍卖）的"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        pytest.param([(SHOP, 0.16, 0.12), ("公告", 0.478, 0.148)], "拍卖公告", id="narrow"),
        pytest.param([(SHOP.replace("商铺", "商铺及其附属设施设备"), 0.05, 0.12), ("公告", 0.478, 0.148)], "拍卖公告", id="wide"),
        pytest.param(
            [("关于监利市容城镇步行街112号商铺", 0.31, 0.12), ("（第一次拍卖）的", 0.41, 0.148), ("公告", 0.478, 0.176)],
            "拍卖公告",
            id="over three rows",
        ),
        pytest.param([("关于查封张三名下商铺的", 0.38, 0.12), ("公告", 0.478, 0.148)], "查封公告", id="of seizure"),
        pytest.param([("本院已将网络拍卖的结果交付当事人，现发出由本院公开张贴的", 0.12, 0.12), ("公告", 0.478, 0.148)], "公告", id="a sentence"),
        pytest.param([("湖北省监利市人民法院", 0.39, 0.12), ("公告", 0.478, 0.148)], "公告", id="the court"),
        pytest.param([("关于拍卖张三名下商铺的", 0.38, 0.115), ("公告", 0.478, 0.19)], "公告", id="far above"),
        pytest.param([("关于张三与李四一案的", 0.39, 0.12), ("公告", 0.478, 0.148)], "公告", id="of no sale"),
    ],
)  # fmt: skip
def test_a_last_word_goes_on_from_the_rows_above(heading: list[tuple[str, float, float]], kind: str) -> None:
    body = [("自本公告发出之日起，本院将依法公开进行。", 0.16, 0.23), ("特此公告。", 0.16, 0.26)]
    assert kind_of(("湖北省监利市人民法院", 0.39, 0.09), *heading, *body) == kind


@pytest.mark.parametrize(
    "lines",
    [
        [("监利市人民法院送达回证（2022）鄂1023执1234号", 0.2, 0.1)],
        [("送达回证", 0.44, 0.1), ("（2022）鄂1023执1234号", 0.65, 0.1)],
        [("送达回证", 0.44, 0.1), ("存根", 0.85, 0.1)],
        [("湖北省监利市人民法院", 0.35, 0.06), ("送 达 回 证", 0.4, 0.1)],
    ],
)
def test_what_stands_beside_a_heading_does_no_harm(lines: list[tuple[str, float, float]]) -> None:
    assert kind_of(*lines, "受送达人 张三") == "送达回证"


@pytest.mark.parametrize(
    "text", ["执行通知书已于2022年3月3日送达。", "送达文书：执行通知书", "（2022）鄂1023执1234号", "张三"]
)
def test_a_sentence_is_no_heading(text: str) -> None:
    assert best_heading(page("^" + text)) is None


def test_a_remark_in_brackets_begins_no_paper() -> None:
    assert begins_paper(page("^失业保险金领取单", "姓名李四性别男年龄", "领取地点监利市"))
    assert not begins_paper(page("^（反馈0条）", "坐落、不动产权证号、权利限制", "经查询，无相关信息"))


LOG = [
    [("日期", 0.12, 0.17), ("工作内容", 0.26, 0.17), ("记录人", 0.75, 0.17)],
    [("5.16", 0.12, 0.21), ("提交网络询价", 0.26, 0.21), ("俞", 0.75, 0.21)],
    [("5.18", 0.125, 0.24), ("询价报告出具，37万元", 0.265, 0.24), ("俞", 0.755, 0.24)],
    [("7.18", 0.12, 0.28), ("发布拍卖公告", 0.26, 0.28), ("俞", 0.75, 0.28)],
]


@pytest.mark.parametrize("large", [1.0, 2.0])
def test_the_entries_of_a_log_are_no_headings(large: float) -> None:
    """Entries by hand are larger than print; a table's entry has its neighbours' edges."""
    cells = [cell for row in LOG for cell in row]
    log = page("^执行日志", *cells, ("本页完", 0.12, 0.4))
    made = [
        replace(line, box=line.box._replace(y1=line.box.y0 + large * line.box.height))
        if line.text[0] in "询发提"
        else line
        for line in log.lines
    ]
    assert not catalogue("a", [replace(log, lines=tuple(made))]).documents


@pytest.mark.parametrize("label", ["申请执行人", "身份证号码", "申请执行人：", "案号"])
def test_a_label_is_no_misread_heading(label: str) -> None:
    assert best_heading(page("^" + label)) is None
    assert best_heading(page(("案号", 0.47, 0.1), (label, 0.44, 0.125))) is None


@pytest.mark.parametrize("heading", ["调阅卷宗申请书", "卷宗移送函", "卷宗借阅登记表", "退还卷宗清单"])
def test_what_is_done_with_a_volume_is_no_cover(heading: str) -> None:
    assert kind_of("^" + heading, NUMBER) != "卷宗封面"


def test_names_of_papers_in_a_table_are_no_headings() -> None:
    rows = [
        ("序号", 0.1, 0.2),
        ("文书名称", 0.3, 0.2),
        ("1", 0.1, 0.25),
        ("执行通知书", 0.3, 0.25),
        ("2", 0.1, 0.3),
        ("报告财产令", 0.3, 0.3),
    ]
    assert kind_of("^卷内目录", *rows) == "卷内目录"


def test_a_page_without_heading_is_told_by_its_cues() -> None:
    lines = [
        "公民身份号码 420000198001010011",
        "姓名 张三",
        "住址 监利市容城镇",
        "民族 汉",
        "签发机关 监利市公安局 有效期限 长期",
    ]
    case = catalogue("a", [page(*lines)])
    assert [d.kind for d in case.documents] == ["身份证明"]
    assert case.states[case.pages[0].ref] is PageState.CATALOGUED


PLATFORM = (
    ("司法拍卖", 0.13, 0.08),
    ("标的详情", 0.25, 0.08),
    ("监利市人民法院 案号：（2022）鄂1023执1234号", 0.13, 0.11),
    ("【第一次拍卖】监利市容城镇某小区3幢301室房屋", 0.16, 0.15),
    ("起拍价", 0.55, 0.25),
    ("512500.00", 0.65, 0.25),
    ("保证金", 0.55, 0.28),
    ("50000.00", 0.65, 0.28),
    ("竞价周期", 0.55, 0.31),
)


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (("状态　本场已结束 流拍", "竞价记录 无人出价", "截至结束时间，无人报名竞买，本次拍卖流拍。"), "流拍记录"),
        (("标的状态：已流拍", "报名人数 0", "出价次数 0 无人出价"), "流拍记录"),
        (("状态　本场已结束 成交", "成交价 498000.00 买受人 王一", "竞买号 G3886 以最高应价胜出"), "成交确认书"),
        (("状态　即将开始", "增价幅度 2600.00"), "拍卖公告"),
    ],
)
def test_a_page_of_the_auction_site_is_told_by_its_state(state: tuple[str, ...], kind: str) -> None:
    case = catalogue("a", [page(*PLATFORM, *((line, 0.13, 0.35 + 0.03 * at) for at, line in enumerate(state)))])
    assert [d.kind for d in case.documents] == [kind]


def test_a_notice_of_sale_printed_when_the_sale_was_over_is_still_one() -> None:
    notice = (
        "^拍卖公告",
        "标的状态：已流拍",
        "本院将于2022年5月6日10时起进行公开拍卖。",
        "起拍价：512500元，保证金：50000元。",
    )
    assert kind_of(*notice) == "拍卖公告"


@pytest.mark.parametrize(
    ("heading", "full"),
    [("民事判决书", True), ("账户交易明细", False), ("执行裁定书", True), ("送达回证", True), ("什么也不是", True)],
)
def test_only_the_band_is_read_of_kinds_no_rule_asks_about(heading: str, full: bool) -> None:
    assert wants_full(page("^" + heading, NUMBER).lines) is full


@pytest.mark.parametrize("title", ["询问（调查）笔录", "调查（询问）笔录", "询问调查笔录", "调查询问笔录"])
def test_a_record_by_either_name_is_told_by_whom_it_asks(title: str) -> None:
    talk = ("问：你认识他吗？", "答：认识。")
    assert kind_of(f"^{title}", "调查人：韩克勤", "被调查人：吴敏，该行主管", *talk) == "调查笔录"
    assert kind_of(f"^{title}", "询问人：韩克勤", "被询问人：何文斌，被执行人", *talk) == "询问笔录"
