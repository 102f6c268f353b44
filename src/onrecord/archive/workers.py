"""Reading articles in one process or in several, results always in the order of the articles.

A process that dies on an article (out of memory, a fault in native code) takes only that article with it.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from onrecord.archive.rows import Extracted, Process
from onrecord.model import Article, Notice

FAILED = "E900"  # as `pipeline.guarded` says it
AHEAD = 4  # articles under way for each process

Setup = Callable[[], Process]
Outcome = Extracted | Notice


def read_all(entries: Iterable[Article | Notice], setup: Setup, *, workers: int = 1) -> Iterator[Outcome | None]:
    """For each entry, in order: what reading it gave, a Notice where that failed, None where the entry is a Notice.

    `setup` makes the function that reads one article; it is called once in every process and must be importable
    where `workers` is over 1. At most `AHEAD` articles a process are held at a time.
    """
    if workers <= 1:
        process = setup()
        for entry in entries:
            yield None if isinstance(entry, Notice) else _guarded(process, entry)
        return
    with _Pool(setup, workers) as pool:
        yield from pool.read(entries)


class _Pool:
    """A pool of processes that is made again when one of them dies."""

    def __init__(self, setup: Setup, workers: int) -> None:
        self._setup = setup
        self._workers = workers
        self._executor = self._start()

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def read(self, entries: Iterable[Article | Notice]) -> Iterator[Outcome | None]:
        ahead: deque[tuple[Article | Notice, Future[Outcome] | None]] = deque()
        for entry in entries:
            ahead.append((entry, None if isinstance(entry, Notice) else self._submit(entry)))
            if len(ahead) > AHEAD * self._workers:
                yield self._take(ahead)
        while ahead:
            yield self._take(ahead)

    def _start(self) -> ProcessPoolExecutor:
        # Spawned, not forked: the weights' runtime keeps threads, which a fork would copy half.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._workers, mp_context=context, initializer=_prepare, initargs=(self._setup,))

    def _submit(self, article: Article) -> Future[Outcome]:
        try:
            return self._executor.submit(_read, article)
        except BrokenProcessPool as error:
            broken: Future[Outcome] = Future()
            broken.set_exception(error)
            return broken

    def _take(self, ahead: deque[tuple[Article | Notice, Future[Outcome] | None]]) -> Outcome | None:
        entry, future = ahead.popleft()
        if future is None or isinstance(entry, Notice):
            return None
        try:
            return future.result()
        except BrokenProcessPool:
            return self._retry(entry, ahead)

    def _retry(self, article: Article, ahead: deque[tuple[Article | Notice, Future[Outcome] | None]]) -> Outcome:
        """Read `article` in a new pool by itself, then hand that pool what was under way behind it."""
        self._executor.shutdown(wait=True)
        self._executor = self._start()
        outcome: Outcome
        try:
            outcome = self._executor.submit(_read, article).result()
        except BrokenProcessPool:
            outcome = Notice(FAILED, article.id, "left out: the process that read it died")
            self._executor.shutdown(wait=True)
            self._executor = self._start()
        for at, (entry, _) in enumerate(ahead):
            ahead[at] = (entry, None if isinstance(entry, Notice) else self._submit(entry))
        return outcome


_process: Process | None = None


def _prepare(setup: Setup) -> None:
    global _process
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _process = setup()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _read(article: Article) -> Outcome:
    assert _process is not None
    return _guarded(_process, article)


def _guarded(process: Process, article: Article) -> Outcome:
    try:
        return process(article)
    except Exception as error:  # whatever a hostile text provokes, the other articles go on
        return Notice(FAILED, article.id, f"left out: reading it failed ({type(error).__name__}: {error})")
