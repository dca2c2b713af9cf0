"""Put the names of a document on the map together: the likeliest place of each, its rivals, how wide the doubt is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..gazetteer import Gazetteer, PlaceRecord, distance_km
from ..model import Place, PlaceCandidate
from .place_context import ContextReader, name_of
from .place_evidence import Toponym
from .place_home import HomeClues
from .place_ranker import Ranked, Ranker

MAX_SHOWN = 5
SURE = 0.6  # a place less likely than this carries the doubt in its radius
NEAR_RIVAL_KM = 100.0  # a rival this close is taken into the radius; a farther one only doubles it
MIN_SHOWN = 0.01


@dataclass(frozen=True, slots=True)
class Resolved:
    """A toponym with its ranked places; `ranked` is empty where no place bears the name."""

    toponym: Toponym
    ranked: tuple[Ranked, ...] = ()

    @property
    def record(self) -> PlaceRecord | None:
        """The likeliest place."""
        return self.ranked[0].candidate.record if self.ranked else None

    @property
    def candidates(self) -> tuple[PlaceCandidate, ...]:
        """The likeliest places with their probabilities."""
        shown = [r for r in self.ranked[:MAX_SHOWN] if r.share >= MIN_SHOWN] or self.ranked[:1]
        return tuple(PlaceCandidate(r.candidate.record.place(), round(r.share, 3)) for r in shown)

    def place(self, place: Place) -> Place:
        """The place as put on the map, with a wider radius where rivals are likely too."""
        if not self.ranked or self.ranked[0].share >= SURE or place.radius_km is None:
            return place
        best, rivals = self.ranked[0].candidate.record, self.ranked[1 : MAX_SHOWN + 1]
        near = [
            km
            for rival in rivals
            if rival.share >= MIN_SHOWN
            and (km := distance_km(best.lat, best.lon, rival.candidate.record.lat, rival.candidate.record.lon))
            <= NEAR_RIVAL_KM
        ]
        return replace(place, radius_km=round(max([place.radius_km + km for km in near] or [place.radius_km * 2]), 1))


class PlaceResolver:
    """Resolves toponyms; made from a gazetteer and the weights of the ranker."""

    def __init__(self, gazetteer: Gazetteer, ranker: Ranker | None = None) -> None:
        self.contexts = ContextReader(gazetteer)
        self.ranker = ranker or Ranker()

    def resolve(self, text: str, toponyms: Sequence[Toponym], clues: HomeClues) -> tuple[Resolved, ...]:
        """Every toponym with its places, in the order given; `text` is the whole document."""
        context = self.contexts.read(text, toponyms, clues)
        ranked = dict(zip((name.key for name in context.names), self.ranker.rank(context), strict=True))
        return tuple(Resolved(toponym, ranked[name_of(toponym)]) for toponym in toponyms)
