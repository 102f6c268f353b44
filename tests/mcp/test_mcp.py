"""The tools, called through the SDK's own client."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

mcp = pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

from onrecord.archive.load import article, version_number  # noqa: E402
from onrecord.archive.store import Archive  # noqa: E402
from onrecord.mcp.server import server  # noqa: E402

WORDS = "We will not gamble with a single life"
FORGERIES = ("I resign at once and for ever", "The bridge was never cracked at all")


def call(archive: Path, tool: str, **arguments: Any) -> Any:
    async def ask() -> Any:
        async with mcp.Client(server(archive)) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(ask())


def fields(archive: Path, tool: str, **arguments: Any) -> dict[str, Any]:
    result = call(archive, tool, **arguments)
    assert not result.is_error, result
    told: dict[str, Any] = result.structured_content
    assert json.loads(result.content[0].text) == told
    return told


def test_the_tools_say_what_they_take_and_give(archive: Path) -> None:
    async def ask() -> Any:
        async with mcp.Client(server(archive)) as client:
            return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in asyncio.run(ask())}
    assert set(tools) == {"verify", "search_stories", "show_record", "show_report"}
    for tool in tools.values():
        assert tool.output_schema["type"] == "object"
        assert tool.annotations.read_only_hint
        assert all(each.get("description") for each in tool.input_schema["properties"].values())


@pytest.mark.parametrize(
    ("speaker", "outcome", "found"),
    [("Brandvold", "same", True), (None, "same", True), ("Reke", "other-speaker", False)],
)
def test_verify(archive: Path, speaker: str | None, outcome: str, found: bool) -> None:
    told = fields(archive, "verify", words=WORDS, speaker=speaker)
    assert (told["outcome"], told["found"]) == (outcome, found)
    shown = told["readings"][0] if told["readings"] else told["further"][0]
    assert shown["speaker"] == "Ilse Brandvold"
    assert {appearance["outlet"] for appearance in shown["appearances"]} <= {None, "Northbank Now", "Coastal Tribune"}


def test_stories_records_and_reports(archive: Path) -> None:
    story = max(fields(archive, "search_stories")["stories"], key=lambda one: one["reports"])
    told = fields(archive, "show_record", story=story["id"])["record"]
    assert {"schema", "statements", "utterances", "facts"} <= told.keys()
    assert all("text" not in one for one in told["articles"])
    some = fields(archive, "show_record", story=story["id"], parts=["articles"], texts=True)["record"]
    assert "utterances" not in some
    assert all(one["text"] for one in some["articles"])
    report = fields(archive, "show_report", report=told["articles"][0]["id"])
    assert report["article"]["id"] == told["articles"][0]["id"]
    assert report["statements"]


@pytest.mark.parametrize(
    ("tool", "arguments", "code"),
    [
        ("show_record", {"story": "s-none"}, "E507"),
        ("show_record", {"story": "s", "parts": ["everything"]}, "E200"),
        ("show_report", {"report": "'; DROP TABLE reports"}, "E507"),
        ("verify", {"words": " "}, "E200"),
        ("verify", {"words": "a", "date_from": "yesterday"}, "E200"),
        ("search_stories", {"limit": 0}, "E200"),
    ],
)
def test_an_error_is_fields_too(archive: Path, tool: str, arguments: dict[str, Any], code: str) -> None:
    result = call(archive, tool, **arguments)
    assert result.is_error
    assert result.structured_content["error"]["code"] == code
    assert result.structured_content["error"]["message"]


def _attributed(node: Any) -> Iterator[dict[str, Any]]:
    """Every object that says who printed or said something."""
    if isinstance(node, dict):
        if node.keys() & {"speaker", "outlet", "article", "version"}:
            yield node
        for value in node.values():
            yield from _attributed(value)
    elif isinstance(node, list):
        for value in node:
            yield from _attributed(value)


def _texts(archive: Path, ids: set[str]) -> dict[str, str]:
    with Archive.open(archive, readonly=True) as held, held.reading() as connection:
        return {name: article(connection, version_number(connection, name)).text for name in sorted(ids)}


def test_no_report_forges_another(archive: Path) -> None:
    """Whatever is in any answer, each span stands in the text of the report that the fields beside it name."""
    stories = fields(archive, "search_stories")["stories"]
    answers = [fields(archive, "show_record", story=one["id"], texts=True) for one in stories]
    answers += [fields(archive, "verify", words=words) for words in (*FORGERIES, WORDS)]
    spans = [node for answer in answers for node in _attributed(answer) if {"article", "start", "end"} <= node.keys()]
    texts = _texts(archive, {span["article"] for span in spans if span["article"]})
    checked = [span for span in spans if span["article"]]
    assert len(checked) > 100
    assert [s for s in checked if texts[s["article"]][s["start"] : s["end"]] != s["text"]] == []


@pytest.mark.parametrize("words", FORGERIES)
def test_a_forged_line_is_its_own_reports(archive: Path, words: str) -> None:
    told = fields(archive, "verify", words=words)
    assert told["readings"]
    for reading in (*told["readings"], *told["further"]):
        for appearance in reading["appearances"]:
            assert appearance["outlet"] != "Coastal Tribune"
            (text,) = _texts(archive, {appearance["version"]}).values()
            assert text.startswith("Ferry notes")


def test_over_standard_input_and_output(archive: Path) -> None:
    command = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "onrecord.cli", "mcp", "--archive", str(archive)]
    )

    async def ask() -> Any:
        async with mcp.Client(command) as client:
            return await client.call_tool("verify", {"words": WORDS})

    assert asyncio.run(ask()).structured_content["outcome"] == "same"
