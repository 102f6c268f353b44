"""`onrecord ingest --engine …`: the sources read by a dataframe engine, here or on a cluster."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, cast

from onrecord import pipeline
from onrecord.archive import inputs
from onrecord.cli.inputs import warn
from onrecord.errors import OptionError
from onrecord.limits import Limits
from onrecord.model import Notice
from onrecord.scale.program import run


def read_elsewhere(
    sources: Sequence[str], *, archive: Path | None, parts: Path | None, engine: str, workers: int, limits: Limits
) -> Path:
    """Read every source with `engine`, and return the folder of Parquet files that `ingest` takes up."""
    if parts is None and archive is None:
        raise OptionError("Nowhere to write to.", hint="Give --archive FILE, --parts FOLDER, or both.")
    folder = parts if parts is not None else cast(Path, archive).with_name(cast(Path, archive).name + "-parts")
    planned = inputs.plan(sources, limits=limits)
    pieces = [one for _, one in planned if not isinstance(one, Notice)]
    warn(one for _, one in planned if isinstance(one, Notice))
    made = run(
        pieces,
        folder=folder,
        engine=cast(Literal["daft", "ray"], engine),
        workers=workers,
        setup=pipeline.reader,
        maker=pipeline.made_by(),
        limits=limits,
        told=lambda there, of: print(f"{there} of {of} pieces are in {folder}", file=sys.stderr),
    )
    reports, left_out = sum(part.reports for part in made), sum(part.left_out for part in made)
    print(f"{reports} reports read, {left_out} left out, in {len(made)} new parts", file=sys.stderr)
    return folder
