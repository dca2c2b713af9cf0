"""Find speakers behind a noun: "reports in the press that a bridge fell", "the army's claim that …"; and what of them.

What the noun's clause says is its teller's; what the sentence then says of it ("… are false", "… could not be
confirmed") is the report's own judgement of the same content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import Attribution, CueKind, Document, Proposition, Quote, Sentence, Span, Spans, Token, Value, trim
from ..vocab.sentence_words import sentence_words
from ..vocab.told_nouns import ToldNouns, told_nouns
from .factuality import FactualityJudge
from .party import RELATIVE, split_parties
from .party_left import phrase_start, subject_left
from .party_right import phrase_right
from .tags import FINITE

_REACH = 12  # tokens between the noun and its "that"
_TELLERS = frozenset({"by", "of", "from", "in", "on"})
_JOINS = frozenset({"CJC", "CJS", "CJT", *RELATIVE})
_GROUP = frozenset({"VBN", "VBG", "VHN", "VVN", "VVI", "VBI", "VHI", "AV0", "XX0"})  # what goes on with a verb
_OPEN = frozenset({"AT0", "DT0", "DPS", "AJ0", "AVP", "ORD", "CRD"})


def told(doc: Document, sentence: Sentence, taken: Sequence[Attribution]) -> list[Attribution]:
    """Attributions of one sentence by nouns of telling; `taken` are those that verbs and phrases gave.

    Parents are counted with `taken` before them. What another cue governs ("denied reports that …") is left to it.
    """
    tokens, (first, last) = doc.tokens, sentence.tokens
    words = told_nouns()
    found: list[Attribution] = []
    for noun in range(first, last - 3):
        value = words.values.get(tokens[noun].lemma) if _is_noun(tokens, noun, first) else None
        that = None if value is None else _that(tokens, noun, last)
        if value is None or that is None or _remarks(tokens, noun, first):
            continue
        end = _clause_end(tokens, that + 1, last)
        judged = end < last and tokens[end].tag in FINITE
        if not judged and not _is_subject(tokens, noun, first):
            end = _object_end(tokens, that, last)
        if _governed(doc, noun, that, [a for a in taken if not judged or _names(a, doc, noun, that)]):
            continue
        content = trim(doc.text, Span(tokens[that + 1].start, tokens[end - 1].end), chars=" \t\r\n,;.:—–")
        if content.length > 3:
            levels = list(_levels(doc, noun, that, (first, last), (content,), value, words))
            outer = len(taken) + len(found)
            found += [levels[0], *(replace(a, parent=outer) for a in levels[1:])]
    return found


def judged_noun(doc: Document, near: Sequence[int], first: int) -> Attribution | None:
    """The attribution by a noun whose content ends right before token `first`, where a verb then judges it."""
    if doc.tokens[first].tag not in FINITE and doc.tokens[first].lemma not in sentence_words().goings:
        return None
    for k in near:
        a = doc.attributions[k]
        ended = bool(a.content) and doc.token_at(a.content[-1].end) == first
        if ended and a.origin == "rules" and doc.text[a.cue[-1].start : a.cue[-1].end].lower().endswith("that"):
            return a
    return None


def verdict(
    doc: Document, judge: FactualityJudge, piece: tuple[int, ...], told: Attribution, owner: int | None
) -> list[Proposition]:
    """ "Reports that the bridge fell | are false": judged is the content of the noun; else nothing more is told."""
    noun = doc.token_at(told.cue[0].start)
    judged = judge.judge(doc.tokens, tuple(range(noun, piece[-1] + 1)), Value.CERTAIN, None)
    if judged.cue is None and judged.value is Value.CERTAIN:
        return []
    attribution = None if owner is None else doc.attributions[owner]
    cue = (Span(doc.tokens[piece[0]].start, doc.tokens[piece[-1]].end),)
    return [
        Proposition(
            content=told.content,
            attribution=owner,
            value=judged.value,
            irrealis=judged.irrealis,
            quote=Quote.NARRATOR if attribution is None else attribution.quote,
            cue=cue if attribution is None else attribution.cue,
            cue_kind=CueKind.EPISTEMIC_IMPERSONAL if attribution is None else attribution.cue_kind,
        )
    ]


def _that(tokens: Sequence[Token], noun: int, last: int) -> int | None:
    for j in range(noun + 1, min(last - 2, noun + _REACH)):
        token = tokens[j]
        if token.lower == "that":
            clause = token.tag == "CJT" and tokens[j + 1].tag not in FINITE
            return j if clause and any(t.tag in FINITE for t in tokens[j + 1 : last]) else None
        if token.tag in FINITE or token.tag in {"PUN", "TO0", *_JOINS} - {"CJC"}:
            return None
    return None


def _is_noun(tokens: Sequence[Token], i: int, first: int) -> bool:
    """A noun; "Earlier reports that …" opens a sentence, so that the tagger's verb is one too."""
    opens = i == first or (i == first + 1 and tokens[first].tag in {"AV0", "AJ0", "AJC"})
    return tokens[i].tag.startswith("NN") or (opens and tokens[i].tag in {"VVZ", "VVB"})


def _remarks(tokens: Sequence[Token], noun: int, first: int) -> bool:
    """ "…, an allegation that the mayor dismissed": words on what was just said."""
    article = noun - 1
    return article - 1 > first and tokens[article].tag == "AT0" and tokens[article - 1].text in {",", "-", "–", "—"}


def _governed(doc: Document, noun: int, that: int, taken: Sequence[Attribution]) -> bool:
    span = doc.tokens[noun].span
    for a in taken:
        if any(s.overlaps(span) for s in (*a.source, *a.cue)) or any(s.overlaps(doc.tokens[that].span) for s in a.cue):
            return True
        # "denied | the old | reports that …"
        after = doc.token_at(a.cue[-1].end)
        if after <= noun and any(c.overlaps(span) for c in a.content):
            between = doc.tokens[after:noun]
            if all(t.tag in _OPEN | {"POS", "NP0", "NN1"} for t in between):
                return True
        if after == that or any(c.start == doc.tokens[that + 1].start for c in a.content):
            return True
    return False


def _names(a: Attribution, doc: Document, noun: int, that: int) -> bool:
    """The noun is part of the source or cue, as in "according to reports that …"."""
    words = (doc.tokens[noun].span, doc.tokens[that].span)
    return any(s.overlaps(w) for s in (*a.source, *a.cue) for w in words)


def _is_subject(tokens: Sequence[Token], noun: int, first: int) -> bool:
    for i in range(noun - 1, first - 1, -1):
        if tokens[i].tag in FINITE:
            return False
        if tokens[i].text in {",", ";", ":"} or tokens[i].tag == "CJT":
            return True
    return True


def _clause_end(tokens: Sequence[Token], start: int, last: int) -> int:
    """Where the noun's clause ends: before the second verb that no conjunction or relative pronoun opens."""
    seen = False
    goings = sentence_words().goings
    i = start
    while i < last:
        token = tokens[i]
        if token.text in {";", ":", "—"}:
            return i
        if token.tag in _JOINS and tokens[min(i + 1, last - 1)].tag not in {"VVG", "VVN"}:  # "while fleeing"
            seen = False
        verb = token.tag in FINITE or (seen and token.lemma in goings and token.tag.startswith("VV"))
        if verb and seen:
            return i
        if verb:
            seen = True
            group = _GROUP | ({"VVD"} if token.lemma == "have" else set())
            while i + 1 < last and tokens[i + 1].tag in group and tokens[i + 1].lemma not in goings:
                i += 1
        i += 1
    return last


def _object_end(tokens: Sequence[Token], that: int, last: int) -> int:
    return next((i for i in range(that + 1, last) if tokens[i].text == ";"), last)


def _levels(
    doc: Document,
    noun: int,
    that: int,
    sentence: tuple[int, int],
    content: Spans,
    value: Value,
    words: ToldNouns,
) -> Iterator[Attribution]:
    """One attribution; two, outer first, where somebody hands on what another tells ("conveyed the guards' word …")."""
    tokens = doc.tokens
    start = phrase_start(tokens, noun, sentence[0])
    start = noun if start is None else start
    if start - 2 > sentence[0] and tokens[start - 1].text in {"'", "’"}:  # "the guards' word"
        owner = phrase_start(tokens, start - 2, sentence[0])
        start = start if owner is None else owner
    teller = _possessor(tokens, start, noun) or _teller(tokens, noun, that)
    hand = _handed(tokens, start, sentence[0], words)
    cue: Spans = (Span(tokens[noun].start, tokens[that].end),)
    if hand is not None:
        outer = Attribution(hand[0], (tokens[hand[1]].span, tokens[that].span), content)
        if teller is None:
            yield outer
            return
        yield outer
    if teller is None:
        own = (Span(tokens[start].start, tokens[noun].end),)
        yield Attribution(own, (tokens[that].span,), content, cue_kind=CueKind.DISTANCING_VERB, value=value)
        return
    if teller[0].start > tokens[noun].start:  # "the word of the guards that": the cue goes around the teller
        cue = (tokens[noun].span, tokens[that].span)
    kind = CueKind.DENIAL if value is Value.CERTAIN_NOT else CueKind.DISTANCING_VERB
    yield Attribution(teller, cue, content, cue_kind=kind, value=value)


def _possessor(tokens: Sequence[Token], start: int, noun: int) -> Spans | None:
    """ "the army's claim", "its statement"."""
    mark = next((j for j in range(noun - 1, start, -1) if tokens[j].tag == "POS" or tokens[j].text in {"'", "’"}), None)
    if mark is not None:
        return split_parties(tokens, start, mark)
    return (tokens[start].span,) if tokens[start].tag == "DPS" else None


def _teller(tokens: Sequence[Token], noun: int, that: int) -> Spans | None:
    """ "reports in the press that", "the word of two guards that"."""
    j = noun + 1
    while j < that and tokens[j].tag in {"VVN", "VVG", "AJ0", "AVP"}:
        j += 1
    party = phrase_right(tokens, j + 1, that) if j < that and tokens[j].lower in _TELLERS else None
    return party.spans if party is not None else None


def _handed(tokens: Sequence[Token], start: int, first: int, words: ToldNouns) -> tuple[Spans, int] | None:
    """Who hands the noun on, and the token of the verb: "The radio | spread | the story that …"."""
    verb = start - 1
    while verb > first and tokens[verb].tag in {"AVP", "AV0", "PNP", "PRP"}:
        verb -= 1
    if verb <= first or tokens[verb].lemma not in words.handed or not tokens[verb].tag.startswith("VV"):
        return None
    group = verb
    while group - 1 > first and tokens[group - 1].tag in {"VHZ", "VHB", "VHD", "AV0"}:
        group -= 1
    subject = subject_left(tokens, group, first)
    return None if subject is None else (subject.spans, verb)
