"""`ingest`, `incidents`, `show` and `demo` on a real ledger in a file."""

import json

import jsonschema
import pytest

from sayso.cli.filters import CONDITIONS
from sayso.cli.ingest import summary_words
from sayso.ledger.params import FILTERS
from sayso.model.codec import decode_incidents
from sayso.model.schema import schema_text
from sayso.pipeline.ingest import IngestSummary
from sayso.readers.results import unread

VALID = jsonschema.Draft202012Validator(json.loads(schema_text("incidents")))
REPORTS = (
    {
        "id": "post-1",
        "publisher": "Harbour Post",
        "published": "2024-04-23",
        "title": "Rockets in Mosul",
        "text": "A police officer said that three people were killed on Monday when rockets hit a market in Mosul.",
    },
    {
        "id": "radio-1",
        "publisher": "Radio Varna",
        "published": "2024-04-24",
        "text": "A nurse said that five people were killed on Monday when rockets hit a market in Mosul.",
    },
    {"id": "fair-1", "published": "2024-04-24", "text": "The mayor opened the spring fair. Children sang."},
)
LATE = "Police said that one woman was wounded on Saturday when a bomb exploded in Basra."


@pytest.fixture
def reports(tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(map(json.dumps, REPORTS)), encoding="utf-8")
    return path


@pytest.fixture
def stored(sayso, reports):
    """Run sayso in a folder whose sayso.db holds the reports."""
    assert sayso("ingest", reports)[0] == 0
    return sayso


def ids(printed):
    return [i.id for i in decode_incidents(printed)]


def test_ingest_tells_what_came_and_stores_it_once(sayso, reports, tmp_path):
    code, out, err = sayso("ingest", reports)
    assert (code, out) == (0, "")
    assert err.startswith("sayso: sayso.db: 3 reports new; ")
    assert (tmp_path / "sayso.db").exists()
    assert "0 reports new, 3 known before; " in sayso("ingest", reports)[2]


def test_ingest_sets_aside_what_it_cannot_read(sayso, reports):
    code, _, err = sayso("ingest", "gone.txt", reports, "--ledger", "other.db")
    assert code == 1
    assert "set aside gone.txt" in err
    assert "other.db: 3 reports new, 1 input set aside; " in err


def test_what_failed_is_told_too(sayso, reports, monkeypatch):
    def fail(*_):
        raise RuntimeError("the lexicon fell over")

    monkeypatch.setattr("sayso.pipeline.code.Coder.end", fail)
    code, _, err = sayso("ingest", reports)
    assert code == 1
    assert "set aside" in err
    assert "the lexicon fell over" in err


@pytest.mark.parametrize(
    ("summary", "words"),
    [
        (IngestSummary(new=1, incidents=1), "1 report new; 1 incident"),
        (IngestSummary(2, 1, 1200, incidents=0), "2 reports new, 1 updated, 1,200 known before; 0 incidents"),
        (
            IngestSummary(set_aside=(unread("a", "empty", "is empty"),), failed=(unread("b", "failed", "fell over"),)),
            "0 reports new, 2 inputs set aside; 0 incidents",
        ),
    ],
)
def test_summary(summary, words):
    assert summary_words(summary) == words


def test_incidents_are_listed_for_people(stored):
    code, out, err = stored("incidents")
    assert (code, err) == (0, "")
    assert "rocket attack" in out
    assert "2 reports" in out
    assert "≠ contested" in out


def test_incidents_validate_against_the_shipped_schema(stored):
    code, out, _ = stored("incidents", "--format", "json")
    assert code == 0
    VALID.validate(json.loads(out))
    lines = stored("incidents", "--format", "jsonl")[1].splitlines()
    assert [json.loads(line) for line in lines] == json.loads(out)


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        (("--since", "2024-04-22", "--until", "2024-04-22"), True),
        (("--since", "2024-05-01"), False),
        (("--until", "2024-04-01"), False),
        (("--bbox", "42,35,44,37"), True),
        (("--bbox", "10,35,12,37"), False),
        (("--near", "Mosul"), True),
        (("--near", "Nairobi"), False),
        (("--type", "rocket_attack"), True),
        (("--type", "protest"), False),
        (("--source", "nurse"), True),
        (("--source", "Harbour Post"), True),
        (("--source", "admiral"), False),
        (("--status", "contested"), True),
        (("--text", "market Mosul"), True),
        (("--text", "submarine"), False),
        (("--area", "mosul"), True),
        (("--area", "Nairobi"), False),
        (("--precision", "town"), True),
        (("--precision", "country"), False),
        (("--unknown", "time"), False),
        (("--as-of", "2024-04-23"), True),
        (("--as-of", "2024-04-20"), False),
    ],
)
def test_conditions(stored, conditions, found):
    code, out, _ = stored("incidents", *conditions, "--format", "json")
    assert code == 0
    assert bool(json.loads(out)) == found


def test_as_of_shows_what_was_known_then_under_the_same_id(stored):
    now = decode_incidents(stored("incidents", "--near", "Mosul", "--format", "json")[1])
    then = decode_incidents(stored("incidents", "--as-of", "2024-04-23", "--format", "json")[1])
    assert [i.reports for i in then] == [("post-1",)]
    assert then[0].id in {i.id for i in now}


def test_a_limit_keeps_the_latest(stored):
    every = ids(stored("incidents", "--format", "json")[1])
    assert ids(stored("incidents", "--limit", "1", "--format", "json")[1]) == every[:1]


def test_the_filters_are_those_of_the_pages():
    assert set(CONDITIONS) == set(FILTERS)


def test_a_sort_puts_those_of_most_reports_first(stored, sayso, tmp_path):
    later = tmp_path / "later.jsonl"
    later.write_text(json.dumps({"id": "late", "published": "2024-06-02", "text": LATE}), encoding="utf-8")
    assert sayso("ingest", later)[0] == 0
    latest = decode_incidents(stored("incidents", "--format", "json")[1])
    by_reports = decode_incidents(stored("incidents", "--sort", "reports", "--format", "json")[1])
    assert [len(i.reports) for i in latest] == [1, 2]
    assert [len(i.reports) for i in by_reports] == [2, 1]
    assert ids(stored("incidents", "--sort", "reports", "--limit", "1", "--format", "json")[1]) == [by_reports[0].id]


def test_an_unknown_place_is_wrong_usage(stored):
    code, out, err = stored("incidents", "--near", "Xqzzyv")
    assert (code, out) == (2, "")
    assert "no place of this name" in err


@pytest.mark.parametrize("command", [("incidents",), ("show", "INC-7KQ2M9")])
def test_looking_at_a_ledger_that_is_not_there_makes_none(sayso, tmp_path, command):
    code, out, err = sayso(*command)
    assert (code, out) == (2, "")
    assert "sayso.db: no ledger there" in err
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_in_memory_is_empty(sayso):
    assert sayso("incidents", "--ledger", "sqlite://") == (0, "0 incidents\n", "")


def test_show_an_incident(stored):
    wanted = next(i for i in decode_incidents(stored("incidents", "--format", "json")[1]) if len(i.reports) == 2)
    code, out, _ = stored("show", wanted.id)
    assert code == 0
    for part in (
        "findings ─",
        "claims matrix ─",
        "evidence ─",
        "reports ─",
        "A police officer",
        "A nurse",
        "Harbour Post",
    ):
        assert part in out
    shown = json.loads(stored("show", wanted.id, "--format", "json")[1])
    VALID.validate([shown])


def test_show_a_report(stored):
    code, out, _ = stored("show", "post-1")
    assert code == 0
    assert out.startswith("Rockets in Mosul\nHarbour Post · published 2024-04-23 · post-1")
    assert json.loads(stored("show", "post-1", "--format", "json")[1])["report"]["id"] == "post-1"


def test_show_a_claim(stored):
    code, out, _ = stored("show", "post-1/c1")
    assert code == 0
    assert "in the text" in out
    shown = json.loads(stored("show", "post-1/c1", "--format", "json")[1])
    assert (shown["report"], shown["claim"]["id"]) == ("post-1", "c1")


@pytest.mark.parametrize("wanted", ["post-1/s1", "a police officer"])
def test_show_a_source(stored, wanted):
    code, out, _ = stored("show", wanted)
    assert code == 0
    assert out.splitlines()[0].lower() == "a police officer"
    assert "post-1/s1" in out
    assert "three people were killed" in out
    assert json.loads(stored("show", wanted, "--format", "json")[1])["name"].lower() == "a police officer"


def test_what_is_not_there_is_wrong_usage(stored):
    code, out, err = stored("show", "post-9")
    assert (code, out) == (2, "")
    assert "no incident, report, claim or source goes by this" in err


def test_a_stale_ledger_is_rebuilt_before_it_is_shown(stored, monkeypatch):
    monkeypatch.setattr("sayso.ledger.Ledger.is_stale", lambda _: True)
    code, out, err = stored("incidents", "--format", "json")
    assert code == 0
    assert json.loads(out)
    assert "building them anew" in err


def test_the_demo_shows_agreement_conflict_and_where_to_look_next(sayso):
    code, out, err = sayso("demo", "--ledger", "demo.db")
    assert code == 0
    assert "≠ contested" in out
    assert "= agreed" in out
    assert "Same letter, same value." in out
    assert "sayso show INC-" in out
    assert "demo.db: " in err
    assert max(len(line) for line in out.splitlines()) <= 80
