"""How far the incidents are behind what the ledger holds, and of which moment they are."""

import pytest

from sayso.ledger import Ledger, behind, built, reports_held
from sayso.model import Judgement, JudgementKind, Reliability
from sayso.pipeline.judging import Judge
from sayso.pipeline.rebuild import rebuild
from sayso.pipeline.update import update

from ..resolve.made import report, says


def paper(name, **facts):
    return report(name, says("police", event_type="shelling", place=name, time="2024-04-21", **facts))


@pytest.fixture
def ledger():
    with Ledger.open("sqlite://") as opened:
        yield opened


def test_an_empty_ledger_is_behind_nothing(ledger):
    assert (behind(ledger), built(ledger), reports_held(ledger)) == (None, None, 0)


def test_before_the_first_build_everything_is_missing(ledger):
    ledger.store(paper("Zummar"))
    ledger.store(paper("Varna"))
    left = behind(ledger)
    assert left is not None
    assert (left.reports, left.judgements, left.state, left.moment) == (2, 0, None, None)
    assert reports_held(ledger) == 2


def test_what_came_since_is_counted_and_the_moment_is_that_of_the_newest_that_is_in(ledger):
    ledger.store(paper("Zummar"))
    rebuild(ledger)
    assert behind(ledger) is None
    state = built(ledger)
    assert state == ledger.state()
    ledger.store(paper("Varna"))
    ledger.store(paper("Basra"))
    left = behind(ledger)
    assert left is not None
    assert (left.reports, left.judgements, left.state) == (2, 0, state)
    assert left.moment == ledger.revisions("Zummar")[0].stored_at
    update(ledger)
    assert behind(ledger) is None


def test_judgements_count_and_grades_do_not(ledger):
    ledger.store(paper("Zummar"))
    ledger.store(paper("Varna"))
    rebuild(ledger)
    first, second = ledger.incidents()
    Judge(ledger, "Mara").grade("police", Reliability.B)
    assert behind(ledger) is None
    kept = Judge(ledger, "Mara").keep_apart([first.id, second.id])
    ledger.judge(Judgement(JudgementKind.TAKE_BACK, "Mara", takes_back=kept.judgement.id))
    left = behind(ledger)
    assert left is not None
    assert (left.reports, left.judgements) == (0, 1)
    assert left.moment == kept.judgement.made_at
