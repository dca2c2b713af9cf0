"""The pages by which people decide: the review queue, what was decided, and how a decision is taken in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ..errors import BusyError, ConflictError, LedgerError, NotFoundError, TooLargeError, UsageError
from ..ledger import Decided, Ledger, timeless
from ..ledger.rows import fold
from ..model import Judgement, JudgementKind, Reliability, Slot
from ..pipeline.deciding import Wanted, check_unchanged, decide, revision_of
from ..pipeline.judging import Decision, Judge, judge_name
from .desk import AGAIN, Desk
from .forms import Fields, decider, fields, remember
from .render import page, source_url
from .review import ShownJudgement, decisions_view, review_view, shown_judgement
from .sources import grade_of

SAID_BY, EVENT = "said_by", "event"  # what else can be put right of a claim, besides a slot
SLOTS = tuple(Slot)
TURN = 1.0  # seconds that a decision waits for its turn; then its page offers to send it again
_ACTIONS = {kind.value: kind for kind in JudgementKind}


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision as a form sends it: what is wanted, of which state of the matter, by whom and why, and where from."""

    wanted: Wanted
    revision: str
    newest: int
    incidents: tuple[str, ...]
    claims: tuple[tuple[str, str], ...]
    by: str
    reason: str
    back: str


def routes(desk: Desk) -> list[BaseRoute]:
    """Where people decide."""

    def review(request: Request) -> Response:
        return _drawn(lambda: _review(desk, request))

    def judgements(request: Request) -> Response:
        return _drawn(lambda: _judgements(desk.ledger, request))

    async def answered(request: Request) -> Response:
        try:
            sent = await fields(request)
        except TooLargeError as error:
            return _problem(str(error), 413)
        return await run_in_threadpool(_drawn, lambda: take(desk, request, sent))

    return [
        Route("/review", review, methods=["GET"]),
        Route("/review", answered, methods=["POST"]),
        Route("/judgements", judgements, methods=["GET"]),
    ]


def _drawn(draw: Callable[[], Response]) -> Response:
    try:
        return draw()
    except NotFoundError as error:
        return _problem(str(error), 404)
    except UsageError as error:
        return _problem(str(error), 400)
    except LedgerError as error:
        return _problem(str(error), 503)


def _problem(message: str, status: int) -> Response:
    return page("problem.html", status=status, here="review", message=message)


def _review(desk: Desk, request: Request) -> Response:
    """The queue, with the doubt in hand; while the first one is being found, the page looks again by itself."""
    timeless(request.query_params, "doubts to decide")
    look = desk.look()
    queue = desk.queue()
    view = review_view(look.ledger, queue, request.query_params)
    response = page(
        "review.html", pending=look.pending, here="review", view=view, by=decider(request), slots=SLOTS, problem=None
    )
    if not queue.ready:
        response.headers["refresh"] = AGAIN
    return response


def _judgements(ledger: Ledger, request: Request) -> Response:
    """Everything that was decided."""
    timeless(request.query_params, "decisions")
    shown, number, pages, total = decisions_view(ledger, request.query_params)
    return page(
        "judgements.html",
        here="review",
        shown=shown,
        number=number,
        pages=pages,
        total=total,
        by=decider(request),
        back=f"/judgements?page={number}",
    )


def take(desk: Desk, request: Request, sent: Fields) -> Response:
    """Keep a decision, unless somebody changed the matter since it was looked at."""
    answer = answer_of(sent)
    try:
        with desk.deciding(TURN) as ledger:
            if answer.wanted.takes_back is not None and answer.wanted.kind is JudgementKind.TAKE_BACK:
                _check_in_force(ledger, answer.wanted.takes_back)
            if answer.revision and answer.wanted.kind is JudgementKind.GRADE:
                check_unchanged(
                    answer.revision, grade_of(Decided(ledger).grades(), answer.wanted.source or "").revision
                )
            elif answer.revision:
                check_unchanged(answer.revision, revision_of(ledger, answer.incidents, answer.claims))
            decision = decide(Judge(ledger, answer.by, answer.reason or None), answer.wanted)
    except BusyError as error:
        return remember(busy(str(error), sent), answer.by)
    except ConflictError:
        return remember(conflict(desk, answer, sent), answer.by)
    return remember(RedirectResponse(_after(answer, decision), status_code=303), answer.by)


def busy(message: str, sent: Fields) -> Response:
    """The page that says that the decision waits, and sends it again at a press of its button."""
    again = tuple((name, value) for name, values in sent.sent.items() for value in values)
    response = page("busy.html", status=503, here="review", message=message, again=again)
    response.headers["retry-after"] = AGAIN
    return response


def _check_in_force(ledger: Ledger, number: int) -> None:
    """Refuse to take back what somebody took back already.

    Raises:
        ConflictError: it was.
    """
    found = Decided(ledger).one(number)
    if found is not None and found.taken_back_by is not None:
        raise ConflictError(f"judgement {number} was taken back already, by judgement {found.taken_back_by}")


def answer_of(sent: Fields) -> Answer:
    """The decision that a form sends.

    Raises:
        UsageError: the form is incomplete.
    """
    kind = _ACTIONS.get(sent.one("action"))
    if kind is None:
        raise UsageError(f"action {sent.one('action', 40)!r}: none of {', '.join(_ACTIONS)}; go back and use a button")
    newest = sent.one("newest")
    return Answer(
        wanted=wanted_of(kind, sent),
        revision=sent.one("revision"),
        newest=int(newest) if newest.isascii() and newest.isdecimal() and len(newest) < 12 else 0,
        incidents=sent.all("incident"),
        claims=tuple((name.rpartition("/")[0], name.rpartition("/")[2]) for name in sent.all("about")),
        by=judge_name(sent.one("by", 80)),
        reason=sent.one("reason"),
        back=sent.one("back"),
    )


def wanted_of(kind: JudgementKind, sent: Fields) -> Wanted:
    """What a form asks for.

    Raises:
        UsageError: no such slot or grade, or nothing ticked where something must be.
    """
    what, claims = sent.one("what"), sent.all("claim")
    if kind is JudgementKind.ACCEPT:
        claims = sent.all("about")
    if kind in {JudgementKind.REJECT, JudgementKind.SPLIT} and not claims:
        raise UsageError("tick the claims that are meant first, then decide; nothing was changed")
    if kind is JudgementKind.CORRECT and what not in {*SLOTS, SAID_BY, EVENT}:
        raise UsageError("say what is put right: a slot, who says so, or the event; nothing was changed")
    grade, number = sent.one("grade").upper(), sent.one("number")
    if kind is JudgementKind.GRADE and grade not in set(Reliability):
        raise UsageError(f"grade {grade[:20]!r}: is none of A to F")
    correcting = kind is JudgementKind.CORRECT
    return Wanted(
        kind,
        incidents=sent.all("incident"),
        parts=claims if kind is JudgementKind.SPLIT else (),
        claims=sent.all("corrected") if correcting else claims,
        slot=Slot(what) if correcting and what in set(Slot) else None,
        value=sent.one("value") if correcting else None,
        words=sent.one("words") or None,
        said_by=sent.one("value") if correcting and what == SAID_BY else None,
        event=sent.one("value") if correcting and what == EVENT else None,
        source=sent.one("source") or None,
        grade=Reliability(grade) if kind is JudgementKind.GRADE else None,
        takes_back=int(number) if number.isascii() and number.isdecimal() and len(number) < 12 else None,
    )


def _after(answer: Answer, decision: Decision) -> str:
    """Where to go on: at the same place of the queue, where the next doubt is by now."""
    if answer.wanted.kind is JudgementKind.GRADE and answer.wanted.source and not answer.back:
        return source_url(answer.wanted.source)
    back = answer.back if answer.back.startswith("/") and not answer.back.startswith(("//", "/\\")) else "/review"
    path, _, query = back.partition("?")
    kept = "&".join(part for part in query.split("&") if part and not part.startswith(("done=", "item=")))
    done = f"done={decision.judgement.taken_back_by or decision.judgement.id}"
    return f"{path}?{kept}&{done}" if kept else f"{path}?{done}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What became of the matter: decisions since it was looked at, those about it marked, and how it is now."""

    answer: Answer
    since: tuple[tuple[ShownJudgement, bool], ...]
    now: tuple[tuple[str, str | None, str | None], ...]  # the incident then, the id and the title now
    revision: str
    newest: int
    again: tuple[tuple[str, str], ...]


def conflict(desk: Desk, answer: Answer, sent: Fields) -> Response:
    """The page that shows what changed, and what to do."""
    ledger = desk.ledger
    decided = Decided(ledger)
    since = tuple((shown_judgement(j), _touches(j, answer)) for j in decided.since(answer.newest))
    kept = ("action", "incident", "about", "claim", "corrected", "what", "value", "words", "source", "grade", "number")
    shown = Conflict(
        answer,
        since,
        tuple(_now(ledger, incident) for incident in answer.incidents),
        (
            grade_of(decided.grades(), answer.wanted.source or "").revision
            if answer.wanted.kind is JudgementKind.GRADE
            else revision_of(ledger, answer.incidents, answer.claims)
        ),
        decided.newest(),
        tuple((name, value) for name in (*kept, "back") for value in sent.all(name)),
    )
    return page("conflict.html", status=409, here="review", view=shown)


def _touches(judgement: Judgement, answer: Answer) -> bool:
    incidents = {side.incident for side in judgement.sides}
    claims = {(anchor.report, anchor.claim) for anchor in judgement.claims}
    events = {anchor.report for side in judgement.sides for anchor in side.events}
    reports = {report_id for report_id, _ in answer.claims}
    if judgement.source is not None and answer.wanted.source is not None:
        return fold(judgement.source) == fold(answer.wanted.source)
    return bool(incidents & set(answer.incidents) or claims & set(answer.claims) or events & reports)


def _now(ledger: Ledger, incident_id: str) -> tuple[str, str | None, str | None]:
    try:
        found = ledger.incident(incident_id)
    except (NotFoundError, UsageError):
        return incident_id, None, None
    return incident_id, found.id, found.title
