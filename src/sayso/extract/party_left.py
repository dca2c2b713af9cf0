"""Find the noun phrase that speaks left of a cue: the subject, past asides, appositions and relative clauses."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Token
from ..vocab.sentence_words import sentence_words
from ..vocab.source_words import source_words
from .party import (
    ADVERB,
    DETERMINER,
    INSIDE,
    NOUN,
    PRONOUN,
    RELATIVE,
    STOP_PREPOSITIONS,
    Party,
    is_noun,
    is_time,
    split_parties,
)
from .subject_asides import MARKS, aside_start, points, stands_for_noun
from .subject_gaps import embedded, past_gap, raised_subject
from .tags import FINITE

_SAYING = frozenset({"say", "add", "claim", "believe"})


def subject_left(tokens: Sequence[Token], end: int, floor: int) -> Party | None:
    """The subject that ends right before token `end` (the first token of a verb group), not reaching before `floor`."""
    i = raised_subject(tokens, end, floor) - 1
    while i >= floor and (
        tokens[i].tag in ADVERB or tokens[i].lower in {"also", "both", "all", "each", "however", "has", "have", "had"}
    ):
        if stands_for_noun(tokens, i, floor):
            break
        i -= 1
    if i < floor:
        return None
    i = past_gap(tokens, i, floor)
    by = i - 2 > floor and tokens[i - 1].lower == "by" and is_noun(tokens[i - 2])
    if by and tokens[i].lower in sentence_words().adjunct_nouns:
        i -= 2  # "A guard interviewed by the agency | by phone | said"
    if tokens[i].lower in {"and", "but"} and tokens[i].tag == "CJC":
        return _shared_subject(tokens, i, floor)
    aside = None
    for _ in range(3):  # appositions, brackets and relative clauses may follow one another
        opened = aside_start(tokens, i, floor)
        if opened is None:
            break
        aside = (opened, i + 1)
        i = opened - 1
    if i < floor:
        return None
    if tokens[i].tag in RELATIVE and tokens[i].lower in {"who", "which", "that"}:
        return _antecedent(tokens, i, floor)
    pointed = points(tokens, i, floor)
    first = phrase_start(tokens, i - pointed, floor)
    if first is None:
        first = _restricted(tokens, i, floor)
        return None if first is None else Party(first, i + 1, split_parties(tokens, first, i + 1), aside)
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
    if tokens[i].lower in sentence_words().adjunct_nouns and _prepositional(tokens, first, floor):
        return None  # "In a statement posted online, the group said …"
    first = _over_relative(tokens, first, floor)
    return Party(first, i + 1, split_parties(tokens, first, i + 1), aside)


def _restricted(tokens: Sequence[Token], i: int, floor: int) -> int | None:
    """ "A doctor who asked not to be named": where the phrase begins whose relative clause ends at `i`, in a verb."""
    if not tokens[i].tag.startswith("V"):
        return None
    for j in range(i - 1, max(floor, i - 12), -1):
        if tokens[j].text in MARKS:
            return None
        if tokens[j].lower == "who" and tokens[j].tag in RELATIVE:
            return phrase_start(tokens, j - 1, floor) if is_noun(tokens[j - 1]) else None
    return None


def _shared_subject(tokens: Sequence[Token], conjunction: int, floor: int) -> Party | None:
    """ "Residents buried their dead and said …": the subject of the predicate before the conjunction goes on.

    "The official said that nobody was hurt and called it a failure": one that cannot speak is passed over.
    """
    j = conjunction - 1
    while j > floor:
        if tokens[j].text in {";", ":", "“", "”", '"'} or tokens[j].tag in RELATIVE:
            return None
        if tokens[j].tag in FINITE:
            while j - 1 > floor and tokens[j - 1].tag in FINITE | ADVERB:
                j -= 1
            subject = None if tokens[j - 1].lower in {"and", "but"} else subject_left(tokens, j, floor)
            told = subject is not None and embedded(tokens, subject, j, conjunction)
            if subject is not None and not told and _may_speak(tokens, subject):
                # the frame begins after the conjunction, so that the first predicate stays outside of it
                return Party(conjunction + 1, conjunction + 1, subject.spans)
        j -= 1
    return None


def _may_speak(tokens: Sequence[Token], subject: Party) -> bool:
    phrase = tokens[subject.first : subject.last]
    if phrase and phrase[0].tag == "DPS" and subject.first and tokens[subject.first - 1].lemma in _SAYING:
        return False  # "The mayor said his men had left, but could not say …"
    if not phrase or phrase[0].lower in {"no", "nobody", "none", "it", "there"}:
        return False
    words = source_words()
    return any(t.tag in {"NP0", "PNP"} or words.head(t.lower) is not None for t in phrase)


def _over_relative(tokens: Sequence[Token], first: int, floor: int) -> int:
    """ "A sheikh who speaks for the group": the phrase goes on left over a restrictive relative clause."""
    if tokens[first].tag in PRONOUN:
        return first
    for j in range(first - 1, max(floor, first - 12), -1):
        token = tokens[j]
        if token.text in {",", ";", ":", "”", '"'} or token.lower in {"and", "but"} or token.tag == "CJT":
            return first
        if token.lower in {"who", "which"} and token.tag in RELATIVE and tokens[j - 1].tag in NOUN:
            if not any(t.tag in FINITE for t in tokens[j + 1 : first]):
                return first
            earlier = phrase_start(tokens, j - 1, floor)
            return first if earlier is None else earlier
    return first


def phrase_start(tokens: Sequence[Token], i: int, floor: int) -> int | None:
    """First token of the noun phrase with its of- and in-phrases that ends at token `i`; None when none ends there."""
    start = _base_start(tokens, i, floor)
    if start is None:
        return None
    while start - 1 >= floor:
        before = tokens[start - 1]
        if before.lower == "by" and before.tag == "PRP" and not (start - 2 >= floor and tokens[start - 2].tag in NOUN):
            break  # "a report by the panel" is one phrase, "held by the panel" is none
        if before.tag in {"PRP", "PRF"} and before.lower not in STOP_PREPOSITIONS and start - 2 >= floor:
            governed = _governor(tokens, start - 2, floor)
            earlier = None if governed is None else _base_start(tokens, governed, floor)
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


def _governor(tokens: Sequence[Token], i: int, floor: int) -> int | None:
    """The noun that a preposition behind token `i` hangs on; None when it hangs on none of the phrase."""
    head = tokens[i]
    if head.tag in {"AJ0", "VVN", "AV0"} and i - 1 >= floor and source_words().head(tokens[i - 1].lower):
        return i - 1  # "a source close to the group", "a diplomat based in Cairo"
    if head.tag == "VVN" and i - 1 >= floor and is_noun(tokens[i - 1]):
        return i - 1  # "a table sent to the prosecutor"
    if is_time(head) or head.lower in {"a", "an", "the"}:
        return None
    return i if head.tag in PRONOUN | {"CRD", "DT0"} or is_noun(head) or head.text == ")" else None


def _titled(tokens: Sequence[Token], i: int, floor: int) -> bool:
    first = _base_start(tokens, i, floor)
    return first is not None and tokens[first].tag == "DPS"


def _has_verb_left(tokens: Sequence[Token], start: int, floor: int) -> bool:
    """ "… killed a guard and police said": a verb right before the first conjunct means that "and" joins clauses."""
    j = start - 1
    while j >= floor and tokens[j].tag in ADVERB:
        j -= 1
    if j >= floor and tokens[j].tag in FINITE and tokens[j].lemma in _SAYING:
        return False  # "he said accounts and footprints show …": what is said begins with both
    return j >= floor and (tokens[j].tag in FINITE or tokens[j].tag in {"VVN", "VVG", "VVI"})


def _prepositional(tokens: Sequence[Token], start: int, floor: int) -> bool:
    """The phrase hangs on a preposition that opens the clause ("On Saturday …"), so it is no subject."""
    return (
        start - 1 >= floor
        and tokens[start - 1].tag == "PRP"
        and (start - 2 < floor or tokens[start - 2].tag not in NOUN | PRONOUN)
    )


def _base_start(tokens: Sequence[Token], i: int, floor: int) -> int | None:
    """First token of the plain noun phrase that ends at `i`."""
    token = tokens[i]
    if token.tag in PRONOUN or token.lower in {"who", "one", "others", "another", "some", "many", "both", "several"}:
        if i - 1 >= floor and tokens[i - 1].tag in DETERMINER | {"CRD"} and token.tag not in {"PNP"}:
            return i - 1
        return i
    if token.text == ")":
        for j in range(i - 1, max(floor - 1, i - 12), -1):
            if tokens[j].text == "(":
                return _base_start(tokens, j - 1, floor) if j - 1 >= floor else None
        return None
    if token.text in {"”", '"'}:
        return None
    if stands_for_noun(tokens, i, floor):
        return i - 1 if i > floor and tokens[i - 1].tag == "AT0" else i
    counted = token.tag == "VVN" and i > floor and tokens[i - 1].tag in {"AT0", "CRD"}  # "the two captured"
    if (token.tag not in {"CRD", "DT0", "AJ0", "ORD"} and not counted and not is_noun(token)) or is_time(token):
        return None
    j = i
    while j - 1 >= floor:
        before = tokens[j - 1]
        if before.tag == "DT0" and before.lower == "former":
            j -= 1
            continue
        if before.tag in DETERMINER:
            j -= 1
            # "one of several", "Iraq's army": go on over a possessive or a predeterminer
            if j - 1 >= floor and tokens[j - 1].tag in {"DT0"} and tokens[j - 1].lower in {"all", "both"}:
                j -= 1
            break
        if before.tag in {"VVN", "VVG"}:
            # "armed men", "ruling junta" are inside; "killed soldiers" after an auxiliary is a verb
            if j - 2 >= floor and (tokens[j - 2].tag in DETERMINER | {"AJ0", "POS"}):
                j -= 1
                continue
            break
        if before.tag == "AV0" and tokens[j].tag not in {"AJ0", "CRD"}:
            break
        if is_time(before) and before.tag == "NP0" and tokens[j].tag != "POS":
            break
        if before.tag in INSIDE or before.text in {"&", "/"} or before.lower == "al":
            j -= 1
            continue
        if before.text == ")" and (opened := _bracket(tokens, j - 1, floor)) is not None:
            j = opened  # "the Islamic State (IS) group"
            continue
        if before.text in {"“", '"', "‘"} and j - 2 >= floor and tokens[j - 2].tag in DETERMINER | {"AJ0"}:
            j -= 1
            continue
        break
    while j < i and tokens[j].tag in {"AV0", "POS"} and tokens[j].lower not in {"at", "more", "about"}:
        j += 1
    return j


def _bracket(tokens: Sequence[Token], i: int, floor: int) -> int | None:
    """Where the short name in brackets opens that ends at token `i` and stands behind a noun."""
    for j in range(i - 1, max(floor, i - 4), -1):
        if tokens[j].text == "(":
            return j if is_noun(tokens[j - 1]) else None
    return None


def _antecedent(tokens: Sequence[Token], relative: int, floor: int) -> Party | None:
    """ "…, which said that …": the relative pronoun stands for the source."""
    if relative - 1 < floor:
        return None
    i = relative - 1
    if tokens[i].text == "," and i - 1 >= floor:
        i -= 1
    first = (
        phrase_start(tokens, i, floor)
        if is_noun(tokens[i]) or tokens[i].tag in PRONOUN or tokens[i].text == ")"
        else None
    )
    if first is None:
        return Party(relative, relative + 1, (tokens[relative].span,), None, relative=True)
    if relative + 1 < len(tokens) and tokens[relative + 1].lower in {"have", "are", "were"}:
        first = _plural(tokens, first, i + 1)
    return Party(relative, relative + 1, split_parties(tokens, first, i + 1), None, relative=True)


def _plural(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the first plural noun phrase begins in "a warning to the groups", which "that have claimed …" goes on."""
    start, head = first, None
    for k in range(first, last):
        if tokens[k].tag in {"PRP", "PRF"}:
            if head is not None and head.tag in {"NN2", "NN0", "NP0"}:
                return start
            start, head = k + 1, None
        elif is_noun(tokens[k]):
            head = tokens[k]
    return start if head is not None and head.tag in {"NN2", "NN0", "NP0"} else first
