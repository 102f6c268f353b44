"""Every page for everybody: axe-core, dark, 320 px, targets of 24 px, print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from onrecord.web.render import story_page
from tests.sample import record

from .conftest import INSIDE, opened


@pytest.fixture(scope="module")
def addresses(browser: Browser, example: str) -> dict[str, str]:
    """Every page of the example, by name."""
    with opened(browser) as page:
        page.goto(example)
        story = page.locator("#found tbody a").first.get_attribute("href")
        page.goto(f"{example}{story}")
        report = page.locator("#reports a").first.get_attribute("href")
    return {
        "stories": example,
        "story": f"{example}{story}",
        "story, side by side": f"{example}{story}?view=side",
        "story, all in full": f"{example}{story}?view=all",
        "report": f"{example}{report}?mark=0-20#mark",
        "person": f"{example}/people?name=Brandvold",
        "verify": f"{example}/verify?words=We+will+not+gamble+with+a+single+soul&speaker=Brandvold",
        "decisions": f"{example}/decisions",
        "problem": f"{example}/stories/none",
    }


def _pages(browser: Browser, addresses: dict[str, str], **options: object) -> Iterator[tuple[str, Page]]:
    for name, address in addresses.items():
        if name == "problem":
            continue  # its status is an error in the console; `test_the_page_of_a_problem` has it
        with opened(browser, **options) as page:
            page.goto(address)
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            yield name, page


def _faults(page: Page, *, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe-core calls serious or critical, by all its rules or by these."""
    options = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else None
    found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


def test_axe_finds_nothing_serious(browser: Browser, addresses: dict[str, str]) -> None:
    for name, page in _pages(browser, addresses):
        assert _faults(page) == [], name


def test_axe_finds_the_dark_look_readable(browser: Browser, addresses: dict[str, str]) -> None:
    for name, page in _pages(browser, addresses, color_scheme="dark"):
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert sum(int(part) for part in dark.removeprefix("rgb(").rstrip(")").split(",")) < 120, (name, dark)
        assert _faults(page, rules=("color-contrast", "link-in-text-block")) == [], name


def test_the_page_of_a_problem(browser: Browser, addresses: dict[str, str]) -> None:
    page = browser.new_page()
    page.goto(addresses["problem"])
    expect(page.get_by_role("heading", level=1)).to_have_text("That did not work")
    assert _faults(page) == []
    page.close()


def test_axe_finds_nothing_serious_in_the_drawer_and_the_help(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["story"])
    page.locator("a.diff", has_text="never").click(position=INSIDE)
    expect(page.locator("#drawer")).to_be_visible()
    assert _faults(page) == []
    page.keyboard.press("?")
    assert _faults(page) == []


def test_nothing_runs_off_a_narrow_window(browser: Browser, addresses: dict[str, str]) -> None:
    for name, page in _pages(browser, addresses, viewport={"width": 320, "height": 640}):
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, (name, width)


def test_targets_are_large_enough(browser: Browser, addresses: dict[str, str]) -> None:
    small = """() => [...document.querySelectorAll('button, input, select, summary, nav a, .note, .anchor, .lay')]
      .filter(one => one.offsetParent).map(one => [one.outerHTML, one.getBoundingClientRect()])
      .filter(([, box]) => box.height < 24 || box.width < 24).map(([html]) => html)"""
    for name, page in _pages(browser, addresses):
        assert page.evaluate(small) == [], name


def test_a_difference_is_told_without_its_colour(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["story"])
    for tag, line, word in (("ins", "underline", "added:"), ("del", "line-through", "deleted:")):
        mark = page.locator(f"a.diff {tag}").first
        assert line in mark.evaluate("one => getComputedStyle(one).textDecorationLine")
        assert word in (mark.text_content() or "")


def test_a_printed_page_has_its_citations_and_digest(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["story"])
    page.emulate_media(media="print")
    for hidden in ("nav", "form", ".decide", "#drawer", ".copy"):
        assert not any(one.is_visible() for one in page.locator(hidden).all()), hidden
    expect(page.locator("#citations li").first).to_be_visible()
    expect(page.locator("footer")).to_contain_text("Record ")
    paper = page.pdf()
    assert paper.startswith(b"%PDF-")
    assert paper.count(b"/Type /Page\n") >= 1


def test_the_file_for_mail_and_print_is_whole(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "story.html"
    file.write_text(story_page(record(), standalone=True), encoding="utf-8")
    with opened(browser, offline=True, viewport={"width": 320, "height": 640}) as page:
        page.goto(file.as_uri())
        assert _faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.locator(".source-link").first.click()
        expect(page.locator(".here:target + span")).to_be_in_viewport()
        assert page.pdf().startswith(b"%PDF-")
