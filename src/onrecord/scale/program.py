"""One dataframe program for Daft's native runner and for a Ray cluster: a table of pieces in, a table of parts out.

The rows that travel through the engine are names and counts; texts go from a worker's source to its own Parquet file.
So a worker's memory is that of one page and one row group whatever the engine buffers, a run that stopped goes on with
the pieces that have no file yet, and no report is shuffled between machines.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from onrecord.archive.workers import Setup
from onrecord.errors import OptionError
from onrecord.limits import Limits
from onrecord.read.pieces import Piece
from onrecord.scale.work import Part, Worker, part_name

Engine = Literal["daft", "ray"]
TRIES = 6  # runs in a row that end early, until it is given up

# Both libraries report their use to their makers unless told otherwise; nothing leaves the machine here.
_QUIET = {"DO_NOT_TRACK": "true", "DAFT_ANALYTICS_ENABLED": "0", "RAY_USAGE_STATS_ENABLED": "0"}


def run(
    pieces: Sequence[Piece],
    *,
    folder: Path,
    engine: Engine,
    workers: int,
    setup: Setup,
    maker: str,
    limits: Limits,
    told: Callable[[int, int], None] | None = None,
) -> list[Part]:
    """Read all pieces and write a Parquet file for each to `folder`, which every worker must see under this name.

    What has its file already is not read again. `setup` makes the function that reads one article and must be
    importable in the workers; `maker` names what is behind it. `told` is called with how many pieces have their file,
    and of how many, before each try. The parts made now, in order of their names. Raises OptionError where the engine
    is not installed, or where its workers keep dying.
    """
    frames = _engine(engine)
    folder.mkdir(parents=True, exist_ok=True)
    given = {part_name(piece): piece for piece in pieces}
    made: list[Part] = []
    tries = 0
    while waiting := [piece for name, piece in sorted(given.items()) if not (folder / name).exists()]:
        if told is not None:
            told(len(given) - len(waiting), len(given))
        reader = (str(folder.absolute()), setup, maker, limits)
        try:
            made += _run(frames, waiting, reader, engine=engine, workers=workers)
        except Exception as error:  # each engine has errors of its own for a worker that died
            here = sum((folder / part_name(piece)).exists() for piece in waiting)
            tries = 1 if here else tries + 1
            if tries >= TRIES:
                message = f"The workers of {engine} ended early {TRIES} times ({str(error)[:300]})."
                raise OptionError(message, hint="Run it again: it goes on where it was.") from error
    return sorted(made, key=lambda part: part.name)


def _run(frames: Any, pieces: Sequence[Piece], reader: tuple[Any, ...], *, engine: Engine, workers: int) -> list[Part]:
    """The program itself."""
    # On Ray each instance is a process of its own anyway.
    read = frames.cls(Worker, max_concurrency=workers, use_process=True if engine == "daft" else None)(*reader)
    table = frames.from_pydict({"piece": [json.dumps(asdict(piece)) for piece in pieces]})
    table = table.into_batches(1)  # a batch stays with one worker
    table = table.select(read(table["piece"]).alias("part"))
    return [Part(**json.loads(part)) for part in table.to_pydict()["part"]]


def _engine(engine: Engine) -> Any:
    """The dataframe library, with its runner chosen."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import daft

        if engine == "ray":
            import ray  # noqa: F401
    except ImportError as error:
        raise OptionError(f"--engine {engine} needs {error.name}.", hint=f"pip install 'onrecord[{engine}]'") from None
    runner = {"daft": "native", "ray": "ray"}[engine]
    if daft.get_or_infer_runner_type() == runner:
        return daft
    if runner == "native":
        daft.set_runner_native()
    else:
        daft.set_runner_ray(noop_if_initialized=True)  # RAY_ADDRESS names a cluster; else one is started here
    return daft
