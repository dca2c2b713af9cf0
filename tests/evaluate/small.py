"""Small gold and coded claims for the tests of the scorers."""

from __future__ import annotations

from typing import Any

from sayso.evaluate.gold import GoldClaim, GoldCluster, GoldFacet, GoldIncident, GoldPlace, GoldReport
from sayso.model import (
    Claim,
    CodedReport,
    Count,
    CueKind,
    EventType,
    Facet,
    Place,
    Quote,
    Report,
    Slot,
    Span,
    Spans,
    TimeSpan,
    Value,
)

TEXT = "Rebels shelled Tarsa on Monday, killing 3 people, police said. The army denied that it had fired. It was quiet."
#       0      7       15    21 24     32      40 42      50     57    63  67   72     79     84 87      98


def spans(*pairs: tuple[int, int]) -> Spans:
    return tuple(Span(*pair) for pair in pairs)


SHELLED, KILLED, FIRED = (0, 30), (32, 48), (84, 96)
POLICE, SAID, ARMY, DENIED = (50, 56), (57, 61), (63, 71), (72, 78)


def gold_claim(
    number: int,
    content: tuple[int, int],
    *,
    source: tuple[int, int] | None = None,
    cue: tuple[int, int] | None = None,
    value: Value = Value.CERTAIN,
    event: str = "I1",
    facets: tuple[GoldFacet, ...] = (),
) -> GoldClaim:
    return GoldClaim(
        id=f"c{number}",
        event=event,
        value=value,
        chain_spans=(spans(source),) if source else (),
        cue_spans=spans(cue) if cue else (),
        content_spans=spans(content),
        facets=facets,
    )


def coded_claim(
    number: int,
    *content: tuple[int, int],
    chain: tuple[Spans, ...] = (),
    cue: tuple[int, int] | None = None,
    value: Value = Value.CERTAIN,
    event: str = "e1",
    facets: tuple[Facet, ...] = (),
) -> Claim:
    return Claim(
        id=f"c{number}",
        event=event,
        chain=tuple(("s1",) * len(level) for level in chain),
        chain_spans=chain,
        cue=spans(cue) if cue else (),
        cue_kind=CueKind.NONE,
        content=spans(*content),
        quote=Quote.INDIRECT,
        value=value,
        author_value=value,
        facets=facets,
    )


def facet(slot: Slot, start: int, end: int, value: Any) -> Facet:
    return Facet(slot, Span(start, end), value)


def gold_facet(slot: Slot, start: int, end: int, value: Any) -> GoldFacet:
    return GoldFacet(slot, Span(start, end), value)


GOLD = GoldCluster(
    "tarsa",
    (
        GoldIncident(
            "I1", EventType.SHELLING, date="2024-03-04", places=(GoldPlace("site", "Tarsa", 10.0, 20.0, 15),)
        ),
    ),
    (
        GoldReport(
            "r1",
            TEXT,
            (
                gold_claim(1, SHELLED, source=POLICE, cue=SAID, facets=(
                    gold_facet(Slot.EVENT_TYPE, 7, 14, "shelling"),
                    gold_facet(Slot.ACTOR, 0, 6, "rebels"),
                    gold_facet(Slot.PLACE, 15, 20, "Tarsa"),
                    gold_facet(Slot.TIME, 21, 30, "2024-03-04"),
                )),
                gold_claim(2, KILLED, source=POLICE, cue=SAID, facets=(
                    gold_facet(Slot.KILLED, 40, 41, Count("=", 3, "people")),
                )),
                gold_claim(3, FIRED, source=ARMY, cue=DENIED, value=Value.CERTAIN_NOT, event="other"),
            ),
            publisher="The Tarsa Times",
            published="2024-03-05",
        ),
    ),
)  # fmt: skip

PERFECT = (
    coded_claim(1, SHELLED, chain=(spans(POLICE),), cue=SAID, facets=(
        facet(Slot.EVENT_TYPE, 7, 14, "shelling"),
        facet(Slot.ACTOR, 0, 6, "Rebels"),
        facet(Slot.PLACE, 15, 20, Place("Tarsa")),
        facet(Slot.TIME, 21, 30, TimeSpan("2024-03-04", "2024-03-04", "day")),
    )),
    coded_claim(2, KILLED, chain=(spans(POLICE),), cue=SAID, facets=(facet(Slot.KILLED, 40, 41, Count("=", 3)),)),
    coded_claim(3, FIRED, chain=(spans(ARMY),), cue=DENIED, value=Value.CERTAIN_NOT, event="e2"),
)  # fmt: skip


def coded(*claims: Claim, text: str = TEXT) -> dict[str, CodedReport]:
    return {"r1": CodedReport(Report.of(text, id="r1"), claims=claims)}
