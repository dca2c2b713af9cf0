"""Open the files of a pack, plain, gzipped or zipped, tell their format, and hand out their lines."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ..errors import ReadError, UsageError
from ..vocab.loader import load_yaml

MAX_LINE = 1_000_000  # characters; the longest rows of GeoNames, with all names of a city, have 12,000
LEFT_IN_FOLDERS = (".md", ".html", ".pdf")  # told about, read no further
_OUTLINES = (".geojson", ".geojson.gz")

OnBytes = Callable[[int], None]  # how many bytes of a file have been read


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that could not be used; `line` counts from 1, None = the whole file."""

    file: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        return f"{self.file}{'' if self.line is None else f', line {self.line:,}'}: {self.reason}"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a known format; `member` = its name within a zip."""

    path: Path
    format: str
    member: str | None = None

    @property
    def name(self) -> str:
        """The name to tell people."""
        return self.path.name if self.member is None else f"{self.path.name}/{self.member}"

    def lines(self, on_bytes: OnBytes = lambda _: None) -> Iterator[tuple[int, str]]:
        """Numbered lines without their ends; what is not UTF-8 is replaced by `�`.

        Raises:
            ReadError: the file is damaged, or a line has no end.
        """
        try:
            with self.path.open("rb") as raw, _unpacked(self.path, raw, self.member) as stream:
                text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="\n")
                number = 0
                while line := text.readline(MAX_LINE):
                    number += 1
                    if len(line) >= MAX_LINE:
                        raise ReadError(
                            f"{self.name}, line {number:,}: longer than {MAX_LINE:,} characters; no such format"
                        )
                    if number % 1000 == 0:
                        on_bytes(raw.tell())
                    yield number, line.rstrip("\r\n")
                on_bytes(raw.tell())
        except (OSError, EOFError, zipfile.BadZipFile) as error:
            raise ReadError(f"{self.name}: cannot be read ({error}); fetch the file again") from error

    def content(self) -> bytes:
        """Everything in the file.

        Raises:
            ReadError: the file is damaged.
        """
        try:
            with self.path.open("rb") as raw, _unpacked(self.path, raw, self.member) as stream:
                return stream.read()
        except (OSError, EOFError, zipfile.BadZipFile) as error:
            raise ReadError(f"{self.name}: cannot be read ({error}); fetch the file again") from error


def formats() -> Sequence[dict[str, Any]]:
    """The formats that are known, with their terms."""
    rows: Sequence[dict[str, Any]] = load_yaml("packs/formats.yaml")
    return rows


def source_files(paths: Sequence[Path]) -> tuple[list[SourceFile], list[Aside]]:
    """The files to read, in the order in which they have to be, and those of folders that are in no known format.

    Raises:
        UsageError: a path is not there, or a file given by name is in no known format.
    """
    found: list[SourceFile] = []
    unknown: list[Aside] = []
    for path in paths:
        if path.is_dir():
            for inner in sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")):
                known = [] if inner.suffix in LEFT_IN_FOLDERS else _recognised(inner)
                found += known
                unknown += [] if known else [Aside(str(inner.relative_to(path)), None, "in no format that is known")]
            continue
        if not path.is_file():
            raise UsageError(f"{path}: no such file or folder")
        known = _recognised(path)
        if not known:
            names = "; ".join(row["what"] for row in formats())
            raise UsageError(f"{path}: in no format that is known. Known are: {names}")
        found += known
    late = {row["format"] for row in formats() if row.get("after")}
    return sorted(found, key=lambda source: source.format in late), unknown


def checksum(files: Sequence[SourceFile]) -> str:
    """A checksum over names and bytes of the files."""
    digest = hashlib.sha256()
    for path in dict.fromkeys(source.path for source in files):
        digest.update(path.name.encode())
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:12]


def _recognised(path: Path) -> list[SourceFile]:
    if path.name.endswith(_OUTLINES):
        return [SourceFile(path, "outlines")]
    if path.suffix == ".zip":
        try:
            with zipfile.ZipFile(path) as archive:
                members = [name for name in archive.namelist() if name.endswith(".txt")]
        except (OSError, zipfile.BadZipFile) as error:
            raise ReadError(f"{path.name}: cannot be read ({error}); fetch the file again") from error
        return [SourceFile(path, form, name) for name in members if (form := _format(SourceFile(path, "", name)))]
    form = _format(SourceFile(path, ""))
    return [SourceFile(path, form)] if form else []


def _format(source: SourceFile) -> str | None:
    """By the columns of the first line that is no comment."""
    first = next((line for _, line in source.lines() if not line.startswith("#")), "")
    columns = first.split("\t")
    for row in formats():
        if "header" in row and set(row["header"]) <= set(columns):
            return str(row["format"])
        if row.get("columns") == len(columns) and columns[0].isdecimal():
            return str(row["format"])
    return None


def _unpacked(path: Path, raw: IO[bytes], member: str | None) -> IO[bytes]:
    if member is not None:
        return zipfile.ZipFile(raw).open(member)
    if path.suffix == ".gz":
        return gzip.GzipFile(fileobj=raw)  # type: ignore[return-value]
    return raw
