"""Incidents are built beside whoever looks: nobody waits long, nothing is lost, and what fails is told."""

import os
from threading import Event, Lock, active_count
from time import monotonic, sleep

import pytest

from sayso.errors import LedgerError, UsageError
from sayso.ledger import Behind, LedgerPool
from sayso.pipeline import building
from sayso.pipeline.building import Builder, Pending
from sayso.pipeline.update import update

from ..resolve.made import report, says


def paper(name):
    return report(name, says("police", event_type="shelling", place=name, time="2024-04-21"))


@pytest.fixture
def pool(tmp_path):
    with LedgerPool(tmp_path / "desk.db") as made:
        yield made


@pytest.fixture
def lock():
    return Lock()


@pytest.fixture
def builder(pool, lock):
    return Builder(pool, lock)


def ended(_url, _there):
    """A process that is no more."""
    os._exit(9)


def until(true, seconds=20.0):
    """Wait for something that another thread brings about."""
    end = monotonic() + seconds
    while not true() and monotonic() < end:
        sleep(0.01)
    return true()


@pytest.fixture
def gate(monkeypatch):
    """Builds wait until it is set."""
    opened = Event()

    def held(ledger, **rest):
        assert opened.wait(20)
        update(ledger, **rest)

    monkeypatch.setattr(building, "update", held)
    yield opened
    opened.set()


def test_nothing_is_begun_where_nothing_came(pool, builder):
    before = active_count()
    assert builder() is None
    assert active_count() == before


def test_what_is_quick_is_waited_for_and_leaves_no_thread(pool, builder):
    before = active_count()
    pool.ledger.store(paper("Zummar"))
    assert builder(20.0) is None
    assert len(pool.ledger.incidents()) == 1
    assert until(lambda: active_count() == before)


def test_what_takes_long_is_told_with_its_numbers_and_comes_later(pool, builder, gate, monkeypatch):
    monkeypatch.setattr(building, "PATIENCE", 0.0)
    pool.ledger.store(paper("Zummar"))
    pool.ledger.store(paper("Varna"))
    threads = active_count()
    told = [builder() for _ in range(5)]
    assert active_count() == threads + 1, "one build for all who look"
    assert all(pending.first and pending.what == "2 reports" for pending in told)
    assert told[-1].seconds >= told[0].seconds >= 0.0
    assert until(lambda: builder().total == 2)
    gate.set()
    assert builder(20.0) is None
    assert len(pool.ledger.incidents()) == 2


def test_reading_is_counted_where_all_is_built_anew(pool, builder, monkeypatch):
    monkeypatch.setattr(building, "PATIENCE", 0.0)
    all_read, go_on = Event(), Event()

    def told(ledger, *, on_read):
        def read():
            on_read()
            all_read.set()
            assert go_on.wait(20)

        update(ledger, on_read=read)

    monkeypatch.setattr(building, "update", told)
    pool.ledger.store(paper("Zummar"))
    builder()
    assert all_read.wait(20)
    assert (builder().read, builder().total) == (1, 1)
    go_on.set()
    assert builder(20.0) is None


def test_what_comes_during_a_build_is_not_lost(pool, builder, gate):
    pool.ledger.store(paper("Zummar"))
    assert builder(0.0).first
    pool.ledger.store(paper("Varna"))
    gate.set()
    assert until(lambda: builder() is None)
    assert len(pool.ledger.incidents()) == 2


def test_the_state_of_before_is_what_there_is_meanwhile(pool, builder, gate):
    pool.ledger.store(paper("Zummar"))
    gate.set()
    assert builder(20.0) is None
    gate.clear()
    pool.ledger.store(paper("Varna"))
    pending = builder(0.0)
    assert (pending.first, pending.what, pending.behind.moment is not None) == (False, "1 report", True)
    assert len(pool.ledger.incidents()) == 1
    gate.set()
    assert builder(20.0) is None
    assert len(pool.ledger.incidents()) == 2


@pytest.mark.parametrize(
    ("error", "told"),
    [(LedgerError("desk.db: the disk is full"), "desk.db: the disk is full"), (KeyError("x"), "KeyError: 'x'")],
)
def test_what_fails_is_told_rests_and_is_tried_again(pool, builder, monkeypatch, caplog, error, told):
    tries = []

    def failing(ledger, **rest):
        tries.append(1)
        if len(tries) < 3:
            raise error
        update(ledger, **rest)

    monkeypatch.setattr(building, "update", failing)
    pool.ledger.store(paper("Zummar"))
    pending = builder(20.0)
    assert (pending.fault, pending.seconds) == (told, None)
    assert "could not be built" in caplog.text
    assert builder(20.0).fault == told
    assert len(tries) == 1, "it rests"
    pool.ledger.store(paper("Varna"))
    assert builder(20.0).what == "2 reports"
    assert len(tries) == 2, "more came"
    monkeypatch.setattr(building, "AGAIN_AFTER", 0.0)
    assert builder(20.0) is None
    assert len(pool.ledger.incidents()) == 2


def test_many_are_merged_in_a_process_of_its_own(pool, builder, monkeypatch):
    monkeypatch.setattr(building, "APART", 1)
    monkeypatch.setattr(building, "update", lambda *_, **__: pytest.fail("not in this process"))
    for name in ("Zummar", "Varna", "Basra"):
        pool.ledger.store(paper(name))
    assert builder(60.0) is None
    assert len(pool.ledger.incidents()) == 3
    assert builder._run.read == 3


def test_what_fails_in_the_other_process_is_told(tmp_path):
    with pytest.raises(LedgerError, match=r"folder .* does not exist"):
        building.build_apart(str(tmp_path / "nowhere" / "x.db"), lambda: None)


def test_a_process_that_is_ended_is_told(pool, monkeypatch):
    monkeypatch.setattr(building, "_build_here", ended)
    with pytest.raises(LedgerError, match=r"ended before it was done \(exit code 9\)"):
        building.build_apart(pool.url, lambda: None)


@pytest.mark.parametrize("few", [1, 50])
def test_what_was_known_is_built_in_a_file_of_its_own(pool, tmp_path, monkeypatch, few):
    monkeypatch.setattr(building, "APART", few)
    for name, day in (("Zummar", "2024-04-21"), ("Varna", "2024-04-22"), ("Basra", "2024-04-23")):
        pool.ledger.store(report(name, says("police", event_type="shelling", place=name), day=day))
    update(pool.ledger)
    read = []
    building.build_past(pool.url, "2024-04-22", str(tmp_path / "past.db"), lambda: read.append(1))
    with LedgerPool(tmp_path / "past.db") as past:
        assert {i.reports for i in past.ledger.incidents()} == {("Zummar",), ("Varna",)}
        assert {i.id for i in past.ledger.incidents()} < {i.id for i in pool.ledger.incidents()}
        assert not past.ledger.is_stale()
    assert len(read) == 2
    with pytest.raises(UsageError, match="is no date"):
        building.build_past(pool.url, "soon", str(tmp_path / "none.db"), lambda: None)


def test_a_job_that_adds_builds_itself(pool, builder):
    pool.ledger.store(paper("Zummar"))
    pending = builder(20.0, adding=True)
    assert (pending.adding, pending.seconds) == (True, None)
    assert builder(20.0) is None


def test_nobody_builds_while_somebody_writes(pool, builder, lock):
    pool.ledger.store(paper("Zummar"))
    with lock:
        assert builder(0.1).first
    assert builder(20.0) is None


@pytest.mark.parametrize(
    ("pending", "header"),
    [
        (
            Pending(Behind(3, 0, "s", "2024-04-22T12:04:11+00:00")),
            'reports=3, judgements=0, of="2024-04-22T12:04:11+00:00"',
        ),
        (Pending(Behind(1, 2, None, None), fault="no"), "reports=1, judgements=2, failed"),
    ],
)
def test_programs_are_told_in_a_structured_field(pending, header):
    assert pending.header == {"x-stale": header}


def test_in_words():
    assert Pending(Behind(1, 2, "s", None)).what == "1 report and 2 decisions"
    assert Pending(Behind(0, 0, "s", None)).what == "what came"
