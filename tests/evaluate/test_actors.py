import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.evaluate.actors import Answer, Party, Resolved, parties_of, score
from sayso.evaluate.gold import GoldCluster, GoldFacet, GoldReport
from sayso.model import Slot, Span

from .small import gold_claim

TEXT = "The group fired at the army. It said so. Armed men fled with the IDF's men. Nobody saw Israeli jets."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def facet(slot: Slot, words: str, name: str | None) -> GoldFacet:
    return GoldFacet(slot, span(words), name, words)


def report() -> GoldReport:
    told = gold_claim(
        1,
        (0, 28),
        source=(span("It").start, span("It").end),
        facets=(
            facet(Slot.ACTOR, "The group", "Hamas"),
            facet(Slot.TARGET, "the army", "Israeli army"),
            facet(Slot.ACTOR, "Armed men", "armed men"),
            facet(Slot.ACTOR, "Israeli jets", "Israel"),
            facet(Slot.PLACE, "the IDF's men", "nowhere"),
        ),
    )
    again = gold_claim(2, (0, 28), facets=(facet(Slot.ACTOR, "The group", "somebody else"),))
    return GoldReport("r1", TEXT, (replace(told, resolved="Hamas"), again), published="2024-04-22")


def test_parties_are_the_named_actors_targets_and_pronoun_sources_each_once():
    assert [(p.words, p.wanted, p.source) for p in parties_of(report())] == [
        ("The group", "hamas", False),
        ("the army", "idf", False),
        ("It", "hamas", True),
        ("Armed men", None, False),
        ("Israeli jets", "state:IL", False),
    ]


def test_figures_count_what_is_right_and_what_is_akin(tmp_path: Path):
    answers = {
        "The group": Resolved("hamas", "probable", "last-named"),
        "the army": Resolved("hamas", "possible", "last-named"),
        "It": None,
        "Armed men": Resolved("hamas", "possible", "name"),
        "Israeli jets": Resolved("israel-air-force", "certain", "country-and-noun"),
    }
    asked = []

    def resolve(given, spans):
        asked.append(given)
        return [answers[s.text(given.text)] for s in spans]

    gold = GoldCluster("c", (), (report(),))
    out = tmp_path / "out.jsonl"
    figures = score([gold], resolve, slots={"actor": 50.0}, predictions=out).as_dict()
    assert figures["facet_f1"] == {"actor": 50.0}
    assert figures["parties"] == {
        "all": 4,
        "known_by_name": 3,
        "resolved": 100.0,
        "right": 33.3,
        "right_or_akin": 66.7,
        "right_of_resolved": 33.3,
        "right_by_look_up": 0.0,
    }
    assert figures["sources_behind_pronouns"]["resolved"] == 0.0
    assert figures["by_certainty"]["probable"] == {"n": 1, "right": 100.0}
    assert figures["by_rule"]["last-named"] == {"n": 2, "right": 50.0}
    assert [(r.text, r.published) for r in asked] == [(TEXT, "2024-04-22")]
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert rows[0] == {
        "doc_id": "r1",
        "span": [0, 9],
        "words": "The group",
        "actor": "hamas",
        "certainty": "probable",
        "rule": "last-named",
    }
    assert rows[2]["actor"] is None


@pytest.mark.parametrize(
    ("wanted", "found", "akin"),
    [
        ("state:IL", "idf", True),
        ("idf", "state:IL", True),
        ("idf", "israel-air-force", True),
        ("state:IQ", "IQ:police", True),
        ("hamas", "qassam", True),
        ("state:LB", "hezbollah", False),
        ("hamas", "hezbollah", False),
        (None, "hamas", False),
    ],
)
def test_bodies_of_one_line_are_akin(wanted, found, akin):
    party = Party("r", Span(0, 1), "x", "x", wanted, False)
    assert Answer(party, Resolved(found, "certain", "name"), None).akin is akin
    assert not Answer(party, None, None).akin
