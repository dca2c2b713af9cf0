"""Show places and packs as tables for people and as JSON for machines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from rich.console import RenderableType
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from ...gazetteer import PlaceRecord
from ...gazetteer.builder import OnProgress
from ...gazetteer.packs import Pack
from ..terminal import console, printable


def place_table(places: Sequence[PlaceRecord], distances: Sequence[float] | None = None) -> Table:
    """Places, one a line; with their distances in km if given."""
    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="dim")
    table.add_column("name", overflow="fold")
    table.add_column("kind", no_wrap=True)
    table.add_column("in", overflow="fold")
    table.add_column("people", justify="right", no_wrap=True)
    table.add_column("lat, lon", no_wrap=True)
    table.add_column("match" if distances is None else "km away", justify="right", no_wrap=True)
    table.add_column("id", style="id", overflow="fold")
    for i, place in enumerate(places):
        within = ", ".join(part for part in (place.county, place.region, "/".join(place.countries)) if part)
        last = f"{place.match.value} {place.score:.2f}" if distances is None else f"{distances[i]:.1f}"
        table.add_row(
            printable(place.name), place.kind, printable(within),
            f"{place.population:,}" if place.population else "",
            f"{place.lat:.3f}, {place.lon:.3f}", last, place.id,
        )  # fmt: skip
    return table


def pack_table(packs: Sequence[Pack]) -> Table:
    """Packs, one a line."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("pack", style="source", overflow="fold")
    for title in ("places", "names", "outlines", "set aside"):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("added", no_wrap=True)
    table.add_column("licence", overflow="fold")
    for pack in packs:
        counts = (f"{count:,}" if count else "" for count in (pack.places, pack.names, pack.outlines, pack.aside))
        table.add_row(printable(pack.name), *counts, pack.added[:10], printable(pack.licence))
    return table


def attributions(packs: Iterable[Pack]) -> Iterator[RenderableType]:
    """The wording that publishers ask for, each once."""
    yield from (printable(text) for text in dict.fromkeys(pack.attribution for pack in packs) if text)


def place_json(place: PlaceRecord) -> dict[str, Any]:
    """A place as it is printed for machines."""
    return {**asdict(place), "match": place.match.value, "precision": place.precision}


@contextmanager
def shares() -> Iterator[OnProgress]:
    """A progress bar on stderr of work that tells what it does and which share is done; shown on a terminal only."""
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn(),
        console=console(sys.stderr), transient=True, disable=not sys.stderr.isatty(),
    )  # fmt: skip
    with bar:
        task = bar.add_task("starting", total=1.0)

        def on_progress(what: str, share: float) -> None:
            bar.update(task, description=printable(what), completed=share)

        yield on_progress
