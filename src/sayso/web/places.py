"""What the map asks for: the points of a list, and cards of the incidents that a popup tells of."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ..ledger import Ledger, Point, query_of
from ..model.codec import encode
from .listing import entry
from .render import page, plain

MOST_CARDS = 12
_ORDER = ("target", "site", "origin")  # which place of an incident stands for it
_DIGITS = 4  # of a degree: 11 m

Plain = list[float | str]


def points(ledger: Ledger, request: Request) -> Response:
    """The incidents of a list that lie on the map: `[id, title, contested, [[lat, lon, radius in km, role], …]]`.

    The filters are those of the list. The first place stands for the incident.
    """
    placed = ledger.points(query_of(request.query_params))
    found = [[p.incident, plain(p.title), int(p.contested), plain_places(p)] for p in placed]
    return Response(encode({"incidents": found}), media_type="application/json")


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
    return page("cards.html", entries=[entry(ledger.incident(incident_id)) for incident_id in wanted])
