"""`zhongben read`: the catalogue of a case file, without judging it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from rich.table import Table

from checker.casefile import CaseFile, Document
from checker.commands.case import add_case_arguments, look_over, read_case
from checker.commands.check import STDOUT
from checker.commands.outputs import prepare_outputs
from checker.commands.screen import output, remarks
from checker.files import write_whole
from checker.report import count_pages
from checker.report_json import document_json, dump_json, page_count_json, unknown_json
from checker.reports.words import field_texts

SCHEMA = "zhongben/catalogue/1"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "read", help="只编目：页、文书、要素", description="只编目，不判断：每一页归入哪份文书，读出哪些要素"
    )
    add_case_arguments(parser)
    parser.add_argument("--json", metavar="文件", help="写出 JSON；- 表示写到屏幕。会覆盖同名的旧文件")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Reads and shows the catalogue."""
    json_path = Path(arguments.json) if arguments.json not in (None, STDOUT) else None
    prepare_outputs((json_path,), arguments.paths, look_over(arguments.paths))
    with read_case(arguments.paths, workers=arguments.workers, cache=not arguments.no_cache) as opened:
        case = opened.case
    data = dump_json(catalogue_json(case))
    if json_path:
        write_whole(json_path, data)
    if arguments.json == STDOUT:
        sys.stdout.buffer.write(data)
    else:
        _print(case)
    for problem in case.problems:
        remarks().print(f"注意：{problem}", markup=False)
    return 0


def catalogue_json(case: CaseFile) -> dict[str, Any]:
    """The catalogue as plain JSON values."""
    return {
        "schema": SCHEMA,
        "name": case.name,
        "documents": [document_json(document) for document in case.documents],
        "foreign": [document_json(document) for document in case.foreign],
        "pages": page_count_json(count_pages(case)),
        "unknown_pages": [unknown_json(unknown) for unknown in case.unknown],
        "problems": list(case.problems),
        "inputs": dict(sorted(case.input_hashes.items())),
    }


def _print(case: CaseFile) -> None:
    table = Table("文书", "页", "要素", title=f"{case.name}：{len(case.documents)} 份文书")
    for document in case.documents:
        table.add_row(document.kind, pages_of(document), _fields(document))
    console = output()
    console.print(table)
    count = count_pages(case)
    console.print(
        f"共 {count.in_} 页：已编目 {count.catalogued}，空白 {count.blank}，重复 {count.duplicate}，"
        f"他案 {count.foreign}，未能辨认 {count.unknown}"
    )
    for unknown in case.unknown:
        maybe = f"，可能是{'、'.join(unknown.candidates)}" if unknown.candidates else ""
        console.print(f"未能辨认：{unknown.page.file} 第{unknown.page.number}页{maybe}", markup=False)


def pages_of(document: Document) -> str:
    """The pages of a document, e.g. `a.pdf 3–5`."""
    first, last = document.pages[0], document.pages[-1]
    if first.file != last.file:
        return f"{first.file} {first.number} – {last.file} {last.number}"
    return f"{first.file} {first.number}" + (f"–{last.number}" if last is not first else "")


def _fields(document: Document) -> str:
    return "；".join(f"{label} {text}" for label, text in field_texts(document))
