"""What the words around a name say of its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.place_candidates import CandidateFinder
from sayso.extract.place_evidence import EvidenceReader, Toponym, place_names
from sayso.gazetteer import gazetteer
from sayso.model import Span

READ = EvidenceReader()


def read(text: str, name: str) -> Toponym:
    start = text.index(name)
    return READ.read(text, Span(start, start + len(name)))


@pytest.mark.parametrize(
    ("text", "name", "containers"),
    [
        ("He lives in Paris, Texas.", "Paris", (("Texas.", "comma"),)),
        ("He lives in Dover, N.H., now.", "Dover", (("N.H.", "comma"),)),
        ("It hit Zummar in Iraq.", "Zummar", (("Iraq.", "in"),)),
        ("It hit Aleppo (Syria).", "Aleppo", (("Syria", "bracket"),)),
        ("It hit Iraq's Anbar.", "Anbar", (("Iraq", "owner"),)),
        ("It hit Orin, Lamar County, Texas, at dawn.", "Orin", (("Lamar County", "comma"), ("Texas", "comma"))),
        ("It hit Orin at dawn.", "Orin", ()),
    ],
)
def test_containers_are_read_off_the_text(text, name, containers):
    assert read(text, name).containers == containers


@pytest.mark.parametrize(
    ("text", "name", "countries"),
    [
        ("the Iraqi town of Zummar", "Zummar", ("IQ",)),
        ("They met in Ankara, the Turkish capital.", "Ankara", ("TR",)),
        ("An Iraqi spoke. Zummar was quiet.", "Zummar", ()),
    ],
)
def test_an_adjective_beside_a_name_gives_its_country(text, name, countries):
    assert read(text, name).countries == countries


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("in Lamar County today", "Lamar County", "county"),
        ("in Gao province", "Gao", "region"),
        ("the village of Gao", "Gao", "town"),
        ("on the Red River", "Red River", "nature"),
        ("in Gao today", "Gao", None),
    ],
)
def test_words_of_kind_say_what_a_place_is(text, name, kind):
    assert read(text, name).kind == kind


@pytest.mark.parametrize("row", place_names()["abbreviations"], ids=lambda row: row["name"])
def test_every_abbreviation_names_its_division(row):
    form = row["example"].removesuffix(".").rpartition(", ")[2]
    form = form + "." if "." in form or form + "." in row["dotted"] else form
    [found] = CandidateFinder(gazetteer()).find(Toponym(Span(0, 2), form))
    assert (found.record.name, found.record.country, found.how) == (row["expect"], row["country"], "abbreviation")


@pytest.mark.parametrize("row", place_names()["peoples"], ids=lambda row: row["place"])
def test_every_people_leads_to_its_place(row):
    for word in row["words"]:
        found = CandidateFinder(gazetteer()).find(Toponym(Span(0, 2), word))
        assert [c.how for c in found] == ["people"], word


@pytest.mark.parametrize(("name", "place"), [("downtown Mosul", "Mosul"), ("Mosul area", "Mosul"), ("St. Louis", None)])
def test_words_that_a_name_carries_may_go(name, place):
    found = CandidateFinder(gazetteer()).find(Toponym(Span(0, 2), name))
    assert found
    assert place is None or place in {c.record.name for c in found}


def test_a_name_that_nobody_bears_has_no_candidates():
    assert CandidateFinder(gazetteer()).find(Toponym(Span(0, 2), "Xqwzzt Vvkkq")) == ()


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_any_span_of_any_text_can_be_read(text, a, b):
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    assert READ.read(text, Span(start, end)).span == Span(start, end)
