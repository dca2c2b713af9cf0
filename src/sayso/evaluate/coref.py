"""Score which given event mentions tell of one happening, within and across documents.

Gold is ECB+ (Cybulska & Vossen 2014, "Using a sledgehammer to crack a nut?"). Its sentences were not all annotated:
figures are over the mentions of selected sentences, those over all mentions stand beside them as `all`. The floor links
mentions whose heads have the same stem: within a document, and across the documents of a gold topic.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..model import Span
from .coref_metrics import Chains, coref_figures, linked
from .jsonl import read_rows, write_rows

Key = tuple[str, Span]
"""A mention of the corpus: document id and span."""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """An event mention with the happening that it tells of; no trigger: it is expressed by no words."""

    cluster: str
    trigger: Span | None = None
    selected: bool = True


@dataclass(frozen=True, slots=True)
class CorefText:
    """A gold document; of mentions with the same words the first counts.

    Reports of one topic are of one kind of happening, those of one subtopic of one story.
    """

    doc_id: str
    text: str
    events: tuple[GoldMention, ...] = ()
    topic: str = ""
    subtopic: str = ""

    def spans(self) -> tuple[Span, ...]:
        """The spans of its mentions, each once, in text order: what a linker is given."""
        return tuple(sorted({e.trigger for e in self.events if e.trigger is not None}))

    def clusters(self) -> dict[Span, str]:
        """The happening of every span."""
        table: dict[Span, str] = {}
        for event in self.events:
            if event.trigger is not None:
                table.setdefault(event.trigger, event.cluster)
        return table

    def selected(self) -> frozenset[Span]:
        """The spans in sentences that were annotated."""
        return frozenset(e.trigger for e in self.events if e.trigger is not None and e.selected)


@dataclass(frozen=True, slots=True)
class Linking:
    """What a linker answers: the chains of every document, in order, and chains across documents; each a partition."""

    within: Sequence[Sequence[Sequence[Span]]]
    cross: Sequence[Sequence[Key]]
    heads: Sequence[Sequence[str]]  # of every document, the stem of the head of each span, for the floor


Linker = Callable[[Sequence[tuple[str, str, tuple[Span, ...]]]], Linking]
"""From documents (id, text, spans of mentions) to chains."""


def evaluate(gold: Path, link: Linker, *, predictions: Path | None = None) -> dict[str, Any]:
    """Link the given mentions of a gold file and score the chains.

    Args:
        gold: JSONL (also gzipped) of `{"doc_id", "text", "topic", "events": [{"trigger", "cluster", "selected"}]}`.
        link: is given ids, texts and spans, never topics or clusters.
        predictions: where to write `{"doc_id", "chains": [[[s, e], …], …]}` a document, and a last line `{"cross":
            [[["doc_id", [s, e]], …], …]}`.

    Raises:
        UsageError: a file cannot be read or written, or a span does not lie in its text.
    """
    documents = read_gold(gold)
    found = link([(d.doc_id, d.text, d.spans()) for d in documents])
    if predictions is not None:
        rows: list[Any] = [
            {"doc_id": d.doc_id, "chains": chains} for d, chains in zip(documents, found.within, strict=True)
        ]
        write_rows([*rows, {"cross": found.cross}], predictions)
    return score(documents, found)


def read_gold(path: Path) -> tuple[CorefText, ...]:
    """The documents of a gold file.

    Raises:
        UsageError: it cannot be read, a line is no such document, or a span does not lie in its text.
    """
    documents = tuple(read_rows(path, CorefText))
    for document in documents:
        for span in document.spans():
            if not 0 <= span.start < span.end <= len(document.text):
                raise UsageError(f"{path}: {document.doc_id}: span {list(span)} does not lie in the text")
    return documents


def score(documents: Sequence[CorefText], found: Linking) -> dict[str, Any]:
    """All figures: documents and mentions, `within` and `cross`, each with `all` mentions and the `floor`."""
    selected = {(d.doc_id, span) for d in documents for span in d.selected()}
    within = [
        [(d.doc_id, span) for span in chain]
        for d, chains in zip(documents, found.within, strict=True)
        for chain in chains
    ]
    stems = {
        (d.doc_id, span): stem
        for d, heads in zip(documents, found.heads, strict=True)
        for span, stem in zip(d.spans(), heads, strict=True)
    }
    clusters = {(d.doc_id, span): name for d in documents for span, name in d.clusters().items()}
    topics = {d.doc_id: d.topic for d in documents}
    return {
        "documents": len(documents),
        "mentions": len(clusters),
        "mentions_selected": len(selected),
        "within": _figures(
            _grouped({key: (key[0], name) for key, name in clusters.items()}),
            _sets(within),
            _grouped({key: (key[0], stem) for key, stem in stems.items()}),
            selected,
        ),
        "cross": _figures(
            _grouped(clusters),
            _sets(found.cross),
            _grouped({key: (topics[key[0]], stem) for key, stem in stems.items()}),
            selected,
        ),
    }


def _figures(gold: Chains, given: Chains, floor: Chains, selected: set[Key]) -> dict[str, Any]:
    picked = [_only(chains, selected) for chains in (gold, given, floor)]
    return {
        **coref_figures(picked[0], picked[1]),
        "chains": len(linked(picked[0])),
        "chains_predicted": len(linked(picked[1])),
        "without_singletons": coref_figures(linked(picked[0]), linked(picked[1])),
        "floor_same_stem": coref_figures(picked[0], picked[2]),
        "all_conll_f1": coref_figures(gold, given)["conll_f1"],
    }


def _only(chains: Chains, kept: set[Key]) -> list[frozenset[Any]]:
    return [part for chain in chains if (part := chain & kept)]


def _grouped(labels: dict[Key, Any]) -> list[frozenset[Any]]:
    groups: dict[Any, set[Key]] = {}
    for key, label in labels.items():
        groups.setdefault(label, set()).add(key)
    return [frozenset(group) for group in groups.values()]


def _sets(chains: Sequence[Sequence[Key]]) -> list[frozenset[Any]]:
    return [frozenset((doc_id, Span(*span)) for doc_id, span in chain) for chain in chains]
