"""What may stand behind a subject, its own or another's: appositions, brackets, an inserted "she said"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ..model import CueKind, Token
from ..vocab.reporting import Frame, reporting_lexicon
from .party import MAX_SUBJECT, NOUN, PRONOUN, RELATIVE, is_noun
from .tags import FINITE

MARKS = frozenset({",", ";", ":", "“", "”", '"', "—"})


def aside_start(tokens: Sequence[Token], i: int, floor: int) -> int | None:
    """Start of a comma-, dash- or bracket-closed aside that ends at token `i`."""
    mark = tokens[i].text
    if mark not in {",", ")", "—", "–"}:
        return None
    opener = {")": "("}.get(mark, mark)
    finite, quotes = False, 0
    for j in range(i - 1, max(floor, i - MAX_SUBJECT), -1):
        if tokens[j].text == opener and quotes % 2 == 0:  # "a so-called “Colonel Thunder”" holds both marks
            if mark == ")":
                return j
            inside = tokens[j + 2 if tokens[j + 1].lower == "and" else j + 1]
            relative = inside.tag in RELATIVE | {"VVG"} or inside.lower in {"who", "whose", "which", "where"}
            if finite and not relative and not (mark == "," and _spoken(tokens, j + 1, i)):
                return None
            # "On Sunday, the group, …": what stands before the comma must be able to be a subject
            before = tokens[j - 1] if j - 1 >= floor else None
            if before is None or before.tag not in NOUN | PRONOUN | {"PUN", "CRD"}:
                nominal = before is not None and before.tag in {"AJ0", "VVN", "ORD"}
                named = nominal and tokens[j - 2].tag in {"AT0", "DPS", "CRD"}
                pointed = before is not None and relative and points(tokens, j - 1, floor)
                return j if pointed or named else None  # "a relative, Omar Deng, said"
            return j
        # "in a message signed by its chief": the tagger takes such participles for verbs
        if tokens[j].tag in RELATIVE and tokens[j].lower in {"who", "which"}:
            finite = False  # "a driver who has fled": the verb is the clause's own
        finite = finite or (tokens[j].tag in FINITE and tokens[j + 1].lower != "by")
        quotes += tokens[j].text in {"“", "”", '"'}
        if tokens[j].text in {";", ":"} or quotes > 2:
            return None
    return None


def _spoken(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True for words between commas by which somebody else speaks: "Relatives, | she said | , tell of two children"."""
    verbs = [i for i in range(first, last) if tokens[i].tag in FINITE]
    if not verbs or verbs[0] == first or tokens[first].tag in {"CJS", "CJC", "PNQ", "DTQ", "VVG"}:
        return False
    main = [i for i in verbs if tokens[i].tag.startswith("VV")] or verbs[-1:]
    if len(main) > 1 or any(t.tag == "CJT" for t in tokens[first:last]):
        return False
    head = main[0]
    return tokens[head].lemma in _speech_lemmas() or tokens[head].lemma + "e" in _speech_lemmas()


@cache
def _speech_lemmas() -> frozenset[str]:
    """Verbs of the lexicon that may close an inserted "…, she said, …"."""
    kinds = {CueKind.NEUTRAL_VERB, CueKind.DISTANCING_VERB, CueKind.BELIEF_VERB}
    frames = {Frame.THAT, Frame.NP, Frame.ADDRESSEE, Frame.QUOTE}
    groups = reporting_lexicon().verbs.values()
    return frozenset(v.lemma for g in groups for v in g if v.particle is None and v.kind in kinds and v.frame in frames)


def points(tokens: Sequence[Token], i: int, floor: int) -> bool:
    """ "a doctor there": the adverb belongs to the noun before it."""
    return i - 1 >= floor and tokens[i].lower in {"there", "here"} and is_noun(tokens[i - 1])


def stands_for_noun(tokens: Sequence[Token], i: int, floor: int) -> bool:
    """ "Both said …", "The former said …": words that else stand beside a noun are the subject themselves."""
    before = tokens[i - 1] if i > floor else None
    if tokens[i].lower in {"former", "latter", "other"}:
        return before is not None and before.tag == "AT0"
    alone = before is None or before.text in MARKS | {"."} or before.tag in {"CJC", "CJT"}
    return alone and tokens[i].lower in {"both", "all"}
