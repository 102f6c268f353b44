"""Three invented reports of a canal lock, and their record without the encoder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord import collate, copies
from onrecord.model import Article, Maker, Person, StoryRecord, Surface
from tests.archive.standin import extract

SAID = "The east lock will be rebuilt before the autumn floods reach the old town"
OTHER = "Nobody in this council has ever seen the contract for the new pumps"
LEAD = "The Orrin canal lock collapsed and flooded the boatyard, the chandlery and the towpath allotments."
TEXTS = (
    f'{LEAD}\n\n"{SAID}," Mara Ellwood said. "{OTHER}," Jory Vance said.\n',
    f'{LEAD}\n\n"{SAID.replace("will", "may")}," Mara Ellwood said to reporters.\n',
    f'{LEAD}\n\nMara Ellwood said that the lock would be rebuilt. "{OTHER}," Jory Vance said.\n',
)


def compare(articles: Sequence[Article]) -> StoryRecord:
    """A record without facts and timeline; a person is a name."""
    read = [extract(article) for article in articles]
    documents = [each.document for each in read]
    names = {one.id: one.name for each in read for one in each.people}
    statements = tuple(replace(one, speaker=names[one.speaker or ""]) for each in read for one in each.statements)
    people = tuple(Person(name, "person", name, (Surface(name, 1),), (), ()) for name in sorted(set(names.values())))
    copying = copies.find_copies(documents, statements)
    return StoryRecord(
        maker=Maker("0", "standin", "none"),
        notices=(),
        articles=tuple(articles),
        people=people,
        statements=statements,
        utterances=tuple(collate.collate(documents, statements, people)),
        copying=copying,
        witnesses=copies.witnesses(articles, copying),
        facts=(),
        timeline=(),
    )
