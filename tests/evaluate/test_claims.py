"""The figures of the claims suite, worked by hand on one small report and frozen for a larger one."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import UsageError
from sayso.evaluate.claims import ClaimTally, ReportFigures, evaluate, score
from sayso.evaluate.gold import load_gold
from sayso.evaluate.predictions import read_coded
from sayso.model import CodedReport, Count, Report, Slot, Value

from .small import (
    ARMY,
    DENIED,
    FIRED,
    GOLD,
    PERFECT,
    POLICE,
    SAID,
    SHELLED,
    TEXT,
    coded,
    coded_claim,
    facet,
    spans,
)

DATA = Path(__file__).parent / "data"


def figures_of(*claims):
    return score([GOLD], coded(*claims)).as_dict()


def test_perfect_reading_scores_a_hundred():
    figures = figures_of(*PERFECT)
    for name in ("attributed_fact_f1", "claim_f1", "source_accuracy", "source_accuracy_attributed",
                 "chain_depth_accuracy", "content_exact", "value_accuracy", "value_macro_f1"):  # fmt: skip
        assert figures[name] == 100.0, name
    assert figures["speaker_as_actor"] == 0
    assert figures["slots"]["killed"] == {"f1": 100.0, "gold": 1, "predicted": 1}
    assert list(figures["slots"]) == ["actor", "event_type", "killed", "place", "time"]


def test_nothing_read_scores_nothing():
    figures = figures_of()
    assert figures["claim_f1"] == 0.0
    assert figures["attributed_fact_f1"] == 0.0
    assert figures["claim_precision"] == 0.0
    assert figures["value_macro_f1"] is None


def test_figures_worked_by_hand():
    figures = figures_of(
        # right content, no source, two facets that would be right, and the wrong depth
        coded_claim(1, SHELLED, facets=PERFECT[0].facets[:2]),
        # right source under another one; the count is right; content is longer than it should be
        coded_claim(2, (31, 48), chain=(spans((0, 6)), spans(POLICE)), cue=SAID, facets=PERFECT[1].facets),
        # the denial, read as an assertion
        coded_claim(3, FIRED, chain=(spans(ARMY),), cue=DENIED),
        # not in gold, and the speaker is made the actor
        coded_claim(4, (97, 110), chain=(spans(ARMY),), facets=(facet(Slot.ACTOR, *ARMY, "army"),)),
    )
    assert (figures["gold_claims"], figures["predicted_claims"]) == (3, 4)
    assert (figures["claim_f1"], figures["claim_precision"], figures["claim_recall"]) == (85.7, 75.0, 100.0)
    assert (figures["source_accuracy"], figures["source_accuracy_attributed"]) == (66.7, 66.7)
    assert figures["chain_depth_accuracy"] == 33.3
    assert figures["content_exact"] == 66.7
    assert figures["value_accuracy"] == 66.7
    assert figures["value_macro_f1"] == 40.0  # CT+ 2 of (2 + 3) -> 0.8; CT- 0
    assert figures["speaker_as_actor"] == 1
    # of 5 gold facts and 4 given, only the count is right: the others lack the source
    assert (figures["attributed_fact_precision"], figures["attributed_fact_recall"]) == (25.0, 20.0)
    assert figures["attributed_fact_f1"] == 22.2


def test_a_source_phrase_may_be_the_actor_where_gold_says_so():
    # gold has "Rebels" as actor, so a claim held by the rebels about themselves is no mistake
    claim = coded_claim(1, SHELLED, chain=(spans((0, 6)),), facets=(facet(Slot.ACTOR, 0, 6, "Rebels"),))
    assert figures_of(claim)["speaker_as_actor"] == 0


def test_a_report_that_was_not_coded_is_named_and_counts_as_missed():
    figures = score([GOLD], {}).as_dict()
    assert figures["reports_not_coded"] == ["r1"]
    assert (figures["reports"], figures["gold_claims"], figures["predicted_claims"]) == (1, 3, 0)


def test_another_text_is_refused():
    with pytest.raises(UsageError, match="r1: the coded text differs"):
        score([GOLD], coded(text=TEXT + " "))


def test_tallies_add_up():
    one = ClaimTally(gold=1, predicted=2, hits=1, values=((Value.CERTAIN, Value.CERTAIN),))
    assert (one + one).values == one.values * 2
    assert one + ClaimTally() == one


def test_evaluate_hands_the_coder_no_labels_and_writes_what_it_predicted(tmp_path):
    seen: list[Report] = []
    told: list[ReportFigures] = []

    def code(report):
        seen.append(report)
        return CodedReport(report)

    out = tmp_path / "coded.jsonl"
    figures = evaluate(DATA / "clusters", code, predictions=out, per_report=told.append)
    assert [r.id for r in seen] == ["birsaffan-army", "birsaffan-radio", "oromlake-ferry"]
    assert seen[0].published == "2024-09-04"
    assert seen[0].publisher == "Press Office of the General Staff (invented)"
    assert list(read_coded(out)) == ["birsaffan-army", "birsaffan-radio", "oromlake-ferry"]
    assert [f.report_id for f in told] == ["birsaffan-army", "birsaffan-radio", "oromlake-ferry"]
    assert told[0].attributed_fact_f1 == 0.0
    assert figures.as_dict()["reports"] == 3


def test_frozen_figures():
    """Figures that a second, independent scorer gave for these files."""
    figures = score(load_gold(DATA / "clusters"), read_coded(DATA / "coded.jsonl")).as_dict()
    expected = json.loads((DATA / "figures.json").read_text(encoding="utf-8"))
    frozen = {name: value for name, value in expected.items() if not name.startswith("incident")}
    assert json.dumps(figures) == json.dumps(frozen), "also the order of the keys"


def test_count_of_another_operator_is_another_fact():
    wrong = replace(PERFECT[1], facets=(facet(Slot.KILLED, 40, 41, Count("~", 3)),))
    assert figures_of(PERFECT[0], wrong, PERFECT[2])["slots"]["killed"]["f1"] == 0.0
