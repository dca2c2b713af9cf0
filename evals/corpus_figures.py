"""Print what the Sayso corpus holds, and how far a second annotator agrees with the first.

python -m evals.corpus_figures
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.evaluate import GoldCluster, load_gold
from sayso.evaluate.claims import score
from sayso.model import (
    Claim,
    CodedReport,
    CueKind,
    Facet,
    FacetValue,
    Quote,
    Report,
    Slot,
    Span,
    Value,
)
from sayso.model.codec import facet_value
from sayso.model.values import COUNT_SLOTS, PLACE_SLOTS, Place, TimeSpan

CORPUS = Path(__file__).parent / "corpus"


def counts(clusters: tuple[GoldCluster, ...]) -> dict[str, Any]:
    """Sizes, depth of chains, values."""
    claims = [claim for cluster in clusters for report in cluster.reports for claim in report.claims]
    values = Counter(claim.value.value for claim in claims)
    return {
        "clusters": len(clusters),
        "reports": sum(len(cluster.reports) for cluster in clusters),
        "claims": len(claims),
        "facets": sum(len(claim.facets) for claim in claims),
        "attributed": sum(bool(claim.chain_spans) for claim in claims),
        "chains of two levels or more": sum(len(claim.chain_spans) > 1 for claim in claims),
        "values": dict(values.most_common()),
    }


def agreement() -> dict[str, Any]:
    """The figures of `sayso eval claims` with the first annotation as gold and the second as the reading."""
    read = {coded.report.id: coded for coded in _as_read(CORPUS / "second_reading")}
    chosen = []
    for cluster in load_gold(CORPUS / "clusters"):
        reports = tuple(r for r in cluster.reports if r.report_id in read)
        if reports:
            chosen.append(GoldCluster(cluster.cluster_id, cluster.incidents, reports))
    return score(tuple(chosen), read).as_dict()


def _as_read(folder: Path) -> Iterator[CodedReport]:
    """Annotated clusters in the form of coded reports."""
    for file in sorted(folder.glob("*.json")):
        for raw in json.loads(file.read_text(encoding="utf-8"))["reports"]:
            claims = tuple(_claim(c) for c in raw["claims"])
            yield CodedReport(Report.of(raw["text"], id=raw["report_id"]), claims=claims)


def _claim(spans: dict[str, Any]) -> Claim:
    levels = tuple(tuple(Span(*s) for s in level) for level in spans["chain_spans"])
    facets = tuple(Facet(Slot(f["slot"]), Span(*f["span"]), _value(f)) for f in spans["facets"])
    return Claim(
        id=spans["id"],
        event=spans["event"],
        chain=tuple(tuple("?" for _ in level) for level in levels),
        chain_spans=levels,
        cue=tuple(Span(*s) for s in spans["cue_spans"]),
        cue_kind=CueKind.NONE,
        content=tuple(Span(*s) for s in spans["content_spans"]),
        quote=Quote.INDIRECT,
        value=Value(spans["value"]),
        author_value=Value.UNKNOWN,
        facets=facets,
    )


def _value(facet: dict[str, Any]) -> FacetValue:
    slot, value = Slot(facet["slot"]), facet["value"]
    if slot in COUNT_SLOTS or slot is Slot.RESPONSIBILITY:
        return facet_value(slot, {k: v for k, v in value.items() if v is not None})
    if slot is Slot.TIME:
        start, _, end = str(value or "").partition("/")
        return TimeSpan(start or None, end or start or None)
    return Place(str(value)) if slot in PLACE_SLOTS else str(value)


def main() -> int:
    """Print both as JSON."""
    print(json.dumps({"corpus": counts(load_gold(CORPUS / "clusters")), "second annotator": agreement()}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
