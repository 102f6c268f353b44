"""Laws of collation that hold for any two wordings: no token lost, either text rebuilt from the other, no order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.collate import compare_wordings
from onrecord.collate.align import best_blocks
from onrecord.collate.bounds import coded
from onrecord.collate.coding import Vocabulary
from onrecord.collate.relate import mirrored, tabulate
from onrecord.collate.tokens import Words, read_words
from onrecord.model import Article, Edit, Span

_BITS = [
    *("the", "a", "of", "bridge", "Bridge", "mayor", "mayor's", "Zelenskyy", "Zelensky", "don't", "do", "not", "It’s"),
    *("it", "is", "five", "hundred", "500", "$5", "million", "U.S.", "US", "vice-president", "vice", "president"),
    *(
        ",",
        ".",
        "...",
        "…",
        "“",
        "”",
        "'",
        "[",
        "]",
        "(",
        ")",
        "—",
        "-",
        "&",
        "%",
        "colour",
        "color",
        "f---ing",
        "[t]he",
    ),
    *("café", "cafe\u0301", "\u200b", "great\u00adly", "ﬁne", "٣", "日本", "naïve", "😀"),
]
_TEXT = st.lists(st.sampled_from(_BITS), min_size=1, max_size=14).flatmap(
    lambda bits: st.lists(st.sampled_from([" ", "  ", ""]), min_size=len(bits), max_size=len(bits)).map(
        lambda gaps: "".join(bit + gap for bit, gap in zip(bits, gaps, strict=True))
    )
)
_FREE = st.text(min_size=1, max_size=40).filter(lambda text: bool(text.strip()))
_ANY = (_TEXT | _FREE).filter(lambda text: bool(text.strip()))
_STRETCHES = st.lists(_ANY, min_size=1, max_size=3)


def spans(article: str, texts: Sequence[str]) -> list[Span]:
    whole = Article(article, " | ".join(texts))
    found, at = [], 0
    for text in texts:
        found.append(whole.span(at, at + len(text)))
        at += len(text) + 3
    return found


def rebuilt(words: Words, edits: Sequence[Edit], side: str) -> list[str]:
    """The tokens of the other side, out of this side's tokens and the edits, in which `side` is this one."""
    other = "b" if side == "a" else "a"
    out: list[str] = []
    waiting = list(edits)
    tokens = list(words.tokens)
    at = 0
    while at < len(tokens) or waiting:
        if waiting:
            mine, theirs = getattr(waiting[0], side), getattr(waiting[0], other)
            here = mine is not None and at < len(tokens) and tokens[at].start == mine.start
            if here or (mine is None and theirs is not None and _placed(theirs, out, waiting, other)):
                waiting.pop(0)
                out.extend(token.text for token in read_words([theirs]).tokens) if theirs else None
                while mine is not None and at < len(tokens) and tokens[at].start < mine.end:
                    at += 1
                continue
        if at == len(tokens):
            break
        out.append(tokens[at].text)
        at += 1
    assert not waiting
    return out


def _placed(span: Span, out: Sequence[str], waiting: Sequence[Edit], other: str) -> bool:
    """Whether an insertion comes next: so many tokens of the other text stand before it."""
    return len(out) == _BEFORE[span.start]


_BEFORE: dict[int, int] = {}


@given(_STRETCHES, _STRETCHES)
@settings(max_examples=400, deadline=None)
def test_each_token_is_in_exactly_one_cell(a: list[str], b: list[str]) -> None:
    words_a, words_b = read_words(spans("a", a)), read_words(spans("b", b))
    vocabulary = Vocabulary()
    cells = tabulate(words_a, words_b, coded(words_a, vocabulary), coded(words_b, vocabulary)).cells
    assert [k for cell in cells for k in range(cell.a0, cell.a1)] == list(range(len(words_a.tokens)))
    assert [k for cell in cells for k in range(cell.b0, cell.b1)] == list(range(len(words_b.tokens)))
    shown = {k for token in words_a.tokens for k in range(token.start, token.end)}
    for span in spans("a", a):
        for offset, letter in enumerate(span.text):
            assert letter.isspace() or span.start + offset in shown


@given(_STRETCHES, _STRETCHES)
@settings(max_examples=400, deadline=None)
def test_either_text_is_rebuilt_from_the_other_and_the_edits(a: list[str], b: list[str]) -> None:
    words_a, words_b = read_words(spans("a", a)), read_words(spans("b", b))
    edits = compare_wordings(spans("a", a), spans("b", b)).edits
    for words, other, side in ((words_a, words_b, "a"), (words_b, words_a, "b")):
        _BEFORE.clear()
        _BEFORE.update({token.start: number for number, token in enumerate(other.tokens)})
        assert rebuilt(words, edits, side) == [token.text for token in other.tokens]


@given(_STRETCHES, _STRETCHES)
@settings(max_examples=300, deadline=None)
def test_the_other_way_round_is_the_same_mirrored(a: list[str], b: list[str]) -> None:
    assert compare_wordings(spans("a", a), spans("b", b)) == mirrored(compare_wordings(spans("b", b), spans("a", a)))


@given(_STRETCHES)
@settings(max_examples=200, deadline=None)
def test_a_text_is_identical_to_itself(a: list[str]) -> None:
    found = compare_wordings(spans("a", a), spans("b", a))
    assert (found.relation, found.edits, found.cut) == ("identical", (), False)


@given(_STRETCHES, _STRETCHES)
@settings(max_examples=200, deadline=None)
def test_edits_are_spans_of_the_two_texts_in_order(a: list[str], b: list[str]) -> None:
    edits = compare_wordings(spans("a", a), spans("b", b)).edits
    for side, texts in (("a", a), ("b", b)):
        whole = " | ".join(texts)
        found = [span for edit in edits if (span := getattr(edit, side)) is not None]
        assert all(whole[span.start : span.end] == span.text and span.article == side for span in found)
        assert all(x.end <= y.start for x, y in pairwise(found))


_KEYS = st.lists(st.sampled_from(["bridge", "mayor", "day", "the", "of"]), max_size=12)


@given(_KEYS, _KEYS)
@settings(max_examples=300, deadline=None)
def test_blocks_are_shared_words_in_order(a: list[str], b: list[str]) -> None:
    vocabulary = Vocabulary()
    blocks = best_blocks(vocabulary.code(a), vocabulary.code(b))
    assert all(a[i : i + n] == b[j : j + n] and n for i, j, n in blocks)
    assert all(x[0] + x[2] <= y[0] and x[1] + x[2] <= y[1] for x, y in pairwise(blocks))
    assert all(x[0] + x[2] < y[0] or x[1] + x[2] < y[1] for x, y in pairwise(blocks))


@given(_KEYS, _KEYS)
@settings(max_examples=300, deadline=None)
def test_no_other_choice_of_shared_words_weighs_more(a: list[str], b: list[str]) -> None:
    vocabulary = Vocabulary()
    coded_a, coded_b = vocabulary.code(a), vocabulary.code(b, broken=True)  # no gap tells anything
    weights = {key: coded_a.before[i + 1] - coded_a.before[i] for i, key in enumerate(a)}
    most = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            most[i + 1][j + 1] = most[i][j] + weights[x] if x == y else max(most[i][j + 1], most[i + 1][j])
    blocks = best_blocks(coded_a, coded_b)
    assert sum(weights[key] for i, _, n in blocks for key in a[i : i + n]) == most[-1][-1]
