"""What belongs to the page and not to the report."""

from __future__ import annotations

import re

import pytest

from sayso.model import Document, Report
from sayso.text import segment
from sayso.text.boilerplate import BoilerplateMarker, BoilerplateRule
from sayso.vocab.boilerplate import BoilerplateEntry, boilerplate_entries


def marker() -> BoilerplateMarker:
    return BoilerplateMarker([BoilerplateRule(e.kind, e.pattern, e.where) for e in boilerplate_entries()])


@pytest.mark.parametrize("entry", boilerplate_entries(), ids=lambda e: e.example[:40])
def test_every_rule_knows_its_own_example(entry: BoilerplateEntry) -> None:
    assert marker().kind(entry.example, edge=True) is not None
    assert entry.pattern.search(entry.example)


@pytest.mark.parametrize(
    "line",
    [
        "Police said on Sunday that two men were killed in the raid.",
        "The writer Lena Holt was wounded by a shell in the market on Monday, her sister said.",
        "Follow-up strikes hit the port on Tuesday, killing a guard.",
        "Sources in the army said the depot had burned for two days before help arrived from the capital.",
    ],
)
def test_reports_are_left_alone(line: str) -> None:
    assert marker().kind(line, edge=True) is None


def test_a_bio_counts_at_the_edges_only() -> None:
    rule = BoilerplateRule("author_bio", re.compile("^I am a writer"), "edge")
    middle = "\n".join(["Text."] * 6 + ["I am a writer."] + ["Text."] * 6)
    assert BoilerplateMarker([rule])(segment(Document(Report.of(middle)))).boilerplate == ()
    end = "Text.\nText.\nText.\nI am a writer."
    doc = BoilerplateMarker([rule])(segment(Document(Report.of(end))))
    assert [s.text(end) for s in doc.boilerplate] == ["I am a writer."]
    assert [s.boilerplate for s in doc.sentences] == [False, False, False, True]
