"""Type short texts that tell of one event: our type, ACLED's, PLOVER's, and who did it to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..model import CodedReport, EventType, MentionKind, Report, Slot, Span
from ..vocab.acled import acled_crosswalk
from ..vocab.plover import plover_crosswalk
from .code import Coder, ReaderChoice

_PARTIES = frozenset(
    {MentionKind.STATE, MentionKind.GROUP, MentionKind.ORGANISATION, MentionKind.PERSON, MentionKind.NATIONALITY}
)


@dataclass(frozen=True, slots=True)
class TypedSnippet:
    """A text with the type of its event; `acled` and `plover` are None where these have no such event."""

    type: EventType | None
    acled: str | None
    plover: str | None
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()


def type_snippets(
    texts: Sequence[str], *, reader: ReaderChoice = "auto", on_text: Callable[[], None] = lambda: None
) -> list[TypedSnippet]:
    """Every text with its type, in order.

    Raises:
        ModelMissingError: the neural reader is asked for and not installed.
    """
    coder = Coder(reader=reader)
    typed = []
    for text in texts:
        typed.append(_typed(coder.code(Report.of(text))))
        on_text()
    return typed


def _typed(coded: CodedReport) -> TypedSnippet:
    """The text is about its first event: choosing by weight or by class of type was one point worse (CASE 2021)."""
    text = coded.report.text
    type_ = coded.events[0].type if coded.events else None
    acled = acled_crosswalk().of(type_, text)
    source, target = _sides(coded)
    return TypedSnippet(
        type_, None if acled is None else acled.sub_event, plover_crosswalk().of(type_, text), source, target
    )


def _sides(coded: CodedReport) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who did it to whom: what claims say; else the first two parties that the text names, in their order."""
    text = coded.report.text
    parties = list(_apart([m.span for m in coded.layers.mentions if m.kind in _PARTIES]))
    doers = _facets(coded, {Slot.ACTOR})[:1] or parties[:1]
    hit = [s for s in _facets(coded, {Slot.TARGET, Slot.VICTIM}) if not any(s.overlaps(d) for d in doers)][:1]
    others = [p for p in parties if not any(p.overlaps(d) for d in doers)]
    return tuple(s.text(text) for s in doers), tuple(s.text(text) for s in hit or others[:1])


def _facets(coded: CodedReport, slots: set[Slot]) -> list[Span]:
    return sorted({f.span for c in coded.claims for f in c.facets if f.slot in slots})


def _apart(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans in order without those that lie in an earlier one."""
    end = 0
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if span.start >= end:
            yield span
            end = span.end
