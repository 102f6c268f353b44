"""Silent edits: what changed between two versions of one page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.archive.diff import Change, changed_reports, diff
from onrecord.archive.ingest import ingest
from onrecord.archive.store import Archive
from onrecord.errors import NotInArchive
from onrecord.model import Article, Published

from .standin import report, setup

_FIRST = Article(
    id="x",
    text=(
        "The council met on Monday. It was a long evening.\n\n"
        '"We will never sell the harbour," Mara Ellwood said. "The books are open to everybody," Tobin Okafor said.\n\n'
        '"I was not asked about the loan," Jory Vance said. The meeting ended at ten.\n'
    ),
    outlet="Alder Post",
    title="Harbour is not for sale",
    url="https://alder.example/harbour",
    published=Published("2031-04-07T09:00Z", "given"),
    modified=Published("2031-04-07T09:00Z", "given"),
)
_SECOND = replace(
    _FIRST,
    text=(
        "The council met on Tuesday. It was a long evening.\n\n"
        '"We will not sell the harbour," Mara Ellwood said. '
        '"The books are open to everybody," Ines Quillfeather said.\n\n'
        'The meeting ended at ten. "Somebody must answer for this mess," Petra Lindqvist said.\n'
    ),
    title="Harbour is not for sale yet",
    modified=Published("2031-04-07T15:30Z", "given"),
)


def _diffed(path: Path, *versions: Article) -> tuple[tuple[Change, ...], ...]:
    with Archive.open(path, create=True) as archive:
        ingest(archive, versions, setup=setup, maker="standin")
        return tuple(one.changes for one in diff(archive, "https://alder.example/harbour?utm_source=mail"))


@pytest.mark.parametrize("backwards", [False, True])
def test_quotations_come_first_and_the_worst_of_them_before_the_rest(tmp_path: Path, backwards: bool) -> None:
    versions = (_SECOND, _FIRST) if backwards else (_FIRST, _SECOND)
    (changes,) = _diffed(tmp_path / "a.db", *versions)
    told = [(c.what, c.before, c.after, c.relation) for c in changes]
    assert told == [
        ("quotation", "I was not asked about the loan,", None, None),
        ("quotation", None, "Somebody must answer for this mess,", None),
        ("quotation", "We will never sell the harbour,", "We will not sell the harbour,", "altered"),
        ("speaker", "Tobin Okafor", "Ines Quillfeather", None),
        ("title", "Harbour is not for sale", "Harbour is not for sale yet", "subset"),
        ("text", "The council met on Monday.", "The council met on Tuesday.", "altered"),
        (
            "text",
            '"The books are open to everybody," Tobin Okafor said.',
            '"The books are open to everybody," Ines Quillfeather said.',
            "altered",
        ),
        ("modified", "2031-04-07T09:00Z", "2031-04-07T15:30Z", None),
    ]


def test_every_span_re_slices(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        ingest(archive, [_FIRST, _SECOND], setup=setup, maker="standin")
        (one,) = diff(archive, changed_reports(archive)[0])
    for change in one.changes:
        assert all(one.before.text[s.start : s.end] == s.text for s in change.before_spans)
        assert all(one.after.text[s.start : s.end] == s.text for s in change.after_spans)


def test_what_only_moved_or_stayed_is_no_change(tmp_path: Path) -> None:
    again = replace(_FIRST, modified=Published("2031-04-08", "given"))
    (changes,) = _diffed(tmp_path / "a.db", _FIRST, again)
    assert [change.what for change in changes] == ["modified"]


def test_one_version_has_no_changes_and_an_unknown_report_is_named(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        ingest(archive, [report(1)], setup=setup, maker="standin")
        (name,) = archive.connection.execute("SELECT id FROM reports").fetchone() or ("",)
        assert diff(archive, str(name)) == ()
        assert changed_reports(archive) == ()
        with pytest.raises(NotInArchive, match="E507"):
            diff(archive, "r-nothing")
