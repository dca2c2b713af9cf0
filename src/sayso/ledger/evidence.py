"""Follow what a coded report holds down to the characters of its text, and tell where the thread breaks."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Claim, CodedReport, Span


def ungrounded(coded: CodedReport) -> Iterator[tuple[str, str]]:
    """What of a report points at no characters of its text, or at an id that it has not: the part, and what is wrong.

    >>> from sayso.model import Report, Source, SourceKind
    >>> told = CodedReport(Report.of("Police said so."), sources=(Source("s1", "Police", mentions=(Span(0, 99),)),))
    >>> list(ungrounded(told))
    [('s1', 'its mention [0, 99] is outside of the text, which has 15 characters')]
    """
    length = len(coded.report.text)
    sources, events = {s.id for s in coded.sources}, {e.id for e in coded.events}
    for source in coded.sources:
        yield from ((source.id, what) for what in _outside("mention", source.mentions, length))
        for other in source.possibly_same_as:
            if other.source not in sources:
                yield source.id, f"may be source {other.source}, which the report has not"
    for event in coded.events:
        yield from ((event.id, what) for what in _outside("mention", event.mentions, length))
    for claim in coded.claims:
        yield from ((claim.id, what) for what in _of_claim(claim, length, sources, events))
    known = {claim.id for claim in coded.claims}
    for relation in coded.relations:
        for end in (relation.a, relation.b):
            if end not in known:
                yield end, f"is in a relation ({relation.type.value}), and the report has no such claim"


def _of_claim(claim: Claim, length: int, sources: set[str], events: set[str]) -> Iterator[str]:
    if not claim.content:
        yield "has no content"
    yield from _outside("content", claim.content, length)
    yield from _outside("cue", claim.cue, length)
    for level in claim.chain_spans:
        yield from _outside("source", level, length)
    for facet in claim.facets:
        yield from _outside(f"{facet.slot.value} facet", (facet.span,), length)
    if claim.event not in events:
        yield f"is about event {claim.event}, which the report has not"
    for name in (party for level in claim.chain for party in level):
        if name not in sources:
            yield f"is held by source {name}, which the report has not"


def _outside(what: str, spans: tuple[Span, ...], length: int) -> Iterator[str]:
    for span in spans:
        if not 0 <= span.start < span.end <= length:
            yield f"its {what} {list(span)} is outside of the text, which has {length} characters"
