"""Find noun phrases: what a sentence talks about, with and without the words that narrow it down."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ..model import Document, Sentence, Span, Token
from .chunks import PRONOUNS, QUOTES, Base, attaching, bases, is_measure, time_words
from .tags import FINITE

__all__ = [
    "NounPhrase",
    "conjuncts",
    "noun_phrase_ending",
    "noun_phrase_starting",
    "noun_phrases",
    "phrases_of",
    "sentence_at",
    "time_words",
]

RELATIVES = frozenset({"PNQ", "DTQ"})
_CLAUSAL = FINITE | PRONOUNS
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
        return NounPhrase(
            self.span,
            self.full,
            self.head + by,
            _moved(self.tokens, by),
            _moved(self.full_tokens, by),
            None if self.possessor is None else _moved(self.possessor, by),
            self.pronoun,
        )


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
            apart = governed and end < len(doc.tokens) and doc.tokens[end].tag in FINITE
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


def _moved(pair: tuple[int, int], by: int) -> tuple[int, int]:
    return pair[0] + by, pair[1] + by


@lru_cache(maxsize=1024)  # every stage asks for the same sentences again; a report has 10 to 60
def phrases_of(tokens: tuple[Token, ...]) -> tuple[NounPhrase, ...]:
    """The noun phrases of one sentence's tokens, with token indices counted from its first token."""
    chunks = tuple(bases(tokens))
    starts = {b.start: k for k, b in enumerate(chunks)}
    built: list[NounPhrase] = []
    swallowed = 0
    for base in chunks:
        if base.start < swallowed:
            continue
        end, head = _with_of(tokens, base, starts, chunks)
        full_end = _full_end(tokens, end, starts, chunks)
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


def _with_of(
    tokens: tuple[Token, ...], base: Base, starts: dict[int, int], chunks: tuple[Base, ...]
) -> tuple[int, int]:
    """End of the phrase with its of-phrases, and its head, which a measure hands on to the measured noun."""
    end, head = base.end, base.head
    measure = is_measure(tokens[head])
    while end + 1 < len(tokens) and tokens[end].lower == "of" and end + 1 in starts:
        inner = chunks[starts[end + 1]]
        end = inner.end
        if measure:
            head = inner.head
            measure = is_measure(tokens[head])
    return end, head


def _full_end(tokens: tuple[Token, ...], end: int, starts: dict[int, int], chunks: tuple[Base, ...]) -> int:
    if [t.text for t in tokens[end : end + 3 : 2]] == ["(", ")"] and tokens[end + 1].text[:1].isupper():
        end += 3
    while end + 1 < len(tokens):
        token = tokens[end]
        if token.lower in attaching() and end + 1 in starts:
            inner = chunks[starts[end + 1]]
            if tokens[inner.head].lower in time_words():
                break
            end, _ = _with_of(tokens, inner, starts, chunks)
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
        if token.tag == "PUN" and token.text not in QUOTES and token.text not in {"-", "(", ")"}:
            break
        if _is_relative(tokens, j):
            verb_done = False
        elif token.tag in FINITE or token.tag == "VVN":
            new_group = tokens[j - 1].tag[:1] != "V" and tokens[j - 1].tag not in {"XX0", "AV0"}
            if verb_done and new_group and token.tag != "VVN":
                break
            verb_done = True
        elif token.tag in {"CJC", "CJS"} and verb_done and tokens[j + 1 : j + 2] and tokens[j + 1].tag in _CLAUSAL:
            break
        j += 1
    return j
