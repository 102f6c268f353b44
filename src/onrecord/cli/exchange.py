"""The commands that hand records to other programs, take decisions from them, and tell what is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.app import ArchiveFile, ShortShape, TextOrJson, app

taken = typer.Typer(help="Take decisions that were made elsewhere into an archive's log.", no_args_is_help=True)
app.add_typer(taken, name="import")

DecisionsFile = Annotated[str, typer.Argument(metavar="FILE", help="A file, or - for standard input.")]
Editor = Annotated[str, typer.Option("--editor", metavar="NAME", help="Who decided, where the file does not say.")]


@app.command(epilog="Example: onrecord export record.json --format csv --table pairs --out pairs.csv")
def export(
    record: Annotated[
        str | None,
        typer.Argument(
            metavar="RECORD", help="A story record (JSON), - for standard input, or with --archive a story."
        ),
    ] = None,
    form: Annotated[str, typer.Option("--format", help="See --list.")] = "markdown",
    table: Annotated[str, typer.Option("--table", help="Which table, for csv and parquet.")] = "statements",
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="Where to write; - is standard output.")] = "-",
    archive: Annotated[Path | None, typer.Option("--archive", metavar="FILE", help="Take the story from here.")] = None,
    listed: Annotated[bool, typer.Option("--list", help="Name the formats and tables, and leave.")] = False,
) -> None:
    """Write a story record in another format: CSV, Parquet, Web Annotations, TEI, schema.org, BibTeX, …"""
    from onrecord.cli.export import run as export_record

    raise typer.Exit(export_record(record, form=form, table=table, out=out, archive=archive, listed=listed))


@app.command()
def schema() -> None:
    """The JSON Schema of the story record."""
    import json

    from onrecord import schema as story_schema

    print(json.dumps(story_schema(), indent=2, ensure_ascii=False))


@app.command(epilog="Example: onrecord doctor --archive news.db")
def doctor(
    archive: Annotated[Path | None, typer.Option("--archive", metavar="FILE", help="Look at this archive too.")] = None,
    shape: ShortShape = TextOrJson.table,
) -> None:
    """What is installed, which weights and runtime are used, every setting, and whether an archive is sound."""
    from onrecord.cli.doctor import run as examine

    raise typer.Exit(examine(archive, shape=shape.value))


@app.command(epilog="Example: onrecord mcp --archive news.db")
def mcp(archive: ArchiveFile) -> None:
    """Serve an archive to a program that speaks the Model Context Protocol, over standard input and output."""
    from onrecord.cli.mcp import run as serve_tools

    raise typer.Exit(serve_tools(archive))


@taken.command(epilog="Example: onrecord import decisions decisions.csv --archive news.db --editor Ada")
def decisions(
    file: DecisionsFile, archive: ArchiveFile, editor: Editor = "import", shape: ShortShape = TextOrJson.table
) -> None:
    """Decisions from CSV: the columns kind, those that the kind asks for, and if wanted editor and reason."""
    from onrecord.cli.importing import run as take

    raise typer.Exit(take("decisions", file, archive=archive, editor=editor, columns=("", ""), shape=shape.value))


@taken.command(epilog="Example: onrecord import persons reconciled.csv --archive news.db --identifier Wikidata")
def persons(
    archive: ArchiveFile,
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="A CSV; none prints one to be filled in.")] = None,
    person: Annotated[str, typer.Option("--person", metavar="COLUMN", help="Column of the person's id.")] = "person",
    identifier: Annotated[
        str, typer.Option("--identifier", metavar="COLUMN", help="Column of the identifier, such as Q42.")
    ] = "identifier",
    editor: Editor = "import",
    shape: ShortShape = TextOrJson.table,
) -> None:
    """Persons reconciled with an authority (OpenRefine): those with the same identifier are one person."""
    from onrecord.cli.importing import run as take
    from onrecord.cli.importing import write_persons

    if file is None:
        raise typer.Exit(write_persons(archive))
    columns = (person, identifier)
    raise typer.Exit(take("persons", file, archive=archive, editor=editor, columns=columns, shape=shape.value))


@taken.command(epilog="Example: onrecord import labels project.json --archive news.db --editor Ada")
def labels(
    file: DecisionsFile, archive: ArchiveFile, editor: Editor = "import", shape: ShortShape = TextOrJson.table
) -> None:
    """Speakers that were given in Label Studio, from its JSON export."""
    from onrecord.cli.importing import run as take

    raise typer.Exit(take("labels", file, archive=archive, editor=editor, columns=("", ""), shape=shape.value))
