"""One ledger object a thread."""

from threading import Thread
from typing import Any

import pytest

from sayso.errors import LedgerError, UsageError
from sayso.ledger import LedgerPool

from ..cli.made import post


def test_every_thread_has_its_own_on_the_same_database(tmp_path):
    with LedgerPool(tmp_path / "desk.db") as pool:
        mine = pool.ledger
        mine.store(post())
        seen = []
        thread = Thread(target=lambda: seen.append((pool.ledger, pool.ledger.coded("post-1").report.id)))
        thread.start()
        thread.join()
        assert pool.ledger is mine
        assert seen[0][0] is not mine
        assert seen[0][1] == "post-1"
        assert pool.where.endswith("desk.db")


def test_what_a_thread_had_is_closed_when_it_is_gone(tmp_path):
    with LedgerPool(tmp_path / "desk.db") as pool:
        pool.ledger.store(post())
        had: list[Any] = []

        def look():
            had.append(pool.ledger)
            assert pool.ledger.counts().reports == 1

        for _ in range(3):
            thread = Thread(target=look)
            thread.start()
            thread.join()
        assert [ledger._engine.pool.checkedin() for ledger in had] == [0, 0, 1]
        assert pool.ledger.counts().reports == 1


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_ledger_in_memory_cannot_be_shared(url):
    with pytest.raises(UsageError, match="give a file"):
        LedgerPool(url)


def test_a_wrong_path_is_told_at_once(tmp_path):
    with pytest.raises(LedgerError, match="does not exist"):
        LedgerPool(tmp_path / "gone" / "desk.db")
