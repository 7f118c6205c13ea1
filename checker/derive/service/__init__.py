"""Service of papers (送达): receipts, slips of the post, public notices, and the days they took."""
