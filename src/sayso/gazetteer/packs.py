"""Add packs of places to the gazetteer, list them, take them out.

Every change is made on a copy that takes the place of the old file when it is done: what fails leaves the old one as
it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from ..errors import UsageError
from ..settings import Settings
from .base import base_checksum
from .builder import Builder, OnProgress, PackNote, silent
from .files import add_base, now, ready_file, replacing
from .intake import Intake
from .records import BASE, OVERLAY
from .removal import compact, take_out
from .schema import opened
from .source_files import Aside, SourceFile, checksum, formats, source_files

OWN = (BASE, OVERLAY)  # the packs that come with the package


@dataclass(frozen=True, slots=True)
class Pack:
    """What was compiled in: how much, when, from which files, and on which terms it may be used."""

    name: str
    checksum: str
    files: str
    added: str
    licence: str
    attribution: str
    url: str
    places: int
    names: int
    outlines: int
    aside: int


@dataclass(slots=True)
class Added:
    """What came of adding: packs added, packs that were there already, rows set aside, files of no known
    format in a folder, and how many rows were left out on purpose."""

    packs: list[Pack] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    unknown: list[Aside] = field(default_factory=list)
    left_out: int = 0


def packs(path: Path) -> tuple[Pack, ...]:
    """The packs of a compiled gazetteer, those of the package first.

    Raises:
        GazetteerError: it cannot be opened.
    """
    db = opened(path)
    try:
        columns = ", ".join(each.name for each in fields(Pack))
        return tuple(Pack(*row) for row in db.execute(f"SELECT {columns} FROM pack ORDER BY id"))
    finally:
        db.close()


def is_stale(path: Path) -> bool:
    """True when the places of the package in a compiled gazetteer are not those of this version."""
    return any(pack.name in OWN and pack.checksum != base_checksum() for pack in packs(path))


def add(
    settings: Settings, paths: Sequence[Path], *, name: str | None = None, on_progress: OnProgress = silent
) -> Added:
    """Add files and folders, each as a pack; a pack of that name with other content is replaced.

    Args:
        settings: say where the gazetteer lies.
        paths: files in known formats, or folders of such.
        name: of one pack of all paths; None = a pack a path, named after it.
        on_progress: told what is being done.

    Raises:
        UsageError: a path is not there or in no known format, or a name is one of the package's own.
        ReadError: a file is damaged; nothing is changed then.
        GazetteerError: the gazetteer cannot be written.
    """
    current = ready_file(settings, on_progress=on_progress)
    known = {pack.name: pack for pack in packs(current)}
    result = Added()
    wanted: list[tuple[PackNote, list[SourceFile]]] = []
    for pack, group in _groups(paths, name):
        files, unknown = source_files(group)
        result.unknown += unknown
        if not files:
            raise UsageError(f"{group[0]}: holds no file in a known format; see sayso gazetteer add --help")
        note = _note(pack, files)
        same = next((other for other in known.values() if other.checksum == note.checksum), None)
        if same is not None:
            result.already.append(same.name)
        else:
            wanted.append((note, files))
    if not wanted:
        return result
    late = {row["format"] for row in formats() if row.get("after")}
    wanted.sort(key=lambda pair: all(source.format in late for source in pair[1]))
    with replacing(settings.gazetteer) as part:
        shutil.copyfile(current, part)
        with Builder(part, on_progress=on_progress) as builder:
            intake = Intake(
                builder, sum(source.path.stat().st_size for _, files in wanted for source in files), on_progress
            )
            for note, files in wanted:
                if note.name in known:
                    take_out(builder.db, note.name)
                builder.begin(note)
                builder.note_aside(intake.take(files))
            builder.finish()
        found = {pack.name: pack for pack in packs(part)}
    result.packs = [found[note.name] for note, _ in wanted]
    result.aside += intake.aside
    result.left_out = intake.left_out
    return result


def remove(settings: Settings, name: str, *, on_progress: OnProgress = silent) -> Pack:
    """Take a pack out again; without any, the places of the package remain. Returns what was taken out.

    Raises:
        UsageError: there is no such pack, or it is the package's own.
        GazetteerError: the gazetteer cannot be written.
    """
    known = {pack.name: pack for pack in packs(settings.gazetteer)} if settings.gazetteer.is_file() else {}
    if name in OWN:
        raise UsageError(f"{name!r} comes with the package and stays; {_listed(known)}")
    if name not in known:
        raise UsageError(f"{name!r}: no such pack; {_listed(known)}")
    if set(known) == {*OWN, name}:
        settings.gazetteer.unlink()
        return known[name]
    with replacing(settings.gazetteer) as part:
        shutil.copyfile(settings.gazetteer, part)
        with Builder(part, on_progress=on_progress) as builder:
            take_out(builder.db, name)
            builder.seal()
        compact(part)
    return known[name]


def refresh(settings: Settings, *, on_progress: OnProgress = silent) -> bool:
    """Put the places of this version of the package into a gazetteer with added packs; False when they are in it.

    Raises:
        GazetteerError: the gazetteer cannot be written.
    """
    if not settings.gazetteer.is_file() or not is_stale(settings.gazetteer):
        return False
    with replacing(settings.gazetteer) as part:
        shutil.copyfile(settings.gazetteer, part)
        with Builder(part, on_progress=on_progress) as builder:
            for name in OWN:
                take_out(builder.db, name)
            add_base(builder, base_checksum(), on_progress)
            builder.finish()
        compact(part)
    return True


def _groups(paths: Sequence[Path], name: str | None) -> list[tuple[str, list[Path]]]:
    if name is not None:
        groups = [(name, list(paths))]
    else:
        groups = [(path.resolve().name.split(".")[0] or path.name, [path]) for path in paths]
    taken = next((pack for pack, _ in groups if pack in OWN), None)
    if taken is not None:
        raise UsageError(f"{taken!r} is the name of a pack of the package itself; give another with --name")
    return groups


def _note(name: str, files: Sequence[SourceFile]) -> PackNote:
    used = {source.format for source in files}
    terms = [row for row in formats() if row["format"] in used]

    def joined(key: str) -> str:
        return "; ".join(dict.fromkeys(str(row[key]) for row in terms if row[key]))

    names = ", ".join(dict.fromkeys(source.path.name for source in files))
    return PackNote(name, checksum(files), names, now(), joined("licence"), joined("attribution"), joined("url"))


def _listed(known: dict[str, Pack]) -> str:
    added = sorted(set(known) - set(OWN))
    return f"added are {', '.join(added)}" if added else "none has been added"
