"""Chinese surnames: those of 百家姓 and further ones that are common today.

A word of a sentence that stands where a name may (被执行人所有。) rarely begins with one. A name with another surname is not
wrong for that: it only needs a paper that introduces the person.
"""

from __future__ import annotations

_SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹"
    "姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀"
    "羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦"
    "雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公"
    "肖闫付代岳帅覃仝佟冼亓苟晋亢雒芦栗门牟南朴漆佘隋檀涂佀尉鄢阳幺衣义苑占展由邸揭矫缑普青曲上商税台宛望危位信续寻牙扬尧药宜英源战赞泽珠竹祝卿芶沐谌禤佐麦甯盘员禚亓缑逯仉督归海楚闫法汝鄢涂钦年"
)
_DOUBLE = [
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "宇文",
    "长孙",
    "司徒",
    "司空",
    "夏侯",
    "澹台",
    "轩辕",
    "端木",
    "南宫",
    "独孤",
]


def begins_with_surname(name: str) -> bool:
    """Whether a name begins as a Chinese person's does."""
    return name[:1] in _SINGLE or name[:2] in _DOUBLE
