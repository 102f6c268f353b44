"""What editors decide on the page and by the API: carried out, shown, taken back, and refused to others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from onrecord.archive.store import Archive
from onrecord.model import Article, Published
from onrecord.web import held
from onrecord.web.app import application
from tests.archive.lock import LEAD, OTHER, SAID, TEXTS, compare

from .invented import archive_of


def _articles() -> Iterator[Article]:
    for n, text in enumerate(TEXTS):
        url, day = f"https://o{n}.example/lock", Published(f"2031-09-0{3 * n + 1}", "given")
        yield Article(f"a{n}", text, outlet=f"Outlet {n}", title=f"Lock {n}", url=url, published=day)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestClient]:
    path = archive_of(tmp_path / "news.db", _articles())
    with TestClient(application(path, compare=compare), base_url="http://localhost:8765") as client:
        yield client


def _story(client: TestClient) -> str:
    (story,) = client.get("/api/v1/stories").json()["stories"]
    return str(story["id"])


def _page(client: TestClient) -> str:
    return client.get(f"/stories/{_story(client)}").text


def _token(client: TestClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', _page(client))
    assert found
    return found[1]


def _send(client: TestClient, path: str = "/decisions", **fields: str | list[str]) -> int:
    told = {"token": _token(client), "editor": "Ada", "back": f"/stories/{_story(client)}#said", **fields}
    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = client.post(path, content=urlencode(told, doseq=True), headers=headers, follow_redirects=False)
    if answer.status_code == 303:
        assert answer.headers["location"] == f"/stories/{_story(client)}#said"
    return answer.status_code


def _statement(client: TestClient, words: str) -> str:
    said = client.get("/api/v1/statements").json()["statements"]
    return str(next(one["statement"] for one in said if one["words"].startswith(words)))


def _utterances(client: TestClient) -> list[dict[str, object]]:
    told: list[dict[str, object]] = client.get(f"/api/v1/records/{_story(client)}").json()["utterances"]
    return told


def test_an_utterance_is_split_and_merged_and_that_is_taken_back(desk: TestClient) -> None:
    before = _utterances(desk)
    one, other = _statement(desk, "The east lock may"), _statement(desk, "The east lock will")
    assert _send(desk, kind="split", statement=one, reason="another day") == 303
    assert len(_utterances(desk)) == len(before) + 1
    assert "another day" in _page(desk)
    assert _send(desk, kind="merge", statement=[one, other]) == 303
    assert len(_utterances(desk)) == len(before)
    assert _send(desk, path="/decisions/2/undo") == 303
    assert len(_utterances(desk)) == len(before) + 1
    assert _send(desk, path="/decisions/1/undo") == 303
    assert _utterances(desk) == before
    assert _send(desk, path="/decisions/1/undo") == 400  # it is undone already
    log = desk.get("/decisions").text
    assert [log.count(words) for words in ("taken back", "takes back decision 2", "takes back decision 1")] == [2, 1, 1]


def test_pages_are_read_while_somebody_writes(
    desk: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "WAIT", 0.1)
    story, name = _story(desk), _statement(desk, OTHER)
    with Archive.open(tmp_path / "news.db") as writer, writer.writing() as connection:
        connection.execute("UPDATE stories SET stale = 1")
        for path in (
            "/",
            f"/stories/{story}",
            "/people?name=Vance",
            "/verify?words=Nobody+in+this+council",
            "/decisions",
        ):
            assert desk.get(path).status_code == 200, path
        told = {"kind": "base", "subject": {"statement": name}, "editor": "Ada"}
        assert desk.post("/api/v1/decisions", json=told).status_code == 503  # what writes is told to come again
    assert desk.post("/api/v1/decisions", json=told).status_code == 201


def test_another_speaker_and_nobody(desk: TestClient) -> None:
    name = _statement(desk, OTHER)
    assert _send(desk, kind="speaker", statement=name, name="Petra Lindqvist") == 303
    assert "Petra Lindqvist" in _page(desk)
    (said,) = [one for one in desk.get("/api/v1/statements").json()["statements"] if one["statement"] == name]
    assert (said["speaker"], said["basis"]) == ("Petra Lindqvist", "editor")
    assert name not in str(desk.get("/api/v1/people?name=Vance").json())
    assert _send(desk, kind="unnamed", statement=name) == 303
    assert "was said by nobody knows whom" in _page(desk)


def test_another_base_is_what_the_others_are_laid_against(desk: TestClient) -> None:
    first = re.compile(r'class="badge base"')
    may = _statement(desk, "The east lock may")

    def base() -> str:
        card = next(part for part in _page(desk).split('<article class="card"') if "east lock" in part)
        row = next(row for row in card.split("<tr>") if first.search(row))
        return "Outlet 1" if "Outlet 1" in row else "Outlet 0"

    assert base() == "Outlet 0"  # the earliest
    assert _send(desk, kind="base", statement=may) == 303
    assert base() == "Outlet 1"
    record = desk.get(f"/api/v1/records/{_story(desk)}").json()
    theirs = next(one["id"] for one in record["statements"] if one["content"][0]["text"].startswith("The east lock wi"))
    chosen = desk.get(f"/stories/{_story(desk)}", params={"base": theirs}).text  # a reader's choice, written nowhere
    assert "Outlet 0" in next(row for row in chosen.split("<tr>") if first.search(row) and "east lock" in row)
    assert base() == "Outlet 1"


def test_a_form_without_our_token_or_a_name_or_a_choice_is_refused(desk: TestClient) -> None:
    name = _statement(desk, OTHER)
    for wrong, status in (
        ({"token": "guessed"}, 403),
        ({"editor": " "}, 400),
        ({"statement": ""}, 400),
        ({"statement": "v1-s99"}, 404),
        ({"statement": "'; DROP TABLE decisions; --"}, 400),
        ({"kind": "burn"}, 400),
        ({"kind": ""}, 400),
        ({"kind": "speaker"}, 400),
        ({"kind": "base", "statement": [name, name]}, 400),
        ({"reason": "x" * 3_000}, 400),
        ({"path": "/decisions/9/undo"}, 404),
        ({"path": "/decisions/²/undo"}, 404),
    ):
        fields: dict[str, str | list[str]] = {"kind": "split", "statement": name, **wrong}  # type: ignore[dict-item]
        assert _send(desk, **fields) == status, wrong  # type: ignore[arg-type]
    token = {"token": _token(desk), "kind": "split", "editor": "Eve", "statement": name}
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert desk.post("/decisions", data=token, headers=headers).status_code == 403
    assert desk.post("/decisions", json=token).status_code == 400
    assert desk.get("/api/v1/decisions").json()["decisions"] == []


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/stories/x\r\nset-cookie: a=b", "/\\evil"]
)
def test_a_form_leads_back_to_our_own_pages_only(desk: TestClient, back: str) -> None:
    told = {"token": _token(desk), "editor": "Ada", "back": back, "kind": "split"}
    told["statement"] = _statement(desk, OTHER)
    answer = desk.post("/decisions", data=told, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/decisions")


def test_the_api_decides_too(desk: TestClient) -> None:
    name = _statement(desk, OTHER)
    told = {"kind": "speaker", "subject": {"statement": name, "name": "Petra Lindqvist"}, "editor": "Bo"}
    made = desk.post("/api/v1/decisions", json=told)
    assert (made.status_code, made.json()["number"], made.json()["undone"]) == (201, 1, False)
    assert desk.post("/api/v1/decisions/1/undo", json={"editor": "Bo", "reason": "a slip"}).status_code == 201
    first = desk.get("/api/v1/decisions?limit=1").json()
    (second,) = desk.get(f"/api/v1/decisions?after={first['next']}").json()["decisions"]
    assert (first["decisions"][0]["undone"], second["undoes"], second["reason"]) == (True, 1, "a slip")
    for wrong in (
        {"kind": "undo"},
        {"kind": "burn", "subject": {"": ["x"]}},
        {"subject": {"statement": name}},
        {"subject": {"statement": name, "name": "\ud800"}},
        {"subject": {"statement": f"{name}²", "name": None}},
        {"subject": []},
        {"editor": ""},
        {"editor": 7},
    ):
        assert desk.post("/api/v1/decisions", content=json.dumps({**told, **wrong})).status_code == 400, wrong


def test_namesakes_are_kept_apart_until_an_editor_joins_them(tmp_path: Path) -> None:
    texts = (
        (f'{LEAD}\n\n"{SAID}," Mara Ellwood said.\n', "2031-09-01"),
        ('Snow closed the Tarn pass.\n\n"We are out of salt and grit," Mara Ellwood said.\n', "2032-02-01"),
    )
    articles = [
        Article(f"a{n}", text, outlet=f"Outlet {n}", url=f"https://o{n}.example/x", published=Published(day, "given"))
        for n, (text, day) in enumerate(texts)
    ]
    path = archive_of(tmp_path / "news.db", articles)
    with TestClient(application(path, compare=compare), base_url="http://localhost:8765") as client:
        if len(client.get("/api/v1/stories").json()["stories"]) == 1:  # grouping so few words is no part of this test
            said = client.get("/api/v1/statements").json()["statements"]
            move = {"reports": ["r" + said[0]["story"][1:]], "story": None}
            assert client.post("/api/v1/decisions", json={"kind": "story", "subject": move, "editor": "Ada"}).is_success
        people = client.get("/api/v1/people?name=Ellwood").json()["people"]
        assert [len(one["statements"]) for one in people] == [1, 1]
        assert "2 people of this name" in client.get("/people?name=Ellwood").text
        ids = [one["person"]["persons"][0] for one in people]
        page = client.get("/people?name=Ellwood").text
        assert all(f'value="{one}"' in page for one in ids)
        token = re.findall(r'name="token" value="([^"]+)"', page)[0]
        told = {"token": token, "editor": "Ada", "kind": "same", "person": ids, "back": "/people?name=Ellwood"}
        assert client.post("/decisions", data=told).status_code == 200
        (whole,) = client.get("/api/v1/people?name=Ellwood").json()["people"]
        assert (len(whole["statements"]), whole["person"]["basis"]) == (2, ["editor"])
        assert len(client.get("/api/v1/stories?person=Ellwood").json()["stories"]) == 2
        assert client.get("/api/v1/stories?person=Nobody").json()["stories"] == []
