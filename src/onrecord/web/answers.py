"""How the API answers: JSON with an ETag."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from onrecord.record.write import plain

__all__ = ["json_answer", "plain"]


def json_answer(request: Request, told: Any, status: int = 200) -> Response:
    """`told` as JSON in ASCII; 304 without a body where the asker has it already."""
    body = json.dumps(told, separators=(",", ":")).encode("ascii")
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if status == 200 and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"etag": tag})
    return Response(body, status, media_type="application/json", headers={"etag": tag})
