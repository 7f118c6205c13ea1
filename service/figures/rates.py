"""Shares: k of n stands beside every percentage, and a share is never rounded up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`."""

    part: int
    whole: int

    @property
    def percent(self) -> str:
        """33.3%, cut off after one digit: 999 of 1000 is 99.9%, and 1999 of 2000 is not 100.0%. — where there is nothing."""
        if not self.whole:
            return "—"
        tenths = self.part * 1000 // self.whole
        return f"{tenths // 10}.{tenths % 10}%"

    @property
    def text(self) -> str:
        """33.3%（1/3）."""
        return f"{self.percent}（{self.part}/{self.whole}）" if self.whole else "—"


def average(total: int, number: int) -> str:
    """A mean with one digit, cut off; — where there is nothing to average."""
    if not number:
        return "—"
    tenths = total * 10 // number
    return f"{tenths // 10}.{tenths % 10}"
