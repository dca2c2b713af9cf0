"""Write places into a gazetteer file: rows, the keys of their names, and the indexes over them."""

from __future__ import annotations

import gc
import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from .filter import packed_filter
from .geometry import Outline
from .keys import fold_bare, spelled
from .schema import INDEXES, created, writable

BLOCK = 20_000  # places folded and written at a time; larger blocks gained nothing and cost memory
MAIN, BARE_MAIN, ALIAS, BARE_ALIAS = 3, 2, 1, 0  # ranks of a name: the main one or another, whole or without article

OnProgress = Callable[[str, float], None]  # what is being done, and the share of the whole that is done


def silent(what: str, share: float) -> None:
    """Tell nobody."""


class NewPlace(NamedTuple):
    """A place to be written.

    `names` are other names; `spellings` count as much as the main name; `ref` = its id where it has none of GeoNames;
    `countries` = ISO codes, the first one that it lies in, then those that claim or share it.
    """

    name: str
    kind: str
    lat: float
    lon: float
    countries: tuple[str, ...]
    radius_km: float
    names: Sequence[str] = ()
    spellings: Sequence[str] = ()
    region: str = ""
    county: str = ""
    population: int = 0
    geonameid: int | None = None
    wikidata: str | None = None
    ref: str | None = None


class NewName(NamedTuple):
    """Another name for places that are there already; `main` when it counts as much as their main name."""

    name: str
    place: int
    main: bool = False


class PackNote(NamedTuple):
    """What is known of a pack: its name, a checksum of its files, their names, and on which terms it may be used."""

    name: str
    checksum: str
    files: str
    added: str
    licence: str
    attribution: str
    url: str


class Builder:
    """Adds packs to a file that nobody reads yet; use as a context manager, and call `finish` before its end."""

    def __init__(self, path: Path, *, on_progress: OnProgress = silent) -> None:
        self.on_progress = on_progress
        self.db: sqlite3.Connection = writable(path) if path.exists() and path.stat().st_size else created(path)
        self.db.execute("CREATE TEMP TABLE raw (key TEXT, skeleton TEXT, place INTEGER, rank INTEGER, pack INTEGER)")
        self.db.execute("BEGIN")
        self.collecting = gc.isenabled()
        self.next_place = self._last("place") + 1
        self.first_place = self.next_place
        self.pack = 0

    def __enter__(self) -> Self:
        gc.disable()  # millions of rows without a cycle among them: looking for cycles takes a quarter of the time
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.db.close()
        if self.collecting:
            gc.enable()

    def begin(self, note: PackNote) -> int:
        """Start a pack; what is added from now on belongs to it. Returns its number."""
        self.pack = self._last("pack") + 1
        self.db.execute(
            "INSERT INTO pack (id, name, checksum, files, added, licence, attribution, url)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (self.pack, *note),
        )
        return self.pack

    def add(self, places: Iterable[NewPlace]) -> int:
        """Write places with their names, a block at a time; returns how many."""
        before = self.next_place
        rest = iter(places)
        while block := list(islice(rest, BLOCK)):
            first = self.next_place
            self.next_place += len(block)
            self.db.executemany(
                "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (_row(first + i, self.pack, place) for i, place in enumerate(block)),
            )
            self._spell(_names(first, block))
        return self.next_place - before

    def add_names(self, names: Iterable[NewName]) -> int:
        """Write more names of places that are there; returns how many."""
        count, rest = 0, iter(names)
        while block := [(n.name, n.place, MAIN if n.main else ALIAS) for n in islice(rest, BLOCK)]:
            count += len(block)
            self._spell(block)
        return count

    def add_outline(self, place: int, outline: Outline) -> None:
        """Write the outline of a place that is there."""
        inserted = self.db.execute(
            "INSERT INTO outline (place, pack, rings) VALUES (?, ?, ?)", (place, self.pack, outline.packed())
        )
        self.db.execute("INSERT INTO extent VALUES (?, ?, ?, ?, ?)", (inserted.lastrowid, *outline.bounds()))

    def numbers(self, geonameid: int | None, ref: str | None) -> tuple[int, ...]:
        """The numbers of the places with this GeoNames id, or else with this id of another kind; the oldest first."""
        for column, value in (("geonameid", geonameid), ("ref", ref)):
            if value is not None:
                found = self.db.execute(f"SELECT id FROM place WHERE {column} = ? ORDER BY id", (value,)).fetchall()
                if found:
                    return tuple(number for (number,) in found)
        return ()

    def division(self, place: NewPlace) -> int | None:
        """The number of the country or first-level division that has the kind, country and name of a place."""
        if place.kind not in {"country", "region"} or not place.countries:
            return None
        found = self.db.execute(
            "SELECT id, name FROM place WHERE kind = ? AND country = ? ORDER BY id", (place.kind, place.countries[0])
        )
        wanted = fold_bare(place.name)
        return next((n for n, name in found if place.kind == "country" or fold_bare(name) == wanted), None)

    def name_divisions(self, codes: Mapping[str, str]) -> None:
        """Put names in the place of codes for the regions and counties of the pack; `""` for a code without one."""
        self.db.execute("CREATE TEMP TABLE code (code TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID")
        self.db.executemany("INSERT INTO code VALUES (?, ?)", codes.items())
        named = ", ".join(f"{c} = coalesce((SELECT name FROM code WHERE code = {c}), '')" for c in ("region", "county"))
        self.db.execute(f"UPDATE place SET {named} WHERE pack = ?", (self.pack,))
        self.db.execute("DROP TABLE code")

    def note_aside(self, count: int) -> None:
        """Record how many rows of the pack were set aside."""
        self.db.execute("UPDATE pack SET aside = ? WHERE id = ?", (count, self.pack))

    def finish(self) -> None:
        """Index what was added and make it durable."""
        self._index_names()
        self.db.execute("DELETE FROM raw")
        self.on_progress("indexing positions", 0.9)
        self.db.execute(  # neighbours first: an R-tree filled in such order is smaller and twice as fast to fill
            "INSERT INTO spot SELECT id, lat, lat, lon, lon FROM place WHERE id >= ?"
            " ORDER BY CAST(lat AS INTEGER), lon",
            (self.first_place,),
        )
        for statement in filter(str.strip, INDEXES.split(";")):
            self.db.execute(statement)
        self.seal()

    def seal(self) -> None:
        """Count, filter, name the version, and commit: the last step of any change."""
        self.on_progress("making the name filter", 0.95)
        count = self.db.execute("SELECT count(*) FROM spelling").fetchone()[0]
        spelled = (key for (key,) in self.db.execute("SELECT key FROM spelling"))
        for table, column in (("place", "places"), ("named", "names"), ("outline", "outlines")):
            self.db.execute(f"UPDATE pack SET {column} = (SELECT count(*) FROM {table} WHERE {table}.pack = pack.id)")
        packs = self.db.execute("SELECT name, checksum FROM pack ORDER BY name").fetchall()
        version = hashlib.sha256(repr(packs).encode()).hexdigest()[:12]
        self.db.executemany(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)",
            [("filter", packed_filter(spelled, count)), ("version", version)],
        )
        self.db.execute("COMMIT")
        self.on_progress("done", 1.0)

    def _spell(self, named: Iterable[tuple[str, int, int]]) -> None:
        names, places, ranks = zip(*named, strict=True)
        best: dict[tuple[str, int], tuple[int, str]] = {}  # of the key of a place: its rank and its consonants
        for (key, short, bones), place, rank in zip(spelled(names), places, ranks, strict=True):
            known = best.get((key, place))
            if known is None or known[0] < rank:  # half of the other names of a place fold to one it has already
                best[key, place] = rank, (bones if short == key else "") or (known[1] if known else "")
            if short != key:
                known = best.get((short, place))
                if known is None or known[0] < rank - 1:
                    best[short, place] = rank - 1, bones or (known[1] if known else "")
        rows = ((key, bones or None, place, rank, self.pack) for (key, place), (rank, bones) in best.items() if key)
        self.db.executemany("INSERT INTO raw VALUES (?, ?, ?, ?, ?)", rows)

    def _index_names(self) -> None:
        """Give every new spelling its number, and join places to spellings.

        Both in the order of the alphabet, so that the indexes grow at their end, which takes a quarter of the time.
        """
        total = self.db.execute("SELECT count(*) FROM raw").fetchone()[0] or 1
        found = self.db.execute(
            "SELECT r.key, r.skeleton, r.place, r.rank, r.pack, s.id FROM raw r LEFT JOIN spelling s ON s.key = r.key"
            " ORDER BY r.key, r.skeleton DESC, r.rank DESC"  # so that the first row of a key has its consonants
        )
        number, last, current, done = self._last("spelling"), "", 0, 0
        while block := found.fetchmany(BLOCK):
            self.on_progress("indexing names", 0.55 + 0.35 * done / total)
            done += len(block)
            fresh: list[tuple[int, str, str | None]] = []
            joined: list[tuple[int, int, int, int]] = []
            for key, skeleton, place, rank, pack, known in block:
                if key != last:
                    last, current = key, known or number + 1
                    if known is None:
                        number += 1
                        fresh.append((number, key, skeleton))
                joined.append((current, place, rank, pack))
            self.db.executemany("INSERT INTO spelling VALUES (?, ?, ?)", fresh)
            self.db.executemany(
                "INSERT INTO fuzzy (rowid, key) VALUES (?, ?)", ((n, bounded(key)) for n, key, _ in fresh)
            )
            self.db.executemany("INSERT OR IGNORE INTO named VALUES (?, ?, ?, ?)", joined)

    def _last(self, table: str) -> int:
        found: int | None = self.db.execute(f"SELECT max(id) FROM {table}").fetchone()[0]
        return found or 0


def bounded(key: str) -> str:
    """A key with marks at both ends, so that trigrams know where a name begins and ends."""
    return f"^{key}$"


def _names(first: int, block: Sequence[NewPlace]) -> Iterator[tuple[str, int, int]]:
    for number, place in enumerate(block, start=first):
        yield place.name, number, MAIN
        for name in place.spellings:
            yield name, number, MAIN
        for name in place.names:
            yield name, number, ALIAS


def _row(number: int, pack: int, place: NewPlace) -> tuple[object, ...]:
    country, *others = place.countries or ("",)
    return (
        number, pack, place.ref, place.name, place.kind, place.lat, place.lon, country, " ".join(others), place.region,
        place.county, place.population, place.geonameid, place.wikidata, place.radius_km,
    )  # fmt: skip
