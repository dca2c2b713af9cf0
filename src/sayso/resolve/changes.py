"""Compare what was known of incidents at one moment with what is known at a later one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..model import Finding, Incident
from ..model.codec import encode


@dataclass(frozen=True, slots=True)
class Changes:
    """How the picture changed.

    Args:
        reports: reports that came and tell of these incidents.
        findings: slots of incidents known then that are answered otherwise now, anew, or not any more.
        incidents: incidents of which nothing was known then.
    """

    reports: int
    findings: int
    incidents: int


def changes(then: Iterable[Incident], now: Iterable[Incident], known: Collection[str]) -> Changes:
    """What became of incidents: each is compared with the one that holds most of its events now.

    Args:
        then: the incidents as known then.
        now: all incidents of now that are asked about.
        known: ids of the reports that were there then.
    """
    now = tuple(now)
    home = {event: incident for incident in now for event in incident.events}
    pairs: dict[str, list[Incident]] = {}
    for earlier in then:
        heirs = Counter(home[event].id for event in earlier.events if event in home)
        if heirs:
            heir = min(heirs, key=lambda name: (-heirs[name], name != earlier.id, name))
            pairs.setdefault(heir, []).append(earlier)
    return Changes(
        reports=len({r for incident in now for r in incident.reports} - set(known)),
        findings=sum(_changed(pairs[incident.id], incident) for incident in now if incident.id in pairs),
        incidents=sum(incident.id not in pairs for incident in now),
    )


def _changed(earlier: Iterable[Incident], later: Incident) -> int:
    """How many slots stand otherwise; what several incidents of then said of a slot is taken together."""
    before: dict[str, set[bytes]] = {}
    for incident in earlier:
        for finding in incident.findings:
            before.setdefault(finding.slot, set()).add(_answer(finding))
    after: dict[str, set[bytes]] = {finding.slot: {_answer(finding)} for finding in later.findings}
    return sum(before.get(slot) != after.get(slot) for slot in before.keys() | after.keys())


def _answer(finding: Finding) -> bytes:
    """What a finding says: status, values, and which of them somebody denies; not who says so, or how many."""
    values = sorted(encode((value.value, bool(value.claims), bool(value.denied_by))) for value in finding.values)
    return encode((finding.status, finding.best, values))
