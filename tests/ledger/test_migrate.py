"""Tables and migrations agree, and a ledger says when it was written by a newer Sayso."""

import sqlite3
from dataclasses import replace

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, select, text

from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.ledger.judgements import about_claims
from sayso.ledger.migrate import SCRIPTS, _config, migrate
from sayso.ledger.schema import judgement_texts, judgements, metadata
from sayso.model import Report

from ..cli.made import incident, post


def test_the_migrations_make_exactly_the_tables_of_the_schema():
    with create_engine("sqlite://").begin() as connection:
        assert migrate(connection, "memory")
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert not migrate(connection, "memory"), "nothing is left to do the second time"


def test_an_older_ledger_keeps_its_ids_and_is_built_anew(tmp_path):
    path = tmp_path / "old.db"
    with create_engine(f"sqlite:///{path}").begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        command.upgrade(_config(connection), "0001")
        connection.exec_driver_sql("INSERT INTO incident_ids VALUES ('INC-AAAAAA', 1, NULL), ('INC-BBBBBB', 2, NULL)")
        connection.exec_driver_sql(
            "INSERT INTO incidents VALUES ('INC-AAAAAA', 0, 'riot', NULL, NULL, 3, 'riot', '{}')"
        )
        connection.exec_driver_sql("INSERT INTO incident_events VALUES ('a', 'e1', 'INC-AAAAAA')")
        connection.exec_driver_sql("INSERT INTO cache_state VALUES (1, 'of before')")
    with Ledger.open(path) as ledger:
        assert ledger.registry() == (("INC-AAAAAA", (("a", "e1"),)), ("INC-BBBBBB", ()))
        assert ledger.incidents() == ()
        ledger.store(replace(post(), report=Report.of("x", id="a")))
        assert ledger.is_stale()
        ledger.keep([], redirects={}, state=ledger.state())
        assert not ledger.is_stale()


SUBJECTS = (
    '{"sides":[{"incident":"INC-A","events":[{"report":"a","sha256":"aa","spans":[[0,4]],"event":"e1"},'
    '{"report":"b","sha256":"bb","spans":[[0,4]],"event":"e1"}]}]}',
    '{"claims": [{"report": "a", "sha256": "aa", "content": [[0, 4]], "said_by": [], "claim": "c1"}]}',
    '{"source":"The army","grade":"B"}',
    '{"claims": [{"report": "c", "sha256": "cc", ',
)


def judged_before(connection):
    """A ledger of before there was a table of the texts that judgements are about."""
    command.upgrade(_config(connection), "0004")
    for number, subject in enumerate(SUBJECTS * 150, start=1):
        row = {"id": number, "at": "2024-04-22T06:30:00+00:00", "kind": "accept" if number == 2 else "grade"}
        insert = (
            "INSERT INTO judgements (id, made_at, made_by, kind, subject) VALUES (:id, :at, 'Mara', :kind, :subject)"
        )
        connection.execute(text(insert), row | {"subject": subject})


def test_judgements_of_an_older_ledger_are_found_by_their_texts(tmp_path):
    path = tmp_path / "old.db"
    with create_engine(f"sqlite:///{path}").begin() as connection:
        judged_before(connection)
    with Ledger.open(path) as ledger, ledger._engine.begin() as connection:
        found = {(row.judgement_id, row.sha256) for row in connection.execute(select(judgement_texts))}
        assert {f for f in found if f[0] <= 4} == {(1, "aa"), (1, "bb"), (2, "aa"), (4, "cc")}
        assert len(found) == 150 * 4, "of all of them, part by part"
        assert [j.id for j in about_claims(connection, {"aa"})] == [2]
        subjects = select(judgements.c.subject).order_by(judgements.c.id)
        assert tuple(connection.execute(subjects).scalars()) == SUBJECTS * 150, "nothing is lost"


def test_a_ledger_can_be_taken_back_to_the_first_tables(tmp_path):
    path = tmp_path / "back.db"
    with Ledger.open(path) as ledger:
        ledger.keep([incident()], redirects={}, state="")
    with create_engine(f"sqlite:///{path}").begin() as connection:
        command.downgrade(_config(connection), "0001")
        assert connection.exec_driver_sql("SELECT count(*) FROM incident_events").scalar() == 2
    with Ledger.open(path) as ledger:
        assert [name for name, members in ledger.registry() if members] == [incident().id]


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
