from collections import Counter

import pytest

from sayso.errors import VocabError
from sayso.vocab import actors as room
from sayso.vocab.actors import ActorKind, actor, actor_by_id, actors, is_seat, state, states


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


@pytest.mark.parametrize("word", ["is", "who", "us", "the mayor", "", "site"])
def test_words_are_no_actors(word: str) -> None:
    assert actor(word) is None


def test_every_name_and_alias_leads_back_to_its_entry() -> None:
    for entry in actors():
        for name in (entry.name, *entry.aliases):
            assert actor(name) is entry, name


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
    assert {a.source for a in actors()} <= {"fto", "un", "ucdp", "own"}


def test_dictionary_covers_groups_forces_and_institutions() -> None:
    kinds = Counter(a.kind for a in actors())
    assert kinds[ActorKind.ARMED_GROUP] >= 90
    assert len(actors()) >= 150


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
    rows = [{"id": "x", "name": "X", "kind": "fan_club", "source": "own"}]
    monkeypatch.setattr(room, "load_yaml", lambda file: rows)
    with pytest.raises(VocabError, match="entry 'x'"):
        actors.__wrapped__()


def test_an_alias_of_two_actors_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"id": id, "name": "The Front", "kind": "armed_group", "source": "own"} for id in ("a", "b")]
    monkeypatch.setattr(room, "actors", lambda: tuple(room._parse_actor("f", row) for row in rows))
    with pytest.raises(VocabError, match="names both a and b"):
        room._actors_by_name.__wrapped__()


def test_a_state_without_seats_field_is_read_and_one_without_a_name_refused() -> None:
    assert room._parse_state({"iso": "XX", "name": "Ruritania"}).seats == ()
    with pytest.raises(VocabError, match="name"):
        room._parse_state({"iso": "XX"})
