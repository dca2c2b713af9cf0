"""Take a pack out of a gazetteer that nobody reads yet."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from .builder import bounded
from .schema import TRIGRAMS, writable


def take_out(db: sqlite3.Connection, name: str) -> None:
    """Delete a pack with its places, names and outlines, and the spellings that no place bears any more."""
    (pack,) = db.execute("SELECT id FROM pack WHERE name = ?", (name,)).fetchone()
    of_pack = "IN (SELECT id FROM place WHERE pack = ?1)"
    db.execute(f"DELETE FROM named WHERE pack = ?1 OR place {of_pack}", (pack,))
    db.execute(f"DELETE FROM extent WHERE id IN (SELECT id FROM outline WHERE pack = ?1 OR place {of_pack})", (pack,))
    db.execute(f"DELETE FROM outline WHERE pack = ?1 OR place {of_pack}", (pack,))
    db.execute(f"DELETE FROM spot WHERE id {of_pack}", (pack,))
    db.execute("DELETE FROM place WHERE pack = ?", (pack,))
    db.execute("DELETE FROM pack WHERE id = ?", (pack,))
    db.execute("DELETE FROM spelling WHERE id NOT IN (SELECT spelling FROM named)")
    db.execute("DROP TABLE trigram")  # trigrams cannot be deleted one by one without their texts: they are made anew
    db.execute("DROP TABLE fuzzy")
    for statement in filter(str.strip, TRIGRAMS.split(";")):
        db.execute(statement)
    spelled = db.execute("SELECT id, key FROM spelling ORDER BY id")
    db.executemany("INSERT INTO fuzzy (rowid, key) VALUES (?, ?)", ((number, bounded(key)) for number, key in spelled))


def compact(path: Path) -> None:
    """Give back the space of what was deleted."""
    db = writable(path)
    db.execute("VACUUM")
    db.close()
