"""Find events of one report that are one happening told twice: a short mention beside the full account of it."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import EventType
from ..vocab.matching import kinship
from .features import EventFacts
from .matcher import SLACK_KM, gap, kilometres

SHORT = 3  # claims of a mention; what is told at more length is a happening of its own


def fragments(events: Sequence[EventFacts]) -> list[list[int]]:
    """Groups of indices of `events`, each an account and its mentions, in order.

    A mention is of the same type, or one is an explosion that the other may have caused; it is at a place in common, on
    no other day, and counts nobody: a second attack has a day or victims of its own.
    """
    by_report: dict[int, list[int]] = {}
    for index, event in enumerate(events):
        by_report.setdefault(event.report, []).append(index)
    groups = []
    for own in by_report.values():
        accounts: dict[int, list[int]] = {}
        for index in own:
            account = next((i for i in own if i != index and _mentions(events[index], events[i])), None)
            if account is not None:
                accounts.setdefault(account, [account]).append(index)
        groups += [members for lead, members in accounts.items() if not any(lead in m[1:] for m in accounts.values())]
    return groups


def _mentions(mention: EventFacts, account: EventFacts) -> bool:
    if len(mention.claims) > SHORT or len(account.claims) <= SHORT or not _of_one_kind(mention, account):
        return False
    if mention.counts or (mention.days and gap(mention.days, account.days or mention.days)):
        return False
    return bool(mention.place_names & account.place_names) or any(
        kilometres(a, b) <= SLACK_KM for a in mention.spots if a.fine for b in account.spots if b.fine
    )


def _of_one_kind(mention: EventFacts, account: EventFacts) -> bool:
    """True for one type, and for an explosion beside what may have caused it."""
    if mention.type is account.type:
        return True
    return EventType.EXPLOSION in {mention.type, account.type} and (mention.type, account.type) in kinship().kin
