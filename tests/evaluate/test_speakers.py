"""Who "he" is: a speaker counts as traced when our name of it shares words with gold's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.evaluate.speakers import SpeakerTally, resolved_speakers
from sayso.model import CodedReport, Source, Span

from .small import GOLD, PERFECT, coded

REPORT = GOLD.reports[0]


def gold(name: str | None):
    claim = replace(REPORT.claims[0], resolved=name)
    return [replace(GOLD, reports=(replace(REPORT, claims=(claim, *REPORT.claims[1:])),))]


def told_by(name: str, *mentions: Span) -> dict[str, CodedReport]:
    first = replace(PERFECT[0], chain=(("s1",),))
    found = coded(first, *PERFECT[1:])
    source = Source("s1", name, mentions=mentions)
    return {id: replace(report, sources=(source,)) for id, report in found.items()}


@pytest.mark.parametrize(
    ("name", "right"), [("Police Major Nouri", 1), ("the police", 1), ("Army", 0), ("he", 0), ("Karim Nouri", 1)]
)
def test_a_speaker_is_traced_when_a_third_of_the_name_is_ours(name: str, right: int) -> None:
    assert resolved_speakers(gold("Major Nouri of the police"), told_by(name)) == SpeakerTally(1, 1, right)


def test_a_mention_may_have_the_name_that_the_source_is_not_called_by() -> None:
    assert resolved_speakers(gold("Police"), told_by("he", Span(50, 56))).right == 1


def test_gold_without_a_name_asks_for_nothing_and_a_missing_report_finds_nobody() -> None:
    assert resolved_speakers(gold(None), told_by("Police")) == SpeakerTally()
    assert resolved_speakers(gold("Police"), {}) == SpeakerTally(gold=1)


def test_a_claim_in_the_report_s_own_voice_has_no_speaker_to_trace() -> None:
    bare = coded(replace(PERFECT[0], chain=()), *PERFECT[1:])
    assert resolved_speakers(gold("Police"), bare) == SpeakerTally(gold=1)


def test_figures_are_in_percent() -> None:
    figures = SpeakerTally(gold=4, attributed=3, right=2).as_dict()
    assert figures == {"gold": 4, "attributed": 3, "right": 2, "recall": 50.0, "of_attributed": 66.7}
