"""Write what the coder predicted, and read it back, so that another scorer can check a figure."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..errors import CodecError, UsageError
from ..model import CodedReport, Incident
from ..model.codec import decode_coded, decode_incidents, encode

INCIDENTS_SUFFIX = ".incidents.json"


def write_coded(coded: Iterable[CodedReport], out: Path) -> None:
    """Write coded reports, one JSON object a line, UTF-8.

    Raises:
        UsageError: the file cannot be written.
    """
    _write(out, b"".join(encode(report) + b"\n" for report in coded))


def write_incidents(incidents: Iterable[Incident], coded_out: Path) -> Path:
    """Write incidents beside the dump of the coded reports, with `.incidents.json` appended to its name.

    Raises:
        UsageError: the file cannot be written.
    """
    out = coded_out.with_name(coded_out.name + INCIDENTS_SUFFIX)
    _write(out, encode(list(incidents)) + b"\n")
    return out


def read_coded(path: Path) -> dict[str, CodedReport]:
    """Coded reports of a dump by report id; the last of several with one id wins.

    Raises:
        UsageError: the file cannot be read, or a line of it is no coded report.
    """
    coded = {}
    for number, line in enumerate(_read(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            report = decode_coded(line)
        except CodecError as error:
            raise UsageError(f"{path}, line {number}: {error}") from error
        coded[report.report.id] = report
    return coded


def read_incidents(path: Path) -> tuple[Incident, ...]:
    """The incidents of a dump.

    Raises:
        UsageError: the file cannot be read or holds no incidents.
    """
    try:
        return decode_incidents(_read(path))
    except CodecError as error:
        raise UsageError(f"{path}: {error}") from error


def _write(out: Path, raw: bytes) -> None:
    try:
        out.write_bytes(raw)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror}); give another path") from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check the path") from error
