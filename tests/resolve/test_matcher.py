"""Likeness of events, by the examples of the weights, and what can never be one happening."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Layers, Slot
from sayso.model.coded import TimeLayer
from sayso.resolve.features import facts_of
from sayso.resolve.matcher import Matcher, gap
from sayso.vocab.loader import load_yaml
from sayso.vocab.matching import EVIDENCE

from .made import report, says

UNLIKE = {
    "a": "herders drove shaggy cattle across frozen meadows before autumn fairs, haggled over fleece, honey, candles, "
    "copper kettles, dried plums, walnuts, barley, saddles, felted boots, wicker baskets, goose feathers.",
    "b": "weavers unloaded woollen bolts beside empty mills, dyed them crimson, indigo, saffron, hung drenched skeins "
    "upon wooden racks, swept sheds, greased looms, oiled hinges, mended awnings, whittled spindles.",
}


def event(row, name="a", number=0):
    facets = {"event_type": row["type"]} | {k: row[k] for k in ("killed", "injured", "actor", "target") if k in row}
    if "day" in row:
        facets["time"] = str(row["day"])
    if "places" in row:
        facets["place"] = list(row["places"])
    if "at" in row:
        facets["place"] = ("Tell Ahl" if name == "a" else "Qasr Bir", *row["at"])
    words = " and ".join(f"in {place} it was so" for place in row.get("names", ["it"]))
    told = says("police", words=words, event="e2" if row.get("after") else "e1", **facets)
    first = [says("police", event_type="talks_visit", words="they met")] if row.get("after") else []
    text = row.get("text", UNLIKE[name])
    made = report(name, *first, told, day=str(row["published"]) if "published" in row else None, text=text)
    if "weekday" in row:
        return undated(row["weekday"], row["type"])
    return list(facts_of(made, number))[-1]


@pytest.mark.parametrize("row", load_yaml(EVIDENCE)["examples"])
def test_likenesses_of_the_examples(row):
    a, b = event(row["a"]), event(row["b"], "b", 1)
    assert sorted(Matcher().likenesses(a, b)) == sorted(row["expect"])
    assert sorted(Matcher().likenesses(b, a)) == sorted(row["expect"])
    assert Matcher().score(a, b) == Matcher().score(b, a)
    assert Matcher().score(a, b) == pytest.approx(
        Matcher().evidence.bias + sum(Matcher().spoken(Matcher().likenesses(a, b)))
    )


def test_names_on_a_day_say_nothing_by_themselves():
    matcher = Matcher()
    assert matcher.spoken(["same_day", "name", "place_name"]) == [0.0, 0.0, 0.0]
    assert matcher.spoken(["same_day", "name", "count"]) == [
        matcher.evidence.weights[n] for n in ("same_day", "name", "count")
    ]


def test_every_weight_has_an_example():
    table = load_yaml(EVIDENCE)
    assert {name for row in table["examples"] for name in row["expect"]} == set(table["weights"])


def test_short_texts_tell_nothing_of_their_likeness():
    row = {"type": "riot", "text": "Weavers looted the Khanaqin granary."}
    assert not [n for n in Matcher().likenesses(event(row), event(row, "b", 1)) if n.startswith("text_")]


def test_type_and_day_alone_never_make_two_events_one():
    a, b = (event({"type": "shelling", "day": "2024-04-21"}, name, i) for i, name in enumerate("ab"))
    assert Matcher().score(a, b) == Matcher().evidence.bias


def test_names_and_days_alone_never_make_two_events_one():
    row = {"type": "shelling", "day": "2024-04-21", "places": ["Zummar"], "names": ["Rabia"]}
    a, b = event(row), event(row, "b", 1)
    assert Matcher().score(a, b) > Matcher().evidence.bias
    a, b = replace(a, report_words=frozenset("abcdefghij")), replace(b, report_words=frozenset("klmnopqrst"))
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


@pytest.mark.parametrize(
    ("names", "words", "leads", "excluded"),
    [
        ("abcde", "klmnopqrst", True, False),
        ("abcd", "klmnopqrst", True, True),  # too few names in common
        ("abcde", "klmnopqrs", True, True),  # too short a text
        ("abcde", "0123456789", True, True),  # other words
        ("abcde", "klmnopqrst", False, True),  # the other report opens with something else
    ],
)
def test_days_apart_do_not_exclude_where_two_reports_are_one_story(names, words, leads, excluded):
    a, b = event({"type": "shelling", "day": "2024-04-21"}), event({"type": "shelling", "day": "2024-04-25"}, "b", 1)
    a = replace(a, report_names=frozenset("abcdef"), report_words=frozenset("klmnopqrst"))
    b = replace(b, report_names=frozenset(names), report_words=frozenset(words), leads=leads)
    assert (Matcher().excluded(a, b), Matcher().excluded(b, a)) == (excluded, excluded)


def test_gap_counts_the_days_between_the_nearest_intervals():
    assert gap([(1, 3)], [(3, 4), (9, 9)]) == 0
    assert gap([(1, 3)], [(5, 5)]) == 2
    assert gap([(9, 9)], [(5, 5)]) == 4


stretches = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9)), min_size=1, max_size=5).map(
    lambda rows: [(start, start + length) for start, length in rows]
)


@given(stretches, stretches)
def test_gap_is_the_least_between_any_two_intervals(a, b):
    assert gap(a, b) == gap(b, a) == min(max(0, x[0] - y[1], y[0] - x[1]) for x in a for y in b)


def test_there_is_no_gap_from_no_days():
    with pytest.raises(ValueError, match="no days"):
        gap([], [(1, 3)])


@pytest.mark.parametrize("row", load_yaml(EVIDENCE)["examples"])
def test_looking_no_further_than_needed_tells_the_same_as_the_score(row):
    a, b = event(row["a"]), event(row["b"], "b", 1)
    score = Matcher().score(a, b)
    for least in (score - 1, score - 0.001, score, score + 0.001, score + 1):
        assert Matcher().reaches(a, b, least) is Matcher().reaches(b, a, least) is (score >= least)


@pytest.mark.parametrize(
    ("told_beside", "excluded"),
    [
        ({"event_type": "shelling"}, True),
        ({"event_type": "explosion"}, True),  # may be the same happening
        ({"killed": 3}, True),
        ({"event_type": "arrest"}, False),
        ({"response": "a search"}, False),
    ],
)
def test_only_days_of_the_happening_itself_exclude(told_beside, excluded):
    a = report("a", says(None, event_type="shelling", place="Zummar"), says(None, time="2024-04-28", **told_beside))
    b = report("b", says(None, event_type="shelling", time="2024-04-21", place="Zummar"))
    first, second = next(facts_of(a, 0)), next(facts_of(b, 1))
    assert Matcher().excluded(first, second) is excluded


def undated(timex, kind="shelling", **facets):
    """A happening in a report without a date, with a time expression that tells no year."""
    made = report("a", says(None, event_type=kind, time=None, **facets), day=None)
    span = next(f.span for f in made.claims[0].facets if f.slot is Slot.TIME)
    times = (TimeLayer(span, "DATE", timex, None, None, None, "unknown", "none", "weekday"),)
    return next(facts_of(replace(made, layers=Layers(times=times)), 0))


@pytest.mark.parametrize(
    ("timex", "likeness", "excluded"),
    [
        ("XXXX-04-21", "same_day", False),
        ("XXXX-04-22", None, False),
        ("XXXX-04-25", None, True),
        ("XXXX-12-31", None, True),
        ("XXXX-02-29", None, False),  # no such day in 2023: nothing follows
        ("XXXX-WXX-5", "weekday", False),  # 21 April 2023 was a Friday
        ("XXXX-WXX-1", None, False),
        ("XXXX-SU", None, False),
    ],
)
def test_a_day_without_a_year_is_compared_with_dated_events(timex, likeness, excluded):
    dated = event({"type": "shelling", "day": "2023-04-21", "places": ["Zummar"]}, "b", 1)
    for a, b in ((undated(timex, place="Zummar"), dated), (dated, undated(timex, place="Zummar"))):
        found = set(Matcher().likenesses(a, b)) & {"same_day", "weekday", "published_near"}
        assert found == ({likeness} if likeness else set())
        assert Matcher().excluded(a, b) is excluded
