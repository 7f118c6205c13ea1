"""Mobile numbers of mainland China: checked before a message is written, masked wherever they are only shown."""

from __future__ import annotations

import re

from service.errors import FormError

_MOBILE = re.compile(r"1[3-9]\d{9}")
_BETWEEN = re.compile(r"[\s\-－—()（）]")


def mobile(text: str) -> str:
    """The eleven digits of a mobile number, however it was written. `FormError` where it is none."""
    digits = _BETWEEN.sub("", text).removeprefix("+86").removeprefix("0086")
    if not _MOBILE.fullmatch(digits):
        raise FormError("手机号码不对", how="填写11位手机号码", fields={"phone": "不是11位手机号码"})
    return digits


def masked(phone: str | None) -> str:
    """138****0001; of anything shorter only the last two digits."""
    if not phone:
        return "—"
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else f"****{phone[-2:]}"
