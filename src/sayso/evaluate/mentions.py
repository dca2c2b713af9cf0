"""Score mentions: stretches of text with a kind, exact and overlapping, of each kind and of all.

Strict: the same characters and a fitting kind; overlap: at least one character in common and a fitting kind. Both pair
gold and predicted mentions one to one, as the strict and the type match of SemEval-2013 Task 9 (Segura-Bedmar et al.).
A corpus's own types are answered by any of the kinds that `crosswalk/mentions.yaml` lists for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import UsageError, VocabError
from ..model import Mention, MentionKind, Span
from ..vocab.loader import load_yaml
from .jsonl import read_rows, write_rows
from .ratios import f1, percent

CROSSWALK = "crosswalk/mentions.yaml"
SURE = 0.5  # re3d's confidence: what its annotators turned down has about 0, what they agreed on about 1
LEFT_OUT = "BBC"  # folder of re3d whose licence is non-commercial


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity of a corpus, with the corpus's own type and the annotators' agreement on it."""

    span: Span
    type: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class SpanKind:
    """A mention as dumps have it."""

    span: Span
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class MentionedText:
    """A gold document: `entities` with a corpus's types, or `mentions` with ours; `split` is the folder it is from."""

    doc_id: str
    text: str
    entities: tuple[GoldEntity, ...] = ()
    mentions: tuple[SpanKind, ...] = ()
    split: str | None = None

    def wanted(self) -> tuple[Wanted, ...]:
        """What a reader should find: sure entities of types that a kind answers, and all mentions."""
        table = answers()
        sure = (e for e in self.entities if e.type in table and e.confidence >= SURE)
        typed = (Wanted(e.span, e.type, table[e.type]) for e in sure)
        return (*typed, *(Wanted(m.span, m.kind.value, frozenset({m.kind})) for m in self.mentions))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A gold mention: its span, its type as the corpus has it, and the kinds that answer it."""

    span: Span
    type: str
    kinds: frozenset[MentionKind]


@dataclass(frozen=True, slots=True)
class MatchTally:
    """How many mentions were asked, given, right to the character, and overlapping."""

    gold: int = 0
    predicted: int = 0
    strict: int = 0
    overlap: int = 0

    def __add__(self, other: MatchTally) -> MatchTally:
        return MatchTally(
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.strict + other.strict,
            self.overlap + other.overlap,
        )

    def as_dict(self) -> dict[str, Any]:
        """Counts, and precision, recall and F1 in percent of both matches."""
        figures: dict[str, Any] = {"gold": self.gold, "predicted": self.predicted}
        for name, hits in (("strict", self.strict), ("overlap", self.overlap)):
            figures[name] = {
                "p": percent(hits, self.predicted),
                "r": percent(hits, self.gold),
                "f1": f1(hits, self.gold, self.predicted),
            }
        return figures


@dataclass(frozen=True, slots=True)
class MentionFigures:
    """The figures of a suite."""

    documents: int
    left_out: int
    types: Mapping[str, MatchTally] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Figures of all mentions, then those of each type, under their published names."""
        return {
            "documents": self.documents,
            "documents_left_out": self.left_out,
            **sum(self.types.values(), MatchTally()).as_dict(),
            "kinds": {name: tally.as_dict() for name, tally in sorted(self.types.items())},
        }


@cache
def answers() -> Mapping[str, frozenset[MentionKind]]:
    """The kinds that answer each type of the corpora in the crosswalk.

    Raises:
        VocabError: the crosswalk names a kind that there is not.
    """
    table: dict[str, frozenset[MentionKind]] = {}
    for corpus, types in load_yaml(CROSSWALK).items():
        for name, row in types.items():
            try:
                table[name] = frozenset(MentionKind(kind) for kind in row["kinds"])
            except (KeyError, ValueError) as error:
                raise VocabError(f"{CROSSWALK}: {corpus}: {name}: {error}; give known kinds") from error
    return table


def evaluate(
    gold: Path,
    find: Callable[[Sequence[str]], Sequence[Sequence[Mention]]],
    *,
    predictions: Path | None = None,
) -> MentionFigures:
    """Find the mentions of every document of a gold file and score them; the BBC folder of re3d is left out.

    Args:
        gold: JSONL (also gzipped) of `{"doc_id", "text", "entities": [{"type", "span"}]}`, or with `"mentions":
            [{"span", "kind"}]`; spans are code points of the text.
        find: the mentions of each text, in order; it is given texts only, never labels.
        predictions: where to write what was found, `{"doc_id", "mentions": [{"span", "kind"}]}` a line.

    Raises:
        UsageError: a file cannot be read or written, or a span does not lie in its text.
    """
    rows = tuple(read_rows(gold, MentionedText))
    documents = tuple(row for row in rows if LEFT_OUT not in (row.split or ""))
    for document in documents:
        _check(document, gold)
    found = [[SpanKind(m.span, m.kind) for m in one] for one in find([d.text for d in documents])]
    if predictions is not None:
        pairs = zip(documents, found, strict=True)
        write_rows(({"doc_id": d.doc_id, "mentions": one} for d, one in pairs), predictions)
    wanted = [document.wanted() for document in documents]
    asked = {w.type: w.kinds for one in wanted for w in one}
    types_in_order = [name for name in (*answers(), *asked) if name in asked]
    names = {kind: next((t for t in types_in_order if kind in asked[t]), kind.value) for kind in MentionKind}
    types: dict[str, MatchTally] = {}
    for gold_mentions, one in zip(wanted, found, strict=True):
        for name, tally in score(gold_mentions, one, names).items():
            types[name] = types.get(name, MatchTally()) + tally
    return MentionFigures(len(documents), len(rows) - len(documents), types)


def score(
    gold: Sequence[Wanted], predicted: Sequence[SpanKind], names: Mapping[MentionKind, str] | None = None
) -> dict[str, MatchTally]:
    """The counts of one document by type.

    A predicted mention counts for the type of the gold mention that it meets; one that meets none for the type that
    `names` gives its kind, else under its own kind.
    """
    strict = _pairs(gold, predicted, exact=True)
    loose = _pairs(gold, predicted, exact=False)
    types: dict[str, MatchTally] = {}

    def add(name: str, tally: MatchTally) -> None:
        types[name] = types.get(name, MatchTally()) + tally

    for i, wanted in enumerate(gold):
        add(wanted.type, MatchTally(gold=1, strict=int(i in strict), overlap=int(i in loose)))
    met = {j: gold[i].type for i, j in (*loose.items(), *strict.items())}
    for j, given in enumerate(predicted):
        add(met.get(j) or (names or {}).get(given.kind, given.kind.value), MatchTally(predicted=1))
    return types


def _pairs(gold: Sequence[Wanted], predicted: Sequence[SpanKind], *, exact: bool) -> dict[int, int]:
    """Gold index to predicted index, one to one: most characters in common first, then the shorter."""
    candidates = []
    for i, wanted in enumerate(gold):
        for j, given in enumerate(predicted):
            both = min(wanted.span.end, given.span.end) - max(wanted.span.start, given.span.start)
            fits = wanted.span == given.span if exact else both > 0
            if fits and given.kind in wanted.kinds:
                candidates.append((-both, given.span.length, i, j))
    chosen: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in chosen and j not in used:
            chosen[i] = j
            used.add(j)
    return chosen


def _check(document: MentionedText, gold: Path) -> None:
    for span in (*(e.span for e in document.entities), *(m.span for m in document.mentions)):
        if not 0 <= span.start < span.end <= len(document.text):
            raise UsageError(f"{gold}: {document.doc_id}: span {list(span)} does not lie in the text; correct it")
