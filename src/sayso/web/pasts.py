"""Keep what was known at earlier moments: a ledger of each in a file, made once beside whoever looks."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections import OrderedDict
from pathlib import Path
from threading import Lock

from ..errors import BusyError
from ..ledger import Ledger, LedgerPool, end_of, picture_of, reports_held
from ..pipeline.building import Look, build_past
from ..wording import plural
from .later import Later

KEPT = 4  # moments; 3,000 reports take 180 MB of disk each
REMEMBERED = 256  # moments of which it is kept what was known: looking that up takes 70 ms of 3,000 reports
PATIENCE = 3.0  # seconds that a page waits for one: enough for some dozens of reports
FILE = "past.db"


class Past:
    """A ledger of what was known by a moment, in a folder that goes with it."""

    def __init__(self, folder: Path) -> None:
        """Lend the ledger that lies in `folder`."""
        self.pool = LedgerPool(folder / FILE)
        self.reports = reports_held(self.pool.ledger)
        self.put_away = weakref.finalize(self, _put_away, self.pool, folder)  # at the end, when nobody did before


class Pasts:
    """What was known at the moments that somebody asked for last."""

    def __init__(self, pool: LedgerPool, kept: int | None = None) -> None:
        """Look back in the ledger that `pool` lends, and keep so many of its pasts; None = `KEPT`."""
        self._pool = pool
        self._known = Later[str, Past](self._make, kept=KEPT if kept is None else kept)
        self._made = weakref.WeakSet[Past]()
        self._lock = Lock()
        self._pictures: OrderedDict[tuple[str, str], str | None] = OrderedDict()
        self._moments: dict[str, str] = {}  # by picture, as it was asked for last
        self._making = ""
        self._read = 0

    def __call__(self, moment: str, patience: float | None = None) -> Look:
        """The ledger of a moment; that of now where just that was known.

        Args:
            moment: ISO 8601; a date ends with its day in UTC.
            patience: seconds to wait while it is made; None = as long as a page may take.

        Raises:
            BusyError: it is being made still.
            LedgerError: it cannot be read or written.
            UsageError: the moment is none.
        """
        ledger = self._pool.ledger
        end_of(moment)  # says what is wrong with it
        picture, held = self._picture(ledger, moment), reports_held(ledger)
        if picture is None:
            return Look(ledger, as_of=moment, known=held, held=held)
        self._moments[picture] = moment
        past = self._known(picture, "", PATIENCE if patience is None else patience).found
        if past is None:
            raise BusyError(self._told(moment, picture))
        return Look(past.pool.ledger, as_of=moment, known=past.reports, held=held)

    def close(self) -> None:
        """Remove the files of all of them."""
        for past in list(self._made):
            past.put_away()

    def _picture(self, ledger: Ledger, moment: str) -> str | None:
        key = (ledger.state(), moment)
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
        found = picture_of(ledger, moment)
        with self._lock:
            self._pictures[key] = found
            while len(self._pictures) > REMEMBERED:
                self._pictures.popitem(last=False)
        return found

    def _make(self, picture: str) -> Past:
        folder = Path(tempfile.mkdtemp(prefix="sayso-past-"))
        self._making, self._read = picture, 0
        try:
            build_past(self._pool.url, self._moments[picture], str(folder / FILE), self._count)
            past = Past(folder)
            self._made.add(past)
            return past
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def _count(self) -> None:
        self._read += 1

    def _told(self, moment: str, picture: str) -> str:
        read = f" ({plural(self._read, 'report')} read so far)" if self._read and self._making == picture else ""
        return f"what was known by {moment} is being put together{read}; ask again in a while"


def _put_away(pool: LedgerPool, folder: Path) -> None:
    pool.close()
    shutil.rmtree(folder, ignore_errors=True)
