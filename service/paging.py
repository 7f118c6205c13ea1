"""Pages of a long list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import Request
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many is shown; `link` gives the address of another with the same filters."""

    page: int
    total: int
    at_once: int
    request: Request

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.at_once))

    def link(self, page: int) -> str:
        """The address of another page."""
        url = self.request.url.include_query_params(page=page)
        return f"{url.path}?{url.query}"


def paged(
    session: Session, query: Select[Any], request: Request, page: int, at_once: int = AT_ONCE
) -> tuple[list[Any], Paging]:
    """One page of the objects of a query, and where it stands."""
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    paging = Paging(min(max(1, page), max(1, -(-total // at_once))), total, at_once, request)
    rows = session.scalars(query.limit(at_once).offset((paging.page - 1) * at_once)).unique().all()
    return list(rows), paging
