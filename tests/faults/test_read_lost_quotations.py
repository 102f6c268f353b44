"""Quotations that extraction loses are told. Figure: ≥ 99 % of losses warned."""

from __future__ import annotations

import itertools

from onrecord.read import read_bytes

LINES = [f"The company runs {n} ferries to the islands, and all of them were checked last week." for n in range(9)]
SAID = (
    "“It sails in May,” she said.",
    '"It sails in May," she said.',
    "‘It sails in May,’ she said.",
    "It was, he wrote, “no accident”.",
    "“It sails.”",
    "„Sie fährt im Mai“, sagte sie.",
    "«It sails in May», she said, and it was said again by others, at some length, in the days that followed.",
)
WRAPPERS = (
    "<p>{}</p>",
    "<blockquote>{}</blockquote>",
    "<blockquote><p>{}</p></blockquote>",
    "<ul><li>{}</li></ul>",
    "<ol><li><p>{}</p></li></ol>",
    "<div>{}</div>",
    "<div><div><span>{}</span></div></div>",
    "<section><p>{}</p></section>",
    "<aside><p>{}</p></aside>",
    "<figure><figcaption>{}</figcaption></figure>",
    "<figure><blockquote>{}</blockquote></figure>",
    "<table><tr><td>{}</td></tr></table>",
    "<dl><dt>Mayor</dt><dd>{}</dd></dl>",
    "<details><summary>More</summary><p>{}</p></details>",
    "<h2>{}</h2>",
    "<pre>{}</pre>",
    "<p><em>{}</em></p>",
    "<p><a href=/x>{}</a> the report says, and so does everybody else who was there on the day.</p>",
    "<center><font>{}</font></center>",
    "<quote-box>{}</quote-box>",
    "{}",
    "<div class='comments'><p>{}</p></div>",
    "<div class='related share newsletter'><p>{}</p></div>",
    "<div class='pullquote'>{}</div>",
    "<div id='caption' class='wp-caption-text'>{}</div>",
    "<header><p>{}</p></header>",
)
PLACES = (0, 5, 9)
SHELLS = ("<html><body>{}</body></html>", "<html><body><nav>Home</nav><main><article>{}</article></main></body></html>")
MARKS = '"“”‘„«»'


def test_losses_are_warned_of() -> None:
    lost = warned = kept = 0
    for wrapper, said, place, shell in list(itertools.product(WRAPPERS, SAID, PLACES, SHELLS))[::5]:
        parts = [f"<p>{line}</p>" for line in LINES]
        parts.insert(place, wrapper.format(said))
        reading = read_bytes(shell.format("".join(parts)).encode(), name="a.html")
        text = reading.articles[0].text
        if sum(text.count(mark) for mark in MARKS) >= sum(said.count(mark) for mark in MARKS) and said in text:
            kept += 1
            continue
        lost += 1
        warned += "lost-quotations" in [notice.code for notice in reading.notices]
    assert warned >= 0.99 * lost, f"{warned} of {lost}"
    assert kept >= 0.6 * (kept + lost), f"only {kept} of {kept + lost} are in the text"


def test_no_warning_without_a_loss() -> None:
    parts = [f"<p>{line}</p>" for line in LINES]
    parts.insert(4, "<p>“It sails in May,” she said. The company’s ’90s boats don't.</p>")
    related = "<aside><ul><li><a href=/a>“No accident”: the mayor</a></li></ul></aside>"
    page = (
        f"<html><body><nav><a href=/>“Home”</a></nav><article>{''.join(parts)}</article>{related}<footer>“Us”</footer>"
    )
    reading = read_bytes(page.encode(), name="a.html")
    assert reading.notices == ()
