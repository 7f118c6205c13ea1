"""Run by Alembic; the connection is handed over by `service.database.migrate`."""

from __future__ import annotations

from typing import Literal

from alembic import context

from service.database.base import Instant
from service.database.models import User  # importing one declares all tables


def _render(kind: str, item: object, _: object) -> str | Literal[False]:
    """An instant stands in a migration as the plain type beneath it, so that old migrations need no code of ours."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Instant) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=User.metadata,
    render_as_batch=True,
    render_item=_render,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
