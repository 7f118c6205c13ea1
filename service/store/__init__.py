"""Originals and made papers, by SHA-256."""
