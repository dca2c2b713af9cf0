import pytest

from sayso.errors import VocabError
from sayso.vocab import actor_codes as room
from sayso.vocab.actor_codes import inter_code, inter_name, plover_sector
from sayso.vocab.actors import Actor, ActorKind, actor, actor_by_id, actors
from sayso.vocab.generic_actors import compose
from sayso.vocab.loader import load_yaml

KINDS = load_yaml("crosswalk/actor_codes.yaml")["kinds"]


@pytest.mark.parametrize("row", [r for r in KINDS if r["example"]], ids=lambda r: r["example"])
def test_every_line_codes_its_example(row):
    entry = actor_by_id(row["example"])
    assert entry is not None
    assert entry.kind == row["kind"]
    if row["acled"] != "parent":
        assert (inter_code(entry), plover_sector(entry)) == (row["acled"], row["plover"])


@pytest.mark.parametrize(
    ("name", "country", "code", "sector"),
    [
        ("IDF", None, 1, "MIL"),
        ("IDF", "Israel", 1, "MIL"),
        ("IDF", "Lebanon", 8, "MIL"),
        ("IDF Spokesperson's Unit", None, 1, "MIL"),
        ("Houthi Military Media", None, 2, "REB"),
        ("Security Media Cell", None, 1, "GOV"),
        ("Wagner Group", "Mali", 8, "UAF"),
        ("CJNG", None, 3, "CRM"),
        ("M23", None, 2, "REB"),
        ("ICRC", None, 7, "NGO"),
    ],
)
def test_actors_get_their_codes(name, country, code, sector):
    entry = actor(name)
    assert entry is not None
    assert (inter_code(entry, country=country), plover_sector(entry)) == (code, sector)


@pytest.mark.parametrize(
    ("phrase", "code", "sector"),
    [
        ("Georgian protesters", 6, "OPP"),
        ("British rioters", 5, "CVL"),
        ("Syrian civilians", 7, "CVL"),
        ("Malian self-defence groups", 4, "UAF"),
        ("Kenyan police", 1, "COP"),
        ("Syrian state media", 7, "JRN"),
        ("Nepali peacekeepers", 8, "MIL"),
    ],
)
def test_generic_bodies_get_codes_too(phrase, code, sector):
    made = compose(phrase)
    assert made is not None
    assert (inter_code(made), plover_sector(made)) == (code, sector)


def test_every_actor_has_a_code_that_acled_knows():
    for entry in actors():
        assert inter_name(inter_code(entry))
        assert len(plover_sector(entry)) == 3


def test_unknown_codes_and_broken_lines_are_named(monkeypatch):
    with pytest.raises(VocabError, match="give 1 to 8"):
        inter_name(9)
    with pytest.raises(VocabError, match="is broken"):
        room._parse({"kind": "fan_club", "acled": 1, "plover": "GOV"})
    monkeypatch.setattr(room, "load_yaml", lambda name: {"kinds": KINDS[:1]})
    with pytest.raises(VocabError, match="no codes for armed_group"):
        room._table.__wrapped__()


def test_a_press_office_without_a_body_speaks_for_the_state():
    cell = Actor("x", "X", (), ActorKind.PRESS_OFFICE)
    assert (inter_code(cell), plover_sector(cell)) == (1, "GOV")
