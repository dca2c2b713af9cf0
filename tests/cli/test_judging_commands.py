"""`merge`, `split`, `grade`, and what `show` tells of them, on a real ledger in a file."""

import json

import pytest

from sayso.pipeline.judging import judge_name

REPORTS = (
    ("post-1", "Harbour Post", "A police officer said that three people were killed on Monday when rockets hit Mosul."),
    ("radio-1", "Radio Varna", "A nurse said that five people were killed on Monday when rockets hit Mosul."),
    ("wire-1", "Varna Wire", "A soldier was wounded by gunmen in Basra on Sunday, the army said."),
)


@pytest.fixture
def stored(sayso, told):
    told(REPORTS)
    return sayso


def found(sayso):
    """Incident ids by their reports."""
    return {tuple(i["reports"]): i["id"] for i in json.loads(sayso("incidents", "--format", "json")[1])}


MOSUL, BASRA = ("post-1", "radio-1"), ("wire-1",)


def test_merge_show_and_undo(stored):
    before = found(stored)
    code, out, err = stored("merge", before[MOSUL], before[BASRA], "--by", "Mara", "--reason", "one campaign")
    assert (code, out) == (0, f"{before[MOSUL]}\n")
    assert f"judgement 1: merged {before[MOSUL]} and {before[BASRA]}; sayso merge --undo 1 takes it back" in err

    code, out, err = stored("show", before[BASRA])
    assert code == 0
    assert err == f"sayso: {before[BASRA]} was merged into {before[MOSUL]}\n"
    assert "judgements ─" in out
    assert "one campaign" in out
    assert "Mara" in out
    (judged,) = json.loads(stored("show", before[BASRA], "--format", "json")[1])["judgements"]
    assert (judged["kind"], judged["made_by"], judged["reason"]) == ("merge", "Mara", "one campaign")

    code, out, err = stored("merge", "--undo")
    assert (code, set(out.split())) == (0, {before[MOSUL], before[BASRA]})
    assert "is taken back" in err
    assert found(stored) == before


def test_the_ids_hold_when_everything_is_ingested_again(stored, tmp_path):
    before = found(stored)
    stored("merge", before[BASRA], before[MOSUL])
    merged = found(stored)
    assert stored("ingest", tmp_path / "reports.jsonl")[0] == 0
    assert found(stored) == merged
    assert list(merged.values()) == [before[BASRA]]


def test_not_the_same(stored):
    before = found(stored)
    code, out, err = stored("merge", before[MOSUL], before[BASRA], "--not-the-same")
    assert (code, set(out.split())) == (0, set(before.values()))
    assert "judgement 1: kept apart" in err
    assert stored("merge", "--undo", "1")[0] == 0


def test_split_and_undo(stored):
    before = found(stored)
    code, out, err = stored("split", before[MOSUL], "--report", "radio-1")
    assert code == 0
    assert f"judgement 1: split radio-1/e1 from {before[MOSUL]}; sayso split --undo 1" in err
    after = found(stored)
    assert after[("post-1",)] == before[MOSUL]
    assert set(out.split()) == {after[("post-1",)], after[("radio-1",)]}
    assert stored("split", "--undo")[:2] == (0, f"{before[MOSUL]}\n")
    assert found(stored) == before


def test_grades_are_shown_with_source_and_incident_and_leave_credibility_alone(stored):
    def credibility():
        return json.loads(stored("show", found(stored)[MOSUL], "--format", "json")[1])["credibility"]

    before = credibility()
    code, out, err = stored("grade", "harbour post", "b", "--by", "Mara", "--reason", "corrects its errors")
    assert (code, out) == (0, "")
    assert "judgement 1: graded Harbour Post B (usually reliable); sayso grade --undo 1" in err
    assert stored("grade", "post-1/s1", "D")[0] == 0
    incident = " ".join(stored("show", found(stored)[MOSUL])[1].split())
    assert "reliability of sources" in incident
    assert "Harbour Post B usually reliable (Mara, " in incident
    assert "corrects its errors" in incident
    assert "2 not graded F cannot be judged" in incident
    assert "reliability: D not usually reliable" in stored("show", "a police officer")[1]
    assert "reliability: F cannot be judged (nobody graded it; sayso grade)" in stored("show", "a nurse")[1]
    assert credibility() == before
    plain = json.loads(stored("show", found(stored)[MOSUL], "--format", "json")[1])
    assert {r["source"].lower(): r["grade"] for r in plain["reliability"]} == {
        "harbour post": "B",
        "radio varna": "F",
        "a police officer": "D",
        "a nurse": "F",
    }
    assert json.loads(stored("show", "a nurse", "--format", "json")[1])["reliability"] == "F"
    assert "judgement 2: graded" in stored("grade", "--undo")[2]
    assert "reliability: F" in stored("show", "a police officer")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("merge",), "give two incidents or more"),
        (("merge", "INC-NONE00", "INC-NONE01"), "not in the ledger"),
        (("merge", "INC-NONE00", "--undo", "1"), "give --undo alone"),
        (("merge", "--undo"), "nothing to undo"),
        (("split",), "give the incident, and the events"),
        (("split", "--undo", "4"), "judgement 4: not in the ledger"),
        (("grade", "Harbour Post"), "give a source and a grade"),
        (("grade", "Harbour Post", "G"), "'G' is not one of"),
        (("grade", "Harbor", "A"), "no source or publisher"),
    ],
)
def test_wrong_usage_is_exit_2_with_a_reason(stored, arguments, message):
    code, out, err = stored(*arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_a_conflict_is_exit_1(stored, monkeypatch):
    ids = list(found(stored).values())
    monkeypatch.setattr("sayso.pipeline.judging.Decided.newest", lambda decided: 0)
    assert stored("grade", "Harbour Post", "B")[0] == 0
    code, _, err = stored("merge", *ids)
    assert code == 1
    assert "was made in the meantime; look again" in err


def test_who_decides(monkeypatch):
    assert judge_name(" Mara ") == "Mara"
    monkeypatch.setattr("getpass.getuser", lambda: "ivo")
    assert judge_name(None) == "ivo"

    def nobody():
        raise KeyError("no such user id")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert judge_name("") == "unknown"


@pytest.mark.parametrize("command", ["merge", "split", "grade"])
def test_help_has_examples(sayso, command):
    code, out, _ = sayso(command, "--help")
    assert code == 0
    assert "Examples:" in out
