"""Score incidents made of articles of which it is known which ones tell of the same incident.

Gold is JSONL (also gzipped) of incidents with their articles and final figures, as those of the Gun Violence Archive:
`{"incident_id", "structured": {"num_killed", "num_injured"}, "docs": [{"doc_id", "title", "text", "date"}]}`.

- *grouping*: B-cubed over the articles (Bagga & Baldwin 1998); an article stands where the event that it opens with
  stands, and alone where that is in no incident. Pages without any text of their own are asked too.
- *figures*: of each gold incident with figures the killed and hurt of the incident that most of its articles stand in
  (of several, of the first), exact, beside what always guessing the most frequent number would have. Rows are final and
  count attackers too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..model import Report
from .counts import article, final_figures
from .incidents import b_cubed
from .jsonl import read_rows, write_rows
from .ratios import percent

SLOTS = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Story:
    """An incident of the gold, its articles, and its final figures as far as they are known."""

    incident: str
    reports: tuple[Report, ...]
    figures: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article was put, and what that incident counts in all; one line of the dump."""

    doc_id: str
    incident: str
    killed: int = 0
    injured: int = 0


Merger = Callable[[Sequence[Report]], Sequence[Placed]]
"""From all articles, in order, to where each was put."""


def read_articles(path: Path, *, least: int = 1) -> Iterator[Story]:
    """The incidents of a file that have `least` articles or more, each article once.

    Raises:
        UsageError: it cannot be read, or a row is no incident with articles.
    """
    taken: set[str] = set()
    for number, row in enumerate(read_rows(path, dict), start=1):
        try:
            docs = [doc for doc in row["docs"] if doc["doc_id"] not in taken]
            story = Story(str(row["incident_id"]), tuple(map(article, docs)), final_figures(row))
        except (KeyError, TypeError, AttributeError) as error:
            raise UsageError(
                f"{path}, row {number}: no incident with articles ({error!r}); rows have `incident_id` and `docs`"
            ) from error
        if len(story.reports) >= least:
            taken.update(report.id for report in story.reports)
            yield story


def sample_of(stories: Sequence[Story], size: int) -> list[Story]:
    """`size` of the stories, picked by a checksum of their names, in their order: the same ones every time."""
    picked = sorted(stories, key=lambda story: sha256(story.incident.encode()).digest())[:size]
    names = {story.incident for story in picked}
    return [story for story in stories if story.incident in names]


def evaluate(stories: Sequence[Story], merge: Merger, *, predictions: Path | None = None) -> dict[str, Any]:
    """Merge the articles of all stories and score where they ended; `merge` is given reports only.

    Raises:
        UsageError: the dump cannot be written.
    """
    placed = merge([report for story in stories for report in story.reports])
    if predictions is not None:
        write_rows(placed, predictions)
    return score(stories, placed)


def score(stories: Sequence[Story], placed: Sequence[Placed]) -> dict[str, Any]:
    """The figures, each with its denominator, shares in percent with one decimal."""
    homes = {p.doc_id: p for p in placed}
    items: list[tuple[Hashable, Hashable]] = [
        (story.incident, homes[report.id].incident) for story in stories for report in story.reports
    ]
    figures: dict[str, Any] = {
        "incidents_gold": len(stories),
        "articles": len(items),
        "incidents_predicted": len({incident for _, incident in items}),
        "articles_b3_f1": b_cubed(items),
    }
    for slot in SLOTS:
        told = [(story.figures[slot], getattr(_most(story, homes), slot)) for story in stories if slot in story.figures]
        if told:
            figures[slot] = _exact(told)
    return figures


def _most(story: Story, homes: Mapping[str, Placed]) -> Placed:
    """Where most articles of a story stand."""
    votes = Counter(homes[report.id].incident for report in story.reports)
    name = max(votes, key=lambda incident: votes[incident])
    return next(homes[report.id] for report in story.reports if homes[report.id].incident == name)


def _exact(told: Sequence[tuple[int, int]]) -> dict[str, Any]:
    exact = sum(gold == given for gold, given in told)
    (_, frequent), *_ = Counter(gold for gold, _ in told).most_common(1)
    return {"n": len(told), "exact": percent(exact, len(told)), "majority": percent(frequent, len(told))}
