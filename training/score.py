"""Score a bundle on the development sets: attributions; spans of slots, events and propositions; values."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sayso.evaluate.attribution import AttributionSpans, evaluate
from sayso.evaluate.ratios import f1, macro_f1, percent
from sayso.model import Slot, Span
from sayso.neural.bundle import open_bundle
from sayso.neural.labels import ROLES
from sayso.neural.layers import NeuralLayers
from sayso.neural.reader import NeuralReader

from .corpora import Example, clusters
from .pack import sentences_of

Named = tuple[Span, str]


def read_all(reader: NeuralReader, texts: Sequence[str]) -> list[NeuralLayers]:
    """The layers of all texts."""
    return reader.read(texts, [sentences_of(text) for text in texts])


def attribution_figures(reader: NeuralReader, gold: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Figures of the attributions in the conventions of news corpora."""

    def find(texts: Sequence[str]) -> list[list[AttributionSpans]]:
        found = (layers.attributions for layers in read_all(reader, texts))
        return [[AttributionSpans(a.source, a.cue, a.content) for a in attributions] for attributions in found]

    return evaluate(gold, find, predictions=predictions).as_dict()


def cluster_figures(reader: NeuralReader, folder: Path) -> dict[str, Any]:
    """Overlap and exact F1 of every slot, event types, proposition starts, and values, on gold clusters."""
    examples = list(clusters(folder))
    found = read_all(reader, [e.text for e in examples])
    names = sorted({slot for e in examples for slot in e.slots})
    figures: dict[str, Any] = {}
    for name in names:
        gold = [[Span(*s) for s in e.slots.get(name, ())] for e in examples]
        predicted = [[s.span for s in layers.slots.get(name, ())] for layers in found]  # type: ignore[call-overload]
        figures[name] = spans_f1(gold, predicted)
    figures["cues"] = spans_f1(
        [[Span(*c) for c in e.cues or ()] for e in examples],
        [[c for a in layers.claim_attributions for c in a.cue] for layers in found],
    )
    figures["propositions"] = spans_f1(
        [[Span(*s) for p in e.propositions or () for s in p] for e in examples],
        [[s.span for s in layers.propositions] for layers in found],
    )
    values = [
        (value, max(given, key=lambda v: given[v]).value)
        for e, layers in zip(examples, found, strict=True)
        for span, value in e.values or ()
        if (given := layers.values.of((Span(*span),)))
    ]
    figures["values"] = {"accuracy": percent(sum(a == b for a, b in values), len(values)), "macro_f1": macro_f1(values)}
    types = [
        (dict(e.types or ())[(s.span.start, s.span.end)], s.type.value)
        for e, layers in zip(examples, found, strict=True)
        for s in layers.events
        if (s.span.start, s.span.end) in dict(e.types or ())
    ]
    figures["types_of_exact_triggers"] = percent(sum(a == b for a, b in types), len(types))
    figures["claim_attributions"] = _claim_attributions(examples, found)
    figures["linked"] = link_figures(examples, found)
    return figures


def link_figures(examples: Sequence[Example], found: Sequence[NeuralLayers]) -> dict[str, Any]:
    """What is linked in the words of a report: speakers to earlier words for them, roles to triggers, bare sentences.

    Of the words for a speaker told of before, how often the most alike of all earlier words for speakers mean the same
    one, and how often the last ones do. Of sentences, those are found in which nothing is claimed; of triggers and
    facets of a sentence, those of one claim.
    """
    alike, last, told = 0, 0, 0
    lines, roles = [], []
    for example, layers in zip(examples, found, strict=True):
        for before, (_, name), likeness in _speakers(example, layers):
            if name in (n for _, n in before):
                told += 1
                alike += before[likeness.index(max(likeness))][1] == name
                last += before[-1][1] == name
        claimed = [Span(*s) for s in (*(p for c in example.propositions or () for p in c), *(example.cues or ()))]
        for sentence in sentences_of(example.text):
            lines.append((not any(sentence.overlaps(c) for c in claimed), layers.lines.bare(sentence) >= 0.5))
        roles += _roles(example, layers)
    return {
        "speakers": {"told_before": told, "most_alike": percent(alike, told), "last": percent(last, told)},
        "bare_lines": _found(lines),
        "roles": _found(roles),
    }


def _speakers(example: Example, layers: NeuralLayers) -> Iterator[tuple[list[Named], Named, list[float]]]:
    """Words for a speaker, those before them, and how alike each of these is."""
    named = [(Span(*spans[0]), name) for spans, name in example.speakers]
    ways = [np.asarray(layers.speakers.direction((span,))) for span, _ in named]
    for at, one in enumerate(named):
        known = [k for k in range(at) if ways[k].size and ways[at].size]
        if known:
            yield [named[k] for k in known], one, [float(ways[at] @ ways[k]) for k in known]


def _roles(example: Example, layers: NeuralLayers) -> Iterator[tuple[bool, bool]]:
    """Whether a facet fills its role of a trigger of its sentence, and is held to; what is open is left out."""
    known = {(t, a, role): sure for t, a, role, sure in sorted(example.roles, key=lambda r: r[3]) if role}
    sentences = sentences_of(example.text)
    for trigger, argument in {(t, a) for t, _, _, _ in example.roles for _, a, _, _ in example.roles}:
        if any(s.contains(Span(*trigger)) and s.contains(Span(*argument)) for s in sentences):
            for role in ROLES:
                sure = known.get((trigger, argument, role))
                if sure is not False:
                    held = layers.roles.of(Span(*trigger), Span(*argument), Slot(role)) >= 0.5
                    yield sure is True, held


def _found(pairs: Sequence[tuple[bool, bool]]) -> dict[str, Any]:
    both = sum(a and b for a, b in pairs)
    gold, pred = sum(a for a, _ in pairs), sum(b for _, b in pairs)
    return {
        "gold": gold,
        "pred": pred,
        "p": percent(both, pred),
        "r": percent(both, gold),
        "f1": f1(both, gold, pred),
    }


def _claim_attributions(examples: Sequence[Example], found: Sequence[NeuralLayers]) -> dict[str, Any]:
    from sayso.evaluate.attribution import AttributionTally, score

    def spans(raw: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple(Span(*s) for s in raw)

    total = AttributionTally()
    for example, layers in zip(examples, found, strict=True):
        gold = [AttributionSpans(spans(a.source), spans([a.cue]), spans(a.content)) for a in example.anchors]
        total += score(gold, [AttributionSpans(a.source, a.cue, a.content) for a in layers.claim_attributions])
    return total.as_dict()


def spans_f1(gold: Sequence[Sequence[Span]], predicted: Sequence[Sequence[Span]]) -> dict[str, Any]:
    """Exact F1, and F1 of spans that overlap one of the other side."""
    n, m = sum(map(len, gold)), sum(map(len, predicted))
    exact = sum(len(set(g) & set(p)) for g, p in zip(gold, predicted, strict=True))
    hit = sum(any(a.overlaps(b) for b in p) for g, p in zip(gold, predicted, strict=True) for a in g)
    right = sum(any(a.overlaps(b) for b in g) for g, p in zip(gold, predicted, strict=True) for a in p)
    recall, precision = hit / max(n, 1), right / max(m, 1)
    overlap = round(200 * precision * recall / max(precision + recall, 1e-9), 1)
    return {"gold": n, "pred": m, "exact": f1(exact, n, m), "overlap": overlap}


def main() -> None:
    """Print every development figure as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--predictions", type=Path, help="folder for dumps")
    given = parser.parse_args()
    reader = NeuralReader(open_bundle(given.bundle))
    figures: dict[str, Any] = {}
    for name in ("polnear.dev", "gum_news"):
        clock = time.time()
        dump = given.predictions / f"{name}.jsonl" if given.predictions else None
        figures[name] = attribution_figures(reader, given.corpora / f"attribution/{name}.jsonl.gz", dump)
        figures[name]["seconds"] = round(time.time() - clock, 1)
    figures["clusters"] = cluster_figures(reader, given.corpora / "clusters/dev")
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
