"""Incidents made of articles: who is put together, and what the merged incident counts."""

import gzip
import json

import pytest

from sayso.errors import UsageError
from sayso.evaluate.articles import Placed, evaluate, read_articles, sample_of


def row(incident, *ids, killed=None, injured=None):
    docs = [{"doc_id": id, "title": "A title", "text": f"Text of {id}.", "date": "2024-04-21"} for id in ids]
    figures = {k: v for k, v in (("num_killed", killed), ("num_injured", injured)) if v is not None}
    return {"incident_id": incident, "structured": figures, "docs": docs}


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl.gz"
    rows = [row("A", "a1", "a2", killed=1, injured=0), row("B", "b1", "b2", killed=2, injured=3), row("C", "c1", "a1")]
    path.write_bytes(gzip.compress("\n".join(json.dumps(r) for r in rows).encode()))
    return path


def test_an_article_is_read_once_and_short_incidents_are_left_out(gold):
    stories = list(read_articles(gold, least=2))
    assert [(s.incident, [r.id for r in s.reports]) for s in stories] == [("A", ["a1", "a2"]), ("B", ["b1", "b2"])]
    assert stories[0].figures == {"killed": 1, "injured": 0}
    assert stories[0].reports[0].text == "A title\n\nText of a1."
    assert [s.incident for s in read_articles(gold)] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("homes", "b3", "killed", "injured"),
    [
        ({"a1": "x", "a2": "x", "b1": "y", "b2": "y"}, 100.0, 100.0, 50.0),
        ({"a1": "x", "a2": "x", "b1": "x", "b2": "x"}, 66.7, 50.0, 50.0),
        ({"a1": "p", "a2": "q", "b1": "r", "b2": "s"}, 66.7, 50.0, 50.0),
    ],
)
def test_figures(gold, tmp_path, homes, b3, killed, injured):
    tolls = {"x": (1, 0), "y": (2, 9)}

    def merge(reports):
        return [Placed(r.id, homes[r.id], *tolls.get(homes[r.id], (1, 0))) for r in reports]

    out = tmp_path / "placed.jsonl"
    figures = evaluate(list(read_articles(gold, least=2)), merge, predictions=out)
    assert figures["articles_b3_f1"] == b3
    assert (figures["incidents_gold"], figures["articles"]) == (2, 4)
    assert figures["incidents_predicted"] == len(set(homes.values()))
    assert figures["killed"] == {"n": 2, "exact": killed, "majority": 50.0}
    assert figures["injured"]["exact"] == injured
    assert json.loads(out.read_text().splitlines()[0])["incident"] == homes["a1"]


def test_what_has_no_figures_is_not_asked(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row("A", "a1", "a2")))
    figures = evaluate(list(read_articles(path)), lambda reports: [Placed(r.id, "x") for r in reports])
    assert "killed" not in figures
    assert figures["articles_b3_f1"] == 100.0


def test_a_sample_is_the_same_every_time_and_keeps_its_order(gold):
    stories = list(read_articles(gold))
    assert sample_of(stories, 2) == sample_of(stories, 2)
    assert [s for s in stories if s in sample_of(stories, 2)] == sample_of(stories, 2)
    assert sample_of(stories, 9) == stories


@pytest.mark.parametrize("line", ['{"incident_id": "A"}', '{"docs": []}', '{"docs": 3, "incident_id": "A"}', "[]"])
def test_another_row_is_refused_with_its_number(tmp_path, line):
    path = tmp_path / "gold.jsonl"
    path.write_text(line)
    with pytest.raises(UsageError, match=r"gold\.jsonl, (row|line) 1"):
        list(read_articles(path))
