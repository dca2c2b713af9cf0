"""A border is put near what the text names beside it."""

from sayso.extract.place_borders import BorderFinder
from sayso.extract.place_candidates import Candidate
from sayso.extract.place_evidence import Toponym
from sayso.extract.place_ranker import Ranked
from sayso.extract.place_resolver import Resolved
from sayso.gazetteer import PlaceRecord, distance_km, gazetteer
from sayso.model import Span


def named(start: int, record: PlaceRecord) -> dict[Span, Resolved]:
    span = Span(start, start + 5)
    return {span: Resolved(Toponym(span, record.name), (Ranked(Candidate(record), 1.0, {}),))}


def town(name: str, country: str) -> PlaceRecord:
    return next(r for r in gazetteer().lookup(name, country=country) if r.kind == "city")


def test_a_border_lies_near_the_town_named_beside_it():
    syria = gazetteer().country("SY")
    assert syria is not None
    sinjar = town("Tall `Afar", "IQ")
    place = BorderFinder(gazetteer()).near(syria, Span(40, 56), Span(0, 60), named(10, sinjar))
    assert place.lat is not None
    assert place.lon is not None
    assert place.radius_km is not None
    assert place.radius_km < 100
    assert distance_km(place.lat, place.lon, sinjar.lat, sinjar.lon) < 200


def test_a_border_beside_nothing_is_as_wide_as_the_country():
    syria = gazetteer().country("SY")
    assert syria is not None
    place = BorderFinder(gazetteer()).near(syria, Span(40, 56), Span(0, 60), {})
    assert (place.radius_km, place.geonameid, place.precision) == (syria.radius_km, None, "area")


def test_a_place_of_another_sentence_says_nothing_about_the_border():
    syria = gazetteer().country("SY")
    assert syria is not None
    place = BorderFinder(gazetteer()).near(syria, Span(40, 56), Span(30, 60), named(10, town("Tall `Afar", "IQ")))
    assert place.radius_km == syria.radius_km
