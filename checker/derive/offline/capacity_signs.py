"""The words that show in what capacity somebody was asked, by where they stand in the record.

`unit` is the unit and post of the person asked, `office` the place where the record was made, `told` what he says of himself
(first person), `title` the head of the paper (单位调查笔录, 走访邻居笔录). A column left empty proves nothing for that capacity. The rule over this table is `who_was_asked`.
"""

from __future__ import annotations

from dataclasses import dataclass

BANK, FUND, ESTATE, VEHICLE, REGISTER = "金融机构", "公积金", "不动产", "车辆", "法人登记"
EMPLOYER, COMMITTEE, NEIGHBOUR, PREMISES = "工作单位", "村居委", "邻居", "住所"
INSTITUTIONS = (BANK, FUND, ESTATE, VEHICLE, REGISTER)


@dataclass(frozen=True, slots=True)
class Signs:
    """Patterns that speak for one capacity; empty: nothing there does."""

    unit: str = ""
    office: str = ""
    told: str = ""
    title: str = ""


_BANK = r"银行|信用(?:合作)?联?社|互助社|农商行?|邮储|储蓄所|保险公司|证券公司"
_FUND = r"公积金|住房.积金"  # 工积金 is a misreading
_ESTATE = r"不动产|房产(?:局|管理(?!员)|交易|登记|产权|档案)|房地产(?:局|管理|交易|登记|产权)|房屋(?:管理(?!员)|交易|登记|产权)|(?<!厂)房管(?!理员)|国土|自然资源"  # no 房地产开发公司
_VEHICLE = r"车管|车辆管理|交警|交通警察|交管"  # no 机动车驾校
_REGISTER = r"市场监督|市场监管|工商(?:行政)?(?:管理)?局|行政审批|政务服务"

_COMMITTEE_OFFICE = (
    r"(?:村民|居民)委员会?|[村居]委会|居民?委|村委|村部|社区(?:居委|服务中心|办公室)|村(?:办公室|服务中心|便民)"
)
_COMMITTEE_POST = (
    r"村(?:党?(?:总支|支部?|委)(?:委员会)?)?(?:副?书记|支书|委员)|村(?:委会?)?(?:副?主任|委员|干部|成员|会计|文书|工作人员)|村长"
    r"|(?:居委会?|社区)(?:党?(?:总支|支部|委)(?:委员会)?)?(?:副?书记|副?主任|干部|委员|工作人员|网格员)"
)
_GROUP_POST = r"支部书记|(?:治保|治调|调解|综治|妇女|妇联)主任|妇联主席|民兵连长|网格员|(?:村民)?小组(?:组)?长|(?:^|[村湾塆])[一二三四五六七八九十\d]+组组?长"

_NEXT_DOOR = r"(?:隔壁|对门|楼上|楼下|斜对面|前后屋)"
_HIS_HOUSE = r"(?:他|她|其|被执行人)(?:们)?(?:家|屋|住处|房子?)?的?"
_SIDE = r"(?:[东西南北左右前后](?:边|面|头|侧|手边?|手?隔壁)|[左右]手边?|屋[前后]|门[前口]|旁边?|隔壁|对面|对门|楼[上下]|斜对面)"
_NEAR = r"[^，。；不没非]"  # within the clause, and not denied in it
_BETWEEN = r"(?:隔(?:着|了)?(?:一|半|1)?(?:堵|道|面|条|个)?(?:墙|路|巷子?|弄|沟|过道|田埂)|一墙之隔)"
"""What alone stands between two houses that are next to each other: 与他家隔一条路, 两家一墙之隔."""
_SAYS_NEIGHBOUR = (
    rf"我(?:们|家)?{_NEAR}{{0,10}}?(?:是|为|系|做){_NEAR}{{0,8}}?邻居(?![介说讲举告家])"
    rf"|我(?:们|和|跟|与){_NEAR}{{0,12}}?(?:同一?个?|一个)(?:栋|楼|组|湾|塆|村民小组)"
    rf"|我(?:们|家)?{_NEAR}{{0,10}}?(?:住|就在){_NEAR}{{0,8}}?(?:{_NEXT_DOOR}|旁边|附近)|我(?:们|家)?的?{_NEXT_DOOR}"
    rf"|我(?:家|们)?(?:和|跟|与){_NEAR}{{1,6}}?{_NEXT_DOOR}"
    rf"|我(?:们)?(?:家|屋)?里?(?:房子)?(?:和|跟|与|同)[^，。；不没非村组湾镇厂]{{1,8}}?{_BETWEEN}"
    rf"|(?:^|[，。）])就?是(?:他|她|其|被执行人)(?:们)?家?的?{_NEAR}{{0,6}}邻居"
    r"|两家(?:就|只|是)?(?:隔|挨|紧)|(?:几十年|多年|十几年|十多年|老)的?邻居"
    rf"|我(?:们|家)?(?:就|也)?(?:家)?(?:住在?|在){_HIS_HOUSE}{_SIDE}|我(?:们|家)?(?:就|也)?住(?:在)?[^，。；]{{1,8}}，(?:和|跟|与)(?:他|她)(?:家)?{_NEXT_DOOR}"
)

_OWN_UNIT = r"(?:单位|公司|厂|店|学?校|(?<!本)院|医院|企业|工地|项目部?|合作社|社(?!区)|[农林渔养]场|站|队|矿|行|局|所|中心|这里|这儿)"
_WORKED = r"(?:工作|上班|任职|任教|任临时|聘用|务工|职工|员工|打过?工|做过?工|工资|工钱|收入(?:怎么|如何|是?按|由)|做过|干过|领取|辞职|离职|干活|派驻|点工|保安|司机|会计|工人|业务员|服务员|技术员|老师)"
_SAYS_EMPLOYER = rf"(?:在|是)(?:[我你他]们?|本|该){_OWN_UNIT}.{{0,16}}{_WORKED}"  # asked as 你单位, too

_PREMISES = r"住所地|经营场|注册地址?|营业地址|经营地址|经营地|办公场所|办公地址|生产场所|登记住所"
_OF_THIS_PLACE = (
    r"(?:公司|企业|厂|合作社|店|他们).{0,12}(?:在此|在这里|这里|该处).{0,8}(?:经营|办公|生产|营业)"
    r"|是否在此(?:地|处)?(?:经营|办公|营业)"
    r"|(?:住所|经营场所|注册地址?|登记地址)[^，。？]{0,10}(?:在|是)(?:这里|这儿|此处|本处)"
)

CAME_THERE = rf"(?:来到|到达|前往|赶到|进入|到)[^。；？]{{0,40}}?(?:{_PREMISES})"
"""In what the court tells before the first question: 执行人员来到某公司登记住所地，现场大门关闭."""

SEEN_THERE = r"(?:该|此)(?:址|处|地址|地点)(?:现|已|目前|大门|门头|是|为|系|无)"
"""Of a domicile named before: 登记住所某路77号…该址现为早餐店."""

SIGNS = {
    BANK: Signs(unit=_BANK, office=_BANK, title=rf"{_BANK}|金融机构"),  # an office bears the name of its unit
    FUND: Signs(unit=_FUND, office=_FUND, title=_FUND),
    ESTATE: Signs(unit=_ESTATE, office=_ESTATE, title=_ESTATE),
    VEHICLE: Signs(unit=_VEHICLE, office=_VEHICLE, title=_VEHICLE),
    REGISTER: Signs(unit=_REGISTER, office=_REGISTER, title=_REGISTER),
    COMMITTEE: Signs(
        unit=rf"{_COMMITTEE_POST}|{_GROUP_POST}|{_COMMITTEE_OFFICE}",
        office=_COMMITTEE_OFFICE,
        told=rf"我(?:们)?(?:就)?是.{{0,8}}?(?:{_COMMITTEE_POST}|{_GROUP_POST})|我在村里(?:担?任|当)",
        title=rf"{_COMMITTEE_OFFICE}|[村居]（?[居村]?）?委|基层组织|村组",
    ),
    EMPLOYER: Signs(told=_SAYS_EMPLOYER, title=r"(?:工作|用人|所在|就业|任职)?单位"),
    NEIGHBOUR: Signs(
        unit=r"邻居|邻里|[东西南北左右前后近紧]邻|隔壁|群众|(?:周边|周围|附近)住户|楼上|楼下|对门|隔[一二两几]户|相邻|毗邻"
        rf"|前后屋|{_BETWEEN}",
        told=_SAYS_NEIGHBOUR,
        title=r"邻居|邻里|四邻|左右邻",
    ),
    PREMISES: Signs(office=_PREMISES, told=_OF_THIS_PLACE, title=_PREMISES),
}

_SHOP = r"(?:修理|修[车配理]|汽[修配]|补胎|裁缝|理发|杂货|早[餐点]|小吃|[面药肉粮商])铺|(?:车|粮|(?<!农)商)行(?!政)|[餐饭面酒茶]馆|作坊|(?:经营|门市|营业)部"
WORK_UNIT = rf"{_SHOP}|公司|厂|店|(?<![市广现操农])场(?![所镇])|农场|局|站|所|学校|[中小]学|医院|企业|仓库|合作社|工地|项目部|超市|(?:劳务|施工|工程|建筑|运输|装修|车)队|(?<!服务)中心"
"""A unit that may employ people."""
OF_THAT_OFFICE = r"[该本我你]们?(?:单位|中心|分?局|大队|所|行|社|站)"
"""该中心归集科工作人员: of the office where the record was made."""
COMMITTEE_POST = _COMMITTEE_POST
"""A post that names the village or community itself: it tells the committee even where a firm is named beside it."""
BARE_POST = r"^(?:副?主任|书记|组长|会计|干部)$"
VILLAGER = r"村民(?!委|小组)|居民(?!委|小组)|住户|(?<![铺店厂行馆坊部场户市])业主"
SHOPKEEPER = r"[铺店厂行馆坊部场户市]业主"
"""业主 of a business; one of a home lives there."""
ANSWERS_NEIGHBOUR = rf"^(?:认识[，。])?{_NEAR}{{0,6}}?(?:(?:邻居|街坊)(?![介们都说讲举告])|住?{_NEXT_DOOR}|同(?:组|村|湾)|一个(?:组|村|湾|塆|院|巷|楼)|住得(?:很)?近)"
"""The answer, in few words, to 你和他是什么关系."""
ASKED_AS_NEIGHBOUR = (
    r"(?:^|[，。])你们?(?:家)?[和跟与同][^，。？]{1,10}(?:是|系)?(?:不是)?(?:左右)?邻居(?:[吗吧]|？|$|关系)"
)
CALLED_NEIGHBOUR = r"[你您]们?(?:家)?(?:的)?(?:左右)?(?:隔壁|对门|邻居|楼上|楼下)(?:邻居)?(?:的|那户|那家)?(?![^，。？]{0,4}(?:是谁|有谁|还有谁|有哪些))"
"""您隔壁的何某最近回来过吗: who is asked so, and does not deny it, is his neighbour."""
YES = r"(?:是的?|对|嗯)(?:[，。！、]|$)"
"""你跟他是邻居？是，我住他屋左边。"""

OTHER_OFFICE = (
    r"社会保险|社保|养老保险|医保|医疗保障|税务|民政|人力资源|人社|派出所|供电|自来水|通信|移动公司|电信|联通"
)
"""Offices that keep none of the registers asked for: who was asked there is known, and none of these institutions."""
DEALS_WITH_A_THING = r"承包(?:人|户)|承租人|买受人|受让人|占有人|货主|摊主"
"""Who is asked about a thing that he has or took over: he is none of these institutions, nor of his neighbours."""
_WITH_YOU = r"你(?:们)?(?:[这那][里儿]|处|[家店厂]|公司|仓库)"
KEEPS_OR_OWES = (
    rf"在{_WITH_YOU}[^。？，]{{0,8}}[存寄堆放]|[放存寄]在?{_WITH_YOU}"
    r"|你(?:们)?[^。？，]{0,6}欠[^。？，]{0,6}(?:货款|运费|租金|借款|债务?|款项)"
)
"""Asked of whoever may keep a thing of the respondent or owe him money; who owes wages (欠工钱) may be his employer."""
PRIVATE = r"家属|宿舍|职工|员工|退休|下岗|对面|附近|旁|隔壁"
"""Beside these words the name of a unit tells where somebody lives or works, not that the unit was asked."""
HOME_PLACE = r"家属|宿舍|小区|公寓|家[中里]|住处|住宅|村[^委部]{0,8}$|组(?:\d+号)?$|\d(?:栋|幢|单元|室)"
SITE = r"厂房|厂区|门店|门面"

OF_WORK = r"工作单位|工资|工钱|上班|务工|做工"
OF_TRADE = r"经营|停业|停产|生产|办公|搬走|搬离|关门|设备"
OF_HOLDINGS = r"查询|存款|账户|缴存|登记"
OF_ANY_HOLDINGS = r"查询|请查|查一?下|查到|查无|查了|财产|资产|名下|登记|抵押|查封"
OF_ITS_HOLDINGS = {
    BANK: r"存|款|账|[开销]户|余额|流水|理财|卡|钱|保险|保单|投保",
    FUND: r"公积金|积金|缴",
    ESTATE: r"房|不动产|土地|宅基|产权|备案|门面|商铺|过户",
    VEHICLE: r"车(?!祸|间|队)|驾",
    REGISTER: r"注册|公司|企业|股|法人|执照|个体|经营|档案|注销|吊销",
}
"""What each institution is searched for: who is asked at the traffic police in what hospital a man lies tells of no vehicle."""
OF_WHEREABOUTS = r"住院|下落|去向|(?:在|去)(?:了)?哪|联系|回来|看见|看到|事故|受伤"
