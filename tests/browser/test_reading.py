"""Reading: from the list to a story, from a mark to its source, a sentence verified; with and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import INSIDE, opened


def _story(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#found tbody a").first.click()
    expect(page.locator(".card").first).to_be_visible()


def test_a_story_is_read_and_a_mark_followed_to_its_source(page: Page, example: str) -> None:
    _story(page, example)
    expect(page.locator(".count")).to_contain_text("2 independent witnesses")
    added = page.locator("a.diff ins", has_text="never").first
    added.click(position=INSIDE)
    drawer = page.locator("#drawer")
    expect(drawer).to_be_visible()
    expect(drawer.locator(".wanted").first).to_contain_text("We will never gamble")
    expect(drawer.locator("#mark")).to_be_focused()
    drawer.get_by_role("button", name="Close the source").click()
    expect(drawer).to_be_hidden()
    expect(page.locator("a.diff:focus")).to_contain_text("never")
    page.set_viewport_size({"width": 700, "height": 900})  # no room beside it: a page of its own
    added.click(position=INSIDE)
    expect(page).to_have_url(re.compile(r"/reports/.*mark=\d+-\d+#mark"))
    expect(page.locator(".wanted").first).to_be_in_viewport()


@pytest.mark.parametrize("script", [True, False])
def test_filters_and_looks(browser: Browser, example: str, script: bool) -> None:
    with opened(browser, java_script_enabled=script) as page:
        _story(page, example)
        everything = page.locator(".card").count()
        page.get_by_label("Relation").select_option("altered")
        page.get_by_label("Readings", exact=True).select_option("side by side")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.locator(".card")).to_have_count(1)
        assert everything > 1
        expect(page).to_have_url(re.compile("relation=altered.*view=side"))
        expect(page.locator(".card th", has_text="the base").first).to_be_visible()
        expect(page.locator(".card td del", has_text="not")).to_have_count(1)
        page.get_by_role("link", name="Show all").click()
        expect(page.locator(".card")).to_have_count(everything)


@pytest.mark.parametrize("script", [True, False])
def test_a_thousand_reports_are_searched_read_and_verified(browser: Browser, newsroom: str, script: bool) -> None:
    with opened(browser, java_script_enabled=script) as page:
        page.goto(newsroom)
        expect(page.locator("#found tbody tr")).to_have_count(50)
        page.get_by_role("link", name="Older stories").click()
        expect(page.locator("#found tbody tr")).to_have_count(50)
        title = page.locator("#found tbody a").nth(3).inner_text()
        page.get_by_label("Words of the title").fill(title)
        page.get_by_role("button", name="Search").click()
        expect(page.locator("#found tbody tr")).to_have_count(1)
        page.locator("#found tbody a").click()
        name = page.locator(".card h3 a").first.inner_text()
        words = page.locator(".card").first.locator(".words").first.inner_text().strip("“”")
        page.get_by_label("Did they say that?").fill(words)
        page.get_by_label("Speaker, a last name will do").fill(name.split()[-1])
        page.get_by_role("button", name="Verify").click()
        expect(page.locator("#verdict-h")).to_have_text(re.compile("Found"))
        page.locator("#verdict .card li a").first.click()
        expect(page.locator(".wanted").first).to_be_visible()
        page.get_by_role("link", name="its story").click()
        page.locator(".card h3 a").first.click()
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()
        expect(page.locator("section tbody tr").first).to_be_visible()


def test_what_nobody_said_is_not_called_false(page: Page, newsroom: str) -> None:
    page.goto(f"{newsroom}/verify?words=Turnips+are+the+only+honest+vegetable+in+parliament")
    expect(page.locator("#verdict-h")).to_have_text("Not in these 1000 reports")


def test_a_citation_is_copied(browser: Browser, example: str) -> None:
    with opened(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        _story(page, example)
        page.locator(".card .note").first.click()
        cite = page.locator("#citations li:target")
        cite.get_by_role("button", name="Copy").click()
        expect(cite.get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == cite.locator(".cite").inner_text()
        assert re.search(r"“.+” \(.+characters \d+ to \d+\)", copied)
