"""What the reports of a story report: corroborated, by one only, or differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from onrecord.copies import witnesses
from onrecord.date import came_first
from onrecord.facts.across import disputes
from onrecord.facts.align import align
from onrecord.facts.alone import alone
from onrecord.facts.assemble import groups
from onrecord.facts.differ import SURE, Clash, Values, clashes, values
from onrecord.facts.sheet import LONGEST, Sentence, sentences
from onrecord.model import (
    Article,
    Copying,
    Difference,
    DifferReading,
    Document,
    Fact,
    FactStatus,
    Person,
    Range,
    Span,
    Statement,
    Timex,
)


def find_facts(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    timexes_by_article: Mapping[str, Sequence[Timex]],
    copying: Sequence[Copying],
    *,
    people: Sequence[Person] = (),
) -> tuple[Fact, ...]:
    """The facts of a story, in the order in which they come up (articles by id).

    Each `Fact` has one span an article, at most 450 code points. *corroborated*: by two witnesses or more (reports that
    copy one another are one); *conflicting*: two give values that cannot both hold (several spans an article where the
    value stands in several sentences); *single*: by one witness.
    `people` are those of the story: whom its pronouns mean.
    A sentence of which it cannot be told whether another report has it is in no fact. Transcripts are no reports.
    """
    reports = sorted((doc for doc in documents if doc.article.role == "report"), key=lambda doc: doc.article.id)
    said: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        said[one.article].append(one)
    sheets = [
        sentences(doc, said[doc.article.id], timexes_by_article.get(doc.article.id, ()), people) for doc in reports
    ]
    every = [one for sheet in sheets for one in sheet]
    slots = [values(one, sheet) for sheet in sheets for one in sheet]
    alignment = align(sheets)
    articles = {doc.article.id: doc.article for doc in reports}
    family = {one: at for at, group in enumerate(witnesses(tuple(articles.values()), copying)) for one in group}
    sure = {(link.a, link.b) for link in alignment.links if link.score >= SURE}
    shared = [_shared(group, slots, sure, articles, family) for group in groups(every, alignment.links)]
    known = {_places(one) for fact in shared for one in fact.differs}
    apart = _disputed(every, known, articles)
    sides = [side for fact in apart for one in fact.differs for side in (one.a, one.b)]
    single = [_single(one, articles) for one in alone(every, alignment) if not any(_holds(one, side) for side in sides)]
    found = sorted([*shared, *apart, *single], key=lambda fact: (fact.reports[0], fact.reports[1:]))
    return tuple(
        Fact(id=f"f{number}", status=one.status, reports=one.reports, differs=one.differs)
        for number, one in enumerate(found, start=1)
    )


def _disputed(
    every: Sequence[Sentence], known: set[tuple[Range, str, Range, str]], articles: Mapping[str, Article]
) -> list[Fact]:
    """Facts on whose values reports differ in sentences that tell of other things besides; not those in `known`."""
    found = []
    for dispute in disputes(every):
        told = [(a, b, _difference(clash, every[a], every[b], articles)) for a, b, clash in dispute.clashes]
        new = [(a, b, one) for a, b, one in told if _places(one) not in known]
        at = sorted({a for a, _, _ in new} | {b for _, b, _ in new})
        if new:
            reports = tuple(_span(every[one], articles) for one in at)
            found.append(Fact(id="", status="conflicting", reports=reports, differs=tuple(one for _, _, one in new)))
    return found


def _holds(one: Sentence, span: Span) -> bool:
    return one.article == span.article and one.start <= span.start < one.end


def _places(one: Difference) -> tuple[Range, str, Range, str]:
    return one.a.range, one.a.article, one.b.range, one.b.article


def _single(one: Sentence, articles: Mapping[str, Article]) -> Fact:
    return Fact(id="", status="single", reports=(_span(one, articles),))


def _span(one: Sentence, articles: Mapping[str, Article]) -> Span:
    """The sentence, cut at a clause where it is very long."""
    end = one.end
    if end - one.start > LONGEST:
        end = max((last for _, last in one.clauses if last - one.start <= LONGEST), default=one.start + LONGEST)
    return articles[one.article].span(one.start, end)


def _shared(
    group: Sequence[int],
    slots: Sequence[Values],
    sure: set[tuple[int, int]],
    articles: Mapping[str, Article],
    family: Mapping[str, int],
) -> Fact:
    """A fact that several reports have (positions of its sentences)."""
    differs = tuple(
        _difference(clash, slots[a].sentence, slots[b].sentence, articles)
        for a, b in combinations(group, 2)
        if (a, b) in sure
        for clash in clashes(slots[a], slots[b])
    )
    status: FactStatus = "conflicting" if differs else "corroborated"
    told = [slots[at].sentence for at in group]
    if not differs and len({family[one.article] for one in told}) < 2:
        status = "single"
    return Fact(id="", status=status, reports=tuple(_span(one, articles) for one in told), differs=differs)


def _difference(clash: Clash, a: Sentence, b: Sentence, articles: Mapping[str, Article]) -> Difference:
    first, second = articles[a.article], articles[b.article]
    return Difference(
        kind=clash.kind, a=first.span(*clash.a), b=second.span(*clash.b), reading=_reading(clash, first, second)
    )


def _reading(clash: Clash, a: Article, b: Article) -> DifferReading:
    """An update where a later report gives a value that grows with time, a disagreement otherwise."""
    return "update" if clash.running and came_first(a.published, b.published) is not None else "disagree"
