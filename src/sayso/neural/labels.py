"""The label sets of the reader's heads, in the order of the model's outputs; a bundle with others is refused."""

from __future__ import annotations

from ..model import EventType, MentionKind, Slot, Value

BIO = ("O", "B", "I")
CUE_TAGS = BIO
PAIR_TAGS = ("O", "B-source", "I-source", "B-outer", "I-outer", "B-content", "I-content")
STYLES = ("news", "claims")  # attributions as PolNeAR marks them (cues with their entourage); as our gold claims do
SLOTS = tuple(slot.value for slot in Slot)
TYPES = ("O", *(kind.value for kind in EventType))
KINDS = tuple(kind.value for kind in MentionKind)
VALUES = tuple(value.value for value in Value)
EVENT_WIDTH = 64  # of the vectors whose direction says of which happening a word tells
SPEAKER_WIDTH = 48  # of those whose direction says who the words for a source mean
ROLES = ("actor", "target", "victim", "weapon", "place")  # slots whose words are linked to the trigger of their event
ROLE_WIDTH = 16  # of the vectors of triggers and, one a role, of what may fill it
FILLERS = ("perp_ind", "perp_org", "phys_tgt", "hum_tgt", "instrument")  # roles of the MUC-4 templates

TOKEN_HEADS = {
    "slots": len(SLOTS) * len(BIO),
    "types": len(TYPES),
    "mentions": len(KINDS) * len(BIO),
    "values": len(VALUES),
    "propositions": len(BIO),
    "fillers": len(FILLERS) * len(BIO),
    "events": EVENT_WIDTH,
    "speakers": SPEAKER_WIDTH,
    "lines": 1,
    "triggers": ROLE_WIDTH,
    "arguments": len(ROLES) * (ROLE_WIDTH + 1),
}  # widths of the token outputs, side by side in this order


def label_sets() -> dict[str, list[str]]:
    """Every label set by name, as a bundle's config repeats it."""
    return {
        "cue_tags": list(CUE_TAGS),
        "pair_tags": list(PAIR_TAGS),
        "styles": list(STYLES),
        "slots": list(SLOTS),
        "types": list(TYPES),
        "mentions": list(KINDS),
        "values": list(VALUES),
        "fillers": list(FILLERS),
        "roles": list(ROLES),
        "heads": [f"{name} {width}" for name, width in TOKEN_HEADS.items()],
    }
