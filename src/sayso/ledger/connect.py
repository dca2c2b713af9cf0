"""Connect to the database of a ledger: from URL or path to an engine, and database errors in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from ..errors import LedgerError, SaysoError

POSTGRESQL = frozenset({"postgresql", "postgres"})
CACHE_KIB = 65536  # of pages that a connection holds at most: with 2 MB, a build writes the same pages many times
BUSY_SECONDS = 30.0  # how long to wait for another writer; storing one report takes some milliseconds


def connect(url_or_path: str, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine for `sqlite:///path`, a bare path, `sqlite://` (in memory) or any other SQLAlchemy URL.

    Raises:
        LedgerError: the URL cannot be read, its folder does not exist, or its driver is not installed.
    """
    url = ledger_url(url_or_path)
    if url.get_backend_name() != "sqlite":
        return _create(url)
    if in_memory(url):
        engine = _create(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        _check_path(Path(_file(url)))
        engine = _create(url, connect_args={"timeout": busy_seconds})
    event.listen(engine, "connect", _set_pragmas(round(busy_seconds * 1000)))
    event.listen(engine, "begin", _begin)
    return engine


def ledger_url(url_or_path: str) -> URL:
    """The database URL of a ledger; what has no `://` is an SQLite file; PostgreSQL is reached by psycopg.

    >>> ledger_url("x.db").render_as_string(), ledger_url("sqlite://").render_as_string()
    ('sqlite:///x.db', 'sqlite://')
    >>> ledger_url("postgresql://desk@host/sayso").render_as_string()
    'postgresql+psycopg://desk@host/sayso'

    Raises:
        LedgerError: nothing, or nothing that is a URL.
    """
    if not url_or_path.strip():
        raise LedgerError("no ledger given; give a path such as sayso.db, or sqlite:///sayso.db")
    if "://" not in url_or_path:
        return URL.create("sqlite", database=str(Path(url_or_path).expanduser()))
    try:
        url = make_url(url_or_path)
    except ArgumentError as error:
        raise LedgerError(f"{url_or_path}: not a database URL; give sqlite:///path or a bare path") from error
    return url.set(drivername="postgresql+psycopg") if url.drivername in POSTGRESQL else url


def in_memory(url: URL) -> bool:
    """True for an SQLite database that ends with its connection."""
    return url.database in {None, "", ":memory:"}


@contextmanager
def plain_errors(where: str) -> Iterator[None]:
    """Turn errors of the database into a `LedgerError` that says what to do."""
    try:
        yield
    except SaysoError:
        raise
    except DBAPIError as error:
        raise LedgerError(f"{where}: {_advice(str(error.orig))}") from error


def writing(engine: Engine) -> Engine:
    """The same engine for transactions that write: SQLite takes its lock at once, so that none fails half-way."""
    return engine.execution_options(sayso_writes=True)


def use_write_ahead_log(engine: Engine) -> None:
    """Let an SQLite database, from now on, be read while it is written; other databases need no telling."""
    if engine.dialect.name == "sqlite" and not in_memory(engine.url):
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            raw.close()


def _create(url: URL, **options: Any) -> Engine:
    try:
        return create_engine(url, **options)
    except NoSuchModuleError as error:
        raise LedgerError(
            f"{url.drivername}: not a kind of database that SQLAlchemy knows; give sqlite:///path"
        ) from error
    except ModuleNotFoundError as error:
        raise LedgerError(
            f"{url.drivername}: its driver is missing; install it: pip install {_package(error.name)}"
        ) from error


def _package(module: str | None) -> str:
    return "'sayso[postgresql]'" if module == "psycopg" else str(module)


def _file(url: URL) -> str:
    database = str(url.database)
    return database.removeprefix("file:").split("?")[0]


def _check_path(path: Path) -> None:
    if path.is_dir():
        raise LedgerError(f"{path}: is a folder; give the path of a file in it, such as {path / 'sayso.db'}")
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: folder {path.parent} does not exist; make it, or give another path")


def _set_pragmas(busy_ms: int) -> Any:
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where we say (`_begin`), and hold DDL as well
        connection.execute(f"PRAGMA busy_timeout = {busy_ms}")
        connection.execute("PRAGMA foreign_keys = ON")
        try:
            connection.execute(f"PRAGMA cache_size = {-CACHE_KIB}")
            connection.execute("PRAGMA synchronous = NORMAL")  # with WAL: a crash of the program breaks nothing
        except UnicodeDecodeError as error:  # the names of tables are read here, and what SQLite says of them
            raise sqlite3.DatabaseError("the names of its tables are malformed") from error

    return prepare


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("sayso_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_ADVICE = {
    "not a database": "not an SQLite database; give the path of a ledger, or of a file that does not exist yet",
    "malformed": "the database is damaged; restore a backup, or ingest the reports into a new ledger",
    "readonly": "cannot be written: it is read-only; check its permissions, or copy it to a place of your own",
    "read-only": "cannot be written: it is read-only; check its permissions, or copy it to a place of your own",
    "locked": "another process has been writing to it for too long; wait until it is done and try again",
    "unable to open": "cannot be opened; check the path and its permissions",
    "full": "the disk is full; make room and run the same command again: nothing is stored twice",
}


def _advice(message: str) -> str:
    return next((advice for words, advice in _ADVICE.items() if words in message), message.splitlines()[0])
