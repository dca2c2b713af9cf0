"""What the weights of the tally are learned from: single reports, and incidents with several."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from training.tally import (
    fit_both,
    injured_choices,
    killed_choices,
    part_of,
    seen,
    together,
    write,
)

from sayso.evaluate.counts import CountedReport
from sayso.model import CodedReport, Report
from sayso.pipeline.code import Coder
from sayso.resolve.tally import choose, likeliest
from sayso.resolve.tally_evidence import Evidence, evidence
from sayso.vocab.tally import tally_weights

EARLY = "Blast at market\n\nFive people were killed and twelve were wounded in a blast in Omdara, police said."
LATE = "Blast at market\n\nSix people were killed and eleven were wounded in a blast in Omdara, police said."
NONE = "The council met on Monday to talk about the harvest."
FIGURES = {"killed": 6, "injured": 11}


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(reader="rules")


def told(coder: Coder, *texts: str) -> list[Evidence]:
    coded: list[CodedReport] = [coder.code(Report.of(text, id=str(k))) for k, text in enumerate(texts)]
    return [evidence(one) for one in coded]


def counted(name: str, incident: str, published: str) -> CountedReport:
    return CountedReport(Report.of("x", id=name, published=published), FIGURES, incident)


def test_the_candidates_of_several_reports_are_those_of_each_of_them(coder: Coder) -> None:
    several = [(told(coder, EARLY, LATE), FIGURES)]
    (killed,), (hurt,) = killed_choices(several), injured_choices(several)
    assert "stated: said" in killed.candidates[killed.right]
    assert killed.candidates[killed.right]["stated: said"] == 0.5
    assert hurt.candidates[hurt.right]["injured stated: said"] == 0.5


def test_nothing_is_learned_from_figures_that_no_report_allows(coder: Coder) -> None:
    wrong = [(told(coder, EARLY), {"killed": 40, "injured": 50})]
    assert list(killed_choices(wrong)) == []
    assert list(injured_choices([(told(coder, EARLY), {"killed": 5})])) == []


def test_incidents_have_several_reports_that_count_anybody_oldest_first(coder: Coder) -> None:
    early, late, none = told(coder, EARLY, LATE, NONE)
    reports = [
        counted("b", "one", "2024-04-23"),
        counted("a", "one", "2024-04-22"),
        counted("c", "one", "2024-04-24"),
        counted("d", "two", "2024-04-22"),
    ]
    assert list(together([late, early, none, early], reports, tally_weights())) == [([early, late], FIGURES)]


def test_weights_follow_what_is_right_of_several_reports(coder: Coder, tmp_path: Path) -> None:
    several = told(coder, EARLY, LATE, LATE)
    weights = fit_both(
        [(several, {"killed": 6, "injured": 11}), (several[:1], {"killed": 5, "injured": 12})] * 20, l2=1
    )
    assert likeliest(several, weights) == (6, 11)
    assert choose(several[0], weights) == (5, 12)
    write(tmp_path / "weights.json", weights)
    assert json.loads((tmp_path / "weights.json").read_text("utf-8")) == weights


def test_a_third_of_the_incidents_is_never_looked_at() -> None:
    reports = [counted(str(k), f"incident {k}", "2024-04-22") for k in range(300)]
    kept = [r for r in reports if seen(r)]
    assert 170 < len(kept) < 230
    assert all(part_of(r.incident) != 2 for r in kept)
