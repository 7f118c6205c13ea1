"""The words by which papers name the channels of a property search."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.derive.text.answers import BANK, ESTATE, FUND, REGISTER, VEHICLE

WORDS = {
    BANK: r"银行存款|银行账户|银行(?:业)?(?:反馈|查询)|商业银行|金融机构|存款|人民银行|信用(?:合作)?联?社|农商行?|开户(?:银)?行"
    r"|(?:中国|工商|农业|建设|交通|储蓄|招商|中信|光大|民生|兴业|发展|平安|华夏|广发|湖北|汉口|农村|村镇|城市|恒丰|浙商|渤海)银行",
    ESTATE: r"不动产|房地产|房产|房屋|土地|自然资源",
    VEHICLE: r"车\s*辆|机动车|车管|交通管理|交警|公安部",
    REGISTER: r"(?<!中国)工商(?!银|行)|市场监督|市场监管|企业登记|企业（(?:法人|投资|任职)|投资、任职|法人登记|股权|对外投资|企业投资|投资企业|登记注册|企业信息|统一社会信用代码中心",
    FUND: r"公积金",
}
PATTERNS = {channel: re.compile(words) for channel, words in WORDS.items()}


@lru_cache(maxsize=1 << 12)  # every channel asks the same cells
def channels_in(text: str) -> frozenset[str]:
    """The channels that a text names."""
    return frozenset(channel for channel, pattern in PATTERNS.items() if pattern.search(text))
