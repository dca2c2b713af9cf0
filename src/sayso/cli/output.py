"""Write results to stdout for machines, as they come."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from ..model.codec import encode


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
