"""What the tagger says of a report, and what it must never do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import TaggerError
from onrecord.model import Article, Tags
from onrecord.segment import segment
from onrecord.tag import Tagger, decode, inputs, tag

REPORT = (
    "Mayor Ann Lee said on Monday that the bridge would stay closed until May.\n\n"
    "“We will not open it before it is safe,” Lee told reporters in Harbourton. “Nobody should ask us to.”\n\n"
    "Critics of the plan fear that shops on the east bank will lose their customers.\n\n"
    "According to the Transport Agency, repairs cost $4 million."
)


def read(tagger: Tagger, text: str) -> Tags:
    article = Article("a", text)
    return tagger.tag(article, segment(article))


def test_statements_of_a_plain_report(tagger: Tagger) -> None:
    tags = read(tagger, REPORT)
    said = [
        (REPORT[slice(*p.source)] if p.source else None, REPORT[slice(*p.cue)] if p.cue else None)
        for p in tags.proposals
    ]
    assert ("Lee", "told") in {(s, c and c.split()[0]) for s, c in said}
    assert any(s == "Mayor Ann Lee" and c == "said" for s, c in said)
    assert any(s is not None and s.startswith("Critics") for s, _ in said)
    assert any(s is not None and "Transport Agency" in s for s, _ in said)


def test_a_quotation_broken_by_its_cue_is_one_statement(tagger: Tagger) -> None:
    pieces = [p.content for p in read(tagger, REPORT).proposals if len(p.content) > 1]
    assert [[REPORT[a:b] for a, b in content] for content in pieces] == [
        ["“We will not open it before it is safe,”", "“Nobody should ask us to.”"]
    ]


def test_names(tagger: Tagger) -> None:
    names = {(REPORT[n.start : n.end], n.type) for n in read(tagger, REPORT).names}
    assert {("Ann Lee", "person"), ("Harbourton", "place"), ("Transport Agency", "organisation")} <= names


def test_one_unit_vector_a_sentence_nearer_to_its_paraphrase(tagger: Tagger) -> None:
    text = "The bridge will stay shut until May. The bridge remains closed till May. Wheat prices fell in Chicago."
    article = Article("a", text)
    layout = segment(article)
    vectors = tagger.tag(article, layout).vectors
    assert vectors is not None
    assert vectors.shape[0] == len(layout.sentences) == 3
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


def test_an_article_does_not_depend_on_what_was_read_before(tagger: Tagger) -> None:
    alone = read(tagger, REPORT)
    read(tagger, "Wheat prices fell in Chicago on Friday, traders said. " * 200)
    again = read(tagger, REPORT)
    fresh = read(Tagger.load(), REPORT)
    for other in (again, fresh):
        assert other == alone
        assert other.vectors is not None
        assert alone.vectors is not None
        assert other.vectors.tobytes() == alone.vectors.tobytes()


def test_a_cue_is_read_alike_whatever_cues_are_read_with_it(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{REPORT}\n\nLee said: “No.”"
    encoded = inputs.encode(text, segment(Article("a", text)), tagger.wordpieces)
    together = tagger.read(encoded)
    monkeypatch.setattr(decode, "AT_ONCE", 1)
    alone = tagger.read(encoded)
    assert len(alone) > 3
    for one, other in zip(alone, together, strict=True):
        assert (one.cue, one.source, one.content) == (other.cue, other.source, other.content)
        assert np.allclose(one.features, other.features, atol=1e-3)


ODD = {
    "empty": "",
    "white space": " \n\t ",
    "one mark": "“",
    "one word": "Yes",
    "a word of 10,000 letters": "said " + "x" * 10_000 + " said that it was late.",
    "marks only": "“”\"'—…" * 500,
    "no paragraph ever ends": "he said that she said that " * 4000,
    "other scripts": "記者によると、大臣は「反対だ」と述べた。 Он сказал: «Нет». 🗳️ قال إنه",
    "control characters": "He\x00 said\x0b that\x1c it\u2028 was\ufeff so.",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_input_gives_spans_of_the_text(tagger: Tagger, text: str) -> None:
    article = Article("a", text)
    layout = segment(article)
    tags = tagger.tag(article, layout)
    assert tags.vectors is not None
    assert tags.vectors.shape[0] == len(layout.sentences)
    for proposal in tags.proposals:
        assert 0 <= proposal.score <= 1
        for start, end in (*proposal.content, proposal.cue or (0, 1), proposal.source or (0, 1)):
            assert 0 <= start < end <= len(text)
        assert list(proposal.content) == sorted(proposal.content)
    for name in tags.names:
        assert 0 <= name.start < name.end <= len(text)


def test_missing_and_damaged_weights_are_coded_errors(tmp_path: Path) -> None:
    with pytest.raises(TaggerError, match=r"encoder\.onnx"):
        Tagger.load(tmp_path)
    for name in ("encoder.onnx", "heads.npz", "tokenizer.json", "settings.json"):
        (tmp_path / name).write_bytes(b"no weights")
    with pytest.raises(TaggerError, match="cannot be read"):
        Tagger.load(tmp_path)


def test_the_plain_function_uses_the_packaged_weights() -> None:
    article = Article("a", REPORT)
    assert tag(article, segment(article)).proposals


def test_a_long_article_is_read_in_blocks_of_whole_paragraphs(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "BLOCK", 48)
    tags = read(tagger, REPORT)
    assert tags.vectors is not None
    assert np.allclose(np.linalg.norm(tags.vectors, axis=1), 1, atol=1e-4)
    paragraphs = segment(Article("a", REPORT)).paragraphs
    homes = [max(i for i, (start, _) in enumerate(paragraphs) if start <= p.content[0][0]) for p in tags.proposals]
    assert set(homes) == {0, 1, 2, 3}
    monkeypatch.setattr(inputs, "BLOCK", 7)  # shorter than a paragraph: cut, and still spans of the text
    assert all(0 <= start < end <= len(REPORT) for p in read(tagger, REPORT).proposals for start, end in p.content)
