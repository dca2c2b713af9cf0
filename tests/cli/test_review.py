"""`sayso review` on a real ledger: what needs a decision, and what was decided."""

import json

import pytest

from sayso.cli.review import review_parts
from sayso.pipeline.review import Doubt, DoubtKind
from sayso.resolve import Likeness

REPORTS = (
    ("post-1", "Harbour Post", "Three people were killed on Monday when rockets hit Mosul, police said."),
    ("radio-1", "Radio Varna", "Five people were killed on Monday when rockets hit Mosul, a nurse said."),
    ("wire-1", "Varna Wire", "A soldier was wounded by gunmen in Basra on Sunday, the army said."),
)


@pytest.fixture
def stored(sayso, told):
    told(REPORTS)
    return sayso


def test_what_is_contested_is_listed_with_what_to_do(stored):
    code, out, _ = stored("review")
    assert code == 0
    assert "contested (" in out
    assert "3" in out
    assert "sayso show INC-" in out
    assert out.splitlines()[-1].endswith("doubts") or out.splitlines()[-1].endswith("doubt")


def test_json_says_kind_incidents_and_claims(stored):
    code, out, _ = stored("review", "--kind", "contested", "--format", "json")
    assert code == 0
    found = json.loads(out)
    assert {d["kind"] for d in found} == {"contested"}
    killed = next(d for d in found if d["slot"] == "killed")
    assert {r for r, _ in killed["claims"]} == {"post-1", "radio-1"}
    assert killed["commands"][0].startswith("sayso show INC-")


def test_a_limit_holds_for_each_kind_and_the_rest_is_counted(stored):
    every = json.loads(stored("review", "--limit", "0", "--format", "json")[1])
    one = json.loads(stored("review", "--limit", "1", "--format", "json")[1])
    assert sorted({d["kind"] for d in every}) == sorted(d["kind"] for d in one)
    assert len(every) >= len(one)


def near_miss(n):
    likenesses = (Likeness("same_day", 2.2), Likeness("bias", -4.8))
    return Doubt(
        DoubtKind.NEAR_MISS,
        (f"INC-A{n}", f"INC-B{n}"),
        "Riot / Fire",
        score=-2.6,
        threshold=-1.0,
        likenesses=likenesses,
    )


def test_what_is_beyond_the_limit_is_counted(shown):
    out = shown(*review_parts([near_miss(n) for n in range(3)], 1))
    assert "nearly one incident (3)" in out
    assert "INC-A0 and INC-B0" in out
    assert "INC-A1" not in out
    assert "and 2 more; --limit 0 shows all" in out
    assert "INC-A2" in shown(*review_parts([near_miss(n) for n in range(3)], 0))


def test_a_near_miss_shows_each_likeness_with_its_weight(shown):
    out = shown(*review_parts([near_miss(1)], 0))
    assert "score -2.6, joined from -1.0: same day +2.2, bias -4.8" in out


def test_a_doubt_without_incidents_is_told(shown):
    lost = Doubt(DoubtKind.LOST_JUDGEMENT, (), "judgement 1 no longer holds", judgement=1)
    assert "judgement 1 no longer holds" in shown(*review_parts([lost], 0))


def test_judgements_are_told_with_who_when_and_why(stored):
    first, second = (i["id"] for i in json.loads(stored("incidents", "--format", "json")[1]))
    stored("merge", first, second, "--by", "Mara", "--reason", "one raid")
    stored("merge", "--undo", "--by", "Ivo")
    stored("grade", "Harbour Post", "B", "--by", "Mara")
    code, out, _ = stored("review", "--judgements")
    flat = " ".join(out.split())
    assert code == 0
    for part in (
        "judgement 1: merged",
        "one raid",
        "(taken back",
        "judgement 2: judgement 1 taken back",
        "Ivo",
        "graded",
    ):
        assert part in flat
    assert out.splitlines()[-1] == "3 judgements"
    listed = json.loads(stored("review", "--judgements", "--format", "json")[1])
    assert [(j["id"], j["kind"], j["taken_back_by"]) for j in listed] == [
        (1, "merge", 2),
        (2, "take_back", None),
        (3, "grade", None),
    ]


def test_an_empty_ledger_has_no_doubts(sayso):
    assert sayso("review", "--ledger", "sqlite://") == (0, "0 doubts\n", "")


def test_help_has_examples(sayso):
    code, out, _ = sayso("review", "--help")
    assert code == 0
    assert "Examples:" in out
