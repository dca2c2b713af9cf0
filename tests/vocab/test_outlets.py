from collections import Counter

import pytest

from sayso.errors import VocabError
from sayso.vocab import outlets as room
from sayso.vocab.actors import actor_by_id, state
from sayso.vocab.outlets import OutletKind, is_outlet, may_copy, outlet, outlet_by_id, outlets, speaks_for


@pytest.mark.parametrize(
    "name", ["Reuters", "AFP", "the Associated Press", "TASS", "Anadolu", "Xinhua news agency", "dpa"]
)
def test_wires_are_agencies(name: str) -> None:
    found = outlet(name)
    assert found is not None
    assert found.is_agency


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("The New York Times", OutletKind.NEWSPAPER),
        ("Al-Jazeera", OutletKind.BROADCASTER),
        ("Sabreen News", OutletKind.TELEGRAM),
        ("Axios", OutletKind.ONLINE),
    ],
)
def test_other_outlets_are_no_agencies(name: str, kind: OutletKind) -> None:
    found = outlet(name)
    assert found is not None
    assert (found.kind, found.is_agency) == (kind, False)


def test_every_agency_is_a_wire_and_what_outlets_carry_is_one() -> None:
    assert [o.id for o in outlets() if o.is_agency is not o.wire] == []
    carried = {id for o in outlets() for id in o.carries}
    assert len(carried) >= 10
    for id in carried:
        found = outlet_by_id(id)
        assert found is not None, id
        assert found.wire, id


def test_voices_are_known_actors() -> None:
    assert [o.id for o in outlets() if o.voice is not None and actor_by_id(o.voice) is None] == []
    assert (speaks_for("Amaq"), speaks_for("Al-Manar"), speaks_for("AP"), speaks_for("nobody")) == (
        "islamic-state",
        "hezbollah",
        None,
        None,
    )


def test_an_outlet_may_copy_the_agencies_that_it_carries() -> None:
    assert (may_copy("Reuters"), may_copy("Naharnet"), may_copy("the mayor")) == (("reuters",), ("afp", "ap"), ())


def test_those_that_a_state_or_a_party_runs_are_told_apart() -> None:
    owned = {name: outlet(name) for name in ("TASS", "Al-Masirah", "BBC", "Reuters")}
    assert {name: o.state for name, o in owned.items() if o} == {
        "TASS": True,
        "Al-Masirah": True,
        "BBC": False,
        "Reuters": False,
    }


def test_common_nouns_are_no_outlets() -> None:
    assert outlet("the economist") is None
    assert outlet("the insider") is None
    assert outlet("dpa") is not None


def test_unknown_names_are_no_outlets() -> None:
    assert not is_outlet("the mayor")
    assert is_outlet("AP")


def test_every_name_and_alias_leads_back_to_its_outlet() -> None:
    for entry in outlets():
        for name in (entry.name, *entry.aliases):
            assert outlet(name) is entry, name


def test_ids_are_unique_and_countries_known() -> None:
    assert [id for id, n in Counter(o.id for o in outlets()).items() if n > 1] == []
    assert [o.id for o in outlets() if o.country is not None and state(o.country) is None] == []
    assert len(outlets()) >= 550


def test_a_broken_entry_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "load_rows", lambda file: [{"id": "x", "name": "X", "kind": "smoke_signal"}])
    with pytest.raises(VocabError, match="entry 'x'"):
        outlets.__wrapped__()


def test_an_alias_of_two_outlets_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"id": id, "name": "The Courier", "kind": "online"} for id in ("a", "b")]
    monkeypatch.setattr(room, "outlets", lambda: tuple(room._parse("f", row) for row in rows))
    with pytest.raises(VocabError, match="names both a and b"):
        room._by_name.__wrapped__()
