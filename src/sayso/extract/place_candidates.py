"""Find the places that a name may stand for: by itself, as abbreviation, as adjective, or without what it carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..gazetteer import Gazetteer, Match, PlaceRecord
from .place_evidence import Toponym, abbreviations, adjectives, peoples, place_names

MAX_CANDIDATES = 60  # the most borne names of the default gazetteer have about forty bearers


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may stand for; `how` = name, abbreviation, people, carried (found without a word of it)."""

    record: PlaceRecord
    how: str = "name"


class CandidateFinder:
    """Looks names up; keeps what it found, since a report names a place many times."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def find(self, toponym: Toponym) -> tuple[Candidate, ...]:
        """The candidates, none twice; empty where no place bears the name."""
        name = toponym.name.replace("’", "'").removesuffix("'s").strip(" ,;:'\"")
        special = self._told(name)
        if special is not None:
            return (special,)
        found = tuple(Candidate(record) for record in self._named(name, Match.ALIAS))
        return found or tuple(self._without(name)) or tuple(Candidate(r) for r in self._named(name, Match.SKELETON))

    def _told(self, name: str) -> Candidate | None:
        """What a list tells outright: "W.Va.", "Iraqi", "Texan"."""
        if name in adjectives():
            record = self.gazetteer.country(adjectives()[name])
            return None if record is None else Candidate(record, "people")
        if name in peoples():
            record = next(iter(self._named(peoples()[name], Match.ALIAS)), None)
            return None if record is None else Candidate(record, "people")
        compact = name.replace(" ", "")
        told = abbreviations().get(compact) or abbreviations().get(compact + "." if "." in compact else compact)
        if told is not None:
            record = self.region(*told)
            return None if record is None else Candidate(record, "abbreviation")
        return None

    def region(self, name: str, country: str) -> PlaceRecord | None:
        """The first-level division of a country that bears the name."""
        return next((r for r in self._named(name, Match.ALIAS) if r.kind == "region" and country in r.countries), None)

    def _named(self, name: str, upto: Match) -> tuple[PlaceRecord, ...]:
        if name.startswith(("St. ", "Ft. ", "Mt. ")):
            name = {"St": "Saint", "Ft": "Fort", "Mt": "Mount"}[name[:2]] + name[3:]
        return self.gazetteer.lookup(name, upto=upto, limit=MAX_CANDIDATES)

    def _without(self, name: str) -> Iterator[Candidate]:
        """Candidates for what is left when words go that names carry: "downtown Paris", "the Gao region"."""
        words = name.split()
        before, after = _carried()
        while len(words) > 1:
            if words[-1].lower().strip(".,") in after:
                words = words[:-1]
            elif " ".join(words[:2]).lower() in before and len(words) > 2:
                words = words[2:]
            elif words[0].lower() in before:
                words = words[1:]
            else:
                return
            found = self._named(" ".join(words), Match.ALIAS)
            if found:
                yield from (Candidate(record, "carried") for record in found)
                return


@cache
def _carried() -> tuple[frozenset[str], frozenset[str]]:
    rows = place_names()["carried"]
    return frozenset(rows["before"]), frozenset(rows["after"])
