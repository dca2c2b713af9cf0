"""Claims by the net alone, without any rule: an ablation, scored like the product's claims."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from sayso.evaluate.claims import evaluate
from sayso.model import Claim, CodedReport, CueKind, Quote, Report, Span, Spans, Value, subtract
from sayso.neural.bundle import open_bundle
from sayso.neural.layers import NeuralAttribution, NeuralLayers
from sayso.neural.reader import NeuralReader

from .pack import sentences_of


def net_claims(layers: NeuralLayers) -> list[Claim]:
    """A claim for every proposition; its holder is the attribution with the shortest content around it."""
    claims = []
    for number, proposition in enumerate(layers.propositions):
        holder = _holder(layers.claim_attributions, proposition.span)
        chain = () if holder is None else _chain(layers.claim_attributions, holder)
        cue: Spans = () if holder is None else holder.cue
        content = subtract(proposition.span, (*cue, *(span for level in chain for span in level))) or (
            proposition.span,
        )
        values = layers.values.of((proposition.span,))
        value = max(values, key=lambda v: values[v]) if values else Value.CERTAIN
        claims.append(
            Claim(
                id=f"c{number}",
                event="e1",
                chain=tuple(tuple(f"s{span.start}" for span in level) for level in chain),
                chain_spans=chain,
                cue=cue,
                cue_kind=CueKind.NONE,
                content=content,
                quote=Quote.INDIRECT,
                value=value,
                author_value=Value.UNKNOWN if chain else value,
                score=proposition.score,
                origin="model",
            )
        )
    return claims


def _holder(attributions: tuple[NeuralAttribution, ...], proposition: Span) -> NeuralAttribution | None:
    inside = [
        (sum(s.length for s in a.content), i)
        for i, a in enumerate(attributions)
        if sum(max(0, min(s.end, proposition.end) - max(s.start, proposition.start)) for s in a.content)
        > proposition.length / 2
    ]
    return attributions[min(inside)[1]] if inside else None


def _chain(attributions: tuple[NeuralAttribution, ...], inner: NeuralAttribution) -> tuple[Spans, ...]:
    levels: list[Spans] = [inner.source] if inner.source else []
    if inner.outer:
        levels.insert(0, inner.outer)
    elif inner.parent is not None and attributions[inner.parent].source:
        levels.insert(0, attributions[inner.parent].source)
    return tuple(level for i, level in enumerate(levels) if level not in levels[i + 1 :])


def main() -> None:
    """Print the claim figures of the net alone on a folder of gold clusters."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--predictions", type=Path)
    given = parser.parse_args()
    reader = NeuralReader(open_bundle(given.bundle))

    def code(report: Report) -> CodedReport:
        (layers,) = reader.read([report.text], [sentences_of(report.text)])
        return CodedReport(report, claims=tuple(net_claims(layers)))

    figures = evaluate(given.gold, code, predictions=given.predictions).as_dict()
    figures.pop("slots")
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
