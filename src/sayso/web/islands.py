"""Scripts and styles that Vite built of desk/: which files a page loads, and whether they are there at all."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

BUILT = files("sayso.web") / "static" / "built"
ENTRIES = ("desk", "incidents")
_SCRIPT = Markup('<script type="module" src="/static/built/{}"></script>\n')
_STYLE = Markup('<link rel="stylesheet" href="/static/built/{}">\n')
_AHEAD = Markup('<link rel="modulepreload" href="/static/built/{}">\n')


def are_built() -> bool:
    """True when the islands are in the package."""
    return all(f"src/{entry}.ts" in manifest() for entry in ENTRIES)


def island(entry: str) -> Markup:
    """The tags that load one entry of desk/src; none when the islands were not built: pages are useful without."""
    known = manifest()
    chunk = known.get(f"src/{entry}.ts")
    if chunk is None:
        return Markup()
    ahead = (known[name] for name in (*chunk.get("imports", ()), *chunk.get("dynamicImports", ())))
    later = [part for part in ahead if part["file"].endswith(".js")]
    styles = dict.fromkeys(style for part in (chunk, *later) for style in part.get("css", ()))
    parts = (
        *(_STYLE.format(style) for style in styles),
        *(_AHEAD.format(part["file"]) for part in later if not part.get("isEntry")),
        _SCRIPT.format(chunk["file"]),
    )
    return Markup().join(parts)


@cache
def manifest() -> dict[str, Any]:
    """What Vite wrote of its output, by source file; empty when nothing was built."""
    listed = BUILT / "manifest.json"
    made: dict[str, Any] = json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else {}
    return made
