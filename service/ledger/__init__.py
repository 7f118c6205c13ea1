"""The audit ledger: append-only, chained, with signed checkpoints outside the database."""

from service.ledger.acts import Act
from service.ledger.record import record

__all__ = ["Act", "record"]
