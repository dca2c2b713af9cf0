"""Hand out what a list or an incident shows as CSV, GeoJSON or JSON, by the exporters of `sayso export`.

Answers are streamed: of a long list only some incidents are held at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache, lru_cache
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from ..errors import GazetteerError, NotFoundError
from ..exporters import geojson, plain, table
from ..exporters.terms import attribution
from ..gazetteer.files import compiled_base
from ..ledger import Ledger, moment_of, query_of
from ..model import CodedReport, Incident
from ..pipeline.known import known_at
from ..settings import load_settings

REPORTS_AT_HAND = 64  # claims of one report are asked for incident by incident
CSV = "text/csv; charset=utf-8"
FORMS = {
    "incidents.csv": "Incidents, CSV",
    "findings.csv": "Findings, CSV",
    "claims.csv": "Claims, CSV",
    "incidents.geojson": "Map, GeoJSON",
    "incidents.json": "Incidents, JSON",
}
Pieces = Callable[[Iterable[Incident], table.FindReport], Iterable[bytes]]


def export_url(name: str, params: dict[str, str]) -> str:
    """Where one form of what some parameters ask for is."""
    return f"/export/{name}?{urlencode(params)}" if params else f"/export/{name}"


def choices(params: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Every form with its address."""
    return tuple((told, export_url(name, params)) for name, told in FORMS.items())


def export(ledger: Ledger, request: Request) -> Response:
    """What the filters of the list find, or with `id` one incident as known at the moment `as_of`.

    Args:
        ledger: that of the moment, or with `id` that of now.

    Raises:
        NotFoundError: no such form or incident.
        UsageError: a parameter cannot be understood.
    """
    name = request.path_params["name"]
    if name not in FORMS and name != "incidents.jsonl":
        raise NotFoundError(f"export/{name}: no such form; there are {', '.join(FORMS)}")
    wanted, as_of = request.query_params.get("id", "").strip(), moment_of(request.query_params)
    coded: table.FindReport = lru_cache(REPORTS_AT_HAND)(_finder(ledger))
    if not wanted:
        found: Iterable[Incident] = ledger.each_incident(query_of(request.query_params))
    elif as_of:
        known = known_at(ledger, ledger.incident(wanted), as_of)
        found, coded = known.incidents, known.coded.get
    else:
        found = (ledger.incident(wanted),)
    media, pieces = _form(name)
    stem, _, ending = name.partition(".")
    of = f"-{found[0].id}" if isinstance(found, tuple) and wanted else ""
    then = "-as-of-" + "".join(c if c.isalnum() or c == "-" else "." for c in as_of) if as_of else ""
    file = f"sayso-{stem}{of}{then}-{datetime.now(UTC):%Y-%m-%d}.{ending}"
    headers = {"content-disposition": f'attachment; filename="{file}"'}
    return StreamingResponse(pieces(found, coded), media_type=media, headers=headers)


def _form(name: str) -> tuple[str, Pieces]:
    """The media type of a form, and what writes it."""
    stem, _, ending = name.partition(".")
    if ending == "csv":
        return CSV, lambda found, coded: (line.encode() for line in table.TABLES[stem](found, coded))
    if ending == "geojson":
        return geojson.MEDIA_TYPE, lambda found, _: geojson.geojson(found, attribution=terms())
    if ending == "jsonl":
        return plain.LINES, lambda found, _: plain.json_lines(found)
    return plain.LIST, lambda found, _: plain.json_list(found)


def _finder(ledger: Ledger) -> Callable[[str], CodedReport | None]:
    def coded(report_id: str) -> CodedReport | None:
        try:
            return ledger.coded(report_id)
        except NotFoundError:
            return None

    return coded


@cache
def terms() -> tuple[str, ...]:
    """The wording that goes with the coordinates; none where no gazetteer was compiled."""
    settings = load_settings()
    path = settings.gazetteer if settings.gazetteer.is_file() else compiled_base(settings)
    try:
        return attribution(path) if path is not None else ()
    except GazetteerError:
        return ()
