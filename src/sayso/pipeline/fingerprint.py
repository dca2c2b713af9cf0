"""Name a coder by everything that its reading depends on, so that a report is read again when any of it changed."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from .. import __version__
from ..gazetteer import gazetteer
from .code import Coder

ROOT = Path(__file__).parents[1]
READ_WITH = ("text", "vocab", "gazetteer", "extract", "neural", "model", "data", "pipeline/stages.py")
LEFT_OUT = frozenset({"samples", "schema", "__pycache__"})
WHOLE = 4_000_000  # bytes; larger files (model weights) are told apart by name and size


def fingerprint(coder: Coder) -> str | None:
    """`sayso 0.1.0 3f9c…`: the version and a checksum of code, lexicons, stages and the places in force.

    None when a stage comes from elsewhere: nobody can say whether it still reads as it did.
    """
    stages = [type(stage) for stage in coder.stages]
    if any(not stage.__module__.startswith("sayso.") for stage in stages):
        return None
    names = " ".join(f"{stage.__module__}.{stage.__qualname__}" for stage in stages)
    digest = hashlib.sha256(f"{_package()} {names} {gazetteer().version}".encode()).hexdigest()
    return f"sayso {__version__} {digest[:12]}"


@cache
def _package() -> str:
    digest = hashlib.sha256()
    for place in READ_WITH:
        start = ROOT / place
        for path in sorted(start.rglob("*")) if start.is_dir() else [start]:
            if path.is_file() and not LEFT_OUT.intersection(path.parts):
                size = path.stat().st_size
                digest.update(f"{path.relative_to(ROOT).as_posix()} {size}\n".encode())
                if size <= WHOLE:
                    digest.update(path.read_bytes())
    return digest.hexdigest()
