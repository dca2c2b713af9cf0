"""What the pages of sources show: who speaks, how what they say fares, and how reliable people hold them to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from ..ledger import Ledger, ShownSource, SourceRow, Standing, whole_number
from ..ledger.rows import fold
from ..model import Incident, Judgement, JudgementKind, Reliability
from ..wording import RELIABILITY
from .findings import Evidence, evidence
from .listing import MOST_PAGES
from .pages import coded_reports
from .render import source_url
from .review import ShownJudgement, shown_judgement

SOURCES = 100  # names on one page
CLAIMS = 200  # of one source that are shown; all are counted
PARTIES = 200  # of one name that are shown


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
    number: int
    pages: int
    earlier: str | None
    later: str | None


def sources_view(ledger: Ledger, params: Mapping[str, str]) -> SourcesView:
    """The names, those with most claims first."""
    text = params.get("text", "").strip()[:500]
    number = whole_number(params, "page", 1, most=MOST_PAGES)
    rows, total = ledger.sources(text or None, limit=SOURCES, offset=(number - 1) * SOURCES)
    grades = ledger.grades()
    pages = max(1, -(-total // SOURCES))

    def at(page: int) -> str:
        return "/sources?" + urlencode(({"text": text} if text else {}) | {"page": str(page)})

    earlier, later = at(number - 1) if number > 1 else None, at(number + 1) if number < pages else None
    shown = tuple((row, _grade(grades.get(fold(row.name)))) for row in rows)
    return SourcesView(shown, total, text, number, pages, earlier, later)


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source: its grade, its parties, its claims with how each fares, and the incidents that they are part of."""

    shown: ShownSource
    grade: Grade
    standing: Standing
    claims: tuple[tuple[str, str, Evidence, tuple[tuple[str, str], ...]], ...]  # report, claim, words, fate by slot
    incidents: tuple[Incident, ...]
    done: ShownJudgement | None

    @property
    def more(self) -> int:
        """How many of its claims are counted and not shown."""
        return len(self.shown.claims) - len(self.claims)

    @property
    def url(self) -> str:
        """Where this page is."""
        return source_url(self.shown.name)


def source_view(ledger: Ledger, name: str, params: Mapping[str, str]) -> SourceView:
    """Everything that goes by one name.

    Raises:
        NotFoundError: nobody does.
    """
    shown = ledger.source(name, most=PARTIES)
    coded = coded_reports(ledger, tuple(dict.fromkeys(r for r, _ in shown.claims[:CLAIMS])))
    telling = ledger.incidents_telling(coded)
    fate = ledger.standing(shown.claims)
    fates: dict[tuple[str, str], list[tuple[str, str]]] = {}
    told = (
        ("contradicted", fate.contradicted),
        ("corroborated", fate.corroborated),
        ("alone", fate.alone),
        ("revised", fate.revised),
    )
    for word, refs in told:
        for ref, slot in refs:
            fates.setdefault(ref, []).append((word, slot.value))
    claims = {(r, c.id): c for r, report in coded.items() for c in report.claims}
    told_claims = tuple(
        (ref[0], ref[1], evidence(ref, claims[ref], coded[ref[0]]), tuple(fates.get(ref, ())))
        for ref in shown.claims[:CLAIMS]
        if ref in claims
    )
    events = {(r, claims[r, c].event) for r, c in shown.claims[:CLAIMS] if (r, c) in claims}
    judged = ledger.judgements()
    done = next((shown_judgement(j) for j in judged if str(j.id) == params.get("done")), None)
    incidents = tuple(i for i in telling if events & set(i.events))
    return SourceView(shown, grade_of(judged, shown.name), fate, told_claims, incidents, done)


def grade_of(judged: tuple[Judgement, ...], name: str) -> Grade:
    """The grade of a source by its name, with those that it had before."""
    own = [j for j in judged if j.kind is JudgementKind.GRADE and fold(j.source or "") == fold(name)]
    standing_now = next((j for j in reversed(own) if j.in_force), None)
    before = tuple(shown_judgement(j) for j in reversed(own) if j is not standing_now)
    return _grade(standing_now, before)


def _grade(judgement: Judgement | None, before: tuple[ShownJudgement, ...] = ()) -> Grade:
    letter = (judgement and judgement.grade) or Reliability.F
    return Grade(letter, RELIABILITY[letter], shown_judgement(judgement) if judgement else None, before)
