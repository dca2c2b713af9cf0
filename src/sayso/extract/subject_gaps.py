"""What may stand between a subject and its verb of saying: a day, a participle; and who goes on after "and"."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Token
from ..vocab.sentence_words import sentence_words
from .party import ADVERB, PRONOUN, RELATIVE, Party, is_noun, is_time
from .tags import FINITE

_DAY_WORDS = frozenset({"AT0", "DT0", "CRD", "ORD"})
_ON = frozenset({"on", "in", "at", "since", "of", "from"})
_COMPLEMENT = frozenset({"that", "whether", "if"})
_PERFECT = frozenset({"VHD", "VHZ", "VHB", "VBD", "VBZ", "VBB", "VM0"})


def past_gap(tokens: Sequence[Token], i: int, floor: int) -> int:
    """The last token of the noun phrase at whose end stand a day or a participle with one; `i` itself if none does.

    "The army on Friday evening | denied", "Pictures taken on 9 March | show", "The embassy Tuesday | confirmed".
    """
    if i < floor or not is_time(tokens[i]):
        return _past_year(tokens, i, floor)
    j = i
    while j >= floor and (is_time(tokens[j]) or tokens[j].tag in _DAY_WORDS or tokens[j].lower in {"late", "early"}):
        j -= 1
    if j > floor and tokens[j].lower in _ON and tokens[j].tag in {"PRP", "PRF"}:
        j -= 1
    elif tokens[i].tag != "NP0" or j < i - 1:
        return i
    while j > floor and tokens[j].tag == "AV0" and tokens[j].lower in {"late", "early", "later", "earlier"}:
        j -= 1
    return _past_participle(tokens, j, floor) if j >= floor and _may_end(tokens[j]) else i


def _past_year(tokens: Sequence[Token], i: int, floor: int) -> int:
    """ "Pictures taken on 9 March 2024": the year belongs to the day before it."""
    year = i > floor and tokens[i].tag == "CRD" and len(tokens[i].text) == 4 and is_time(tokens[i - 1])
    before = past_gap(tokens, i - 1, floor) if year else i
    return i if before == i - 1 else before


def _past_participle(tokens: Sequence[Token], i: int, floor: int) -> int:
    return i - 1 if tokens[i].tag == "VVN" and i > floor and is_noun(tokens[i - 1]) else i


def _may_end(token: Token) -> bool:
    return is_noun(token) or token.tag in PRONOUN | RELATIVE | {"VVN"} or token.text == ")"


def raised_subject(tokens: Sequence[Token], end: int, floor: int) -> int:
    """ "A medic is said to have | counted …": where the subject ends whose verb is held of it by others; else `end`."""
    if end - 2 <= floor or tokens[end].tag != "TO0" or tokens[end - 1].tag != "VVN":
        return end
    if tokens[end - 1].lemma not in sentence_words().held:
        return end  # "inquiries were needed to establish …"
    i = end - 2
    while i > floor and tokens[i].tag in ADVERB:
        i -= 1
    if tokens[i].lemma != "be":
        return end  # "has vowed to …"
    while i > floor and (tokens[i].tag in ADVERB or tokens[i].lemma in {"be", "have"}):
        i -= 1
    return i + 1


def embedded(tokens: Sequence[Token], subject: Party, verb: int, conjunction: int) -> bool:
    """True when what stands after the conjunction goes on with who reports the subject's clause, not with the subject.

    "The group denied that its men had been there and promised revenge": after a comma, or where the clause that is
    told of has an auxiliary and the verb after the conjunction has none, the one who tells goes on.
    """
    before = subject.first - 1
    if before < 0 or tokens[before].lower not in _COMPLEMENT:
        return False
    follower = conjunction + 1
    while follower < len(tokens) and tokens[follower].tag in ADVERB:
        follower += 1
    simple = follower < len(tokens) and tokens[follower].tag in {"VVD", "VVZ"}
    return simple and (tokens[conjunction - 1].text == "," or tokens[verb].tag in _PERFECT)


def reduced(tokens: Sequence[Token], head: int, last: int) -> bool:
    """True for a participle that only tells of the noun before it: "the rifles shown on television were old"."""
    after = tokens[head + 1] if head + 1 < last else None
    if after is None or not head or not is_noun(tokens[head - 1]):
        return False
    words = sentence_words()
    fate = after.tag in {"TO0", "VVN", "PRF"} or after.lower in words.fates
    if fate and tokens[head].lemma in words.held and tokens[head].tag in {"VVN", "VVD", "AJ0"}:
        return True
    if tokens[head].tag != "VVN" or after.tag != "PRP" or after.lower == "by":
        return False
    for token in tokens[head + 1 : last]:
        if token.tag in {"CJT", "CJS", "PUN", "PNQ", "DTQ"}:
            return False
        if token.tag in FINITE:
            return True
    return False
