"""A real browser (Debian's Chromium, driven by Playwright) on served archives; skipped where there is none."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Position, expect, sync_playwright

from onrecord.archive.story_record import Compare
from onrecord.web.app import application
from tests.archive.lock import compare
from tests.web.conftest import example_archive
from tests.web.invented import archive_of

from .newsroom import articles

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium will not run as root with one
WAIT = 30_000  # milliseconds: a busy machine is no fault
expect.set_options(timeout=WAIT)
INSIDE: Position = {"x": 9, "y": 9}  # of a mark: its middle would be reckoned with the words that are not shown
REASON = "no browser: apt-get install -y chromium"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=REASON))


@contextmanager
def served(archive: Path, *, compare: Compare | None = None) -> Iterator[str]:
    """The address at which `archive` is served by this process, on a port that is free."""
    app = application(archive) if compare is None else application(archive, compare=compare)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="package")  # its event loop would stand in the way of other tests that run their own
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver, driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS) as browser:
        yield browser


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The three reports of examples/bridge, read by the encoder."""
    with served(example_archive(tmp_path_factory.mktemp("example") / "news.db")) as address:
        yield address


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A thousand invented reports."""
    path = archive_of(tmp_path_factory.mktemp("newsroom") / "news.db", articles(1_000))
    with served(path, compare=compare) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with opened(browser) as page:
        yield page


@contextmanager
def opened(browser: Browser, **options: object) -> Iterator[Page]:
    """A page of its own; what goes wrong in it (a script's error, a refusal by the content policy) fails the test."""
    context = browser.new_context(reduced_motion="reduce", **options)  # type: ignore[arg-type]
    context.set_default_timeout(WAIT)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    yield page
    context.close()
    assert wrong == []
