"""Every command on real files: what it prints, what it says of bad input, and its exit status."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from onrecord.record import check, loads
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
BRIDGE = ROOT / "examples" / "bridge"
COURIER = BRIDGE / "almery-courier.txt"
TRIBUNE = BRIDGE / "coastal-tribune.html"


def test_compare_prints_a_sound_record(onrecord: Run) -> None:
    told = onrecord("compare", BRIDGE, "--format", "json")
    assert told.status == 0
    assert check(json.loads(told.out)) == ()
    assert [article.id for article in loads(told.out).articles] == [
        "almery-courier",
        "coastal-tribune",
        "northbank-now",
    ]


def test_compare_shows_the_changed_word(onrecord: Run) -> None:
    told = onrecord("compare", COURIER, TRIBUNE)
    assert told.status == 0
    assert re.sub(r"\s+", " ", told.out).count("altered: not | never") == 1


@pytest.mark.parametrize("shape", ["markdown", "html"])
def test_compare_prints_other_forms(onrecord: Run, shape: str) -> None:
    told = onrecord("compare", COURIER, TRIBUNE, "--format", shape)
    assert told.status == 0
    assert "Brandvold" in told.out


def test_copies_names_witnesses_and_passages(onrecord: Run) -> None:
    told = onrecord("copies", BRIDGE)
    assert told.status == 0
    flat = re.sub(r"\s+", " ", told.out)
    assert "3 reports, 2 independent witnesses" in flat
    held = json.loads(onrecord("copies", BRIDGE, "--format", "json").out)
    whole = json.loads(onrecord("compare", BRIDGE, "--format", "json").out)
    assert held["copying"] and held["outlets"]["coastal-tribune"] == "Coastal Tribune"
    assert {key: held[key] for key in ("copying", "witnesses")} == {key: whole[key] for key in ("copying", "witnesses")}
    assert held["copying"][0]["passages"][0]["a"]["text"].split()[0] in flat


def test_timeline_tells_days_in_order_with_their_words(onrecord: Run) -> None:
    told = onrecord("timeline", BRIDGE)
    assert told.status == 0
    held = json.loads(onrecord("timeline", BRIDGE, "--format", "json").out)
    assert set(held) == {"outlets", "timeline"}
    days = [entry["from"] for entry in held["timeline"]]
    assert days and all(day in told.out for day in days)
    shown = [told.out.index(day) for day in sorted(days)]
    assert shown == sorted(shown)
    assert onrecord("timeline", COURIER, "--outlet", "no-such-file.txt=Name").status == 2


def test_options_name_outlet_and_date(onrecord: Run) -> None:
    given = ("--outlet", f"{COURIER}=Almery Courier", "--published", "coastal-tribune.html=2026-03-04")
    told = onrecord("compare", COURIER, TRIBUNE, *given, "--format", "json")
    articles = {article.id: article for article in loads(told.out).articles}
    assert articles["almery-courier"].outlet == "Almery Courier"
    tribune = articles["coastal-tribune"].published
    assert tribune is not None
    assert (tribune.value, tribune.basis) == ("2026-03-04", "given")


@pytest.mark.parametrize(
    "words",
    [
        ("--outlet", "no-equals-sign"),
        ("--outlet", "no-such-file.txt=Name"),
        ("--published", f"{COURIER}=yesterday"),
    ],
)
def test_a_wrong_option_is_wrong_use(onrecord: Run, words: tuple[str, str]) -> None:
    told = onrecord("compare", COURIER, *words)
    assert told.status == 2
    assert "[E200]" in told.err


def test_a_transcript_is_no_witness(onrecord: Run, tmp_path: Path) -> None:
    spoken = tmp_path / "spoken.txt"
    spoken.write_text("ILSE BRANDVOLD: We will not gamble with a single life to save anyone ten minutes.\n")
    told = loads(onrecord("compare", TRIBUNE, "--transcript", spoken, "--format", "json").out)
    assert {article.id: article.role for article in told.articles}["spoken"] == "transcript"
    assert told.witnesses == (("coastal-tribune",),)
    assert "altered" in {utterance.relation for utterance in told.utterances}


# bad input -------------------------------------------------------------------------------------
def _bad(folder: Path) -> dict[str, Path]:
    (folder / "nothing-here").mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (folder / "broken.json").write_text("{")
    names = ("empty.txt", "picture.txt", "broken.json", "nothing-here", "missing.txt")
    return {name: folder / name for name in names}


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(onrecord: Run, tmp_path: Path) -> None:
    bad = _bad(tmp_path)
    told = onrecord("compare", COURIER, TRIBUNE, *bad.values(), "--format", "json")
    assert told.status == 3
    assert len(loads(told.out).articles) == 2
    for name in bad:
        assert re.search(rf"\[E1\d\d\].*{re.escape(name)}", told.err), name


def test_nothing_readable_is_said(onrecord: Run, tmp_path: Path) -> None:
    told = onrecord("compare", *_bad(tmp_path).values())
    assert told.status == 2
    assert "[E300]" in told.err
    assert "Traceback" not in told.err


def test_an_address_that_cannot_be_reached(onrecord: Run) -> None:
    told = onrecord("compare", COURIER, "http://127.0.0.1:9/story", "--format", "json")
    assert told.status == 3
    assert "[E108]" in told.err


def test_one_report_alone(onrecord: Run) -> None:
    told = onrecord("compare", COURIER, "--format", "json")
    assert told.status == 0
    assert "single-report" in told.err
    assert loads(told.out).statements


def test_two_events_are_said_to_be_two(onrecord: Run) -> None:
    stories = ROOT / "tests" / "stories" / "two_events"
    told = onrecord("compare", stories / "flood.txt", stories / "opera.txt", "--format", "json")
    assert told.status == 0
    assert "different-events" in told.err


def test_a_text_without_quotations(onrecord: Run, tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("The bridge was painted green on Tuesday. It had been grey.\n")
    told = onrecord("compare", plain, "--format", "json")
    assert told.status == 0
    assert loads(told.out).utterances == ()


def test_an_unknown_command_is_wrong_use(onrecord: Run) -> None:
    assert onrecord("compere").status == 2


# extract and export ----------------------------------------------------------------------------
def test_extract_prints_a_line_a_report(onrecord: Run) -> None:
    told = onrecord("extract", BRIDGE)
    rows = [json.loads(line) for line in told.out.splitlines()]
    assert told.status == 0
    assert len(rows) == 3
    assert all(row["statements"] for row in rows)


def test_extract_goes_on_where_it_was(onrecord: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    onrecord("extract", BRIDGE, "--out", out)
    whole = out.read_bytes()
    out.write_bytes(whole[:-40])
    told = onrecord("extract", BRIDGE, "--out", out)
    assert "going on after 2 reports" in told.err
    assert out.read_bytes() == whole


def test_extract_writes_parquet(onrecord: Run, tmp_path: Path) -> None:
    onrecord("extract", BRIDGE, "--out", tmp_path / "out.parquet")
    rows = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert "Ilse Brandvold" in {row["speaker_name"] for row in rows}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.parquet"]


def test_export_reads_what_compare_wrote(onrecord: Run, tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    record.write_text(onrecord("compare", BRIDGE, "--format", "json").out, encoding="utf-8")
    assert onrecord("export", record, "--format", "tei").out.startswith("<?xml")
    assert onrecord("export", record, "--format", "csv", "--table", "pairs").out.count("altered") >= 1
    wrong = onrecord("export", record, "--format", "docx")
    assert (wrong.status, "[E200]" in wrong.err) == (2, True)
    record.write_text("{}")
    assert onrecord("export", record).status == 2


def test_schema_and_doctor(onrecord: Run) -> None:
    assert json.loads(onrecord("schema").out)["$schema"].endswith("2020-12/schema")
    assert "ONRECORD_INPUT_BYTES" in onrecord("doctor").out


# the archive -----------------------------------------------------------------------------------
def test_an_archive_from_ingest_to_verdict(onrecord: Run, tmp_path: Path) -> None:
    archive = ("--archive", tmp_path / "news.db")
    assert onrecord("ingest", BRIDGE, *archive).status == 0
    assert "3" in onrecord("ingest", BRIDGE, *archive).err
    listed = json.loads(onrecord("stories", *archive, "--format", "json").out)
    assert [story["reports"] for story in listed] == [3]
    record = loads(onrecord("show", listed[0]["id"], *archive, "--format", "json").out)
    assert loads(onrecord("show", listed[0]["id"], *archive, "--format", "json").out) == record
    for words, speaker, outcome, status in (
        ("We will not gamble with a single life", "Brandvold", "same", 0),
        ("We will not gamble with a single soul", "Brandvold", "changed", 0),
        ("We will not gamble with a single life", "Reke", "other-speaker", 1),
        ("the moon is made of green cheese and honey", None, "not-found", 1),
    ):
        option = ("--speaker", speaker) if speaker else ()
        told = onrecord("verify", words, *archive, *option, "--format", "json")
        assert (json.loads(told.out)["outcome"], told.status) == (outcome, status), words
    assert onrecord("doctor", *archive).status == 0


def test_a_document_is_held_against_the_archive(onrecord: Run, tmp_path: Path) -> None:
    archive = ("--archive", tmp_path / "news.db")
    onrecord("ingest", COURIER, *archive)
    draft = tmp_path / "draft.md"
    draft.write_text("“They are small, but they were not there last spring,” Dorrit Hale said.\n", encoding="utf-8")
    assert onrecord("verify", "--document", draft, *archive).status == 0
    draft.write_text("“They are huge, but they were not there last spring,” Dorrit Hale said.\n", encoding="utf-8")
    assert onrecord("verify", "--document", draft, *archive).status == 1


def test_no_archive_is_said(onrecord: Run, tmp_path: Path) -> None:
    told = onrecord("stories", "--archive", tmp_path / "none.db")
    assert told.status == 2
    assert "[E5" in told.err


def test_a_missing_list_of_feeds_is_said(onrecord: Run, tmp_path: Path) -> None:
    told = onrecord("watch", tmp_path / "none.opml", "--archive", tmp_path / "news.db")
    assert (told.status, "[E101]" in told.err) == (2, True)
