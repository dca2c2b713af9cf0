"""Gather the names of a document that are to be put on the map together, and what it tells about all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ..gazetteer import Gazetteer, Match, PlaceRecord
from ..vocab.actors import states
from .place_candidates import Candidate, CandidateFinder
from .place_evidence import Toponym, abbreviations, adjectives, place_names
from .place_home import Home, HomeClues

Region = tuple[str, str]  # its name, and the ISO code of its country
ADMINISTRATIVE = frozenset({"country", "region", "county", "area"})
MAX_CONTAINER_WORDS = 4
_WORDS = re.compile(r"[\w'’.-]+")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a document with everything said at its mentions: in one document a name means one place.

    (One sense per discourse: Gale, Church and Yarowsky 1992; for places Leidner 2007.) `containers` are the places that
    its mentions put it in; `countries` ISO codes of adjectives beside it; `kinds` what words of kind call it.
    """

    key: str
    candidates: tuple[Candidate, ...]
    mentions: int = 1
    containers: tuple[PlaceRecord, ...] = ()
    countries: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Context:
    """What speaks of all names of a document: countries and regions with how often they are named, and its home.

    `told` are countries and regions that stand in the text outright, also as adjectives, and are none of its `names`.
    """

    names: tuple[Name, ...]
    countries: dict[str, float] = field(default_factory=dict)
    regions: dict[Region, float] = field(default_factory=dict)
    home: Home | None = None
    home_country: str | None = None
    home_names: tuple[Name, ...] = ()
    told: tuple[Name, ...] = ()


class ContextReader:
    """Makes the context of a document from its toponyms, its text and the clues of its home."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.candidates = CandidateFinder(gazetteer)

    def read(self, text: str, toponyms: Sequence[Toponym], clues: HomeClues) -> Context:
        """The context; names come in the order of their first mention."""
        countries: Counter[str] = Counter()
        regions: Counter[Region] = Counter()
        for word, times in Counter(told_words().findall(text)).items():
            self._tell(word, times, countries, regions)
        grouped: dict[str, list[Toponym]] = {}
        for toponym in toponyms:
            grouped.setdefault(name_of(toponym), []).append(toponym)
        around = {*countries, clues.country}
        names = tuple(self._name(key, mentions, around) for key, mentions in grouped.items())
        return Context(
            names, dict(countries), dict(regions), clues.home, clues.country,
            tuple(n for name in clues.names if (n := self._home_name(name)).candidates),
            tuple(self._told(names, countries, regions)),
        )  # fmt: skip

    def _name(self, key: str, mentions: Sequence[Toponym], around: Collection[str | None]) -> Name:
        """The name with its candidates; another spelling counts only in a country that the document speaks of."""
        candidates = tuple(
            candidate
            for candidate in self.candidates.find(mentions[0])
            if candidate.record.match.rank < Match.SKELETON.rank
            or not set(candidate.record.countries).isdisjoint(around)
        )
        containers = [
            record
            for mention in mentions
            for words, how in mention.containers
            for record in self._container(words, how)
        ]
        return Name(
            key, candidates, len(mentions), tuple(dict.fromkeys(containers)),
            frozenset(code for m in mentions for code in m.countries),
            frozenset(m.kind for m in mentions if m.kind is not None),
        )  # fmt: skip

    def _told(
        self, names: Sequence[Name], countries: Mapping[str, float], regions: Mapping[Region, float]
    ) -> Iterator[Name]:
        named = {name.candidates[0].record.id for name in names if name.candidates}
        told = (self.gazetteer.country(code) for code in countries)
        divided = (self.candidates.region(*region) for region in regions)
        for record in (*told, *divided):
            if record is not None and record.id not in named:
                yield Name(f"told:{record.id}", (Candidate(record, "people"),))

    def _home_name(self, name: str) -> Name:
        records = self.gazetteer.lookup(name, upto=Match.ALIAS, limit=40)
        seats = (r for r in records if r.kind in {"city", "locality", "region", "county"} and r.match is Match.EXACT)
        return Name(f"home:{name}", tuple(Candidate(record) for record in seats))

    def _container(self, words: str, how: str) -> Iterator[PlaceRecord]:
        """What a name after a comma or before an 's may be, by its longest stretch that names a division or country."""
        parts = _WORDS.findall(words)[-MAX_CONTAINER_WORDS:] if how == "owner" else _WORDS.findall(words)
        for size in range(min(len(parts), MAX_CONTAINER_WORDS), 0, -1):
            stretch = parts[-size:] if how == "owner" else parts[:size]
            found = tuple(self._division(" ".join(stretch)))
            if found:
                yield from found
                return

    def _division(self, name: str) -> Iterator[PlaceRecord]:
        told = abbreviations().get(name.replace(" ", ""))
        if told is not None:
            record = self.candidates.region(*told)
            if record is not None:
                yield record
            return
        if not self.gazetteer.is_name(name):
            return
        for record in self.gazetteer.lookup(name, upto=Match.ALIAS, limit=60):
            if record.kind in ADMINISTRATIVE and (record.match is Match.EXACT or record.kind == "country"):
                yield record

    def _tell(self, word: str, times: int, countries: Counter[str], regions: Counter[Region]) -> None:
        if word in adjectives():
            countries[adjectives()[word]] += times
            return
        told = abbreviations().get(word.replace(" ", "")) or region_names().get(word)
        record = self.gazetteer.country(word)
        if told is not None and record is not None:
            return  # "Georgia" tells neither
        if told is not None:
            regions[told] += times
            countries[told[1]] += times / 2  # type: ignore[assignment]  # half a mention: counters add floats as well
            return
        if record is not None:
            countries[record.country] += times


def name_of(toponym: Toponym) -> str:
    """The key that mentions of one name share, whatever their case."""
    return " ".join(toponym.name.replace("’", "'").removesuffix("'s").split()).casefold()


@cache
def region_names() -> dict[str, Region]:
    """Names of the divisions that have abbreviations."""
    return {row["name"]: (row["name"], row["country"]) for row in place_names()["abbreviations"]}


@cache
def told_words() -> re.Pattern[str]:
    """Every word that tells a country or a division outright: names, adjectives, dotted abbreviations."""
    dotted = (form for row in place_names()["abbreviations"] for form in row["dotted"] if len(form) > 2)
    countries = (state.name for state in states())
    words = sorted({*adjectives(), *region_names(), *dotted, *countries}, key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, words))})(?!\w)")
