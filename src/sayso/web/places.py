"""What the map asks for: the points of a list, and cards of the incidents that a popup tells of."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response

from ..ledger import Ledger, Point, built, moment_of, query_of
from ..model.codec import encode
from .listing import entry
from .render import page, plain

MOST_CARDS = 12
KEPT = 4  # states of which points are held: that of now, and of moments that are looked at beside
_ORDER = ("target", "site", "origin")  # which place of an incident stands for it
_DIGITS = 4  # of a degree: 11 m

Plain = list[float | str]


class Points:
    """The points of a ledger, written out once for each state of it: a filter only chooses among them."""

    def __init__(self) -> None:
        self._reading = Lock()
        self._written: OrderedDict[tuple[str, str | None], Mapping[str, bytes]] = OrderedDict()

    def __call__(self, ledger: Ledger, request: Request) -> Response:
        """The incidents of a list that lie on the map: `[id, title, contested, [[lat, lon, radius in km, role], …]]`.

        The filters are those of the list. The first place stands for the incident.
        """
        query = query_of(request.query_params)
        known = self._of(ledger)
        found = b",".join(known[i] for i in ledger.placed(query) if i in known)
        return Response(b'{"incidents":[' + found + b"]}", media_type="application/json")

    def _of(self, ledger: Ledger) -> Mapping[str, bytes]:
        state = (ledger.where, built(ledger))
        with self._reading:
            if state not in self._written:
                self._written[state] = {p.incident: encode(written(p)) for p in ledger.points()}
            self._written.move_to_end(state)
            while len(self._written) > KEPT:
                self._written.popitem(last=False)
            return self._written[state]


def written(point: Point) -> tuple[str, str, int, list[Plain]]:
    """A point as the map reads it."""
    return (point.incident, plain(point.title), int(point.contested), plain_places(point))


def plain_places(point: Point) -> list[Plain]:
    """The places of an incident, the one that stands for it first."""
    ordered = sorted(point.places, key=lambda p: _ORDER.index(p.role) if p.role in _ORDER else len(_ORDER))
    return [
        [round(p.lat, _DIGITS), round(p.lon, _DIGITS), round(p.radius_km or 0, 1), p.role]
        for p in ordered
        if p.lat is not None and p.lon is not None
    ]


def cards(ledger: Ledger, request: Request) -> Response:
    """A few incidents in a few words each, as a part of a page.

    Raises:
        NotFoundError: one of them is not known.
    """
    wanted = request.query_params.getlist("id")[:MOST_CARDS]
    entries = [entry(ledger.incident(incident_id)) for incident_id in wanted]
    return page("cards.html", entries=entries, as_of=moment_of(request.query_params))
