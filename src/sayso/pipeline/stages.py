"""The stages of the reading, in order, and the check that each finds what it needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from ..errors import StageError
from ..extract.actor_naming import ActorNamer
from ..extract.attribution import AttributionFinder
from ..extract.chain_repair import ChainMender
from ..extract.claims import ClaimBuilder
from ..extract.counts import CountFacets, CountFinder
from ..extract.events import EventFinder
from ..extract.facet_gate import FacetGate
from ..extract.figurative import FigureFilter
from ..extract.grounding import Grounder
from ..extract.mentions import MentionFinder
from ..extract.place_slots import PlaceFacets
from ..extract.places import PlaceFinder
from ..extract.propositions import PropositionFinder
from ..extract.relations import RelationFinder
from ..extract.roles import RoleFacets
from ..extract.second_reading import NeuralReading, SecondReader
from ..extract.sources import SourceFinder
from ..extract.tags import Tagger
from ..extract.time_anchors import TimeAnchors
from ..extract.times import TimeFacets, TimeFinder
from ..model import Document
from ..neural import NeuralReader
from ..text import Segmenter
from ..text.boilerplate import BoilerplateMarker, BoilerplateRule
from ..vocab.boilerplate import boilerplate_entries

Stage = Callable[[Document], Document]


@runtime_checkable
class Declared(Protocol):
    """A stage that says which layers it needs and which it adds."""

    requires: tuple[str, ...]
    assigns: str


def default_stages(reader: NeuralReader | None = None) -> tuple[Stage, ...]:
    """The reading from plain text to grounded claims: by rules, and by a neural reader beside them if given."""
    first: tuple[Stage, ...] = () if reader is None else (NeuralReading(reader),)
    second: tuple[Stage, ...] = () if reader is None else (SecondReader(reader.name),)
    rules = tuple(BoilerplateRule(e.kind, e.pattern, e.where) for e in boilerplate_entries())
    return (
        Segmenter(),
        BoilerplateMarker(rules),
        *first,
        Tagger(),
        TimeFinder(),
        PlaceFinder(),
        CountFinder(),
        EventFinder(),
        FigureFilter(),
        MentionFinder(),
        AttributionFinder(),
        *second,
        ChainMender(),
        SourceFinder(),
        PropositionFinder(),
        ClaimBuilder((FacetGate((TimeFacets(), PlaceFacets(), CountFacets(), RoleFacets())),)),
        ActorNamer(),
        Grounder(),
        RelationFinder(),
        TimeAnchors(),
    )


def check_stages(stages: Sequence[Stage]) -> None:
    """Make sure that every declared requirement is assigned by an earlier stage.

    Raises:
        StageError: a stage needs a layer that nothing before it assigns.
    """
    ready = {"report"}
    for stage in stages:
        if not isinstance(stage, Declared):
            continue
        missing = [layer for layer in stage.requires if layer not in ready]
        if missing:
            raise StageError(
                f"{type(stage).__name__} needs {', '.join(missing)}, which no stage before it assigns; move it down"
            )
        ready.update(stage.assigns.split())
