"""People decide on a real ledger: ids lead on, decisions come undone, and a rebuild ends where small steps do."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import ConflictError, NotFoundError, UsageError
from sayso.ledger import Ledger
from sayso.model import JudgementKind, Reliability
from sayso.pipeline.judging import Judge
from sayso.pipeline.rebuild import rebuild

from ..resolve.made import report, says

MERGES = frozenset({JudgementKind.MERGE, JudgementKind.APART})
SPLITS, GRADES = frozenset({JudgementKind.SPLIT}), frozenset({JudgementKind.GRADE})


def riot(name, place, day="2024-04-21", published="2024-04-26", **rest):
    said = says("the mayor", event_type="riot", place=place, time=day)
    return report(name, said, day=published, publisher=f"The {name} Post", text=f"Paper {name} writes.", **rest)


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "x.db") as opened:
        for coded in (riot("a", "Zummar"), riot("b", "Zummar"), riot("c", "Basra", "2024-04-25")):
            opened.store(coded)
        rebuild(opened)
        yield opened


@pytest.fixture
def judge(ledger):
    return Judge(ledger, "Mara", "I was there")


def of(ledger, *reports):
    return next(i.id for i in ledger.incidents() if set(i.reports) == set(reports))


def content(ledger):
    """The incidents without their names."""
    found = {i.id: i for i in ledger.incidents()}
    return sorted(
        (
            replace(i, id="", related=tuple((found[r.incident].events, r.type) for r in i.related))
            for i in found.values()
        ),
        key=lambda i: i.events,
    )


def test_a_merge_keeps_the_first_id_and_the_other_leads_to_it(ledger, judge):
    zummar, basra = of(ledger, "a", "b"), of(ledger, "c")
    decision = judge.merge([basra, zummar])
    assert decision.incidents == (basra,)
    assert ledger.incident(zummar).id == basra == of(ledger, "a", "b", "c")
    assert (decision.judgement.made_by, decision.judgement.reason) == ("Mara", "I was there")


def test_undoing_a_merge_gives_both_their_ids_back(ledger, judge):
    before = {i.id: i.events for i in ledger.incidents()}
    zummar, basra = of(ledger, "a", "b"), of(ledger, "c")
    judge.merge([basra, zummar])
    rebuild(ledger)
    assert set(judge.undo(MERGES).incidents) == {zummar, basra}
    assert {i.id: i.events for i in ledger.incidents()} == before


def test_a_split_leaves_the_id_with_the_rest_and_undoing_it_brings_it_together(ledger, judge):
    zummar = of(ledger, "a", "b")
    split = judge.split(zummar, ["b/e1"])
    assert of(ledger, "a") == zummar
    assert set(split.incidents) == {zummar, of(ledger, "b")}
    apart = of(ledger, "b")
    assert judge.undo(SPLITS).incidents == (zummar,)
    assert ledger.incident(apart).id == zummar == of(ledger, "a", "b")


def test_a_claim_or_a_report_names_what_to_take_out(ledger, judge):
    judge.split(of(ledger, "a", "b"), ["b/c1"])
    assert of(ledger, "b")
    judge.undo(SPLITS)
    judge.split(of(ledger, "a", "b"), [], ["a"])
    assert of(ledger, "a")


def test_what_is_not_the_same_stays_apart_when_more_comes(ledger, judge):
    judge.split(of(ledger, "a", "b"), ["b/e1"])
    judge.undo(SPLITS)
    ledger.store(riot("d", "Zummar", "2024-04-28", published="2024-04-29"))
    rebuild(ledger)
    first, second = of(ledger, "a", "b"), of(ledger, "d")
    judge.keep_apart([first, second])
    ledger.store(riot("d", "Zummar", "2024-04-21", published="2024-04-29"))
    rebuild(ledger)
    assert {i.id for i in ledger.incidents()} >= {first, second}


@pytest.mark.parametrize(
    ("decide", "error", "message"),
    [
        (lambda j, z, b: j.merge([z]), UsageError, "give two incidents"),
        (lambda j, z, b: j.merge([z, z]), UsageError, "are one incident already"),
        (lambda j, z, b: j.merge([z, "INC-GONE"]), NotFoundError, "not in the ledger"),
        (lambda j, z, b: j.keep_apart([z, b, b]), UsageError, "give two incidents"),
        (lambda j, z, b: j.split(z, []), UsageError, "nothing to take out"),
        (lambda j, z, b: j.split(z, ["a/e1", "b/e1"]), UsageError, "nothing would remain"),
        (lambda j, z, b: j.split(z, ["c/e1"]), NotFoundError, "'c/e1' is no event or claim of it .it holds a/e1, b/e1"),
        (lambda j, z, b: j.split(z, ["a/c9"]), NotFoundError, "'a/c9' is no event"),
        (lambda j, z, b: j.split(z, [], ["c"]), NotFoundError, "report 'c' does not tell of it"),
        (lambda j, z, b: j.grade("nobody", Reliability.A), NotFoundError, "no source or publisher"),
        (lambda j, z, b: j.undo(MERGES), UsageError, "no apart or merge is in force; nothing to undo"),
        (lambda j, z, b: j.undo(MERGES, 9), NotFoundError, "judgement 9"),
    ],
)
def test_what_cannot_be_decided_says_why_and_leaves_no_row(ledger, judge, decide, error, message):
    with pytest.raises(error, match=message):
        decide(judge, of(ledger, "a", "b"), of(ledger, "c"))
    assert ledger.judgements() == ()


def test_a_judgement_of_another_kind_is_not_undone(ledger, judge):
    judge.grade("the mayor", Reliability.B)
    with pytest.raises(UsageError, match="judgement 1 is no apart or merge but a grade"):
        judge.undo(MERGES, 1)
    assert judge.undo(GRADES, 1).judgement.grade is Reliability.B
    with pytest.raises(UsageError, match="taken back already"):
        judge.undo(GRADES, 1)


def test_two_people_at_once_are_told_of_each_other(ledger, judge, monkeypatch):
    other = Judge(ledger, "Ivo")
    look = Judge._look

    def late(self, ids):
        found = look(self, ids)
        other.grade("the mayor", Reliability.C)
        return found

    monkeypatch.setattr(Judge, "_look", late)
    with pytest.raises(ConflictError, match="by Ivo"):
        judge.merge([of(ledger, "a", "b"), of(ledger, "c")])
    assert len(ledger.judgements()) == 1


def test_a_stale_ledger_is_rebuilt_before_anything_is_decided(ledger, judge):
    ledger.store(riot("d", "Zummar"))
    judge.split(of(ledger, "a", "b"), ["d/e1"])
    assert of(ledger, "a", "b") != of(ledger, "d")


def test_a_decision_outlasts_another_reading_of_the_reports(ledger, judge):
    zummar, basra = of(ledger, "a", "b"), of(ledger, "c")
    judge.merge([basra, zummar])
    for coded in list(ledger.coded_reports()):
        other = [replace(claim, event="e9", score=0.7) for claim in coded.claims]
        ledger.store(replace(coded, claims=tuple(other), events=tuple(replace(e, id="e9") for e in coded.events)))
    rebuild(ledger)
    assert sorted(ledger.incidents()[0].events) == [("a", "e9"), ("b", "e9"), ("c", "e9")]
    assert set(judge.undo(MERGES).incidents) == {zummar, basra}
    assert of(ledger, "c") == basra


PLACES = {"a": "Zummar", "b": "Zummar", "c": "Basra", "d": "Zummar", "e": "Sinjar"}
steps = st.lists(
    st.tuples(st.sampled_from(["store", "merge", "split", "apart", "undo"]), st.integers(0, 9), st.integers(0, 9)),
    min_size=3,
    max_size=12,
)


@settings(deadline=None, max_examples=30)
@given(steps)
def test_a_rebuild_from_scratch_is_what_small_steps_came_to(made):
    waiting = [riot(name, place) for name, place in PLACES.items()]
    with Ledger.open("sqlite://") as ledger, Ledger.open("sqlite://") as fresh:
        for step, x, y in made:
            take(ledger, waiting, step, x, y)
        before = ledger.incidents()
        assert rebuild(ledger) == len(before)
        assert ledger.incidents() == before
        for coded in reversed(list(ledger.coded_reports())):
            fresh.store(coded)
        for judgement in ledger.judgements():
            fresh.judge(judgement)
        rebuild(fresh)
        assert content(fresh) == content(ledger)
        known = {known for known, _ in ledger.registry()}
        assert {i.id for i in before} <= known


def take(ledger, waiting, step, x, y):
    """One step of somebody's work, as far as it can be done."""
    judge, ids = Judge(ledger, "Mara"), [i.id for i in ledger.incidents()]
    if step == "store" and waiting:
        ledger.store(waiting.pop(x % len(waiting)))
        rebuild(ledger)
    elif step == "undo" and ledger.judgements():
        kind = ledger.judgements()[x % len(ledger.judgements())].kind
        if any(j.in_force and j.kind is kind for j in ledger.judgements()):
            judge.undo(frozenset({kind}))
    elif step == "split" and ids:
        incident = ledger.incident(ids[x % len(ids)])
        if len(incident.events) > 1:
            judge.split(incident.id, ["/".join(incident.events[y % len(incident.events)])])
    elif step in {"merge", "apart"} and len(ids) > 1 and x % len(ids) != y % len(ids):
        pair = [ids[x % len(ids)], ids[y % len(ids)]]
        judge.merge(pair) if step == "merge" else judge.keep_apart(pair)
