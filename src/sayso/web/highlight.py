"""Mark the words of a report: sources, cues, contents, events and facets, which may overlap and nest at will.

The text is cut wherever a mark begins or ends; each piece says of which marks it is part. Offsets are code points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from ..model import Claim, CodedReport, Facet, Slot, Span, hull
from ..wording import ARROW, AUTHOR, JOINT, words
from .matrix import certainty_words
from .render import inert, plain, report_url, with_moment

KINDS = {  # in the order in which a legend shows them
    "source": "source",
    "cue": "cue",
    "content": "what is claimed",
    "event": "event",
    "facet": "value",
    "noted": "note of the reading",
    "boilerplate": "left unread",
}
MOST_TOLD = 6  # marks that the tooltip of a piece names


@dataclass(frozen=True, slots=True)
class Mark:
    """Words with a part to play; `told` is what the tooltip says of them."""

    span: Span
    kind: str
    told: str
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The claim that the reader came for, and the slot whose words come first."""

    claim: Claim | None = None
    slot: Slot | None = None

    def facets(self) -> tuple[Facet, ...]:
        """The facets of that slot."""
        return tuple(f for f in self.claim.facets if f.slot is self.slot) if self.claim else ()

    def first(self) -> int | None:
        """Where the words begin that are to be shown first."""
        if self.claim is None:
            return None
        spans = [f.span for f in self.facets()] or list(self.claim.content)
        return min(span.start for span in spans)


def highlighted(coded: CodedReport, chosen: Chosen, as_of: str | None = None) -> Markup:
    """The text of a report with everything marked that its claims rest on; links keep the moment `as_of`."""
    text = coded.report.text
    marks = [m for m in (*marks_of(coded), *chosen_marks(chosen)) if 0 <= m.span.start < m.span.end <= len(text)]
    openings, closings = defaultdict(list), defaultdict(list)
    for number, mark in enumerate(marks):
        openings[mark.span.start].append(number)
        closings[mark.span.end].append(number)
    claims, notes = claim_starts(coded), note_starts(coded)
    names, lengths = chains_told(coded), {c.id: sum(s.length for s in c.content) for c in coded.claims}
    first = chosen.first()
    cuts = sorted({0, len(text), *openings, *closings, *claims, *notes})
    active: dict[int, None] = {}
    html: list[Markup] = []
    for start, end in pairwise(cuts):
        for number in closings.get(start, ()):
            active.pop(number, None)
        active |= dict.fromkeys(openings.get(start, ()))
        links = {claim: with_moment(report_url(coded.report.id, claim), as_of) for claim in claims.get(start, ())}
        html += anchors(links, notes.get(start, ()), names)
        on = [marks[n] for n in active]
        held = sorted({m.claim for m in on if m.claim}, key=lambda c: (lengths[c], c))  # the innermost claim first
        html.append(piece(inert(text[start:end]), on, " ".join(held), first=start == first))
    return Markup("").join(html)


def piece(words_of_it: Markup, marks: list[Mark], claims: str, *, first: bool) -> Markup:
    """A stretch of text that is the same throughout; `claims` are those that rest on it."""
    if not marks:
        return words_of_it
    kinds = " ".join(dict.fromkeys(m.kind for m in marks))
    told = "; ".join(list(dict.fromkeys(m.told for m in marks if m.told))[:MOST_TOLD])
    tag = "mark" if any(m.kind == "chosen" for m in marks) else "span"
    of = Markup(' data-claims="{}"').format(claims) if claims else ""
    return Markup('<{tag}{id} class="{kinds}" title="{told}"{of}>{words}</{tag}>').format(
        tag=tag, id=Markup(' id="words"') if first else "", kinds=kinds, told=plain(told), of=of, words=words_of_it
    )


def anchors(claims: Mapping[str, str], notes: tuple[int, ...], told: Mapping[str, str]) -> Iterator[Markup]:
    """Small numbers before the words of claims and notes: where links land, and from where one may choose a claim.

    Under the pointer or the focus a number shows who says so, through whom, and how surely.
    """
    for claim, url in claims.items():
        yield Markup(
            '<a class="ref" id="{id}" href="{url}" aria-label="claim {id}: {told}">{id}'
            '<span class="tip" dir="auto">{shown}</span></a>'
        ).format(id=claim, url=url, told=plain(told[claim]), shown=inert(told[claim]))
    for note in notes:
        yield Markup('<span id="note-{}"></span>').format(note)


def chains_told(coded: CodedReport) -> dict[str, str]:
    """Who holds each claim, outermost first, with cue and certainty: `Radio Varna → a nurse, “said”: certain`."""
    names = {s.id: s.name for s in coded.sources}
    found = {}
    for claim in coded.claims:
        levels = [JOINT.join(names.get(s, s) for s in level) for level in claim.chain]
        cue = " … ".join(span.text(coded.report.text) for span in claim.cue)
        found[claim.id] = f"{ARROW.join(levels) or AUTHOR}{f', “{cue}”' if cue else ''}: {certainty_words(claim)}"
    return found


def marks_of(coded: CodedReport) -> Iterator[Mark]:
    """Everything that the claims of a report rest on, and what was left unread."""
    names = {s.id: s.name for s in coded.sources}
    for span in coded.report.boilerplate:
        yield Mark(span, "boilerplate", "left unread as boilerplate")
    for event in coded.events:
        for span in event.mentions:
            yield Mark(span, "event", f"{event.id}: {words(event.type.value)}")
    for claim in coded.claims:
        for span in claim.content:
            yield Mark(span, "content", f"content of {claim.id}", claim.id)
        for span in claim.cue:
            yield Mark(span, "cue", f"cue of {claim.id}: {words(claim.cue_kind.value)}", claim.id)
        for level, spans in zip(claim.chain, claim.chain_spans, strict=False):
            for span in spans:
                yield Mark(
                    span, "source", f"source of {claim.id}: {JOINT.join(names.get(s, s) for s in level)}", claim.id
                )
        for facet in claim.facets:
            yield Mark(facet.span, "facet", f"{words(facet.slot.value)} of {claim.id}", claim.id)
    for diagnostic in coded.diagnostics:
        if diagnostic.span is not None:
            yield Mark(diagnostic.span, "noted", f"note: {diagnostic.message}")


def chosen_marks(chosen: Chosen) -> Iterator[Mark]:
    """The marks of the claim that the reader came for."""
    if chosen.claim is None:
        return
    spans = (*chosen.claim.content, *chosen.claim.cue, *(s for level in chosen.claim.chain_spans for s in level))
    for span in spans:
        yield Mark(span, "chosen", "")
    for facet in chosen.facets():
        yield Mark(facet.span, "chosen picked", "")


def claim_starts(coded: CodedReport) -> dict[int, tuple[str, ...]]:
    """The claims by the offset at which their words begin."""
    found: dict[int, list[str]] = defaultdict(list)
    for claim in coded.claims:
        found[hull(claim.content).start].append(claim.id)
    return {start: tuple(ids) for start, ids in found.items()}


def note_starts(coded: CodedReport) -> dict[int, tuple[int, ...]]:
    """The diagnostics, by number, by the offset at which their words begin."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, diagnostic in enumerate(coded.diagnostics):
        if diagnostic.span is not None:
            found[diagnostic.span.start].append(number)
    return {start: tuple(numbers) for start, numbers in found.items()}
