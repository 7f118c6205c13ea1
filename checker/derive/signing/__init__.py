"""Signatures, seals and approvals: who signed, and what was written beside it."""
