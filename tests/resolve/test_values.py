"""Two values of one slot: the same, compatible, contradictory, bearing each other out."""

import pytest

from sayso.model import Place, Slot
from sayso.resolve.values import bears_out, bounds, compatible, counted, hits, same

from .made import count, value_of


@pytest.mark.parametrize(
    ("slot", "a", "b", "is_same", "is_compatible", "is_borne_out"),
    [
        ("killed", "=5", "=5 people", True, True, True),
        ("killed", ">=5", ">5", False, True, True),
        ("killed", ">=5", "=6", False, True, True),
        ("killed", "=5", "=6", False, False, False),
        ("killed", "=0", "=1", False, False, False),
        ("killed", "~50", "=58", False, True, True),
        ("killed", "~50", "=70", False, False, False),
        ("killed", "<5", "=5", False, False, False),
        ("killed", "=3 children", "=8 people", False, True, False),
        ("killed", "=9 civilians", "=8 people", False, False, False),
        ("killed", "=8 people", "=9 civilians", False, False, False),
        ("killed", "=2 soldiers", "=4 rebels", False, True, False),
        ("killed", "=2 soldiers", "=4 soldiers", False, False, False),
        ("killed", "=1 PMF member", "=1 Hashd al-Shaabi fighter", True, True, True),
        ("time", "2024-04-21", "2024-04-21", True, True, True),
        ("time", "2024-04-21", "2024-04-20/2024-04-22", False, True, True),
        ("time", "2024-04-21", "2024-04-22", False, False, False),
        ("time", "2024-04-21T01:00", "2024-04-21", False, True, True),
        ("time", "2024-04-21T01:00", "2024-04-21T13:00", False, False, False),
        ("time", "2024-04-21T01:00", "2024-04-21T01:40", False, True, True),
        ("time", "2024-04-20T23:40", "2024-04-21T00:10", False, True, True),
        ("time", "2024-04-20", "2024-04-21T00:10", False, False, False),
        ("time", None, "2024-04-21", False, True, False),
        ("place", "Zummar", "the town of Zumar", True, True, True),
        ("place", "Zummar", "Zummar, Nineveh", True, True, True),
        ("place", "Zummar", "Sinjar", False, True, False),
        ("place", "the yard", "the yard", True, True, True),
        ("place", "the yard", "the street", False, True, False),
        ("place", ("Zummar", 36.7, 42.6), ("Zummar town", 36.71, 42.61), True, True, True),
        ("place", ("Zummar", 36.7, 42.6), ("Tell Ahl", 36.71, 42.61), False, True, True),
        ("place", ("Zummar", 36.7, 42.6), ("Basra", 30.5, 47.8), False, False, False),
        ("event_type", "explosion", "air_strike", False, True, True),
        ("event_type", "shelling", "air_strike", False, False, False),
        ("event_type", "shelling", "investigation", False, True, False),
        ("actor", "the US", "the United States", True, True, True),
        ("actor", "Rapid Support Forces (RSF)", "the RSF", True, True, True),
        ("actor", "Iran-backed groups", "Kataib Hezbollah", False, True, False),
        ("actor", "Iraqi police", "the Iraqi army", False, True, False),
        ("actor", "Iraqi police", "Syrian gendarmes", False, False, False),
        ("actor", "Israel", "the United States", False, False, False),
        ("actor", "US Central Command", "the United States", False, True, False),
        ("actor", "gunmen", "Israel", False, True, False),
        ("actor", "Hamas", "Hezbollah", False, False, False),
        ("outcome", "hit", "failed", False, False, False),
        ("outcome", "ended", "failed", False, True, False),
        ("target", "a US military base", "the US military bases", True, True, True),
        ("target", "a fuel depot", "a bridge", False, True, False),
        ("weapon", "a 60-mm mortar", "16-mm mortar", False, True, False),
        ("weapon", "a 60-mm mortar", "60-mm mortar rounds", True, True, True),
        ("responsibility", ("accused", "Hamas"), ("claimed", "Hamas"), True, True, True),
        ("responsibility", ("claimed", "Hamas"), ("claimed", "Hezbollah"), False, False, False),
        ("responsibility", ("accused", "Hamas"), ("claimed", "Hezbollah"), False, True, False),
        ("responsibility", ("accused", "gunmen"), ("claimed", "Hezbollah"), False, True, False),
        ("responsibility", ("accused", "US Central Command"), ("denied", "the United States"), False, True, False),
    ],
)
def test_two_values(slot, a, b, is_same, is_compatible, is_borne_out):
    slot = Slot(slot)
    first, second = value_of(slot, a), value_of(slot, b)
    for x, y in ((first, second), (second, first)):
        assert same(slot, x, y) is is_same
        assert compatible(slot, x, y) is is_compatible
        assert bears_out(slot, x, y) is is_borne_out


def test_one_entry_of_the_gazetteer_is_one_place():
    assert same(Slot.PLACE, Place("Zummar", geonameid=7), Place("the old town", geonameid=7))


def test_a_town_is_not_the_country_around_it():
    town, land = Place("Iraq gate", 33.3, 44.4, radius_km=4, precision="town"), Place("Iraq", 33.8, 44.7, radius_km=400)
    assert not same(Slot.PLACE, town, land)
    assert compatible(Slot.PLACE, town, land)


@pytest.mark.parametrize(("raw", "low", "high"), [("=5", 5, 5), (">5", 6, float("inf")), ("<=5", 0, 5), ("~2", 1, 3)])
def test_bounds(raw, low, high):
    assert bounds(count(raw)) == (low, high)


@pytest.mark.parametrize(("who", "people"), [(None, set()), ("people", set()), ("eight soldiers", {"soldier"})])
def test_who_is_counted(who, people):
    assert counted(who) == people


def test_a_gulf_is_not_the_spot_in_it():
    gulf = Place("the Gulf of Aden", 12.5, 47.5, radius_km=400.0, precision="area")
    spot = Place("50 miles off Aden", 12.1, 44.4, radius_km=25.0, precision="area")
    assert not same(Slot.PLACE, gulf, spot)
    assert same(Slot.PLACE, spot, Place("miles off Aden", 12.2, 44.5, radius_km=20.0, precision="area"))


@pytest.mark.parametrize(
    ("slot", "denied", "held", "hit"),
    [
        ("weapon", "no rifles", "two automatic rifles", True),
        ("weapon", "neither drones", "drones", True),
        ("weapon", "old automatic hunting rifles", "rifles", False),  # who denies the one kind does not deny all
        ("weapon", "nothing", "rifles", False),
        ("target", "any US facility", "a US facility near Erbil", True),
        ("actor", "the United States", "US Central Command", True),
        ("actor", "the United States", "Hezbollah", False),
        ("responsibility", ("denied", "US"), ("accused", "American forces"), True),
        ("responsibility", ("denied", None), ("accused", "American forces"), False),
        ("killed", 5, 6, False),
        # to deny that anyone was killed denies every toll of these people
        ("killed", ">=1 people", "5 soldiers", True),
        ("killed", ">=1 soldiers", "5 children", False),
        ("killed", ">=1", "0", False),
    ],
)
def test_what_a_denial_hits(slot, denied, held, hit):
    slot = Slot(slot)
    assert hits(slot, value_of(slot, denied), value_of(slot, held)) is hit
