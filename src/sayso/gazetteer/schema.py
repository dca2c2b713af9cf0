"""The tables of a compiled gazetteer, and how its file is opened.

place     a row a place                       named    which spelling belongs to which place
spelling  a row a folded name, with its       fuzzy    trigrams of the spellings (FTS5)
          consonant key                       spot     where places are (R-tree)
outline   borders of areas                    extent   boxes of the outlines (R-tree)
pack      what was compiled in, its licence   meta     version, name filter
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ..errors import GazetteerError

FORMAT = 1  # of the tables below; a file of another format is made anew
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE pack (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, checksum TEXT NOT NULL, files TEXT NOT NULL, added TEXT NOT NULL,
    licence TEXT NOT NULL, attribution TEXT NOT NULL, url TEXT NOT NULL,
    places INTEGER NOT NULL DEFAULT 0, names INTEGER NOT NULL DEFAULT 0, outlines INTEGER NOT NULL DEFAULT 0,
    aside INTEGER NOT NULL DEFAULT 0);
CREATE TABLE place (
    id INTEGER PRIMARY KEY, pack INTEGER NOT NULL, ref TEXT, name TEXT NOT NULL, kind TEXT NOT NULL,
    lat REAL NOT NULL, lon REAL NOT NULL, country TEXT NOT NULL, claims TEXT NOT NULL, region TEXT NOT NULL,
    county TEXT NOT NULL, population INTEGER NOT NULL, geonameid INTEGER, wikidata TEXT, radius_km REAL NOT NULL);
CREATE TABLE spelling (id INTEGER PRIMARY KEY, key TEXT NOT NULL, skeleton TEXT);
CREATE TABLE named (
    spelling INTEGER NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL, pack INTEGER NOT NULL,
    PRIMARY KEY (spelling, place)) WITHOUT ROWID;
CREATE TABLE outline (id INTEGER PRIMARY KEY, place INTEGER NOT NULL, pack INTEGER NOT NULL, rings BLOB NOT NULL);
CREATE VIRTUAL TABLE spot USING rtree(id, south, north, west, east);
CREATE VIRTUAL TABLE extent USING rtree(id, south, north, west, east);
"""
TRIGRAMS = """
CREATE VIRTUAL TABLE fuzzy USING fts5(key, content='', detail=none, columnsize=0, tokenize='trigram');
CREATE VIRTUAL TABLE trigram USING fts5vocab(fuzzy, 'row');
"""
INDEXES = """
CREATE UNIQUE INDEX IF NOT EXISTS spelling_key ON spelling(key);
CREATE INDEX IF NOT EXISTS spelling_skeleton ON spelling(skeleton) WHERE skeleton IS NOT NULL;
CREATE INDEX IF NOT EXISTS place_geonameid ON place(geonameid) WHERE geonameid IS NOT NULL;
CREATE INDEX IF NOT EXISTS place_ref ON place(ref) WHERE ref IS NOT NULL;
CREATE INDEX IF NOT EXISTS place_towns ON place(country, population) WHERE population > 0;
CREATE INDEX IF NOT EXISTS place_admin ON place(kind, country) WHERE kind IN ('country', 'region', 'county');
CREATE INDEX IF NOT EXISTS outline_place ON outline(place);
"""
CACHE_KIB = 8000  # pages kept in memory when reading; a name asked for again is found in a cache of ours


def opened(path: Path) -> sqlite3.Connection:
    """A compiled gazetteer, for reading only; the file is never changed in place, so no locks are taken.

    Raises:
        GazetteerError: there is no such file, or it is no gazetteer of this format.
    """
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        found = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    except sqlite3.Error as error:
        raise GazetteerError(
            f"{path}: cannot be opened as a gazetteer ({error}); delete it, it is made anew"
        ) from error
    if found != (FORMAT,):
        connection.close()
        raise GazetteerError(f"{path}: a gazetteer of format {found}, not {FORMAT}; delete it, it is made anew")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return connection


def created(path: Path) -> sqlite3.Connection:
    """A new, empty gazetteer for building: quick, and not safe against a power cut, since it is moved when done."""
    connection = writable(path)
    connection.executescript(TABLES + TRIGRAMS)  # and the other indexes when it is full, which is quicker
    connection.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))
    return connection


def writable(path: Path) -> sqlite3.Connection:
    """A gazetteer file that nobody reads yet, for building."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
        "PRAGMA cache_size = -64000;"
        "PRAGMA temp_store = FILE; PRAGMA secure_delete = OFF; PRAGMA page_size = 4096;"
    )
    return connection
