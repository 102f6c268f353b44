"""The documents against the code: columns, commands, settings, routes, figures, and the site as a whole."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer.main

import onrecord
from onrecord.cli.app import app
from onrecord.export.rows import TABLES
from onrecord.export.table_parquet import EXTRACTED
from onrecord.limits import Limits
from onrecord.record import schema
from onrecord.web.openapi import document

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
_FENCED = re.compile(r"^```(?:\w*)\n(.*?)^```", re.M | re.S)
_IN_LINE = re.compile(r"`(onrecord [^`]+)`")


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def _hooks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("site_hooks", ROOT / "docs" / "site_hooks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# commands --------------------------------------------------------------------------------------
def _commands(text: str) -> list[str]:
    """The `onrecord …` commands of a page: the lines of its blocks, and what stands in a line of text."""
    lines = [line for block in _FENCED.findall(text) for line in block.splitlines()]
    fenced = [part.strip() for line in lines for part in re.split(r"&&|\|", line)]
    inline = [told.replace("\n", " ") for told in _IN_LINE.findall(_FENCED.sub("", text))]
    return [
        re.sub(r"^\S*/onrecord ", "onrecord ", one)
        for one in (*fenced, *inline)
        if re.match(r"(\S*/)?onrecord [a-z]", one) and "…" not in one
    ]


def _parse(command: str) -> None:
    """Raise where the command line would not take it."""
    words = shlex.split(command.split(" > ")[0], comments=True)[1:]
    held: Any = typer.main.get_command(app)
    path = "onrecord"
    while hasattr(held, "commands"):
        assert words and words[0] in held.commands, f"{path} has no command {words[:1]}"
        path += f" {words[0]}"
        held, words = held.commands[words[0]], words[1:]
    try:
        held.make_context(path, words)
    except Exception as error:
        if type(error).__name__ != "MissingParameter":  # a command that is only named needs nothing
            raise


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_command_on_a_page_parses(page: Path) -> None:
    for command in _commands(page.read_text(encoding="utf-8")):
        _parse(command)


def test_every_command_shows_an_example_that_parses() -> None:
    for path, command in _hooks()._each(typer.main.get_command(app), "onrecord"):
        if path != "onrecord schema":
            assert command.epilog.startswith(f"Example: {path} ")
            _parse(command.epilog.removeprefix("Example: "))


@pytest.mark.parametrize("command", ["onrecord compere x", "onrecord verify --archiv x y", "onrecord import people x"])
def test_a_command_that_is_not_there_is_found(command: str) -> None:
    with pytest.raises(Exception, match=r"compere|archiv|people"):
        _parse(command)


def test_the_pages_show_commands() -> None:
    assert sum(len(_commands(page.read_text(encoding="utf-8"))) for page in PAGES) > 50


def test_the_readme_names_every_command_that_is_there_and_no_other() -> None:
    told = set(re.findall(r"\bonrecord ([a-z]+)\b", (ROOT / "README.md").read_text(encoding="utf-8")))
    there = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    assert there <= told
    assert told - there <= {"reads", "says", "compares", "runs"}


def test_the_reference_has_every_command_and_option() -> None:
    text = _hooks().filled("commands")
    for path, command in _hooks()._each(typer.main.get_command(app), "onrecord"):
        part = text.split(f"## `{path}`\n")[1].split("\n## ")[0]
        for parameter in command.params:
            assert parameter.opts[0] in part or parameter.param_type_name == "argument", (path, parameter.opts)
    assert "table or json or markdown or html" in text


# routes, settings, figures, names --------------------------------------------------------------
@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_route_and_setting_on_a_page_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    paths = {re.sub(r"\{\w+\}", "X", path) for path in document()["paths"]}
    for route in re.findall(r"/api/v1(/[\w./{}-]*)", text):
        assert re.sub(r"\{\w+\}", "X", route) in paths
    settings = {f"ONRECORD_{setting.name.upper()}" for setting in fields(Limits)}
    assert set(re.findall(r"\bONRECORD_[A-Z_]+\b", text)) <= settings | {"ONRECORD_GOLD"}


def test_the_reference_has_every_route_setting_and_code() -> None:
    hooks = _hooks()
    routes = hooks.filled("routes")
    for path, methods in document()["paths"].items():
        assert all(f"`{method.upper()} /api/v1{path}`" in routes for method in methods)
    assert all(f"ONRECORD_{setting.name.upper()}" in hooks.filled("settings") for setting in fields(Limits))
    assert "`E507` | NotInArchive" in hooks.filled("errors")


def test_the_figures_are_the_floors() -> None:
    floors = json.loads((ROOT / "evaluation" / "floors.json").read_text(encoding="utf-8"))
    text = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
    shown = "\n".join(_hooks().filled(mark) for mark in re.findall(r"\{\{ (figures [^}]+) \}\}", text))
    for name, held in floors.items():
        for figure, value in held["floors"].items():
            assert f"| {name} | {figure} | {value:.3f} |" in shown


def test_the_tools_of_the_reference_are_those_of_the_server() -> None:
    pytest.importorskip("mcp", reason="the extra `mcp` is not installed")
    text = _hooks().filled("tools")
    assert re.findall(r"^## `(\w+)`", text, re.M) == ["verify", "search_stories", "show_record", "show_report"]


def test_the_python_reference_has_every_public_function() -> None:
    told = re.findall(r"^::: ([\w.]+)$", (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8"), re.M)
    there = {getattr(onrecord, name) for name in onrecord.__all__}
    functions = [f"{function.__module__}.{function.__name__}" for function in there]
    assert sorted(told) == sorted([*functions, "onrecord.model", "onrecord.errors"])


def test_the_data_dictionary_has_every_column_in_order() -> None:
    parts = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8").split("\n## ")[1:]
    columns = {part.split()[0]: re.findall(r"^\| `(\w+)`", part, re.M) for part in parts}
    assert columns == {
        name: [column for column, _ in held] for name, held in (TABLES | {"extracted": EXTRACTED}).items()
    }


def test_the_record_is_documented_key_by_key() -> None:
    text = (ROOT / "docs" / "story-record.md").read_text(encoding="utf-8")
    assert [key for key in schema()["properties"] if f"| `{key}` |" not in text] == []


def test_every_setting_has_a_help_text() -> None:
    assert all(setting.metadata["help"] for setting in fields(Limits))


# the site --------------------------------------------------------------------------------------
def test_the_site_builds_and_fetches_nothing(tmp_path: Path) -> None:
    for name in ("material", "mkdocstrings_handlers.python"):
        pytest.importorskip(name, reason="the extra `docs` is not installed")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    built = sorted((tmp_path / "site").rglob("*.html"))
    assert len(built) >= len(PAGES) - 1
    for page in built:
        text = page.read_text(encoding="utf-8")
        loads = re.findall(r"<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=[\"']?(https?:)?//[^\"'> ]+", text)
        assert loads == [], page
        assert "{{ " not in text, page
