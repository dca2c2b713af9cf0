"""Which address answers with what: the JSON of the contract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from .. import __version__
from ..errors import NotFoundError
from ..ledger import Ledger, query_of, whole_number
from ..pipeline.review import Doubt
from . import judging
from .answers import answered, json, problem
from .openapi import description

PAGE, MOST = 50, 1000  # incidents of one answer
MOST_PAGES = 100_000

Look = Callable[[Ledger, Request], Response]


def routes(
    ledger: Callable[[], Ledger], doubts: Callable[[], tuple[Doubt, ...]], deciding: judging.Deciding
) -> list[BaseRoute]:
    """The addresses below `/api/v1`.

    Args:
        ledger: gives the ledger of the thread at hand, its incidents up to date.
        doubts: gives what needs a decision.
        deciding: gives the ledger to whoever decides.
    """

    def looking(answer: Look) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            return answered(lambda: answer(ledger(), request))

        return endpoint

    return [
        Route("/", lambda _: RedirectResponse("/api/v1/openapi.json")),
        Route("/openapi.json", openapi),
        Route("/health", looking(health)),
        Route("/incidents", looking(incidents)),
        Route("/incidents/{incident_id}", looking(incident)),
        Route("/claims/{report_id:path}/{claim_id}", looking(claim)),
        Route("/claims/{report_id:path}", looking(claims)),
        Route("/reports/{report_id:path}", looking(report)),
        Route("/sources", looking(sources)),
        Route("/sources/{name:path}", looking(source)),
        *judging.routes(doubts, deciding, ledger),
        Route("/{rest:path}", lambda r: problem(404, f"{r.url.path}: no such address; /api/v1/openapi.json lists all")),
    ]


def openapi(_request: Request) -> Response:
    """The description of this API."""
    return json(description())


def health(ledger: Ledger, _request: Request) -> Response:
    """That the server works and what its ledger holds."""
    return json({"status": "ok", "version": __version__, "counts": ledger.counts()})


def incidents(ledger: Ledger, request: Request) -> Response:
    """The list of incidents as `sayso incidents --format json` prints it, page by page."""
    query = query_of(request.query_params)
    limit = whole_number(request.query_params, "limit", PAGE, most=MOST)
    number = whole_number(request.query_params, "page", 1, most=MOST_PAGES)
    found = ledger.incidents(replace(query, limit=limit, offset=(number - 1) * limit))
    total = ledger.total(query)
    links = [
        f'<{request.url.path}?{request.url.include_query_params(page=page).query}>; rel="{rel}"'
        for rel, page in (("prev", number - 1), ("next", number + 1))
        if 1 <= page <= -(-total // limit)
    ]
    headers = {"x-total-count": str(total)} | ({"link": ", ".join(links)} if links else {})
    return json(found, headers=headers)


def incident(ledger: Ledger, request: Request) -> Response:
    """One incident; an id that was merged away is answered with the incident that stands for it."""
    return json(ledger.incident(request.path_params["incident_id"]))


def report(ledger: Ledger, request: Request) -> Response:
    """One coded report."""
    return json(ledger.coded(request.path_params["report_id"]))


def claims(ledger: Ledger, request: Request) -> Response:
    """The claims of a report."""
    return json(ledger.claims(request.path_params["report_id"]))


def claim(ledger: Ledger, request: Request) -> Response:
    """One claim with the id of its report."""
    report_id, claim_id = request.path_params["report_id"], request.path_params["claim_id"]
    found = next((c for c in ledger.claims(report_id) if c.id == claim_id), None)
    if found is None:
        raise NotFoundError(f"claim {claim_id!r}: not in report {report_id!r}")
    return json({"report": report_id, "claim": found})


def sources(ledger: Ledger, request: Request) -> Response:
    """The names that speak, those with most claims first."""
    limit = whole_number(request.query_params, "limit", PAGE, most=MOST)
    number = whole_number(request.query_params, "page", 1, most=MOST_PAGES)
    words = request.query_params.get("text", "").strip()[:500] or None
    rows, total = ledger.sources(words, limit=limit, offset=(number - 1) * limit)
    return json(rows, headers={"x-total-count": str(total)})


def source(ledger: Ledger, request: Request) -> Response:
    """One source: its parties, its claims, and how these fare."""
    shown = ledger.source(request.path_params["name"])
    fate = ledger.standing(shown.claims)
    parties = [{"report": report_id, "source": party} for report_id, party in shown.parties]
    return json({"name": shown.name, "parties": parties, "claims": shown.claims, "standing": fate})
