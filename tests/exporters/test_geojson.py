"""GeoJSON for maps: longitude first, nothing left out, the doubt beside the point."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.exporters.geojson import geojson
from sayso.model import IncidentPlace

from ..cli.made import incident
from ..model.coded import incidents as any_incidents


def collection(*incidents, **options):
    return json.loads(b"".join(geojson(incidents, **options)))


def test_a_feature_a_place_with_role_and_doubt():
    made = collection(incident(), attribution=("Places: somebody",))
    assert (made["type"], made["attribution"]) == ("FeatureCollection", ["Places: somebody"])
    site, origin = made["features"]
    assert site["id"] == "INC-7KQ2M9/1"
    assert site["geometry"] == {"type": "Point", "coordinates": [7.5, 51.25]}
    about = site["properties"]
    assert (about["role"], about["place"], about["radius_km"], about["place_precision"]) == (
        "site",
        "Varna Ford",
        8,
        "town",
    )
    assert about["killed"] == {"low": 3, "best": 5, "high": 5}
    assert about["injured"] is None
    assert (about["contested"], about["corroborated"]) == (["killed", "event_type"], ["time"])
    assert about["reports"] == 3
    assert (origin["geometry"], origin["properties"]["role"]) == (None, "origin")


def test_an_incident_without_place_and_time_is_kept():
    (feature,) = collection(replace(incident(), places=(), time=None))["features"]
    assert feature["geometry"] is None
    about = feature["properties"]
    assert (about["place"], about["role"], about["start"], about["time_precision"]) == (None, None, None, "unknown")


def test_no_incidents_are_an_empty_collection():
    assert collection() == {"type": "FeatureCollection", "attribution": [], "features": []}


def test_zero_degrees_are_a_place():
    gulf = IncidentPlace("site", "Null Island", 0.0, 0.0, 5, "site")
    assert collection(replace(incident(), places=(gulf,)))["features"][0]["geometry"]["coordinates"] == [0.0, 0.0]


@settings(deadline=None, max_examples=40)
@given(st.lists(any_incidents, max_size=3))
def test_every_incident_is_on_the_list_in_the_shape_of_the_standard(made):
    written = collection(*made)
    assert {f["properties"]["incident"] for f in written["features"]} == {i.id for i in made}
    for feature in written["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        if feature["geometry"] is not None:
            lon, lat = feature["geometry"]["coordinates"]
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
