"""What may stand for what when reports are compared: kin event types, and words that tell nothing apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations, permutations
from typing import Any

from ..errors import VocabError
from ..model import EventType
from .loader import load_yaml

TYPES, WORDS, EVIDENCE = "ontology/kinship.yaml", "lexicon/en/matching.yaml", "ontology/evidence.yaml"
LISTS = (
    "generic",
    "calendar",
    "totals",
    "vague",
    "numbers",
    "particles",
    "pronouns",
    "answers",
    "negations",
    "aftermath",
    "mishaps",
)
Pairs = frozenset[tuple[EventType, EventType]]


@dataclass(frozen=True, slots=True)
class Kinship:
    """Pairs of event types that may be one happening, and pairs that contradict each other; both ways round."""

    kin: Pairs
    rivals: Pairs
    general: frozenset[EventType]
    attendant: frozenset[EventType]
    rival_types: frozenset[EventType]

    @property
    def vague(self) -> frozenset[EventType]:
        """General types that are no follow-up: an unspecified happening, an explosion."""
        return self.general - self.attendant | {EventType.OTHER}

    def may_be_one(self, a: EventType, b: EventType) -> bool:
        """True when two reports may use these types for one happening."""
        return a is b or (a, b) in self.kin or a in self.general or b in self.general


@dataclass(frozen=True, slots=True)
class MatchingWords:
    """Words that tell nothing: `generic` and `calendar` of names, `totals` of counted people, `vague` of sources.

    `numbers`, `particles` and `pronouns` tell nothing anywhere; `answers` are what a response calls itself; `negations`
    stand before what is denied; `aftermath` is what comes of a happening, often much later; `mishaps` are of causes
    that nobody meant.
    """

    generic: frozenset[str]
    calendar: frozenset[str]
    totals: frozenset[str]
    vague: frozenset[str]
    numbers: frozenset[str]
    particles: frozenset[str]
    pronouns: frozenset[str]
    answers: frozenset[str]
    negations: frozenset[str]
    aftermath: frozenset[str]
    mishaps: frozenset[str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Log-odds: what each likeness weighs, and from what score events (`link`) and groups (`group`) are joined."""

    bias: float
    link: float
    group: float
    weights: dict[str, float]


@cache
def evidence() -> Evidence:
    """The packaged weights.

    Raises:
        VocabError: the data file is broken.
    """
    table = load_yaml(EVIDENCE)
    try:
        weights = {name: float(weight) for name, weight in table["weights"].items()}
        return Evidence(float(table["bias"]), float(table["link"]), float(table["group"]), weights)
    except (KeyError, TypeError, ValueError) as error:
        raise VocabError(f"{EVIDENCE}: broken ({error}); bias, link, group and weights are numbers") from error


@cache
def kinship() -> Kinship:
    """The packaged table.

    Raises:
        VocabError: the data file is broken.
    """
    table = load_yaml(TYPES)
    try:
        kin = frozenset(pair for row in table["kin"] for pair in permutations(map(EventType, row["types"]), 2))
        rivals = frozenset(pair for row in table["rivals"] for pair in _rivals(row))
        rival_types = frozenset(a for a, _ in rivals)
        general, attendant = (frozenset(map(EventType, table[key])) for key in ("general", "attendant"))
    except (KeyError, ValueError) as error:
        raise VocabError(f"{TYPES}: broken ({error}); every group needs types of the contract") from error
    return Kinship(kin, rivals, general, attendant, rival_types)


@cache
def matching_words() -> MatchingWords:
    """The packaged lists.

    Raises:
        VocabError: the data file is broken.
    """
    table = load_yaml(WORDS)
    try:
        return MatchingWords(*(frozenset(table[key]["words"]) for key in LISTS))
    except (KeyError, TypeError) as error:
        raise VocabError(f"{WORDS}: list {error} is missing or has no words; add it") from error


def _rivals(row: dict[str, Any]) -> set[tuple[EventType, EventType]]:
    allowed = {frozenset(map(EventType, pair)) for pair in row.get("except", ())}
    pairs = (p for p in combinations(map(EventType, row["types"]), 2) if frozenset(p) not in allowed)
    return {both for a, b in pairs for both in ((a, b), (b, a))}
