"""Write results to stdout in the format asked for: text for people, JSON for machines, as they come."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TypeVar

from ..model.codec import encode

T = TypeVar("T")


def write_json(results: Iterable[object], *, lines: bool) -> None:
    """Write results as they come, UTF-8: one a line, or as one JSON list with one on each line."""
    out = sys.stdout.buffer
    if lines:
        for result in results:
            out.write(encode(result) + b"\n")
            out.flush()  # whoever reads along sees each report as soon as it is coded
        return
    before = b"[\n"
    for result in results:
        out.write(before + encode(result))
        before = b",\n"
    out.write(b"[]\n" if before == b"[\n" else b"\n]\n")
    out.flush()


def write(results: Iterable[T], form: str, as_text: Callable[[Iterable[T]], None]) -> None:
    """Write results as `form` says: `text`, `json` or `jsonl`."""
    if form == "text":
        as_text(results)
    else:
        write_json(results, lines=form == "jsonl")
