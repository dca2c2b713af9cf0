"""Bring the tables of a ledger up to this version of Sayso, by the Alembic scripts that the package ships."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from ..errors import LedgerError

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(connection: Connection, where: str) -> bool:
    """Apply what is missing within the transaction of `connection`; True when there was anything to do.

    Args:
        connection: in a transaction that excludes other writers.
        where: the ledger's name for messages.

    Raises:
        LedgerError: a newer Sayso wrote this ledger, or the database is no ledger.
    """
    if is_current(connection, where):
        return False
    command.upgrade(_config(connection), "head")
    return True


def is_current(connection: Connection, where: str) -> bool:
    """True when the tables are those of this version.

    Raises:
        LedgerError: a newer Sayso wrote this ledger, or the database is no ledger.
    """
    scripts = ScriptDirectory.from_config(_config(connection))
    found = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in scripts.walk_revisions()}
    if found is not None and found not in known:
        raise LedgerError(
            f"{where}: written by a newer Sayso (schema {found}, this one knows up to {scripts.get_current_head()}); "
            "upgrade sayso, or open another ledger"
        )
    if found is None and (tables := inspect(connection).get_table_names()):
        raise LedgerError(
            f"{where}: a database that is no Sayso ledger (it holds {', '.join(sorted(tables)[:3])}); give another path"
        )
    return found == scripts.get_current_head()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
