"""Draw drift alarms to check by hand: what a copy is said to have changed, with the words of both reports beside it.

Precision of alarms cannot be read off gold, which marks only clear relations. The draw is a fixed one: alarms are
ordered by a hash of what they join and name, so that the same alarms come first in every run, and in a run over more
reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from ..model import ClaimRef, CodedReport, Drift, Incident

DRAWN = 50
SEED = "alarms-1"
_AROUND = 160  # characters of the text shown before and after a claim


def draw(incidents: Iterable[Incident], coded: Mapping[str, CodedReport], number: int = DRAWN) -> list[Drift]:
    """The first alarms in the order of the draw, of those whose reports are both among `coded`."""
    found = [d for incident in incidents for d in incident.drift if {d.origin[0], d.copy[0]} <= coded.keys()]
    return sorted(found, key=_place)[:number]


def sheet(alarms: Sequence[Drift], coded: Mapping[str, CodedReport]) -> str:
    """The alarms as text, one block each: the change, then origin and copy with their claims marked by [[ ]]."""
    blocks = []
    for number, alarm in enumerate(alarms, 1):
        slot = f" ({alarm.slot})" if alarm.slot else ""
        sides = (f"  {name}: {_shown(ref, coded)}" for name, ref in (("origin", alarm.origin), ("copy", alarm.copy)))
        blocks.append("\n".join((f"{number}. {alarm.change}{slot}", *sides)))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _place(alarm: Drift) -> str:
    parts = (SEED, *alarm.origin, *alarm.copy, alarm.change, alarm.slot or "")
    return sha256("\n".join(parts).encode()).hexdigest()


def _shown(ref: ClaimRef, coded: Mapping[str, CodedReport]) -> str:
    report = coded[ref[0]].report
    claim = next(c for c in coded[ref[0]].claims if c.id == ref[1])
    names = {source.id: source.name for source in coded[ref[0]].sources}
    chain = " > ".join(" and ".join(names.get(party, party) for party in level) for level in claim.chain)
    start, end = min(s.start for s in claim.content), max(s.end for s in claim.content)
    before, after = report.text[max(0, start - _AROUND) : start], report.text[end : end + _AROUND]
    words = " ".join(f"{before}[[{report.text[start:end]}]]{after}".split())
    head = f"{ref[0]}/{ref[1]}, {report.publisher or 'no publisher'}, {report.published or 'no date'}"
    return f"{head}; held by {chain or 'its own voice'}, {claim.value.value}\n    {words}"
