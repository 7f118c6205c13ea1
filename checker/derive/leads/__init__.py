"""Leads (线索): what applicants gave, how it was looked into, and what they were told."""
