"""Find noun phrases: what a sentence talks about, with and without the words that narrow it down.

A shallow chunker over C5 part-of-speech tags, in the line of Abney 1991, "Parsing by Chunks".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ..model import Document, Sentence, Span, Token
from ..vocab.loader import load_yaml

NOUNS = frozenset({"NN0", "NN1", "NN2", "NP0", "UNC", "ZZ0"})
PRONOUNS = frozenset({"PNP", "PNI", "PNX"})
RELATIVES = frozenset({"PNQ", "DTQ"})
PREPOSITIONS = frozenset({"PRP", "PRF"})
_OPENING = frozenset({"AT0", "DPS", "DT0", "ORD", "CRD", "AJ0", "AJC", "AJS"}) | NOUNS | PRONOUNS
_BEFORE_NOUN = frozenset({"AJ0", "AJC", "AJS", "ORD", "CRD", "VVN", "VVG", "VVD", "AV0", "DT0", "NN1-VVG"})
_ADVERBIAL = frozenset({"AV0", "CRD", "ORD"})
_QUOTES = frozenset("\"“”'‘’«»„")
_FINITE = frozenset({"VBD", "VBZ", "VBB", "VHD", "VHZ", "VHB", "VDD", "VDZ", "VDB", "VM0", "VVD", "VVZ", "VVB"})
_CLAUSAL = _FINITE | PRONOUNS
_DESCRIBING = frozenset({"AJ0", "CRD", "VVN", "ORD"})
_JOINTS = frozenset({("and",), ("or",), (",", "and"), (",", "or"), ("as", "well", "as"), ("along", "with"), ("&",)})


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """One noun phrase.

    `tokens` is the half-open range of token indices of `span`, the base phrase with its of-phrases ("two members of
    the guard"); `full` adds other prepositional phrases and a restrictive relative or participle ("… in Basra who
    fled"); `head` is the index of the word that the phrase is about ("members"); after a measure ("dozens of bullets")
    it is the measured noun. `possessor` is the token range before a possessive 's.
    """

    span: Span
    full: Span
    head: int
    tokens: tuple[int, int]
    full_tokens: tuple[int, int]
    possessor: tuple[int, int] | None = None
    pronoun: bool = False

    def shifted(self, by: int) -> NounPhrase:
        """The same phrase with token indices moved, from sentence to document numbering."""
        return replace(
            self,
            head=self.head + by,
            tokens=_moved(self.tokens, by),
            full_tokens=_moved(self.full_tokens, by),
            possessor=None if self.possessor is None else _moved(self.possessor, by),
        )


@dataclass(frozen=True, slots=True)
class _Base:
    """A base phrase under construction: token range, head, possessor."""

    start: int
    end: int
    head: int
    possessor: tuple[int, int] | None = None


def noun_phrases(doc: Document, sentence: Sentence) -> tuple[NounPhrase, ...]:
    """The noun phrases of a sentence in order of their start; joint phrases come one by one (see `conjuncts`)."""
    first, last = sentence.tokens
    return tuple(p.shifted(first) for p in phrases_of(doc.tokens[first:last]))


def noun_phrase_ending(doc: Document, i: int) -> NounPhrase | None:
    """The noun phrase whose last token is `doc.tokens[i]`: as a full phrase if there is one, else as a base phrase."""
    phrases = _around(doc, i)
    full = next((p for p in phrases if p.full_tokens[1] == i + 1), None)
    return full or next((p for p in phrases if p.tokens[1] == i + 1), None)


def noun_phrase_starting(doc: Document, i: int) -> NounPhrase | None:
    """The noun phrase whose first token is `doc.tokens[i]`."""
    return next((p for p in _around(doc, i) if p.tokens[0] == i), None)


def conjuncts(doc: Document, phrase: NounPhrase) -> tuple[NounPhrase, ...]:
    """The joint phrase that `phrase` opens, one by one: "the army, the police and two witnesses" gives three.

    Phrases that only stand beside each other (an apposition after a comma with no later "and") are not joined.
    """
    phrases = [p for p in _around(doc, phrase.tokens[0]) if p.tokens[0] >= phrase.tokens[0]]
    joined, end = [phrase], phrase.tokens[1]
    for other in phrases[1:]:
        if other.tokens[0] < end:
            continue
        gap = tuple(t.lower for t in doc.tokens[end : other.tokens[0]])
        if gap != (",",) and gap not in _JOINTS:
            break
        joined.append(other)
        end = other.tokens[1]
        if gap in _JOINTS:
            # "… killed two men and a guard was hurt": the last one opens a clause of its own
            governed = phrase.tokens[0] > 0 and doc.tokens[phrase.tokens[0] - 1].tag[:2] in {"PR", "VV"}
            apart = governed and end < len(doc.tokens) and doc.tokens[end].tag in _FINITE
            return (phrase,) if apart else tuple(joined)
    return (phrase,)


def sentence_at(doc: Document, i: int) -> Sentence | None:
    """The sentence that holds token `i`; None for tokens outside sentences, such as a dateline's."""
    low, high = 0, len(doc.sentences)
    while low < high:
        middle = (low + high) // 2
        if doc.sentences[middle].tokens[1] <= i:
            low = middle + 1
        else:
            high = middle
    if low < len(doc.sentences) and doc.sentences[low].tokens[0] <= i:
        return doc.sentences[low]
    return None


def _around(doc: Document, i: int) -> tuple[NounPhrase, ...]:
    sentence = sentence_at(doc, i)
    return () if sentence is None else noun_phrases(doc, sentence)


def time_words() -> frozenset[str]:
    """Nouns that head phrases of time and are no parties to anything: weekdays, months, "night", "week"."""
    return _calendar() | _hours()


def _moved(pair: tuple[int, int], by: int) -> tuple[int, int]:
    return pair[0] + by, pair[1] + by


@lru_cache(maxsize=1024)  # every stage asks for the same sentences again; a report has 10 to 60
def phrases_of(tokens: tuple[Token, ...]) -> tuple[NounPhrase, ...]:
    """The noun phrases of one sentence's tokens, with token indices counted from its first token."""
    bases = tuple(_bases(tokens))
    starts = {b.start: k for k, b in enumerate(bases)}
    built: list[NounPhrase] = []
    swallowed = 0
    for base in bases:
        if base.start < swallowed:
            continue
        end, head = _with_of(tokens, base, starts, bases)
        full_end = _full_end(tokens, end, starts, bases)
        pronoun = end - base.start == 1 and tokens[base.start].tag in PRONOUNS
        built.append(
            NounPhrase(
                Span(tokens[base.start].start, tokens[end - 1].end),
                Span(tokens[base.start].start, tokens[full_end - 1].end),
                head,
                (base.start, end),
                (base.start, full_end),
                base.possessor,
                pronoun,
            )
        )
        if head >= base.end:
            swallowed = end  # "dozens of bullets" is one phrase; the bullets are no second one
    return tuple(built)


def _bases(tokens: tuple[Token, ...]) -> Iterator[_Base]:
    i = 0
    while i < len(tokens):
        base = _base_at(tokens, i)
        if base is None:
            i += 1
        else:
            yield base
            i = base.end


def _base_at(tokens: tuple[Token, ...], i: int) -> _Base | None:
    start = i
    i = _after_quantifier(tokens, i)
    if i >= len(tokens) or not _may_open(tokens, i):
        return None
    if tokens[i].tag in PRONOUNS:
        return _Base(start, i + 1, i)
    seen, possessor, noun_from = -1, None, i
    j = i
    while j < len(tokens):
        if tokens[j].tag == "POS" and seen == j - 1:
            possessor, seen, noun_from = (start, j), -1, j + 1
        elif not _goes_on(tokens, j, i, seen, noun_from):
            break
        elif _is_noun(tokens[j]) or (seen >= 0 and tokens[j].tag == "CRD"):
            seen = j
        j += 1
    if seen < 0:
        return _lone(tokens, start, i, possessor)
    end = seen + 1
    if end < len(tokens) and tokens[end].text in _QUOTES and any(t.text in _QUOTES for t in tokens[start:end]):
        end += 1
    return _Base(start, end, seen, possessor)


def _lone(tokens: tuple[Token, ...], start: int, i: int, possessor: tuple[int, int] | None) -> _Base | None:
    """A phrase without a noun: "two", "both", "the wounded", or the possessor when nothing follows its 's."""
    if possessor is not None:
        return _Base(start, possessor[1] + 1, possessor[1] - 1)
    token = tokens[i]
    if token.tag in {"CRD", "DT0", "ORD"}:
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if following is not None and following.tag == "CRD":
            return None
        return _Base(start, i + 1, i)
    if token.tag == "AT0" and i + 1 < len(tokens):
        last = i + 1
        while last + 1 < len(tokens) and tokens[last].tag in _ADVERBIAL and tokens[last + 1].tag in _BEFORE_NOUN:
            last += 1
        if tokens[last].tag in _DESCRIBING | {"VVD", "AJS"}:
            return _Base(start, last + 1, last)
    return None


def _may_open(tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    if token.tag in _OPENING:
        if token.tag == "AJ0" and token.lower.endswith("ed") and i > 0 and tokens[i - 1].tag == "CJC":
            return not (i + 1 < len(tokens) and _is_measure(tokens[i + 1]))  # "… and abducted scores of others"
        return not (token.tag == "CRD" and ":" in token.text)
    # "wounded soldiers": a participle opens a phrase only where no verb can stand
    if token.tag == "VVN" and i + 1 < len(tokens) and tokens[i + 1].tag in {"NN0", "NN1", "NN2"}:
        return i == 0 or tokens[i - 1].tag in PREPOSITIONS or tokens[i - 1].tag in {"VVD", "VVG", "VVB", "VVI"}
    return False


def _goes_on(tokens: tuple[Token, ...], j: int, first: int, seen: int, noun_from: int) -> bool:
    token, before = tokens[j], tokens[j - 1]
    if j == first:
        return True
    if seen >= 0:
        return _goes_on_after_noun(tokens, j, seen)
    if _is_noun(token) or token.tag in _BEFORE_NOUN or (token.tag in {"AT0", "DPS"} and before.tag in {"DT0", "CRD"}):
        return token.tag != "AV0" or (j + 1 < len(tokens) and tokens[j + 1].tag in _BEFORE_NOUN)
    if token.text in _QUOTES or (token.text in {"-", "/", "‑"} and j > noun_from):
        return True
    joins = token.tag == "CJC" or token.text == ","
    ahead = tokens[j + 1].tag if j + 1 < len(tokens) else ""
    return joins and j > noun_from and before.tag in _DESCRIBING and ahead in _DESCRIBING


def _goes_on_after_noun(tokens: tuple[Token, ...], j: int, seen: int) -> bool:
    token, before = tokens[j], tokens[j - 1]
    if j != seen + 1:  # what came between must lead straight on to a noun
        return _is_noun(token)
    if _is_noun(token):
        return not (token.lower in _calendar() and before.lower not in _calendar())
    named = before.text[:1].isupper() and before.lower not in _calendar()
    ahead = tokens[j + 1].tag if j + 1 < len(tokens) else ""
    if token.tag == "CRD":  # "Tower 22"
        return named and before.tag in {"NP0", "NN1"} and ahead not in {"NN2", "NN0"}
    if token.tag not in {"AJ0", "ORD"} or not named:
        return False
    # "Islamic State West African Province", "US military base"
    return token.text[:1].isupper() or (before.tag == "NP0" and ahead in NOUNS and not token.lower.endswith("ed"))


def _is_noun(token: Token) -> bool:
    return token.tag in NOUNS


def _after_quantifier(tokens: tuple[Token, ...], i: int) -> int:
    for words in _quantifiers().get(tokens[i].lower, ()):
        end = i + len(words)
        if tuple(t.lower for t in tokens[i:end]) == words and end < len(tokens):
            ahead = tokens[end + 1].lemma if end + 1 < len(tokens) else ""
            if tokens[end].tag == "CRD" or (tokens[end].lower in {"a", "half"} and ahead in _measures()):
                return end
    return i


def _with_of(
    tokens: tuple[Token, ...], base: _Base, starts: dict[int, int], bases: tuple[_Base, ...]
) -> tuple[int, int]:
    """End of the phrase with its of-phrases, and its head, which a measure hands on to the measured noun."""
    end, head = base.end, base.head
    measure = _is_measure(tokens[head])
    while end + 1 < len(tokens) and tokens[end].lower == "of" and end + 1 in starts:
        inner = bases[starts[end + 1]]
        end = inner.end
        if measure:
            head = inner.head
            measure = _is_measure(tokens[head])
    return end, head


def _is_measure(token: Token) -> bool:
    return token.tag in {"CRD", "DT0"} or token.lemma in _measures() or token.lower in _measures()


def _full_end(tokens: tuple[Token, ...], end: int, starts: dict[int, int], bases: tuple[_Base, ...]) -> int:
    if [t.text for t in tokens[end : end + 3 : 2]] == ["(", ")"] and tokens[end + 1].text[:1].isupper():
        end += 3
    while end + 1 < len(tokens):
        token = tokens[end]
        if token.lower in _attaching() and end + 1 in starts:
            inner = bases[starts[end + 1]]
            if tokens[inner.head].lower in time_words():
                break
            end, _ = _with_of(tokens, inner, starts, bases)
        elif _opens_relative(tokens, end):
            return _relative_end(tokens, end)
        else:
            break
    return end


def _opens_relative(tokens: tuple[Token, ...], i: int) -> bool:
    token, following = tokens[i], tokens[i + 1]
    if _is_relative(tokens, i) or (token.tag == "VVG" and token.lower not in {"according", "including"}):
        return True
    participle = token.tag in {"VVN", "VVD", "AJ0"} and token.lower.endswith(("ed", "n"))
    return participle and following.lower in {"by", "to", "with", "from"}


def _is_relative(tokens: tuple[Token, ...], i: int) -> bool:
    if tokens[i].tag in RELATIVES:
        return True
    return tokens[i].lower == "that" and i + 1 < len(tokens) and tokens[i + 1].tag[:1] == "V"


def _relative_end(tokens: tuple[Token, ...], i: int) -> int:
    """Where a relative or participle clause that begins at `i` ends: at a mark, or before the main clause's verb."""
    verb_done = tokens[i].tag in {"VVG", "VVN", "VVD", "AJ0"}
    j = i + 1
    while j < len(tokens):
        token = tokens[j]
        if token.tag == "PUN" and token.text not in _QUOTES and token.text not in {"-", "(", ")"}:
            break
        if _is_relative(tokens, j):
            verb_done = False
        elif token.tag in _FINITE or token.tag == "VVN":
            new_group = tokens[j - 1].tag[:1] != "V" and tokens[j - 1].tag not in {"XX0", "AV0"}
            if verb_done and new_group and token.tag != "VVN":
                break
            verb_done = True
        elif token.tag in {"CJC", "CJS"} and verb_done and tokens[j + 1 : j + 2] and tokens[j + 1].tag in _CLAUSAL:
            break
        j += 1
    return j


@cache
def _quantifiers() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Quantifiers by their first word, longest first."""
    words = [tuple(entry["words"].split()) for entry in load_yaml("lexicon/en/phrases.yaml")["quantifiers"]]
    words.sort(key=len, reverse=True)
    return {first: tuple(w for w in words if w[0] == first) for first in {w[0] for w in words}}


@cache
def _measures() -> frozenset[str]:
    return _words("measures", "lemma")


@cache
def _calendar() -> frozenset[str]:
    return _words("calendar", "words")


@cache
def _hours() -> frozenset[str]:
    return _words("hours", "words")


@cache
def _attaching() -> frozenset[str]:
    return _words("attaching", "words")


def _words(section: str, key: str) -> frozenset[str]:
    entries: Iterable[dict[str, str]] = load_yaml("lexicon/en/phrases.yaml")[section]
    return frozenset(word for entry in entries for word in entry[key].split())
