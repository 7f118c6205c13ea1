"""Measurements: how fast, and how well marks are found. Not part of the product."""
