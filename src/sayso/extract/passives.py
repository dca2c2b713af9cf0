"""Frame passives: "… was reported by police", "a colonel was quoted by the agency as saying", "was told by a guard"."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import CueKind, Token
from ..vocab.reporting import Frame
from .cues import Cue
from .framed import Framed, Side
from .party import Party
from .party_left import subject_left
from .party_right import phrase_right
from .scopes import has_finite

_SAYING = {CueKind.NEUTRAL_VERB, CueKind.DISTANCING_VERB}


def passive(tokens: Sequence[Token], cue: Cue, first: int, last: int) -> Framed | None:
    """The frame of a passive cue: the agent speaks, or, as "X is quoted by Y", its subject; None when nobody does."""
    by = cue.last + 1
    if cue.frame is Frame.QUOTE_AS and by + 2 < last and tokens[by].lower == "as" and tokens[by + 1].tag == "VVG":
        return _as_saying(tokens, cue, subject_left(tokens, cue.first, first), by, last)
    if by < last and tokens[by].lower == "responsibility":
        by += 1
    quoted = cue.frame is Frame.QUOTE_AS and by < last and tokens[by].lower == "in"
    if by >= last or not (tokens[by].lower == "by" or quoted) or cue.kind in {CueKind.ORDER, CueKind.INTENTION}:
        return None
    party = phrase_right(tokens, by + 1, last)
    if party is None:
        return None
    after = party.last
    that = after < last and tokens[after].lower == "that"
    impersonal = that and cue.kind in _SAYING and tokens[max(cue.first - 1, 0)].lower == "it"
    if cue.frame is Frame.ADDRESSEE or impersonal:
        return _heard(tokens, cue, party, first, after + that, last)
    if cue.frame is Frame.QUOTE_AS and after + 1 < last and tokens[after].lower == "as":
        speaker = subject_left(tokens, cue.first, first)
        if speaker is not None:
            after += 2
            after += after < last and tokens[after].lower == "that"
            inner = Party(speaker.first, speaker.last, speaker.spans, (party.first, party.last))
            return Framed(cue, inner, Side.RIGHT, after, speaker.first, after) if after < last else None
    if quoted or (cue.frame is Frame.THAT and not that and cue.kind is not CueKind.BELIEF_VERB):
        return None  # "was written by the office", "was found by police": nothing is said
    if after < last and tokens[after].lower in {"as", "to"}:
        return Framed(cue, party, Side.AROUND, after + 1, cue.first, after + 1)
    return Framed(cue, party, Side.LEFT, after, cue.first, after)


def _as_saying(tokens: Sequence[Token], cue: Cue, speaker: Party | None, start: int, last: int) -> Framed | None:
    """ "A colonel was quoted as saying that …": nobody tells by whom."""
    if speaker is None:
        return None
    start += 2 + (tokens[start + 2].lower == "that")
    return Framed(cue, speaker, Side.RIGHT, start, speaker.first, start) if start < last else None


def _heard(tokens: Sequence[Token], cue: Cue, party: Party, first: int, start: int, last: int) -> Framed | None:
    """ "The mayor was told by a guard that …": the guard says it, the mayor passes it on; "it" heard nothing."""
    if not has_finite(tokens, start, last):
        return None
    hearer = subject_left(tokens, cue.first, first)
    if hearer is None or tokens[hearer.last - 1].lower in {"it", "there", "who", "which", "that"}:
        return Framed(cue, party, Side.RIGHT, start, cue.first, start)
    teller = Party(party.first, party.last, party.spans, (hearer.first, hearer.last))
    return Framed(cue, teller, Side.RIGHT, start, hearer.first, start)
