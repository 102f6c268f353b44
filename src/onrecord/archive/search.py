"""The search index: every quotation and every reported statement, found by their words.

A folder of tantivy's beside the database, always made again from it. Words as rare as most are terms of their own;
the few that make up half of any text are terms only together with a neighbour (the "common grams" of web search),
so that no list of hits grows long and a search needs only its rarest terms.

The database is right where the two differ. What the index holds is known by the highest version number in it, and
whatever the database has above is added; a crash between the two commits therefore loses nothing and doubles nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import tantivy

from onrecord.archive.index_files import alone, coded, fits, patiently, remove, stamp_of, state_of, write_state
from onrecord.archive.passages import Key, Passage, outdated, passages
from onrecord.archive.store import WAIT_SECONDS, Archive
from onrecord.archive.terms import terms
from onrecord.errors import ArchiveLocked, NoArchive

HEAP_BYTES = 128_000_000  # tantivy's buffer while it adds
TERMS = 8  # the rarest terms of a search
WINDOW = 30  # words; a longer search is cut into windows, each with its own rarest terms


class Search:
    """An open index of one archive. `open` makes it where there is none or where it does not fit."""

    def __init__(self, folder: Path, index: tantivy.Index) -> None:
        self._folder = folder
        self._index = index
        self._schema = index.schema
        self._searcher = index.searcher()
        self._upto: int | None = None

    @classmethod
    def open(cls, archive: Archive, *, update: bool = True) -> Search:
        """The index of `archive`, brought up to date unless `update` is false or another process is at it.

        Raises SearchDamaged where its files cannot be read or written.
        """
        folder = archive.index_path
        if update:
            wait = 0.0 if fits(archive) else WAIT_SECONDS  # an index that is being made is worth waiting for
            # Where another process is at it, or nothing can be written here, it is taken as it is.
            with suppress(ArchiveLocked, NoArchive), alone(folder, wait=wait):
                return cls._updated(archive)
        with coded(folder):
            return cls(folder, patiently(lambda: tantivy.Index.open(str(folder))))

    @classmethod
    def _updated(cls, archive: Archive) -> Search:
        """The index, made where it does not fit, and brought up to date. Nobody else may be at it."""
        folder = archive.index_path
        with coded(folder):
            if not fits(archive):
                remove(folder)
                folder.mkdir(exist_ok=True)
            search = cls(folder, tantivy.Index(_schema(), str(folder), reuse=True))
            if not state_of(folder):
                write_state(folder, 0, "")
        search._update(archive)
        return search

    @property
    def size(self) -> int:
        """How many passages it holds."""
        return int(self._searcher.num_docs)

    def reload(self) -> None:
        """See what was committed since."""
        patiently(self._index.reload)
        self._searcher = self._index.searcher()
        self._upto = None

    def upto(self) -> int:
        """The highest version number whose passages are in it, 0 for none."""
        if self._upto is None:
            state = state_of(self._folder)
            self._upto = int(state.get("upto", 0))
            if state.get("stamp") != stamp_of(self._folder):  # cut off before the state was written
                hits = self._searcher.search(tantivy.Query.all_query(), 1, count=False, order_by_field="version").hits
                self._upto = max(self._upto, int(hits[0][0]) if hits else 0)
        return self._upto

    def update(self, archive: Archive) -> int:
        """Add what the archive has and the index has not, and return how many passages that were.

        Raises ArchiveLocked where another process is adding.
        """
        with alone(self._folder, wait=0.0):
            return self._update(archive)

    def _update(self, archive: Archive) -> int:
        self.reload()
        with archive.reading() as connection:
            last: int = connection.execute("SELECT coalesce(max(number), 0) FROM versions").get
            changed = connection.execute("SELECT 1 FROM reindex LIMIT 1").get is not None
        if self.upto() >= last and not changed:
            return 0
        with coded(self._folder):
            writer = self._index.writer(HEAP_BYTES, 1)
            try:
                added = self._add(writer, archive, self.upto())
            except BaseException:
                writer.rollback()
                raise
            finally:
                writer.wait_merging_threads()
        self.reload()
        return added

    def _add(self, writer: Any, archive: Archive, upto: int) -> int:
        anew = outdated(archive, upto)
        for passage in anew:
            # Not `delete_documents_by_term`, which misses unsigned numbers (tantivy 0.27).
            writer.delete_documents_by_query(tantivy.Query.term_query(self._schema, "key", passage.key.packed))
            writer.add_document(_document(passage))
        if anew:
            writer.commit()
        added = 0
        for chunk in passages(archive, above=upto):
            for passage in chunk:
                writer.add_document(_document(passage))
            added += len(chunk)
            writer.commit()
        row: Any = archive.connection.execute("SELECT number, id FROM versions ORDER BY number DESC LIMIT 1").fetchone()
        write_state(self._folder, *row)
        if not archive.readonly:
            with archive.writing() as connection:
                numbers = [(passage.key.number,) for passage in anew]
                connection.executemany("DELETE FROM reindex WHERE statement = ?", numbers)
                connection.execute(
                    "DELETE FROM reindex WHERE statement IN (SELECT number FROM statements WHERE version > ?)", (upto,)
                )
        return added

    def find(
        self,
        words: Sequence[str],
        *,
        limit: int,
        who: str | None = None,
        days: tuple[int | None, int | None] = (None, None),
    ) -> list[Key]:
        """The passages that share the rarest terms with `words` (as `fold_words` gives them), best first.

        `who` is one folded word of the speaker's name; `days` the first and the last day, both included.
        """
        filters = self._filters(who, days)
        found: dict[int, None] = {}
        for start in range(0, max(1, len(words) - WINDOW // 2), WINDOW):
            window = words[start : start + WINDOW + WINDOW // 2]
            wanted = self._rarest(terms(window))
            if not wanted:
                continue
            query = tantivy.Query.boolean_query([(tantivy.Occur.Should, self._term("words", term)) for term in wanted])
            if filters:
                query = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in (query, *filters)])
            hits = self._searcher.search(query, limit, count=False).hits
            keys = self._searcher.fast_field_values("key", [address for _, address in hits])
            found |= {int(key): None for key in keys if key is not None}
        return [Key(key // 2, bool(key % 2)) for key in found]

    def said_by(self, word: str, *, limit: int) -> list[Key]:
        """The passages of speakers with this folded word in their name, in the order of the archive."""
        hits = self._searcher.search(self._term("who", word), limit, count=False).hits
        keys = self._searcher.fast_field_values("key", [address for _, address in hits])
        return sorted(Key(int(key) // 2, bool(int(key) % 2)) for key in keys if key is not None)

    def _rarest(self, wanted: Iterable[str]) -> list[str]:
        counted = sorted((self._searcher.doc_freq("words", term), term) for term in wanted)
        return [term for count, term in counted if count][:TERMS]

    def _term(self, field: str, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, term, "basic")

    def _filters(self, who: str | None, days: tuple[int | None, int | None]) -> list[tantivy.Query]:
        filters: list[tantivy.Query] = []
        if who is not None:
            filters.append(tantivy.Query.const_score_query(self._term("who", who), 0.0))
        if days != (None, None):
            within = tantivy.Query.range_query(self._schema, "day", tantivy.FieldType.Integer, *days)
            filters.append(tantivy.Query.const_score_query(within, 0.0))
        return filters


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("who", tokenizer_name="whitespace", index_option="basic")
    builder.add_unsigned_field("key", fast=True, indexed=True)
    builder.add_unsigned_field("version", fast=True)
    builder.add_integer_field("day", fast=True)
    return builder.build()


def _document(passage: Passage) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("words", passage.words)
    if passage.who:
        document.add_text("who", passage.who)
    document.add_unsigned("key", passage.key.packed)
    document.add_unsigned("version", passage.version)
    if passage.day is not None:
        document.add_integer("day", passage.day)
    return document
