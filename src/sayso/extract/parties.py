"""Find the noun phrase that speaks, left or right of a cue, and part it into joint parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Span, Token

NOUN = frozenset({"NN0", "NN1", "NN2", "NP0", "UNC"})
_PRONOUN = frozenset({"PNP", "PNI", "PNX"})
_INSIDE = NOUN | {"AJ0", "AJC", "AJS", "CRD", "ORD", "POS", "VVN", "VVG", "AV0"}
_DETERMINER = frozenset({"AT0", "DPS", "DT0"})
_RELATIVE = frozenset({"PNQ", "DTQ"})
_FINITE = frozenset({"VVD", "VVZ", "VVB", "VBD", "VBZ", "VBB", "VHD", "VHZ", "VHB", "VM0", "VDD", "VDZ", "VDB"})
_ADVERB = frozenset({"AV0", "XX0", "AVP"})
_STOP_PREPOSITIONS = frozenset(
    {"after", "since", "before", "until", "despite", "during", "while", "because", "like", "as", "than", "that", "but"}
)
_TIME_NOUNS = frozenset(
    {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "yesterday",
        "today",
        "tonight",
        "morning",
        "evening",
        "afternoon",
        "night",
        "midnight",
        "week",
        "month",
        "year",
    }
)
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


def is_noun(token: Token) -> bool:
    """A noun, or a capitalised word that the tagger does not know ("Peshmerga")."""
    return token.tag in NOUN or (
        token.text[:1].isupper() and token.tag in {"AJ0", "VVB", "VVN", "VVI", "AV0", "NN0"} and len(token.text) > 2
    )


def subject_left(tokens: Sequence[Token], end: int, floor: int) -> Party | None:
    """The subject that ends right before token `end` (the first token of a verb group), not reaching before `floor`."""
    i = end - 1
    while i >= floor and (
        tokens[i].tag in _ADVERB or tokens[i].lower in {"also", "both", "all", "each", "however", "has", "have", "had"}
    ):
        i -= 1
    if i < floor:
        return None
    aside = None
    for _ in range(3):  # appositions, brackets and relative clauses may follow one another
        opened = _aside_start(tokens, i, floor)
        if opened is None:
            break
        aside = (opened, i + 1)
        i = opened - 1
    if i < floor:
        return None
    if tokens[i].tag in _RELATIVE and tokens[i].lower in {"who", "which", "that"}:
        return _antecedent(tokens, i, floor)
    first = phrase_start(tokens, i, floor)
    if first is None:
        return None
    if (
        first - 3 >= floor
        and tokens[first - 1].lower == "by"
        and tokens[first - 2].tag == "VVN"
        and is_noun(tokens[first - 3])
    ):
        # "a memo seen by the agency puts …": the memo speaks, the agency relays
        head = phrase_start(tokens, first - 3, floor)
        if head is not None:
            return Party(head, first - 2, split_parties(tokens, head, first - 2), (first - 2, i + 1))
    first = _over_relative(tokens, first, floor)
    return Party(first, i + 1, split_parties(tokens, first, i + 1), aside)


def _over_relative(tokens: Sequence[Token], first: int, floor: int) -> int:
    """ "A sheikh who speaks for the group": the phrase goes on left over a restrictive relative clause."""
    for j in range(first - 1, max(floor, first - 12), -1):
        token = tokens[j]
        if token.text in {",", ";", ":", "”", '"'} or token.lower in {"and", "but"}:
            return first
        if token.lower in {"who", "which"} and token.tag in _RELATIVE and tokens[j - 1].tag in NOUN:
            if not any(t.tag in _FINITE for t in tokens[j + 1 : first]):
                return first
            earlier = phrase_start(tokens, j - 1, floor)
            return first if earlier is None else earlier
    return first


def _aside_start(tokens: Sequence[Token], i: int, floor: int) -> int | None:
    """Start of a comma-, dash- or bracket-closed aside that ends at token `i`."""
    mark = tokens[i].text
    if mark not in {",", ")", "—", "–"}:
        return None
    opener = {")": "("}.get(mark, mark)
    finite = False
    for j in range(i - 1, max(floor, i - MAX_SUBJECT), -1):
        if tokens[j].text == opener:
            if mark == ")":
                return j
            inside = tokens[j + 1]
            relative = inside.tag in _RELATIVE or inside.lower in {"who", "whose", "which", "where"}
            if finite and not relative:
                return None
            # "On Sunday, the group, …": what stands before the comma must be able to be a subject
            before = tokens[j - 1] if j - 1 >= floor else None
            if before is None or before.tag not in NOUN | _PRONOUN | {"PUN", "CRD"}:
                return None
            return j
        finite = finite or tokens[j].tag in _FINITE
        if tokens[j].text in {";", "“", "”", '"', ":"}:
            return None
    return None


def phrase_start(tokens: Sequence[Token], i: int, floor: int) -> int | None:
    """First token of the noun phrase with its of- and in-phrases that ends at token `i`; None when none ends there."""
    start = _base_start(tokens, i, floor)
    if start is None:
        return None
    while start - 1 >= floor:
        before = tokens[start - 1]
        if before.lower == "by" and before.tag == "PRP":
            break
        if before.tag in {"PRP", "PRF"} and before.lower not in _STOP_PREPOSITIONS and start - 2 >= floor:
            head = tokens[start - 2]
            if (
                head.tag not in _PRONOUN | {"CRD", "DT0"} and not is_noun(head) and head.text != ")"
            ) or head.lower in _TIME_NOUNS:
                break
            if head.lower in {"a", "an", "the"}:
                break
            earlier = _base_start(tokens, start - 2, floor)
            if earlier is None or _prepositional(tokens, earlier, floor):
                break
            start = earlier
        elif (
            before.lower in {"and", "&"}
            and start - 2 >= floor
            and (is_noun(tokens[start - 2]) or tokens[start - 2].text in {")", ","})
        ):
            left = start - 2
            if tokens[left].text == "," and left - 1 >= floor:
                left -= 1
            earlier = phrase_start(tokens, left, floor)
            if earlier is None or _prepositional(tokens, earlier, floor) or _has_verb_left(tokens, earlier, floor):
                break
            start = earlier
            break
        elif (
            before.tag == "VVN"
            and start - 2 >= floor
            and tokens[start - 2].tag in NOUN
            and before.lower not in {"said"}
        ):
            break
        elif (
            before.text == ","
            and tokens[start].tag == "NP0"
            and start - 2 >= floor
            and tokens[start - 2].tag in NOUN
            and _titled(tokens, start - 2, floor)
        ):
            # "Its spokesman, Capt. Yahya al-Omar": title and name are one source
            earlier = phrase_start(tokens, start - 2, floor)
            if earlier is None or _prepositional(tokens, earlier, floor):
                break
            start = earlier
        else:
            break
    return start


def _titled(tokens: Sequence[Token], i: int, floor: int) -> bool:
    first = _base_start(tokens, i, floor)
    return first is not None and tokens[first].tag == "DPS"


def _has_verb_left(tokens: Sequence[Token], start: int, floor: int) -> bool:
    """ "… killed a guard and police said": a verb right before the first conjunct means that "and" joins clauses."""
    j = start - 1
    while j >= floor and tokens[j].tag in _ADVERB:
        j -= 1
    return j >= floor and (tokens[j].tag in _FINITE or tokens[j].tag in {"VVN", "VVG", "VVI"})


def _prepositional(tokens: Sequence[Token], start: int, floor: int) -> bool:
    """The phrase hangs on a preposition that opens the clause ("On Saturday …"), so it is no subject."""
    return (
        start - 1 >= floor
        and tokens[start - 1].tag == "PRP"
        and (start - 2 < floor or tokens[start - 2].tag not in NOUN | _PRONOUN)
    )


def _base_start(tokens: Sequence[Token], i: int, floor: int) -> int | None:
    """First token of the plain noun phrase that ends at `i`."""
    token = tokens[i]
    if token.tag in _PRONOUN or token.lower in {"who", "one", "others", "another", "some", "many", "both", "several"}:
        if i - 1 >= floor and tokens[i - 1].tag in _DETERMINER | {"CRD"} and token.tag not in {"PNP"}:
            return i - 1
        return i
    if token.text == ")":
        for j in range(i - 1, max(floor - 1, i - 12), -1):
            if tokens[j].text == "(":
                return _base_start(tokens, j - 1, floor) if j - 1 >= floor else None
        return None
    if token.text in {"”", '"'}:
        return None
    if (token.tag not in {"CRD", "DT0", "AJ0"} and not is_noun(token)) or token.lower in _TIME_NOUNS:
        return None
    j = i
    while j - 1 >= floor:
        before = tokens[j - 1]
        if before.tag in _DETERMINER:
            j -= 1
            # "one of several", "Iraq's army": go on over a possessive or a predeterminer
            if j - 1 >= floor and tokens[j - 1].tag in {"DT0"} and tokens[j - 1].lower in {"all", "both"}:
                j -= 1
            break
        if before.tag in {"VVN", "VVG"}:
            # "armed men", "ruling junta" are inside; "killed soldiers" after an auxiliary is a verb
            if j - 2 >= floor and (tokens[j - 2].tag in _DETERMINER | {"AJ0", "POS"}):
                j -= 1
                continue
            break
        if before.tag == "AV0" and tokens[j].tag not in {"AJ0", "CRD"}:
            break
        if before.lower in _TIME_NOUNS and before.tag == "NP0" and tokens[j].tag != "POS":
            break
        if before.tag in _INSIDE or before.text in {"&", "/"} or before.lower == "al":
            j -= 1
            continue
        if before.text in {"“", '"', "‘"} and j - 2 >= floor and tokens[j - 2].tag in _DETERMINER | {"AJ0"}:
            j -= 1
            continue
        break
    while j < i and tokens[j].tag in {"AV0", "POS"} and tokens[j].lower not in {"at", "more", "about"}:
        j += 1
    return j


def _antecedent(tokens: Sequence[Token], relative: int, floor: int) -> Party | None:
    """ "…, which said that …": the relative pronoun stands for the source."""
    if relative - 1 < floor:
        return None
    i = relative - 1
    if tokens[i].text == "," and i - 1 >= floor:
        i -= 1
    first = (
        phrase_start(tokens, i, floor)
        if is_noun(tokens[i]) or tokens[i].tag in _PRONOUN or tokens[i].text == ")"
        else None
    )
    if first is None:
        return Party(relative, relative + 1, (tokens[relative].span,), None, relative=True)
    return Party(relative, relative + 1, split_parties(tokens, first, i + 1), None, relative=True)


def phrase_right(tokens: Sequence[Token], start: int, ceiling: int) -> Party | None:
    """The noun phrase that starts at token `start` (after "according to", or after an inverted "said")."""
    if start >= ceiling:
        return None
    if tokens[start].tag in _PRONOUN and tokens[start].lower not in {"one"}:
        return Party(start, start + 1, (tokens[start].span,), None)
    i, last = start, start
    seen_noun = False
    while i < ceiling and i - start < MAX_SUBJECT:
        token = tokens[i]
        if token.tag in _INSIDE or token.tag in _DETERMINER or token.text in {"&", "/", "’"}:
            # "a source briefed on the raid": a restrictive participle goes on with the phrase
            briefed = token.tag == "VVN" and i + 1 < ceiling and tokens[i + 1].tag == "PRP"
            if token.tag in {"VVN", "VVG"} and seen_noun and not briefed:
                break
            if token.tag == "AV0" and (seen_noun or token.lower in _TIME_NOUNS):
                break
            if token.lower in _TIME_NOUNS and seen_noun and i + 1 < ceiling and tokens[i + 1].tag not in NOUN | {"POS"}:
                break
            if (
                token.tag in _DETERMINER
                and seen_noun
                and tokens[i - 1].tag not in {"PRP", "PRF", "CJC"}
                and tokens[i - 1].lower not in {"and", "all", "both"}
            ):
                break
            seen_noun = seen_noun or is_noun(token) or (token.tag in {"CRD", "DT0"})
        elif (
            token.tag in {"PRF", "PRP"} and seen_noun and token.lower not in _STOP_PREPOSITIONS and token.lower != "by"
        ):
            if i + 1 < ceiling and tokens[i + 1].lower in _TIME_NOUNS:
                break
            if i + 1 >= ceiling or (tokens[i + 1].tag not in _INSIDE and tokens[i + 1].tag not in _DETERMINER):
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
        elif token.tag in _RELATIVE and token.lower == "who" and seen_noun and tokens[i - 1].text != ",":
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
        if token.tag in _FINITE or token.tag in {"PNP"} or token.lower in {"that"}:
            return False
        if token.tag in NOUN:
            noun = True
        elif noun and token.tag not in {"PRF", "POS", "PRP"} | _DETERMINER | _INSIDE and token.tag != "PRP":
            return True
        elif not noun and token.tag not in _INSIDE and token.tag not in _DETERMINER:
            return False
        j += 1
    return noun


def _list_goes_on(tokens: Sequence[Token], i: int, ceiling: int) -> bool:
    """ "the army, the police and the mayor": another plain noun phrase and an "and" follow the comma."""
    for j in range(i, min(ceiling, i + 7)):
        token = tokens[j]
        if token.lower == "and":
            return j > i and tokens[j - 1].tag in NOUN and _conjunct_follows(tokens, j + 1, ceiling)
        if token.tag not in _INSIDE and token.tag not in _DETERMINER:
            return False
    return False


def split_parties(tokens: Sequence[Token], first: int, last: int) -> tuple[Span, ...]:
    """Joint speakers as one span each: parted at "and" where both sides have their own determiner, number or name."""
    cuts: list[int] = []
    depth = 0
    for i in range(first + 1, last - 1):
        if tokens[i].text == "(":
            depth += 1
        elif tokens[i].text == ")":
            depth -= 1
        if depth == 0 and tokens[i].lower in {"and"} and tokens[i + 1].tag in _DETERMINER | {"CRD", "NP0", "AJ0"}:
            own = tokens[i + 1].tag in _DETERMINER | {"CRD"}
            left_own = tokens[first].tag in _DETERMINER | {"CRD"} or tokens[first].tag == "NP0"
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
