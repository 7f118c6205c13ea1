"""Places and subjects as a clerk says them: 卷宗.pdf 第3、5–7页, 案件记录（case.yaml）, 账户 尾号2278."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from checker.casefile import Evidence, PageRef
from checker.facts import CASE

RECORD_NAMES = ("case.yaml", "case.yml")
_WRITTEN = re.compile(
    r"(?:案件记录（(?P<record>.+?)）|(?P<file>.+?) 第(?P<runs>\d{1,6}(?:–\d{1,6})?(?:、\d{1,6}(?:–\d{1,6})?)*)页)(?:；|$)",
    re.DOTALL,
)
_ACCOUNT, _TAIL = "账户", re.compile(r"\d{4}$")


def is_record(file: str) -> bool:
    """Whether a file is the case system's record, which has no pages."""
    return PurePosixPath(file).name.lower() in RECORD_NAMES


def place_text(place: Evidence | PageRef) -> str:
    """One place: 卷宗.pdf 第3页."""
    return places_text([place])


def places_text(places: Iterable[Evidence | PageRef]) -> str:
    """Pages by file: `卷宗.pdf 第3、5–7页；2.jpg 第1页`."""
    by_file: dict[str, set[int]] = {}
    for place in places:
        by_file.setdefault(place.file, set()).add(place.page)
    return "；".join(_of_file(file, sorted(pages)) for file, pages in by_file.items())


def read_places(text: str) -> tuple[PageRef, ...]:
    """The pages that `places_text` wrote. ValueError where it wrote no such text."""
    places = tuple(place for part in _WRITTEN.finditer(text) for place in _pages(part))
    if places_text(places) != text:
        raise ValueError(f"“{text}”不是页码")
    return places


def _pages(part: re.Match[str]) -> Iterator[PageRef]:
    if part["record"]:
        yield PageRef(part["record"], 1)
        return
    for run in part["runs"].split("、"):
        first, _, last = run.partition("–")
        yield from (PageRef(part["file"], page) for page in range(int(first), int(last or first) + 1))


def subject_text(subject: str) -> str:
    """A subject as a clerk says it: 被执行人 张某, 本案, 账户 尾号2278."""
    kind, _, name = subject.partition(":")
    if kind == CASE and not name:
        return "本案"
    tail = _TAIL.search(name) if kind == _ACCOUNT else None
    return f"{kind} {f'尾号{tail[0]}' if tail else name}".strip()


def _of_file(file: str, pages: Sequence[int]) -> str:
    return f"案件记录（{file}）" if is_record(file) else f"{file} 第{_ranges(pages)}页"


def _ranges(pages: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
