"""Merge articles into incidents, and say where each was put and how many people that incident counts."""

from __future__ import annotations

from collections.abc import Sequence

from ..evaluate.articles import Placed
from ..model import Report
from ..resolve import merge
from ..resolve.tally import incident_counts
from .code import Coder, ReaderChoice
from .layers import Progress


def place_articles(
    reports: Sequence[Report], *, reader: ReaderChoice = "auto", on_report: Progress | None = None
) -> list[Placed]:
    """Where each report was put, in order: the incident of the event that it opens with, or one of its own.

    Args:
        on_report: called after each report.

    Raises:
        ModelMissingError: `neural` is asked for and no bundle is installed.
    """
    coder, coded = Coder(reader=reader), {}
    for report in reports:
        coded[report.id] = coder.code(report)
        if on_report is not None:
            on_report()
    homes = {event: incident for incident in merge(coded.values()).incidents for event in incident.events}
    figures: dict[str, tuple[int, int]] = {}
    placed = []
    for report in reports:
        claims = coded[report.id].claims
        incident = homes.get((report.id, claims[0].event)) if claims else None
        name = report.id if incident is None else incident.id
        if name not in figures:
            members = [report.id] if incident is None else incident.reports
            figures[name] = incident_counts([coded[id] for id in members])
        placed.append(Placed(report.id, name, *figures[name]))
    return placed
