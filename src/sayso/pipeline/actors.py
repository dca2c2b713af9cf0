"""Resolve given words of a report to known bodies, by the rules' reading of the report."""

from __future__ import annotations

from collections.abc import Sequence

from ..evaluate.actors import Resolved
from ..extract.actor_resolution import ActorResolver
from ..extract.sources import SourceFinder
from ..model import Document, Report, Span
from .stages import Stage, default_stages


class ActorReader:
    """Resolve spans of reports; the reading up to the sources is done once a report."""

    def __init__(self) -> None:
        stages = default_stages()
        end = next(i for i, stage in enumerate(stages) if isinstance(stage, SourceFinder))
        self.stages: tuple[Stage, ...] = stages[: end + 1]

    def __call__(self, report: Report, spans: Sequence[Span]) -> list[Resolved | None]:
        """The body that each span stands for, or None."""
        doc = Document(report)
        for stage in self.stages:
            doc = stage(doc)
        resolver = ActorResolver(doc)
        matches = [resolver.resolve(span) for span in spans]
        return [
            None if m is None else Resolved(m.actor.id, m.certainty.value, m.rule, m.actor.country) for m in matches
        ]
