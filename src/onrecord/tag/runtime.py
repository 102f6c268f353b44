"""The shipped weights at work: one article in, its tags out."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from threadpoolctl import threadpool_limits

from onrecord.errors import TaggerError
from onrecord.model import Article, Layout, Name, Proposal, Range, Tags
from onrecord.tag.calibration import Calibration
from onrecord.tag.chain import Floats
from onrecord.tag.decode import Found, decode, proposals
from onrecord.tag.heads import Heads
from onrecord.tag.inputs import Encoded, Wordpieces, encode
from onrecord.tag.sides import names, sentence_vectors, word_senses
from onrecord.tag.windows import batch, plan

if TYPE_CHECKING:
    import onnxruntime  # type: ignore[import-untyped]

WEIGHTS = Path(__file__).parent / "weights"
_FILES = ("encoder.onnx", "heads.npz", "tokenizer.json", "settings.json")


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen when the weights were made.

    `name`: what a record calls them; `most`: pieces a window; `context`: pieces of the paragraph before that a
    window repeats; `least`: the score from which a proposal is believed; `calibration`: its weights by name of feature.
    """

    name: str
    most: int
    context: int
    least: float
    calibration: dict[str, float]


class Session(Protocol):
    """What runs the encoder: ONNX Runtime's session, or while training the network itself."""

    def run(self, output_names: Any, input_feed: Any) -> Any:
        """`ids`, `case` and `quote` (windows, pieces) to one array of states (windows, pieces, width)."""


class Tagger:
    """The loaded encoder. Safe to share between threads; one thread of its own. Made by `Tagger.load`."""

    def __init__(self, session: Session, wordpieces: Wordpieces, heads: Heads, settings: Settings) -> None:
        self._session, self._heads = session, heads
        self.wordpieces = wordpieces
        self._calibration = Calibration.of(settings.calibration)
        self.settings = settings

    @classmethod
    def load(cls, folder: Path | None = None) -> Tagger:
        """The tagger of the weights in `folder` (default: those of the package).

        TaggerError where a file is missing or does not fit the others.
        """
        folder = folder or WEIGHTS
        missing = [name for name in _FILES if not (folder / name).is_file()]
        if missing:
            raise TaggerError(f"The encoder's weights are missing: {', '.join(missing)} in {folder}.")
        try:
            return cls(*_load(folder))
        except Exception as error:  # whatever a damaged file makes the readers raise
            raise TaggerError(f"The encoder's weights in {folder} cannot be read: {error}") from error

    def tag(self, article: Article, layout: Layout) -> Tags:
        """Statements, names and sentence vectors of one article, by itself: no other article changes them."""
        encoded = encode(article.text, layout, self.wordpieces)
        sentences = sentence_words(layout)
        vectors = np.zeros((len(sentences), self._heads.vector.shape[1]), np.float32)
        senses = np.zeros((len(layout.words), self._heads.senses.shape[1]), np.int8)
        believed: list[Proposal] = []
        named: list[Name] = []
        for start, end in encoded.blocks():
            part, words = encoded.part(start, end), layout.words[start:end]
            states = self.states(part)
            found = decode(states, part.paragraphs, part.quote, self._heads)
            believed += proposals(found, words, self._calibration, least=self.settings.least)
            named += names(article.text, states, words, part.paragraphs, self._heads)
            first, last = (bisect_left(sentences, at, key=itemgetter(0)) for at in (start, end))
            inside = [(a - start, min(b, end) - start) for a, b in sentences[first:last]]
            vectors[first:last] = sentence_vectors(states, inside, self._heads)
            senses[start:end] = word_senses(states, self._heads)
        return Tags(tuple(believed), tuple(named), vectors, senses)

    def read(self, encoded: Encoded) -> list[Found]:
        """Every statement worth a look, before it is believed."""
        return decode(self.states(encoded), encoded.paragraphs, encoded.quote, self._heads)

    def states(self, encoded: Encoded) -> Floats:
        """The encoder's state of each word (words, width)."""
        width = self._heads.roles.shape[0]
        states = np.zeros((encoded.size, width), np.float32)
        for window in plan(encoded, most=self.settings.most, context=self.settings.context):
            row = batch([(encoded, window)], self.wordpieces)
            feed = {"ids": row.ids, "case": row.case, "quote": row.quote}
            (found,) = self._session.run(["states"], feed)  # one window a call: no padding, no shared scale
            seen = row.columns[window.keep_start - window.start : window.keep_end - window.start]
            states[window.keep_start : window.keep_end] = found[0, seen]
        return states


def sentence_words(layout: Layout) -> list[Range]:
    """The sentences as ranges of words."""
    starts = [start for start, _ in layout.words]
    return [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in layout.sentences]


def _load(folder: Path) -> tuple[onnxruntime.InferenceSession, Wordpieces, Heads, Settings]:
    import onnxruntime
    from tokenizers import Tokenizer

    # For the process, once: products this small lose time to a second thread, and so does switching it off and on.
    threadpool_limits(1, user_api="blas")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    path = str(folder / "encoder.onnx")
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    with np.load(folder / "heads.npz") as arrays:
        heads = Heads.of(dict(arrays))
    settings = Settings(**json.loads((folder / "settings.json").read_text(encoding="utf-8")))
    return session, Wordpieces(Tokenizer.from_file(str(folder / "tokenizer.json"))), heads, settings


@lru_cache(maxsize=1)
def default_tagger() -> Tagger:
    """The package's own weights, loaded once. TaggerError where they are missing."""
    return Tagger.load()


def tag(article: Article, layout: Layout) -> Tags:
    """Statements, names, sentence vectors and senses of words of one article, by the package's own weights.

    Spans are half-open code point ranges of `article.text`, contents with their quotation marks. `vectors` is float32
    (sentences of the layout, 384), of unit length; `words` int8 (words of the layout, 96). TaggerError where the
    weights are missing.

    Proposals follow the convention of PolNeAR (Newell, Margolin and Ruths, LREC 2018).
    """
    return default_tagger().tag(article, layout)
