"""Tables for spreadsheets: every fact with its characters, and no words that a spreadsheet would run."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.exporters.table import CLAIMS, FINDINGS, INCIDENTS, TABLES, guarded, main_place, value_cells
from sayso.model import Count, IncidentPlace, Place, Responsibility, TimeSpan

from ..cli.made import incident, reports
from ..model.coded import coded_reports
from ..model.coded import incidents as any_incidents


def table(name, *incidents, coded=None, **options):
    found = (coded or reports()).get
    text = "".join(TABLES[name](incidents, found, **options))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_an_incident_is_one_row():
    (row,) = table("incidents", incident())
    assert row["incident"] == "INC-7KQ2M9"
    assert (row["start"], row["time_precision"], row["credibility"]) == ("2024-04-22", "day", "2")
    assert (row["place"], row["place_role"], row["lat"], row["radius_km"]) == ("Varna Ford", "site", "51.25", "8")
    assert row["all_places"] == "site: Varna Ford; origin: the hills"
    assert (row["killed_low"], row["killed_best"], row["killed_high"], row["injured_best"]) == ("3", "5", "5", "")
    assert (row["contested"], row["corroborated"]) == ("killed; event_type", "time")
    assert row["reports"] == "post-1; radio-1; gone-1"
    assert row["related"] == "followed_by INC-AAAAAA"


def test_what_is_not_known_is_an_empty_cell():
    (row,) = table("incidents", replace(incident(), time=None, places=(), findings=()))
    assert {row[c] for c in ("start", "end", "time_precision", "place", "lat", "killed_best")} == {""}


def test_a_finding_is_a_row_a_value():
    rows = table("findings", incident())
    assert [(r["slot"], r["value"]) for r in rows] == [
        ("killed", "at least 3"),
        ("killed", "5"),
        ("event_type", "shelling"),
        ("time", "2024-04-22"),
    ]
    assert (rows[0]["op"], rows[0]["n"], rows[0]["low"], rows[0]["high"]) == (">=", "3", "3", "5")
    assert (rows[2]["claims"], rows[2]["denied_by"]) == ("post-1/c1", "post-1/c2")


def test_a_claim_is_a_row_an_answer_with_its_characters():
    rows = table("claims", incident())
    assert [(r["report"], r["claim"], r["slot"]) for r in rows] == [
        ("post-1", "c1", "event_type"),
        ("post-1", "c1", "killed"),
        ("post-1", "c1", "place"),
        ("post-1", "c1", "time"),
        ("post-1", "c2", "event_type"),
        ("post-1", "c3", "responsibility"),
        ("radio-1", "c1", "killed"),
    ]
    for row in rows:
        text = reports()[row["report"]].report.text
        assert text[int(row["slot_start"]) : int(row["slot_end"])] == row["slot_words"]
        assert text[int(row["words_start"]) : int(row["words_end"])] == row["words"]
    assert (rows[0]["source"], rows[0]["source_kind"]) == ("A police officer", "official_anonymous")
    assert rows[6]["source"] == "Radio Varna > a nurse + s3"
    assert (rows[5]["source"], rows[5]["source_kind"], rows[5]["irrealis"]) == ("", "author", "hypothesis")


def test_a_claim_that_answers_nothing_has_a_row():
    coded = reports()
    bare = replace(coded["radio-1"].claims[0], facets=())
    coded["radio-1"] = replace(coded["radio-1"], claims=(bare,))
    row = table("claims", incident(), coded=coded)[-1]
    assert (row["report"], row["slot"], row["value"]) == ("radio-1", "", "")


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@sum", "'@sum"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("a=b", "a=b"),
        ("", ""),
        (None, None),
        (-17.5, -17.5),
        (0, 0),
    ],
)
def test_words_never_become_formulas_and_numbers_stay_numbers(cell, safe):
    assert guarded(cell) == safe


def test_hostile_titles_are_made_harmless():
    (row,) = table("incidents", replace(incident(), title='=cmd|"/c calc"!A1'))
    assert row["title"] == '\'=cmd|"/c calc"!A1'


@pytest.mark.parametrize(
    ("value", "cells"),
    [
        (Count(">", 4, "soldiers"), {"value": "more than 4 soldiers", "op": ">", "n": 4, "who": "soldiers"}),
        (TimeSpan("2024-04-21", None), {"value": "from 2024-04-21", "start": "2024-04-21", "end": None}),
        (Responsibility("claimed", "X"), {"value": "claimed: X", "stance": "claimed", "party": "X"}),
        ("air_strike", {"value": "air_strike"}),
    ],
)
def test_values_are_given_in_words_and_taken_apart(value, cells):
    assert value_cells(value) == cells


def test_a_place_keeps_its_degrees_and_doubt():
    cells = value_cells(Place("Zummar", 36.7, -42.8, None, 8, "town"))
    assert (cells["lat"], cells["lon"], cells["radius_km"], cells["place_precision"]) == (36.7, -42.8, 8, "town")


def test_the_place_that_stands_for_an_incident_is_on_the_map_if_any_is():
    def place(role, lat):
        return IncidentPlace(role, role, lat, lat, None, "town")

    assert main_place(()) is None
    assert main_place((place("origin", 1.0), place("target", 1.0), place("site", None))) == place("target", 1.0)
    assert main_place((place("origin", None), place("site", None))) == place("site", None)


@pytest.mark.parametrize(("bom", "first"), [(True, "\ufeffincident,"), (False, "incident,")])
def test_the_mark_that_excel_wants_comes_once_and_first(bom, first):
    text = "".join(TABLES["incidents"]((incident(),), reports().get, bom=bom))
    assert text.startswith(first)
    assert text.count("\ufeff") == bom


@pytest.mark.parametrize(("name", "columns"), [("incidents", INCIDENTS), ("findings", FINDINGS), ("claims", CLAIMS)])
def test_an_empty_table_is_a_header(name, columns):
    assert "".join(TABLES[name]((), reports().get)) == ",".join(columns) + "\r\n"
    assert len(set(columns)) == len(columns)


@settings(deadline=None, max_examples=40)
@given(st.lists(any_incidents, max_size=3), st.lists(coded_reports, max_size=2))
def test_any_incident_can_be_read_back_from_its_tables(made, coded):
    by_id = {c.report.id: c for c in coded}
    for name in TABLES:
        text = "".join(TABLES[name](made, by_id.get))
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert not any(
            cell.startswith(("=", "+", "@", "\t", "\r")) or (cell.startswith("-") and not is_number(cell))
            for row in rows
            for cell in row
        )
    assert [r["incident"] for r in table("incidents", *made)] == [guarded(i.id) for i in made]


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True
