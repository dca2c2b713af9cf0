from __future__ import annotations

import pytest
from training.event_words import cases, cross_validated, learn, linking, report_weights, thirds, topic_of

from sayso.evaluate.coref import CorefText, GoldMention
from sayso.extract.tags import Tagger
from sayso.model import Document, Report, Span
from sayso.text import segment

STORM = "A storm broke the harbour wall of Tarmud. Fishermen watched the storm."
OTHER = "Farmers near Zenda feared another storm."


def text_of(name: str, text: str, cluster: str) -> CorefText:
    places = [k for k in range(len(text)) if text.startswith("storm", k)]
    return CorefText(name, text, tuple(GoldMention(cluster, Span(k, k + 5)) for k in places), "3_ecb", f"3_{cluster}")


TEXTS = [text_of("a", STORM, "s1"), text_of("b", STORM.replace("watched", "saw"), "s1"), text_of("c", OTHER, "s2")]
DOCS = [Tagger()(segment(Document(Report.of(text.text)))) for text in TEXTS]


@pytest.mark.parametrize(("topic", "number"), [("36_ecbplus", 36), ("3", 3), ("", 0)])
def test_the_number_of_a_topic(topic: str, number: int) -> None:
    assert topic_of(CorefText("d", "", topic=topic)) == number


READ = list(zip(TEXTS, DOCS, strict=True))


def test_what_goes_with_one_chain_is_learned() -> None:
    found, same = cases(READ, {"bias": 0.0})
    assert len(found) == len(same) >= 6
    assert True in same
    weights, pairs = learn([READ])
    assert 0 < pairs <= len(found)
    chains = linking(READ, weights).cross
    assert {doc for chain in chains for doc, _ in chain} == {"a", "b", "c"}
    assert sum(map(len, chains)) == 5


def test_likeness_speaks_for_one_subtopic() -> None:
    weights = report_weights([READ])
    assert weights["words"] > 0 > weights["bias"]


def test_thirds_are_of_whole_topics() -> None:
    texts = [(CorefText(str(k), "", topic=f"{k % 7}_ecb"), DOCS[0]) for k in range(14)]
    parts = thirds(texts)
    assert [len(part) for part in parts] == [6, 6, 2]
    assert all(not {t.topic for t, _ in a} & {t.topic for t, _ in b} for a in parts for b in parts if a is not b)


def test_each_part_is_scored_by_what_the_others_teach() -> None:
    figures = cross_validated([READ, list(READ)])
    assert len(figures["conll_f1"]) == len(figures["floor"]) == 2
    assert all(0 < f1 <= 100 for f1 in figures["conll_f1"])
