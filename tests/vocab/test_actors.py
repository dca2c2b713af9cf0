import re
from collections import Counter

import pytest

from sayso.errors import VocabError
from sayso.vocab import actors as room
from sayso.vocab.actors import (
    ActorKind,
    actor,
    actor_by_id,
    actors,
    bearers,
    covering,
    in_force,
    is_seat,
    sides,
    state,
    states,
)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("the PMF", "pmf"),
        ("Hashd al-Shaabi", "pmf"),
        ("Kataib Hezbollah", "kataib-hezbollah"),
        ("U.S. Central Command", "centcom"),
        ("the Israeli army", "idf"),
        ("ISIS", "islamic-state"),
        ("the Iraqi Security Media Cell", "iraq-smc"),
        ("Ukraine's air force", "ukraine-air-force"),
        ("Ukraine’s air force", "ukraine-air-force"),
    ],
)
def test_names_lead_to_their_entry(name: str, id: str) -> None:
    found = actor(name)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize("word", ["is", "who", "us", "the mayor", "", "site", "the local force", "white army"])
def test_words_are_no_actors(word: str) -> None:
    assert actor(word) is None


def test_every_name_and_alias_leads_back_to_its_entry_in_its_country_and_time() -> None:
    for entry in actors():
        for name in (entry.name, *entry.aliases, *entry.ambiguous):
            found = actor(name, at=entry.since or entry.until, country=entry.country)
            assert found is entry, name


def test_most_names_need_neither_country_nor_time() -> None:
    names = [(name, entry) for entry in actors() for name in (entry.name, *entry.aliases)]
    assert len([name for name, entry in names if actor(name) is not entry]) <= 10


@pytest.mark.parametrize(
    ("name", "at", "id"),
    [
        ("the Syrian army", "2018-03-01", "saa"),
        ("the Syrian army", "2025-07-14", "syria-army-new"),
        ("Afghanistan's defence ministry", "2020-05-05", "afghan-mod"),
        ("Afghanistan's defence ministry", "2023-05-05", "taliban-mod"),
        ("Hay'at Tahrir al-Sham", "2026-01-01", "hts"),  # gone by then, but still what the name means
    ],
)
def test_the_date_chooses_between_bodies_of_one_name(name: str, at: str, id: str) -> None:
    found = actor(name, at=at)
    assert found is not None
    assert found.id == id


def test_an_ambiguous_name_needs_its_country() -> None:
    assert actor("JEM") is None
    found = actor("JEM", country="Sudan")
    assert found is not None
    assert found.id == "jem-sudan"
    first = actor("SNA")
    assert first is not None
    assert first.id == "sna"
    assert [e.id for e in bearers("SNA", country="Somalia")] == ["sna-somalia"]


def test_the_country_chooses_between_bodies_of_one_name() -> None:
    assert [e.id for e in bearers("SSPC", country="Mexico")] == ["mexico-sspc"]
    assert {e.id for e in bearers("SSPC")} == {"myanmar-sspc", "mexico-sspc"}


@pytest.mark.parametrize(
    ("since", "until", "at", "expected"),
    [
        ("2017-01", "2025-01-29", "2025-01-29", True),
        ("2017-01", "2025-01-29", "2025-01-30", False),
        ("2017-01", None, "2016-12-31", False),
        (None, "2021", "2021-11-05", True),
        (None, None, "1999", True),
        ("2017-06", None, "2017", True),  # a year may lie on either side of the month
    ],
)
def test_bounds_count_the_whole_month_or_year(since: str | None, until: str | None, at: str, expected: bool) -> None:
    assert in_force(since, until, at) is expected


def test_bounds_are_iso_dates_in_order() -> None:
    date = re.compile(r"^\d{4}(?:-\d\d(?:-\d\d)?)?$")
    for entry in actors():
        assert all(date.match(bound) for bound in (entry.since, entry.until) if bound), entry.id
        assert not (entry.since and entry.until) or entry.since <= entry.until, entry.id


def test_sides_come_down_from_the_parent() -> None:
    kataib = actor("Kata'ib Hezbollah")
    assert kataib is not None
    assert "Iran-backed" in sides(kataib)


def test_local_scripts_lead_to_their_entry() -> None:
    for name, id in {
        "حزب الله": "hezbollah",
        "ЧВК Вагнера": "wagner",
        "ВСУ": "ukraine-forces",
        "طالبان": "taliban",
    }.items():
        found = actor(name)
        assert found is not None, name
        assert found.id == id


def test_generic_bodies_are_covered_once_at_a_time() -> None:
    for country, concept in {(e.country, c) for e in actors() for c in e.covers}:
        here = covering(country or "", concept)
        for i, one in enumerate(here):
            assert not any(room._overlap(one, other) for other in here[:i]), (country, concept)


def test_ids_are_unique_and_parents_exist() -> None:
    assert [id for id, n in Counter(a.id for a in actors()).items() if n > 1] == []
    assert [a.id for a in actors() if a.parent is not None and actor_by_id(a.parent) is None] == []
    assert actor_by_id("no-such-actor") is None


def test_no_actor_is_its_own_ancestor() -> None:
    for entry in actors():
        seen, current = {entry.id}, entry.parent
        while current is not None:
            assert current not in seen, entry.id
            seen.add(current)
            parent = actor_by_id(current)
            current = parent.parent if parent is not None else None


def test_every_country_is_a_known_state_and_every_entry_names_its_source() -> None:
    assert [a.id for a in actors() if a.country is not None and state(a.country) is None] == []
    assert {a.source for a in actors()} <= {"fto", "un", "ucdp", "project"}


def test_dictionary_covers_groups_forces_and_institutions() -> None:
    kinds = Counter(a.kind for a in actors())
    assert kinds[ActorKind.ARMED_GROUP] >= 350
    assert kinds[ActorKind.MILITARY] >= 150
    assert len(actors()) >= 1100


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Iraqi", "Iraq"),
        ("US", "United States"),
        ("U.S.", "United States"),
        ("Damascus", "Syria"),
        ("Burkinabe", "Burkina Faso"),
    ],
)
def test_states_are_found_by_name_adjective_and_seat(name: str, country: str) -> None:
    found = state(name)
    assert found is not None
    assert found.name == country


def test_seats_of_government_stand_for_their_state() -> None:
    assert is_seat("Moscow")
    assert not is_seat("Iraq")
    assert state("Atlantis") is None
    assert len(states()) > 150


def test_a_broken_entry_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"id": "x", "name": "X", "kind": "fan_club", "source": "project"}]
    monkeypatch.setattr(room, "load_rows", lambda file: rows)
    with pytest.raises(VocabError, match="entry 'x'"):
        actors.__wrapped__()


def test_an_alias_of_two_actors_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"id": id, "name": "The Front", "kind": "armed_group", "source": "project"} for id in ("a", "b")]
    monkeypatch.setattr(room, "actors", lambda: tuple(room._parse_actor("f", row) for row in rows))
    with pytest.raises(VocabError, match="names both a and b"):
        room._actors_by_name.__wrapped__()


def test_a_state_without_seats_field_is_read_and_one_without_a_name_refused() -> None:
    assert room._parse_state({"iso": "XX", "name": "Ruritania"}).seats == ()
    with pytest.raises(VocabError, match="name"):
        room._parse_state({"iso": "XX"})
