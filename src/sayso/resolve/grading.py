"""Grade how credible an incident is on the Admiralty scale, from 1 (confirmed) to 6 (cannot be judged), by a rule.

Counted are independent origins: those that say that it happened, and those that deny it. Source: credibility column of
the Admiralty code (NATO AJP-2.1). The scale also asks whether a report is logical in itself; no program judges that
here, so the rule rests on confirmation and contradiction alone, and says so in the words it prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ..model import COUNT_SLOTS, ClaimRef, Credibility, Finding, FindingStatus, Slot
from .assertions import Assertion

MANY = 3  # independent chains that agree: confirmed
CORE = frozenset({Slot.EVENT_TYPE, Slot.TIME, Slot.PLACE})
OCCURRENCE = (
    frozenset({Slot.EVENT_TYPE, Slot.TARGET, Slot.WEAPON, Slot.DAMAGE, Slot.OUTCOME, Slot.VICTIM}) | COUNT_SLOTS
)


def grade(
    said: Iterable[Assertion],
    findings: Sequence[Finding],
    independent: Callable[[Iterable[ClaimRef]], int],
    *,
    outlets: int,
) -> Credibility:
    """The credibility of an incident.

    Args:
        said: what its claims say.
        findings: its findings.
        independent: how many independent origins stand behind some claims.
        outlets: how many voices reported it; what one outlet alone tells is not confirmed, whomever it quotes.
    """
    said = tuple(said)
    holders = independent({a.ref for a in said if a.slot in OCCURRENCE and not a.denies})
    deniers = independent({a.ref for a in said if a.slot is Slot.EVENT_TYPE and a.denies})
    contested = {f.slot for f in findings if f.status is FindingStatus.CONTESTED}
    if not holders:
        return Credibility(6, "cannot be judged: no source commits itself to what happened")
    if deniers > holders:
        return Credibility(5, f"denied by {_chains(deniers)}, held by {holders}")
    if deniers and deniers == holders:
        return Credibility(4, f"held by {_chains(holders)} and denied by as many")
    if holders == 1:
        return Credibility(3, f"one independent chain, {_against(contested, deniers)}")
    if holders >= MANY and outlets > 1 and not deniers and not contested & CORE:
        return Credibility(1, f"{_chains(holders)} agree, what, when and where are not contradicted")
    return Credibility(2, f"{_chains(holders)} agree, {_against(contested, deniers)}")


def _chains(number: int) -> str:
    words = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
    return f"{words.get(number, number)} independent chain{'s' if number != 1 else ''}"


def _against(contested: Iterable[Slot], deniers: int) -> str:
    slots = [slot.value.replace("_", " ") for slot in Slot if slot in set(contested)]
    if deniers:
        return f"denied by {_chains(deniers)}"
    return f"contradicted on {', '.join(slots)}" if slots else "not contradicted"
