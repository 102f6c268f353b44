"""What the pages take from the code when the site is built: a line `{{ name }}` becomes what the code says now."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import typer.main
from typer.core import TyperGroup

ROOT = Path(__file__).parents[1]
_MARK = re.compile(r"^\{\{ ([\w -]+) \}\}$", re.M)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The hook that MkDocs calls. Raises KeyError for a name that nothing answers to."""
    return _MARK.sub(lambda match: filled(match[1]), markdown)


def filled(name: str) -> str:
    """What stands for `{{ name }}`; `figures NAME` is the table of a labelled set's figures."""
    word, _, rest = name.partition(" ")
    if word == "figures":
        return "\n".join(figures(rest))
    makers: dict[str, Callable[[], Iterator[str]]] = {
        "commands": commands,
        "settings": settings,
        "routes": routes,
        "errors": errors,
        "tools": tools,
        "formats": formats,
    }
    return "\n".join(makers[name]())


def figures(start: str) -> Iterator[str]:
    """The figures of the labelled sets whose names start so, from the floors that no change may go under."""
    floors = json.loads((ROOT / "evaluation" / "floors.json").read_text(encoding="utf-8"))
    chosen = [name for name in floors if name.startswith(start)]
    if not chosen:
        raise KeyError(start)
    yield "| labelled set | figure | at least |"
    yield "|---|---|---|"
    for name in chosen:
        for figure, value in floors[name]["floors"].items():
            yield f"| {name} | {figure} | {value:.3f} |"


def commands() -> Iterator[str]:
    """Every command with its arguments and options."""
    group: Any = typer.main.get_command(_app())
    for path, command in _each(group, "onrecord"):
        yield f"## `{path}`"
        yield ""
        yield _cell(command.help or "")
        yield ""
        context = command.make_context(path, [], resilient_parsing=True)
        shown = [parameter for parameter in command.params if parameter.name != "help"]
        if shown:
            yield "| argument or option | what | default |"
            yield "|---|---|---|"
        for parameter in shown:
            yield f"| {_names(parameter, context)} | {_cell(parameter.help or '')} | {_default(parameter)} |"
        if command.epilog:
            yield ""
            yield f"Example: `{command.epilog.removeprefix('Example: ')}`"
        yield ""


def _app() -> Any:
    from onrecord.cli.app import app

    return app


def _each(group: Any, path: str) -> Iterator[tuple[str, Any]]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, TyperGroup):
            yield from _each(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def _names(parameter: Any, context: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar or parameter.name.upper()}`"
    value = "" if getattr(parameter, "is_flag", False) else f" {_value(parameter, context)}"
    return ", ".join(f"`{option}{value}`" for option in parameter.opts)


def _value(parameter: Any, context: Any) -> str:
    """What an option takes: its name in the help, or the words to choose from (a bar would end a cell)."""
    return parameter.metavar or parameter.display_type(context).strip("<>").replace("|", " or ")


def _default(parameter: Any) -> str:
    if parameter.required:
        return "needed"
    value = getattr(parameter.default, "value", parameter.default)
    return "" if value in (None, "", False, (), []) or callable(value) else f"`{value}`"


def settings() -> Iterator[str]:
    """Every setting with its default."""
    from onrecord.limits import Limits

    yield "| variable | what it caps | default |"
    yield "|---|---|---|"
    for setting in fields(Limits):
        yield f"| `ONRECORD_{setting.name.upper()}` | {_cell(setting.metadata['help'])} | {setting.default:,} |"


def routes() -> Iterator[str]:
    """Every route of the HTTP API, from its OpenAPI document."""
    from onrecord.web.openapi import document

    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            yield f"### `{method.upper()} /api/v1{path}`"
            yield ""
            yield f"{_cell(operation['summary'])}."
            yield ""
            if operation.get("parameters"):
                yield "| parameter | what | needed |"
                yield "|---|---|---|"
            for one in operation.get("parameters", ()):
                needed = "yes" if one.get("required") else ""
                yield f"| `{one['name']}` ({one['in']}) | {_cell(one.get('description', ''))} | {needed} |"
            yield ""
            yield f"Answers: {', '.join(sorted(operation['responses']))}."
            yield ""


def errors() -> Iterator[str]:
    """Every code with what it is and the next step."""
    from onrecord import errors as tree

    kinds = [one for one in vars(tree).values() if isinstance(one, type) and issubclass(one, tree.OnrecordError)]
    yield "| code | error | what to do |"
    yield "|---|---|---|"
    for one in sorted(kinds, key=lambda kind: kind.code):
        if one is not tree.OnrecordError:
            yield f"| `{one.code}` | {one.__name__} | {_cell(one.default_hint)} |"


def tools() -> Iterator[str]:
    """Every tool of the MCP server with what it takes."""
    import asyncio

    from mcp import Client

    from onrecord.mcp.server import server

    async def ask() -> Any:
        async with Client(server(Path("news.db"))) as client:
            return (await client.list_tools()).tools

    for tool in asyncio.run(ask()):
        yield f"## `{tool.name}`"
        yield ""
        yield tool.description or ""
        yield ""
        yield "| argument | what | needed |"
        yield "|---|---|---|"
        for name, told in tool.input_schema["properties"].items():
            needed = "yes" if name in tool.input_schema.get("required", ()) else ""
            yield f"| `{name}` | {_cell(told.get('description', ''))} | {needed} |"
        yield ""


def formats() -> Iterator[str]:
    """The names of the formats of `onrecord export`."""
    from onrecord.export.formats import TABULAR, TEXTS

    yield ", ".join(f"`{name}`" for name in (*TEXTS, *TABULAR))


def _cell(text: str) -> str:
    """A help text in one cell of a table."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
