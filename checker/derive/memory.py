"""Remembering what was worked out for a view: papers are read once, however many facts ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from checker.casefile import Document, Page
from checker.derive.view import View

_P = ParamSpec("_P")
_T = TypeVar("_T")


def remembered(function: Callable[Concatenate[View, _P], _T]) -> Callable[Concatenate[View, _P], _T]:
    """A function of a view whose answers are kept with the view. Papers and pages count by identity: they live
    as long as it, and comparing them whole would cost more than is saved.
    """
    name = f"_{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def asked(view: View, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        kept: dict[object, _T] = view.__dict__.setdefault(name, {})
        key = tuple([id(a) if isinstance(a, (Document, Page)) else a for a in (*args, *kwargs.items())])
        if key not in kept:
            kept[key] = function(view, *args, **kwargs)
        return kept[key]

    return asked
