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

from ..errors import BusyError, LedgerError, NotFoundError, UsageError
from ..ledger import Ledger, built, moment_of
from ..pipeline.building import Look, Pending
from ..pipeline.known import heir
from . import adding, deciding, pages
from .cite import citation
from .deciding import SLOTS
from .desk import AGAIN, Desk
from .divisions import Divisions
from .exports import choices, export
from .forms import decider
from .highlight import KINDS
from .listing import SORTED, listing
from .map import map_of_incident, map_of_spots
from .places import Points, cards
from .render import incident_url, page
from .sources import source_view, sources_view
from .timeline import timeline

Endpoint = Callable[[Request], Response | Awaitable[Response]]
Then = Callable[[Request], bool]
"""Whether a request is answered out of a ledger of the moment that it names."""


def always(_request: Request) -> bool:
    """It is."""
    return True


def never(_request: Request) -> bool:
    """It is not: there is one answer for all moments, or the answer looks back by itself."""
    return False


def routes(desk: Desk) -> list[BaseRoute]:
    """The pages of a desk. Endpoints that look are plain functions: each runs in a thread of its own."""

    def looking(
        draw: Callable[[Look, Request], Response], *, of_incidents: bool = True, then: Then = never
    ) -> Endpoint:
        def endpoint(request: Request) -> Response:
            try:
                look = desk.look(as_of=moment_of(request.query_params) if then(request) else None)
                if of_incidents and look.pending is not None and look.pending.first:
                    return first_build(look.pending)
                return draw(look, request)
            except NotFoundError as error:
                return problem(str(error), 404)
            except UsageError as error:
                return problem(str(error), 400)
            except BusyError as error:
                return waiting(str(error), request)
            except LedgerError as error:
                return problem(str(error), 503)

        return endpoint

    def plain(draw: Callable[[Ledger, Request], Response], then: Then = always) -> Endpoint:
        """What is no page: its answer says in a header alone what it lacks."""
        return looking(lambda look, request: marked(draw(look.ledger, request), look.pending), then=then)

    divisions = Divisions()
    return [
        Route("/", looking(partial(incidents, divisions), then=always), name="incidents"),
        Route("/divisions", plain(divisions)),
        Route("/points", plain(Points())),
        Route("/cards", plain(cards)),
        Route("/incidents/{incident_id}", looking(partial(incident, desk))),
        Route("/export/{name}", plain(export, lambda request: not request.query_params.get("id"))),
        Route("/reports/{report_id:path}", looking(report, of_incidents=False)),
        Route("/sources", looking(partial(sources, desk), then=always)),
        Route("/sources/{name:path}", looking(partial(source, desk), then=always)),
        Route("/pending", looking(pending, of_incidents=False)),
        *deciding.routes(desk),
        *adding.routes(desk),
        Mount("/static", StaticFiles(directory=str(files("sayso.web") / "static"))),
        Route("/{rest:path}", lost),
    ]


def waiting(told: str, request: Request) -> Response:
    """What was known at a moment is not put together yet; the page looks again by itself."""
    response = page("waiting.html", status=503, here="", told=told, as_of=moment_of(request.query_params))
    response.headers.update({"refresh": AGAIN, "retry-after": AGAIN})
    return response


def first_build(lacking: Pending) -> Response:
    """There is nothing to show yet; the page looks again by itself."""
    response = page("building.html", status=503, here="", pending=lacking)
    response.headers.update({"refresh": AGAIN, "retry-after": AGAIN})
    return response


def pending(look: Look, _request: Request) -> Response:
    """What the incidents do not hold yet, as the part of a page that tells it; a script looks at it again and again."""
    return page("pending.html", pending=look.pending, state=built(look.ledger))


def marked(response: Response, lacking: Pending | None) -> Response:
    """An answer that says what it lacks."""
    if lacking is not None:
        response.headers.update(lacking.header)
    return response


def incidents(divisions: Divisions, look: Look, request: Request) -> Response:
    """The list of incidents; a script that swaps it in has a map of its own and needs no still one."""
    ledger = look.ledger
    found = listing(ledger, request.query_params)
    swapped = "hx-request" in request.headers
    response = page(
        "incidents.html",
        pending=look.pending,
        here="incidents",
        sorted_words=SORTED,
        listing=found,
        look=look,
        as_of=look.as_of,
        exports=choices(dict(found.params)),
        timeline=timeline(ledger.beginnings(found.query), found.asked),
        map=None if swapped else map_of_spots(ledger.spots(found.query), found.asked),
        tiles=request.app.state.tiles,
        divided=divisions.credit(),
    )
    response.headers["vary"] = "hx-request"
    return response


def incident(desk: Desk, look: Look, request: Request) -> Response:
    """One incident; an id that was merged away, or that one had then, leads to the one that stands for it now."""
    ledger = look.ledger
    wanted, as_of = request.path_params["incident_id"], moment_of(request.query_params)
    try:
        found = ledger.incident(wanted)
    except NotFoundError:
        if as_of is None:
            raise
        found = heir(ledger, desk.look(as_of=as_of).ledger.incident(wanted))
    if found.id != wanted:
        query = request.url.query
        return RedirectResponse(incident_url(found.id) + (f"?{query}" if query else ""), status_code=307)
    view = pages.incident_view(ledger, found, request.query_params)
    address = f"{str(request.base_url).rstrip('/')}{incident_url(found.id, as_of)}"
    return page(
        "incident.html",
        pending=look.pending,
        here="incidents",
        view=view,
        map=map_of_incident(view.incident),
        as_of=as_of,
        cite=citation(view.incident, address, datetime.now(UTC), as_of),
        exports=choices({"id": found.id} | ({"as_of": as_of} if as_of else {})),
        by=decider(request),
    )


def report(look: Look, request: Request) -> Response:
    """One report with its words marked."""
    view = pages.report_view(look.ledger, request.path_params["report_id"], request.query_params)
    return page(
        "report.html",
        pending=look.pending,
        as_of=moment_of(request.query_params),
        here="",
        kinds=KINDS,
        view=view,
        by=decider(request),
        slots=SLOTS,
    )


def sources(desk: Desk, look: Look, request: Request) -> Response:
    """Everybody who says something."""
    view = sources_view(look.ledger, request.query_params, desk.ledger)
    return page("sources.html", pending=look.pending, here="sources", view=view, look=look, as_of=look.as_of)


def source(desk: Desk, look: Look, request: Request) -> Response:
    """One source: what it said, and how that fares; while this is being counted, the page looks again by itself."""
    view = source_view(look.ledger, request.path_params["name"], request.query_params, desk.fares, desk.ledger)
    by = decider(request)
    response = page("source.html", pending=look.pending, here="sources", view=view, by=by, look=look, as_of=look.as_of)
    if view.fares is None:
        response.headers["refresh"] = AGAIN
    return response


def lost(request: Request) -> Response:
    """No page goes by this address."""
    return problem(f"{request.url.path}: no page goes by this address", 404)


def problem(message: str, status: int) -> Response:
    """A page that says what is wrong."""
    return page("problem.html", status=status, here="", message=message)
