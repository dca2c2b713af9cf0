"""How many a report counts in all: sums of sentences, parts and second mentions, and the choice among them."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.counts import CountFinder
from sayso.extract.tags import Tagger
from sayso.extract.times import TimeFinder
from sayso.model import Claim, CodedReport, CountRange, CueKind, Document, Irrealis, Quote, Report, Span, Value
from sayso.resolve.tally import choose, counting, document_counts, incident_counts, log_odds
from sayso.resolve.tally_evidence import Fate, Zone, evidence
from sayso.resolve.tally_features import (
    averaged,
    injured_candidates,
    injured_features,
    killed_candidates,
    killed_features,
    of_all,
)
from sayso.text import segment
from sayso.vocab.loader import load_yaml
from sayso.vocab.tally import WORDS, incident_weights, tally_weights, tally_words

TAG, TIMES, COUNTS = Tagger(), TimeFinder(), CountFinder()


def read(text: str) -> CodedReport:
    return CodedReport.of(COUNTS(TIMES(TAG(segment(Document(Report.of(text, published="2024-04-22")))))))


def total(text):
    counts = document_counts(read(text))
    return tuple(0 if figure is None else figure.best for figure in (counts.killed, counts.injured))


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        (
            "Blast at market\n\nFive people were killed and twelve were wounded in a blast in Omdara, police said.",
            5,
            12,
        ),
        ("One dead, three hurt in shooting\n\nA man was killed and three others were wounded in Elm Park.", 1, 3),
        ("Four shot in Elm Park\n\nFour people were shot, one of them fatally, police said. One man died.", 1, 3),
        ("A 24-year-old man was shot and killed on Monday night in Elm Park, police said.", 1, 0),
        ("Girl shot in leg\n\nA girl of nine was shot in the leg on Friday. She is in stable condition.", 0, 1),
        ("Police looked into a triple homicide in Elm Park on Friday.", 3, 0),
        ("Nine people were killed, including two children, when a shell hit a bus. Nobody was hurt.", 9, 0),
    ],
)
def test_the_figure_of_a_short_report(text, killed, injured):
    assert total(text) == (killed, injured)


def test_nothing_said_is_not_zero():
    counts = document_counts(read("The council met on Monday to talk about the harvest."))
    assert (counts.killed, counts.injured, counts.captured, counts.missing) == (None, None, None, None)


def test_nobody_hurt_is_zero():
    assert document_counts(read("A shell fell on the town. There were no casualties.")).killed == CountRange(0, 0, 0)


def test_captured_and_missing_take_the_greatest_sum():
    counts = document_counts(read("Police arrested two men and a woman. Six sailors are missing."))
    assert counts.captured == CountRange(3, 3, 3)
    assert counts.missing == CountRange(6, 6, 6)


def test_a_floor_leaves_the_range_open_above():
    counts = document_counts(read("At least nine people were killed when a shell hit a bus in Omdara."))
    assert counts.killed == CountRange(9, 9, None)


def sums(text: str, fate: Fate) -> list[int]:
    return [s.n for s in evidence(read(text)).people[fate]]


@pytest.mark.parametrize(
    ("text", "fate", "expected"),
    [
        ("The raid killed a woman and two guards.", Fate.KILLED, [3]),
        ("Five people were killed, including two children.", Fate.KILLED, [5]),
        ("Omar Haddad, a baker, was killed.", Fate.KILLED, [1]),
        ("Omar Haddad was killed. He died at once.", Fate.KILLED, [1, 1]),
        ("Omar Haddad and Lina Saleh were killed.", Fate.KILLED, [2]),
        ("Two men were shot. One man died.", Fate.HIT, [2]),
        ("The driver was wounded.", Fate.INJURED, [1]),
    ],
)
def test_sums_of_a_sentence(text, fate, expected):
    assert sums(text, fate) == expected


def test_zones_and_background():
    found = evidence(read("Blast kills five\n\nFive people were killed. Last year nine people were killed there."))
    assert [(s.n, s.zone, s.background) for s in found.people[Fate.KILLED]] == [
        (5, Zone.TITLE, False),
        (5, Zone.LEAD, False),
        (9, Zone.LEAD, True),
    ]


def test_a_plan_counts_nobody():
    coded = read("They plan to kill five people.")
    content = (Span(0, len(coded.report.text)),)
    plan = Claim(
        "c1", "e1", (), (), (), CueKind.NONE, content, Quote.NARRATOR, Value.UNKNOWN, Value.UNKNOWN, Irrealis.PLAN
    )
    planned = CodedReport(coded.report, coded.layers, claims=(plan,))
    assert [s.n for s in evidence(coded).people[Fate.KILLED]] == [5]
    assert evidence(planned).people[Fate.KILLED] == ()


def test_names_are_told_apart():
    found = evidence(
        read("Omar Haddad was killed on the road. Lina Saleh was killed at home. Haddad was killed first.")
    )
    assert found.names[Fate.KILLED] == 2


def test_candidates_hold_none_one_and_the_survivors():
    found = evidence(read("Six people were shot and two were killed."))
    assert {0, 1, 2} <= set(killed_candidates(found))
    assert {4, 6} <= set(injured_candidates(found, 2))


def test_features_name_what_speaks_for_a_figure():
    found = evidence(read("Blast kills five\n\nFive people were killed. Two people were hurt."))
    five, two = killed_features(found, 5), injured_features(found, 2, 5)
    assert five["people: title"] == five["people: most"] == 1
    assert two["injured: said"] == 1
    assert "people: said" not in killed_features(found, 4)


def test_log_odds_are_probabilities():
    odds = log_odds([0, 1], lambda n: {"one": float(n)}, {"one": 0.0})
    assert [round(value, 4) for value in odds.values()] == [-0.6931, -0.6931]


def test_weights_decide():
    found = evidence(read("Five people were killed. Six people were killed."))
    weights = {"killed": {"n=3": 1.0, "people: first": 2.0}, "injured": {"n=0": 1.0}}
    assert choose(found, weights) == (5, 0)
    assert choose(found, {**weights, "killed": {"people: most": 2.0}}) == (6, 0)


def test_the_shipped_weights_are_for_features_that_exist():
    texts = [
        "Three dead, two hurt\n\nThree people were killed and two others wounded. At least six people were shot.",
        "No one was killed. In 2009 two men were killed. A man was hurt; he was shot. A homicide, a triple murder.",
    ]
    known: set[str] = set()
    for found in map(evidence, map(read, texts)):
        for n in range(5):
            known |= killed_features(found, n).keys() | injured_features(found, n, 1).keys()
    plain = {name for weights in tally_weights().values() for name in weights if ": " in name}
    assert len(plain & known) > 60
    json.dumps(tally_weights())


@pytest.mark.parametrize("group", sorted(load_yaml(WORDS)))
def test_every_pattern_finds_its_example(group):
    for entry in load_yaml(WORDS)[group]:
        assert getattr(tally_words(), group).search(entry["example"]), entry


SCRAPS = "Five people were killed , . and one man Omar Haddad was shot two others wounded no died 12 including"
WORD_LIST = SCRAPS.split()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORD_LIST), max_size=25).map(" ".join))
def test_ranges_are_ordered(text):
    counts = document_counts(read(text))
    for figure in (counts.killed, counts.injured, counts.captured, counts.missing):
        if figure is not None:
            assert 0 <= figure.low <= figure.best
            assert figure.high is None or figure.best <= figure.high


FIVE = "Blast at market\n\nFive people were killed and twelve were wounded in a blast in Omdara, police said."
SIX = "Blast at market\n\nSix people were killed and twelve were wounded in a blast in Omdara, police said."
NONE = "The council met on Monday to talk about the harvest."


@pytest.mark.parametrize(
    ("texts", "figures"),
    [
        ([FIVE], (5, 12)),
        ([FIVE, FIVE, SIX], (5, 12)),  # what most count
        ([FIVE, SIX, SIX, NONE, NONE, NONE, NONE], (6, 12)),  # those that count nobody are not asked
        ([NONE], (0, 0)),
        ([], (0, 0)),
    ],
)
def test_the_figure_of_an_incident_is_what_its_reports_together_make_likeliest(texts, figures):
    read_on = [
        replace(read(text), report=replace(read(text).report, id=f"r{k}", published=f"2024-04-{k + 10}"))
        for k, text in enumerate(texts)
    ]
    assert incident_counts(read_on[::-1]) == figures


def test_several_reports_are_weighed_by_weights_of_their_own_and_one_by_those_of_a_report():
    reports = [replace(read(FIVE), report=replace(read(FIVE).report, id=id)) for id in ("a", "b")]
    nobody = {"killed": {"n=0": 99.0}, "injured": {"n=0": 99.0}}
    assert incident_counts(reports, together=nobody) == (0, 0)
    assert incident_counts(reports[:1], together=nobody) == (5, 12)
    assert incident_weights().keys() == tally_weights().keys()


def test_reports_that_count_nobody_are_asked_only_where_none_counts_anybody():
    five, none = evidence(read(FIVE)), evidence(read(NONE))
    assert counting([none, five], tally_weights()) == [five]
    assert counting([none, none], tally_weights()) == [none]
    assert counting([], tally_weights()) == []


def test_features_of_several_reports_are_averaged_over_all_of_them():
    assert averaged([{"most": 1.0, "first": 1.0}, {"most": 1.0}]) == {"first": 0.5, "most": 1.0}
    assert of_all([[0, 2], [1, 2]]) == [0, 1, 2]
