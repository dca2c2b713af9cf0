"""Build the incidents of a ledger once more beside what it keeps, and tell what comes out otherwise.

Compared are the incidents, and what merging keeps to find the neighbours of one report more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..ledger import FactsRow, Fault, Ledger
from ..ledger.audit import REBUILD
from ..ledger.walk import AT_ONCE, Walk
from ..model import ClaimRef, Incident, Slot
from ..model.codec import encode
from .rebuild import Built, built, facts_row, mark_row, rules


def steps(ledger: Ledger) -> int:
    """How many times `otherwise` reports progress: for every report that is read, and every incident that is kept."""
    counts = ledger.counts()
    return counts.reports + counts.incidents


def otherwise(ledger: Ledger, walk: Walk, on_progress: Callable[[], None]) -> Iterator[Fault]:
    """What comes out otherwise when everything is built again.

    Raises:
        LedgerError: a coding cannot be read.
    """
    with built(ledger, on_read=on_progress) as made:
        yield from _incidents(made, walk, on_progress)
        if walk.rules() == rules():  # else these rows are of another version, and are not read
            yield from _facts(made, walk)
            yield from _links(made, walk)
            yield from _groups(made, walk)
            yield from _marks(made, walk)


def _incidents(made: Built, walk: Walk, on_progress: Callable[[], None]) -> Iterator[Fault]:
    again = dict(zip(made.names.ids, range(len(made.bare)), strict=True))
    links = made.links_between()
    for some in walk.incidents():
        for stored in some:
            on_progress()
            number = again.pop(stored.id, None)
            if number is None:
                what = "is kept, and does not follow from the reports and judgements"
                yield Fault("incident", stored.id, what, REBUILD)
                continue
            now = made.incident(number, links)
            if encode(stored) != encode(now):
                parts = ", ".join(_parts(stored, now))
                yield Fault("incident", stored.id, f"comes out otherwise when it is built again: {parts}", REBUILD)
    for name in again:
        yield Fault("incident", name, "follows from the reports and judgements, and is not kept", REBUILD)


def _parts(stored: Incident, built: Incident) -> Iterator[str]:
    for name in ("type", "title", "time", "places", "reports", "events", "credibility", "related", "drift"):
        if encode(getattr(stored, name)) != encode(getattr(built, name)):
            yield name
    before, after = ({f.slot: f for f in i.findings} for i in (stored, built))
    yield from (f"finding {s.value}" for s in Slot if encode(before.get(s)) != encode(after.get(s)))


def _facts(made: Built, walk: Walk) -> Iterator[Fault]:
    known = walk.merged()
    for start in range(0, len(made.facts), AT_ONCE):
        wanted = [facts_row(facts) for facts in made.facts[start : start + AT_ONCE]]
        kept = walk.facts([row.report for row in wanted])
        for row in wanted:
            known.discard(row.report)
            yield from (Fault("merging", row.report, what, REBUILD) for what in _of_report(row, kept.get(row.report)))
    for name in sorted(known):
        yield Fault("merging", name, "merging keeps facts of it, and it is not in the ledger", REBUILD)


def _of_report(row: FactsRow, kept: FactsRow | None) -> Iterator[str]:
    """How what is kept of a report differs from what its coding gives."""
    if kept is None:
        yield "merging keeps no facts of it; a new report of the same would not find it"
        return
    if (kept.sha256, kept.glance, kept.facts) != (row.sha256, row.glance, row.facts):
        yield "the facts that merging keeps of it are not those of its coding"
    for key in sorted(row.keys.keys() | kept.keys.keys()):
        if key not in kept.keys:
            yield f"it is not filed under {key!r}; a new report of the same may not find it"
        elif key not in row.keys:
            yield f"it is filed under {key!r}, which it does not tell of"
        elif row.keys[key] != kept.keys[key]:
            yield f"it is filed under {key!r} with other days"


def _links(made: Built, walk: Walk) -> Iterator[Fault]:
    lacking = {pair for a, b in made.links for pair in ((a, b), (b, a))}
    for a, b in walk.links():
        if (a, b) in lacking:
            lacking.discard((a, b))
        else:
            yield Fault("merging", _ref(a), f"is linked to {_ref(b)}, and nothing links them", REBUILD)
    for a, b in sorted(lacking):
        yield Fault("merging", _ref(a), f"its link to {_ref(b)} is not kept", REBUILD)


def _groups(made: Built, walk: Walk) -> Iterator[Fault]:
    lacking = {ref: group.events[0] for group in made.groups for ref in group.events}
    for ref, first in walk.groups():
        if lacking.pop(ref, None) != first:
            yield Fault("merging", _ref(ref), f"is kept in the group of {_ref(first)}, and belongs elsewhere", REBUILD)
    for ref, first in sorted(lacking.items()):
        yield Fault("merging", _ref(ref), f"is not kept in the group of {_ref(first)}", REBUILD)


def _marks(made: Built, walk: Walk) -> Iterator[Fault]:
    lacking = {mark.incident: mark for mark in made.marks}
    for row in walk.marks():
        mark = lacking.pop(row.incident, None)
        if mark is None or mark_row(mark) != row:
            what = "what is kept of it for its links to others is not what it tells"
            yield Fault("merging", row.incident, what, REBUILD)
    for name in sorted(lacking):
        yield Fault("merging", name, "nothing is kept of it for its links to others", REBUILD)


def _ref(ref: ClaimRef) -> str:
    return "/".join(map(str, ref))
