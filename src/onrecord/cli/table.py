"""A story record for the terminal, as a standards editor would read it."""

from __future__ import annotations

from rich.console import Console, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.export.story import Story, content_text, in_short, marks, pieces, printed, shortened
from onrecord.export.visible import one_line
from onrecord.model import Fact, Statement, StoryRecord, Utterance

_STYLES = {"same": "", "base": "red strike", "reading": "green underline"}
_LONGEST_EVENT = 110
_RELATIONS = {
    "identical": "dim",
    "typographic": "dim",
    "subset": "cyan",
    "edited": "yellow",
    "altered": "bold red",
}


def show(record: StoryRecord, *, console: Console | None = None) -> None:
    """Print `record`: the reports, who said what with every reading, what one report has alone, the dates."""
    console = console or Console(highlight=False)
    story = Story(record)
    console.print(_head(story))
    for title, part in (
        ("Said, and reported by more than one", _shared(story)),
        ("Quoted by one report only", _alone(story)),
        ("Said, without quotation marks", _indirect(story)),
        ("Reported by more than one witness", _facts(story, "corroborated")),
        ("Where the reports conflict", _facts(story, "conflicting")),
        ("Reported by one only", _facts(story, "single")),
        ("When", _timeline(story)),
        ("Shared text", _copies(story)),
    ):
        if part is not None:
            console.print(Rule(Text(title, style="bold"), align="left", style="dim"))
            console.print(Padding(part, (0, 0, 1, 0)))


def _head(story: Story) -> Group:
    record = story.record
    reports = sum(article.role == "report" for article in record.articles)
    words = f"{_count(reports, 'report')}, {_count(len(record.witnesses), 'independent witness')}"
    table = Table("report", "outlet", "published", "statements", "title", box=None, padding=(0, 2, 0, 0))
    for article in record.articles:
        count = sum(statement.article == article.id for statement in record.statements)
        published = f"{article.published.value} ({article.published.basis})" if article.published else "no date"
        cells = (article.id, article.outlet or "–", published, str(count), article.title or "–")
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    return Group(Text(words, style="bold"), table, Text())


def _count(number: int, noun: str) -> str:
    plural = noun + ("es" if noun.endswith("s") else "s")
    return f"{number} {noun if number == 1 else plural}"


def _shared(story: Story) -> Group | None:
    shared = {utterance.id for utterance in story.shared()}
    parts: list[Text | Padding] = []
    for speaker, utterances in story.by_speaker():
        mine = [utterance for utterance in utterances if utterance.id in shared]
        if mine:
            parts.append(Text(one_line(story.speaker(speaker)), style="bold"))
            parts += [Padding(_utterance(story, utterance), (0, 0, 0, 2)) for utterance in mine]
    return Group(*parts) if parts else None


def _utterance(story: Story, utterance: Utterance) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True, max_width=24, overflow="ellipsis")
    grid.add_column(ratio=1)
    base = story.base(utterance)
    grid.add_row(one_line(story.outlet(base.article)), Text(one_line(printed(base))))
    for reading, pair in story.others(utterance):
        outlet = one_line(story.outlet(reading.article))
        if pair is None:
            grid.add_row(outlet, Text(one_line(printed(reading))))
            continue
        opening, closing = marks(reading)
        text = Text(opening)
        for piece in shortened(pieces(base, reading, pair)):
            forms = {"same": "{}", "base": "[-{}-]", "reading": "{{+{}+}}"}
            text.append(forms[piece.mark].format(_flat(piece.text)), style=_STYLES[piece.mark])
        grid.add_row(outlet, text.append(closing))
        grid.add_row("", Text(one_line(in_short(pair)), style=_RELATIONS[pair.relation]))
    for paraphrase in utterance.paraphrases:
        told = story.statements[paraphrase]
        words = f"in other words: {one_line(content_text(told))}"
        grid.add_row(one_line(story.outlet(told.article)), Text(words, style="italic"))
    return grid


def _flat(text: str) -> str:
    """`one_line`, but with the blanks at the ends kept: pieces stand side by side."""
    flat = one_line(text)
    return (" " if text[:1].isspace() else "") + flat + (" " if flat and text[-1:].isspace() else "")


def _alone(story: Story) -> Group | None:
    parts: list[Text | Table] = []
    for article in story.record.articles:
        utterances = story.alone(article.id)
        if utterances:
            parts.append(Text(one_line(story.outlet(article.id)), style="bold"))
            parts.append(_said([story.statements[v] for u in utterances for v in u.versions], story))
    return Group(*parts) if parts else None


def _indirect(story: Story) -> Group | None:
    parts: list[Text | Table] = []
    statements = story.indirect_only()
    for article in story.record.articles:
        mine = [statement for statement in statements if statement.article == article.id]
        if mine:
            parts.append(Text(one_line(story.outlet(article.id)), style="bold"))
            parts.append(_said(mine, story))
    return Group(*parts) if parts else None


def _said(statements: list[Statement], story: Story) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 2))
    grid.add_column(style="dim", max_width=28)
    grid.add_column(ratio=1)
    for statement in statements:
        doubt = f" ({statement.stance})" if statement.stance else ""
        grid.add_row(Text(one_line(_speaker(statement, story))), Text(one_line(printed(statement)) + doubt))
    return grid


def _speaker(statement: Statement, story: Story) -> str:
    if statement.speaker:
        return story.speaker(statement.speaker)
    return f"? {statement.source.text}" if statement.source else "?"


def _facts(story: Story, status: str) -> Table | None:
    facts = story.facts(status)
    if not facts:
        return None
    grid = Table.grid(padding=(0, 2, 0, 2))
    grid.add_column(style="dim", no_wrap=True, max_width=24, overflow="ellipsis")
    grid.add_column(ratio=1)
    for fact in facts:
        _fact(grid, fact, story)
    return grid


def _fact(grid: Table, fact: Fact, story: Story) -> None:
    for span in fact.reports:
        grid.add_row(one_line(story.outlet(span.article)), Text(one_line(span.text)))
    for difference in fact.differs:
        words = f"{difference.kind}: {difference.a.text} | {difference.b.text} ({difference.reading})"
        grid.add_row("", Text(one_line(words), style="bold red"))
    if len(fact.reports) > 1:
        grid.add_row("", "")


def _timeline(story: Story) -> Table | None:
    if not story.record.timeline:
        return None
    table = Table("days", "as worded", "what", box=None, padding=(0, 2, 0, 2))
    table.columns[0].no_wrap = True
    table.columns[2].ratio = 1
    for entry in sorted(story.record.timeline, key=lambda entry: (entry.first, entry.last, entry.value)):
        days = entry.first if entry.first == entry.last else f"{entry.first} – {entry.last}"
        what = one_line(entry.events[0].text) if entry.events else ""
        short = what if len(what) <= _LONGEST_EVENT else f"{what[: _LONGEST_EVENT - 1]}…"
        table.add_row(Text(days), Text(story.worded(entry)), Text(short))
    return table


def _copies(story: Story) -> Group | None:
    lines = [
        Text(
            one_line(
                f"{story.outlet(c.a)} and {story.outlet(c.b)}: {c.label}, {c.share_a:.0%} of the first and "
                f"{c.share_b:.0%} of the second stand in both ({c.basis})"
            )
        )
        for c in story.record.copying
    ]
    return Group(*lines) if lines else None
