"""What the renderers show, and what they never let through."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

from rich.console import Console

from onrecord.cli import table
from onrecord.export import markdown
from onrecord.export.story import Story, in_short, marked, pieces
from onrecord.export.visible import one_line, visible
from tests.sample import A, B, record


def shown(told: object, *, colour: bool = False) -> str:
    out = StringIO()
    table.show(told, console=Console(file=out, width=120, highlight=False, force_terminal=colour))  # type: ignore[arg-type]
    return out.getvalue()


def test_the_changed_word_is_marked_and_the_relation_named() -> None:
    text = shown(record())
    assert "We will [-not-]{+never+} gamble with lives," in text
    assert "altered: not | never" in text
    assert "2 independent witnesses" in text
    assert "number: 14,000 | 11,000 (disagree)" in text


def test_markdown_tells_the_same() -> None:
    text = markdown.dumps(record())
    assert "altered: not \\| never" in text
    assert "### Ilse Brandvold" in text


def test_words_that_only_the_base_has_stand_where_they_are_missing() -> None:
    told = record()
    story = Story(told)
    pair = told.utterances[0].pairs[0]
    base, reading = story.statements["b:s1"], story.statements["a:s1"]
    only = replace(pair, edits=(replace(pair.edits[0], a=None),))
    assert marked(pieces(base, reading, only)).startswith("We will [-never-]")
    assert in_short(only) == "altered: – | never"


def test_what_cannot_be_seen_is_written_out() -> None:
    assert visible("a\u202eb\x1b[31m\u200b") == "a⟨U+202E⟩b⟨U+001B⟩[31m⟨U+200B⟩"
    assert one_line("a\n  b\tc") == "a b c"


def test_no_terminal_escape_of_an_article_reaches_the_terminal() -> None:
    evil = "\x1b]0;owned\x07\x1b[2J"
    a = replace(A, outlet=f"Courier{evil}", title=evil, text=A.text.replace("lives", f"lives{evil}"))
    told = record(a=replace(a, text=A.text, outlet=a.outlet, title=a.title), b=B)
    assert "\x1b" not in shown(told)
    assert "\x1b]0" not in shown(told, colour=True)
    assert "\x1b[2J" not in shown(told, colour=True)


def test_markup_of_an_article_is_no_markup() -> None:
    a = replace(A, outlet="[red]Courier[/red] <script>", title="| # [x](javascript:1)")
    assert "[red]Courier[/red]" in shown(record(a=a))
    assert "\\[x\\]\\(javascript:1\\)" in markdown.dumps(record(a=a))
    assert "\\<script\\>" in markdown.dumps(record(a=a))
