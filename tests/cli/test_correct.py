"""`sayso correct` on a real ledger in a file."""

import json

import pytest

REPORTS = (
    ("post-1", "Harbour Post", "A police officer said that three people were killed on Monday when rockets hit Mosul."),
    ("radio-1", "Radio Varna", "A nurse said that five people were killed on Monday when rockets hit Mosul."),
)


@pytest.fixture
def stored(sayso, told):
    told(REPORTS)
    return sayso


def claims(sayso, report):
    return json.loads(sayso("show", report, "--format", "json")[1])["claims"]


def killed_claim(sayso, report):
    return next(c["id"] for c in claims(sayso, report) if any(f["slot"] == "killed" for f in c["facets"]))


def test_a_value_is_put_right_and_taken_back(stored):
    claim = killed_claim(stored, "radio-1")
    ref = f"radio-1/{claim}"
    code, out, err = stored("correct", ref, "--slot", "killed", "--value", "3 people", "--by", "Mara")
    assert (code, out.startswith("INC-")) == (0, True)
    assert f"judgement 1: corrected {ref}: killed is 3 people; sayso correct --undo 1 takes it back" in err
    (found,) = [c for c in claims(stored, "radio-1") if c["id"] == claim]
    assert next(f["value"] for f in found["facets"] if f["slot"] == "killed") == {"op": "=", "n": 3, "who": "people"}
    code, _, err = stored("correct", "--undo")
    assert (code, "is taken back" in err) == (0, True)
    (found,) = [c for c in claims(stored, "radio-1") if c["id"] == claim]
    assert next(f["value"]["n"] for f in found["facets"] if f["slot"] == "killed") == 5


def test_accept_reject_sources_and_events(stored):
    ref = f"radio-1/{killed_claim(stored, 'radio-1')}"
    assert "accepted" in stored("correct", ref, "--accept")[2]
    assert "said by the report itself" in stored("correct", ref, "--said-by", "")[2]
    assert "about an event of its own" in stored("correct", ref, "--event", "new")[2]
    assert "rejected" in stored("correct", ref, "--reject", "--reason", "heard of elsewhere")[2]
    assert killed_claim(stored, "post-1")
    code, out, _ = stored("review", "--judgements")
    assert (code, "heard of elsewhere" in out) == (0, True)


def test_all_claims_of_a_finding_are_accepted_at_once(stored):
    (incident,) = json.loads(stored("incidents", "--format", "json")[1])
    code, _, err = stored("correct", f"{incident['id']}/killed", "--accept")
    assert code == 0
    assert "post-1/" in err
    assert "radio-1/" in err
    assert "nothing is said of missing" in stored("correct", f"{incident['id']}/missing", "--accept")[2]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "give a claim"),
        (("CLAIM",), "give one of"),
        (("CLAIM", "--accept", "--event", "new"), "give one of"),
        (("CLAIM", "--slot", "killed"), "give the --value too"),
        (("CLAIM", "--slot", "killed", "--value", "many"), "is no count"),
        (("CLAIM", "post-1/c1", "--event", "new"), "give one claim, not 2"),
        (("post-1/c99", "--accept"), "not in report"),
        (("CLAIM", "--undo", "3"), "give --undo alone"),
    ],
)
def test_wrong_use_is_told(stored, arguments, words):
    ref = f"radio-1/{killed_claim(stored, 'radio-1')}"
    code, _, err = stored("correct", *(ref if a == "CLAIM" else a for a in arguments))
    assert (code, words in err) == (2, True), err
