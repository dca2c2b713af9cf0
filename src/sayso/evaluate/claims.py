"""Score coded reports against gold clusters: claims found, their sources and certainty, and the facts they hold.

The headline is attributed-fact F1: a fact counts only when slot, value, innermost sources and polarity are all right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..model import Claim, CodedReport, Report, Slot, Value
from .facts import SlotTally, coded_facts, gold_facts, match_facts, same_sources
from .gold import GoldClaim, GoldCluster, GoldReport, load_gold
from .predictions import write_coded
from .ratios import f1, macro_f1, percent
from .spans import align, overlap, same_characters

SPEAKER_COVER = 0.8  # an actor whose words lie this much in a source phrase is the speaker


@dataclass(frozen=True, slots=True)
class ClaimTally:
    """Counts of one or more reports; add them up with `+`. "hits" are predicted claims aligned with a gold claim."""

    gold: int = 0
    predicted: int = 0
    hits: int = 0
    attributed: int = 0  # hits whose gold claim has a source
    source: int = 0
    source_attributed: int = 0
    depth: int = 0
    exact_content: int = 0
    speaker_as_actor: int = 0
    values: tuple[tuple[Value, Value], ...] = ()
    slots: Mapping[Slot, SlotTally] = field(default_factory=dict)

    def __add__(self, other: ClaimTally) -> ClaimTally:
        slots = {
            slot: self.slots.get(slot, SlotTally()) + other.slots.get(slot, SlotTally())
            for slot in (*self.slots, *other.slots)
        }
        return ClaimTally(
            gold=self.gold + other.gold,
            predicted=self.predicted + other.predicted,
            hits=self.hits + other.hits,
            attributed=self.attributed + other.attributed,
            source=self.source + other.source,
            source_attributed=self.source_attributed + other.source_attributed,
            depth=self.depth + other.depth,
            exact_content=self.exact_content + other.exact_content,
            speaker_as_actor=self.speaker_as_actor + other.speaker_as_actor,
            values=self.values + other.values,
            slots=slots,
        )

    @property
    def facts(self) -> SlotTally:
        """The facts of all slots together."""
        return sum(self.slots.values(), SlotTally())


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """The counts of one report, for those who look for where the coder fails."""

    report_id: str
    tally: ClaimTally

    @property
    def attributed_fact_f1(self) -> float | None:
        """Attributed-fact F1 of this report in percent."""
        return self.tally.facts.f1


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """The figures of a suite."""

    reports: int
    not_coded: tuple[str, ...]
    tally: ClaimTally

    def as_dict(self) -> dict[str, Any]:
        """All figures, in percent with one decimal where they are shares, under their published names."""
        tally, facts = self.tally, self.tally.facts
        return {
            "reports": self.reports,
            "reports_not_coded": list(self.not_coded),
            "gold_claims": tally.gold,
            "predicted_claims": tally.predicted,
            "attributed_fact_f1": facts.f1,
            "attributed_fact_precision": percent(facts.hits, facts.predicted),
            "attributed_fact_recall": percent(facts.hits, facts.gold),
            "claim_f1": f1(tally.hits, tally.gold, tally.predicted),
            "claim_precision": percent(tally.hits, tally.predicted),
            "claim_recall": percent(tally.hits, tally.gold),
            "source_accuracy": percent(tally.source, tally.hits),
            "source_accuracy_attributed": percent(tally.source_attributed, tally.attributed),
            "chain_depth_accuracy": percent(tally.depth, tally.hits),
            "content_exact": percent(tally.exact_content, tally.hits),
            "value_accuracy": percent(sum(gold is given for gold, given in tally.values), len(tally.values)),
            "value_macro_f1": macro_f1(tally.values),
            "speaker_as_actor": tally.speaker_as_actor,
            "slots": {
                slot.value: {"f1": counts.f1, "gold": counts.gold, "predicted": counts.predicted}
                for slot, counts in sorted(tally.slots.items())
            },
        }


def evaluate(
    gold: Path,
    code: Callable[[Report], CodedReport],
    *,
    per_report: Callable[[ReportFigures], None] | None = None,
    predictions: Path | None = None,
) -> ClaimFigures:
    """Code every report of a gold folder and score what came out.

    Args:
        gold: folder of cluster files, or one of them.
        code: the coder; it is given text and provenance, never labels.
        per_report: called with the counts of every report, in the order of the files.
        predictions: where to write the coded reports, one JSON object a line.

    Raises:
        UsageError: the gold cannot be read, or the coder changed a text.
    """
    clusters = load_gold(gold)
    coded = code_gold(clusters, code)
    if predictions is not None:
        write_coded(coded.values(), predictions)
    return score(clusters, coded, per_report=per_report)


def code_gold(clusters: Iterable[GoldCluster], code: Callable[[Report], CodedReport]) -> dict[str, CodedReport]:
    """The coded reports of all clusters by report id."""
    return {r.report_id: code(r.report()) for cluster in clusters for r in cluster.reports}


def score(
    clusters: Iterable[GoldCluster],
    coded: Mapping[str, CodedReport],
    *,
    per_report: Callable[[ReportFigures], None] | None = None,
) -> ClaimFigures:
    """Score coded reports, given by report id, against the clusters; a report that is missing counts as all missed.

    Raises:
        UsageError: a coded report has another text than its gold report.
    """
    total, reports, missing = ClaimTally(), 0, []
    for gold in (report for cluster in clusters for report in cluster.reports):
        reports += 1
        if gold.report_id not in coded:
            missing.append(gold.report_id)
        tally = score_report(gold, coded.get(gold.report_id))
        if per_report is not None:
            per_report(ReportFigures(gold.report_id, tally))
        total += tally
    return ClaimFigures(reports, tuple(missing), total)


def score_report(gold: GoldReport, coded: CodedReport | None) -> ClaimTally:
    """The counts of one report; None = it was not coded.

    Raises:
        UsageError: the coded report has another text than the gold report.
    """
    if coded is not None and coded.report.text != gold.text:
        raise UsageError(f"{gold.report_id}: the coded text differs from the gold text, so offsets cannot be compared")
    predicted = coded.claims if coded is not None else ()
    pairs = [(gold.claims[i], predicted[j]) for i, j in align(gold.claims, predicted)]
    right = [same_sources(g.source_spans, p.chain_spans[-1] if p.chain_spans else ()) for g, p in pairs]
    return ClaimTally(
        gold=len(gold.claims),
        predicted=len(predicted),
        hits=len(pairs),
        attributed=sum(bool(g.chain_spans) for g, _ in pairs),
        source=sum(right),
        source_attributed=sum(ok and bool(g.chain_spans) for (g, _), ok in zip(pairs, right, strict=True)),
        depth=sum(len(g.chain_spans) == len(p.chain_spans) for g, p in pairs),
        exact_content=sum(same_characters(g.content_spans, p.content) for g, p in pairs),
        speaker_as_actor=sum(_speaker_is_actor(claim, gold.claims) for claim in predicted),
        values=tuple((g.value, p.value) for g, p in pairs),
        slots=match_facts(gold_facts(gold.claims), coded_facts(predicted)),
    )


def _speaker_is_actor(claim: Claim, gold: Iterable[GoldClaim]) -> bool:
    """True when a source phrase is coded as the actor where the gold has no actor ("we fired" has one)."""
    speakers = [span for level in claim.chain_spans for span in level]
    actors = [f.span for f in claim.facets if f.slot is Slot.ACTOR]
    spoken = [a for a in actors if any(overlap([a], [s]) >= SPEAKER_COVER for s in speakers)]
    if not spoken:
        return False
    true_actors = [f.span for g in gold for f in g.facets if f.slot is Slot.ACTOR]
    return any(not overlap([actor], true_actors) for actor in spoken)
