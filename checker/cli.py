"""The command line `zhongben`."""

from __future__ import annotations

import argparse
import sys

from checker.commands import rules
from checker.errors import CheckerError


def main(argv: list[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="zhongben")
    subparsers = parser.add_subparsers(dest="command", required=True)
    rules.add(subparsers)
    arguments = parser.parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except CheckerError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
