from __future__ import annotations

import pytest
from training.event_words import cases, fit, linking, topic_of

from sayso.evaluate.coref import CorefText, GoldMention
from sayso.extract.tags import Tagger
from sayso.model import Document, Report, Span
from sayso.text import segment

STORM = "A storm broke the harbour wall of Tarmud. Fishermen watched the storm."
OTHER = "Farmers near Zenda feared another storm."


def text_of(name: str, text: str, cluster: str) -> CorefText:
    places = [k for k in range(len(text)) if text.startswith("storm", k)]
    return CorefText(name, text, tuple(GoldMention(cluster, Span(k, k + 5)) for k in places), "3_ecb")


TEXTS = [text_of("a", STORM, "s1"), text_of("b", STORM.replace("watched", "saw"), "s1"), text_of("c", OTHER, "s2")]
DOCS = [Tagger()(segment(Document(Report.of(text.text)))) for text in TEXTS]


@pytest.mark.parametrize(("topic", "number"), [("36_ecbplus", 36), ("3", 3), ("", 0)])
def test_the_number_of_a_topic(topic: str, number: int) -> None:
    assert topic_of(CorefText("d", "", topic=topic)) == number


def test_what_goes_with_one_chain_is_learned() -> None:
    found, same = cases(TEXTS, DOCS)
    assert len(found) == len(same) >= 6
    assert True in same
    weights = fit(found, same)
    chains = linking(TEXTS, DOCS, weights).cross
    assert {doc for chain in chains for doc, _ in chain} == {"a", "b", "c"}
    assert sum(map(len, chains)) == 5
