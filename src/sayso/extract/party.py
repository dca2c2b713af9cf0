"""The party that speaks: its phrase, and its parting into joint parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Span, Token
from ..vocab.sentence_words import sentence_words

NOUN = frozenset({"NN0", "NN1", "NN2", "NP0", "UNC"})
PRONOUN = frozenset({"PNP", "PNI", "PNX"})
INSIDE = NOUN | {"AJ0", "AJC", "AJS", "CRD", "ORD", "POS", "VVN", "VVG", "AV0"}
DETERMINER = frozenset({"AT0", "DPS", "DT0"})
RELATIVE = frozenset({"PNQ", "DTQ"})
ADVERB = frozenset({"AV0", "XX0", "AVP"})
STOP_PREPOSITIONS = frozenset(
    {"after", "since", "before", "until", "despite", "during", "while", "because", "like", "as", "than", "that", "but"}
)
TIME_NOUNS = sentence_words().time_nouns
MAX_SUBJECT = 40  # tokens; the longest source in 3.8k annotated claims has 31


@dataclass(frozen=True, slots=True)
class Party:
    """Joint speakers: token range [first, last) of the whole phrase, the span of each party, the tokens of an aside.

    `relative` is true when a relative pronoun stands for them ("…, who said …").
    """

    first: int
    last: int
    spans: tuple[Span, ...]
    aside: tuple[int, int] | None = None
    relative: bool = False


_GUESSED = frozenset({"AJ0", "VVB", "VVN", "VVI", "AV0", "NN0", "ITJ", "ZZ0"})


def is_noun(token: Token) -> bool:
    """A noun, or a capitalised word that the tagger does not know ("Peshmerga")."""
    return token.tag in NOUN or (
        token.text[:1].isupper()
        and token.tag in {"AJ0", "VVB", "VVN", "VVI", "AV0", "NN0", "ITJ", "ZZ0"}
        and len(token.text) > 2
    )


def is_time(token: Token) -> bool:
    """A noun of time; "Today" with a capital belongs to a newspaper's name, or opens a sentence."""
    return token.lower in TIME_NOUNS and token.text != "Today"


def split_parties(tokens: Sequence[Token], first: int, last: int) -> tuple[Span, ...]:
    """Joint speakers as one span each: parted at "and" where both sides have their own determiner, number or name."""
    cuts: list[int] = []
    depth = 0
    both = first + 3 < last and tokens[first].lower == "both" and tokens[first + 1].tag in DETERMINER | {"NP0"}
    first += both
    for i in range(first + 1, last - 1):
        if tokens[i].text == "(":
            depth += 1
        elif tokens[i].text == ")":
            depth -= 1
        if depth == 0 and tokens[i].lower in {"and"} and tokens[i + 1].tag in DETERMINER | {"CRD", "NP0", "AJ0"}:
            own = tokens[i + 1].tag in DETERMINER | {"CRD"}
            left_own = tokens[first].tag in DETERMINER | {"CRD"} or tokens[first].tag == "NP0"
            names = tokens[i + 1].tag == "NP0" and tokens[i - 1].tag == "NP0" and tokens[first].tag == "NP0"
            # "Iraqi security and medical sources": two modifiers of one head; "of A and B" belongs to one phrase
            inside_of = any(tokens[k].tag in {"PRF"} for k in range(first, i)) and not own
            if ((own and (left_own or tokens[i - 1].tag == "NN2")) or names) and not inside_of:
                cuts.append(i)
    spans: list[Span] = []
    start = first
    for cut in [*cuts, last]:
        end = cut
        while end > start and tokens[end - 1].text == ",":
            end -= 1
        if end > start:
            spans.append(Span(tokens[start].start, tokens[end - 1].end))
        start = cut + 1
    return tuple(spans)
