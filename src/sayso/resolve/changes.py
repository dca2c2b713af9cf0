"""Compare what was known of incidents at one moment with what is known at a later one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..model import Finding, FindingStatus, Incident, Slot
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


class Turn(StrEnum):
    """What became of a slot between two moments."""

    CAME = "came"
    GONE = "gone"
    CHANGED = "changed"
    CONTESTED = "contested"
    AGREED = "agreed"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A slot that stands otherwise: as it stood, and as it stands; several of before when two incidents became one."""

    slot: Slot
    turn: Turn
    before: tuple[Finding, ...]
    after: Finding | None


def finding_changes(earlier: Iterable[Incident], later: Incident | None) -> tuple[FindingChange, ...]:
    """What changed in the findings of one incident, in the order of slots; who says so, or how many, is no change."""
    before: dict[Slot, list[Finding]] = {}
    for incident in earlier:
        for finding in incident.findings:
            before.setdefault(finding.slot, []).append(finding)
    after = {finding.slot: finding for finding in later.findings} if later else {}
    return tuple(
        FindingChange(slot, _turn(before.get(slot, ()), after.get(slot)), tuple(before.get(slot, ())), after.get(slot))
        for slot in Slot
        if {_answer(f) for f in before.get(slot, ())} != ({_answer(after[slot])} if slot in after else set())
    )


def _turn(before: Sequence[Finding], after: Finding | None) -> Turn:
    if after is None:
        return Turn.GONE
    if not before:
        return Turn.CAME
    if any(finding.status is after.status for finding in before):
        return Turn.CHANGED
    return _TURNS.get(after.status, Turn.CHANGED)


_TURNS = {
    FindingStatus.CONTESTED: Turn.CONTESTED,
    FindingStatus.CORROBORATED: Turn.AGREED,
    FindingStatus.SUPERSEDED: Turn.REPLACED,
}


def _changed(earlier: Iterable[Incident], later: Incident) -> int:
    """How many slots stand otherwise; what several incidents of then said of a slot is taken together."""
    return len(finding_changes(earlier, later))


def _answer(finding: Finding) -> bytes:
    """What a finding says: status, values, and which of them somebody denies; not who says so, or how many."""
    values = sorted(encode((value.value, bool(value.claims), bool(value.denied_by))) for value in finding.values)
    return encode((finding.status, finding.best, values))
