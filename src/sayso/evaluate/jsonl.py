"""Read gold rows of a benchmark, one JSON object a line, and write prediction dumps of the same kind."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ..errors import UsageError

T = TypeVar("T")


def read_rows(path: Path, kind: type[T]) -> Iterator[T]:
    """The rows of a JSONL file (also gzipped), each as a `kind`; fields that it does not have are left aside.

    Raises:
        UsageError: the file cannot be read, or a line is no such row.
    """
    try:
        raw = path.read_bytes()
        raw = gzip.decompress(raw) if path.suffix == ".gz" else raw
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f"{path}: cannot be read ({error}); check the path") from error
    for number, line in enumerate(raw.splitlines(), start=1):
        if line.strip():
            try:
                yield msgspec.json.decode(line, type=kind)
            except msgspec.DecodeError as error:
                raise UsageError(f"{path}, line {number}: no row of this suite: {error}") from error


def write_rows(rows: Iterable[Any], out: Path) -> None:
    """Write rows as compact UTF-8 JSON, one a line.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        out.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror}); give another path") from error
