"""Add a level where another party relays: "quoted by AFP" (outer), "citing a colonel" (inner)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model import Attribution, CueKind, Document, Sentence, Span, Spans, Token, Value, trim
from ..vocab.reporting import Frame
from ..vocab.sentence_words import sentence_words
from .cues import Cue, Form
from .framed import CLOSING, Framed, Side
from .party import Party
from .party_right import phrase_right
from .tags import FINITE

BETWEEN = 5  # tokens, the comma among them, between one speaker's verb and the credit of another: "on its website"
TAIL = 8  # tokens of a source's phrase that may stand behind what was taken for it: "| by the armed group, |"


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
    if f.party.aside is not None and (f.cue.frame is Frame.QUOTE_AS or _hears(f, every)):
        first, last = f.party.aside
        outer = replace(attribution, source=(Span(tokens[first].start, tokens[last - 1].end),))
        outer = replace(outer, value=Value.CERTAIN, irrealis=None)  # that it was said, whatever was said
        return [outer, replace(attribution, parent=offset)]
    for carrier in carriers:
        in_aside = f.party.aside is not None and f.party.aside[0] <= carrier.first < f.party.aside[1]
        after_cue = f.frame_first <= carrier.first and carrier.first - f.frame_last <= 2
        vessel: int | None = None
        after_source = 0 <= carrier.first - f.party.last <= 2
        if not _fits(tokens, f, carrier):
            continue
        ceiling = f.cue.first if carrier.last < f.cue.first else sentence.tokens[1]
        party = phrase_right(tokens, carrier.last + 1, ceiling)
        if (
            party is None
            or (carrier.relays and _is_means(tokens, party))
            or not (
                in_aside
                or after_cue
                or after_source
                or _leads(doc, sentence, f, carrier, party)
                or _at_end(doc, sentence, f, carrier, party, every)
                or (vessel := _vessel(doc, f, carrier, every)) is not None
            )
        ):
            continue
        if vessel is not None:
            hole = Span(tokens[vessel].start, party.spans[-1].end)
            attribution = replace(attribution, content=_cut(doc, attribution.content, hole) or attribution.content)
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
            inner = replace(attribution, source=_before(doc, attribution.source, cue_span), cue=both, parent=offset)
        return [outer, inner]
    return [attribution]


def _hears(f: Framed, every: Sequence[Framed]) -> bool:
    """ "The mayor was told by a guard that …"; in another speaker's words, who was told adds no level."""
    others = (o for o in every if o is not f)
    return f.cue.form is Form.PASSIVE and not any(
        o.cue.first < f.cue.first or o.frame_first <= f.start + 1 for o in others
    )


def credits_last(said: Framed, f: Framed) -> bool:
    """True for the "according to" of "Two died, the ministry said on its site, according to the agency"."""
    return (
        f.cue.form is Form.PREPOSITION
        and said.side is f.side is Side.LEFT
        and said.cue.form is Form.ACTIVE
        and 0 <= f.frame_first - said.frame_last <= BETWEEN
    )


def closes_over(tokens: Sequence[Token], said: Framed, f: Framed) -> bool:
    """True for the "reported" of "Two died, according to a note by the front, the agency reported".

    Nothing but the end of the source's own phrase stands between the two.
    """
    between = tokens[said.frame_last : f.frame_first]
    return (
        said.cue.form in {Form.PREPOSITION, Form.PASSIVE}
        and f.cue.form is Form.ACTIVE
        and f.cue.kind is CueKind.NEUTRAL_VERB
        and said.side is f.side is Side.LEFT
        and 0 < len(between) <= TAIL
        and between[-1].text == ","
        and not any(t.tag in FINITE | {"CJC", "CJS"} or t.text == ";" for t in between)
    )


def credited(found: list[Attribution], source: Spans, start: int, end: int) -> list[Attribution]:
    """`found`, with the outermost level of its last attribution put under `source`; its cue is [start, end)."""
    top = len(found) - 1
    while (parent := found[top].parent) is not None:
        top = parent
    outer = replace(found[top], source=source, cue=(Span(start, end),), cue_kind=CueKind.NEUTRAL_PREPOSITION)
    inner = replace(found[top], parent=len(found))
    return [*found[:top], inner, *found[top + 1 :], replace(outer, value=Value.CERTAIN, irrealis=None)]


def _is_means(tokens: Sequence[Token], party: Party) -> bool:
    """ "A resident reached by phone": a bare singular noun is a means, no outlet."""
    return party.last - party.first == 1 and tokens[party.first].tag == "NN1" and tokens[party.first].text.islower()


def _before(doc: Document, source: Spans, carrier: Span) -> Spans:
    """Of "officials quoted", the phrase that goes on into the carrier "quoted by", only "officials"."""
    cut = (trim(doc.text, Span(s.start, carrier.start)) if s.start < carrier.start < s.end else s for s in source)
    return tuple(s for s in cut if s.length) or source


def _leads(doc: Document, sentence: Sentence, f: Framed, carrier: Cue, party: Party) -> bool:
    """ "In a statement carried by the agency, the group said …": a phrase before the subject names who relays."""
    first = sentence.tokens[0]
    opens = doc.tokens[first].lower == "in" and first < carrier.first < f.party.first and carrier.relays
    return opens and party.last + 1 == f.party.first and doc.tokens[party.last].text == ","


def _vessel(doc: Document, f: Framed, carrier: Cue, every: Sequence[Framed]) -> int | None:
    """ "The front claimed the attack | in a statement carried by the agency": where its last words begin."""
    tokens, noun = doc.tokens, carrier.first - 1
    if not carrier.relays or f.side is not Side.RIGHT or noun <= f.frame_last + 1:
        return None
    if tokens[noun].lower not in sentence_words().adjunct_nouns:
        return None
    if any(f.cue.first < other.cue.first < carrier.first for other in every):
        return None
    return next(
        (i for i in range(noun - 1, noun - 5, -1) if tokens[i].lower in {"in", "on"} and i > f.frame_last), None
    )


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
