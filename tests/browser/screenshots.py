"""Screenshots of every page, of the example, into docs/images: `python -m tests.browser.screenshots`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.web.conftest import example_archive

from .conftest import CHROMIUM, FLAGS, INSIDE, REASON, opened, served

IMAGES = Path(__file__).parents[2] / "docs" / "images"
BYTES = 200_000  # an image, at most


def _story(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#found tbody a").first.click()
    expect(page.locator(".card").first).to_be_visible()


def _altered(page: Page, address: str) -> None:
    _story(page, address)
    page.locator(".card", has=page.locator(".badge.altered")).evaluate("one => one.scrollIntoView()")


def _side(page: Page, address: str) -> None:
    _story(page, address)
    page.goto(f"{page.url}?view=side&relation=altered#said")


def _source(page: Page, address: str) -> None:
    _altered(page, address)
    page.locator("a.diff", has_text="never").click(position=INSIDE)
    expect(page.locator("#drawer")).to_be_visible()


def _below(page: Page, address: str) -> None:
    _story(page, address)
    page.locator("#when").evaluate("one => one.scrollIntoView()")


def _report(page: Page, address: str) -> None:
    _story(page, address)
    page.goto(f"{address}{page.locator('.source-link').first.get_attribute('href')}".partition("#")[0])


def _decisions(page: Page, address: str) -> None:
    _altered(page, address)
    card = page.locator(".card", has=page.locator(".badge.altered"))
    card.get_by_text("Decide", exact=True).first.click()
    card.locator("fieldset input").nth(1).check()
    card.get_by_label("Your name").fill("Ada Quill")
    card.get_by_label("Why").fill("said again the day after")
    card.get_by_role("button", name="Decide").click()
    expect(page.locator("#decisions tbody tr")).to_have_count(1)
    page.goto(f"{address}/decisions")


def _at(path: str) -> Callable[[Page, str], None]:
    def go(page: Page, address: str) -> None:
        page.goto(address + path)

    return go


PAGES: dict[str, Callable[[Page, str], None]] = {
    "stories": _at("/"),
    "story": _story,
    "story-altered": _altered,
    "story-side-by-side": _side,
    "story-source": _source,
    "story-when-and-who": _below,
    "report": _report,
    "person": _at("/people?name=Brandvold"),
    "verify": _at("/verify?words=We+will+never+gamble+with+a+single+soul&speaker=Brandvold"),
    "story-altered-dark": _altered,
    "story-altered-narrow": _altered,
    "decisions": _decisions,  # last: it changes the archive
}
DESK: dict[str, object] = {"viewport": {"width": 1100, "height": 680}}
LOOKS = {
    "story-altered-dark": {**DESK, "color_scheme": "dark"},
    "story-altered-narrow": {"viewport": {"width": 320, "height": 700}},
}


def main() -> int:
    if CHROMIUM is None:
        print(REASON, file=sys.stderr)
        return 2
    IMAGES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(example_archive(Path(folder) / "news.db")) as address,
        sync_playwright() as driver,
        driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS) as browser,
    ):
        for name, go in PAGES.items():
            with opened(browser, **LOOKS.get(name, DESK)) as page:
                go(page, address)
                image = page.screenshot(path=IMAGES / f"{name}.png")
            assert len(image) <= BYTES, (name, len(image))
            print(f"docs/images/{name}.png: {len(image) // 1_000} kB", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
