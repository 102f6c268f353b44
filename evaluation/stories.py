"""`stories`: articles into stories, in order of time where they are dated.

`python -m evaluation.stories` goes the way of an archive instead: every article is ingested, and settled into stories
both as a whole and by fortnights (as archives of more than `settle.WHOLE` reports are). It prints both scores.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from evaluation.articles import article_of, rows
from evaluation.scorers.score_clusters import score
from onrecord.archive import ids
from onrecord.archive import settle as settling
from onrecord.archive.ingest import ingest
from onrecord.archive.packed import Unpacked
from onrecord.archive.store import Archive
from onrecord.model import Article, Document, Layout, Tags
from onrecord.stories import group

_SETS = ("news5w_dev", "basil_dev", "ecb_dev")


def predict(gold: Path, out: Path) -> None:
    """Reads the articles as JSON Lines, writes a line `{"id", "cluster"}` for each."""
    stories = group([article_of(row) for row in rows(gold)])
    lines = [{"id": one, "cluster": str(number)} for number, story in enumerate(stories) for one in story]
    out.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def archived(articles: Sequence[Article], *, whole: int) -> dict[str, str]:
    """The story of each article by its id, where archives of up to `whole` reports are grouped at once."""
    settling.WHOLE = whole
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.db", create=True) as archive:
        ingest(archive, articles, setup=_unread, maker="evaluation", batch=1_000)
        settling.settle(archive)
        sql = (
            "SELECT v.id, s.id FROM versions v JOIN story_reports sr ON sr.report = v.report"
            " JOIN stories s ON s.number = sr.story"
        )
        found = dict(archive.connection.execute(sql).fetchall())
    return {one.id: found[ids.version_id(one)] for one in articles}


def _unread() -> Callable[[Article], Unpacked]:
    """Stories look at the words of a report, not at what was said in it."""
    return lambda article: Unpacked(Document(article, Layout((), (), (), ()), Tags((), ())), (), (), ())


def main() -> None:
    gold = Path(os.environ.get("ONRECORD_GOLD", "../shared/gold"))
    print(f"{'set':12} {'articles':>8} {'as a whole':>11} {'by fortnights':>14}   B-cubed F1, through an archive")
    for name in _SETS:
        labelled = list(rows(gold / "clusters" / f"{name}.jsonl"))
        articles = [article_of(row) for row in labelled]
        truth = {row["id"]: row["story"] for row in labelled}
        scores = [score(truth, archived(articles, whole=most))["b_cubed"]["f1"] for most in (10**9, 0)]
        print(f"{name:12} {len(articles):8} {scores[0]:11.3f} {scores[1]:14.3f}")


if __name__ == "__main__":
    main()
