"""Show one incident as it was known at a moment, and how the picture changed as its reports came out.

The reports of the incident that were out by then are merged anew, by today's reading and judgements. Only these are
read, so that it takes milliseconds in a ledger of any size: where a report of another incident would have tied two
events together or kept them apart, lists as of a moment, which merge everything, may group them otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..errors import NotFoundError
from ..ledger import Decided, Ledger, start_of
from ..model import CodedReport, Incident
from ..resolve import FindingChange, Registry, finding_changes, merge

DAY = len("2024-04-22")


@dataclass(frozen=True, slots=True)
class Step:
    """A moment in which reports of an incident came out.

    Args:
        moment: how one asks for it: a date where its reports tell no more than the day, else to the second in UTC.
        reports: the ids of the reports that came out then.
        stored: True when the moment is that of storing, because the report tells none.
        by_day: True when its reports tell the day only; they count from its beginning.
    """

    moment: str
    reports: tuple[str, ...]
    stored: bool
    by_day: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What was known of an incident at a moment: mostly one incident; several where they were not seen to be one.

    Args:
        incidents: the one with most of its events first.
        coded: the reports that were out, by id, as they stood then.
    """

    incidents: tuple[Incident, ...]
    coded: dict[str, CodedReport]


def steps(ledger: Ledger, coded: Iterable[CodedReport]) -> tuple[Step, ...]:
    """The moments in which some reports came out, the first one first."""
    found: dict[datetime, list[tuple[str, str, bool]]] = {}
    for report in (c.report for c in coded):
        stored = start_of(report.published) is None
        told = ledger.revisions(report.id)[0].stored_at if stored else report.published or ""
        start = start_of(told)
        if start is not None:
            found.setdefault(start, []).append((report.id, told, stored))
    days = [start.date() for start in found]
    return tuple(
        Step(
            moment=_asked(start, [told for _, told, _ in entries], alone=days.count(start.date()) == 1),
            reports=tuple(name for name, _, _ in entries),
            stored=all(stored for _, _, stored in entries),
            by_day=all(len(told) <= DAY for _, told, _ in entries),
        )
        for start, entries in sorted(found.items())
    )


def known_at(ledger: Ledger, incident: Incident, moment: str) -> Known:
    """What was known of an incident by a moment (ISO 8601; see `ledger.moments`).

    Raises:
        NotFoundError: none of its reports was out.
        UsageError: the moment is none.
    """
    coded = {c.report.id: c for c in ledger.coded_reports(until=moment, only=incident.reports)}
    found = _merged(ledger, incident, list(coded.values()))
    if not found:
        raise NotFoundError(f"incident {incident.id}: nothing was known of it by {moment}; give a later time")
    return Known(found, coded)


def heir(ledger: Ledger, incident: Incident) -> Incident:
    """The incident of now that holds most events of one of then.

    Raises:
        NotFoundError: none holds any.
    """
    events = set(incident.events)
    now = [(len(events.intersection(i.events)), i) for i in ledger.incidents_telling(incident.reports)]
    held = max(now, key=lambda n: (n[0], n[1].id), default=None)
    if held is None or not held[0]:
        raise NotFoundError(f"incident {incident.id}: nothing of it is told any more; list what was known then")
    return held[1]


def report_at(ledger: Ledger, report_id: str, moment: str | None) -> CodedReport:
    """A report as it stood by a moment; None = now.

    Raises:
        NotFoundError: no such report, or it was not out.
        UsageError: the moment is none.
    """
    now = ledger.coded(report_id)
    if moment is None:
        return now
    then = next(iter(ledger.coded_reports(until=moment, only=[now.report.id])), None)
    if then is None:
        raise NotFoundError(f"report {report_id!r}: was not out by {moment}; give a later time")
    return then


def history(ledger: Ledger, incident: Incident, moments: Sequence[str]) -> tuple[tuple[FindingChange, ...], ...]:
    """What each moment changed in the findings of an incident, against the moment before; the first begins with none.

    Args:
        moments: in their order.
    """
    told = []
    before: tuple[Incident, ...] = ()
    for moment in moments:
        coded = list(ledger.coded_reports(until=moment, only=incident.reports))
        after = _merged(ledger, incident, coded)
        told.append(finding_changes(before, after[0] if after else None))
        before = after
    return tuple(told)


def _merged(ledger: Ledger, incident: Incident, coded: list[CodedReport]) -> tuple[Incident, ...]:
    events = set(incident.events)
    registry: Registry = ((incident.id, incident.events),)
    merged = merge(coded, registry, judgements=Decided(ledger).touching({c.report.sha256 for c in coded})).incidents
    own = [(len(events.intersection(i.events)), i) for i in merged]
    return tuple(i for n, i in sorted(own, key=lambda o: (-o[0], o[1].id)) if n)


def _asked(start: datetime, told: Sequence[str], *, alone: bool) -> str:
    """How one asks for a moment: by its date when nothing finer is told of that day."""
    if alone and all(len(moment) <= DAY for moment in told):
        return start.date().isoformat()
    return start.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
