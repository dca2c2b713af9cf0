from __future__ import annotations

from typing import Any

import yaml
from training.incidents import Pair, fit, homes_of, learned_from, pairs, written
from training.tally import PARTS, SCORED, part_of

from sayso.evaluate.articles import Story, sample_of
from sayso.evaluate.gold import GoldClaim, GoldCluster, GoldReport
from sayso.model import Value

from ..resolve.made import report, says


def shelling(name: str, place: str, day: str = "2024-04-21") -> Any:
    return report(name, says("police", event_type="shelling", place=place, time=day), day="2024-04-22")


def test_an_event_belongs_where_most_of_its_claims_belong() -> None:
    coded = report("a", *(says(None, words=f"it burned in {n}") for n in ("one", "two", "three")))
    claims = tuple(
        GoldClaim(f"g{k}", event, Value.CERTAIN, (), (), claim.content)
        for k, (claim, event) in enumerate(zip(coded.claims, ("I2", "I1", "I1"), strict=True))
    )
    cluster = GoldCluster("river", (), (GoldReport("a", coded.report.text, claims),))
    assert homes_of(cluster, {"a": coded}) == {("a", "e1"): ("river", "I1")}


def test_pairs_of_other_clusters_are_unlike_and_the_unknown_is_not_asked() -> None:
    reports = [shelling(name, "Zummar") for name in "abcd"]
    homes = {("a", "e1"): ("x", "I1"), ("b", "e1"): ("x", "I1"), ("c", "e1"): ("y", "I1"), ("d", "e1"): ("x", "other")}
    found = list(pairs(reports, homes))
    assert sorted(p.same for p in found) == [False] * 5 + [True]
    only_others = {("a", "e1"): ("x", "other"), ("b", "e1"): ("x", "other")}
    assert list(pairs(reports[:2], only_others)) == []


def test_what_goes_with_one_happening_weighs_more_and_the_known_holds_where_nothing_is_shown() -> None:
    same, other = Pair(frozenset({"same_day", "like_reports"}), True), Pair(frozenset({"no_names"}), False)
    weights = fit([same] * 30 + [other] * 30)
    assert weights["like_reports"] > 0 > weights["no_names"]
    assert weights["bias"] < 0


def test_only_the_numbers_of_the_file_are_written_anew() -> None:
    table = "# why\nbias: -1\nlink: -0.5\nweights:\n  name: 1\n  count: 2\nexamples:\n  - a: {type: riot}\n"
    text = written(table, {"name": 0.5, "bias": -3.0})
    assert text.startswith("# why\n")
    assert yaml.safe_load(text) == {
        "bias": -3.0,
        "link": -0.5,
        "weights": {"name": 0.5},
        "examples": [{"a": {"type": "riot"}}],
    }


def test_incidents_that_are_scored_or_never_looked_at_are_not_learned_from() -> None:
    stories = [Story(str(n), (), {}) for n in range(900)]
    taken = {story.incident for story in learned_from(stories)}
    scored = {story.incident for story in sample_of(stories, SCORED)}
    assert taken == {s.incident for s in stories if part_of(s.incident) != PARTS - 1} - scored
    assert len(taken) > len(stories) / 3
