"""The pages and the API: what they answer, and whom they refuse."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from starlette.testclient import TestClient

from onrecord.record import loads
from onrecord.web.app import application
from onrecord.web.guard import BODY_BYTES, Rules
from onrecord.web.render import story_page
from tests.sample import A, record


def _story(client: TestClient) -> str:
    name: str = client.get("/api/v1/stories").json()["stories"][0]["id"]
    return name


def test_every_page_answers(client: TestClient) -> None:
    story = _story(client)
    report = client.get(f"/api/v1/records/{story}").json()["articles"][0]["id"]
    for path in (
        "/",
        "/?q=bridge&day=2026-03-03",
        f"/stories/{story}",
        f"/stories/{story}?relation=altered",
        f"/reports/{report}",
        "/people?name=Ilse+Brandvold",
        "/verify",
        "/verify?words=We+will+never+gamble&speaker=Brandvold",
        "/static/onrecord.css",
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "script-src 'self'" in answer.headers["content-security-policy"], path
    assert "Found in these words" in client.get("/verify?words=We+will+never+gamble+with+a+single+life").text


def test_a_filter_filters(client: TestClient) -> None:
    story = _story(client)
    everything, altered = client.get(f"/stories/{story}").text, client.get(f"/stories/{story}?relation=altered").text
    assert everything.count('class="card"') > altered.count('class="card"') == 1
    assert client.get("/api/v1/stories?outlet=Nobody").json()["stories"] == []


def test_the_api_gives_a_sound_record_and_an_etag(client: TestClient) -> None:
    path = f"/api/v1/records/{_story(client)}"
    answer = client.get(path)
    assert len(loads(answer.text).articles) == 3
    assert client.get(path, headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_verify_by_get_and_post_agree(client: TestClient) -> None:
    words = {"words": "We will never gamble with a single soul", "speaker": "Brandvold"}
    by_get = client.get("/api/v1/verify", params=words).json()
    assert by_get["outcome"] == "changed"
    assert client.post("/api/v1/verify", json=words).json() == by_get


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/stories/none", 404),
        ("/api/v1/reports/none", 404),
        ("/api/v1/people?name=Nobody", 404),
        ("/api/v1/none", 404),
        ("/api/v1/stories?limit=0", 400),
        ("/api/v1/stories?limit=999999999999999999999", 400),
        ("/api/v1/stories?after=xyz", 400),
        ("/api/v1/stories?day=someday", 400),
        ("/api/v1/verify", 400),
        ("/api/v1/verify?words=a%00b", 400),
        ("/api/v1/verify?words=yes&from=soon", 400),
    ],
)
def test_what_is_wrong_is_refused_in_one_shape(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message"}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"words": 1}', b"\xff\xfe"])
def test_a_malformed_body_is_refused(client: TestClient, body: bytes) -> None:
    assert client.post("/api/v1/verify", content=body).status_code == 400


def test_the_openapi_document_is_one(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    schema = {**document["components"]["schemas"]["StoryRecord"], "components": document["components"]}
    told = client.get(f"/api/v1/records/{_story(client)}").json()
    jsonschema.Draft202012Validator(schema).validate(told)


# whom it refuses -------------------------------------------------------------------------------
def test_another_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"host": "localhost.evil.example:8765"}).status_code == 421


def test_a_write_from_another_page_is_refused(client: TestClient) -> None:
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        assert client.post("/api/v1/verify", json={"words": "yes"}, headers=headers).status_code == 403


def test_a_large_body_is_refused(client: TestClient) -> None:
    assert client.post("/api/v1/verify", content=b" " * (BODY_BYTES + 1)).status_code == 413
    chunks = (b" " * 65_536 for _ in range(BODY_BYTES // 65_536 + 2))
    assert client.post("/api/v1/verify", content=chunks).status_code == 413


def test_off_this_machine_a_token_is_asked_for(archive: Path) -> None:
    rules = Rules(hosts=frozenset({"news.lan"}), token="secret-token")
    with TestClient(application(archive, rules=rules), base_url="http://news.lan") as client:
        assert client.get("/").status_code == 401
        assert client.get("/?token=wrong").status_code == 401
        assert client.get("/", headers={"authorization": "Bearer secret-token"}).status_code == 200
        assert client.get("/?token=secret-token").status_code == 200
        assert client.get("/").status_code == 200  # the cookie took the token's place


# article text is hostile -------------------------------------------------------------------------
class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "\u202e\x00\x1b[31m",
)


@pytest.mark.parametrize("evil", EVIL)
def test_no_field_of_an_article_is_markup(evil: str) -> None:
    whole = record()
    article = replace(A, outlet=evil, title=evil, byline=evil, url=evil, text=A.text)
    person = replace(whole.people[0], name=evil)
    told = replace(whole, articles=(article, whole.articles[1]), people=(person,))
    parser = _Tags()
    page = story_page(told, standalone=True)
    parser.feed(page)
    assert not any(tag in ("script", "img", "iframe") for tag, _ in parser.seen)
    assert not any(name.startswith("on") for _, attributes in parser.seen for name in attributes)
    links = [attributes["href"] or "" for tag, attributes in parser.seen if "href" in attributes]
    assert all(link.startswith(("#", "https://", "http://", "/", "?")) for link in links)
    assert "49" not in re.findall(r"<h1>(.*?)</h1>", page)[0]
    assert not set("\x00\x1b\u202e") & set(page)


def test_the_page_is_whole_in_one_file() -> None:
    page = story_page(record(), standalone=True)
    assert "<style>" in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    fragments = set(re.findall(r'href="#([^"]+)"', page))
    assert fragments <= set(re.findall(r'id="([^"]+)"', page))


def test_json_of_the_record_is_not_html(client: TestClient) -> None:
    answer = client.get(f"/api/v1/records/{_story(client)}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert json.loads(answer.text)
