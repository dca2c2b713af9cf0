"""`sayso gazetteer fetch`: fetch a country from GeoNames and add it."""

from __future__ import annotations

from pathlib import Path

import click

from ...gazetteer.download import GEONAMES, MAX_BYTES, TIMEOUT_S, download
from ...gazetteer.packs import add
from ...settings import Settings
from .add import tell
from .tables import shares


@click.command("fetch")
@click.argument("countries", nargs=-1, required=True, metavar="XX...")
@click.option("--from", "base", metavar="URL", default=GEONAMES, show_default=True, help="Where the dumps lie.")
@click.option("--timeout", type=click.FloatRange(min=1), default=TIMEOUT_S, show_default=True, help="Seconds to wait.")
@click.option(
    "--max-mb", type=click.IntRange(min=1), default=MAX_BYTES // 1_000_000, show_default=True, help="Take no more."
)
@click.option(
    "--keep", type=click.Path(path_type=Path), metavar="FOLDER", help="Where the files go [default: the cache]."
)
@click.pass_obj
def command(
    settings: Settings, /, countries: tuple[str, ...], base: str, timeout: float, max_mb: int, keep: Path | None
) -> int:
    """Fetch all places of countries, given by ISO 3166-1 code, from GeoNames (CC BY 4.0), and add them.

    \b
    Examples:
      sayso gazetteer fetch SY
      sayso gazetteer fetch SY IQ LB --keep dumps
    """
    folder = keep or settings.cache_dir / "downloads"
    files: list[Path] = []
    with shares() as on_progress:
        for country in countries:
            told = f"fetching {country.upper()}"

            def on_bytes(done: int, total: int | None, told: str = told) -> None:
                on_progress(f"{told} {done / 1e6:,.1f} MB", done / total if total else 0.0)

            files.append(
                download(country, folder, base=base, timeout=timeout, max_bytes=max_mb * 1_000_000, on_bytes=on_bytes)
            )
        added = add(settings, files, on_progress=on_progress)
    return tell(added, settings, None)
