"""Find single people that a sentence names or points at: "the driver", "Omar Haddad", "his wife", "he"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from .count_words import MarkedSentence, Run
from .numbers import Kind, Quantity

MAX_MODIFIERS = 8  # tokens between a determiner and its head: "the 24 - year - old off-duty security guard"
MIN_NAME = 2  # letters; shorter ones are initials
_NAMES = frozenset({"NP0", "NN1", "UNC", "NN0", "AJ0", "ZZ0"})


def people(
    sentence: MarkedSentence, busy: Collection[int], known: Collection[str] = ()
) -> Iterator[tuple[Quantity, Run]]:
    """Each person as a quantity of one with the tokens of the phrase.

    Args:
        sentence: where to look.
        busy: tokens of other numbers, times and places; no person starts there.
        known: surnames and first names of the text, which name a person when they stand alone.
    """
    i = 0
    while i < len(sentence.words):
        end = i if i in busy else _person(sentence, i, busy, known)
        if end > i:
            yield Quantity(i, end, i, "=", 1, Kind.DEFINITE), (end, end)
        i = max(end, i + 1)


def names(sentence: MarkedSentence, busy: Collection[int]) -> Iterator[str]:
    """The words of the names of people in a sentence, such as "Omar" and "Haddad"."""
    i = 0
    while i < len(sentence.words):
        end = i if i in busy else _full_name(sentence, i)
        yield from (token.text for token in sentence.tokens[i:end] if len(token.text) > MIN_NAME)
        i = max(end, i + 1)


def _full_name(sentence: MarkedSentence, i: int) -> int:
    """Where a name of two words or more ends; "Mount Sinai" in "Mount Sinai Hospital" is none."""
    end = _name_end(sentence, i)
    if end - i < 2 or (i and sentence.is_in(i - 1, "not_names")):
        return i
    following = sentence.tokens[end] if end < len(sentence.words) else None
    if following is not None and (following.text[:1].isupper() or following.tag.startswith("NN")):
        return i
    return i if i and sentence.is_in(i - 1, "place_prepositions") else end


def _person(sentence: MarkedSentence, i: int, busy: Collection[int], known: Collection[str]) -> int:
    """Where the phrase of a person that starts at token `i` ends; `i` when none does."""
    if sentence.is_in(i, "person_pronouns") and not _possessive(sentence, i):
        return i + 1
    if sentence.is_in(i, "determiners"):
        return _described(sentence, i, i + 1, busy)
    name = _full_name(sentence, i)
    if name == i and sentence.tokens[i].text in known and _name_end(sentence, i) == i + 1:
        name = i + 1
    if name > i:
        return i if _before_possessive(sentence, name) else name
    return _described(sentence, i, i, busy)


def _possessive(sentence: MarkedSentence, i: int) -> bool:
    """ "her" before a noun."""
    return (
        sentence.words[i] == "her"
        and i + 1 < len(sentence.words)
        and sentence.tokens[i + 1].tag[:2] in {"NN", "AJ", "CR"}
    )


def _before_possessive(sentence: MarkedSentence, end: int) -> bool:
    return end < len(sentence.words) and sentence.words[end] in {"'s", "'"}


def _described(sentence: MarkedSentence, start: int, i: int, busy: Collection[int]) -> int:
    """ "the 24-year-old (man)", "his older brother", "15-year-old Omar Haddad", "Officer Omar Haddad"."""
    head = -1
    bare = start == i
    k = i
    while k < min(len(sentence.words), i + MAX_MODIFIERS):
        word = sentence.words[k]
        if (k > start and sentence.is_in(k, "age_heads")) or _singular(sentence, k):
            head = k
        elif _name_end(sentence, k) > k and head >= 0:
            return _name_end(sentence, k)
        elif not (
            word in {"-", "year"}
            or sentence.tokens[k].tag in {"AJ0", "CRD", "ORD", "NN1", "NP0", "AJC", "AJS", "AV0", "NN1-VVG"}
        ):
            break
        if head < k and bare and k - i > 4:
            break
        k += 1
    if head < 0 or (bare and not _bare_head(sentence, start, head)) or _before_possessive(sentence, head + 1):
        return start
    return head + 1


def _singular(sentence: MarkedSentence, k: int) -> bool:
    if sentence.words[k] == "old":
        return sentence.words[k - 1 : k] == ["year"]  # "a 23-year old"
    tag = sentence.tokens[k].tag
    collective = sentence.is_in(k, "collectives")
    return sentence.lemmas[k] in sentence.lexicon.people and not collective and tag not in {"NN2", "VVB", "VVZ"}


def _bare_head(sentence: MarkedSentence, start: int, head: int) -> bool:
    """Headlines drop the article: "Teen killed in …", "Baby girl shot"; in running text only ages and titles do."""
    first = sentence.tokens[start]
    listed = sentence.words[start - 1] in {",", "and"} and all(t.tag != "AT0" for t in sentence.tokens[:start])
    return (
        start == 0
        or listed
        or first.tag == "CRD"
        or first.text[0].isupper()
        or sentence.words[start - 1] in {"of", "after"}
    )


def _name_end(sentence: MarkedSentence, i: int) -> int:
    """Where a run of capitalised names that starts at token `i` ends."""
    k = i
    while k < len(sentence.words) and k - i < 4:
        token = sentence.tokens[k]
        initial = len(token.text) == 1 and token.text.isupper()
        if initial and k > i and sentence.words[k + 1 : k + 2] == ["."] and k + 2 < len(sentence.words):
            k += 2
            continue
        if not (token.text[:1].isupper() and token.tag in _NAMES and token.text[1:2].islower()):
            break
        if sentence.is_in(k, "not_names") or sentence.lemmas[k] in sentence.lexicon.people:
            break
        k += 1
    while k > i and not sentence.tokens[k - 1].text[:1].isupper():
        k -= 1
    return k
