"""Open the ledger that a command is to use."""

from __future__ import annotations

from pathlib import Path

from ..errors import UsageError
from ..ledger import Ledger
from ..settings import Settings

_SQLITE = "sqlite:///"


def open_ledger(given: str | None, settings: Settings) -> Ledger:
    """The ledger named by `--ledger`, or else by the settings; made when it is not there yet.

    Raises:
        LedgerError: it cannot be opened.
    """
    return Ledger.open(given or settings.ledger)


def open_existing(given: str | None, settings: Settings) -> Ledger:
    """The same for commands that only look: a ledger that is not there is wrong usage, and none is made.

    Raises:
        UsageError: there is no such file.
        LedgerError: it cannot be opened.
    """
    where = given or settings.ledger
    path = sqlite_file(where)
    if path is not None and not path.exists():
        raise UsageError(
            f"{path}: no ledger there; make one with `sayso ingest SOURCE...`, or name another with --ledger"
        )
    return Ledger.open(where)


def sqlite_file(where: str) -> Path | None:
    """The file of a ledger, None for one in memory or on a server."""
    if "://" in where and not where.startswith(_SQLITE):
        return None
    name = where.removeprefix(_SQLITE).split("?")[0]
    return None if name in {"", ":memory:"} else Path(name).expanduser()
