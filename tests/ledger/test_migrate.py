"""Tables and migrations agree, and a ledger says when it was written by a newer Sayso."""

import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.ledger.migrate import SCRIPTS, migrate
from sayso.ledger.schema import metadata


def test_the_migrations_make_exactly_the_tables_of_the_schema():
    with create_engine("sqlite://").begin() as connection:
        assert migrate(connection, "memory")
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert not migrate(connection, "memory"), "nothing is left to do the second time"


def test_the_scripts_lie_inside_the_package():
    assert SCRIPTS.joinpath("env.py").is_file()
    assert list(SCRIPTS.joinpath("versions").glob("0001_*.py"))


def test_a_ledger_of_a_newer_sayso_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "x.db"
    Ledger.open(str(path)).close()
    with sqlite3.connect(path) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(LedgerError, match=r"newer Sayso .schema 9999.*upgrade sayso"):
        Ledger.open(str(path))


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE recipes (name TEXT)")
    database.close()
    with pytest.raises(LedgerError, match=r"no Sayso ledger .it holds recipes"):
        Ledger.open(str(path))
    with sqlite3.connect(path) as database:
        assert [name for (name,) in database.execute("SELECT name FROM sqlite_master")] == ["recipes"]
    database.close()
