"""Say of any event word how sure its holder is that it is so, and whether it is still to come.

The value is FactBank's (Saurí & Pustejovsky 2009). It comes from what stands with the word: the cue that it is said
under ("denied"), modals and negators of its verb, words that it is the object of ("refused to sell", "the visit was
called off"), conditions, and hedges of its clause. `Signs` holds these one by one; the rules here weigh them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model import CueKind, Document, Irrealis, Span, Token, Value
from ..vocab.event_values import EventWords, Governor, event_words
from .clauses import Clauses
from .factuality import FactualityJudge

REACH = 9  # tokens between an event word and the word that governs it
_VERB_GROUP = ("VM", "VB", "VH", "VD", "XX", "AV0", "TO0")
_PHRASE = ("AT", "AJ", "NN", "NP", "DT", "DP", "CRD", "ORD", "PRF", "AV0", "POS", "VVN", "VVG", "PNI")
_TO_COME = frozenset({Irrealis.PLAN, Irrealis.THREAT, Irrealis.ORDER, Irrealis.PURPOSE})


@dataclass(frozen=True, slots=True)
class Signs:
    """What bears on one event word.

    `said` is the commitment of the cue that the word stands under, `under` the kind of that cue; `hedge` is what the
    words of its clause before it weaken it to; `negated` counts a negator of its verb or noun.
    """

    head: Token
    said: Value = Value.CERTAIN
    under: CueKind = CueKind.NONE
    irrealis: Irrealis | None = None
    modal: Governor | None = None
    governor: Governor | None = None
    condition: Governor | None = None
    hedge: Value | None = None
    negated: bool = False
    infinitive: bool = False

    @property
    def value(self) -> Value:
        """The value that the rules give."""
        governors = [g for g in (self.governor, self.modal) if g is not None]
        if self.condition is not None or any(g.value is Value.UNKNOWN for g in governors):
            return Value.UNKNOWN
        value = self.said if self.hedge is None else self.said.at_most(self.hedge)
        for governor in governors:
            value = value.at_most(Value(f"{governor.value.value[:2]}+"))
            value = value.negated() if governor.value.sign == "-" else value
        return value.negated() if self.negated else value

    @property
    def future(self) -> bool:
        """True when it is still to come, seen from when it was said."""
        told = any(g is not None and g.future for g in (self.modal, self.governor))
        return told or self.irrealis in _TO_COME


class EventValuer:
    """Give a value to any word of a document that tells of an event."""

    def __init__(self, words: EventWords | None = None, judge: FactualityJudge | None = None) -> None:
        self.words = words or event_words()
        self.judge = judge or FactualityJudge()

    def value_at(self, doc: Document, span: Span) -> Value:
        """How far the innermost holder is committed to the event that `span` tells of; CT+ where nothing says more.

        `doc` has tokens, sentences and attributions; `span` counts code points of its text.
        """
        signs = self.signs_at(doc, span)
        return Value.CERTAIN if signs is None else signs.value

    def signs_at(self, doc: Document, span: Span) -> Signs | None:
        """What bears on the event word of `span`; None when no token of a sentence begins in it."""
        i = event_head(doc, span)
        if i is None:
            return None
        first, last = _sentence_tokens(doc, i)
        attribution = _innermost(doc, doc.tokens[i].span)
        under = None if attribution is None else doc.attributions[attribution]
        verbal = doc.tokens[i].tag[:2] in {"VV", "VB", "VH", "VD"}
        start = self._group_start(doc.tokens, i, first) if verbal else _phrase_start(doc.tokens, i, first)
        hedge, irrealis = self._hedges(doc, i, first, last)
        by = self._governor(doc.tokens, start, i, (first, last))
        if by is not None and under is not None and under.value is not Value.CERTAIN:
            by = None if any(c.contains(doc.tokens[by].span) for c in under.cue) else by  # the cue says it already
        turned = by is not None and self._group_negated(doc.tokens, by, first)
        return Signs(
            head=doc.tokens[i],
            said=Value.CERTAIN if under is None else under.value,
            under=CueKind.NONE if under is None else under.cue_kind,
            irrealis=irrealis if under is None or under.irrealis is None else under.irrealis,
            modal=self._modal(doc.tokens, start, i),
            governor=None if by is None else self._governs(doc.tokens, by),
            condition=self._condition(doc.tokens, start, first),
            hedge=hedge,
            negated=self._negated(doc.tokens, start, i, first) is not turned,
            infinitive=verbal and any(t.tag == "TO0" for t in doc.tokens[max(first, i - 2) : i]),
        )

    def _group_start(self, tokens: tuple[Token, ...], i: int, first: int) -> int:
        """First token of the verb group that ends at `i`: auxiliaries, negators, adverbs, "to"; over a subject that
        stands between in a question or after "nor"."""
        start = i
        while start > first and tokens[start - 1].tag.startswith(_VERB_GROUP):
            start -= 1
        return start

    def _modal(self, tokens: tuple[Token, ...], start: int, i: int) -> Governor | None:
        """The modal of the verb group, or of the verb that a noun is the object or complement of."""
        found = (self._modal_word(tokens[k]) for k in range(start, i))
        own = next((m for m in found if m is not None), None)
        if own is not None or tokens[i].tag[:2] == "VV":
            return own
        verb = _verb_before(tokens, start, max(0, start - REACH))
        if verb is None:
            return None
        group = range(self._group_start(tokens, verb, max(0, verb - REACH)), verb)
        return next((m for k in group if (m := self._modal_word(tokens[k])) is not None), None)

    def _modal_word(self, token: Token) -> Governor | None:
        plain = token.lower.removesuffix("n't")
        return self.words.modals.get(plain) or self.words.modals.get(token.lemma) if token.tag == "VM0" else None

    def _governor(self, tokens: tuple[Token, ...], start: int, i: int, sentence: tuple[int, int]) -> int | None:
        """The word that takes the event as what it is about: before an infinitive or participle, or a noun phrase.

        An object may stand before an infinitive ("urged them to leave"); a noun may be described by it ("a possible
        loss"), stand right behind it ("rejected the merger", "a risk of war"), or be its subject in the passive.
        """
        near: Iterable[int] = ()
        if tokens[i].tag[:2] in {"NN", "NP", "AJ", "UN"}:
            near = (*range(i - 1, start - 1, -1), *_right_before(tokens, start, sentence[0]))
        elif tokens[i].tag == "VVG":
            near = range(start - 1, max(start - 2, sentence[0] - 1), -1)
        elif any(t.tag == "TO0" for t in tokens[start:i]):
            near = _leftwards(tokens, start, sentence[0])
        found = next((k for k in near if self._governs(tokens, k) is not None), None)
        return self._passive(tokens, i, sentence[1]) if found is None and tokens[i].tag[:2] == "NN" else found

    def _governs(self, tokens: tuple[Token, ...], k: int) -> Governor | None:
        found = self.words.governors.get(tokens[k].lemma) or self.words.governors.get(tokens[k].lower)
        if found is None or found.after is None:
            return found
        return found if any(t.lower == found.after for t in tokens[k + 1 : k + 3]) else None

    def _passive(self, tokens: tuple[Token, ...], i: int, last: int) -> int | None:
        """ "The visit was called off": the verb that the event noun is the subject of."""
        seen_be = False
        for k in range(i + 1, min(last, i + REACH)):
            seen_be = seen_be or tokens[k].lemma == "be"
            governs = self._governs(tokens, k) is not None
            if seen_be and governs:
                return k
            if not governs and tokens[k].tag in {"PUN", "CJC", "CJS", "VVD", "VVZ", "VVB"}:
                return None
        return None

    def _condition(self, tokens: tuple[Token, ...], start: int, first: int) -> Governor | None:
        """ "if", "whether": the word opens the clause that the event stands in."""
        for k in range(start - 1, max(first, start - 2 * REACH) - 1, -1):
            if tokens[k].text in {",", ";", ":"}:
                return None
            found = self.words.conditions.get(tokens[k].lower)
            if found is not None and tokens[k].tag in {"CJS", "AVQ", "DTQ"}:
                return found
        return None

    def _negated(self, tokens: tuple[Token, ...], start: int, i: int, first: int) -> bool:
        """A negator in the verb group; before the noun; or in the group of the verb whose object the noun is."""
        if any(self._negator(t) for t in tokens[max(first, start - 1) : i]):
            return True
        if tokens[i].tag[:2] == "VV":
            subject = _phrase_start(tokens, start - 1, first) if start - 1 > first else start
            inverted = subject - 2 >= first and tokens[subject - 1].tag[:2] in {"VD", "VM", "VH", "VB"}
            opening = subject - 2 if inverted else subject  # "nor did the mill buy"
            return any(self._negator(t) and t.lower != "not" for t in tokens[opening:start])
        verb = start - 1
        verbal = verb >= first and tokens[verb].tag[:2] in {"VV", "VB", "VH", "VD"}
        return verbal and not self._governs(tokens, verb) and self._group_negated(tokens, verb, first)

    def _group_negated(self, tokens: tuple[Token, ...], verb: int, first: int) -> bool:
        return any(self._negator(t) for t in tokens[self._group_start(tokens, verb, first) : verb])

    def _negator(self, token: Token) -> bool:
        return token.lower.endswith("n't") or token.lower in self.words.negators

    def _hedges(self, doc: Document, i: int, first: int, last: int) -> tuple[Value | None, Irrealis | None]:
        """What hedges of the clause before the event weaken it to, and in which way it is not yet real."""
        pieces = Clauses(doc.tokens).split(tuple(range(first, last)))
        piece = next((p for p in pieces if i in p), None)
        if piece is None:
            return None, None
        before = tuple(k for k in piece if k <= i)
        judged = self.judge.judge(doc.tokens, before, Value.CERTAIN, None)
        weak = judged.value if judged.value.value[:2] in {"PR", "Uu"} else None
        return (Value.PROBABLE if weak is not None and weak is not Value.UNKNOWN else weak), judged.irrealis


def event_head(doc: Document, span: Span) -> int | None:
    """The token that the event is told by: the first verb of the span, else its last word."""
    inside = range(doc.token_at(span.start), doc.token_at(span.end))
    tagged = [k for k in inside if doc.tokens[k].tag and doc.tokens[k].tag != "PUN"]
    return next((k for k in tagged if doc.tokens[k].tag[:2] == "VV"), tagged[-1] if tagged else None)


def _sentence_tokens(doc: Document, i: int) -> tuple[int, int]:
    number = bisect_right(doc.sentences, doc.tokens[i].start, key=lambda s: s.span.start) - 1
    return doc.sentences[number].tokens


def _innermost(doc: Document, span: Span) -> int | None:
    """Index of the attribution with the shortest content over `span`, if the span is not its own cue."""
    holding = [
        (sum(c.length for c in a.content), k)
        for k, a in enumerate(doc.attributions)
        if any(c.contains(span) for c in a.content) and not any(c.overlaps(span) for c in a.cue)
    ]
    return min(holding)[1] if holding else None


def _phrase_start(tokens: tuple[Token, ...], i: int, first: int) -> int:
    """First token of the noun phrase that ends at `i`."""
    start = i
    while start > first and tokens[start - 1].tag.startswith(_PHRASE):
        start -= 1
    return start


def _verb_before(tokens: tuple[Token, ...], start: int, first: int) -> int | None:
    """The verb that stands right before a phrase, or before the preposition of one."""
    for k in (start - 1, start - 2):
        if k >= first and tokens[k].tag[:2] in {"VV", "VB", "VH", "VD"}:
            return k
        if k >= first and tokens[k].tag[:2] not in {"PR", "AV"}:
            return None
    return None


def _right_before(tokens: tuple[Token, ...], start: int, first: int) -> Iterator[int]:
    """The word before a phrase, also over a preposition or a particle ("called off the march", "risk of war")."""
    for k in range(start - 1, max(first, start - 3) - 1, -1):
        yield k
        if tokens[k].lower not in {"of", "for", "on"} and tokens[k].tag[:2] != "AV":
            return


def _leftwards(tokens: tuple[Token, ...], start: int, first: int) -> Iterator[int]:
    """Token indices from before `start` to the left, within reach and the clause."""
    for k in range(start - 1, max(first, start - REACH) - 1, -1):
        if tokens[k].tag in {"CJS", "CJC", "PNQ", "DTQ"} or tokens[k].text in {",", ";", ":", ".", '"', "“", "”"}:
            return
        yield k
