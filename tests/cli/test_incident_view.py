"""Incidents on a terminal: list, findings, matrix, evidence."""

import pytest

from sayso.cli.incident_view import incident_parts, list_parts, range_words
from sayso.cli.matrix import Chain, Matrix, letters
from sayso.model import CountRange

from . import made

CHAINS = (
    Chain("a nurse", frozenset({("radio-1", "c1")})),
    Chain("A police officer", frozenset({("post-1", "c1")})),
    Chain("The army", frozenset({("post-1", "c2")})),
    Chain("somebody else", frozenset({("other", "c1")})),
)


def view(shown, width=80):
    return shown(*incident_parts(made.incident(), made.reports(), CHAINS), width=width)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(shown, width):
    text = view(shown, width) + shown(*list_parts([made.incident()]), width=width)
    assert max(len(line) for line in text.splitlines()) <= width


def test_the_list_tells_what_where_when_and_what_is_contested(shown):
    text = shown(*list_parts([made.incident()]), width=120)
    assert text.splitlines() == [
        "INC-7KQ2M9  2024-04-22  shelling",
        "            Shelling of Varna Ford",
        "            from the hills → at Varna Ford",
        "            killed 3–5 (best 5) · 3 reports · ≠ contested: killed, event type · = agreed: time",
        "",
        "1 incident",
    ]


@pytest.mark.parametrize(
    ("best", "said"),
    [
        (CountRange(3, 3, 3), "3"),
        (CountRange(3, 4, 5), "3–5 (best 4)"),
        (CountRange(3, 3, None), "3 or more"),
        (CountRange(3, 5, None), "3 or more (best 5)"),
    ],
)
def test_ranges(best, said):
    assert range_words(best) == said


def test_an_incident_says_when_where_and_how_credible(shown):
    text = view(shown)
    assert "when         2024-04-22 (day)" in text
    assert "where        Varna Ford (51.25, 7.50, ±8 km)" in text
    assert "origin       the hills (not found on the map)" in text
    assert "credibility  2 probably true: two independent chains agree" in text


def test_findings_count_independent_sources_and_denials(shown):
    rows = [" ".join(line.split()) for line in view(shown).splitlines()]
    assert "killed ≠ contested at least 3 1" in rows
    assert "together: 3–5 (best 5)" in rows
    assert "event type ≠ contested shelling ≠ denied by 1 claim 1" in rows
    assert "time = agreed 2024-04-22 2" in rows


def test_the_matrix_shows_agreement_and_conflict_without_colour(shown):
    text = shown(Matrix.of(made.incident(), made.reports(), CHAINS), width=120)
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in text.splitlines() if line.startswith("│")]
    assert rows[0] == ["", "1  a nurse", "2  A police officer", "3  The army"]
    assert ["killed", "B 5", "A at least 3", "·"] in rows
    assert ["time", "A 2024-04-22", "A 2024-04-22", "·"] in rows
    assert ["event type", "·", "A shelling", "not A shelling"] in rows
    assert any(row[3] == "CT- certainly not" for row in rows)


def test_chains_that_say_nothing_of_the_incident_are_left_out():
    assert [c.label for c in Matrix.of(made.incident(), made.reports(), CHAINS).chains][-1] == "The army"


def test_a_narrow_terminal_gets_the_columns_in_blocks(shown):
    text = shown(Matrix.of(made.incident(), made.reports(), CHAINS), width=60)
    assert text.count("╭") == 2


def test_no_chain_no_matrix(shown):
    assert "No fact with a source." in shown(Matrix.of(made.incident(), {}, ()))


def test_evidence_quotes_the_words(shown):
    text = " ".join(view(shown, 120).split())
    assert "Harbour Post 2024-04-23 A police officer: “at least three people were killed when shells" in text
    assert "denied: Harbour Post 2024-04-23 The army: “no shells were fired” CT- certainly not post-1 c2" in text
    assert "radio-1 2024-04-23 Radio Varna → a nurse + s3" in text
    assert "gone-1 c9: not in the ledger any more" in text


def test_drift_and_relations_are_told(shown):
    text = view(shown)
    assert "radio-1 c1 copies post-1 c1: value changed (killed)" in text
    assert "radio-1 c1 copies post-1 c1: hedge dropped" in text
    assert "followed by INC-AAAAAA" in text


def test_letters_never_run_out():
    assert letters(28)[-3:] == ["Z", "A1", "B1"]
