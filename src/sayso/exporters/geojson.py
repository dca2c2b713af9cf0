"""Write incidents as GeoJSON (RFC 7946) for maps: one feature a place, with its role and the radius of the doubt.

Nothing is left out: a place that was not found on the map, and an incident without a place, have a null geometry
(section 3.2), and a time that is not known is null. Coordinates are WGS 84, longitude first, to four decimals
(11 metres; the gazetteer knows no more).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..model import CountRange, FindingStatus, Incident, IncidentPlace, Slot
from ..model.codec import encode

MEDIA_TYPE = "application/geo+json"
DECIMALS = 4
TOLLS = (Slot.KILLED, Slot.INJURED)

Json = dict[str, Any]


def geojson(incidents: Iterable[Incident], *, attribution: Sequence[str] = ()) -> Iterator[bytes]:
    """A FeatureCollection piece by piece, one feature a line.

    Args:
        attribution: the wording that the publishers of the coordinates ask for; kept as a foreign member (section 6.1).
    """
    yield b'{"type":"FeatureCollection","attribution":' + encode(list(attribution)) + b',"features":['
    separator = b"\n"
    for incident in incidents:
        for feature in features(incident):
            yield separator + encode(feature)
            separator = b",\n"
    yield b"\n]}\n"


def features(incident: Incident) -> Iterator[Json]:
    """The places of an incident, at least one feature; `id` is the incident's with the number of the place."""
    about = properties(incident)
    places: Sequence[IncidentPlace | None] = incident.places or (None,)
    for number, place in enumerate(places, start=1):
        of_place = {
            "place": place and place.name,
            "role": place and place.role,
            "radius_km": place and place.radius_km,
            "place_precision": place.precision if place else "unknown",
        }
        yield {
            "type": "Feature",
            "id": f"{incident.id}/{number}",
            "geometry": geometry(place),
            "properties": about | of_place,
        }


def geometry(place: IncidentPlace | None) -> Json | None:
    """A point, longitude first; None where nobody knows."""
    if place is None or place.lat is None or place.lon is None:
        return None
    return {"type": "Point", "coordinates": [round(place.lon, DECIMALS), round(place.lat, DECIMALS)]}


def properties(incident: Incident) -> Json:
    """What a map shows of an incident, whatever its places."""
    time = incident.time
    found: Json = {
        "incident": incident.id,
        "type": incident.type.value,
        "title": incident.title,
        "start": time.start if time else None,
        "end": time.end if time else None,
        "time_precision": time.precision if time else "unknown",
        "reports": len(incident.reports),
        "credibility": incident.credibility.admiralty,
        "credibility_rule": incident.credibility.rule,
    }
    for status in (FindingStatus.CONTESTED, FindingStatus.CORROBORATED):
        found[status.value] = [f.slot.value for f in incident.findings if f.status is status]
    tolls = {f.slot: f.best for f in incident.findings}
    for slot in TOLLS:
        found[slot.value] = _range(tolls.get(slot))
    return found


def _range(best: CountRange | None) -> Json | None:
    return {"low": best.low, "best": best.best, "high": best.high} if best else None
