"""What happened in the demo court: one story a case, told by moments. What is long past has its days; what is under way is
counted back from the day on which the court is made.

Papers are named by their numbers in the file, see the folders under `files`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.database.models import AftercareKind, AftercareTask, Case, User
from service.demo import cases
from service.demo.acts import DemoCourt
from service.demo.timeline import Story, on
from service.handover.waivers import WaiverForm
from service.moment import today
from service.work.aftercare import finish
from service.work.assignment import assign_randomly
from service.work.feedback import tell_applicant

TOLD = {
    "online": "您申请执行的案件已立案并完成网络查控，已移送线下查控组继续查找财产。监利市人民法院",
    "offline": "您申请执行的案件已完成线下查控，已移送线索查控组，如有财产线索请书面提供。监利市人民法院",
    "clue": "您申请执行的案件正在核查线索、查找被执行人，进展另行告知。监利市人民法院",
    "zhongben": "您申请执行的案件拟终结本次执行程序，请按约来院谈话。监利市人民法院",
}


def whole_way(court: DemoCourt) -> Story:
    """周启明诉何文斌：经过各组，中途退回过，终本以后申请恢复执行，等局长审核。"""
    ago, folder = court.ago, "zhongben-demo"
    yield on(3, 2, "09:05")
    case = court.register("online.1", cases.HE_WENBIN, "online.1")
    yield on(3, 16, "16:20")
    court.upload("online.1", case, folder, [1, *range(3, 14)])
    yield on(3, 17, "15:40")
    sent = court.submit("online.1", case, "online-offline", "网络查控反馈的存款已全部冻结，请审批。")
    yield on(3, 18, "09:30")
    court.send_back("command.1", sent, "《总对总查控实有情况表》没有入卷，请补齐后重新报送。", "此表本月已第二次漏交。")
    yield on(3, 19, "11:00")
    court.upload("online.1", case, folder, [14])
    sent = court.submit("online.1", case, "online-offline", "情况表已补入。")
    tell(court, "online.1", case, "online")
    yield on(3, 20, "09:10")
    court.approve("command.1", sent)
    yield on(3, 31, "16:00")
    court.upload("offline.leader", case, folder, [*range(15, 18), 19])
    sent = court.submit("offline.leader", case, "offline-clue")
    yield on(4, 1, "10:15")
    court.send_back("command.2", sent, "缺车辆管理所的调查材料。")
    yield on(4, 2, "15:05")
    court.upload("offline.leader", case, folder, [18])
    sent = court.submit("offline.leader", case, "offline-clue", "车辆管理所的笔录已装订入卷。")
    tell(court, "offline.leader", case, "offline")
    yield on(4, 3, "09:20")
    court.approve("command.2", sent)
    yield on(4, 3, "15:00")
    draw(court, case)
    yield on(5, 12, "14:30")
    court.upload(court.handler(case), case, folder, [20, 21, *range(23, 32)])
    tell(court, court.handler(case), case, "clue")
    yield on(5, 19, "16:20")
    sent = court.submit(court.handler(case), case, "clue-refusal")
    yield on(5, 20, "09:40")
    court.send_back(
        "command.1", sent, "当面送达执行通知书、报告财产令的回证没有入卷。", "与承办人通话：回证已签收，没有装订。"
    )
    yield on(5, 25, "10:30")
    court.upload(court.handler(case), case, folder, [22])
    sent = court.submit(court.handler(case), case, "clue-refusal", "送达回证已补。")
    yield on(5, 27, "09:30")
    court.approve("command.1", sent)
    yield on(6, 2, "15:00")
    court.upload("refusal.leader", case, folder, [32, 33])
    sent = court.submit("refusal.leader", case, "refusal-zhongben", "流水无异常，没有拒执罪的证据。")
    yield on(6, 3, "10:00")
    court.approve("command.2", sent)
    yield on(6, 23, "14:10")
    court.upload("zhongben.leader", case, folder, [34, 35])
    tell(court, "zhongben.leader", case, "zhongben")
    sent = court.submit("zhongben.leader", case, "zhongben-review", "六项条件齐备，报请审查。")
    yield on(6, 24, "09:50")
    court.approve("command.1", sent, "同意报审。", why="查询结果没有变化，裁定前由承办人再次查询")
    yield on(7, 1, "15:30")
    court.upload("zhongben.leader", case, folder, [2, *range(36, 40)])
    sent = court.submit("zhongben.leader", case, "zhongben", "裁定已送达。")
    yield on(7, 2, "09:45")
    court.approve("command.1", sent, "同意报结。", why="同报审时的意见", served_on=date(2026, 6, 30))
    yield on(7, 6, "11:10")
    court.act("zhongben.leader", case, _enter_into_database)
    yield ago(6, "10:00")
    court.upload("zhongben.leader", case, "resumption", under="恢复执行/")
    sent = court.submit("zhongben.leader", case, "resumption", "申请执行人提供被执行人名下车辆线索，申请恢复执行。")
    yield ago(5, "09:15")
    court.approve("online.leader", sent, "线索属实，同意恢复，报局长审核。")


def excepted(court: DemoCourt) -> Story:
    """卫东平诉尹春生等：终本报审被退回，局长批准一项豁免、督办一项，另一项还在等局长；补齐后重新报送，有一项上位规定风险须确认。"""
    ago, folder = court.ago, "two-compliant"
    yield ago(26, "09:20")
    before = (
        ("online-offline", date(2026, 8, 14)),
        ("offline-clue", date(2026, 8, 26)),
        ("clue-refusal", date(2026, 10, 12)),
    )
    form = cases.handed_to(cases.YIN_CHUNSHENG, "zhongben", today(), *before, gate="refusal-zhongben")
    case = court.register("command.1", form, "zhongben.1")
    yield ago(18, "10:40")
    court.upload("zhongben.1", case, folder, set(range(1, 43)) - {9, 14, 36})
    court.check("zhongben.1", case, "zhongben-review")
    yield ago(16, "16:10")
    sent = court.submit("zhongben.1", case, "zhongben-review", "前几组的欠缺已多次催要。")
    yield ago(15, "09:25")
    court.send_back(
        "command.1", sent, "缺对尹春生的报告财产令和第二户邻居的调查。", more=("jianli/zhongben/all-earlier-gates",)
    )
    yield ago(12, "15:20")
    neighbours = court.escalate("zhongben.leader", case, sent, "邻居", "线索查控组两次督促未补，本组人手不足。")
    court.escalate("zhongben.leader", case, sent, "情况表", "线上查控组称原表遗失，是否重做请局长决定。")
    yield ago(11, "10:05")
    court.order("director", neighbours, "clue", "线索查控组三日内完成第二户调查，材料交终本办理组。")
    yield ago(9, "17:00")
    court.waive("director", case, _waiver(today()))
    yield ago(8, "16:20")
    court.upload("clue.leader", case, folder, [36])
    court.done("clue.leader", neighbours, "第二户邻居已经调查，笔录已上传，原件交终本办理组附卷。")
    yield ago(4, "14:45")
    court.submit("zhongben.1", case, "zhongben-review", "邻居调查已补；报告财产令已获批豁免。")
    tell(court, "zhongben.1", case, "zhongben")


def twice_returned(court: DemoCourt) -> Story:
    """毛晓红诉贺兆祥：线索查控组两次被退回，还在补。"""
    ago, folder = court.ago, "clue-detained"
    yield ago(39, "09:40")
    before = ("online-offline", date(2026, 10, 6))
    form = cases.handed_to(cases.HE_ZHAOXIANG, "clue", today(), before, gate="offline-clue")
    case = court.register("command.2", form)
    yield ago(38, "09:00")
    draw(court, case)
    yield ago(15, "10:10")
    court.upload(court.handler(case), case, folder, set(range(1, 26)) - {20, 25})
    yield ago(13, "16:30")
    sent = court.submit(court.handler(case), case, "clue-refusal", "被执行人已拘留。")
    yield ago(11, "10:00")
    court.send_back("command.2", sent, "当面再次送达的回证、失信决定书没有入卷。")
    yield ago(9, "15:15")
    court.upload(court.handler(case), case, folder, [25])
    sent = court.submit(court.handler(case), case, "clue-refusal", "失信决定书已补。")
    yield ago(8, "09:20")
    court.send_back("command.2", sent, "送达回证仍然没有入卷，请核对后一并报送。", "同一事项第二次退回，如再缺报局长。")


def to_refusal(court: DemoCourt) -> Story:
    """施丽华诉涂金发：刚到拒执打击组，七天的期限快到了。"""
    ago = court.ago
    yield ago(52, "09:15")
    before = ("online-offline", date(2026, 9, 24))
    form = cases.handed_to(cases.TU_JINFA, "clue", today(), before, gate="offline-clue")
    case = court.register("command.2", form)
    yield ago(51, "09:00")
    draw(court, case)
    yield ago(25, "11:20")
    court.upload(court.handler(case), case, "clue-leads")
    tell(court, court.handler(case), case, "clue")
    yield ago(7, "10:50")
    sent = court.submit(court.handler(case), case, "clue-refusal")
    yield ago(5, "09:10")
    court.approve("command.2", sent)


def sold(court: DemoCourt) -> Story:
    """荆南小额贷款公司诉邹立华：两次拍卖，办理用时早已超过，成交后退回线索查控组，等指挥中心审批。"""
    ago = court.ago
    yield ago(86, "09:30")
    before = (("online-offline", date(2026, 7, 13)), ("offline-clue", date(2026, 7, 27)))
    form = cases.handed_to(cases.ZOU_LIHUA, "disposal", today(), *before, gate="clue-disposal")
    case = court.register("command.1", form, "disposal.1")
    yield ago(4, "10:30")
    court.upload("disposal.1", case, "property-sold")
    yield ago(2, "16:40")
    court.submit("disposal.1", case, "disposal-clue", "第二次拍卖成交，价款已到账。")


def mended(court: DemoCourt) -> Story:
    """陈桂兰诉江汉恒晟公司：退回后补了工商登记档案，重新报送，等审批。"""
    ago, folder = court.ago, "company-offline"
    yield ago(13, "09:50")
    case = court.register(
        "command.1", cases.handed_to(cases.HENGSHENG, "offline", today(), gate="online-offline"), "offline.1"
    )
    yield ago(7, "09:00")
    court.upload("offline.1", case, folder, set(range(1, 10)) - {8})
    court.check("offline.1", case, "offline-clue")
    yield ago(6, "10:30")
    sent = court.submit("offline.1", case, "offline-clue")
    yield ago(5, "15:10")
    court.send_back("command.1", sent, "企业被执行人须调取工商登记档案。", "许婷首次办理企业案件，已电话说明。")
    yield ago(3, "11:30")
    court.upload("offline.1", case, folder, [8])
    tell(court, "offline.1", case, "offline")
    yield ago(2, "09:40")
    court.submit("offline.1", case, "offline-clue", "工商登记档案已调取入卷。")


def first_gate(court: DemoCourt) -> Story:
    """聂小兰诉鲁庆丰：线上查控组第一次报送，缺邮寄回执，等审批。"""
    ago = court.ago
    yield ago(16, "10:00")
    case = court.register("online.2", cases.entered(cases.LU_QINGFENG, today()), "online.2")
    yield ago(2, "14:20")
    court.upload("online.2", case, "online-compliant", set(range(1, 12)) - {6})
    court.check("online.2", case, "online-offline")
    yield ago(1, "10:25")
    court.submit("online.2", case, "online-offline", "查控完毕，请审批。")


def performed(court: DemoCourt) -> Story:
    """陈桂兰诉鲁庆丰：主动履行完毕，结案审查通过，已结。"""
    yield on(2, 25, "09:00")
    case = court.register("online.1", cases.LU_PERFORMED, "online.1")
    yield on(3, 9, "15:30")
    court.upload("online.1", case, "closing-performed")
    sent = court.submit("online.1", case, "closing-performed", "案款已全部发放。")
    yield on(3, 10, "10:40")
    court.approve("reviewer", sent, "材料齐全，同意报结。")


def settled(court: DemoCourt) -> Story:
    """陈桂兰诉鲁庆丰（另案）：达成和解，等结案审查。"""
    ago = court.ago
    yield ago(20, "10:30")
    case = court.register("online.1", cases.entered(cases.LU_SETTLED, today()), "online.1")
    yield ago(3, "09:40")
    court.upload("online.1", case, "closing-settled")
    yield ago(3, "16:00")
    court.submit("online.1", case, "closing-settled", "当场履行部分，余款有担保。")


def new_ones(court: DemoCourt) -> Story:
    """Cases without papers yet: of the first group, of 线下查控组 (overdue), and of 线索查控组 waiting for the draw."""
    ago = court.ago
    for days, number, applicant, respondent, claim in (
        (20, 2075, "谭美玲", "向东升", 8_640_000),
        (14, 2088, "龙继红", "监利市汴河水产有限公司", 31_500_000),
        (2, 2101, "万国平", "游建军", 1_980_000),
    ):
        yield ago(days, "08:50")
        court.register("online.2", cases.fresh(number, today(), applicant, respondent, claim), "online.2")


def old_ones(court: DemoCourt) -> Story:
    """Cases that the command centre takes over into later groups."""
    ago = court.ago
    yield ago(50, "10:10")
    form = cases.fresh(1893, today() - timedelta(days=30), "文家兴", "监利市朱河装饰工程有限公司", 7_420_000)
    before = ("online-offline", today() - timedelta(days=12))
    court.register("command.2", cases.handed_to(form, "clue", today(), before, gate="offline-clue"), "clue.2")
    yield ago(15, "11:00")
    form = cases.fresh(2051, today() - timedelta(days=18), "邱国清", "监利市新沟建材有限公司", 12_300_000)
    court.register("command.2", cases.handed_to(form, "offline", today(), gate="online-offline"), "offline.2")
    for days, number, applicant, respondent, claim in (
        (4, 1987, "严春华", "舒志远", 4_250_000),
        (3, 1994, "夏秋菊", "监利市上车运输有限公司", 9_900_000),
        (3, 2003, "阮成刚", "明小军", 2_760_000),
    ):
        yield ago(days, "10:00")
        form = cases.fresh(number, today() - timedelta(days=32), applicant, respondent, claim)
        before = ("online-offline", today() - timedelta(days=13))
        court.register("command.2", cases.handed_to(form, "clue", today(), before, gate="offline-clue"))


STORIES: Sequence[Callable[[DemoCourt], Story]] = (
    whole_way,
    excepted,
    twice_returned,
    to_refusal,
    sold,
    mended,
    first_gate,
    performed,
    settled,
    new_ones,
    old_ones,
)


def tell(court: DemoCourt, login: str, case_id: int, stage: str) -> None:
    """Tells the applicant how it goes."""
    court.act(login, case_id, lambda session, user, case: tell_applicant(session, user, case, TOLD[stage]))


def draw(court: DemoCourt, case_id: int) -> None:
    """The leader of 线索查控组 has the handler drawn (第三组1)."""
    court.act("clue.leader", case_id, lambda session, user, case: assign_randomly(session, user, [case]))


def _enter_into_database(session: Session, user: User, case: Case) -> None:
    """The first thing that is due after a 终本."""
    first = select(AftercareTask).where(
        AftercareTask.case_id == case.id, AftercareTask.kind == AftercareKind.REGISTRATION
    )
    task = session.scalars(first).one()
    finish(session, user, task.id, done_on=today(), result="已录入终本案件库", found=None, today=today())


def _waiver(day: date) -> WaiverForm:
    return WaiverForm(
        "jianli/zhongben/served-report-order",
        "被执行人因病住院，已当面申报财产并制作笔录，经研究不再另行补发报告财产令。",
        day + timedelta(days=60),
        "被执行人:尹春生",
    )
