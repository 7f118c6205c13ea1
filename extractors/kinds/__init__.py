"""Kinds of papers: one YAML file each in this folder, read into `Kind` values. The form is told in README.md here."""

from extractors.kinds.load import kind_by_name, load_kinds
from extractors.kinds.model import ColumnSpec, FieldSpec, Kind, Phrase, TableSpec

__all__ = ["ColumnSpec", "FieldSpec", "Kind", "Phrase", "TableSpec", "kind_by_name", "load_kinds"]
