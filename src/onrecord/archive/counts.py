"""What an ingest counts, and how far it is."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass

from onrecord.archive.rows import Ended, Ingested


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is: what it counts are reports. `rate` is reports a second, `left` seconds, None where nothing
    can be told yet."""

    done: int
    new: int
    changed: int
    known: int
    left_out: int
    seconds: float
    rate: float
    left: float | None


class Count:
    """The counts so far; `size` is about how many bytes there are to read, 0 where nobody knows."""

    def __init__(self, size: int = 0) -> None:
        self.new = self.changed = self.known = 0
        self.left_out: Counter[str] = Counter()
        self._size, self._read = size, 0
        self._started = time.monotonic()
        self._before = self.result()

    def result(self) -> Ingested:
        return Ingested(self.new, self.changed, self.known, tuple(sorted(self.left_out.items())))

    def begin(self) -> None:
        """A piece begins."""
        self._before = self.result()

    def end(self, ended: Ended) -> Ingested:
        """What a piece gave that ends here; what one gave that was read before is counted as known."""
        if ended.before is not None:
            self.known += ended.before.known
            self.left_out.update(dict(ended.before.left_out))
            return ended.before
        self._read += ended.piece.size
        left_out = self.left_out - Counter(dict(self._before.left_out))
        return Ingested(
            self.new - self._before.new,
            self.changed - self._before.changed,
            self.known - self._before.known,
            tuple(sorted(left_out.items())),
        )

    def progress(self) -> Progress:
        seconds = time.monotonic() - self._started
        left_out = self.left_out.total()
        done = self.new + self.changed + self.known + left_out
        left = seconds * max(0, self._size - self._read) / self._read if self._read else None
        rate = done / seconds if seconds > 0 else 0.0
        return Progress(done, self.new, self.changed, self.known, left_out, seconds, rate, left)
