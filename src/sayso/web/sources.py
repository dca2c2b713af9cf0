"""What the pages of sources show: who speaks, how what they say fares, and how reliable people hold them to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from ..ledger import Decided, Ledger, ShownSource, SourceRow, Standing, moment_of, whole_number
from ..ledger.rows import fold
from ..model import ClaimRef, Incident, Judgement, JudgementKind, Reliability
from ..wording import RELIABILITY
from .desk import Fares
from .findings import Evidence, evidence
from .later import Answer
from .listing import MOST_PAGES
from .pages import coded_reports
from .render import source_url, with_moment
from .review import ShownJudgement, just_done, shown_judgement

SOURCES = 100  # names on one page
REPORTS = 25  # of those in which a source speaks, on one page; all are counted


@dataclass(frozen=True, slots=True)
class Grade:
    """How reliable a source is held to be, who said so, when and why; `judgement` is None for the F of the ungraded."""

    letter: Reliability
    words: str
    judgement: ShownJudgement | None
    before: tuple[ShownJudgement, ...] = ()

    @property
    def revision(self) -> str:
        """What a new grade was decided on: the judgement that stood then."""
        return str(self.judgement.judgement.id if self.judgement else 0)


@dataclass(frozen=True, slots=True)
class SourcesView:
    """A page of the names that speak in the reports, each with its grade."""

    rows: tuple[tuple[SourceRow, Grade], ...]
    total: int
    text: str
    as_of: str | None
    number: int
    pages: int
    earlier: str | None
    later: str | None

    @property
    def now(self) -> str:
        """Where the same names are as of now."""
        return "/sources" + (f"?{urlencode({'text': self.text})}" if self.text else "")


def sources_view(ledger: Ledger, params: Mapping[str, str], decided: Ledger) -> SourcesView:
    """The names, those with most claims first.

    Args:
        decided: the ledger of now: a grade holds for every moment.
    """
    text = params.get("text", "").strip()[:500]
    number = whole_number(params, "page", 1, most=MOST_PAGES)
    rows, total = ledger.sources(text or None, limit=SOURCES, offset=(number - 1) * SOURCES)
    grades, as_of = decided.grades(), moment_of(params)
    pages = max(1, -(-total // SOURCES))

    def at(page: int) -> str:
        asked = {"text": text, "as_of": as_of or ""} | {"page": str(page)}
        return "/sources?" + urlencode({name: value for name, value in asked.items() if value})

    earlier, later = at(number - 1) if number > 1 else None, at(number + 1) if number < pages else None
    shown = tuple((row, _grade(grades.get(fold(row.name)))) for row in rows)
    return SourcesView(shown, total, text, as_of, number, pages, earlier, later)


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source: its grade, how all of its claims fare, and of a page of its reports parties, claims and incidents.

    Args:
        fares: None while it is being counted.
        claims: report, claim, words, and what became of the claim by slot.
        as_of: the moment of which it is; None = now.
    """

    shown: ShownSource
    grade: Grade
    fares: Fares | None
    claims: tuple[tuple[str, str, Evidence, tuple[tuple[str, str], ...]], ...]
    incidents: tuple[Incident, ...]
    done: ShownJudgement | None
    number: int
    as_of: str | None

    @property
    def pages(self) -> int:
        """How many pages its reports take."""
        return max(1, -(-self.shown.reports // REPORTS))

    @property
    def part(self) -> str:
        """Which of its reports are on this page, in words."""
        first, last = (self.number - 1) * REPORTS + 1, min(self.number * REPORTS, self.shown.reports)
        which = f"Reports {first:,} to {last:,}" if first < last else f"Report {first:,}"
        return f"{which} of {self.shown.reports:,}"

    @property
    def url(self) -> str:
        """Where this page is."""
        return self._at(self.number)

    @property
    def earlier(self) -> str | None:
        """Where the page before is."""
        return self._at(self.number - 1) if self.number > 1 else None

    @property
    def later(self) -> str | None:
        """Where the page after is."""
        return self._at(self.number + 1) if self.number < self.pages else None

    def _at(self, number: int) -> str:
        url = source_url(self.shown.name) + (f"?page={number}" if number > 1 else "")
        return with_moment(url, self.as_of)


def source_view(
    ledger: Ledger,
    name: str,
    params: Mapping[str, str],
    fares: Callable[[str, str | None], Answer[Fares]],
    decided: Ledger,
) -> SourceView:
    """Everything that goes by one name, and of a page of the reports what is said under it.

    Args:
        fares: counts how all of it fares, by name and moment.
        decided: the ledger of now: a grade holds for every moment.

    Raises:
        NotFoundError: nobody does.
        UsageError: `page` is no number.
    """
    number = whole_number(params, "page", 1, most=MOST_PAGES)
    shown = ledger.source(name, among=slice((number - 1) * REPORTS, number * REPORTS))
    coded = coded_reports(ledger, tuple(dict.fromkeys(r for r, _ in shown.claims)))
    claims = {(r, c.id): c for r, report in coded.items() for c in report.claims}
    fates = _fates(ledger.standing(shown.claims))
    told_claims = tuple(
        (ref[0], ref[1], evidence(ref, claims[ref], coded[ref[0]]), tuple(fates.get(ref, ())))
        for ref in shown.claims
        if ref in claims
    )
    events = {(r, claims[r, c].event) for r, c in shown.claims if (r, c) in claims}
    grade, as_of = grade_of(Decided(decided).grades(), shown.name), moment_of(params)
    incidents = tuple(i for i in ledger.incidents_telling(coded) if events & set(i.events))
    done, found = just_done(decided, params), fares(name, as_of).found
    return SourceView(shown, grade, found, told_claims, incidents, done, number, as_of)


def _fates(fate: Standing) -> dict[ClaimRef, list[tuple[str, str]]]:
    """What became of each claim, by slot."""
    found: dict[ClaimRef, list[tuple[str, str]]] = {}
    for word, refs in (
        ("contradicted", fate.contradicted),
        ("corroborated", fate.corroborated),
        ("alone", fate.alone),
        ("revised", fate.revised),
    ):
        for ref, slot in refs:
            found.setdefault(ref, []).append((word, slot.value))
    return found


def grade_of(judged: tuple[Judgement, ...], name: str) -> Grade:
    """The grade of a source by its name, with those that it had before."""
    own = [j for j in judged if j.kind is JudgementKind.GRADE and fold(j.source or "") == fold(name)]
    standing_now = next((j for j in reversed(own) if j.in_force), None)
    before = tuple(shown_judgement(j) for j in reversed(own) if j is not standing_now)
    return _grade(standing_now, before)


def _grade(judgement: Judgement | None, before: tuple[ShownJudgement, ...] = ()) -> Grade:
    letter = (judgement and judgement.grade) or Reliability.F
    return Grade(letter, RELIABILITY[letter], shown_judgement(judgement) if judgement else None, before)
