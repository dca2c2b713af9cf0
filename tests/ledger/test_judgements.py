"""Judgements are rows that are only added; a later row takes one back."""

import sqlite3
from dataclasses import replace

import pytest

from sayso.errors import ConflictError, LedgerError, NotFoundError, UsageError
from sayso.ledger import Ledger
from sayso.model import Anchor, Judgement, JudgementKind, Reliability, Side, Span

from ..cli.made import incident, post, radio

SIDES = (
    Side("INC-AAAAAA", (Anchor("post-1", "ab", (Span(3, 7),), "e1"),)),
    Side("INC-BBBBBB", (Anchor("radio-1", "cd", (Span(0, 4), Span(9, 12)), "e1"),)),
)
MERGE = Judgement(JudgementKind.MERGE, "Mara", "same market", SIDES)


def take_back(number):
    return Judgement(JudgementKind.TAKE_BACK, "Ivo", takes_back=number)


def grade(source, letter):
    return Judgement(JudgementKind.GRADE, "Mara", source=source, grade=Reliability(letter))


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "x.db") as opened:
        for coded in (post(), radio()):
            opened.store(coded)
        yield opened


def test_a_judgement_comes_back_as_it_was_given(ledger):
    kept = ledger.judge(MERGE)
    assert kept.made_at
    assert replace(kept, id=0, made_at="") == MERGE
    assert ledger.judgements() == (kept,)
    assert ledger.counts().judgements == 1


def test_taking_back_adds_a_row_and_changes_none(ledger):
    kept = ledger.judge(MERGE)
    undo = ledger.judge(take_back(kept.id))
    assert ledger.judgements() == (replace(kept, taken_back_by=undo.id), undo)
    assert [j.in_force for j in ledger.judgements()] == [False, False]


def test_what_cannot_be_taken_back_is_refused(ledger):
    ledger.judge(MERGE)
    with pytest.raises(NotFoundError, match="judgement 7: not in the ledger"):
        ledger.judge(take_back(7))
    ledger.judge(take_back(1))
    with pytest.raises(UsageError, match="judgement 1 was taken back already, by judgement 2"):
        ledger.judge(take_back(1))
    with pytest.raises(UsageError, match="judgement 2 takes back another"):
        ledger.judge(take_back(2))
    assert len(ledger.judgements()) == 2


def test_who_judges_on_an_old_view_is_told(ledger):
    ledger.judge(MERGE, after=0)
    with pytest.raises(ConflictError, match=r"judgement 1 .merge, by Mara. was made in the meantime"):
        ledger.judge(grade("Harbour Post", "B"), after=0)
    assert len(ledger.judgements()) == 1


def test_judgements_about_incidents_make_them_stale_and_grades_do_not(ledger):
    ledger.keep([replace(incident(), reports=("post-1", "radio-1"))], redirects={}, state=ledger.state())
    ledger.judge(grade("Harbour Post", "B"))
    assert not ledger.is_stale()
    ledger.judge(MERGE)
    assert ledger.is_stale()


def test_the_newest_grade_that_stands_counts(ledger):
    assert ledger.grades() == {}
    ledger.judge(grade("Harbour Post", "B"))
    newer = ledger.judge(grade("HARBOUR POST", "D"))
    assert ledger.grades()["harbour post"].grade is Reliability.D
    ledger.judge(take_back(newer.id))
    assert ledger.grades()["harbour post"].grade is Reliability.B


@pytest.mark.parametrize(
    ("wanted", "name"),
    [("harbour post", "Harbour Post"), ("a POLICE officer", "A police officer"), ("post-1/s2", "The army")],
)
def test_sources_go_by_name_id_or_publisher(ledger, wanted, name):
    assert ledger.source_named(wanted) == name


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        ("harbour", "did you mean 'Harbour Post'"),
        ("police", "did you mean 'A police officer'"),
        ("", "''"),
        ("x/y", ""),
    ],
)
def test_an_unknown_source_is_refused_with_a_hint(ledger, wanted, hint):
    with pytest.raises(NotFoundError, match="no source or publisher") as caught:
        ledger.source_named(wanted)
    assert hint in str(caught.value)


def test_a_ledger_of_then_holds_the_judgements_of_now(ledger):
    kept = ledger.judge(MERGE)
    undo = ledger.judge(take_back(kept.id))
    with ledger.as_of("2024-04-30") as past:
        assert past.judgements() == (replace(kept, taken_back_by=undo.id), undo)


def test_a_judgement_of_a_newer_sayso_is_an_error_that_says_so(ledger, tmp_path):
    ledger.judge(MERGE)
    with sqlite3.connect(tmp_path / "x.db") as database:
        database.execute("UPDATE judgements SET kind = 'auction'")
    database.close()
    with pytest.raises(LedgerError, match=r"judgement 1: cannot be read .*newer Sayso"):
        ledger.judgements()


def test_the_beginning_of_an_id_is_enough_when_it_is_the_only_one(ledger):
    made = replace(incident(), reports=("post-1", "radio-1"))
    other = replace(made, id="INC-7KZZZZ", events=(("post-1", "e9"),), findings=())
    ledger.keep([made, other], redirects={}, state=ledger.state())
    assert ledger.incident("inc-7kq").id == made.id == ledger.show("INC-7KQ2M9").id
    with pytest.raises(UsageError, match=r"'INC-7K': 2 incidents start so .INC-7KQ2M9, INC-7KZZZZ.; give more"):
        ledger.incident("INC-7K")
    for nothing in ("INC-", "INC-X"):
        with pytest.raises(NotFoundError):
            ledger.incident(nothing)
