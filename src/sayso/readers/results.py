"""What reading yields: a report with notes, or the reason why an input was set aside."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Diagnostic, Report

STAGE = "read"


@dataclass(frozen=True, slots=True)
class Reading:
    """A report that was read. `diagnostics` tell what was guessed or left out; `origin` is "reports/a.jsonl:17"."""

    report: Report
    diagnostics: tuple[Diagnostic, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that was set aside, with the reason."""

    origin: str
    diagnostic: Diagnostic


ReadResult = Reading | Unread


def note(code: str, message: str) -> Diagnostic:
    """A diagnostic of this room."""
    return Diagnostic(STAGE, code, message)


def unread(origin: str, code: str, message: str) -> Unread:
    """An input set aside under `code`."""
    return Unread(origin, note(code, message))


def unreadable(origin: str, error: OSError) -> Unread:
    """An input that the operating system would not hand over."""
    if isinstance(error, FileNotFoundError):
        return unread(origin, "not-found", "is gone; it was there when the folder was listed")
    return unread(origin, "unreadable", f"cannot be read ({error.strerror or error}); check its permissions")


def size(count: int) -> str:
    """Bytes for people.

    >>> size(52_428_800)
    '52.4 MB'
    """
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count:,} bytes"
