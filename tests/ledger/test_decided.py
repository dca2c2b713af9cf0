"""Of what people judged only that is read which somebody looks at, and it is what reading everything would give."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.dialects.sqlite import dialect

from sayso.ledger import Decided, Ledger, judgements, schema
from sayso.model import Anchor, Judgement, JudgementKind, Reliability, Side, Span
from sayso.pipeline.judging import Judge
from sayso.pipeline.rebuild import rebuild

from ..resolve.made import report, says

MANY = 30


def apart(number):
    anchors = [Anchor("x", f"{side * 3}{number:06}", (Span(0, 4),), "e1") for side in "ab"]
    sides = tuple(Side(f"INC-{n}{number:05}", (anchor,)) for n, anchor in enumerate(anchors))
    return Judgement(JudgementKind.APART, "Mara", sides=sides)


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "x.db") as opened:
        opened.store(report("post-1", says("police", event_type="shelling", place="Zummar"), text="it happened early"))
        opened.store(report("radio-1", says("police", event_type="riot", place="Varna"), text="it happened late"))
        rebuild(opened)
        for number in range(MANY):
            opened.judge(apart(number))
        for letter in "BC":
            opened.judge(Judgement(JudgementKind.GRADE, "Ivo", source="police", grade=Reliability(letter)))
        opened.judge(Judgement(JudgementKind.TAKE_BACK, "Ivo", takes_back=MANY + 2))
        yield opened


@pytest.fixture
def read(monkeypatch):
    """The numbers of the judgements that were decoded."""
    numbers = []
    real = judgements._judgement

    def told(row, taken_back_by):
        numbers.append(row.id)
        return real(row, taken_back_by)

    monkeypatch.setattr(judgements, "_judgement", told)
    return numbers


def test_what_is_read_is_what_is_among_all(ledger):
    every, decided = ledger.judgements(), Decided(ledger)
    assert (decided.newest(), decided.total()) == (MANY + 3, MANY + 3)
    assert [decided.one(j.id) for j in every] == list(every)
    assert decided.one(99) is None
    assert decided.since(MANY) == every[MANY:]
    assert decided.lately(4) == every[:-5:-1]
    assert decided.lately(4, 2) == every[::-1][2:6]
    assert decided.lately(9, 99) == ()
    assert decided.grades() == every[MANY : MANY + 2]
    assert [j.in_force for j in decided.grades()] == [True, False]
    assert ledger.grades()["police"].grade is Reliability.B


def test_an_empty_ledger_has_nothing_to_read():
    with Ledger.open("sqlite://") as opened:
        decided = Decided(opened)
        assert (decided.newest(), decided.total(), decided.one(1)) == (0, 0, None)
        assert decided.lately(5) == decided.since(0) == decided.grades() == decided.touching({"ab"}) == ()


@pytest.mark.parametrize(
    ("texts", "found"), [({"aaa000003"}, [4]), ({"bbb000000", "aaa000001"}, [1, 2]), ({"ccc"}, [])]
)
def test_judgements_about_some_texts(ledger, read, texts, found):
    assert [j.id for j in Decided(ledger).touching(texts)] == read == found
    assert Decided(ledger).touching(set()) == ()


def test_of_very_many_texts_all_are_looked_through(ledger):
    texts = {f"aaa{n:06}" for n in range(MANY)}
    assert [j.id for j in Decided(ledger).touching(texts)] == list(range(1, MANY + 1))


def test_a_report_asks_for_judgements_about_its_own_claims_only(ledger, read):
    first, second = (Judge(ledger, "Mara").accept([(name, "c1")]).judgement.id for name in ("post-1", "radio-1"))
    read.clear()
    assert ledger.coded("post-1").claims[0].origin.endswith(f"judgement:{first}")
    assert set(read) == {first}
    read.clear()
    assert [c.report.id for c in ledger.coded_reports(only=["radio-1"])] == ["radio-1"]
    assert set(read) == {second}
    read.clear()
    assert len(ledger.source("police", among=slice(0, 1)).parties) == 1
    assert set(read) == {first}


def test_adding_one_reads_no_other(ledger, read):
    kept = ledger.judge(apart(MANY))
    assert set(read) == {kept.id}


def test_judgements_are_looked_up_by_their_texts_and_not_searched(ledger):
    anchor = ledger.judgements()[0].sides[0].events[0]
    with ledger._engine.begin() as connection:
        query = select(schema.judgements.c.id).where(judgements.names({anchor.sha256}))
        plan = " ".join(row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {literal(query)}")))
    assert "SEARCH judgements USING INTEGER PRIMARY KEY" in plan
    assert "SEARCH judgement_texts USING COVERING INDEX" in plan
    assert "SCAN" not in plan


def literal(query):
    """A query with its values in it."""
    return query.compile(dialect=dialect(), compile_kwargs={"literal_binds": True})


def test_of_very_many_texts_all_that_are_about_any_are_given(ledger, monkeypatch):
    monkeypatch.setattr(judgements, "MOST_TEXTS", 1)
    found = Decided(ledger).touching({"x", "y"})
    assert [j.id for j in found] == list(range(1, MANY + 1)), "grades and what takes back are about no text"
