"""The pages by which reports are added: pasted, uploaded, or by address; and how far their job is."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ..errors import LedgerError, NotFoundError, TooLargeError, UsageError
from ..ledger import Ledger, StoreOutcome, quoted
from ..model import Diagnostic, Incident, Span
from ..pipeline.paste import Pasted
from ..readers.dates import iso_date
from .desk import Desk
from .forms import Fields, fields
from .jobs import Batch, Job
from .render import page

MOST_BYTES = 64_000_000  # of all that is sent at once
MOST_TEXT = 2_000_000  # bytes of a pasted text; a longer one is better uploaded as a file
MOST_FILES = 200
MOST_FIELDS = 20
MOST_ADDRESSES = 50
PATIENCE = 1.0  # seconds that the answer waits for a job to end, so that one report is told of at once
SHOWN = 100  # reports and problems of a job that are listed
LATELY = 8
READ = ".txt, .html, .jsonl, .json"
NOTHING = Pasted("")
_UNSAFE = re.compile(r"[^\w.()+ -]+")
_OUTCOMES = {StoreOutcome.NEW: "new", StoreOutcome.UPDATED: "updated", StoreOutcome.UNCHANGED: "known before"}


@dataclass(frozen=True, slots=True)
class Given:
    """What a form holds, to be shown again when something is wrong with it."""

    pasted: Pasted = NOTHING
    addresses: str = ""


@dataclass(frozen=True, slots=True)
class AddedReport:
    """A report of a job: what came of it, and how much was read in it."""

    id: str
    title: str
    publisher: str | None
    outcome: str
    claims: int
    notes: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class JobView:
    """A job, and when it is done its reports, the incidents that they tell of, and what was skipped and why."""

    job: Job
    reports: tuple[AddedReport, ...] = ()
    incidents: tuple[Incident, ...] = ()
    problems: tuple[tuple[str, Diagnostic], ...] = ()
    more: int = 0

    @property
    def heading(self) -> str:
        """What came of it, in few words."""
        summary = self.job.summary
        if not self.job.ended:
            return "Adding reports"
        if summary is None or not summary.reports:
            return "Nothing was added"
        if summary.new:
            return "Report added" if summary.new == 1 else f"{summary.new:,} reports added"
        return "Updated" if summary.updated else "Known before"


def routes(desk: Desk) -> list[BaseRoute]:
    """Where reports are added."""

    async def take(request: Request) -> Response:
        return await taken(desk, request)

    def form(_request: Request) -> Response:
        return shown_form(desk, Given())

    def job(request: Request) -> Response:
        return _told(lambda: page("added.html", here="add", view=job_view(desk, request.path_params["job_id"])))

    return [
        Route("/add", form, methods=["GET"]),
        Route("/add", take, methods=["POST"]),
        Route("/add/{job_id}", job, methods=["GET"]),
    ]


def _told(draw: Callable[[], Response]) -> Response:
    try:
        return draw()
    except NotFoundError as error:
        return page("problem.html", status=404, here="add", message=str(error))
    except LedgerError as error:
        return page("problem.html", status=503, here="add", message=str(error))


def shown_form(desk: Desk, given: Given, problem: str | None = None, status: int = 200) -> Response:
    """The form, with what was given so far and what is wrong with it."""
    return page(
        "add.html",
        status=status,
        here="add",
        given=given,
        problem=problem,
        lately=desk.jobs.lately(LATELY),
        kinds=READ,
        most=MOST_BYTES // 1_000_000,
        most_files=MOST_FILES,
    )


async def taken(desk: Desk, request: Request) -> Response:
    """Take in what a form sends, and lead to its job; what makes no sense is told beside the form."""
    sent, given = Fields({}), Given()
    files: tuple[UploadFile, ...] = ()
    try:
        sent, files = await everything(request)
        given = given_by(sent)
        batch = await run_in_threadpool(batch_of, given, files)
        job = desk.jobs.submit(batch)
    except TooLargeError as error:
        return shown_form(desk, Given(), str(error), 413)
    except UsageError as error:
        return shown_form(desk, given, str(error), 400)
    finally:
        for file in files:
            await file.close()
    await run_in_threadpool(desk.jobs.wait, job.id, PATIENCE)
    return RedirectResponse(f"/add/{job.id}", status_code=303)


async def everything(request: Request) -> tuple[Fields, tuple[UploadFile, ...]]:
    """The fields and files of a form.

    Raises:
        TooLargeError: more bytes, files or fields than are taken.
        UsageError: it cannot be read.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await fields(request, MOST_TEXT), ()
    parser = MultiPartParser(
        request.headers,
        _no_more_than(request.stream(), MOST_BYTES),
        max_files=MOST_FILES,
        max_fields=MOST_FIELDS,
        max_part_size=MOST_TEXT,
    )
    try:
        form = await parser.parse()
    except MultiPartException as error:
        if "maximum" in error.message.lower() or "too many" in error.message.lower():
            message = f"{error.message}; add {MOST_FILES} files at most, or say: sayso ingest FOLDER"
            raise TooLargeError(message) from error
        raise UsageError(f"the form cannot be read: {error.message}") from error
    sent: dict[str, tuple[str, ...]] = {}
    files = []
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            files += [value] if value.filename else []
        else:
            sent[name] = (*sent.get(name, ()), value)
    return Fields(sent), tuple(files)


async def _no_more_than(stream: AsyncIterator[bytes], most: int) -> AsyncGenerator[bytes, None]:
    taken = 0
    async for part in stream:
        taken += len(part)
        if taken > most:
            message = f"more than {most // 1_000_000} MB at once; add less, or say: sayso ingest FILE"
            raise TooLargeError(message)
        yield part


def given_by(sent: Fields) -> Given:
    """What the fields say."""
    named = {name: sent.one(name) for name in ("title", "url", "publisher", "published")}
    return Given(Pasted(next(iter(sent.all("text")), ""), **named), sent.one("addresses", 200_000))


def batch_of(given: Given, files: tuple[UploadFile, ...]) -> Batch:
    """The batch that a form asks for; uploaded files are put down in a folder of their own.

    Raises:
        UsageError: nothing is given, too many addresses, or a date that is none.
    """
    pasted, addresses = given.pasted, tuple(dict.fromkeys(given.addresses.split()))
    if not pasted.text.strip() and not addresses and not files:
        raise UsageError("nothing to add: paste a text, choose files, or give an address")
    if len(addresses) > MOST_ADDRESSES:
        raise UsageError(f"{len(addresses)} addresses; give {MOST_ADDRESSES} at most at once")
    wrong = next((a for a in addresses if not a.lower().startswith(("http://", "https://"))), None)
    if wrong is not None:
        raise UsageError(f"{wrong[:80]!r} is no address; give it with https:// or http://, one a line")
    published = iso_date(pasted.published) if pasted.published and (files or addresses) else None
    if pasted.published and (files or addresses) and published is None:
        raise UsageError(f"published: {pasted.published[:40]!r} is no date; give it as 2024-04-22")
    folder, names = put_down(files) if files else (None, ())
    return Batch(
        pasted=pasted if pasted.text.strip() else None,
        addresses=addresses,
        folder=folder,
        files=names,
        published=published,
        publisher=pasted.publisher or None,
    )


def put_down(files: tuple[UploadFile, ...]) -> tuple[Path, tuple[str, ...]]:
    """Uploaded files in a new folder, each in a folder of its own, so that two may have one name."""
    folder = Path(tempfile.mkdtemp(prefix="sayso-add-"))
    names = []
    for number, file in enumerate(files):
        name = safe_name(file.filename or "")
        place = folder / f"{number:04}"
        place.mkdir()
        with (place / name).open("wb") as kept:
            shutil.copyfileobj(file.file, kept)
        names.append(name)
    return folder, tuple(names)


def safe_name(sent: str) -> str:
    """The name of a file without its folders and whatever else could lead out of ours.

    >>> safe_name("C:\\\\reports\\\\a.txt"), safe_name("../../etc/passwd"), safe_name("…")
    ('a.txt', 'passwd', 'file')
    """
    name = _UNSAFE.sub("-", PurePosixPath(sent.replace("\\", "/")).name).strip(" .-")
    stem, dot, ending = name.rpartition(".")
    return (f"{stem[:100]}{dot}{ending[:10]}" if dot else name[:100]) or "file"


def job_view(desk: Desk, job_id: str) -> JobView:
    """A job as it is now.

    Raises:
        NotFoundError: there is none of this id.
    """
    job = desk.jobs.job(job_id)
    if job is None:
        raise NotFoundError("no such job; jobs are forgotten when the server starts anew: look among the incidents")
    if job.summary is None:
        return JobView(job)
    summary, ledger = job.summary, desk.ledger
    stored = dict(summary.stored)
    listed = list(stored.items())[:SHOWN]
    reports = tuple(found for report_id, outcome in listed if (found := _report(ledger, report_id, outcome)))
    problems = tuple((u.origin, u.diagnostic) for u in (*summary.set_aside, *summary.failed))
    more = len(stored) - len(listed) + max(0, len(problems) - SHOWN)
    return JobView(job, reports, ledger.incidents_telling(stored)[:SHOWN], problems[:SHOWN], more)


def _report(ledger: Ledger, report_id: str, outcome: StoreOutcome) -> AddedReport | None:
    try:
        coded = ledger.coded(report_id)
    except NotFoundError:
        return None
    notes = tuple(d for d in coded.diagnostics if d.stage == "read")
    report = coded.report
    title = report.title or quoted((Span(0, len(report.text)),), report.text)
    return AddedReport(report_id, title, report.publisher, _OUTCOMES[outcome], len(coded.claims), notes)
