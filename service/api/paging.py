"""Pages of lists for programs: `page` and `limit` in, one shape with the total out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query, Request
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from service.api.models.common import Page

MOST = 200
USUAL = 50
_LAST = 1_000_000
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Listing:
    """Which page of a list is asked for; `request` is kept for the address of the next one."""

    page: int
    limit: int
    request: Request

    @property
    def offset(self) -> int:
        """How many items stand before this page."""
        return (self.page - 1) * self.limit

    def show(self, items: list[Item], total: int) -> Page[Item]:
        """The page with these items."""
        more = self.offset + self.limit < total
        return Page(items=items, page=self.page, limit=self.limit, total=total, next=self._next() if more else None)

    def _next(self) -> str:
        url = self.request.url.include_query_params(page=self.page + 1)
        return f"{url.path}?{url.query}"


def _listing(
    request: Request,
    page: Annotated[int, Query(ge=1, le=_LAST, description="第几页，从1开始")] = 1,
    limit: Annotated[int, Query(ge=1, le=MOST, description=f"每页几项，最多{MOST}")] = USUAL,
) -> Listing:
    return Listing(page, limit, request)


AskedPage = Annotated[Listing, Depends(_listing)]


def page_of(session: Session, query: Select[Any], listing: Listing, turn: Callable[[Any], Item]) -> Page[Item]:
    """One page of the objects of a query, each turned into its model; an empty page beyond the last."""
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    rows = session.scalars(query.limit(listing.limit).offset(listing.offset)).unique().all()
    return listing.show([turn(row) for row in rows], total)


def slice_of(rows: list[Any], listing: Listing, turn: Callable[[Any], Item]) -> Page[Item]:
    """One page of a list that is in memory."""
    part = rows[listing.offset : listing.offset + listing.limit]
    return listing.show([turn(row) for row in part], len(rows))
