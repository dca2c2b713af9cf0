"""What lies between two places is put half way, with a radius that reaches both."""

import pytest

from sayso.gazetteer import distance_km
from sayso.model import Place, Slot
from tests.extract.reading import coded


@pytest.mark.parametrize(
    ("text", "phrase", "ends"),
    [
        (
            "A mine killed two men between Azaz and Afrin.",
            "between Azaz and Afrin",
            ((36.59, 37.05), (36.51, 36.87)),
        ),
        (
            "Gunmen killed two men between the towns of Tame and Saravena.",
            "between the towns of Tame and Saravena",
            ((6.46, -71.73), (6.96, -71.88)),
        ),
    ],
)
def test_a_stretch_is_one_facet_that_reaches_both_ends(text, phrase, ends):
    facets = [f for c in coded(text).claims for f in c.facets if f.slot is Slot.PLACE]
    assert [f.span.text(text) for f in facets] == [phrase]
    place = facets[0].value
    assert isinstance(place, Place)
    assert place.lat is not None
    assert place.lon is not None
    assert place.radius_km is not None
    assert all(distance_km(place.lat, place.lon, *end) <= place.radius_km for end in ends)
    assert place.radius_km < 60
    assert (place.geonameid, place.precision) == (None, "area")


def test_the_names_of_the_ends_stay_on_the_map():
    report = coded("A mine killed two men between Azaz and Afrin.")
    assert [place.name for place in report.layers.places] == ["between Azaz and Afrin", "Azaz", "Afrin"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen fled between Israel and Egypt.",  # countries meet in a border, not half way
        "A mine killed two men between Azaz and Bogotá.",
        "A mine killed two men between Azaz, Syria, where rebels met, and Afrin.",
    ],
)
def test_what_is_no_stretch_stays_two_places(text):
    assert not [place for place in coded(text).layers.places if place.name.startswith("between")]
