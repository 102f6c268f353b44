"""A story's record as editors decided it: other speakers, utterances split and merged, another base."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

from onrecord import segment
from onrecord.archive.decisions import Decision
from onrecord.collate import compare_wordings, quoted, share_words
from onrecord.model import Pair, Person, Relation, Statement, StoryRecord, Surface, Utterance

BASIS = "editor"
_WORST: tuple[Relation, ...] = ("identical", "typographic", "subset", "edited", "altered")


def edited(record: StoryRecord, decided: Sequence[Decision], stored: Sequence[Statement]) -> StoryRecord:
    """`record` with the decisions that bear on it carried out, in the order in which they were made.

    Decisions name statements as the archive does; `stored` are those of the story's versions under these ids.
    """
    ids = _ids(record, stored)
    for one in decided:
        names = [one.subject["statement"]] if "statement" in one.subject else one.subject.get("statements", [])
        meant = [ids[name] for name in names if name in ids]
        if meant:
            record = _ACTIONS[one.kind](record, one, meant)
    return record


def _ids(record: StoryRecord, stored: Sequence[Statement]) -> dict[str, str]:
    """From the archive's ids to the record's: the same words in the same place."""
    own = {(one.article, tuple(span.range for span in one.content)): one.id for one in record.statements}
    keyed = {one.id: (one.article, tuple(span.range for span in one.content)) for one in stored}
    return {name: own[key] for name, key in keyed.items() if key in own}


def _speaker(record: StoryRecord, decision: Decision, meant: list[str]) -> StoryRecord:
    name = decision.subject["name"]
    people = record.people
    person = next((one for one in people if name is not None and _bears(one, name)), None)
    if name is not None and person is None:
        person = Person(f"editor-{decision.number}", "person", name, (Surface(name, 0),), (), ())
        people = (*people, person)
    speaker = None if person is None else person.id
    statements = tuple(
        replace(one, speaker=speaker, speaker_basis=BASIS, candidates=()) if one.id in meant else one
        for one in record.statements
    )
    record = replace(record, people=people, statements=statements)
    speakers = {one.id: one.speaker for one in statements}
    return _regrouped(
        record,
        [
            _with(one, speaker=speakers[one.fullest]) if set(meant) & set(one.versions) else one
            for one in record.utterances
        ],
    )


def _bears(person: Person, name: str) -> bool:
    return person.name == name or any(surface.text == name for surface in person.names)


def _split(record: StoryRecord, decision: Decision, meant: list[str]) -> StoryRecord:
    apart = set(meant)
    out: list[Utterance] = []
    for one in record.utterances:
        staying = tuple(name for name in one.versions if name not in apart)
        leaving = tuple(name for name in one.versions if name in apart)
        if staying and leaving:
            out += [_made(record, one, staying), _made(record, replace(one, paraphrases=()), leaving)]
        else:
            out.append(one)
    return _regrouped(record, out)


def _merge(record: StoryRecord, decision: Decision, meant: list[str]) -> StoryRecord:
    together = [one for one in record.utterances if set(meant) & set(one.versions)]
    if len(together) < 2:
        return record
    versions = tuple(name for one in together for name in one.versions)
    retold = tuple(dict.fromkeys(name for one in together for name in one.paraphrases))
    whole = _made(record, replace(together[0], paraphrases=retold), versions)
    kept = [one for one in record.utterances if one not in together]
    at = record.utterances.index(together[0])
    return _regrouped(record, [*kept[:at], whole, *kept[at:]])


def _base(record: StoryRecord, decision: Decision, meant: list[str]) -> StoryRecord:
    return _regrouped(
        record,
        [_with(one, fullest=meant[0]) if meant[0] in one.versions else one for one in record.utterances],
    )


_ACTIONS: dict[str, Callable[[StoryRecord, Decision, list[str]], StoryRecord]] = {
    "speaker": _speaker,
    "split": _split,
    "merge": _merge,
    "base": _base,
}


def _with(one: Utterance, **changes: str | None) -> Utterance:
    return replace(one, basis=BASIS, **changes)  # type: ignore[arg-type]


def _made(record: StoryRecord, one: Utterance, versions: tuple[str, ...]) -> Utterance:
    """An utterance of these versions, its pairs held against each other anew."""
    by_id = {statement.id: statement for statement in record.statements}
    order = {statement.id: at for at, statement in enumerate(record.statements)}
    layouts = {
        article.id: segment.segment(article)
        for article in record.articles
        if article.id in {by_id[name].article for name in versions}
    }
    marked = {name: quoted(by_id[name], layouts[by_id[name].article]) for name in versions}
    ordered = sorted(versions, key=order.__getitem__)
    pairs: list[Pair] = []
    for a, b in combinations(ordered, 2):
        if by_id[a].article != by_id[b].article and share_words(marked[a], marked[b]):
            wording = compare_wordings(marked[a], marked[b])
            pairs.append(Pair(a, b, wording.relation, wording.edits, wording.cut))
    fullest = (
        one.fullest
        if one.fullest in versions
        else max(ordered, key=lambda name: sum(len(s.text) for s in marked[name]))
    )
    return replace(
        one,
        versions=tuple(ordered),
        pairs=tuple(pairs),
        relation=max((pair.relation for pair in pairs), key=_WORST.index, default=None),
        basis=BASIS,
        confidence=1.0,
        fullest=fullest,
        earliest=one.earliest if one.earliest in versions else None,
        speaker=by_id[fullest].speaker,
    )


def _regrouped(record: StoryRecord, utterances: Sequence[Utterance]) -> StoryRecord:
    """The record with these utterances; two that came out of one are told apart by their ids."""
    seen: set[str] = set()
    out: list[Utterance] = []
    for one in utterances:
        name, n = one.id, 2
        while name in seen:
            name, n = f"{one.id}-{n}", n + 1
        seen.add(name)
        out.append(replace(one, id=name))
    return replace(record, utterances=tuple(out))
