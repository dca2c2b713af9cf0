"""Which address answers with what: the JSON of the contract."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from .. import __version__
from ..errors import BusyError, NotFoundError
from ..ledger import Ledger, moment_of, query_of, timeless, whole_number
from ..model import CodedReport
from ..pipeline.building import Look, Pending
from ..pipeline.known import known_at, report_at
from ..pipeline.review import Doubt
from . import judging
from .answers import answered, json, problem
from .openapi import description

PAGE, MOST = 50, 1000  # incidents of one answer
MOST_PAGES = 100_000

LONGEST = 600.0  # seconds that a program may wait for incidents that are being built
_WAIT = re.compile(r"\bwait\s*=\s*(\d{1,6})")

Answer = Callable[[Ledger, Request], Response]


class Looking(Protocol):
    """Gives the ledger of the thread at hand, or one of a moment, after waiting for its incidents."""

    def __call__(self, patience: float | None, as_of: str | None) -> Look:
        """`patience` is in seconds; None = as long as a page may take."""
        ...


def routes(look: Looking, doubts: Callable[[], tuple[Doubt, ...]], deciding: judging.Deciding) -> list[BaseRoute]:
    """The addresses below `/api/v1`.

    Args:
        look: gives the ledger of the thread at hand.
        doubts: gives what needs a decision.
        deciding: gives the ledger to whoever decides.
    """

    def looking(answer: Answer) -> Callable[[Request], Response]:
        return lambda request: answered(lambda: of_incidents(answer, look(patience(request), None), request))

    def then(answer: Answer) -> Callable[[Request], Response]:
        """An answer out of the incidents of now, or out of those of the moment that is asked for."""
        return lambda request: answered(
            lambda: of_incidents(answer, look(patience(request), moment_of(request.query_params)), request)
        )

    def reading(answer: Answer) -> Callable[[Request], Response]:
        return lambda request: answered(lambda: answer(look(0.0, None).ledger, request))

    return [
        Route("/", lambda _: RedirectResponse("/api/v1/openapi.json")),
        Route("/openapi.json", openapi),
        Route("/health", lambda request: answered(lambda: health(look(0.0, None), request))),
        Route("/incidents", then(incidents)),
        Route("/incidents/{incident_id}", looking(partial(incident, look))),
        Route("/claims/{report_id:path}/{claim_id}", reading(claim)),
        Route("/claims/{report_id:path}", reading(claims)),
        Route("/reports/{report_id:path}", reading(report)),
        Route("/sources", then(sources)),
        Route("/sources/{name:path}", then(source)),
        *judging.routes(looking, doubts, deciding, lambda: look(0.0, None).ledger),
        Route("/{rest:path}", lambda r: problem(404, f"{r.url.path}: no such address; /api/v1/openapi.json lists all")),
    ]


def patience(request: Request) -> float | None:
    """How long a program lets us wait, in seconds: `Prefer: wait=30` as RFC 7240 has it; as long as a page else."""
    asked = _WAIT.search(request.headers.get("prefer", ""))
    return min(LONGEST, float(asked[1])) if asked else None


def of_incidents(answer: Answer, look: Look, request: Request) -> Response:
    """An answer out of the incidents, which says when these are behind what the ledger holds.

    Raises:
        BusyError: they are being built for the first time.
    """
    if look.pending is None:
        return answer(look.ledger, request)
    if look.pending.first:
        raise BusyError(f"no incidents yet: {told(look.pending)}")
    response = answer(look.ledger, request)
    response.headers.update(look.pending.header)
    return response


def told(pending: Pending) -> str:
    """How far building is, in words."""
    if pending.fault is not None:
        return f"{pending.what} could not be merged: {pending.fault}"
    read = f", {pending.read:,} of {pending.total:,} read" if pending.read and pending.total else ""
    return f"{pending.what} being merged{read}; ask again in a while"


def openapi(_request: Request) -> Response:
    """The description of this API."""
    return json(description())


def health(look: Look, request: Request) -> Response:
    """That the server works, what its ledger holds, and whether its incidents hold all of that."""
    timeless(request.query_params, "counts of what the ledger holds")
    pending = look.pending
    stale = {"stale": False} if pending is None else {"stale": True, **lacking(pending)}
    return json({"status": "ok", "version": __version__, "counts": look.ledger.counts(), "incidents": stale})


def lacking(pending: Pending) -> dict[str, object]:
    """What the incidents lack, and how far building is."""
    return {
        "reports": pending.behind.reports,
        "judgements": pending.behind.judgements,
        "of": pending.behind.moment,
        "read": pending.read,
        "seconds": pending.seconds and round(pending.seconds, 1),
        "failed": pending.fault,
    }


def incidents(ledger: Ledger, request: Request) -> Response:
    """The list of incidents as `sayso incidents --format json` prints it, page by page.

    Raises:
        UsageError: a parameter cannot be understood.
    """
    query = query_of(request.query_params)
    limit = whole_number(request.query_params, "limit", PAGE, most=MOST)
    number = whole_number(request.query_params, "page", 1, most=MOST_PAGES)
    found = ledger.incidents(replace(query, limit=limit, offset=(number - 1) * limit))
    total = ledger.total(query)
    return json(found, headers=paged(request, number, limit, total))


def paged(request: Request, number: int, limit: int, total: int) -> dict[str, str]:
    """Headers of a page: how many there are in all, and where the pages before and after it are."""
    links = [
        f'<{request.url.path}?{request.url.include_query_params(page=page).query}>; rel="{rel}"'
        for rel, page in (("prev", number - 1), ("next", number + 1))
        if 1 <= page <= -(-total // limit)
    ]
    return {"x-total-count": str(total)} | ({"link": ", ".join(links)} if links else {})


def incident(look: Looking, ledger: Ledger, request: Request) -> Response:
    """One incident; an id that was merged away is answered with the incident that stands for it.

    With `as_of` it is what was known by then; of several that were not yet seen to be one, that with most events. An id
    that the list of then gives to what is part of another incident now is answered with what the list says.

    Raises:
        BusyError: what was known then is being put together.
        NotFoundError: there is no such incident, or nothing was known of it then.
        UsageError: `as_of` is no moment.
    """
    wanted, as_of = request.path_params["incident_id"], moment_of(request.query_params)
    try:
        found = ledger.incident(wanted)
    except NotFoundError:
        if as_of is None:
            raise
        return json(look(patience(request), as_of).ledger.incident(wanted))
    return json(known_at(ledger, found, as_of).incidents[0] if as_of else found)


def report(ledger: Ledger, request: Request) -> Response:
    """One coded report; with `as_of` as it stood then.

    Raises:
        NotFoundError: there is none, or it was not out by then.
        UsageError: `as_of` is no moment.
    """
    return json(_report(ledger, request))


def _report(ledger: Ledger, request: Request) -> CodedReport:
    return report_at(ledger, request.path_params["report_id"], moment_of(request.query_params))


def claims(ledger: Ledger, request: Request) -> Response:
    """The claims of a report; with `as_of` as it stood then."""
    return json(_report(ledger, request).claims)


def claim(ledger: Ledger, request: Request) -> Response:
    """One claim with the id of its report; with `as_of` as it stood then."""
    report_id, claim_id = request.path_params["report_id"], request.path_params["claim_id"]
    found = next((c for c in _report(ledger, request).claims if c.id == claim_id), None)
    if found is None:
        raise NotFoundError(f"claim {claim_id!r}: not in report {report_id!r}")
    return json({"report": report_id, "claim": found})


def sources(ledger: Ledger, request: Request) -> Response:
    """The names that speak, those with most claims first."""
    limit = whole_number(request.query_params, "limit", PAGE, most=MOST)
    number = whole_number(request.query_params, "page", 1, most=MOST_PAGES)
    words = request.query_params.get("text", "").strip()[:500] or None
    rows, total = ledger.sources(words, limit=limit, offset=(number - 1) * limit)
    return json(rows, headers=paged(request, number, limit, total))


def source(ledger: Ledger, request: Request) -> Response:
    """One source: its parties and claims by pages of the reports in which it speaks, and how these claims fare."""
    limit = whole_number(request.query_params, "limit", PAGE, most=MOST)
    number = whole_number(request.query_params, "page", 1, most=MOST_PAGES)
    shown = ledger.source(request.path_params["name"], among=slice((number - 1) * limit, number * limit))
    fate = ledger.standing(shown.claims)
    parties = [{"report": report_id, "source": party} for report_id, party in shown.parties]
    body = {"name": shown.name, "parties": parties, "claims": shown.claims, "standing": fate, "reports": shown.reports}
    return json(body, headers=paged(request, number, limit, shown.reports))
