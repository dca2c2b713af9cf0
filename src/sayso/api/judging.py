"""Addresses by which programs see what needs a decision, decide, and read what was decided."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..errors import NotFoundError, UsageError
from ..ledger import Decided, Ledger, timeless, whole_number
from ..model import ClaimRef, Judgement, JudgementKind, Reliability, Slot
from ..pipeline.deciding import Wanted, check_unchanged, decide, revision_of
from ..pipeline.judging import Judge, judge_name
from ..pipeline.review import Doubt, DoubtKind, matter_of
from .answers import answered, json, problem

PAGE, MOST, MOST_PAGES = 50, 500, 100_000
MOST_BYTES = 200_000  # of one decision

Deciding = Callable[[], AbstractContextManager[Ledger]]
"""Gives the ledger of the thread at hand, its incidents up to date, while nobody else of this server writes."""


class Seen(msgspec.Struct, forbid_unknown_fields=True):
    """The state of the matter that a decision rests on, as `GET /review` gives it with each doubt."""

    revision: str
    incidents: tuple[str, ...] = ()
    claims: tuple[ClaimRef, ...] = ()


class Decision(msgspec.Struct, forbid_unknown_fields=True):
    """A decision as a program hands it in; see `pipeline.deciding.Wanted`."""

    kind: JudgementKind
    incidents: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    slot: Slot | None = None
    value: str | None = None
    words: str | None = None
    said_by: str | None = None
    event: str | None = None
    source: str | None = None
    grade: Reliability | None = None
    takes_back: int | None = None
    by: str | None = None
    reason: str | None = None
    seen: Seen | None = None


def routes(
    looking: Callable[[Callable[[Ledger, Request], Response]], Callable[[Request], Response]],
    doubts: Callable[[], tuple[Doubt, ...]],
    deciding: Deciding,
    ledger: Callable[[], Ledger],
) -> list[BaseRoute]:
    """The addresses.

    Args:
        looking: makes an endpoint of what answers out of the incidents.
        doubts: gives the queue.
        ledger: gives the ledger of the thread at hand as it is.
    """

    def judgements(request: Request) -> Response:
        return answered(lambda: _judgements(ledger(), request))

    def judgement(request: Request) -> Response:
        return answered(lambda: json(_judgement(ledger(), request)))

    async def post(request: Request) -> Response:
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return problem(415, "a decision comes as application/json")
        raw = bytearray()
        async for part in request.stream():
            raw += part
            if len(raw) > MOST_BYTES:
                return problem(413, f"a decision has {MOST_BYTES:,} bytes at most")
        return await run_in_threadpool(answered, lambda: _decided(bytes(raw), request, deciding))

    return [
        Route("/review", looking(lambda there, request: _review(doubts(), there, request)), methods=["GET"]),
        Route("/judgements", judgements, methods=["GET"]),
        Route("/judgements", post, methods=["POST"]),
        Route("/judgements/{number:int}", judgement, methods=["GET"]),
    ]


def _review(doubts: tuple[Doubt, ...], ledger: Ledger, request: Request) -> Response:
    """What needs a decision, the most pressing first, each with the state that a decision may hand back."""
    timeless(request.query_params, "doubts to decide")
    kind = request.query_params.get("kind")
    if kind is not None and kind not in set(DoubtKind):
        raise UsageError(f"kind {kind[:40]!r}: is none of {', '.join(DoubtKind)}")
    limit = whole_number(request.query_params, "limit", PAGE, most=MOST)
    number = whole_number(request.query_params, "page", 1, most=MOST_PAGES)
    found = [doubt for doubt in doubts if kind in (None, doubt.kind)]
    shown = [_with_state(doubt, ledger) for doubt in found[(number - 1) * limit : number * limit]]
    return json(shown, headers={"x-total-count": str(len(found))})


def _with_state(doubt: Doubt, ledger: Ledger) -> dict[str, Any]:
    incidents, claims = matter_of(doubt)
    seen = Seen(revision_of(ledger, incidents, claims), incidents, claims)
    return {name: getattr(doubt, name) for name in Doubt.__slots__} | {"seen": seen}


def _judgements(ledger: Ledger, request: Request) -> Response:
    """Everything that was decided, the newest first."""
    timeless(request.query_params, "decisions")
    decided = Decided(ledger)
    limit = whole_number(request.query_params, "limit", PAGE, most=MOST)
    number = whole_number(request.query_params, "page", 1, most=MOST_PAGES)
    newest_first = decided.lately(limit, (number - 1) * limit)
    return json(newest_first, headers={"x-total-count": str(decided.total())})


def _judgement(ledger: Ledger, request: Request) -> Judgement:
    timeless(request.query_params, "decisions")
    number = int(request.path_params["number"])
    found = Decided(ledger).one(number)
    if found is None:
        raise NotFoundError(f"judgement {number}: not in the ledger")
    return found


def _decided(raw: bytes, request: Request, deciding: Deciding) -> Response:
    """Keep a decision, unless the matter changed since it was looked at."""
    timeless(request.query_params, "decisions")
    try:
        asked = msgspec.json.decode(raw, type=Decision)
    except msgspec.DecodeError as error:  # broken JSON, a field that is not known, a value of the wrong type
        raise UsageError(f"the decision cannot be understood: {error}") from error
    names = Wanted.__slots__
    wanted = Wanted(**{name: getattr(asked, name) for name in names})
    with deciding() as ledger:
        if asked.seen is not None:
            check_unchanged(asked.seen.revision, revision_of(ledger, asked.seen.incidents, asked.seen.claims))
        made = decide(Judge(ledger, judge_name(asked.by), asked.reason), wanted)
    where = {"location": f"/api/v1/judgements/{made.judgement.id}"}
    return json({"judgement": made.judgement, "incidents": made.incidents}, status=201, headers=where)
