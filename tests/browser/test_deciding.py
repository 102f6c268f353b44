"""An utterance is split and merged again on the page, by mouse with JavaScript and without it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import opened


def _decide(page: Page, kind: str, outlet: int) -> None:
    card = page.locator(".card").first
    card.get_by_text("Decide", exact=True).first.click()
    card.locator('fieldset input[type="checkbox"]').nth(outlet).check()
    card.get_by_label("What is decided").select_option(kind)
    card.get_by_label("Your name").fill("Ada Quill")
    card.get_by_role("button", name="Decide").click()


@pytest.mark.parametrize("script", [True, False])
def test_split_merge_and_take_back(browser: Browser, newsroom: str, script: bool) -> None:
    with opened(browser, java_script_enabled=script) as page:
        page.goto(newsroom)
        page.locator("#found tbody a").nth(5 if script else 6).click()
        before = page.locator(".card").count()
        _decide(page, "these are an utterance of their own", 1)
        expect(page.locator(".card")).to_have_count(before + 1)
        log = page.locator("#decisions tbody tr")
        expect(log).to_have_count(1)
        for card in (page.locator(".card").nth(0), page.locator(".card").nth(1)):
            card.get_by_text("Decide", exact=True).first.click()
            card.get_by_label("Merge this utterance").check()
        merging = page.locator("#merge")
        expect(merging.get_by_label("Your name")).to_have_value("Ada Quill")
        merging.get_by_role("button").click()
        expect(page.locator(".card")).to_have_count(before)
        log.first.get_by_role("button", name="Take back").click()
        expect(page.locator(".card")).to_have_count(before + 1)
        log.last.get_by_role("button", name="Take back").click()
        expect(page.locator(".card")).to_have_count(before)
        expect(log).to_have_count(4)
        page.get_by_role("link", name="Decisions", exact=True).first.click()
        expect(page.get_by_text("taken back").first).to_be_visible()
