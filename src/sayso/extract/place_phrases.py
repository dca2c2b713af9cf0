"""Cut place expressions out of a sentence: a name or place noun with its preposition, its relation words and what contains it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..model import Token
from ..vocab.gazetteer import MAX_WORDS, Gazetteer
from .numbers import Phrases

_NOMINAL = ("AT0", "DT0", "DPS", "AJ", "NN", "NP0", "ORD", "POS", "CRD", "UNC", "ZZ0")
_ARTICLE_NAME = re.compile(r"^(?:al|el|ad|ar|as|ash|an|at|az|et|ez|es)-\w", re.IGNORECASE)
_SMALL = frozenset(
    {
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "al",
        "da",
        "do",
        "dos",
        "of",
        "the",
        "and",
        "du",
        "des",
        "bin",
        "abu",
        "on",
        "ez",
        "an",
    }
)
STRONG_POPULATION = (
    100_000  # a town this size is a place wherever its main name stands; a smaller one needs a place word beside it
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place expression over tokens [first, end) of a sentence.

    `name` = tokens of the name, None for a bare place noun; `known` = the gazetteer has the name; `noun` = lemma of the
    place noun; `container` = tokens of the place named as containing it; `relation` = the phrase's first words say how it
    lies to the name (`near`, `outside`); `distance_km` and `bearing` = "50 km south of"; `direction` = "northern".
    """

    first: int
    end: int
    name: tuple[int, int] | None
    known: bool = False
    noun: str | None = None
    container: tuple[int, int] | None = None
    relation: str | None = None
    distance_km: float | None = None
    bearing: int | None = None
    direction: int | None = None


class PhraseReader:
    """Find the place phrases of sentences; made from the `places` lexicon and a gazetteer."""

    def __init__(self, lexicon: Mapping[str, Any], gazetteer: Gazetteer, actors: frozenset[str] = frozenset()) -> None:
        self.gazetteer = gazetteer
        self.actors = actors
        self.prepositions = frozenset(w for entry in lexicon["prepositions"] for w in entry["words"])
        self.relations = Phrases((entry["phrase"], entry["phrase"]) for entry in lexicon["relations"])
        self.nouns: dict[str, str] = {w: e["kind"] for e in lexicon["place_nouns"] for w in e["words"]}
        self.directions: dict[str, int] = {w: e["bearing"] for e in lexicon["directions"] for w in e["words"]}
        self.units: Mapping[str, float] = lexicon["distance_units"]
        self.not_names = frozenset(lexicon["not_names"])
        self.openers = frozenset(
            {"in", "at", "near", "outside", "around", "towards", "toward", "into", "between", "inside", "across", "off"}
        )

    def find(self, tokens: Sequence[Token], taken: frozenset[int]) -> Iterator[Phrase]:
        """Phrases left to right, none overlapping; `taken` = indices of tokens that belong to time expressions."""
        i = 0
        while i < len(tokens):
            phrase = None if i in taken else self._at(tokens, i, taken)
            if phrase is None:
                i += 1
                continue
            phrase = self._extended(tokens, phrase, taken)
            yield self._related(tokens, phrase)
            i = max(phrase.end, i + 1)

    def _at(self, tokens: Sequence[Token], i: int, taken: frozenset[int]) -> Phrase | None:
        end = self._chunk(tokens, i, taken)
        if end == i:
            return None
        name = self._name(tokens, i, end, taken)
        if name is not None and name[0] > i and not self._belongs(tokens, i, name[0]):
            return None  # the scan comes to the name in its turn
        if name is not None:
            return self._named(tokens, i, end, name)
        unknown = self._unknown(tokens, i, end, taken)
        if unknown is not None:
            return unknown
        return self._bare(tokens, i, end)

    def _chunk(self, tokens: Sequence[Token], i: int, taken: frozenset[int]) -> int:
        """End of the run of nominal words that starts at `i`."""
        end = i
        while end < len(tokens) and end not in taken and end - i < 9:
            token = tokens[end]
            if (
                token.tag.startswith(_NOMINAL)
                or _named_like(token)
                or token.lower in self.directions
                or token.lower in self.nouns
            ):
                end += 1
            elif (
                end > i
                and _named_like(tokens[end - 1])
                and token.lower in _SMALL
                and end + 1 < len(tokens)
                and _named_like(tokens[end + 1])
                and token.lower not in {"and", "on", "of", "the"}
            ):
                end += 1
            elif (
                token.tag in {"VVN", "VVG", "AV0"}
                and end + 1 < len(tokens)
                and tokens[end + 1].tag.startswith(("NN", "NP"))
                and end > i
            ):
                end += 1
            else:
                break
        return end

    def _belongs(self, tokens: Sequence[Token], i: int, name: int) -> bool:
        """True when the words before the name ("the Syrian town of", "northern") are part of its phrase."""
        return all(
            t.tag.startswith(("AT0", "DT0", "AJ", "NN", "NP0", "DPS")) or t.lower in self.directions
            for t in tokens[i:name]
        ) and (i > 0 and tokens[i - 1].lower in self.prepositions or name - i <= 2)

    # --- names ------------------------------------------------------------------------------------------------------

    def _name(self, tokens: Sequence[Token], i: int, end: int, taken: frozenset[int]) -> tuple[int, int] | None:
        """The first known name that starts in [i, end), the longest there."""
        for start in range(i, end):
            if not _named_like(tokens[start]) or tokens[start].lower in self.not_names:
                continue
            for stop in range(min(len(tokens), start + MAX_WORDS), start, -1):
                if any(k in taken for k in range(start, stop)) or not (
                    _named_like(tokens[stop - 1])
                    or tokens[stop - 1].lower in self.nouns
                    or tokens[stop - 1].tag == "CRD"
                ):
                    continue
                text = _text(tokens, start, stop)
                if self.gazetteer.knows(text) and self._plausible(tokens, start, stop, text):
                    return start, stop
        return None

    def _plausible(self, tokens: Sequence[Token], start: int, stop: int, text: str) -> bool:
        """A name of small towns needs a preposition or place noun beside it; part of a longer name is none."""
        before = tokens[start - 1] if start else None
        after = tokens[stop] if stop < len(tokens) else None
        if (
            before is not None
            and _named_like(before)
            and start > 1
            and before.lower not in self.nouns
            and before.lower not in self.directions
            and not before.text.isupper()
        ):
            return False
        if (
            after is not None
            and _named_like(after)
            and after.lower not in self.nouns
            and not self.gazetteer.knows(after.text)
            and after.tag != "POS"
        ):
            return False
        best = self.gazetteer.best(text)
        if best is None or text.casefold() in self.actors:
            return False
        if text.isupper() and len(text) < 4 and best.kind != "country":
            return False
        if (
            best.kind == "country"
            and after is not None
            and after.tag.startswith(("NN", "AJ"))
            and (text.isupper() or "." in text or after.lower not in self.nouns)
        ):
            return False  # "US personnel", "a US military facility": whose, not where
        strong = (
            best.curated
            or best.kind in {"country", "state"}
            or (best.population >= STRONG_POPULATION and best.name.casefold() == text.casefold())
        )
        return strong or self._placed(before, after)

    def _placed(self, before: Token | None, after: Token | None) -> bool:
        return (
            before is not None
            and (
                before.lower in self.openers
                or before.lower in {"of", "from", "to", "on"}
                or before.lower in self.nouns
                or before.lower in self.directions
            )
        ) or (after is not None and after.lower in self.nouns)

    def _named(self, tokens: Sequence[Token], i: int, end: int, name: tuple[int, int]) -> Phrase:
        first = i if self._belongs(tokens, i, name[0]) and name[0] > i else name[0]
        stop = name[1]
        noun = None
        k = stop
        while k < end and (tokens[k].tag.startswith(("AJ", "NN", "NP")) or tokens[k].lower in self.nouns):
            k += 1
            if self._place_noun(tokens[k - 1]):
                noun, stop = self._place_noun(tokens[k - 1]), k
        direction = self.directions.get(tokens[name[0] - 1].lower) if name[0] > 0 else None
        if direction is not None and first == name[0]:
            first = name[0] - 1
        return Phrase(first, stop, name, known=True, noun=noun, direction=direction)

    def _unknown(self, tokens: Sequence[Token], i: int, end: int, taken: frozenset[int]) -> Phrase | None:
        """A capitalised name that no gazetteer has, in a place's position: "in Tal Zahra", "Orsha district"."""
        start = i
        while start < end and not _named_like(tokens[start]):
            start += 1
        stop = start
        while stop < end and (_named_like(tokens[stop]) or (tokens[stop].lower in _SMALL and stop + 1 < end)):
            stop += 1
        if start == stop or tokens[start].lower in self.not_names or any(k in taken for k in range(start, stop)):
            return None
        words = [t for t in tokens[start:stop]]
        if _text(tokens, start, stop).casefold() in self.actors:
            return None
        if all(t.text.isupper() and len(t.text) < 6 for t in words) or any(
            t.tag.startswith("AJ") and len(words) == 1 for t in words
        ):
            return None
        noun_after = self._place_noun(tokens[stop]) if stop < end else None
        noun_inside = self._place_noun(tokens[stop - 1]) if stop - start > 1 else None
        before = tokens[i - 1].lower if i else ""
        if noun_after is not None:
            return Phrase(i, stop + 1, (start, stop), noun=noun_after)
        if noun_inside is not None:
            return Phrase(i, stop, (start, stop), noun=noun_inside)
        if stop < end and tokens[stop].tag.startswith("NN"):
            return None
        if before in self.openers and start == i:
            return Phrase(i, stop, (start, stop))
        return None

    # --- place nouns ------------------------------------------------------------------------------------------------

    def _bare(self, tokens: Sequence[Token], i: int, end: int) -> Phrase | None:
        """ "the village", "a military base": a place noun as head after a preposition of place."""
        before = tokens[i - 1].lower if i else ""
        head = self._place_noun(tokens[end - 1])
        names_it = end + 1 < len(tokens) and tokens[end].lower == "of" and _named_like(tokens[end + 1])
        if head is None or not (
            before in self.prepositions or names_it or self.relations.before([t.lower for t in tokens[:i]], i)
        ):
            return None
        return Phrase(i, end, None, noun=head)

    def _place_noun(self, token: Token) -> str | None:
        if token.lower in self.nouns:
            return token.lower
        return token.lemma if token.lemma in self.nouns and token.tag.startswith("NN") else None

    # --- around the name --------------------------------------------------------------------------------------------

    def _extended(self, tokens: Sequence[Token], phrase: Phrase, taken: frozenset[int]) -> Phrase:
        """With what follows: "the village of X", "X, Syria", "X in the Gao region"."""
        end = phrase.end
        if end + 1 >= len(tokens):
            return phrase
        link = tokens[end].lower
        if (
            phrase.name is None
            and link in {"of", "in", "near", "outside"}
            or (phrase.name is not None and link == "of" and phrase.noun)
        ):
            inner = self._inner(tokens, end + 1, taken)
            if inner is None:
                return phrase
            if link == "of" and phrase.name is None and inner.name is not None:
                whole = replace(inner, first=phrase.first, noun=phrase.noun or inner.noun)
                head = tokens[phrase.end - 1].lower
                return replace(whole, direction=self.directions[head]) if head in self.directions else whole
            return replace(phrase, end=inner.end, container=inner.name, direction=inner.direction)
        if phrase.name is not None and link in {",", "in", "("} and not self._is_country(tokens, phrase.name):
            inner = self._inner(tokens, end + 1, taken)
            if (
                inner is not None
                and inner.name is not None
                and inner.known
                and self._contains(tokens, phrase, inner, link)
            ):
                stop = (
                    inner.end + 1
                    if link == "(" and inner.end < len(tokens) and tokens[inner.end].text == ")"
                    else inner.end
                )
                return replace(phrase, end=stop, container=inner.container or inner.name)
        return phrase

    def _inner(self, tokens: Sequence[Token], i: int, taken: frozenset[int]) -> Phrase | None:
        if i in taken:
            return None
        end = self._chunk(tokens, i, taken)
        if end == i:
            return None
        name = self._name(tokens, i, end, taken)
        if name is not None:
            inner = self._named(tokens, i, end, name)
            return self._extended(tokens, replace(inner, first=i), taken)
        start = next((k for k in range(i, end) if _named_like(tokens[k])), None)
        if start is not None and tokens[start].lower not in self.not_names:
            stop = start
            while stop < end and _named_like(tokens[stop]):
                stop += 1
            noun = self._place_noun(tokens[stop]) if stop < end else None
            return Phrase(i, stop + 1 if noun else stop, (start, stop), noun=noun)
        noun = self._place_noun(tokens[end - 1])
        return None if noun is None else Phrase(i, end, None, noun=noun)

    def _is_country(self, tokens: Sequence[Token], name: tuple[int, int]) -> bool:
        best = self.gazetteer.best(_text(tokens, *name))
        return best is not None and best.kind == "country"

    def _contains(self, tokens: Sequence[Token], phrase: Phrase, inner: Phrase, link: str) -> bool:
        """After a comma only a country or region contains ("Kupiansk, Ukraine"; not "Kupiansk, Lyman and Izium")."""
        assert inner.name is not None
        best = self.gazetteer.best(_text(tokens, *inner.name))
        if best is None:
            return False
        if link == "in":
            return True
        opening = tokens[phrase.end + 1]
        if not (_named_like(opening) or opening.lower == "the" or opening.lower in self.directions):
            return False
        return best.kind in {"country", "state", "region", "area"}

    def _related(self, tokens: Sequence[Token], phrase: Phrase) -> Phrase:
        """With the words before that move or widen it: "near", "on the outskirts of", "50 km south of"."""
        words = [t.lower for t in tokens[max(0, phrase.first - 6) : phrase.first]]
        offset = phrase.first - len(words)
        found = self.relations.before(words, len(words))
        if found is not None:
            return replace(phrase, first=offset + found[0], relation=found[1])
        if len(words) >= 2 and words[-1] in {"of", "from"} and words[-2] in self.directions:
            bearing = self.directions[words[-2]]
            first = len(words) - 2
            if first and words[first - 1] == "the":
                return replace(phrase, first=offset + first - 1, direction=bearing)
            if first >= 2 and words[first - 1] in self.units and re.fullmatch(r"\d+(?:\.\d+)?", words[first - 2]):
                km = float(words[first - 2]) * self.units[words[first - 1]]
                return replace(phrase, first=offset + first - 2, distance_km=km, bearing=bearing, relation="distance")
            return replace(phrase, first=offset + first, bearing=bearing, relation="bearing")
        if (
            len(words) >= 3
            and words[-1] in {"from", "of"}
            and words[-2] in self.units
            and re.fullmatch(r"\d+(?:\.\d+)?", words[-3])
        ):
            return replace(
                phrase,
                first=offset + len(words) - 3,
                distance_km=float(words[-3]) * self.units[words[-2]],
                relation="distance",
            )
        return phrase


def _named_like(token: Token) -> bool:
    """Capitalised, or with a lower-case Arabic article ("al-Bab")."""
    return (token.text[0].isupper() and token.tag not in {"PUN"}) or _ARTICLE_NAME.match(token.text) is not None


def _text(tokens: Sequence[Token], first: int, end: int) -> str:
    return " ".join(token.text for token in tokens[first:end])
