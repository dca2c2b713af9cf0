import re

import pytest

from sayso.errors import VocabError
from sayso.vocab import offices as room
from sayso.vocab.actors import actor_by_id, actors, in_force, state
from sayso.vocab.names import name_key
from sayso.vocab.offices import Office, holder_of, offices, offices_of
from sayso.vocab.outlets import outlets


@pytest.mark.parametrize(
    ("name", "at", "body"),
    [
        ("Kirby", "2021-08-20", "pentagon"),
        ("John Kirby", "2024-01-29", "white-house"),
        ("Hagari", "2024-04-14", "idf"),
        ("Konashenkov", "2022-03-01", "russia-mod"),
        ("Sabah al-Numan", "2025-06-01", "iraqi-forces"),
        ("Yahya Sarea", "2024-07-21", "armed-forces-yemen-houthi"),
        ("Zelenskiy", "2023-01-01", "ukraine-president"),
    ],
)
def test_a_person_leads_to_the_body_of_that_day(name, at, body):
    found = offices_of(name, at)
    assert found[0].body == body
    assert found[0].in_force(at)


def test_out_of_office_a_person_still_has_the_offices_of_other_days():
    found = offices_of("Daniel Hagari", "2026-01-01")
    assert [o.in_force("2026-01-01") for o in found] == [False]
    assert offices_of("nobody at all") == ()
    assert offices_of("saree") == ()


def test_an_office_leads_to_its_holder():
    found = holder_of("Prime Minister", "Iraq", "2024-04-22")
    assert found is not None
    assert found.holder == "Mohammed Shia al-Sudani"
    assert holder_of("Prime Minister", "Iraq", "1999-01-01") is None
    assert holder_of("Grand Vizier", "Iraq", "2024-04-22") is None


def test_bodies_countries_and_dates_are_known():
    date = re.compile(r"^\d{4}(?:-\d\d(?:-\d\d)?)?$")
    for office in offices():
        assert office.body is None or actor_by_id(office.body) is not None, office
        assert office.country is None or state(office.country) is not None, office
        assert office.body is not None or office.country is not None, office
        assert all(date.match(bound) for bound in (office.since, office.until) if bound), office
        assert not (office.since and office.until) or office.since <= office.until, office


def test_no_name_means_two_people_of_one_time():
    people: dict[str, list[Office]] = {}
    for office in offices():
        for name in (office.holder, *office.aliases):
            people.setdefault(name_key(name), []).append(office)
    for name, held in people.items():
        for i, one in enumerate(held):
            for other in held[:i]:
                start = max(one.since or "", other.since or "")
                both = in_force(one.since, one.until, start) and in_force(other.since, other.until, start)
                assert one.holder == other.holder or not both, name


def test_one_office_of_a_country_has_one_holder_at_a_time():
    for i, one in enumerate(offices()):
        for other in offices()[:i]:
            same = (one.office, one.country, one.body) == (other.office, other.country, other.body)
            if (
                same
                and one.office in {"President", "Prime Minister", "Minister of Defence"}
                and one.since
                and other.since
            ):
                late = max(one.since, other.since)
                early = min(one.until or "9", other.until or "9")
                assert late >= early, (one.holder, other.holder)


def test_the_dictionary_holds_well_over_800_entries():
    assert len(offices()) >= 400
    assert len(actors()) + len(outlets()) + len(offices()) >= 2200


def test_a_broken_entry_is_named():
    with pytest.raises(VocabError, match="has no 'office'"):
        room._parse({"holder": "X"})
