"""The score of a claim: what it shows, weighed into a chance of being right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.claim_scores import ClaimScorer, ClaimSigns, claim_scorer
from sayso.model import Attribution, Claim, CueKind, Facet, Quote, Slot, Span, Value

from .reading import coded, tagged
from .worded import span_of

TEXT = "A drone hit the mill. The mayor said that two men are hurt."


def claim(words: str, **given: Any) -> Claim:
    content = (span_of(TEXT, words),)
    sure = Value.CERTAIN
    return replace(Claim("c1", "e1", (), (), (), CueKind.NONE, content, Quote.NARRATOR, sure, sure), **given)


def said(source: str, score: float | None = None) -> Attribution:
    content = span_of(TEXT, "two men are hurt")
    return Attribution((span_of(TEXT, source),), (span_of(TEXT, "said"),), (content,), score=score)


def signs(*attributions: Attribution) -> ClaimSigns:
    return ClaimSigns(replace(tagged(TEXT), attributions=attributions))


@pytest.mark.parametrize(
    ("shown", "holds"),
    [
        (signs().of(claim("A drone hit the mill"), ()), {"depth_0", "verb_past", "no_facets"}),
        (signs().of(claim("two men are hurt"), ()), {"verb_present"}),
        (signs().of(claim("the mill"), ()), {"verb_none"}),
        (signs(said("The mayor")).of(claim("two men are hurt"), ()), {"beside_a_speaker"}),
        (signs().of(claim("two men are hurt", value=Value.POSSIBLE_NOT), (said("The mayor"),)), {"denied", "weakened"}),
        (signs().of(claim("two men are hurt"), (said("mayor"),)), {"depth_1", "pronoun"}),
        (signs().of(claim("A drone"), (said("The mayor", 0.5),)), {"by_model", "source_behind"}),
        (signs().of(claim("A drone", event="e2", quote=Quote.DIRECT), ()), {"aside", "quote_direct"}),
        (
            signs().of(claim("two men", facets=(Facet(Slot.INJURED, span_of(TEXT, "two men"), "two men"),)), ()),
            {"tells_harm", "no_event_type", "facets"},
        ),
    ],
)
def test_what_a_claim_shows(shown, holds):
    assert holds <= set(shown)


def test_the_odds_of_the_model_are_taken_over_but_never_for_certain():
    shown = [signs().of(claim("A drone"), (said("The mayor", p),))["model_odds"] for p in (0.5, 0.9, 1.0)]
    assert shown[0] == 0
    assert 0 < shown[1] < shown[2] < 7


@given(st.dictionaries(st.sampled_from(["bias", "facets", "words", "unheard_of"]), st.floats(-1e6, 1e6), max_size=4))
def test_a_score_is_a_chance(shown):
    assert 0 <= ClaimScorer({"bias": 1.0, "facets": 2.5, "words": -3.0})(shown) <= 1


def test_a_full_claim_of_a_named_source_scores_higher_than_a_bare_remark_beside_a_speaker():
    report = coded(
        "Five soldiers were killed by a roadside bomb near Mosul on Sunday, the army said. The road is long."
    )
    by_words = {c.content[0].text(report.report.text)[:4]: c.score for c in report.claims}
    assert by_words["Five"] > 0.8
    assert all(by_words["Five"] > score for words, score in by_words.items() if words != "Five")
    assert all(0 < score < 1 for score in by_words.values())


def test_the_packaged_weights_are_of_features_that_claims_show():
    known = {"alternative", "in_pieces", "joint", "irrealis", "open", "other_line", "quoted_but_unsaid"}
    prefixes = ("quote_", "depth_", "cue_", "verb_", "tells_")
    plain = {"bias", "facets", "words", "position", "no_facets", "no_event_type", "denied", "weakened", "aside"}
    plain |= {"beside_a_speaker", "pronoun", "source_behind", "by_model", "model_odds"}
    assert all(name in known | plain or name.startswith(prefixes) for name in claim_scorer().weights)


def test_spans_of_a_claim_may_lie_anywhere():
    assert ClaimSigns(tagged("")).of(claim("A drone", content=(Span(0, 0),)), ())["depth_0"] == 1.0
