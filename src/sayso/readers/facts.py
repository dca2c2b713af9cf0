"""What an input says of itself: title, address, publisher, author, publication time, language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import msgspec

from ..model import Diagnostic
from .dates import iso_date
from .encoding import NoText, decode
from .results import note

MAX_FACT = 5_000  # characters; a longer title or author is no title or author
MAX_SIDECAR = 100_000  # bytes
SIDECAR = ".meta.json"


@dataclass(frozen=True, slots=True)
class Facts:
    """None = the input does not say. `published` is ISO 8601."""

    id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None

    def before(self, other: Facts) -> Facts:
        """These facts, and `other`'s where these say nothing."""
        return Facts(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})


NAMES = tuple(f.name for f in fields(Facts))


def facts_of(stated: Mapping[str, object]) -> tuple[Facts, tuple[Diagnostic, ...]]:
    """Facts from the fields of a JSON record; what has the wrong type or is no date is left out, with a note."""
    known: dict[str, str] = {}
    notes: list[Diagnostic] = []
    for name in NAMES:
        value = stated.get(name)
        if name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        if not isinstance(value, str):
            notes.append(note("bad-field", f"{name!r} is {_kind(value)} instead of a string and was left out"))
        elif len(value) > MAX_FACT:
            notes.append(
                note("bad-field", f"{name!r} has {len(value):,} characters and was left out; {MAX_FACT:,} are the most")
            )
        elif name == "published":
            published = iso_date(value)
            if published is None:
                notes.append(bad_date(value))
            else:
                known[name] = published
        else:
            known[name] = value if name == "id" else value.strip()
    return Facts(**known), tuple(notes)


def bad_date(value: str) -> Diagnostic:
    """A publication time that cannot be read."""
    return note(
        "bad-publication-date",
        f"'published' {value[:60]!r} is no date and was left out; write it as 2024-04-22 or 2024-04-22T06:30:00+03:00",
    )


def sidecar(path: Path) -> tuple[Facts, tuple[Diagnostic, ...]]:
    """Facts from NAME.meta.json beside NAME.txt or NAME.html; no such file, no facts."""
    beside = path.with_name(path.stem + SIDECAR)
    try:
        with beside.open("rb") as stream:
            raw = stream.read(MAX_SIDECAR + 1)
    except FileNotFoundError:
        return Facts(), ()
    except OSError as error:
        return Facts(), (
            note("bad-sidecar", f"{beside.name} cannot be read ({error.strerror or error}); it was left out"),
        )
    stated, trouble = _object(raw)
    if trouble:
        return Facts(), (note("bad-sidecar", f"{beside.name} {trouble} and was left out"),)
    return facts_of(stated)


def _object(raw: bytes) -> tuple[dict[str, object], str]:
    """The JSON object in `raw`, or what is wrong with it."""
    if len(raw) > MAX_SIDECAR:
        return {}, f"is larger than {MAX_SIDECAR:,} bytes"
    decoded = decode(raw)
    if isinstance(decoded, NoText):
        return {}, f"is no text ({decoded.reason})"
    try:
        stated = msgspec.json.decode(decoded.text)
    except (msgspec.DecodeError, RecursionError) as error:
        return {}, f"is broken JSON ({error})"
    return (stated, "") if isinstance(stated, dict) else ({}, f"holds {_kind(stated)} instead of an object")


def _kind(value: object) -> str:
    names: dict[type, str] = {bool: "a truth value", dict: "an object", list: "a list", str: "a string"}
    return names.get(type(value), "a number")
