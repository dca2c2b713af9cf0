"""Score templates of terrorist incidents: who, against what and whom, with what; relevant documents; incident types.

Role fillers are scored over all templates of a document, as in Du, Rush and Cardie 2021, "GRIT: Generative Role-filler
Transformers for Document-level Event Entity Extraction"; the corpus is that of Sundheim 1992, "Overview of the Fourth
Message Understanding Evaluation and Conference".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from .jsonl import read_rows

ROLES: Mapping[str, tuple[str, ...]] = {
    "perp_ind": ("perp_ind",),
    "perp_org": ("perp_org",),
    "phys_tgt": ("phys_tgt",),
    "hum_tgt": ("hum_tgt_name", "hum_tgt_desc"),
    "instrument": ("instrument",),
}  # our roles, each with the gold slots that it answers
_MARKS = re.compile(r"[^\w ]")
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those"})


class Filled(Protocol):
    """What is scored of a predicted template: strings as they stand in the text, one an entity."""

    @property
    def incident_type(self) -> str:
        """ATTACK, BOMBING, KIDNAPPING, ARSON, ROBBERY, HIJACKING or FORCED WORK STOPPAGE."""
        ...

    @property
    def fillers(self) -> Mapping[str, Sequence[str]]:
        """The strings of every role."""
        ...


@dataclass(frozen=True, slots=True)
class GoldFiller:
    """An entity of a gold slot: the strings that name it; an optional one may be missed."""

    alts: list[str]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldTemplate:
    """One incident of a gold document."""

    incident_type: list[str]
    optional: bool = False
    perp_ind: list[GoldFiller] = field(default_factory=list)
    perp_org: list[GoldFiller] = field(default_factory=list)
    phys_tgt: list[GoldFiller] = field(default_factory=list)
    hum_tgt_name: list[GoldFiller] = field(default_factory=list)
    hum_tgt_desc: list[GoldFiller] = field(default_factory=list)
    instrument: list[GoldFiller] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DateLine:
    """What the head of a wire says of itself; `date_iso` is when it was sent."""

    date_iso: str | None = None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with the incidents that it reports, as the corpus has them."""

    doc_id: str
    text: str
    templates: list[GoldTemplate]
    date_line: DateLine = DateLine()


@dataclass(slots=True)
class Entity:
    """A gold entity over all templates: its normalised strings; optional when every mention of it is."""

    names: set[str]
    optional: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, asked for, and given."""

    hits: int = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.gold + other.gold, self.predicted + other.predicted)

    def as_dict(self) -> dict[str, float]:
        """Precision, recall and F1 in percent."""
        precision = self.hits / self.predicted if self.predicted else 0.0
        recall = self.hits / self.gold if self.gold else 0.0
        total = precision + recall
        f1 = 200 * precision * recall / total if total else 0.0
        return {"p": round(100 * precision, 1), "r": round(100 * recall, 1), "f1": round(f1, 1)}


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of any number of documents."""

    roles: Mapping[str, Tally] = field(default_factory=lambda: dict.fromkeys(ROLES, Tally()))
    relevant: Tally = Tally()
    types: Tally = Tally()

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            {role: tally + other.roles[role] for role, tally in self.roles.items()},
            self.relevant + other.relevant,
            self.types + other.types,
        )

    def as_dict(self) -> dict[str, dict[str, float]]:
        """All figures under their published names."""
        fillers = sum(self.roles.values(), Tally())
        return {
            "role_fillers": fillers.as_dict(),
            **{role: tally.as_dict() for role, tally in self.roles.items()},
            "relevant_documents": self.relevant.as_dict(),
            "incident_types": self.types.as_dict(),
        }


def read_gold(path: Path) -> tuple[GoldDocument, ...]:
    """The documents of a gold file.

    Raises:
        UsageError: it cannot be read, or a line is no document of the corpus.
    """
    return tuple(read_rows(path, GoldDocument))


def score(gold: Sequence[GoldDocument], predicted: Sequence[Sequence[Filled]]) -> Figures:
    """The figures of these documents, given the templates predicted for each."""
    pairs = zip(gold, predicted, strict=True)
    return sum((score_document(document, templates) for document, templates in pairs), Figures())


def score_document(gold: GoldDocument, predicted: Sequence[Filled]) -> Figures:
    """The counts of one document; it is relevant when it has a template that is not optional."""
    must = [t for t in gold.templates if not t.optional]
    asked = Counter(kind for t in must for kind in t.incident_type[:1])
    given = Counter(t.incident_type for t in predicted)
    return Figures(
        {role: _role(gold.templates, predicted, role) for role in ROLES},
        Tally(bool(must and predicted), bool(must), bool(predicted)),
        Tally((asked & given).total(), asked.total(), given.total()),
    )


def normalised(text: str) -> str:
    """Words in lower case without punctuation, articles and demonstratives.

    >>> normalised("The  Salvadoran\\nArmy [ESA]")
    'salvadoran army esa'
    """
    return " ".join(word for word in _MARKS.sub(" ", text.lower()).split() if word not in _DETERMINERS)


def _role(templates: Sequence[GoldTemplate], predicted: Sequence[Filled], role: str) -> Tally:
    """One role of one document: a string is right when it names an entity; naming one again costs nothing."""
    entities = _entities(templates, ROLES[role])
    strings = dict.fromkeys(filter(None, (normalised(s) for t in predicted for s in t.fillers.get(role, ()))))
    named: set[int] = set()
    wrong = 0
    for string in strings:
        fitting = [i for i, entity in enumerate(entities) if string in entity.names]
        named.update(next(([i] for i in fitting if i not in named), []))
        wrong += not fitting
    asked = sum(i in named or not entity.optional for i, entity in enumerate(entities))
    return Tally(len(named), asked, len(named) + wrong)


def _entities(templates: Sequence[GoldTemplate], slots: Sequence[str]) -> list[Entity]:
    """The entities of these slots; two that share a string are one."""
    entities: list[Entity] = []
    for optional, filler in _fillers(templates, slots):
        names = set(filter(None, map(normalised, filler.alts)))
        same = next((e for e in entities if e.names & names), None)
        if same is not None:
            same.names |= names
            same.optional &= optional
        elif names:
            entities.append(Entity(names, optional))
    return entities


def _fillers(templates: Sequence[GoldTemplate], slots: Sequence[str]) -> Iterator[tuple[bool, GoldFiller]]:
    for template in templates:
        for slot in slots:
            fillers: Sequence[Any] = getattr(template, slot)
            yield from ((filler.optional or template.optional, filler) for filler in fillers)
