"""What reports say was the first for a time is asked of the ledger's own record."""

from dataclasses import replace
from typing import Any

import pytest

from sayso.model import Layers, Span, TimeSpan
from sayso.model.coded import TimeLayer
from sayso.resolve import merge
from sayso.resolve.precedents import FILE, Answer, _days, _patterns, precedents
from sayso.vocab.loader import load_yaml

from .made import report, says

ZUMMAR = ("Zummar", 36.6, 42.6)
BASE: dict[str, Any] = {"event_type": "rocket_attack", "place": ZUMMAR, "target": "a US military base"}
SINCE = "it was the first attack on US forces since early February"
PAUSE = "attacks resumed after a nearly three-month hiatus"


@pytest.mark.parametrize("row", load_yaml(FILE)["patterns"], ids=lambda row: row["example"])
def test_every_pattern_finds_its_example(row):
    found = [(p, m) for p in _patterns() if (m := p.words.search(row["example"].lower()))]
    pattern, match = found[0]
    if row["expect"] == "since":
        assert pattern.since
    else:
        assert _days(match["number"], match["unit"], nearly=match["nearly"] is not None) == row["expect"]


def test_other_words_ask_nothing():
    assert not any(p.words.search("the first of three rockets fell at noon") for p in _patterns())


def asked(words, *earlier, since="2024-02-01/2024-02-10", time="2024-04-21", **facets):
    told = report("now", says("police", **BASE, time=time), says(None, words=words, **facets), day="2024-04-22")
    if since is not None and "since" in words:
        end = told.claims[1].content[0].end
        span = Span(end - len("early February"), end)
        start, last = since.split("/")
        layer = TimeLayer(span, "DATE", "2024-02", None, start, last, "range", "publication", "test")
        told = replace(told, layers=Layers(times=(layer,)))
    incidents = merge([told, *earlier]).incidents
    coded = {c.report.id: c for c in (told, *earlier)}
    incident = next(i for i in incidents if "now" in i.reports)
    return precedents(incident, coded, incidents), incidents


def before(name, day, **facets):
    return report(name, says("police", **(BASE | facets), time=day), day=day, publisher=f"Post {name}", text=name)


def test_an_earlier_one_on_the_same_party_answers_no():
    found, incidents = asked(SINCE, before("then", "2024-03-05"), target="US forces")
    (precedent,) = found
    assert (precedent.answer, precedent.since, precedent.until) == (Answer.NOT_BORNE_OUT, "2024-02-11", "2024-04-20")
    assert precedent.earlier == tuple(i.id for i in incidents if "then" in i.reports)
    assert precedent.claim == ("now", "c2")
    assert precedent.words == "the ledger has 1 like it from 2024-02-11 to 2024-04-20"


@pytest.mark.parametrize(
    ("other", "answer", "known"),
    [
        (before("then", "2024-01-20"), Answer.CANNOT_TELL, 0),  # before the time that is meant
        (before("then", "2024-03-05", target="an Iranian consulate"), Answer.BORNE_OUT, 1),
        (before("then", "2024-03-05", event_type="protest"), Answer.BORNE_OUT, 1),
        (before("then", "2024-03-05", event_type="drone_strike"), Answer.NOT_BORNE_OUT, 1),
    ],
)
def test_what_is_like_it(other, answer, known):
    (precedent,), _ = asked(SINCE, other, target="US forces")
    assert (precedent.answer, precedent.known) == (answer, known)


def test_without_a_named_party_the_area_decides():
    near = before("then", "2024-03-05", place=("Rabia", 36.8, 42.4))
    far = before("then", "2024-03-05", place=("Basra", 30.5, 47.8))
    assert asked(SINCE, near)[0][0].answer is Answer.NOT_BORNE_OUT
    assert asked(SINCE, far)[0][0].answer is Answer.BORNE_OUT


def test_a_pause_is_reckoned_back_from_the_day_of_the_incident():
    (precedent,), _ = asked(PAUSE, before("then", "2024-01-28"))
    assert (precedent.since, precedent.answer) == ("2024-01-31", Answer.CANNOT_TELL)


def test_a_time_that_is_not_made_out_cannot_be_told():
    (precedent,), _ = asked(SINCE, since=None)
    assert (precedent.since, precedent.answer) == (None, Answer.CANNOT_TELL)
    assert "not made out" in precedent.words


def test_the_deadliest_is_compared_by_the_dead():
    words = "it was the deadliest attack on US forces since early February"
    few, many = before("then", "2024-03-05", killed=2), before("then", "2024-03-05", killed=9)
    assert asked(words, few, target="US forces", killed=5)[0][0].answer is Answer.BORNE_OUT
    assert asked(words, many, target="US forces", killed=5)[0][0].answer is Answer.NOT_BORNE_OUT


def test_one_question_is_asked_once_and_no_question_without_such_words():
    assert asked("nobody was hurt")[0] == ()
    told = report("now", says("police", **BASE, time="2024-04-21"), *(says(None, words=PAUSE) for _ in range(2)))
    (incident,) = merge([told]).incidents
    assert len(precedents(incident, {"now": told}, ())) == 1
    assert precedents(incident, {}, ()) == ()
    undated = replace(incident, time=TimeSpan(None, None))
    assert precedents(undated, {"now": told}, ())[0].answer is Answer.CANNOT_TELL
