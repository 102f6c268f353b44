"""The commands. Each imports what it needs when it is called, so that `--help` stays quick."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from onrecord.errors import OnrecordError

app = typer.Typer(
    name="onrecord",
    help="Reads how several outlets reported the same event and puts it on the record.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

DONE, NOT_FOUND, WRONG_USE, LEFT_OUT = 0, 1, 2, 3


class TextOrJson(StrEnum):
    """The forms that most commands print."""

    table = "table"
    json = "json"


class Engine(StrEnum):
    """What can read the sources of `ingest` besides this program."""

    daft = "daft"
    ray = "ray"


class Shape(StrEnum):
    """The forms that `compare` prints."""

    table = "table"
    json = "json"
    markdown = "markdown"
    html = "html"


Reports = Annotated[
    list[str],
    typer.Argument(
        metavar="REPORT…", help="Files (.txt, .html, .json, .jsonl), folders, addresses, or - for standard input."
    ),
]
Outlets = Annotated[
    list[str], typer.Option("--outlet", metavar="FILE=NAME", help="The outlet of a report (repeatable).")
]
Dates = Annotated[
    list[str], typer.Option("--published", metavar="FILE=DATE", help="The date of a report, ISO 8601 (repeatable).")
]

ArchiveFile = Annotated[Path, typer.Option("--archive", metavar="FILE", help="The archive: one SQLite database.")]
ShortShape = Annotated[TextOrJson, typer.Option("--format", help="What to print.")]


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Show the version and leave.")] = False,
) -> None:
    if version:
        from onrecord import __version__

        print(f"onrecord {__version__}")
        raise typer.Exit(DONE)


@app.command(epilog="Example: onrecord compare monday/ --outlet draft.txt=Draft --format html > story.html")
def compare(
    reports: Reports,
    outlet: Outlets = [],  # noqa: B006 (typer reads the default, nothing changes it)
    published: Dates = [],  # noqa: B006
    transcript: Annotated[
        list[str], typer.Option("--transcript", metavar="FILE", help="The words as spoken: base of every comparison.")
    ] = [],  # noqa: B006
    shape: Annotated[Shape, typer.Option("--format", help="What to print.")] = Shape.table,
) -> None:
    """Compare reports of one event: who said what, in which words, what differs, and when."""
    from onrecord.cli.compare import run as compare_reports

    raise typer.Exit(
        compare_reports(reports, outlets=outlet, dates=published, transcripts=transcript, shape=shape.value)
    )


@app.command(epilog="Example: onrecord copies monday/ --format json")
def copies(
    reports: Reports,
    outlet: Outlets = [],  # noqa: B006
    published: Dates = [],  # noqa: B006
    shape: ShortShape = TextOrJson.table,
) -> None:
    """Which reports rest on one another, by the passages that they share, and how many witnesses are left."""
    from onrecord.cli.parts import run as compare_part

    raise typer.Exit(compare_part("copies", reports, outlets=outlet, dates=published, shape=shape.value))


@app.command(epilog="Example: onrecord timeline monday/")
def timeline(
    reports: Reports,
    outlet: Outlets = [],  # noqa: B006
    published: Dates = [],  # noqa: B006
    shape: ShortShape = TextOrJson.table,
) -> None:
    """What happened when, by the dates that the reports tell, each with the words that tell it."""
    from onrecord.cli.parts import run as compare_part

    raise typer.Exit(compare_part("timeline", reports, outlets=outlet, dates=published, shape=shape.value))


@app.command(epilog="Example: onrecord extract corpus.jsonl --out statements.parquet")
def extract(
    sources: Reports,
    out: Annotated[
        str,
        typer.Option(
            "--out", metavar="FILE", help="A .jsonl or .parquet file, to resume a long run; - is standard output."
        ),
    ] = "-",
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that read.")] = 1,
) -> None:
    """The statements of each report alone, streamed as JSON Lines or Parquet."""
    from onrecord.cli.extract import run as extract_reports

    raise typer.Exit(extract_reports(sources, out=out, workers=workers))


@app.command(epilog="Example: onrecord ingest reports/ CC-NEWS-001.warc.gz --archive news.db")
def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…", help="Folders, files (WARC, JSON Lines, CSV, Parquet too), feeds, addresses."
        ),
    ],
    archive: Annotated[
        Path | None, typer.Option("--archive", metavar="FILE", help="The archive: one SQLite database.")
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that read.")] = 1,
    engine: Annotated[Engine | None, typer.Option("--engine", help="Read with Daft here, or on a Ray cluster.")] = None,
    parts: Annotated[
        Path | None,
        typer.Option("--parts", metavar="FOLDER", help="Where an engine writes what it read (Parquet)."),
    ] = None,
) -> None:
    """Take reports into an archive. Stopped at any moment, the same command goes on where it was."""
    from onrecord.cli.ingest import run as ingest_sources

    raise typer.Exit(ingest_sources(sources, archive=archive, workers=workers, engine=engine, parts=parts))


@app.command(epilog="Example: onrecord stories --archive news.db --limit 10")
def stories(
    archive: ArchiveFile,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many.")] = 50,
    before: Annotated[str | None, typer.Option("--before", metavar="STORY", help="Those after this one.")] = None,
    shape: ShortShape = TextOrJson.table,
) -> None:
    """The stories of an archive, newest first."""
    from onrecord.cli.archive import list_stories

    raise typer.Exit(list_stories(archive, limit=limit, before=before, shape=shape.value))


@app.command(epilog="Example: onrecord show STORY --archive news.db --format json > record.json")
def show(
    story: Annotated[str, typer.Argument(metavar="STORY", help="The id of a story, or of a report in it.")],
    archive: ArchiveFile,
    shape: ShortShape = TextOrJson.table,
) -> None:
    """The record of one story of an archive."""
    from onrecord.cli.archive import show as show_story

    raise typer.Exit(show_story(archive, story, shape=shape.value))


@app.command(epilog="Example: onrecord diff https://courier.example/story --archive news.db")
def diff(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The id of a report or version, or its address.")],
    archive: ArchiveFile,
    shape: ShortShape = TextOrJson.table,
) -> None:
    """What changed between the versions of one report: quotations first."""
    from onrecord.cli.archive import differences

    raise typer.Exit(differences(archive, report, shape=shape.value))


@app.command(
    epilog="Example: onrecord verify 'We will not gamble with a single life' --speaker Brandvold --archive news.db"
)
def verify(
    archive: ArchiveFile,
    words: Annotated[str | None, typer.Argument(metavar="WORDS", help="The words in question.")] = None,
    speaker: Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Who; a last name will do.")] = None,
    date_from: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day, ISO 8601.")] = None,
    date_to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day, ISO 8601.")] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="FILE", help="Check every quotation of a text instead.")
    ] = None,
    shape: ShortShape = TextOrJson.table,
) -> None:
    """Whether words were reported: in which wordings, by whom, first by which report."""
    from onrecord.cli.verify import run as verify_words

    days = (date_from, date_to)
    raise typer.Exit(
        verify_words(words, archive=archive, speaker=speaker, days=days, document=document, shape=shape.value)
    )


@app.command(epilog="Example: onrecord watch feeds.opml --archive news.db --every 1800")
def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.opml", help="An OPML file, or one address a line.")],
    archive: ArchiveFile,
    every: Annotated[int, typer.Option("--every", min=60, help="Seconds from one look to the next.")] = 900,
) -> None:
    """Follow feeds politely; report altered quotations and silent changes. Stops cleanly when interrupted."""
    from onrecord.cli.watch import run as watch_feeds

    raise typer.Exit(watch_feeds(feeds, archive=archive, every=every))


@app.command(epilog="Example: onrecord serve --archive news.db --port 8765")
def serve(
    archive: ArchiveFile,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Where to listen.")] = 8765,
    host: Annotated[str, typer.Option("--host", help="Off this machine, a token is asked for.")] = "127.0.0.1",
) -> None:
    """The pages and the HTTP API over an archive, in a browser on this machine."""
    from onrecord.cli.serve import run as serve_archive

    raise typer.Exit(serve_archive(archive, host=host, port=port))


def run() -> NoReturn:
    """Run the command line; an error that is ours is told in a line, with its code and the next step."""
    try:
        app(standalone_mode=True)
    except OnrecordError as error:
        from onrecord.export.visible import one_line

        print(f"onrecord: {one_line(str(error))}", file=sys.stderr)
        sys.exit(WRONG_USE)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): not an error, and nothing more may be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    sys.exit(DONE)


from onrecord.cli import exchange  # noqa: E402, F401 (its commands join `app`)
