"""Let people decide: about incidents, about what was read of claims, about sources; and take any of it back."""

from __future__ import annotations

import getpass
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from ..errors import NotFoundError, UsageError
from ..ledger import Decided, Ledger, Registry, claim_anchor, claim_at
from ..model import (
    Anchor,
    ClaimRef,
    CodedReport,
    Correction,
    Incident,
    Judgement,
    JudgementKind,
    Reliability,
    Side,
)
from ..resolve import Places, anchor
from .correcting import claim_in
from .update import update

ABOUT_CLAIMS = frozenset({JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT})
EVERY_KIND = frozenset(JudgementKind) - {JudgementKind.TAKE_BACK}


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement as it was kept, and the ids of the incidents that bear its events now, side by side."""

    judgement: Judgement
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judge:
    """A person who decides about one ledger, and why.

    Every method raises `ConflictError` when somebody else judged in the meantime, and `LedgerError` when the ledger
    cannot be read or written.
    """

    ledger: Ledger
    by: str
    reason: str | None = None

    def merge(self, ids: Sequence[str]) -> Decision:
        """Decide that incidents are one; the first one's id stays, the others lead to it.

        Raises:
            NotFoundError: no such incident.
            UsageError: fewer than two incidents, or they are one already.
        """
        newest, found = self._look(ids)
        sides = tuple(self._side(incident) for incident in found)
        together = tuple(ref for incident in found for ref in incident.events)
        return self._decide(JudgementKind.MERGE, sides, newest, ((found[0].id, together),))

    def keep_apart(self, ids: Sequence[str]) -> Decision:
        """Decide that two incidents are not the same, however alike they become.

        Raises:
            NotFoundError: no such incident.
            UsageError: not two incidents, or they are one: split it.
        """
        if len(ids) != 2:
            raise UsageError("give two incidents that are not the same, as INC-7KQ2M9 INC-04MZX7")
        newest, found = self._look(ids)
        return self._decide(JudgementKind.APART, tuple(self._side(i) for i in found), newest, ())

    def split(self, incident_id: str, parts: Iterable[str], reports: Collection[str] = ()) -> Decision:
        """Decide that some events of an incident are an incident of their own; the rest keeps the id.

        Args:
            parts: events (`report id/e1`) or claims about them (`report id/c3`).
            reports: reports all of whose events are taken out.

        Raises:
            NotFoundError: no such incident, or it does not hold an event.
            UsageError: nothing, or everything, would be taken out.
        """
        self._refresh()
        newest, incident = Decided(self.ledger).newest(), self.ledger.incident(incident_id)
        out = {self._event_of(incident, part) for part in parts}
        for report_id in reports:
            if report_id not in incident.reports:
                raise NotFoundError(f"{incident.id}: report {report_id!r} does not tell of it{_holds(incident)}")
            out |= {ref for ref in incident.events if ref[0] == report_id}
        moved = [ref for ref in incident.events if ref in out]
        rest = [ref for ref in incident.events if ref not in out]
        if not moved:
            raise UsageError(f"{incident.id}: nothing to take out; name events of it{_holds(incident)}")
        if not rest:
            raise UsageError(f"{incident.id}: nothing would remain; leave at least one event{_holds(incident)}")
        sides = (Side(incident.id, self._anchors(moved)), Side(incident.id, self._anchors(rest)))
        return self._decide(JudgementKind.SPLIT, sides, newest, ((incident.id, tuple(rest)),))

    def accept(self, claims: Iterable[ClaimRef]) -> Decision:
        """Decide that claims were read rightly: nobody is asked about them again, their score is 1.

        Raises:
            NotFoundError: no such claim.
            UsageError: no claim given.
        """
        return self._about_claims(JudgementKind.ACCEPT, claims)

    def reject(self, claims: Iterable[ClaimRef]) -> Decision:
        """Decide that the text does not say what was read in it: the claims count no more, in any view.

        Raises:
            NotFoundError: no such claim.
            UsageError: no claim given.
        """
        return self._about_claims(JudgementKind.REJECT, claims)

    def correct(self, claim: ClaimRef, correction: Correction) -> Decision:
        """Decide what a claim says, who says it, or of which event; see `pipeline.correcting`.

        Raises:
            NotFoundError: no such claim.
        """
        return self._about_claims(JudgementKind.CORRECT, [claim], correction)

    def grade(self, source: str, grade: Reliability) -> Judgement:
        """Decide how reliable a source is, by its name, `report id/s1`, or the name of a publisher.

        Raises:
            NotFoundError: the ledger knows no such source.
        """
        newest, name = Decided(self.ledger).newest(), self.ledger.source_named(source)
        judgement = Judgement(JudgementKind.GRADE, self.by, self.reason, source=name, grade=grade)
        return self.ledger.judge(judgement, after=newest)

    def undo(self, kinds: Collection[JudgementKind], number: int | None = None) -> Decision:
        """Take a judgement back, the newest of these kinds when no number is given; returned is what was taken back.

        Raises:
            NotFoundError: no such judgement.
            UsageError: nothing to undo, it is of another kind, or was taken back before.
        """
        decided = Decided(self.ledger)
        newest = decided.newest()
        if number is None:
            number = max((j.id for j in self.ledger.judgements() if j.in_force and j.kind in kinds), default=None)
        if number is None:
            raise UsageError(f"no {_or(kinds)} is in force; nothing to undo")
        undone = decided.one(number)
        if undone is not None and undone.kind not in {*kinds, JudgementKind.TAKE_BACK}:
            message = f"judgement {number} is no {_or(kinds)} but a {undone.kind.value}"
            raise UsageError(f"{message}; take it back with the command that made it")
        back = Judgement(JudgementKind.TAKE_BACK, self.by, self.reason, takes_back=number)
        kept = self.ledger.judge(back, after=newest)
        assert undone is not None, "the ledger refuses numbers that it does not hold"
        undone = replace(undone, taken_back_by=kept.id)
        if undone.kind is JudgementKind.GRADE:
            return Decision(undone, ())
        if undone.kind in ABOUT_CLAIMS:
            update(self.ledger)
            return Decision(undone, self._telling(undone))
        update(self.ledger, wanted=self._before(undone))
        return Decision(undone, self._homes(undone.sides))

    def _about_claims(
        self, kind: JudgementKind, claims: Iterable[ClaimRef], correction: Correction | None = None
    ) -> Decision:
        newest, refs = Decided(self.ledger).newest(), tuple(dict.fromkeys(claims))
        if not refs:
            raise UsageError("give a claim, as report id/c3")
        coded = {report_id: self.ledger.coded(report_id) for report_id, _ in refs}
        anchors = tuple(claim_anchor(coded[r], claim_in(coded[r], c)) for r, c in refs)
        judgement = Judgement(kind, self.by, self.reason, claims=anchors, correction=correction)
        before = self._bearing({(r, claim_in(coded[r], c).event) for r, c in refs})
        kept = self.ledger.judge(judgement, after=newest)
        update(self.ledger)
        return Decision(kept, tuple(dict.fromkeys((*self._telling(kept), *self._standing(before)))))

    def _telling(self, judgement: Judgement) -> tuple[str, ...]:
        """The incidents that the claims of a judgement are part of now."""
        reports = {a.report: self._coded_or_none(a.report) for a in judgement.claims}
        found = [(a.report, coded, claim_at(coded, a)) for a in judgement.claims if (coded := reports[a.report])]
        return self._bearing({(report_id, claim.event) for report_id, _, claim in found if claim})

    def _coded_or_none(self, report_id: str) -> CodedReport | None:
        try:
            return self.ledger.coded(report_id)
        except NotFoundError:
            return None

    def _bearing(self, events: Collection[ClaimRef]) -> tuple[str, ...]:
        return tuple(known for known, members in self.ledger.registry() if any(ref in events for ref in members))

    def _standing(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of some incidents that there are still."""
        there = {known for known, members in self.ledger.registry() if members}
        return tuple(i for i in ids if i in there)

    def _look(self, ids: Sequence[str]) -> tuple[int, list[Incident]]:
        """The incidents meant, and the newest judgement that they rest on."""
        self._refresh()
        newest, found = Decided(self.ledger).newest(), [self.ledger.incident(i) for i in ids]
        names = [incident.id for incident in found]
        if len(names) < 2:
            raise UsageError("give two incidents or more, as INC-7KQ2M9 INC-04MZX7")
        if len(set(names)) < len(names):
            raise UsageError(f"{' and '.join(ids)} are one incident already: {names[0]}")
        return newest, found

    def _refresh(self) -> None:
        if self.ledger.is_stale():
            update(self.ledger)

    def _decide(self, kind: JudgementKind, sides: tuple[Side, ...], newest: int, wanted: Registry) -> Decision:
        kept = self.ledger.judge(Judgement(kind, self.by, self.reason, sides), after=newest)
        update(self.ledger, wanted=wanted)
        return Decision(kept, self._homes(sides))

    def _side(self, incident: Incident) -> Side:
        return Side(incident.id, self._anchors(incident.events))

    def _anchors(self, events: Iterable[ClaimRef]) -> tuple[Anchor, ...]:
        return tuple(anchor(self.ledger.coded(report_id), event_id) for report_id, event_id in events)

    def _event_of(self, incident: Incident, part: str) -> ClaimRef:
        """The event of an incident that `report id/e1` or a claim `report id/c3` names."""
        report_id, _, name = part.rpartition("/")
        if (report_id, name) in incident.events:
            return report_id, name
        if report_id in incident.reports:
            event = next((c.event for c in self.ledger.claims(report_id) if c.id == name), None)
            if event is not None and (report_id, event) in incident.events:
                return report_id, event
        raise NotFoundError(f"{incident.id}: {part!r} is no event or claim of it{_holds(incident)}")

    def _before(self, undone: Judgement) -> Registry:
        """The ids that the events bore before a judgement that is taken back."""
        if undone.kind is JudgementKind.APART:
            return ()
        found: dict[str, tuple[ClaimRef, ...]] = {}
        for side in undone.sides:
            found[side.incident] = (*found.get(side.incident, ()), *self._events_at(side))
        return tuple(found.items())

    def _events_at(self, side: Side) -> tuple[ClaimRef, ...]:
        """The events of a side that can be found in the codings in force, under the report ids of then."""
        known = {report_id for _, members in self.ledger.registry() for report_id, _ in members}
        places = Places(self.ledger.coded(r) for r in sorted({a.report for a in side.events} & known))
        return tuple(ref for a in side.events if (ref := places.event_at(a)) is not None)

    def _homes(self, sides: Iterable[Side]) -> tuple[str, ...]:
        """The incidents that hold the events of the sides now."""
        homes = {ref: known for known, members in self.ledger.registry() for ref in members}
        at = [homes[ref] for side in sides for ref in self._events_at(side) if ref in homes]
        return tuple(dict.fromkeys(at))


def judge_name(given: str | None) -> str:
    """Who decides: as given, or the name on this machine."""
    if given and given.strip():
        return given.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user id without a name, as in some containers
        return "unknown"


def _holds(incident: Incident) -> str:
    return f" (it holds {', '.join('/'.join(ref) for ref in incident.events)})"


def _or(kinds: Iterable[JudgementKind]) -> str:
    return " or ".join(sorted(kind.value for kind in kinds))
