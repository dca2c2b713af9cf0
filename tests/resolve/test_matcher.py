"""Likeness of events, by the examples of the weights, and what can never be one happening."""

import pytest

from sayso.resolve.features import facts_of
from sayso.resolve.matcher import Matcher, gap
from sayso.vocab.loader import load_yaml
from sayso.vocab.matching import EVIDENCE

from .made import report, says


def event(row, name="a", number=0):
    facets = {"event_type": row["type"]} | {k: row[k] for k in ("killed", "injured", "actor", "target") if k in row}
    if "day" in row:
        facets["time"] = str(row["day"])
    if "places" in row:
        facets["place"] = list(row["places"])
    if "at" in row:
        facets["place"] = ("Tell Ahl" if name == "a" else "Qasr Bir", *row["at"])
    words = f"it was seen from {' and '.join(row.get('names', ['afar']))} that day"
    made = report(name, says(None, words=words, **facets), day=str(row["published"]) if "published" in row else None)
    return next(facts_of(made, number))


@pytest.mark.parametrize("row", load_yaml(EVIDENCE)["examples"])
def test_likenesses_of_the_examples(row):
    a, b = event(row["a"]), event(row["b"], "b", 1)
    assert Matcher().likenesses(a, b) == row["expect"]
    assert sorted(Matcher().likenesses(b, a)) == sorted(row["expect"])


def test_every_weight_has_an_example():
    table = load_yaml(EVIDENCE)
    assert {name for row in table["examples"] for name in row["expect"]} == set(table["weights"])


def test_type_and_day_alone_never_make_two_events_one():
    a, b = (event({"type": "shelling", "day": "2024-04-21"}, name, i) for i, name in enumerate("ab"))
    assert Matcher().score(a, b) == Matcher().evidence.bias


@pytest.mark.parametrize(
    ("a", "b", "excluded"),
    [
        ({"day": "2024-04-21"}, {"day": "2024-04-22"}, False),
        ({"day": "2024-04-21"}, {"day": "2024-04-23"}, True),
        ({"day": "2024-04-18/2024-04-22"}, {"day": "2024-04-23"}, False),
        ({}, {"day": "2024-04-23"}, False),
        ({"at": [36.7, 42.6]}, {"at": [36.9, 42.8]}, False),
        ({"at": [36.7, 42.6]}, {"at": [30.5, 47.8]}, True),
    ],
)
def test_days_or_places_apart_exclude(a, b, excluded):
    first, second = event({"type": "shelling"} | a), event({"type": "shelling"} | b, "b", 1)
    assert Matcher().excluded(first, second) is excluded


def test_gap_counts_the_days_between_the_nearest_intervals():
    assert gap([(1, 3)], [(3, 4), (9, 9)]) == 0
    assert gap([(1, 3)], [(5, 5)]) == 2
    assert gap([(9, 9)], [(5, 5)]) == 4
