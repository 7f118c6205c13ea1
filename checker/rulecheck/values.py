"""A value changed by one: what a slip of the pen, or of the programmer, would make of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from checker.facts import Value
from checker.literals import TRUE_FALSE, FactType
from checker.parameters import Parameter
from checker.periods import Period

Change = tuple[str, Value | Period]
"""What was done, and the value it gives."""

HOURS_FOR_DAYS = "日当作小时"
_HOURS = 24


def changes(value: Value | Period, type_: FactType, words: Sequence[str] = ()) -> Iterator[Change]:
    """Every change of a value; `words` are those it might have been."""
    if isinstance(value, Period):
        yield from _of_period(value)
    elif isinstance(value, bool):
        yield "有无互换" if type_ is FactType.PRESENCE else "是否互换", not value
    elif isinstance(value, int):
        yield "加一", value + 1
        if value:
            yield "减一", value - 1
    elif isinstance(value, date):
        yield "晚一日", value + timedelta(days=1)
        yield "早一日", value - timedelta(days=1)
    elif isinstance(value, frozenset):
        yield from _of_words(value, words)
    else:
        others = [word for word in words if word != value]
        yield "换成别的词", others[0] if others else f"非{value}"


def _of_period(period: Period) -> Iterator[Change]:
    months, days = period.months, period.days
    step = (1, 0) if months and not days else (0, 1)
    yield "期间加一", _period(months + step[0], days + step[1])
    yield "期间减一", _period(months - step[0], days - step[1])
    yield "月日互换", _period(days, months)
    if days:
        yield HOURS_FOR_DAYS, _period(months, days // _HOURS)


def _period(months: int, days: int) -> Period:
    parts = [f"{months}个月"] if months else []
    parts += [f"{days}日"] if days or not months else []
    return Period(months, days, "".join(parts))


def _of_words(value: frozenset[str], words: Sequence[str]) -> Iterator[Change]:
    for word in sorted(value):
        yield f"少一个词“{word}”", value - {word}
    for word in words:
        if word not in value:
            yield f"多一个词“{word}”", value | {word}


def written(value: Value | Period, type_: FactType) -> str:
    """A value as a rule's sentence has it."""
    if isinstance(value, bool):
        return TRUE_FALSE.get(type_, TRUE_FALSE[FactType.YES_NO])[0 if value else 1]
    if isinstance(value, frozenset):
        return f"[{', '.join(sorted(value))}]"
    if type_ is FactType.MONEY and isinstance(value, int):
        return f"{value // 100}.{value % 100:02}元"
    return str(value)


def parameter_changes(parameter: Parameter, words: Sequence[str]) -> Iterator[tuple[str, str, Parameter]]:
    """Every change of a parameter, in all its dated values alike: what was done, what it gives, the parameter."""
    per_value = [dict(changes(v.value, parameter.type, words)) if v.value is not None else {} for v in parameter.values]
    for label in dict.fromkeys(label for one in per_value for label in one):
        values = tuple(
            replace(dated, value=changed[label]) if label in changed else dated
            for dated, changed in zip(parameter.values, per_value, strict=True)
        )
        gives = "、".join(dict.fromkeys(written(one[label], parameter.type) for one in per_value if label in one))
        yield label, gives, replace(parameter, values=values)
