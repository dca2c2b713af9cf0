"""Cut place expressions out of a sentence: a name or a place noun, the words that belong to it, its container."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..gazetteer import Gazetteer, Match, PlaceRecord
from ..model import Token
from .place_evidence import adjectives, place_names
from .place_relations import Phrase, Relations

_NOMINAL = ("AT0", "DT0", "DPS", "AJ", "NN", "NP0", "ORD", "POS", "CRD", "UNC", "ZZ0")
_ARTICLE_NAME = re.compile(r"^(?:al|el|ad|ar|as|ash|an|at|az|et|ez|es)-\w", re.IGNORECASE)
_LEVELS = {"county": 1, "area": 1, "region": 2, "country": 3}
BETWEEN_REACH = 6  # tokens: "between the village of Orsha and"
MAX_WORDS = 6  # the longest names have six words ("Sistan and Baluchestan", "Zaporizhzhia Nuclear Power Plant")
STRONG_POPULATION = (
    100_000  # so large a town is a place wherever its main name stands; a smaller one needs a place word
)


class PhraseReader:
    """Find the place phrases of sentences; made from the `places` lexicon and a gazetteer."""

    def __init__(self, lexicon: Mapping[str, Any], gazetteer: Gazetteer, actors: frozenset[str] = frozenset()) -> None:
        self.gazetteer = gazetteer
        self.actors = actors
        self.prepositions = frozenset(w for entry in lexicon["prepositions"] for w in entry["words"])
        self.relations = Relations(lexicon, gazetteer)
        self.directions = self.relations.directions
        self.nouns: dict[str, str] = {w: e["kind"] for e in lexicon["place_nouns"] for w in e["words"]}
        self.not_names = frozenset(lexicon["not_names"])
        self.openers = frozenset(lexicon["openers"])
        self.particles = frozenset(lexicon["particles"])
        self.outlet_words = frozenset(place_names()["outlet_words"])

    def find(self, tokens: Sequence[Token], taken: frozenset[int]) -> Iterator[Phrase]:
        """Phrases left to right, none overlapping; `taken` = indices of tokens that belong to time expressions."""
        i = 0
        while i < len(tokens):
            phrase = None if i in taken else self._at(tokens, i, taken)
            if phrase is None:
                i += 1
                continue
            phrase = self._extended(tokens, phrase, taken)
            yield self.relations.read(tokens, phrase)
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

    def names_in(self, tokens: Sequence[Token], first: int, end: int) -> Iterator[tuple[int, int]]:
        """The known names among tokens [first, end), left to right."""
        while first < end:
            name = self._name(tokens, first, end, frozenset())
            if name is None:
                return
            yield name
            first = name[1]

    def _chunk(self, tokens: Sequence[Token], i: int, taken: frozenset[int]) -> int:
        """End of the run of nominal words that starts at `i`."""
        end = i
        while end < len(tokens) and end not in taken and end - i < 9:
            token = tokens[end]
            if (
                token.tag.startswith(_NOMINAL)
                or _named_like(token)
                or self._place_word(token)
                or (end > i and end + 1 < len(tokens) and self._links(tokens, end))
            ):
                end += 1
            else:
                break
        return end

    def _place_word(self, token: Token) -> bool:
        return token.lower in self.directions or token.lower in self.nouns

    def _links(self, tokens: Sequence[Token], i: int) -> bool:
        """A particle within a name ("Puerto de la Cruz") or a participle before a noun ("the flooded shaft")."""
        if _named_like(tokens[i - 1]) and _named_like(tokens[i + 1]):
            return tokens[i].lower in self.particles
        return tokens[i].tag in {"VVN", "VVG", "AV0"} and tokens[i + 1].tag.startswith(("NN", "NP"))

    def _belongs(self, tokens: Sequence[Token], i: int, name: int) -> bool:
        """True when the words before the name ("the Syrian town of", "northern") are part of its phrase."""
        return all(
            t.tag.startswith(("AT0", "DT0", "AJ", "NN", "NP0", "DPS")) or t.lower in self.directions
            for t in tokens[i:name]
        ) and ((i > 0 and tokens[i - 1].lower in self.prepositions) or name - i <= 2)

    # --- names ------------------------------------------------------------------------------------------------------

    def _name(self, tokens: Sequence[Token], i: int, end: int, taken: frozenset[int]) -> tuple[int, int] | None:
        """The first known name that starts in [i, end), the longest there."""
        for start in range(i, end):
            if not _named_like(tokens[start]) or tokens[start].lower in self.not_names:
                continue
            for stop in range(min(len(tokens), start + MAX_WORDS), start, -1):
                if not taken.isdisjoint(range(start, stop)) or not (
                    _named_like(tokens[stop - 1])
                    or tokens[stop - 1].lower in self.nouns
                    or tokens[stop - 1].tag == "CRD"
                ):
                    continue
                if stop == start + 1 and (tokens[start].lower in self.directions or tokens[start].text in adjectives()):
                    continue  # "Western" is a division of several countries, "Syrian" in large packs a name of Syria
                text = _text(tokens, start, stop)
                if self.gazetteer.is_name(text) and self._plausible(tokens, start, stop, text):
                    return start, stop
        return None

    def _plausible(self, tokens: Sequence[Token], start: int, stop: int, text: str) -> bool:
        """A name of small towns needs a preposition or place noun beside it; part of a longer name is none."""
        before = tokens[start - 1] if start else None
        after = tokens[stop] if stop < len(tokens) else None
        if before is not None and _named_like(before) and start > 1 and text.lower() in self.outlet_words:
            return False  # "the Harbour Post": a town in Texas is called Post
        if (
            before is not None
            and _named_like(before)
            and start > 1
            and before.lower not in self.nouns
            and before.lower not in self.directions
            and not before.text.isupper()
        ):
            return False
        goes_on = after.text if after is not None and self._goes_on(after) else ""
        if goes_on and not self.gazetteer.is_name(goes_on):
            return False
        best = self._best(text)
        if best is None or text.casefold() in self.actors:
            return False
        if text.isupper() and len(text) < 4 and best.kind != "country":
            return False
        whose = best.kind == "country" and after is not None and after.tag.startswith(("NN", "AJ"))
        if whose and after is not None and (text.isupper() or "." in text or after.lower not in self.nouns):
            return False  # "US personnel", "a US military facility": whose, not where
        strong = (
            best.curated
            or best.kind in {"country", "region"}
            or (best.population >= STRONG_POPULATION and best.name.casefold() == text.casefold())
        )
        if goes_on and not strong and not self._wide(goes_on):
            return False  # "Tal Marwa": that towns are called Tal and Marwa says nothing
        return strong or self._placed(before, after) or _ends_between(tokens, start)

    def _goes_on(self, after: Token) -> bool:
        """A name seems to go on with the token; "in the U.S. The" is a sentence that was not cut."""
        known = after.lower in self.nouns or after.lower in self.not_names
        return _named_like(after) and after.tag != "POS" and not known

    def _wide(self, name: str) -> bool:
        """ "Kabul Afghanistan": a country or division may stand behind the name of what lies in it."""
        best = self._best(name)
        return best is not None and best.kind in {"country", "region"}

    def _best(self, name: str) -> PlaceRecord | None:
        """The most prominent place of that name; who is meant is decided later, by all names together."""
        return next(iter(self.gazetteer.lookup(name, upto=Match.ALIAS, limit=1)), None)

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
        while stop < end and (_named_like(tokens[stop]) or (tokens[stop].lower in self.particles and stop + 1 < end)):
            stop += 1
        if start == stop or tokens[start].lower in self.not_names or any(k in taken for k in range(start, stop)):
            return None
        words = tokens[start:stop]
        if _text(tokens, start, stop).casefold() in self.actors:
            return None
        of = end < len(tokens) and tokens[end].lower == "of"  # "the Yemeni port of Hodeida" is no port called Yemeni
        peoples = len(words) == 1 and (words[0].tag.startswith("AJ") or (of and words[0].text in adjectives()))
        if peoples or all(t.text.isupper() and len(t.text) < 6 for t in words):
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
        if head is None or not (before in self.prepositions or names_it or self.relations.opens(tokens, i)):
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
        heads = link in {"of", "in", "near", "outside"} if phrase.name is None else bool(link == "of" and phrase.noun)
        if heads:
            inner = self._inner(tokens, end + 1, taken)
            if inner is None:
                return phrase
            if phrase.name is None and self.relations.opens(tokens, end + 1):
                return inner  # "on the outskirts of" is a relation, not a place noun
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
                closed = link == "(" and inner.end < len(tokens) and tokens[inner.end].text == ")"
                return replace(phrase, end=inner.end + closed, container=inner.container or inner.name)
        if phrase.name is not None and link == ",":
            return self._glossed(tokens, phrase, taken)
        return phrase

    def _glossed(self, tokens: Sequence[Token], phrase: Phrase, taken: frozenset[int]) -> Phrase:
        """ "Zummar, a town in Iraq", "Bamako, the capital of Mali": the gloss belongs to the name and contains it."""
        start = phrase.end + 1
        if tokens[start].lower not in {"a", "the"} or start in taken:
            return phrase
        end = self._chunk(tokens, start, taken)
        noun = self._place_noun(tokens[end - 1])
        if noun is None or end + 1 >= len(tokens) or any(_named_like(t) for t in tokens[start:end]):
            return phrase
        gloss = self._extended(tokens, Phrase(start, end, None, noun=noun), taken)
        container = gloss.container or gloss.name
        return phrase if container is None else replace(phrase, end=gloss.end, container=container)

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
        best = self._best(_text(tokens, *name))
        return best is not None and best.kind == "country"

    def _contains(self, tokens: Sequence[Token], phrase: Phrase, inner: Phrase, link: str) -> bool:
        """After a comma only a country or region contains ("Kupiansk, Ukraine"; not "Kupiansk, Lyman and Izium")."""
        assert inner.name is not None
        best = self._best(_text(tokens, *inner.name))
        if best is None:
            return False
        if link == "in":
            return True
        own = None if phrase.name is None else self._best(_text(tokens, *phrase.name))
        if own is not None and _LEVELS.get(own.kind, 0) >= _LEVELS.get(best.kind, 0):
            return False  # "Ohio, Iowa and Utah"
        opening = tokens[phrase.end + 1]
        if not (_named_like(opening) or opening.lower == "the" or opening.lower in self.directions):
            return False
        return best.kind in {"country", "region", "county", "area"}


def _ends_between(tokens: Sequence[Token], start: int) -> bool:
    """ "between Tame and Saravena": the second name is as much a place as the first."""
    words = [token.lower for token in tokens[max(0, start - BETWEEN_REACH) : start]]
    return words[-1:] == ["and"] and "between" in words


def _named_like(token: Token) -> bool:
    """Capitalised, or with a lower-case Arabic article ("al-Bab")."""
    if token.text[0].isupper() and token.tag != "PUN":
        return True
    return "-" in token.text and _ARTICLE_NAME.match(token.text) is not None


def _text(tokens: Sequence[Token], first: int, end: int) -> str:
    return " ".join(token.text for token in tokens[first:end])
