"""`sayso export`: write incidents, findings and claims for other programs."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO

import click

from ..errors import UsageError
from ..exporters.geojson import geojson
from ..exporters.plain import json_lines, json_list
from ..exporters.table import TABLES, FindReport
from ..exporters.terms import attribution
from ..model import Incident
from ..settings import Settings
from .filters import Filters, Matching, incident_filters, ledger_at, tell_where
from .gazetteer.ready import prepare
from .options import ledger_option
from .phrases import plural
from .shelf import open_existing
from .terminal import progress, say

FORMATS = ("csv", "geojson", "json", "jsonl")
EVERY = "all"
ATTRIBUTION = "ATTRIBUTION.txt"
REPORTS_AT_HAND = 64  # claims of one report are asked for incident by incident


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to [default: stdout].")
@click.option("--table", type=click.Choice([*TABLES, EVERY]), help="csv: which table [incidents; all in a folder].")
@click.option("--bom", is_flag=True, help="csv: begin with a byte order mark, by which Excel knows UTF-8.")
@incident_filters
@ledger_option
@click.pass_obj
def command(
    settings: Settings,
    /,
    form: str,
    output: Path | None,
    table: str | None,
    bom: bool,
    filters: Filters,
    ledger: str | None,
) -> int:
    """Write the incidents that match for other programs; without filters, all. The filters are those of `incidents`.

    \b
    FORMAT is
      csv       tables: incidents, findings (a row a value), claims (a row an answer, with its characters). FILE.csv or
                stdout takes one table, FILE.zip or a folder all three. Words that a spreadsheet would take for a
                formula (= + - @ first) begin with an apostrophe.
      geojson   RFC 7946: a feature a place, with role and radius of the doubt; a null geometry where none is known
      json      a list of incidents as `sayso incidents --format json` prints it; jsonl = one a line

    \b
    Examples:
      sayso export csv -o incidents.zip
      sayso export csv --table claims --source "Harbour Post" --bom -o claims.csv
      sayso export geojson --since 2024-04-01 --type drone_strike -o strikes.geojson
      sayso export json --as-of 2024-04-22 > as-known-then.json
    """
    if form != "csv" and (table or bom):
        raise click.UsageError("--table and --bom are for csv")
    tell_where(filters)
    with open_existing(ledger, settings) as opened, ledger_at(opened, filters.as_of) as then:
        found = Matching(then, filters)
        number = len(found)
        coded = lru_cache(REPORTS_AT_HAND)(then.coded)
        terms = attribution(prepare(settings))
        if form == "csv":
            write_tables(found, coded, output, table, bom=bom, terms=terms)
        else:
            with sink(output) as out:
                out.writelines(pieces(form, found, terms))
    if form != "geojson":
        for line in terms if output is None or output.suffix == ".csv" else ():
            say(f"give with these coordinates: {line}")
    if output is not None:
        say(f"{output}: {plural(number, 'incident')}")
    return 0


def pieces(form: str, incidents: Iterable[Incident], terms: tuple[str, ...]) -> Iterator[bytes]:
    """GeoJSON, a JSON list with an incident on each line, or JSON lines."""
    if form == "geojson":
        return geojson(incidents, attribution=terms)
    return json_lines(incidents) if form == "jsonl" else json_list(incidents)


def write_tables(
    incidents: Matching,
    coded: FindReport,
    output: Path | None,
    table: str | None,
    *,
    bom: bool,
    terms: tuple[str, ...],
) -> None:
    """One table into a stream or a file of its own, or all of them into a folder or an archive."""
    many = output is not None and output.suffix != ".csv"
    wanted = table or (EVERY if many else "incidents")
    if wanted == EVERY and not many:
        raise UsageError("all tables do not go into one file; give a folder or FILE.zip with -o, or one --table")
    names = list(TABLES) if wanted == EVERY else [wanted]
    with progress("writing rows of incidents", len(incidents) * len(names)) as advance:

        def told() -> Iterator[Incident]:
            for incident in incidents:
                yield incident
                advance()

        tables = {name: (line.encode() for line in TABLES[name](told(), coded, bom=bom)) for name in names}
        if output is None or not many:
            with sink(output) as out:
                out.writelines(tables[names[0]])
            return
        contents: dict[str, Iterable[bytes]] = {f"{name}.csv": lines for name, lines in tables.items()}
        contents[ATTRIBUTION] = [f"{line}\n".encode() for line in terms]
        write_many(contents, output)


def write_many(contents: dict[str, Iterable[bytes]], output: Path) -> None:
    """Files into an archive when `output` ends in .zip, else into a folder of that name."""
    if output.suffix == ".zip":
        with sink(output) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, lines in contents.items():
                with archive.open(name, "w") as member:
                    member.writelines(lines)
        return
    output.mkdir(parents=True, exist_ok=True)
    for name, lines in contents.items():
        with sink(output / name) as out:
            out.writelines(lines)


@contextmanager
def sink(output: Path | None) -> Iterator[IO[bytes]]:
    """Stdout, or a file that takes its name only when it is whole."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f".{output.name}.part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
