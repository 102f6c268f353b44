"""A corpus of injections through every field, in a real browser: none runs, none becomes markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Page

from onrecord.model import Person
from onrecord.web.render import story_page
from tests.archive.lock import compare
from tests.sample import A, record
from tests.web.hostile import ALL, SCRIPT, report
from tests.web.invented import archive_of

from .conftest import opened, served

# Elements that no page of ours has, and attributes that would run something.
FOREIGN = """() => {
  const tags = [...document.querySelectorAll('img, iframe, object, embed, base, animate, textarea, meta[http-equiv]')];
  const own = ['/static/htmx.min.js', '/static/onrecord.js'];
  const scripts = [...document.scripts].filter(one => !own.includes(one.getAttribute('src')));
  const runs = [...document.querySelectorAll('*')].filter(one => [...one.attributes].some(
    each => /^on|^hx-on|^hx-trigger/.test(each.name) || /^(?:href|src|action)$/.test(each.name) &&
      !/^(?:#|\\/(?!\\/)|\\?|https?:)/.test(each.value)));
  return [window.__hit ?? 0, ...[...tags, ...scripts, ...runs].map(one => one.outerHTML.slice(0, 200))];
}"""
# In what is shown; the value of a choice has to be the outlet's own name, letter by letter.
UNSEEN = """() => /[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200b\\u202e\\u2066\\ufeff]/.test(
  document.title + document.body.textContent + [...document.querySelectorAll('input')].map(one => one.value))"""


FIELDS = ("q", "outlet", "person", "words", "speaker", "name", "kind", "after")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    articles = [report(evil, n) for n, evil in enumerate(ALL)]
    path = archive_of(tmp_path_factory.mktemp("hostile") / "news.db", articles)
    with served(path, compare=compare) as address:
        yield address


def _clean(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.evaluate("for (const one of document.querySelectorAll('main *')) one.dispatchEvent(new Event('mouseover'))")
    assert page.evaluate(FOREIGN) == [0], address
    assert not page.evaluate(UNSEEN), address
    assert page.url.startswith(address.split("/")[0]), address


def test_no_stored_field_runs_or_is_markup(browser: Browser, hostile: str) -> None:
    with opened(browser) as page:
        told = page.request.get(f"{hostile}/api/v1/stories?limit=200").json()["stories"]
        stories = [one["id"] for one in told]
        reports = [v for s in stories for v in page.request.get(f"{hostile}/api/v1/stories/{s}").json()["reports"]]
        assert len(reports) == len(ALL)
        _clean(page, hostile)
        for story in stories:
            _clean(page, f"{hostile}/stories/{story}")
        for name in reports:
            _clean(page, f"{hostile}/reports/{name}?mark=0-5")
        _clean(page, f"{hostile}/people?name=Ellwood")
        _clean(page, f"{hostile}/verify?{urlencode({'words': 'lock will be rebuilt before the floods'})}")


def test_no_query_runs_or_is_markup(browser: Browser, hostile: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        for evil in ALL:
            told = urlencode(
                dict.fromkeys(("q", "outlet", "person", "words", "speaker", "name", "kind", "after"), evil)
            )
            for path in (
                "/",
                "/verify",
                "/people",
                f"/stories/{quote(evil, safe='')}",
                f"/reports/{quote(evil, safe='')}",
            ):
                page.goto(f"{hostile}{path}?{told}")
                assert page.evaluate(FOREIGN) == [0], (path, evil)
                assert not page.evaluate(UNSEEN), (path, evil)


def test_no_decision_runs_or_is_markup(browser: Browser, hostile: str) -> None:
    with opened(browser) as page:
        said = page.request.get(f"{hostile}/api/v1/statements?kind=direct").json()["statements"][0]
        for evil in SCRIPT:
            subject = {"statement": said["statement"], "name": evil[:200]}
            told = {"kind": "speaker", "subject": subject, "editor": evil[:200], "reason": evil}
            made = page.request.post(f"{hostile}/api/v1/decisions", data=told)
            assert made.ok, made.text()
        _clean(page, f"{hostile}/decisions")
        _clean(page, f"{hostile}/stories/{said['story']}")
        _clean(page, f"{hostile}/people?name=Ellwood")


def test_the_single_file_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, offline=True) as page:
        for n, evil in enumerate(ALL):
            article = replace(A, outlet=evil, title=evil, byline=evil, url=evil)
            whole = record(a=article)
            people = (replace(whole.people[0], name=evil), Person("x", "person", evil, (), (), ()))
            file = tmp_path / f"{n}.html"
            file.write_text(story_page(replace(whole, people=people), standalone=True), encoding="utf-8")
            page.goto(file.as_uri())
            assert page.evaluate(FOREIGN) == [0], evil
            assert not page.evaluate(UNSEEN), evil
