"""`sayso gazetteer add`: add files of places."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ...gazetteer.packs import Added, add
from ...gazetteer.source_files import Aside
from ...settings import Settings
from ..app import EXIT_DONE, EXIT_SET_ASIDE
from ..phrases import plural
from ..terminal import say
from .tables import shares

TOLD = 10  # rows set aside that are printed; --rejects FILE writes all


@click.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--name", metavar="PACK", help="One pack of this name [default: a pack a FILE, named after it].")
@click.option("--rejects", type=click.Path(path_type=Path), help="Write every row that was set aside to this file.")
@click.pass_obj
def command(settings: Settings, /, paths: tuple[Path, ...], name: str | None, rejects: Path | None) -> int:
    """Add places, names and outlines to the gazetteer; the formats are told apart by their content.

    \b
    FILE may be
      a GeoNames dump           allCountries.txt or .zip, or a country's, as SY.zip
      GeoNames names            alternateNamesV2.txt or .zip: for places that are there already
      a table of places         TAB-separated with a header: name, kind, lat, lon, and if you have them names,
                                geonameid, wof_id, population, region, county, bbox, wikidata, code, claims;
                                the country is in the file's name: places-iq.tsv.gz
      a table of spellings      TAB-separated with a header: alias, geonameid or wof_id, name, lat, lon
      outlines                  GeoJSON of countries, regions, counties: they tell what a point lies in
      a folder of these         one pack

    The same files again change nothing; other content under the same name replaces it. What fails changes nothing.

    \b
    Examples:
      sayso gazetteer add SY.zip IQ.zip
      sayso gazetteer add gazetteer/ --rejects rejects.txt
      sayso gazetteer add borders.geojson --name borders
    """
    with shares() as on_progress:
        added = add(settings, paths, name=name, on_progress=on_progress)
    return tell(added, settings, rejects)


def tell(added: Added, settings: Settings, rejects: Path | None) -> int:
    """Say what came of it, and return the exit code."""
    for pack in added.already:
        say(f"{pack}: there already, unchanged")
    for found in added.packs:
        parts = [plural(found.places, "place"), plural(found.names, "name"), plural(found.outlines, "outline")]
        say(f"{found.name}: {', '.join(parts)} added; licence: {found.licence}")
    if added.unknown:
        say(
            f"{plural(len(added.unknown), 'file')} in no known format: {', '.join(each.file for each in added.unknown)}"
        )
    if added.left_out:
        say(f"{plural(added.left_out, 'row')} left out: features that reports seldom name, names of places not there")
    _tell_aside(added.aside, rejects)
    if added.packs:
        say(f"{settings.gazetteer}: ready")
    return EXIT_SET_ASIDE if added.aside else EXIT_DONE


def _tell_aside(aside: Sequence[Aside], rejects: Path | None) -> None:
    for each in aside[:TOLD]:
        say(f"set aside {each}")
    if len(aside) > TOLD:
        say(f"and {len(aside) - TOLD:,} more set aside" + ("" if rejects else "; --rejects FILE writes them all"))
    if rejects is not None:
        rejects.write_text("".join(f"{each}\n" for each in aside), encoding="utf-8")
