"""`onrecord serve`: whom it answers to, and when it asks for a token."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
import uvicorn

from onrecord.cli.serve import run
from onrecord.web.guard import Guard, Rules


def _rules(path: Path, host: str, monkeypatch: pytest.MonkeyPatch) -> Rules:
    seen: list[Guard] = []
    monkeypatch.setattr(uvicorn, "run", lambda app, **options: seen.append(app))
    assert run(path, host=host, port=8000) == 0
    return seen[0].rules


def test_on_this_machine_no_token_is_asked_for(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _rules(archive, "127.0.0.1", monkeypatch).token is None
    assert capsys.readouterr().err == "onrecord: http://127.0.0.1:8000/\n"


OWN = socket.gethostname().lower()


@pytest.mark.parametrize(("host", "name"), [("News.lan", "news.lan"), ("0.0.0.0", OWN), ("fd00::7", "[fd00::7]")])
def test_elsewhere_it_knows_its_names_and_asks_for_a_token(
    archive: Path, host: str, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = _rules(archive, host, monkeypatch)
    assert name in rules.hosts
    assert "0.0.0.0" not in rules.hosts
    assert rules.token
    assert f":8000/?token={rules.token}" in capsys.readouterr().err
