"""A story record for the terminal, as a standards editor would read it."""

from __future__ import annotations

from rich.console import Console, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.export.story import Story, content_text, in_short, marks, pieces, printed, shortened
from onrecord.export.visible import one_line
from onrecord.model import Copying, Fact, Statement, StoryRecord, Utterance

_STYLES = {"same": "", "base": "red strike", "reading": "green underline"}
_LONGEST_EVENT = 110
_PASSAGES = 3  # the longest that two reports share, as evidence
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


def show_copies(record: StoryRecord, *, console: Console | None = None) -> None:
    """Print who rests on whom: the independent witnesses, and the passages that reports share."""
    console = console or Console(highlight=False)
    story = Story(record)
    console.print(Text(_counts(story), style="bold"))
    for group in record.witnesses:
        console.print(Text(one_line(", ".join(story.outlet(one) for one in group))))
    for copying in record.copying:
        console.print()
        console.print(Text(_shared_text(story, copying)))
        for passage in sorted(copying.passages, key=lambda one: (-len(one.a.text), one.a.start))[:_PASSAGES]:
            console.print(Padding(Text(one_line(passage.a.text), style="dim"), (0, 0, 0, 2)))


def show_timeline(record: StoryRecord, *, console: Console | None = None) -> None:
    """Print what happened when, each dated thing with the words that date it."""
    console = console or Console(highlight=False)
    console.print(_timeline(Story(record)) or Text("No date is told."))


def _counts(story: Story) -> str:
    reports = sum(article.role == "report" for article in story.record.articles)
    return f"{_count(reports, 'report')}, {_count(len(story.record.witnesses), 'independent witness')}"


def _head(story: Story) -> Group:
    record = story.record
    table = Table("report", "outlet", "published", "statements", "title", box=None, padding=(0, 2, 0, 0))
    for article in record.articles:
        count = sum(statement.article == article.id for statement in record.statements)
        published = f"{article.published.value} ({article.published.basis})" if article.published else "no date"
        cells = (article.id, article.outlet or "–", published, str(count), article.title or "–")
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    return Group(Text(_counts(story), style="bold"), table, Text())


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
    for entry in story.record.timeline:
        days = entry.first if entry.first == entry.last else f"{entry.first} – {entry.last}"
        what = one_line(entry.events[0].text) if entry.events else ""
        short = what if len(what) <= _LONGEST_EVENT else f"{what[: _LONGEST_EVENT - 1]}…"
        table.add_row(Text(days), Text(story.worded(entry)), Text(short))
    return table


def _copies(story: Story) -> Group | None:
    lines = [Text(_shared_text(story, copying)) for copying in story.record.copying]
    return Group(*lines) if lines else None


def _shared_text(story: Story, copying: Copying) -> str:
    first = f"; {story.outlet(copying.direction)} came first" if copying.direction else ""
    return one_line(
        f"{story.outlet(copying.a)} and {story.outlet(copying.b)}: {copying.label}, {copying.share_a:.0%} of the first "
        f"and {copying.share_b:.0%} of the second stand in both ({copying.basis}){first}"
    )
