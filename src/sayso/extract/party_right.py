"""Find the noun phrase that speaks right of a cue: after "according to", or after an inverted "said"."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Token
from .party import (
    DETERMINER,
    INSIDE,
    MAX_SUBJECT,
    NOUN,
    PRONOUN,
    RELATIVE,
    STOP_PREPOSITIONS,
    Party,
    is_noun,
    is_time,
    split_parties,
)
from .tags import FINITE


def phrase_right(tokens: Sequence[Token], start: int, ceiling: int) -> Party | None:
    """The noun phrase that starts at token `start` (after "according to", or after an inverted "said")."""
    if start >= ceiling:
        return None
    if tokens[start].tag in PRONOUN and tokens[start].lower not in {"one"}:
        return Party(start, start + 1, (tokens[start].span,), None)
    i, last = start, start
    seen_noun = False
    while i < ceiling and i - start < MAX_SUBJECT:
        token = tokens[i]
        if token.tag in INSIDE or is_noun(token) or token.tag in DETERMINER or token.text in {"&", "/", "’"}:
            # "a source briefed on the raid": a restrictive participle goes on with the phrase
            follower = tokens[i + 1] if token.tag == "VVN" and i + 1 < ceiling else None
            briefed = follower is not None and follower.tag == "PRP" and follower.lower != "by"
            if token.tag in {"VVN", "VVG"} and seen_noun and not briefed:
                break
            if token.tag == "AV0" and (seen_noun or is_time(token)):
                break
            if is_time(token) and seen_noun and i + 1 < ceiling and tokens[i + 1].tag not in NOUN | {"POS"}:
                break
            if (
                token.tag in DETERMINER
                and seen_noun
                and tokens[i - 1].tag not in {"PRP", "PRF", "CJC"}
                and tokens[i - 1].lower not in {"and", "all", "both"}
            ):
                break
            seen_noun = seen_noun or is_noun(token) or (token.tag in {"CRD", "DT0"})
        elif token.tag in {"PRF", "PRP"} and seen_noun and token.lower not in STOP_PREPOSITIONS and token.lower != "by":
            if i + 1 < ceiling and (is_time(tokens[i + 1]) or _dates(tokens, i + 1, ceiling)):
                break
            if i + 1 >= ceiling or (tokens[i + 1].tag not in INSIDE and tokens[i + 1].tag not in DETERMINER):
                break
        elif (token.lower in {"and", "or"} and seen_noun and _conjunct_follows(tokens, i + 1, ceiling)) or (
            token.text == "," and seen_noun and _list_goes_on(tokens, i + 1, ceiling)
        ):
            pass
        elif token.text == "(" and seen_noun:
            close = next((j for j in range(i, min(ceiling, i + 10)) if tokens[j].text == ")"), None)
            if close is None:
                break
            i = close
            last = close + 1
        elif token.tag in RELATIVE and token.lower == "who" and seen_noun and tokens[i - 1].text != ",":
            end = _relative_end(tokens, i, ceiling)
            if end is None:
                break
            i = end - 1
            last = end
        else:
            break
        if is_noun(token) or token.tag in {"CRD", "DT0", "VVN", "ORD"} or (token.tag == "AJ0" and not seen_noun):
            last = i + 1
        i += 1
    if not seen_noun or last <= start:
        return None
    return Party(start, last, split_parties(tokens, start, last), None)


def _dates(tokens: Sequence[Token], i: int, ceiling: int) -> bool:
    """ "on the 19th": an ordinal that counts no noun is a day."""
    return (
        i + 1 < ceiling
        and tokens[i].tag == "AT0"
        and tokens[i + 1].text[:1].isdigit()
        and tokens[i + 1].tag == "ORD"
        and (i + 2 >= ceiling or tokens[i + 2].tag not in NOUN | {"AJ0"})
    )


def _relative_end(tokens: Sequence[Token], i: int, ceiling: int) -> int | None:
    """End of a restrictive relative clause: the next comma, or the sentence's end."""
    for j in range(i + 1, min(ceiling, i + 20)):
        if tokens[j].text in {",", ";", ".", "”", "—"}:
            return j
    return None


def _conjunct_follows(tokens: Sequence[Token], i: int, ceiling: int) -> bool:
    """A further noun phrase, not a new clause, stands after "and"."""
    j = i
    noun = False
    while j < ceiling:
        token = tokens[j]
        if token.tag in FINITE or token.tag in {"PNP"} or token.lower in {"that"}:
            return False
        if token.tag in NOUN:
            noun = True
        elif noun and token.tag not in {"PRF", "POS", "PRP"} | DETERMINER | INSIDE and token.tag != "PRP":
            return True
        elif not noun and token.tag not in INSIDE and token.tag not in DETERMINER:
            return False
        j += 1
    return noun


def _list_goes_on(tokens: Sequence[Token], i: int, ceiling: int) -> bool:
    """ "the army, the police and the mayor": another plain noun phrase and an "and" follow the comma."""
    for j in range(i, min(ceiling, i + 7)):
        token = tokens[j]
        if token.lower == "and":
            return j > i and tokens[j - 1].tag in NOUN and _conjunct_follows(tokens, j + 1, ceiling)
        if token.tag not in INSIDE and token.tag not in DETERMINER:
            return False
    return False
