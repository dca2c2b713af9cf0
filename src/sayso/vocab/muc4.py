"""The crosswalk to the templates of MUC-4: incident types, roles, stages, confidence, and how a filler is cut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ..errors import VocabError
from ..model import EventType, Irrealis, MentionKind, SourceKind
from .loader import load_yaml

NAME = "crosswalk/muc4.yaml"


class Role(StrEnum):
    """What a filler is in an incident: who did it, as person and as body, what and whom it hit, and with what."""

    PERP_IND = "perp_ind"
    PERP_ORG = "perp_org"
    PHYS_TGT = "phys_tgt"
    HUM_TGT = "hum_tgt"
    INSTRUMENT = "instrument"


@dataclass(frozen=True, slots=True)
class MucCrosswalk:
    """`crosswalk/muc4.yaml`, typed; see there for what each part says."""

    incidents: Mapping[EventType, str]  # types that make no template are left out
    order: tuple[str, ...]
    perpetrators: Mapping[MentionKind, Role]
    targets: Mapping[MentionKind, Role]
    instruments: Mapping[MentionKind, Role]
    confidence: Mapping[str, str]
    authorities: frozenset[SourceKind]
    stages: Mapping[Irrealis, str]
    accomplished: str
    nobody: Mapping[Role, frozenset[str]]
    openers: frozenset[str]
    measures: frozenset[str]
    closers: frozenset[str]
    pronouns: frozenset[str]


@cache
def muc_crosswalk() -> MucCrosswalk:
    """The crosswalk of the package.

    Raises:
        VocabError: an event type is missing, or a word in the file is none of the model's.
    """
    raw = load_yaml(NAME)
    missing = {t.value for t in EventType} ^ set(raw["incidents"])
    if missing:
        raise VocabError(f"{NAME}: missing or unknown event types: {', '.join(sorted(missing))}; name each once")
    try:
        return MucCrosswalk(
            incidents={EventType(t): kind for t, kind in raw["incidents"].items() if kind is not None},
            order=tuple(raw["order"]),
            perpetrators=_roles(raw["perpetrators"]),
            targets=_roles(raw["targets"]),
            instruments=_roles(raw["instruments"]),
            confidence=dict(raw["confidence"]),
            authorities=frozenset(map(SourceKind, raw["authorities"])),
            stages={Irrealis(name): stage for name, stage in raw["stages"].items()},
            accomplished=raw["accomplished"],
            nobody={Role(role): frozenset(words) for role, words in raw["nobody"].items()},
            openers=frozenset(raw["openers"].split()),
            measures=frozenset(raw["measures"].split()),
            closers=frozenset(raw["closers"].split()),
            pronouns=frozenset(raw["pronouns"].split()),
        )
    except ValueError as error:
        raise VocabError(f"{NAME}: {error}; use the names of the model") from error


def _roles(raw: Mapping[str, str]) -> dict[MentionKind, Role]:
    return {MentionKind(kind): Role(role) for kind, role in raw.items()}


@cache
def noun_kinds() -> dict[str, MentionKind]:
    """What nouns and ranks name, in lower case and singular: the nouns of the lexicon, and who speaks as a source."""
    kinds = {
        word: MentionKind(row["kind"]) for row in load_yaml("lexicon/en/nouns.yaml") for word in row["words"].split()
    }
    for row in load_yaml("lexicon/en/sources.yaml")["roles"]:
        if row.get("person"):
            for head in row["heads"]:
                kinds.setdefault(head.split()[-1], MentionKind.PERSON)
    return kinds


def noun_kind(word: str) -> MentionKind | None:
    """The kind that a noun names, in the singular or with a plural ending; None for other words.

    >>> noun_kind("SOLDIERS").value
    'person'
    """
    kinds, lower = noun_kinds(), word.lower()
    irregular = lower[:-3] + "man" if lower.endswith("men") else lower
    forms = (lower, irregular, lower.removesuffix("s"), lower.removesuffix("es"), lower.removesuffix("ies") + "y")
    return next((kinds[form] for form in forms if form in kinds), None)
