"""The API held against its own OpenAPI document by schemathesis: no failure of ours, no answer that it does not name.

`ONRECORD_API_EXAMPLES` is how many requests an operation gets (10 where it is not set).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from onrecord.archive.decisions import decide
from onrecord.archive.store import Archive
from onrecord.web.app import application
from onrecord.web.guard import Guard, Rules
from onrecord.web.openapi import document
from tests.archive.lock import compare
from tests.archive.standin import reports

from .invented import archive_of

SCHEMA = schemathesis.openapi.from_dict(document())
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]
EXAMPLES = int(os.environ.get("ONRECORD_API_EXAMPLES", "10"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    unsupported_method,
]
quick = settings(
    max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The path of an archive, and what its addresses may name."""
    path = archive_of(tmp_path_factory.mktemp("fuzz") / "news.db", reports(12))
    with Archive.open(path) as held:
        row = held.connection.execute(
            "SELECT v.id, s.id, v.id || '-s0' FROM versions v JOIN story_reports r ON r.report = v.report"
            " JOIN stories s ON s.number = r.story ORDER BY v.id"
        ).fetchone()
        report, story, statement = (str(value) for value in row or ())
        decide(held, "speaker", {"statement": statement, "name": "Ada Quill"}, editor="ada")
    return {"archive": str(path), "report": report, "story": story, "number": "1"}


@pytest.fixture(scope="module")
def app(known: dict[str, str]) -> Guard:
    rules = Rules(hosts=frozenset({"localhost"}))  # as schemathesis calls it
    return application(Path(known["archive"]), rules=rules, compare=compare)


@pytest.mark.parametrize("there", [False, True], ids=["anything", "what is there"])
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_whatever_is_asked(operation: Any, mode: Any, there: bool, known: dict[str, str], app: Guard) -> None:
    operation.app = operation.schema.app = app
    named = [one.name for one in operation.path_parameters if one.name in known]
    query = {"name": "Ellwood"} if operation.path == "/people" else {"words": "the bridge cost twice"}
    if there and not named and operation.label not in ("GET /people", "GET /verify"):
        pytest.skip("its address names nothing")
    found = {"path_parameters": {name: known[name] for name in named} or None, "query": None if named else query}

    @quick
    @given(operation.as_strategy(generation_mode=mode, **(found if there else {})))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS)

    try:
        ask()
    except Unsatisfiable:
        pytest.skip("there is nothing wrong to ask of it")
