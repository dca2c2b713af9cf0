"""What the pages of an incident and of a report need so that people decide right there, not in the queue alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..ledger import Decided, Ledger
from ..model import Claim, CodedReport, Incident
from ..pipeline.deciding import revision_of
from ..wording import quote_words
from .render import incident_url, report_url
from .review import passage_of


@dataclass(frozen=True, slots=True)
class Part:
    """An event of an incident, as one report tells it: `post-1/e2`, and its first words."""

    name: str
    title: str
    outlet: str
    published: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Splitting:
    """What may be taken out of an incident; `revision` and `newest` are handed back with the decision."""

    incident: str
    parts: tuple[Part, ...]
    revision: str
    newest: int
    back: str


@dataclass(frozen=True, slots=True)
class Judging:
    """A claim that may be accepted, rejected, put right, or moved to another incident than the one it is part of."""

    name: str
    passage: tuple[str, str, str]
    incident: Incident | None
    revision: str
    newest: int
    back: str
    open: bool

    @property
    def may_part(self) -> bool:
        """True when something would remain of its incident without it."""
        return self.incident is not None and len(self.incident.events) > 1


def splitting(ledger: Ledger, incident: Incident, coded: Mapping[str, CodedReport]) -> Splitting | None:
    """What may be taken out of an incident; None where it is one event."""
    if len(incident.events) < 2:
        return None
    parts = tuple(_part(coded[r], e) for r, e in incident.events if r in coded)
    revision = revision_of(ledger, [incident.id])
    return Splitting(incident.id, parts, revision, Decided(ledger).newest(), incident_url(incident.id))


def _part(coded: CodedReport, event: str) -> Part:
    report = coded.report
    told = next((claim for claim in coded.claims if claim.event == event), None)
    quote = quote_words(report.text, told.content[0]) if told else ""
    return Part(
        f"{report.id}/{event}", report.title or report.id, report.publisher or report.id, report.published, quote
    )


def judging(
    ledger: Ledger, coded: CodedReport, claim: Claim, incidents: Sequence[Incident], params: Mapping[str, str]
) -> Judging:
    """The claim that is chosen on the page of its report; `incidents` are those that the report tells of."""
    ref = (coded.report.id, claim.id)
    home = next((i for i in incidents if (coded.report.id, claim.event) in i.events), None)
    revision = revision_of(ledger, [home.id] if home else [], [ref])
    back = report_url(*ref).partition("#")[0]
    return Judging(
        "/".join(ref), passage_of(coded, claim), home, revision, Decided(ledger).newest(), back, open="judge" in params
    )
