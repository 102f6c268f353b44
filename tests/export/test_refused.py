"""A span that no longer fits its text is refused by every export: one character changed, wherever it is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.export.formats import TEXTS
from onrecord.export.rows import TABLES, rows
from onrecord.export.sound import refuse_unsound
from onrecord.model import StoryRecord
from onrecord.record import dumps
from tests.cli.conftest import Run
from tests.cli.conftest import onrecord as onrecord_command
from tests.sample import A, B, record

onrecord = onrecord_command


def _changed(told: StoryRecord) -> list[StoryRecord]:
    """The record once for every character of every text, that character made another."""
    out = []
    for n, article in enumerate(told.articles):
        for at, was in enumerate(article.text):
            text = article.text[:at] + ("y" if was == "x" else "x") + article.text[at + 1 :]
            articles = (*told.articles[:n], replace(article, text=text), *told.articles[n + 1 :])
            out.append(replace(told, articles=articles))
    return out


def _covered(told: StoryRecord) -> set[tuple[str, int]]:
    """Every character that a span stands on."""
    found = re.findall(r'"article": "(\w+)",\s+"start": (\d+),\s+"end": (\d+)', dumps(told))
    return {(article, at) for article, start, end in found for at in range(int(start), int(end))}


def _refuses(told: StoryRecord) -> bool:
    try:
        refuse_unsound(told)
    except RecordError:
        return True
    return False


def test_one_changed_character_is_always_found() -> None:
    told = record()
    places = [(article.id, at) for article in told.articles for at in range(len(article.text))]
    refused = {place for place, changed in zip(places, _changed(told), strict=True) if _refuses(changed)}
    assert refused == _covered(told)
    assert len(refused) > 100


@pytest.mark.parametrize("form", TEXTS)
def test_every_format_refuses(form: str) -> None:
    with pytest.raises(RecordError, match="fit"):
        TEXTS[form](_broken())


@pytest.mark.parametrize("table", TABLES)
def test_every_table_refuses(table: str) -> None:
    with pytest.raises(RecordError, match="fit"):
        list(rows(_broken(), table))


def _broken() -> StoryRecord:
    told = record()
    return replace(told, articles=(replace(A, text=A.text.replace("gamble", "gumble")), B))


def test_half_a_character_is_refused() -> None:
    told = record()
    with pytest.raises(RecordError, match="half"):
        refuse_unsound(replace(told, articles=(replace(A, text=A.text + "\ud800"), B)))


def test_the_command_refuses_a_changed_file(onrecord: Run, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_text(dumps(record()).replace("gamble with lives,” Ilse", "gumble with lives,” Ilse"), encoding="utf-8")
    for form in (*TEXTS, "csv"):
        done = onrecord("export", file, "--format", form)
        assert (done.status, done.out) == (2, ""), form
        assert "[E600]" in done.err
