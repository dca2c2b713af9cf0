"""Score the numbers of people killed and hurt that a report gives for its main event.

Gold comes in four forms, told apart by their fields (JSONL, also gzipped; or a folder of gold clusters):

- *incidents with articles*, as the Gun Violence Archive's are given: `{"incident_id", "structured": {"num_killed",
  "num_injured"}, "docs": [{"doc_id", "title", "text", "date"}]}`. Every article is one report, and the row's figures
  are asked of each. Rows are final and count attackers too; an early article may be right and still differ. Rows
  without figures are left out.
- *shootings*: `{"doc_id", "title", "text", "events": [{"attrs": {"killed", "wounded"}}]}`, figures as digits.
- *press releases*: `{"doc_id", "text", "labels": {"min_killed", "min_captured"}}`, of which only killed and captured
  are asked.
- *gold clusters*: the figure of a report is the one that most claims about its main event give (the incident with most
  claims; of several figures the greatest). Claims that deny (but for zeros), plan or leave open give none, nor do parts
  of a toll below its greatest figure. Only stated figures are asked.

A report's text is its title, an empty line, and the text, where the text does not begin with the title. A prediction is
one whole number for each asked figure; no prediction is 0.

Figures, each in percent of the reports that are asked it (`n`): `exact`, the numbers are equal; `within_one`, they
differ by one at most; `majority`, what always predicting the most frequent gold number of this very file would have
exact; and `mean_absolute_error` in people. `both` = killed and hurt exact at once, beside what the most frequent pair
would have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..model import Count, Report, Slot
from .gold import GoldReport, load_gold
from .jsonl import read_rows, write_rows
from .ratios import percent

ASKED = ("killed", "injured", "captured")


@dataclass(frozen=True, slots=True)
class CountedReport:
    """A report and its gold figures; a figure that is not among `figures` is not asked."""

    report: Report
    figures: Mapping[str, int] = field(default_factory=dict)
    incident: str = ""


@dataclass(frozen=True, slots=True)
class Prediction:
    """One line of the dump."""

    doc_id: str
    killed: int = 0
    injured: int = 0
    captured: int = 0


@dataclass(frozen=True, slots=True)
class CountFigures:
    """The figures of the suite, as `as_dict` prints them."""

    reports: int
    slots: Mapping[str, Mapping[str, Any]]
    both: Mapping[str, Any] | None

    def as_dict(self) -> dict[str, Any]:
        """All figures under their published names, in percent with one decimal."""
        figures: dict[str, Any] = {"reports": self.reports, **{name: dict(row) for name, row in self.slots.items()}}
        return figures | ({} if self.both is None else {"both": dict(self.both)})


def read_counted(path: Path) -> Iterator[CountedReport]:
    """The reports of a gold file or folder, with their figures.

    Raises:
        UsageError: it cannot be read, or holds none of the four forms.
    """
    if path.is_dir() or path.suffix == ".json":
        for cluster in load_gold(path):
            yield from (CountedReport(r.report(), _of_main_event(r), cluster.cluster_id) for r in cluster.reports)
        return
    for row in read_rows(path, dict):
        yield from _of_row(path, row)


def score(gold: Sequence[CountedReport], predicted: Sequence[Prediction]) -> CountFigures:
    """Compare predictions with the gold figures, report by report in the same order."""
    pairs = list(zip(gold, predicted, strict=True))
    slots = {}
    for name in ASKED:
        told = [(g.figures[name], getattr(p, name)) for g, p in pairs if name in g.figures]
        if told:
            slots[name] = _row(told)
    both = [
        ((g.figures["killed"], g.figures["injured"]), (p.killed, p.injured))
        for g, p in pairs
        if {"killed", "injured"} <= g.figures.keys()
    ]
    return CountFigures(len(pairs), slots, _exact(both) if both else None)


def evaluate(
    gold: Path, count: Callable[[Sequence[Report]], Iterable[Prediction]], *, predictions: Path | None = None
) -> CountFigures:
    """Count the people of every report of a gold file and score the figures.

    Args:
        gold: one of the four forms.
        count: the prediction for each report, in order; it is given reports only, never figures.
        predictions: where to write what was predicted, `{"doc_id", "killed", "injured", "captured"}` a line.

    Raises:
        UsageError: a file cannot be read or written.
    """
    reports = list(read_counted(gold))
    predicted = list(count([r.report for r in reports]))
    if predictions is not None:
        write_rows(predicted, predictions)
    return score(reports, predicted)


def _row(told: Sequence[tuple[int, int]]) -> dict[str, Any]:
    near = sum(abs(gold - given) <= 1 for gold, given in told)
    error = sum(abs(gold - given) for gold, given in told) / len(told)
    return _exact(told) | {"within_one": percent(near, len(told)), "mean_absolute_error": round(error, 2)}


def _exact(told: Sequence[tuple[Any, Any]]) -> dict[str, Any]:
    (_, frequent), *_ = Counter(gold for gold, _ in told).most_common(1)
    exact = sum(gold == given for gold, given in told)
    return {"n": len(told), "exact": percent(exact, len(told)), "majority": percent(frequent, len(told))}


def _of_row(path: Path, row: Mapping[str, Any]) -> Iterator[CountedReport]:
    try:
        if "docs" in row:
            figures = final_figures(row)
            if figures:
                yield from (CountedReport(article(doc), figures, str(row["incident_id"])) for doc in row["docs"])
        elif "labels" in row:
            figures = _numbers(row["labels"], killed="min_killed", captured="min_captured")
            yield CountedReport(article(row), figures, row["doc_id"])
        else:
            figures = _numbers(row["events"][0]["attrs"], killed="killed", injured="wounded")
            yield CountedReport(article(row), figures, row["doc_id"])
    except (KeyError, IndexError, TypeError) as error:
        raise UsageError(f"{path}: a row is no report with counts ({error!r} is missing); see `--help`") from error


def _numbers(fields: Mapping[str, Any], **names: str) -> dict[str, int]:
    """The fields that hold whole numbers, under our names."""
    return {ours: int(fields[name]) for ours, name in names.items() if str(fields.get(name, "")).strip().isdigit()}


def final_figures(row: Mapping[str, Any]) -> dict[str, int]:
    """The killed and hurt of an incident with articles, as far as its row has them."""
    return _numbers(row.get("structured") or {}, killed="num_killed", injured="num_injured")


def article(doc: Mapping[str, Any]) -> Report:
    """An article as a report: its title, an empty line, and its text, unless that begins with the title."""
    title, text = (doc.get("title") or "").strip(), doc.get("text") or ""
    whole = text if not title or text.startswith(title) else f"{title}\n\n{text}"
    return Report.of(whole, id=doc["doc_id"], title=title or None, published=doc.get("date"))


def _of_main_event(report: GoldReport) -> dict[str, int]:
    """What a report says of the incident that most of its claims are about."""
    told = Counter(c.event for c in report.claims if c.event != "other").most_common(1)
    figures = {}
    for slot in (Slot.KILLED, Slot.INJURED, Slot.CAPTURED):
        counts = [
            facet.value
            for claim in report.claims
            if told and claim.event == told[0][0] and claim.irrealis is None
            for facet in claim.facets
            if facet.slot is slot and isinstance(facet.value, Count) and (claim.value.sign == "+" or facet.value.n == 0)
        ]
        if counts:
            times = Counter(c.n for c in counts)
            figures[slot.value] = max(times, key=lambda n: (times[n], n))
    return figures
