"""Turns files (mostly scans) into pages, lines, documents and fields, each with its place on the paper."""
