"""Which page answers which address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from ..errors import LedgerError, NotFoundError, UsageError
from ..ledger import Ledger
from . import adding, deciding, pages
from .cite import citation
from .deciding import SLOTS
from .desk import AGAIN, Desk
from .divisions import Divisions
from .exports import choices, export
from .forms import decider
from .highlight import KINDS
from .history import at_url
from .listing import SORTED, listing
from .map import map_of_incident, map_of_spots
from .places import Points, cards
from .render import incident_url, page
from .sources import source_view, sources_view
from .timeline import timeline

Endpoint = Callable[[Request], Response | Awaitable[Response]]


def routes(desk: Desk) -> list[BaseRoute]:
    """The pages of a desk. Endpoints that look are plain functions: each runs in a thread of its own."""

    def looking(draw: Callable[[Ledger, Request], Response]) -> Endpoint:
        def endpoint(request: Request) -> Response:
            try:
                return draw(desk.current, request)
            except NotFoundError as error:
                return problem(str(error), 404)
            except UsageError as error:
                return problem(str(error), 400)
            except LedgerError as error:
                return problem(str(error), 503)

        return endpoint

    divisions = Divisions()
    return [
        Route("/", looking(partial(incidents, divisions)), name="incidents"),
        Route("/divisions", looking(divisions)),
        Route("/points", looking(Points())),
        Route("/cards", looking(cards)),
        Route("/incidents/{incident_id}", looking(incident)),
        Route("/export/{name}", looking(export)),
        Route("/reports/{report_id:path}", looking(report)),
        Route("/sources", looking(sources)),
        Route("/sources/{name:path}", looking(partial(source, desk))),
        *deciding.routes(desk),
        *adding.routes(desk),
        Mount("/static", StaticFiles(directory=str(files("sayso.web") / "static"))),
        Route("/{rest:path}", lost),
    ]


def incidents(divisions: Divisions, ledger: Ledger, request: Request) -> Response:
    """The list of incidents; a script that swaps it in has a map of its own and needs no still one."""
    found = listing(ledger, request.query_params)
    swapped = "hx-request" in request.headers
    response = page(
        "incidents.html",
        here="incidents",
        sorted_words=SORTED,
        listing=found,
        exports=choices(dict(found.params)),
        timeline=timeline(ledger.beginnings(found.query), found.query),
        map=None if swapped else map_of_spots(ledger.spots(found.query), found.query),
        tiles=request.app.state.tiles,
        divided=divisions.credit(),
    )
    response.headers["vary"] = "hx-request"
    return response


def incident(ledger: Ledger, request: Request) -> Response:
    """One incident; an id that was merged away leads to the one that stands for it now."""
    wanted = request.path_params["incident_id"]
    found = ledger.incident(wanted)
    if found.id != wanted:
        query = request.url.query
        return RedirectResponse(incident_url(found.id) + (f"?{query}" if query else ""), status_code=307)
    view = pages.incident_view(ledger, found, request.query_params)
    asked = {"as_of": view.history.asked} if view.history.asked else {}
    address = f"{str(request.base_url).rstrip('/')}{at_url(incident_url(found.id), view.history.asked)}"
    return page(
        "incident.html",
        here="incidents",
        view=view,
        map=map_of_incident(view.incident),
        cite=citation(view.incident, address, datetime.now(UTC), view.history.asked),
        exports=choices({"id": found.id} | asked),
        by=decider(request),
    )


def report(ledger: Ledger, request: Request) -> Response:
    """One report with its words marked."""
    view = pages.report_view(ledger, request.path_params["report_id"], request.query_params)
    return page("report.html", here="", kinds=KINDS, view=view, by=decider(request), slots=SLOTS)


def sources(ledger: Ledger, request: Request) -> Response:
    """Everybody who says something."""
    return page("sources.html", here="sources", view=sources_view(ledger, request.query_params))


def source(desk: Desk, ledger: Ledger, request: Request) -> Response:
    """One source: what it said, and how that fares; while this is being counted, the page looks again by itself."""
    view = source_view(ledger, request.path_params["name"], request.query_params, desk.fares)
    response = page("source.html", here="sources", view=view, by=decider(request))
    if view.fares is None:
        response.headers["refresh"] = AGAIN
    return response


def lost(request: Request) -> Response:
    """No page goes by this address."""
    return problem(f"{request.url.path}: no page goes by this address", 404)


def problem(message: str, status: int) -> Response:
    """A page that says what is wrong."""
    return page("problem.html", status=status, here="", message=message)
