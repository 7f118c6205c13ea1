"""Backup and restore: one portable form for both databases, see `docs/backup.md`."""
