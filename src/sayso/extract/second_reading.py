"""Let the neural reader add what the rules did not see: speakers without a known cue, and words that answer a slot.

On the development clusters the union read best: the rules' own attributions stay as they are (their contents are cut
more finely), and attributions of the model whose cue no rule found are added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model import Attribution, CueKind, Document, Quote, Sentence, SlotMention, Span, Spans, Value
from ..neural import NeuralAttribution, NeuralLayers, NeuralReader
from ..text.wrapping import unwrapped
from ..vocab.reporting import ReportingLexicon, ReportingVerb, reporting_lexicon
from .facet_gate import TAGGED
from .mentions import joined
from .nesting import nest
from .party_right import phrase_right
from .silent_cues import says_nothing

LEAST_ATTRIBUTION = 0.6  # probability; 0.5 to 0.8 gave the same attributed-fact F1 within 0.3
LEAST_BARE = 0.9  # probability that nothing is claimed in a sentence; 0.5 and 0.7 gave the same figures within 0.2
LEAST_OUTER = 0.8  # probability of an attribution whose outer parties are taken over
EDGE = 4  # characters by which two readings of the same words may differ at either end
_NOBODY_KNOWS = frozenset({"unclear", "unknown", "uncertain", "clear", "known"})  # the narrator's own open questions


class NeuralReading:
    """Let the neural reader read a document. It needs nothing of the rules, so it may go ahead of them."""

    requires = ("sentences",)
    assigns = "reading"

    def __init__(self, reader: NeuralReader) -> None:
        self.reader = reader

    def __call__(self, doc: Document) -> Document:
        """The document with everything that the reader saw; one without sentences stays as it is."""
        if not doc.sentences:
            return doc
        (layers,) = self.reader.read([unwrapped(doc.text)], [[s.span for s in doc.sentences]])
        return replace(doc, reading=layers)


class SecondReader:
    """Add attributions and slot mentions of a neural reader to a document that the rules have read."""

    requires = ("reading", "mentions", "attributions")
    assigns = "attributions slot_mentions mentions"

    def __init__(self, origin: str, lexicon: ReportingLexicon | None = None) -> None:
        """`origin` is the name of the reader, for what comes from it."""
        self.origin = origin
        self.lexicon = lexicon or reporting_lexicon()

    def __call__(self, doc: Document) -> Document:
        """The document with more attributions, nested anew, with slot mentions, and with more mentions."""
        return self.add(doc, doc.reading) if isinstance(doc.reading, NeuralLayers) else doc

    def add(self, doc: Document, layers: NeuralLayers) -> Document:
        """What `layers` hold beyond the rules' own attributions, outside boilerplate."""
        found = list(doc.attributions)
        known = [c for a in doc.attributions for c in a.cue]
        for seen in layers.claim_attributions:
            taken = _touches(seen.cue, known) or _open_question(doc, seen.cue) or says_nothing(doc, seen)
            taken = taken or _repeats(doc, seen)
            if seen.score >= LEAST_ATTRIBUTION and _whole(doc, seen) and not taken:
                found.extend(self._attributions(doc, seen, found))
            elif seen.score >= LEAST_OUTER and seen.outer and _whole(doc, seen):
                self._relay(doc, seen, found)
        slots = tuple(
            SlotMention(slot, span, round(scored.score, 3))
            for slot in TAGGED
            for scored in layers.slots.get(slot, ())
            if _inside(doc, scored.span) and (span := _phrase(doc, scored.span)) is not None
        )
        return replace(
            doc,
            reading=None,
            sentences=_without_bare(doc, found, layers),
            attributions=nest(found),
            slot_mentions=tuple(sorted(slots, key=lambda m: m.span)),
            slot_scores=layers.words,
            happenings=layers.happenings,
            speakers=layers.speakers,
            mentions=joined(doc, layers.mentions),
        )

    def _relay(self, doc: Document, seen: NeuralAttribution, found: list[Attribution]) -> None:
        """Put outer parties that only the model saw above the rules' attribution of the same cue, if it is alone."""
        same = [i for i, a in enumerate(found) if _touches(seen.cue, a.cue)]
        outer = _parties(doc, _beside(doc, seen.outer))
        if len(same) != 1 or not outer or found[same[0]].parent is not None:
            return
        inner = found[same[0]]
        if any(_its_own(doc, o) for o in outer):
            return
        if _touches(outer, inner.source) or any(a.source == outer for a in found if _touches(inner.cue, a.content)):
            return
        known = _speaking(found, seen.outer, inner, same[0])
        if known is not None:
            found[same[0]] = replace(inner, parent=known)
            return
        found[same[0]] = replace(inner, parent=len(found))
        found.append(replace(inner, source=outer, score=round(seen.score, 3), origin=self.origin))

    def _attributions(self, doc: Document, seen: NeuralAttribution, found: Sequence[Attribution]) -> list[Attribution]:
        verb = self._verb(doc, seen.cue)
        negated = _negated(doc, seen.cue, verb)
        inner = Attribution(
            source=_without_own_pronoun(doc, _joined(doc, seen.source)),
            cue=seen.cue,
            content=seen.content,
            quote=_quote(doc, seen.content),
            cue_kind=CueKind.NEUTRAL_VERB if verb is None else verb.kind,
            value=negated or (Value.CERTAIN if verb is None else verb.value),
            irrealis=None if verb is None else verb.irrealis,
            score=round(seen.score, 3),
            origin=self.origin,
        )
        if not seen.outer:
            return [inner]
        known = _speaking(found, seen.outer, inner)
        if known is not None:
            return [replace(inner, parent=known)]
        return [replace(inner, source=_beside(doc, seen.outer)), replace(inner, parent=len(found))]

    def _verb(self, doc: Document, cue: Spans) -> ReportingVerb | None:
        """The lexicon's entry of a word of the cue: what the cue commits its source to."""
        lemmas = (lemma for c in cue for token in doc.tokens_in(c) for lemma in (token.lemma, f"{token.lemma}e"))
        return next((self.lexicon.verbs[lemma][0] for lemma in lemmas if lemma in self.lexicon.verbs), None)


def _without_bare(doc: Document, found: Sequence[Attribution], layers: NeuralLayers) -> tuple[Sentence, ...]:
    """The sentences, with those marked as boilerplate in which the model finds no claim and nobody speaks."""
    spoken = [span for a in found for span in (*a.cue, *a.content)]
    return tuple(
        replace(s, boilerplate=True)
        if layers.lines.bare(s.span) >= LEAST_BARE and not _touches((s.span,), spoken)
        else s
        for s in doc.sentences
    )


def _speaking(found: Sequence[Attribution], outer: Spans, inner: Attribution, own: int | None = None) -> int | None:
    """The last attribution before `inner` that one of the `outer` parties holds, of nested ones the inner one.

    The model names the parties further out without their order; where the rules have nested them, that order counts.
    `own` is the index of `inner` among `found`, if it is there.
    """
    held = [
        i
        for i, a in enumerate(found)
        if any(_mostly(s, o) for s in a.source for o in outer)
        and a.cue[0].start < inner.cue[0].start
        and not _touches(a.source, inner.source)
        and own not in _upwards(found, i)
    ]
    above = {k for i in held for k in _upwards(found, i)[1:]}
    return max((i for i in held if i not in above), key=lambda i: found[i].cue[-1].end, default=None)


def _upwards(found: Sequence[Attribution], index: int) -> list[int]:
    """An attribution and those above it, by index."""
    chain: list[int] = []
    at: int | None = index
    while at is not None and at not in chain:
        chain.append(at)
        at = found[at].parent
    return chain


def _mostly(a: Span, b: Span) -> bool:
    """Half of the longer one is the other's too: "Zagoruiko" is not "Zagoruiko's press service"."""
    return 2 * (min(a.end, b.end) - max(a.start, b.start)) >= max(a.length, b.length)


def _alike(a: Span, b: Span) -> bool:
    """The same words but for a mark or an article at their edges."""
    return abs(a.start - b.start) <= EDGE and abs(a.end - b.end) <= EDGE


def _beside(doc: Document, spans: Spans) -> Spans:
    """Of parties the last that are joint ones: with nothing but "and" or commas between them."""
    last: list[Span] = []
    for span in spans:
        between = doc.text[last[-1].end : span.start] if last else ""
        joint = between.replace("and", "").strip(" ,\n") == ""
        last = [*last, span] if joint else [span]
    return tuple(last)


def _its_own(doc: Document, span: Span) -> bool:
    """ "… through their channel": who speaks through what is its own is relayed by nobody."""
    return doc.tokens[doc.token_at(span.start)].tag == "DPS"


def _whole(doc: Document, seen: NeuralAttribution) -> bool:
    """It has all three parts, each in the text and outside boilerplate."""
    parts = (seen.source, seen.cue, seen.content)
    return all(parts) and all(_inside(doc, s) for part in (*parts, seen.outer) for s in part)


def _repeats(doc: Document, seen: NeuralAttribution) -> bool:
    """By the rules its speakers are one chain to the very words: "Reports that S | are untrue".

    A content that the rules cut more widely is no repetition: there the model has seen a further predicate.
    """
    for index, known in enumerate(doc.attributions):
        if len(known.content) == len(seen.content) and all(map(_alike, known.content, seen.content)):
            chain = [s for k in _upwards(doc.attributions, index) for s in doc.attributions[k].source]
            if all(any(_mostly(s, speaker) for s in chain) for speaker in seen.source):
                return True
    return False


def _negated(doc: Document, cue: Spans, verb: ReportingVerb | None) -> Value | None:
    """What a negated cue leaves of its content: "cannot be confirmed" leaves it open, "are not true" denies it."""
    tokens = [token for c in cue for token in doc.tokens_in(c)]
    if not any(t.tag == "XX0" for t in tokens):
        return None
    if any(t.tag.startswith("AJ") for t in tokens):
        return Value.CERTAIN_NOT
    return None if verb is not None and verb.kind is CueKind.DENIAL else Value.UNKNOWN


def _joined(doc: Document, spans: Spans) -> Spans:
    """Spans with nothing but blanks between them are one party: "The group, of which … are part" begins twice."""
    joined: list[Span] = []
    for span in spans:
        if joined and not doc.text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _without_own_pronoun(doc: Document, spans: Spans) -> Spans:
    """ "A driver told the paper that he …": the pronoun is the driver again, no further party."""
    named = tuple(s for s in spans if doc.tokens[doc.token_at(s.start)].tag != "PNP")
    return named or spans


def _parties(doc: Document, spans: Spans) -> Spans:
    """Each party as the whole phrase that its words begin; the model cuts some short after the article."""
    whole = []
    for span in spans:
        first = doc.token_at(span.start)
        sentence = next((s for s in doc.sentences if s.span.contains(span)), None)
        phrase = None if sentence is None else phrase_right(doc.tokens, first, sentence.tokens[1])
        whole += [p for p in phrase.spans if p.start >= span.start][:1] if phrase is not None else [span]
    return tuple(p for p in whole if any(c.isupper() for c in p.text(doc.text)) or " " in p.text(doc.text))


def _inside(doc: Document, span: Span) -> bool:
    in_text = 0 <= span.start < span.end <= len(doc.text)
    return in_text and not any(b.overlaps(span) for b in doc.boilerplate)


def _phrase(doc: Document, span: Span) -> Span | None:
    """The span without a preposition, article or mark at its edges; None if nothing is left."""
    first = doc.token_at(span.start)
    last = doc.token_at(span.end)
    while first < last and doc.tokens[last - 1].tag in {"PRP", "PRF", "CJC", "AT0", "PUN", "PUQ"}:
        last -= 1
    while first < last and doc.tokens[first].tag in {"PRP", "PRF", "CJC", "PUN", "PUQ"}:
        first += 1
    return Span(doc.tokens[first].start, doc.tokens[last - 1].end) if first < last else None


def _open_question(doc: Document, cue: Spans) -> bool:
    """ "It was unclear whether …" is said by nobody: the rules read it as an open claim of the report's own."""
    words = (w for span in cue for w in span.text(doc.text).lower().split())
    return not _NOBODY_KNOWS.isdisjoint(words)


def _touches(spans: Spans, known: Sequence[Span]) -> bool:
    return any(s.overlaps(k) for s in spans for k in known)


def _quote(doc: Document, content: Spans) -> Quote:
    if any(q.contains(c) for q in doc.quotes for c in content):
        return Quote.DIRECT
    return Quote.MIXED if any(q.overlaps(c) for q in doc.quotes for c in content) else Quote.INDIRECT
