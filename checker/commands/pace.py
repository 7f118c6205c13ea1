"""How long the pages that are left will take, from those that were read."""

from __future__ import annotations

_KEPT = 0.03  # seconds: a page that came faster was read on an earlier run
_ENOUGH = 3  # pages read before anything is said


class Pace:
    """Pages a second. The first page is not counted, since it waits for the recogniser to start, nor are kept readings,
    which come first and at once.
    """

    def __init__(self, now: float) -> None:
        self._last = now
        self._done = 0
        self._pages: int | None = None
        self._seconds = 0.0

    def left(self, done: int, total: int, now: float) -> str:
        """What is left at this moment, as a clerk says it; empty where nothing can be said yet."""
        pages, seconds = done - self._done, now - self._last
        self._done, self._last = done, now
        if pages > 0 and (seconds > _KEPT * pages or self._pages is not None):
            if self._pages is None:
                self._pages = 0
            else:
                self._pages += pages
                self._seconds += seconds
        if not self._pages or self._pages < _ENOUGH or done >= total:
            return ""
        return in_words(self._seconds / self._pages * (total - done))


def in_words(seconds: float) -> str:
    """About how long."""
    if seconds < 60:
        return f"约还需 {max(5, 5 * round(seconds / 5))} 秒"
    return f"约还需 {round(seconds / 60)} 分钟"
