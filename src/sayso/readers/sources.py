"""Find the inputs that the named sources stand for: files, what lies in folders, addresses, standard input."""

from __future__ import annotations

import difflib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .facts import SIDECAR
from .limits import Limits
from .results import Unread, unread, unreadable
from .sniff import Kind

STDIN = "-"
KINDS = {
    ".txt": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".json": Kind.JSON,
}
_ENDINGS = ", ".join(KINDS)
_LATER = {
    ".xml": Kind.FEED,
    ".rss": Kind.FEED,
    ".atom": Kind.FEED,
    ".warc": Kind.ARCHIVE,
    ".warc.gz": Kind.ARCHIVE,
}
_INSTEAD = {
    Kind.FEED: "feeds are not read yet; save the articles that it links to as .html, or write them as .jsonl",
    Kind.ARCHIVE: "web archives are not read yet; unpack their pages as .html",
}
_MAX_DEPTH = 200  # folders in folders
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class Input:
    """One stream to read: a file, an address of the web, or standard input where neither is given.

    `origin` is its name for people, `size` in bytes if known.
    """

    origin: str
    kind: Kind
    path: Path | None = None
    size: int | None = None
    url: str | None = None


def inputs(sources: Iterable[str], limits: Limits) -> Iterator[Input | Unread]:
    """The inputs in the order of the sources, those of a folder sorted by name; what is none comes as `Unread`."""
    asked_stdin = False
    for source in (sources,) if isinstance(sources, str) else map(os.fspath, sources):
        if source == STDIN and asked_stdin:
            yield unread("stdin", "read-twice", "standard input can be read only once; name '-' once")
        elif source == STDIN:
            asked_stdin = True
            yield Input("stdin", Kind.UNKNOWN)
        elif _URL.match(source):
            yield Input(source, Kind.UNKNOWN, url=source)
        else:
            yield from _path(source, limits)


def later(origin: str, kind: Kind) -> Unread:
    """A kind of input that this version does not read, and what to do instead."""
    return unread(origin, "not-supported-yet", _INSTEAD[kind])


def _path(source: str, limits: Limits) -> Iterator[Input | Unread]:
    path, origin = Path(source), shown(source)
    try:
        found = path.stat()
    except FileNotFoundError:
        yield unread(origin, "not-found", _missing(path))
        return
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        yield unread(
            origin, "unreadable", f"cannot be read ({getattr(error, 'strerror', None) or error}); check the path"
        )
        return
    if stat.S_ISDIR(found.st_mode):
        yield from _folder(path, limits)
    elif not stat.S_ISREG(found.st_mode):
        yield Input(origin, Kind.UNKNOWN, path)  # a pipe, as in `sayso code <(…)`
    else:
        yield _file(path, found.st_size)


def _file(path: Path, size: int) -> Input | Unread:
    """A file that was named directly."""
    name, origin = path.name.lower(), shown(path)
    if name.endswith(SIDECAR):
        message = f"describes the report beside it and is read with it; name {path.name[: -len(SIDECAR)]}.txt or .html"
        return unread(origin, "no-report", message)
    for suffix, kind in _LATER.items():
        if name.endswith(suffix):
            return later(origin, kind)
    known = KINDS.get(path.suffix.lower())
    if known is None:
        what = f"files ending in {path.suffix!r}" if path.suffix else "files without an ending"
        message = f"{what} are not read, only {_ENDINGS}; rename it, or pipe it in as `-` if it is text"
        return unread(origin, "unknown-suffix", message)
    return Input(origin, known, path, size)


def _folder(folder: Path, limits: Limits) -> Iterator[Input | Unread]:
    taken = 0
    for found in _walk(folder, frozenset()):
        if taken == limits.max_files:
            message = f"holds more than {limits.max_files:,} files; the rest was left: name less or raise max_files"
            yield unread(shown(folder), "too-many-files", message)
            return
        taken += 1
        yield found
    if not taken:
        yield unread(shown(folder), "nothing-to-read", f"holds no file ending in {_ENDINGS}; name another folder")


def _walk(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[Input | Unread]:
    """Files with a known ending below `folder`; hidden ones and what browsers save beside a page are left out."""
    if len(above) == _MAX_DEPTH:
        yield unread(shown(folder), "too-deep", f"lies more than {_MAX_DEPTH} folders deep; name it directly")
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        here = folder.stat()
    except OSError as error:
        yield unreadable(shown(folder), error)
        return
    inside = above | {(here.st_dev, here.st_ino)}
    pages = {Path(entry.name).stem for entry in entries if KINDS.get(Path(entry.name).suffix.lower()) is Kind.HTML}
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        try:
            found = path.stat()
        except OSError as error:
            if path.suffix.lower() in KINDS:
                yield _vanished(path, error)
            continue
        if stat.S_ISDIR(found.st_mode):
            # a link to a folder that we are in would never end; "NAME_files" holds the frames of the saved page NAME
            if (found.st_dev, found.st_ino) not in inside and not (
                entry.name.endswith("_files") and entry.name.removesuffix("_files") in pages
            ):
                yield from _walk(path, inside)
        elif stat.S_ISREG(found.st_mode) and path.suffix.lower() in KINDS and not entry.name.lower().endswith(SIDECAR):
            yield Input(shown(path), KINDS[path.suffix.lower()], path, found.st_size)


def _vanished(path: Path, error: OSError) -> Unread:
    if isinstance(error, FileNotFoundError):
        return unread(shown(path), "not-found", _missing(path))
    return unreadable(shown(path), error)


def _missing(path: Path) -> str:
    if path.is_symlink():
        return f"is a link to {shown(os.readlink(path))}, which does not exist; mend the link"
    try:
        near = difflib.get_close_matches(path.name, os.listdir(path.parent), n=1)
    except OSError:
        return f"does not exist, nor does its folder {shown(path.parent)}; check the path"
    return f"does not exist; did you mean {shown(path.parent / near[0])}?" if near else "does not exist; check the path"


def shown(path: str | Path) -> str:
    """A path as text that every output can hold, also when its name is no valid Unicode."""
    return os.fsencode(path).decode("utf-8", "replace")
