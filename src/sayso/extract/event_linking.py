"""Link given event words that tell of one happening, within a report and across reports.

A first decision: two words of a report tell of one happening when their heads share a stem or belong to one family of
words, unless they only report speech, say too little, or stand beside numbers or times that differ. Across reports the
chains of likely the same story meet (cosine of their words weighed by rarity, Spärck Jones 1972) by the same rule. The
decision on a pair is handed in, so that a fitted one can take its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt
from typing import TypeVar

from ..model import Document, Span
from ..vocab.event_linking import LinkWords, link_words
from ..vocab.reporting import reporting_lexicon
from .event_values import event_head

ALIKE = 0.25  # cosine of two reports of one story
NEAR = 2  # tokens before an event word in which an ordinal bears on it ("the second attack"), and one behind it
_WORD = re.compile(r"[^\W\d_]{4,}")
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class EventWord:
    """What an event word shows for linking; `stem` and `family` are of its head."""

    span: Span
    lemma: str
    stem: str
    family: str | None
    reports: bool
    weak: bool
    numbers: frozenset[str]
    times: frozenset[str]


Decision = Callable[[EventWord, EventWord], bool]
"""Whether two event words tell of one happening."""


class EventLinker:
    """Partition event words into chains, each one happening."""

    def __init__(self, words: LinkWords | None = None, same: Decision | None = None) -> None:
        self.words = words or link_words()
        self.same = same or same_happening
        self.speech = frozenset(reporting_lexicon().verbs)

    def link(self, doc: Document, spans: Sequence[Span]) -> tuple[tuple[Span, ...], ...]:
        """The chains of one document, a partition of `spans` in text order; what is linked with nothing is alone."""
        shown = [self.word(doc, span) for span in dict.fromkeys(spans)]
        pairs = ((a.span, b.span) for a, b in combinations(shown, 2) if self.same(a, b))
        return tuple(tuple(sorted(chain)) for chain in partition((w.span for w in shown), pairs))

    def link_across(
        self, docs: Sequence[Document], chains: Sequence[Sequence[Sequence[Span]]]
    ) -> tuple[tuple[tuple[int, Span], ...], ...]:
        """Chains over several documents, a partition of (number of the document, span), given those within each.

        Two chains of documents that are alike meet when any of their words would be linked in one document.
        """
        shown = [[[self.word(doc, s) for s in chain] for chain in one] for doc, one in zip(docs, chains, strict=True)]
        names = [(d, k) for d, one in enumerate(shown) for k in range(len(one))]
        joined = partition(names, self._meeting(docs, shown))
        members = (sorted((d, w.span) for d, k in group for w in shown[d][k]) for group in joined)
        return tuple(tuple(chain) for chain in members)

    def _meeting(
        self, docs: Sequence[Document], shown: Sequence[Sequence[Sequence[EventWord]]]
    ) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        for d, e in alike([doc.text for doc in docs]):
            for i, left in enumerate(shown[d]):
                for j, right in enumerate(shown[e]):
                    if any(self.same(a, b) for a in left for b in right):
                        yield (d, i), (e, j)

    def word(self, doc: Document, span: Span) -> EventWord:
        """What the words of `span` show; where no token begins in it, its text is the head."""
        i = event_head(doc, span)
        if i is None:
            text = span.text(doc.text).lower()
            return EventWord(span, text, text, None, reports=False, weak=True, numbers=frozenset(), times=frozenset())
        head = doc.tokens[i]
        lemma = head.lemma or head.lower
        near = doc.tokens[max(0, i - NEAR) : i + 2]
        sentence = next((s.span for s in doc.sentences if s.span.contains(head.span)), head.span)
        return EventWord(
            span,
            lemma,
            self.words.stem(lemma),
            self.words.families.get(lemma) or self.words.families.get(head.lower),
            reports=lemma in self.speech and head.tag.startswith("V"),
            weak=lemma in self.words.weak,
            numbers=frozenset(t.lower for t in near if t.tag == "ORD"),
            times=frozenset(t.timex[:10] for t in doc.times if t.type == "DATE" and sentence.contains(t.span)),
        )


def same_happening(a: EventWord, b: EventWord) -> bool:
    """The rules' decision."""
    if a.reports or b.reports or a.weak or b.weak:
        return False
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        return False
    if a.times and b.times and not any(x.startswith(y) or y.startswith(x) for x in a.times for y in b.times):
        return False
    return a.stem == b.stem or (a.family is not None and a.family == b.family)


def partition(things: Iterable[T], pairs: Iterable[tuple[T, T]]) -> list[list[T]]:
    """The groups that the pairs join, in order of their first thing; what no pair names is alone."""
    root: dict[T, T] = {thing: thing for thing in things}

    def find(thing: T) -> T:
        while root[thing] != thing:
            root[thing] = root[root[thing]]
            thing = root[thing]
        return thing

    for a, b in pairs:
        root[find(b)] = find(a)
    groups: dict[T, list[T]] = {}
    for thing in root:
        groups.setdefault(find(thing), []).append(thing)
    return list(groups.values())


def alike(texts: Sequence[str], *, least: float = ALIKE) -> Iterator[tuple[int, int]]:
    """Pairs of texts whose words, weighed by rarity, have a cosine of at least `least`."""
    counts = [Counter(_WORD.findall(text.lower())) for text in texts]
    spread = Counter(word for count in counts for word in count)
    weighed = [
        {w: (1 + log(n)) * log(len(texts) / spread[w]) for w, n in count.items() if spread[w] < len(texts)}
        for count in counts
    ]
    lengths = [sqrt(sum(x * x for x in row.values())) for row in weighed]
    holding: dict[str, list[int]] = {}
    for k, row in enumerate(weighed):
        products: dict[int, float] = {}
        for word, weight in row.items():
            for other in holding.get(word, ()):
                products[other] = products.get(other, 0.0) + weight * weighed[other][word]
            holding.setdefault(word, []).append(k)
        yield from ((o, k) for o, p in sorted(products.items()) if p >= least * lengths[o] * lengths[k] > 0)
