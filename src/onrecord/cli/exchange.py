"""The commands that hand records to other programs and take decisions from them."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.app import ArchiveFile, ShortShape, TextOrJson, app

taken = typer.Typer(help="Take decisions that were made elsewhere into an archive's log.", no_args_is_help=True)
app.add_typer(taken, name="import")

DecisionsFile = Annotated[str, typer.Argument(metavar="FILE", help="A file, or - for standard input.")]
Editor = Annotated[str, typer.Option("--editor", metavar="NAME", help="Who decided, where the file does not say.")]


@app.command()
def mcp(archive: ArchiveFile) -> None:
    """Serve an archive to a program that speaks the Model Context Protocol, over standard input and output."""
    from onrecord.cli.mcp import run as serve_tools

    raise typer.Exit(serve_tools(archive))


@taken.command()
def decisions(
    file: DecisionsFile, archive: ArchiveFile, editor: Editor = "import", shape: ShortShape = TextOrJson.table
) -> None:
    """Decisions from CSV: the columns kind, those that the kind asks for, and if wanted editor and reason."""
    from onrecord.cli.importing import run as take

    raise typer.Exit(take("decisions", file, archive=archive, editor=editor, columns=("", ""), shape=shape.value))


@taken.command()
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


@taken.command()
def labels(
    file: DecisionsFile, archive: ArchiveFile, editor: Editor = "import", shape: ShortShape = TextOrJson.table
) -> None:
    """Speakers that were given in Label Studio, from its JSON export."""
    from onrecord.cli.importing import run as take

    raise typer.Exit(take("labels", file, archive=archive, editor=editor, columns=("", ""), shape=shape.value))
