"""Frame participles: "…, adding that …" goes on with the speaker of the clause before."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Token
from ..vocab.reporting import Frame
from .cues import Cue, Form
from .framed import END, OPENING, Framed, Side
from .frames import plausible
from .party import Party
from .party_left import subject_left
from .party_right import phrase_right
from .scopes import adjunct_end, has_finite


def participles(tokens: Sequence[Token], cues: list[Cue], framed: list[Framed], first: int, last: int) -> list[Framed]:
    """ "…, adding that …": the speaker of the clause before goes on."""
    out = list(framed)
    for cue in cues:
        if cue.form is not Form.PARTICIPLE:
            continue
        earlier = [f for f in out if f.cue.first < cue.first]
        speaker = earlier[-1] if earlier else None
        comma = (cue.first > first and tokens[cue.first - 1].text in {",", "—"}) or (
            cue.first > first and tokens[cue.first - 1].lower == "and"
        )
        party: Party | None
        if speaker is not None and comma:
            party = Party(cue.first, cue.first, speaker.party.spans)
        else:
            party = subject_left(tokens, cue.first - 1 if comma else cue.first, first)
            if party is None or not plausible(tokens, party, cue):
                continue
        after = cue.last + 1
        if after >= last:
            continue
        if cue.frame is Frame.ADDRESSEE:
            addressee = phrase_right(tokens, after, last)
            after = addressee.last if addressee is not None else after
        after = adjunct_end(tokens, after, last)
        if after >= last or tokens[after].text in END:
            continue
        if tokens[after].text == ":":
            after += 1
        if after >= last:
            continue
        if tokens[after].lower == "that":
            after += 1
        elif not comma and cue.frame is Frame.THAT and tokens[after].tag == "PRP":
            continue  # "news circulating in the town that …"
        elif (
            cue.frame is Frame.THAT and not has_finite(tokens, after, last) and tokens[after].text not in OPENING
        ) or (
            cue.frame in {Frame.QUOTE, Frame.AS, Frame.TO, Frame.ADDRESSEE_TO}
            and tokens[after].text not in OPENING
            and speaker is None
        ):
            continue
        if after < last:
            opened = cue.first - 1 if comma else cue.first
            out.append(Framed(cue, party, Side.RIGHT, after, opened, after))
    return sorted(out, key=lambda f: f.cue.first)
