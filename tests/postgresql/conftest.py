"""A real PostgreSQL server, in a folder that goes when the tests end; without its programs they are skipped."""

import os
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest

REQUIRED = os.environ.get("POSTGRESQL_TESTS") == "required"
OWNER = "postgres"  # the server refuses to be root


def programs():
    """The folder of initdb and pg_ctl, which Debian keeps off the path; None where there are none."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def missing(what):
    (pytest.fail if REQUIRED else pytest.skip)(f"{what}; these tests need a PostgreSQL server")


@pytest.fixture(scope="session")
def server():
    """The folder of the socket of a running server."""
    folder = programs() or missing("initdb and pg_ctl were not found")
    if find_spec("psycopg") is None:
        missing("psycopg is not installed")
    root = os.geteuid() == 0
    home = Path(tempfile.mkdtemp(prefix="pg"))  # not of pytest, whose folders another user may not enter
    if root:
        shutil.chown(home, OWNER)

    def run(program, *arguments):
        command = [folder / program, "-D", home / "data", *arguments]
        subprocess.run(command, check=True, cwd=home, stdout=subprocess.DEVNULL, user=OWNER if root else None)

    run("initdb", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    settings = f"-k {home} -c listen_addresses='' -c fsync=off"
    try:
        run("pg_ctl", "-w", "-l", home / "log", "-o", settings, "start")
        yield home
    finally:
        subprocess.run(
            [folder / "pg_ctl", "-D", home / "data", "-m", "immediate", "stop"],
            cwd=home,
            stdout=subprocess.DEVNULL,
            user=OWNER if root else None,
            check=False,
        )
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def make_database(server):
    """Makes empty databases, and gives their URLs as people write them."""
    import psycopg

    numbers = count(1)

    def make():
        name = f"sayso{next(numbers)}"
        with psycopg.connect(host=str(server), user=OWNER, dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://{OWNER}@/{name}?host={server}"

    return make


@pytest.fixture
def database(make_database):
    """The URL of an empty database."""
    return make_database()
