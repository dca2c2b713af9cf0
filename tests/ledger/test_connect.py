"""Opening a ledger: paths and URLs, and what to do when it cannot be opened or written."""

import os
import sqlite3
import threading

import pytest

from sayso.errors import LedgerError
from sayso.ledger import Ledger, StoreOutcome

from ..cli.made import post, radio


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}"])
def test_a_path_and_a_url_open_the_same_file(tmp_path, form):
    path = tmp_path / "x.db"
    with Ledger.open(form.format(path)) as ledger:
        assert ledger.store(post()) is StoreOutcome.NEW
        assert ledger.where == str(path)
    with Ledger.open(str(path)) as ledger:
        assert ledger.store(post()) is StoreOutcome.UNCHANGED


def test_a_home_folder_is_found(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    Ledger.open("~/x.db").close()
    assert (tmp_path / "x.db").is_file()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_ledger_in_memory_ends_with_its_closing(url):
    with Ledger.open(url) as ledger:
        ledger.store(post())
        assert ledger.counts().reports == 1
    with Ledger.open(url) as ledger:
        assert ledger.counts().reports == 0


def test_pragmas_are_set(tmp_path):
    with Ledger.open(str(tmp_path / "x.db"), busy_seconds=7) as ledger, ledger._engine.begin() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 7000, "synchronous": 1}


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("", "no ledger given"),
        ("missing/x.db", r"x\.db: folder missing does not exist; make it"),
        (".", "is a folder; give the path of a file in it"),
        ("notes.txt", "not an SQLite database; give the path of a ledger"),
        ("nosuch://host/db", "nosuch: not a kind of database"),
        ("http//x://", "not a database URL"),
        ("mysql+mysqldb://host/db", "its driver is missing; install it: pip install"),
    ],
)
def test_what_cannot_be_opened_says_why_and_what_to_do(tmp_path, monkeypatch, url, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("Dear diary, " * 200, encoding="utf-8")
    with pytest.raises(LedgerError, match=message):
        Ledger.open(url)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["notes.txt"], "nothing is made or changed"


def test_a_read_only_ledger_can_be_read_and_says_so_when_written(tmp_path):
    path = tmp_path / "x.db"
    with Ledger.open(str(path)) as ledger:
        ledger.store(post())
    with Ledger.open(f"sqlite:///file:{path}?mode=ro&uri=true") as ledger:
        assert ledger.coded("post-1") == post()
        with pytest.raises(LedgerError, match="read-only; check its permissions"):
            ledger.store(radio())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anything")
def test_a_file_without_permission_to_write(tmp_path):
    path = tmp_path / "x.db"
    Ledger.open(str(path)).close()
    path.chmod(0o444)
    with Ledger.open(str(path)) as ledger, pytest.raises(LedgerError, match="read-only"):
        ledger.store(post())


def test_a_ledger_locked_for_too_long(tmp_path):
    path = tmp_path / "x.db"
    with Ledger.open(str(path), busy_seconds=0.1) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another process has been writing"):
            ledger.store(post())
        assert ledger.counts().reports == 0, "reading goes on"
        other.execute("ROLLBACK")
        other.close()
        assert ledger.store(post()) is StoreOutcome.NEW


def test_a_damaged_file_is_told(tmp_path):
    path = tmp_path / "x.db"
    with Ledger.open(str(path)) as ledger:
        ledger.store(post())
        ledger._engine.dispose()
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    path.write_bytes(raw)
    with pytest.raises(LedgerError, match="damaged; restore a backup"), Ledger.open(str(path)) as ledger:
        ledger.coded("post-1")


def test_two_processes_may_open_a_new_ledger_at_once(tmp_path):
    path, errors = str(tmp_path / "x.db"), []

    def open_and_store():
        try:
            with Ledger.open(path) as ledger:
                ledger.store(post())
        except LedgerError as error:
            errors.append(error)

    threads = [threading.Thread(target=open_and_store) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with Ledger.open(path) as ledger:
        assert (ledger.counts().reports, ledger.counts().codings) == (1, 1)
