"""Numbers that come from outside and go to the database, and how large they may be."""

from __future__ import annotations

LARGEST_ID = 2**31 - 1
"""What an id column of PostgreSQL holds; a larger one is nobody's."""
