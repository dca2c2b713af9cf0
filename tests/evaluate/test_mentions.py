"""Mentions are scored one to one, exact and overlapping, under the types of the corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.evaluate.mentions import MatchTally, SpanKind, Wanted, answers, evaluate, score
from sayso.model import Mention, MentionKind, Span
from sayso.vocab.loader import load_yaml

TEXT = "Two frigates left Orta for the northern brigade."
BODY = frozenset({MentionKind.ORGANISATION, MentionKind.GROUP})


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def found(words: str, kind: MentionKind) -> SpanKind:
    return SpanKind(at(words), kind)


@pytest.mark.parametrize(
    ("predicted", "strict", "overlap"),
    [
        (found("the northern brigade", MentionKind.GROUP), 1, 1),
        (found("brigade", MentionKind.ORGANISATION), 0, 1),
        (found("the northern brigade", MentionKind.PERSON), 0, 0),
        (found("Orta", MentionKind.GROUP), 0, 0),
    ],
)
def test_a_mention_is_right_by_its_words_and_a_fitting_kind(predicted, strict, overlap):
    tally = score([Wanted(at("the northern brigade"), "Organisation", BODY)], [predicted])
    assert sum(tally.values(), MatchTally()) == MatchTally(1, 1, strict, overlap)


def test_one_gold_mention_is_met_once():
    wanted = [Wanted(at("the northern brigade"), "Organisation", BODY)]
    given = [found("northern", MentionKind.GROUP), found("brigade", MentionKind.GROUP)]
    assert score(wanted, given) == {"Organisation": MatchTally(1, 1, 0, 1), "group": MatchTally(0, 1, 0, 0)}


def test_what_meets_nothing_counts_for_the_type_that_it_could_answer():
    tally = score([], [found("Orta", MentionKind.PLACE)], {MentionKind.PLACE: "Location"})
    assert tally == {"Location": MatchTally(predicted=1)}


def test_the_crosswalk_has_an_example_for_every_type_and_gives_known_kinds():
    rows = [row for types in load_yaml("crosswalk/mentions.yaml").values() for row in types.values()]
    assert all(row["example"].strip() for row in rows)
    assert len(answers()) == len(rows)


def corpus(tmp_path: Path, *rows: dict[str, object]) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps({"doc_id": str(k), "text": TEXT} | r) + "\n" for k, r in enumerate(rows)))
    return path


def entity(words: str, type: str, confidence: float = 1.0) -> dict[str, object]:
    return {"id": "x", "span": at(words), "type": type, "text": words, "confidence": confidence}


def orta(texts):
    return [(Mention(at("Orta"), MentionKind.PLACE), Mention(at("Two"), MentionKind.QUANTITY)) for _ in texts]


def test_doubtful_entities_foreign_types_and_the_bbc_folder_are_left_out(tmp_path):
    entities = [entity("Orta", "Location"), entity("Two", "Quantity", 0.0), entity("left", "Temporal")]
    gold = corpus(tmp_path, {"split": "CENTCOM", "entities": entities}, {"split": "BBC Online", "entities": entities})
    figures = evaluate(gold, orta, predictions=tmp_path / "out.jsonl").as_dict()
    assert (figures["documents"], figures["documents_left_out"]) == (1, 1)
    assert (figures["gold"], figures["predicted"], figures["strict"]["f1"]) == (1, 2, 66.7)
    assert figures["kinds"]["Location"]["strict"] == {"p": 100.0, "r": 100.0, "f1": 100.0}
    assert figures["kinds"]["quantity"]["predicted"] == 1
    assert json.loads((tmp_path / "out.jsonl").read_text()) == {
        "doc_id": "0",
        "mentions": [{"span": [18, 22], "kind": "place"}, {"span": [0, 3], "kind": "quantity"}],
    }


def test_a_dump_can_be_gold(tmp_path):
    mentions = [{"span": at("Orta"), "kind": "place"}, {"span": at("Two"), "kind": "quantity"}]
    figures = evaluate(corpus(tmp_path, {"mentions": mentions}), orta).as_dict()
    assert (figures["overlap"]["f1"], sorted(figures["kinds"])) == (100.0, ["place", "quantity"])


def test_a_span_outside_its_text_is_told(tmp_path):
    with pytest.raises(UsageError, match=r"gold\.jsonl: 0: span \[40, 400\] does not lie in the text"):
        evaluate(corpus(tmp_path, {"entities": [{"span": [40, 400], "type": "Location"}]}), orta)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8), st.sampled_from(MentionKind)), max_size=8))
def test_any_mentions_scored_against_themselves_are_all_right(rows):
    given_mentions = [SpanKind(Span(a, a + n), kind) for a, n, kind in dict.fromkeys(rows)]
    wanted = [Wanted(m.span, m.kind.value, frozenset({m.kind})) for m in given_mentions]
    total = sum(score(wanted, given_mentions).values(), MatchTally())
    assert total == MatchTally(*[len(given_mentions)] * 4)
