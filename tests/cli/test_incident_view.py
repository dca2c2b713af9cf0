"""Incidents on a terminal: list, findings, matrix, evidence."""

from dataclasses import replace

import pytest

from sayso.cli.incident_view import findings_table, incident_parts, list_parts
from sayso.cli.matrix import Matrix
from sayso.model import Count, CountRange, Finding, FindingStatus, FindingValue, Slot
from sayso.resolve.independence import SourceChain as Chain
from sayso.wording import letters, range_words

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
    text = shown(*list_parts([made.incident()]))
    assert text.splitlines() == [
        "INC-7KQ2M9  2024-04-22  shelling",
        "            Shelling of Varna Ford",
        "            from the hills → at Varna Ford",
        "            killed 3–5 (best 5) · 3 reports",
        "            ≠ contested: killed, event type",
        "            = agreed: time",
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
    assert "killed ≠ contested A at least 3 1" in rows
    assert "B 5 1" in rows
    assert "together: 3–5 (best 5)" in rows
    assert rows[rows.index("event type ≠ contested A shelling 1") + 1] == "≠ denied by 1 claim"
    assert "time = agreed A 2024-04-22 2" in rows


def test_a_finding_with_many_values_is_cut(shown):
    value = FindingValue("the depot", (("post-1", "c1"),), 1)
    finding = Finding(Slot.TARGET, FindingStatus.SINGLE_SOURCE, (value,) * 11)
    assert "and 3 more values; --format json shows all" in " ".join(shown(findings_table([finding])).split())


def test_the_matrix_shows_agreement_and_conflict_without_colour(shown):
    text = shown(Matrix.of(made.incident(), made.reports(), CHAINS), width=120)
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in text.splitlines() if line.startswith("│")]
    assert rows[0] == ["", "1  a nurse", "2  A police officer", "3  The army"]
    assert ["killed", "B 5  CT+", "A at least 3  CT+", "·"] in rows
    assert ["time", "A 2024-04-22  CT+", "A 2024-04-22  CT+", "·"] in rows
    assert ["event type", "·", "A shelling  CT+", "not A shelling  CT-"] in rows
    assert "Same letter, same value." in text


def test_an_explicit_zero_is_not_shown_as_denied(shown):
    coded = made.post()
    claim = replace(coded.claims[1], id="c9")
    coded = replace(coded, claims=(*coded.claims, claim))
    zero = Finding(Slot.INJURED, FindingStatus.SINGLE_SOURCE, (FindingValue(Count("=", 0), (("post-1", "c9"),), 1),))
    chains = (Chain("The army", frozenset({("post-1", "c9")})),)
    assert "A 0  CT- none" in shown(Matrix.of(replace(made.incident(), findings=(zero,)), {"post-1": coded}, chains))


def test_a_cell_with_many_values_is_cut(shown):
    ref = ("post-1", "c1")
    values = tuple(FindingValue(f"depot {n}", (ref,), 1) for n in range(6))
    incident = replace(made.incident(), findings=(Finding(Slot.TARGET, FindingStatus.SINGLE_SOURCE, values),))
    text = shown(Matrix.of(incident, made.reports(), CHAINS))
    assert "C depot 2" in text
    assert "D depot 3" not in text
    assert "and 3 more" in text


def test_chains_that_say_nothing_of_the_incident_are_left_out():
    assert [c.label for c in Matrix.of(made.incident(), made.reports(), CHAINS).chains][-1] == "The army"


def test_a_narrow_terminal_gets_the_columns_in_blocks(shown):
    text = shown(Matrix.of(made.incident(), made.reports(), CHAINS), width=60)
    assert text.count("╭") == 2


def test_the_matrix_may_be_cut_to_some_blocks(shown):
    matrix = replace(Matrix.of(made.incident(), made.reports(), CHAINS), most_blocks=1)
    text = shown(matrix, width=60)
    assert text.count("╭") == 1
    assert "and 1 more source" in text


def test_no_chain_no_matrix(shown):
    assert "No fact with a source." in shown(Matrix.of(made.incident(), {}, ()))


def test_evidence_quotes_each_claim_once_with_what_it_bears_on(shown):
    lines = [" ".join(line.split()) for line in view(shown, 120).splitlines()]
    assert "Harbour Post 2024-04-23 post-1" in lines
    police = lines.index(
        "c1 A police officer: “at least three people were killed when shells hit Varna Ford on Monday”"
    )
    assert lines[police + 1] == "CT+ certain · killed A, event type A, time A"
    army = lines.index("c2 The army: “no shells were fired”")
    assert lines[army + 1] == "CT- certainly not · event type not A"
    assert "c1 Radio Varna → a nurse + s3: “five people were killed at Varna Ford”" in lines
    assert "c9 gone-1: not in the ledger any more" in lines


def test_reports_are_named_with_publisher_and_title(shown):
    lines = [" ".join(line.split()) for line in view(shown).splitlines()]
    assert "post-1 2024-04-23 Harbour Post: Shells at the ford" in lines
    assert "radio-1 2024-04-23 publisher not given" in lines


def test_drift_and_relations_are_told(shown):
    text = view(shown)
    assert "radio-1 c1 copies post-1 c1: value changed (killed)" in text
    assert "radio-1 c1 copies post-1 c1: hedge dropped" in text
    assert "followed by INC-AAAAAA" in text


def test_letters_never_run_out():
    assert letters(28)[-3:] == ["Z", "A1", "B1"]
