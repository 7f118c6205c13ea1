"""What was entered on the pages, as the functions of this package take it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from service.errors import FormError
from service.handover.approving import Approval
from service.handover.returning import ItemForm, Proposal, ReturnForm
from service.handover.review import Item, Key
from service.handover.standing import Standing
from service.handover.waivers import WaiverForm
from service.numbers import number_in

BLANK_ROWS = 3
"""Rows of the return form for what a person found."""
PROPOSED_MOST = 80
"""Rows of the return form for what the check found; more than a form can carry are never needed."""


async def form_of(request: Request) -> FormData:
    """The form as it was sent; fields whose names are numbered are looked up in it."""
    return await request.form()


Entered = Annotated[FormData, Depends(form_of)]


def text_of(form: FormData, name: str) -> str:
    """What stands in a field, empty where there is none."""
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What stood in a form that was refused, for the page that shows it again; without one, what the page would show anyway."""

    form: FormData | None = None

    def text(self, name: str, otherwise: object = "") -> str:
        """What stands in a field."""
        if self.form is None:
            return "" if otherwise is None else str(otherwise)
        return text_of(self.form, name)

    def ticked(self, name: str, value: str, *, otherwise: bool = False) -> bool:
        """Whether a box is ticked, or this one of several is chosen."""
        return otherwise if self.form is None else text_of(self.form, name) == value


def day_in(form: FormData, name: str, label: str) -> date | None:
    """The day in a field, None where it is empty; `FormError` where it is none."""
    text = text_of(form, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise FormError(f"{label}不是日期", fields={name: "写成 2026-01-31"}) from None


def version_in(form: FormData) -> int:
    """The version that the page showed."""
    version = number_in(text_of(form, "version"))
    if version is None:
        raise FormError("页面不完整", how="刷新页面后重新提交")
    return version


def approval_in(form: FormData, standing: Standing) -> Approval:
    """The approval. A reason counts where its box is ticked."""
    return Approval(
        version_in(form),
        text=text_of(form, "text"),
        internal_note=text_of(form, "internal_note"),
        acknowledged=_reasons(form, "risk", standing.to_acknowledge),
        looked=_reasons(form, "look", standing.look),
        served_on=day_in(form, "served_on", "裁定书送达日期"),
    )


def _reasons(form: FormData, name: str, items: tuple[Item, ...]) -> dict[Key, str]:
    """By the number of the item on the page, with rule and subject beside it: a page that is not up to date gives none."""
    return {
        item.key: text_of(form, f"{name}-{number}-reason")
        for number, item in enumerate(items)
        if text_of(form, f"{name}-{number}") == key_text(item)
    }


def key_text(item: Item) -> str:
    """Rule and subject in one field."""
    return f"{item.rule}|{item.subject}"


def waiver_in(form: FormData) -> WaiverForm:
    """The waiver: of the open finding that is chosen, else of the rule and subject that are written."""
    rule, _, subject = text_of(form, "item").partition("|")
    if not rule:
        rule, subject = text_of(form, "rule"), text_of(form, "subject")
    expires = day_in(form, "expires", "有效期")
    if expires is None:
        raise FormError("豁免没有填写完整", fields={"expires": "须填写有效期"})
    return WaiverForm(rule, text_of(form, "reason"), expires, subject)


_OWN_PARTS = ("title", "subject", "problem", "remedy", "pages", "basis")


def return_in(form: FormData, proposals: list[Proposal]) -> ReturnForm:
    """The return: the ticked rows of what the check found, and the filled ones of what a person found."""
    by_key = {key_text(one.item): one.item for one in proposals}
    items = []
    for number in range(PROPOSED_MOST):
        item = by_key.get(text_of(form, f"item-{number}"))
        if item:
            items.append(_row(form, f"item-{number}", rule=item.rule, subject=item.subject))
    for number in range(BLANK_ROWS):
        row = f"own-{number}"
        if any(text_of(form, f"{row}-{part}") for part in _OWN_PARTS):  # what has no title yet is told, not dropped
            items.append(
                _row(form, row, title=text_of(form, f"{row}-title"), subject=text_of(form, f"{row}-subject") or "案件")
            )
    return ReturnForm(
        version_in(form),
        items,
        text=text_of(form, "text"),
        internal_note=text_of(form, "internal_note"),
        fixable=text_of(form, "fixable") != "no",
        to_group=text_of(form, "to_group") or None,
    )


def _row(form: FormData, row: str, *, rule: str = "", subject: str = "案件", title: str = "") -> ItemForm:
    return ItemForm(
        rule=rule,
        subject=subject,
        title=title,
        reason=text_of(form, f"{row}-reason"),
        owner=text_of(form, f"{row}-owner"),
        problem=text_of(form, f"{row}-problem"),
        remedy=text_of(form, f"{row}-remedy"),
        pages=text_of(form, f"{row}-pages"),
        basis=text_of(form, f"{row}-basis"),
        fixable=text_of(form, f"{row}-final") == "",
        due_on=day_in(form, f"{row}-due_on", "补正期限"),
    )
