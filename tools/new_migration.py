"""Writes a new migration from what the models have and the migrations lack: `python -m tools.new_migration "What changes"`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from service.database.engine import Database
from service.database.migrate import upgrade, write_migration

FOLDER = Path(__file__).parents[1] / "service" / "database" / "migrations" / "versions"


def main() -> None:
    """Numbers it after the last one. Read and adjust what was written before it is committed."""
    message = " ".join(sys.argv[1:]) or sys.exit("what does it change? (one line, it becomes the docstring)")
    number = f"{len(list(FOLDER.glob('[0-9]*.py'))) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/made.sqlite3")
        upgrade(database.engine)
        write_migration(database.engine, str(message), number)
        database.close()


if __name__ == "__main__":
    main()
