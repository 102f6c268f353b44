"""Which proposal a quotation belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attribute.sheet import Sheet, overlap
from onrecord.model import Proposal, Range

_LEAST = 0.5  # of the quotation's length, in the content


def owners(sheet: Sheet, proposals: Sequence[Proposal]) -> dict[int, int]:
    """Quotation index → index of the proposal that reports it, for every quotation that one reports.

    Where several hold it, the one whose content is smallest: it is the speaker of these very words. A proposal whose
    cue stands inside the quotation is a statement that the speaker reports, and owns nothing.
    """
    found: dict[int, tuple[float, int]] = {}
    holding = _candidates(sheet, proposals)
    for number, candidates in holding.items():
        for at in candidates:
            proposal = proposals[at]
            quotation = sheet.quotations[number]
            stretch = (quotation.start, quotation.end)
            if inside(proposal.cue, stretch) or inside(proposal.source, stretch):
                continue
            shared = sum(overlap(stretch, content) for content in proposal.content)
            if shared < _LEAST * (stretch[1] - stretch[0]):
                continue
            size = sum(end - start for start, end in proposal.content)
            rank = (float(size), at)
            if number not in found or rank < found[number]:
                found[number] = rank
    return {number: at for number, (_, at) in found.items()}


def inside(stretch: Range | None, outer: Range) -> bool:
    """Whether a range lies in another."""
    return stretch is not None and outer[0] <= stretch[0] and stretch[1] <= outer[1]


def _candidates(sheet: Sheet, proposals: Sequence[Proposal]) -> dict[int, list[int]]:
    """Quotation index → proposals whose content touches it, by one pass over both in text order."""
    out: dict[int, list[int]] = {}
    spoken = sheet.spoken
    pieces = sorted((start, end, at) for at, proposal in enumerate(proposals) for start, end in proposal.content)
    first = 0
    for start, end, at in pieces:
        while first < len(spoken) and sheet.quotations[spoken[first]].end <= start:
            first += 1
        here = first
        while here < len(spoken) and sheet.quotations[spoken[here]].start < end:
            listed = out.setdefault(spoken[here], [])
            if at not in listed:
                listed.append(at)
            here += 1
    return out
