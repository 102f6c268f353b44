"""Bombs by every way into an archive: refused with a code, in bounded memory. Figures: 1 GB of zeros in each form, in
under 300 MB; ONRECORD_BOMB_MB=1000 makes them that large."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.test_read_warc import record

MEGABYTES = int(os.environ.get("ONRECORD_BOMB_MB", "60"))
ZEROS = bytes(1_000_000)
_CHILD = """
import json, sys
from onrecord.limits import Limits
from onrecord.model import Notice
from onrecord.read import pieces_of, read_piece
from tests.peak import peak
codes = []
for piece in pieces_of(sys.argv[1], limits=Limits(piece_bytes=100_000)):
    found = [piece] if isinstance(piece, Notice) else read_piece(piece)
    codes += [item.code if isinstance(item, Notice) else "read" for item in found]
print(json.dumps([codes, peak()]))
"""


def packed(megabytes: int = MEGABYTES) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(ZEROS) for _ in range(megabytes)) + packer.flush()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("report.txt", "w") as inside:
        for _ in range(MEGABYTES):
            inside.write(ZEROS)
    return out.getvalue()


def zstandard() -> bytes:
    pa = pytest.importorskip("pyarrow", reason="packs zstd")
    out = pa.BufferOutputStream()
    with pa.CompressedOutputStream(out, "zstd") as stream:
        for _ in range(MEGABYTES):
            stream.write(ZEROS)
    return bytes(out.getvalue())


def in_members() -> bytes:
    """1,001 members: each alone is harmless."""
    return gzip.compress(bytes(MEGABYTES * 1_000), mtime=0) * 1_001


def in_a_record(body: bytes, encoding: str) -> bytes:
    return gzip.compress(record(1, body, more=f"Content-Encoding: {encoding}\r\n"), mtime=0)


FORMS: dict[str, Callable[[], tuple[str, bytes]]] = {
    "a packed page": lambda: ("a.html.gz", packed()),
    "a packed table": lambda: ("a.jsonl.gz", packed()),
    "a packed web archive": lambda: ("a.warc.gz", gzip.compress(record(1)) + packed()),
    "many members": lambda: ("a.jsonl.gz", in_members()),
    "many members of a web archive": lambda: ("a.warc.gz", gzip.compress(record(1)[:-4]) + in_members()),
    "packed three times": lambda: ("a.txt.gz", gzip.compress(gzip.compress(packed()))),
    "zip": lambda: ("a.txt", zipped()),
    "zstd": lambda: ("a.txt", zstandard()),
    "a record with gzip inside": lambda: ("a.warc.gz", in_a_record(packed(), "gzip")),
    "a record with zstd inside": lambda: ("a.warc.gz", in_a_record(zstandard(), "zstd")),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_bomb_is_refused_in_bounded_memory(tmp_path: Path, form: str) -> None:
    name, data = FORMS[form]()
    (tmp_path / name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(tmp_path / name)],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    codes, megabytes = json.loads(done.stdout.splitlines()[-1])
    assert any(code.startswith("E1") for code in codes), codes
    assert codes.count("read") <= 1
    assert megabytes < 300
