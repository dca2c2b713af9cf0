"""Add a level where another party relays: "quoted by AFP" (outer), "citing a colonel" (inner)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model import Attribution, CueKind, Document, Sentence, Span, Spans, Token, Value, trim
from ..vocab.reporting import Frame
from .cues import Cue, Form
from .frames import CLOSING, Framed, Side
from .party import Party
from .party_right import phrase_right

BETWEEN = 5  # tokens, the comma among them, between one speaker's verb and the credit of another: "on its website"


def with_relays(
    doc: Document,
    sentence: Sentence,
    f: Framed,
    attribution: Attribution,
    carriers: list[Cue],
    every: Sequence[Framed] = (),
    *,
    offset: int,
) -> list[Attribution]:
    """The attribution alone, or an outer and an inner one; `offset` is the index that the first of them will have."""
    tokens = doc.tokens
    if f.cue.frame is Frame.QUOTE_AS and f.party.aside is not None:
        first, last = f.party.aside
        outer = replace(attribution, source=(Span(tokens[first].start, tokens[last - 1].end),))
        return [outer, replace(attribution, parent=offset)]
    for carrier in carriers:
        in_aside = f.party.aside is not None and f.party.aside[0] <= carrier.first < f.party.aside[1]
        after_cue = f.frame_first <= carrier.first and carrier.first - f.frame_last <= 2
        after_source = 0 <= carrier.first - f.party.last <= 2
        if not _fits(tokens, f, carrier):
            continue
        party = phrase_right(tokens, carrier.last + 1, sentence.tokens[1])
        if party is None or not (
            in_aside or after_cue or after_source or _at_end(doc, sentence, f, carrier, party, every)
        ):
            continue
        cue_span = Span(tokens[carrier.first].start, tokens[carrier.last].end)
        both = tuple(sorted((cue_span, *attribution.cue)))
        if not carrier.relays:
            inner_content = _cut(doc, attribution.content, Span(cue_span.start, party.spans[-1].end))
            outer = replace(attribution, content=inner_content or attribution.content)
            inner = replace(
                attribution, source=party.spans, cue=both, content=inner_content or attribution.content, parent=offset
            )
        else:
            outer = replace(attribution, source=party.spans, cue=both)
            inner = replace(attribution, cue=both, parent=offset)
        return [outer, inner]
    return [attribution]


def credits_last(said: Framed, f: Framed) -> bool:
    """True for the "according to" of "Two died, the ministry said on its site, according to the agency"."""
    return (
        f.cue.form is Form.PREPOSITION
        and said.side is f.side is Side.LEFT
        and said.cue.form is Form.ACTIVE
        and 0 <= f.frame_first - said.frame_last <= BETWEEN
    )


def credited(found: list[Attribution], source: Spans, start: int, end: int) -> list[Attribution]:
    """`found`, with the outermost level of its last attribution put under `source`; its cue is [start, end)."""
    top = len(found) - 1
    while (parent := found[top].parent) is not None:
        top = parent
    outer = replace(found[top], source=source, cue=(Span(start, end),), cue_kind=CueKind.NEUTRAL_PREPOSITION)
    inner = replace(found[top], parent=len(found))
    return [*found[:top], inner, *found[top + 1 :], replace(outer, value=Value.CERTAIN, irrealis=None)]


def _at_end(doc: Document, sentence: Sentence, f: Framed, carrier: Cue, party: Party, every: Sequence[Framed]) -> bool:
    """ "The agency said that nine people died, citing medics.": whom the speaker cites closes the sentence."""
    rest = (t.text for t in doc.tokens[party.last : sentence.tokens[1]])
    behind = [text for text in rest if text not in CLOSING and text not in {".", "!", "?"}]
    alone = not carrier.relays and not carrier.after and doc.tokens[carrier.first - 1].text == ","
    nearest = not any(f.cue.first < other.cue.first < carrier.first for other in every)
    return alone and nearest and f.frame_first < carrier.first and not behind


def _fits(tokens: Sequence[Token], f: Framed, carrier: Cue) -> bool:
    """True unless the carrier asks for verbs before it and another one stands there."""
    return not carrier.after or (carrier.first == f.cue.last + 1 and f.cue.lemma_is(tokens, carrier.after))


def _cut(doc: Document, content: Spans, hole: Span) -> Spans:
    out: list[Span] = []
    for span in content:
        if not span.overlaps(hole):
            out.append(span)
            continue
        for piece in (Span(span.start, hole.start), Span(hole.end, span.end)):
            cleaned = trim(doc.text, piece, chars=" ,;—–\n\t")
            if cleaned.end > cleaned.start:
                out.append(cleaned)
    return tuple(out)
