"""When and where an incident was, and of what type."""

from dataclasses import replace

import pytest

from sayso.model import EventType, Finding, FindingStatus, FindingValue, Place, Slot, Span, TimeSpan
from sayso.model.coded import PlaceLayer
from sayso.resolve import merge
from sayso.resolve.describe import places_of, settled_type

from .made import report, says


def incident(*said, **about):
    (found,) = merge([report("a", *said, **about)]).incidents
    return found


def at(name, lat, lon, precision="town", radius=5.0):
    return Place(name, lat, lon, radius_km=radius, precision=precision)


def test_the_day_told_with_the_happening_goes_before_days_told_with_what_followed():
    found = incident(
        says(None, event_type="shelling", place="Zummar", time="2024-04-21"),
        says(None, event_type="investigation", time="2024-04-23"),
        says(None, response="a search", time="2024-04-23"),
    )
    assert found.time == TimeSpan("2024-04-21", "2024-04-21", "day")


def test_an_undated_incident_does_not_take_the_day_of_its_report():
    assert incident(says(None, event_type="shelling", place="Zummar"), day="2024-04-22").time is None


def test_fine_places_go_before_coarse_ones_and_have_roles():
    found = incident(
        says(None, event_type="shelling", place=[at("Iraq", 33.8, 44.7, "country", 400.0), at("Rumalyn", 37.0, 42.0)]),
        says(None, origin=at("Zummar", 36.7, 42.6)),
    )
    assert [(p.role, p.name) for p in found.places] == [("origin", "Zummar"), ("site", "Rumalyn")]
    coarse = incident(says(None, event_type="shelling", place=at("Iraq", 33.8, 44.7, "country", 400.0)))
    assert [(p.role, p.name) for p in coarse.places] == [("site", "Iraq")]


def test_the_type_that_most_reports_give():
    a = report("a", says(None, event_type="explosion", place="Zummar", time="2024-04-21", killed=3))
    b = report("b", says(None, event_type="shelling", place="Zummar", time="2024-04-21", killed=3))
    (found,) = merge([a, b]).incidents
    assert found.type is EventType.SHELLING


def values(*told):
    """A contested finding of the type, from (type, independent sources)."""
    return [
        Finding(
            Slot.EVENT_TYPE, FindingStatus.CONTESTED, tuple(FindingValue(kind, (("a", kind),), n) for kind, n in told)
        )
    ]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ([("air_strike", 6), ("explosion", 9)], "explosion"),  # what is agreed goes before what some deny
        ([("air_strike", 6), ("explosion", 5)], "air_strike"),
        ([("air_strike", 2), ("shelling", 4)], "shelling"),
        ([("air_strike", 3), ("shelling", 4)], "air_strike"),  # hardly more
        ([("air_strike", 1), ("investigation", 4)], "air_strike"),  # an inquiry is no incident beside it
        ([("air_strike", 1), ("abduction", 4)], "air_strike"),  # no other account of the same thing
    ],
)
def test_a_contested_type_is_the_one_that_independent_sources_hold(told, kind):
    assert settled_type(EventType.AIR_STRIKE, values(*told)) is EventType(kind)


def test_a_type_that_nobody_contests_is_the_one_that_reports_give():
    (finding,) = values(("air_strike", 1), ("explosion", 9))
    agreed = replace(finding, status=FindingStatus.CORROBORATED)
    assert settled_type(EventType.AIR_STRIKE, [agreed]) is EventType.AIR_STRIKE
    assert settled_type(EventType.AIR_STRIKE, []) is EventType.AIR_STRIKE


def test_the_title_names_the_type_that_is_agreed_where_a_sharper_one_is_denied():
    held = [says(who, event_type="explosion", place="Zummar", killed=3) for who in ("police", "medics", "a guard")]
    raid = says("a militia", event_type="air_strike", place="Zummar", killed=3)
    denial = says("the air force", event_type="air_strike", value="CT-", words="no raid took place")
    (found,) = merge([report("a", raid, *held, denial, types={"e1": "air_strike"})]).incidents
    assert (found.type, found.title.split()[0]) == (EventType.EXPLOSION, "Explosion")


def days(start, end, precision):
    return TimeSpan(start, end, precision)


@pytest.mark.parametrize(
    ("told", "when"),
    [
        # "last week" goes for Thursday
        ([days("2024-07-22", "2024-07-28", "week"), days("2024-07-25", "2024-07-25", "day")], "2024-07-25"),
        # "Thursday and Friday" are part of a battle of three days
        ([days("2024-07-25", "2024-07-26", "days"), days("2024-07-25", "2024-07-27", "days")], "2024-07-25/2024-07-27"),
        # one day does not speak for more
        ([days("2024-07-26", "2024-07-26", "day"), days("2024-07-25", "2024-07-27", "days")], "2024-07-26"),
    ],
)
def test_intervals_speak_for_each_other(told, when):
    found = incident(*(says(None, event_type="armed_clash", place="Zummar", time=[time]) for time in told))
    start, _, end = when.partition("/")
    assert (found.time.start, found.time.end) == (start, end or start)


def test_a_small_area_says_where_as_a_town_does():
    off_aden = at("50 miles off Aden", 12.1, 44.4, "area", 25.0)
    gulf = at("Gulf of Aden", 12.5, 47.5, "area", 400.0)
    found = incident(says(None, event_type="missile_strike", place=[gulf, off_aden, at("Aden", 12.8, 45.0)]))
    assert {p.name for p in found.places} == {"Aden", "50 miles off Aden"}


def layer(text, name, lat, lon, precision):
    start = text.index(name)
    return PlaceLayer(Span(start, start + len(name)), name, lat, lon, None, "locality", 2.0, precision)


def test_a_base_that_is_named_as_what_was_hit_is_where_it_was():
    struck = says("officials", event_type="drone_strike", target="Tower 22", words="a drone struck Tower 22")
    beside = says("officials", response="a search", target="Rukban camp", words="troops searched Rukban camp")
    country = says("officials", event_type="drone_strike", place=at("Jordan", 31.2, 36.3, "country", 171.0))
    coded = report("a", struck, beside, country)
    text = coded.report.text
    places = (layer(text, "Tower 22", 33.31, 38.71, "site"), layer(text, "Rukban camp", 33.3, 38.6, "site"))
    coded = replace(coded, layers=replace(coded.layers, places=places))
    (found,) = merge([coded]).incidents
    assert [(p.role, p.name) for p in found.places] == [("site", "Jordan"), ("target", "Tower 22")]
    coarse = replace(coded, layers=replace(coded.layers, places=(replace(places[0], precision="region"),)))
    assert [p.role for p in merge([coarse]).incidents[0].places] == ["site"]


JORDAN = at("Jordan", 31.2, 36.3, "country", 171.0)


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ([(JORDAN, 5), (at("Tower 22", 32.3, 37.9, "site", 3.0), 1)], ["Tower 22"]),  # may lie in it, and says more
        ([(JORDAN, 5), (at("Washington", 38.9, -77.0), 1)], ["Jordan"]),  # lies elsewhere, and fewer name it
        ([(JORDAN, 2), (at("Washington", 38.9, -77.0), 2)], ["Jordan", "Washington"]),
        ([(JORDAN, 5), (at("Damascus", 33.5, 36.3), 1)], ["Jordan"]),  # just beyond the border, one of five
        ([(JORDAN, 5), (at("Damascus", 33.5, 36.3), 2)], ["Damascus"]),  # a land is no circle
        ([(JORDAN, 5), (at("Iraq", 33.0, 44.0, "country", 373.0), 3), (at("Iran", 32.0, 53.0, "country", 700.0), 1)],
         ["Jordan", "Iraq"]),
        ([(at("Kanbalu", 23.2, 95.5), 3), (at("Myitnge", 21.8, 96.1), 2), (at("Putao", 27.3, 97.4), 1)],
         ["Kanbalu", "Myitnge"]),
        ([(Place("Varna Ford"), 2)], ["Varna Ford"]),
        ([(Place("the scene"), 2)], []),
    ],
)  # fmt: skip
def test_a_place_says_where_as_finely_as_it_is_known(told, names):
    values = tuple(FindingValue(place, ((f"r{n}", "c1"),), n) for place, n in told)
    found = places_of([Finding(Slot.PLACE, FindingStatus.SINGLE_SOURCE, values)])
    assert [p.name for p in found] == names


def test_a_site_that_is_where_it_was_fired_from_is_left_out_when_another_is_known():
    zummar, base = at("Zummar", 36.7, 42.6), at("Rumalyn", 37.0, 42.0)
    found = incident(
        says(None, event_type="rocket_attack", place=[zummar, base], origin=zummar, time="2024-04-21"),
    )
    assert [(p.role, p.name) for p in found.places] == [("origin", "Zummar"), ("site", "Rumalyn")]
    alone = incident(says(None, event_type="rocket_attack", place=zummar, origin=zummar))
    assert [(p.role, p.name) for p in alone.places] == [("origin", "Zummar"), ("site", "Zummar")]


def test_an_origin_that_few_speak_of_is_left_out():
    erbil, port = at("Erbil", 36.2, 44.0), at("Lianyungang", 34.6, 119.2)
    told = [
        report(n, says(f"the {n} mayor", event_type="missile_strike", place=erbil, killed=3, time="2024-01-15"))
        for n in ("north", "south", "east", "west")
    ]
    told.append(
        report(
            "far", says("a sailor", event_type="missile_strike", place=erbil, origin=port, killed=3, time="2024-01-15")
        )
    )
    (found,) = merge(told).incidents
    assert [(p.role, p.name) for p in found.places] == [("site", "Erbil")]


def test_a_report_that_tells_the_incident_twice_has_one_vote_on_its_type():
    account = [says(None, event_type="explosion", place="Zummar", time="2024-04-21"), says(None, killed=3)]
    account += [says(None, damage="a shed"), says(None, victim="a guard")]
    mention = says("police", event="e2", event_type="air_strike", place="Zummar")
    (found,) = merge([report("a", *account, mention)]).incidents
    assert (len(found.events), found.type) == (2, EventType.EXPLOSION)
