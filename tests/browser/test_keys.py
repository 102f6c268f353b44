"""The keyboard alone: by the page's own keys, with them switched off, and by Tab."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_keys_lead_through_the_story(page: Page, example: str) -> None:
    page.goto(example)
    page.locator("#found tbody a").first.focus()
    page.keyboard.press("Enter")
    cards = page.locator(".card")
    expect(cards.first).to_be_visible()
    page.keyboard.press("j")
    expect(cards.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(cards.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(cards.nth(0)).to_be_focused()
    page.keyboard.press("n")
    diffs = page.locator("a.diff")
    expect(diffs.nth(0)).to_be_focused()
    page.keyboard.press("n")
    expect(diffs.nth(1)).to_be_focused()
    page.keyboard.press("p")
    expect(diffs.nth(0)).to_be_focused()
    page.keyboard.press("o")
    expect(page.locator("#drawer")).to_be_visible()
    expect(page.locator("#drawer .wanted").first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()
    expect(diffs.nth(0)).to_be_focused()
    page.keyboard.press("/")
    words = page.get_by_label("Did they say that?")
    expect(words).to_be_focused()
    page.keyboard.type("We will not gamble, j k n p ?")  # letters in a box are letters
    expect(words).to_have_value("We will not gamble, j k n p ?")
    page.keyboard.press("Enter")
    expect(page.locator("#verdict-h")).to_be_visible()


def test_keys_can_be_switched_off(page: Page, example: str) -> None:
    page.goto(example)
    page.locator("#found tbody a").first.click()
    expect(page.locator(".card").first).to_be_visible()
    page.keyboard.press("?")
    switch = page.get_by_role("button", name="Keys are on")
    expect(switch).to_be_visible()
    switch.press("Enter")
    expect(page.get_by_role("button", name="Keys are off")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Close").press("Enter")
    page.reload()
    page.keyboard.press("j")
    expect(page.locator(".card:focus")).to_have_count(0)
    page.get_by_role("button", name="Keys").press("Enter")
    page.get_by_role("button", name="Keys are off").press("Enter")
    page.get_by_role("button", name="Close").press("Enter")
    page.keyboard.press("j")
    expect(page.locator(".card").first).to_be_focused()


def test_tab_comes_first_to_a_way_past_the_head_and_focus_is_seen(page: Page, example: str) -> None:
    page.goto(example)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.locator("#found tbody a").first.click()
    expect(page.locator(".card").first).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "() => { const one = document.activeElement, box = one.getBoundingClientRect();"
            " const style = getComputedStyle(one);"
            " return [box.width > 0 && box.bottom > 0 && box.top < innerHeight, style.outlineStyle !== 'none'] }"
        )
        assert seen == [True, True], page.evaluate("document.activeElement.outerHTML")
