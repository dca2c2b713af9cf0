"""Link given event words that tell of one happening, within a report and across reports.

Two words with one stem, of one family of words, or with meanings of WordNet in common are weighed by named features:
how surely the reports are one story, how alike the sentences are, what stands near, names, times and ordinals, and
whether they only report speech. Weights are those of two logistic regressions, for words of one stem and for others
(`weights/event_words.yaml`, fitted by `python -m training.event_words`); the words are gathered by average linkage.
Reports of one story are told apart by their own words, never by a topic that somebody gave them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import log1p

from ..model import Document, Sentence, Span, Token
from ..vocab.event_linking import LinkWeights, LinkWords, link_weights, link_words
from ..vocab.reporting import reporting_lexicon
from ..vocab.word_kin import Kin, word_kin
from .event_stories import Pair, Stories, average_linkage, cosine, vectors
from .event_values import event_head

NEAR = 2  # tokens before an event word in which an ordinal bears on it ("the second attack"), and one behind it
BESIDE = 4  # tokens on either side whose nouns, verbs and names stand for what takes part
TOLD = ("VV", "NN", "AJ", "NP")
LINK = -1.0  # log-odds from which words are joined; of -1.5 to 0 the best in cross-validation over 509 reports
UNLIKE = -3.0  # what a pair counts that was not weighed
APART = -3.0  # log-odds of one story below which words of two reports are not weighed
DAY = len("2023-05-03")
COMMON = 1000  # words of a stem from which it is no longer rare
LIKE_SENTENCES = 0.2


@dataclass(frozen=True, slots=True)
class EventWord:
    """What an event word shows for linking; `stem` and `family` are of its head, the rest is of its sentence."""

    span: Span
    lemma: str
    stem: str
    family: str | None = None
    reports: bool = False
    weak: bool = True
    numbers: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    sentence: int = -1


class EventLinker:
    """Partition event words into chains, each one happening."""

    def __init__(self, words: LinkWords | None = None, weights: LinkWeights | None = None) -> None:
        self.words = words or link_words()
        self.weights = weights or link_weights()
        self.kin = word_kin()
        self.speech = frozenset(reporting_lexicon().verbs)

    def link(self, doc: Document, spans: Sequence[Span]) -> tuple[tuple[Span, ...], ...]:
        """The chains of one document, a partition of `spans` in text order; what is linked with nothing is alone."""
        return tuple(tuple(span for _, span in chain) for chain in self.link_across([doc], [spans]))

    def link_across(
        self, docs: Sequence[Document], spans: Sequence[Sequence[Span]]
    ) -> tuple[tuple[tuple[int, Span], ...], ...]:
        """Chains over several documents, a partition of (number of the document, span), given the spans of each."""
        shown = [(d, self.word(doc, s)) for d, doc in enumerate(docs) for s in sorted(dict.fromkeys(spans[d]))]
        scores = {pair: self.weights.score(found) for pair, found in self.pairs(docs, shown)}
        groups = average_linkage(len(shown), scores, least=LINK, unlike=UNLIKE)
        return tuple(tuple((shown[k][0], shown[k][1].span) for k in group) for group in groups)

    def pairs(
        self, docs: Sequence[Document], shown: Sequence[tuple[int, EventWord]]
    ) -> Iterator[tuple[Pair, dict[str, float]]]:
        """Pairs of words (by index, the lower first) that may tell of one happening, and their features."""
        stories = Stories.of([doc.text for doc in docs], [names_of(doc) for doc in docs], self.weights.reports)
        sentences = vectors([word.words for _, word in shown])
        rarity = Counter(word.stem for _, word in shown)
        for i, j in _of_one_story(stories, [d for d, _ in shown]):
            (d, a), (e, b) = shown[i], shown[j]
            alike = _words_alike(a, b, log1p(COMMON / rarity[a.stem]), self.kin)
            if alike and not (d == e and _of_other_days(a, b)):
                found = alike | _used_alike(a, b) | _told_alike(a, b, cosine(sentences[i], sentences[j]))
                yield (i, j), found | _reports_alike(stories, d, e, one_sentence=a.sentence == b.sentence)

    def word(self, doc: Document, span: Span) -> EventWord:
        """What the words of `span` show; where no token begins in it, its text is the head."""
        i = event_head(doc, span)
        if i is None:
            text = span.text(doc.text).lower()
            return EventWord(span, text, text)
        head = doc.tokens[i]
        lemma = head.lemma or head.lower
        sentence = next((s for s in doc.sentences if s.span.contains(head.span)), None)
        around = _around(doc, span, sentence)
        return EventWord(
            span,
            lemma,
            self.words.stem(lemma),
            self.words.families.get(lemma) or self.words.families.get(head.lower),
            reports=lemma in self.speech and head.tag.startswith("V"),
            weak=lemma in self.words.weak,
            numbers=frozenset(t.lower for t in doc.tokens[max(0, i - NEAR) : i + 2] if t.tag == "ORD"),
            times=frozenset(
                t.timex[:10] for t in doc.times if sentence and t.type == "DATE" and sentence.span.contains(t.span)
            ),
            names=frozenset(t.lower for _, t in around if t.tag.startswith("NP")),
            beside=frozenset(t.lemma or t.lower for k, t in around if abs(k - i) <= BESIDE and t.tag.startswith(TOLD)),
            words=tuple(t.lemma or t.lower for _, t in around if t.tag.startswith(TOLD)),
            sentence=sentence.span.start if sentence else -1,
        )


def names_of(doc: Document) -> list[str]:
    """The words of the proper names of a document, in lower case, as often as they stand there."""
    return [token.lower for token in doc.tokens if token.tag.startswith("NP")]


def _of_one_story(stories: Stories, homes: Sequence[int]) -> Iterator[Pair]:
    """Pairs of words, by index, of one report or of two that may be one story; `homes` rise."""
    words: dict[int, list[int]] = {}
    for k, d in enumerate(homes):
        words.setdefault(d, []).append(k)
    for members in words.values():
        yield from combinations(members, 2)
    for d, e in combinations(words, 2):
        if stories.level[d, e] >= APART:
            yield from product(words[d], words[e])


def _around(doc: Document, span: Span, sentence: Sentence | None) -> list[tuple[int, Token]]:
    """The tokens of the sentence outside the span, with their indices."""
    first, last = sentence.tokens if sentence else (0, 0)
    return [(k, doc.tokens[k]) for k in range(first, last) if not span.overlaps(doc.tokens[k].span)]


def _of_other_days(a: EventWord, b: EventWord) -> bool:
    """True where the sentence of each names one day, and they differ: in one report a sign of two happenings."""
    return a.times != b.times and all(len(w.times) == 1 and len(next(iter(w.times))) == DAY for w in (a, b))


def _words_alike(a: EventWord, b: EventWord, rarity: float, kin: Kin) -> dict[str, float]:
    """What the two words have in common by themselves; empty where it is nothing."""
    if a.stem == b.stem:
        return {"same_stem": 1.0, "rare": rarity} | _holding(same_lemma=a.lemma == b.lemma)
    return _holding(
        same_family=a.family is not None and a.family == b.family,
        same_meaning=kin.same(a.lemma, b.lemma),
        wider_meaning=kin.wider(a.lemma, b.lemma),
    )


def _used_alike(a: EventWord, b: EventWord) -> dict[str, float]:
    return _holding(
        weak=a.weak or b.weak,
        both_report=a.reports and b.reports,
        one_reports=a.reports != b.reports,
        other_number=bool(a.numbers and b.numbers) and not a.numbers & b.numbers,
    )


def _told_alike(a: EventWord, b: EventWord, likeness: float) -> dict[str, float]:
    meet = any(x.startswith(y) or y.startswith(x) for x in a.times for y in b.times)
    return {"sentences": likeness} | _holding(
        like_sentences=likeness >= LIKE_SENTENCES,
        beside=bool(a.beside & b.beside),
        two_beside=len(a.beside & b.beside) > 1,
        names=bool(a.names & b.names),
        other_names=bool(a.names and b.names) and not a.names & b.names,
        times_meet=meet,
        times_apart=bool(a.times and b.times) and not meet,
    )


def _reports_alike(stories: Stories, d: int, e: int, *, one_sentence: bool) -> dict[str, float]:
    if d == e:
        return {"same_report": 1.0} | _holding(same_sentence=one_sentence)
    level = float(stories.level[d, e])
    return {"story": level, "story_above_even": max(0.0, level), "reports": float(stories.direct[d, e])}


def _holding(**shown: bool) -> dict[str, float]:
    return {name: 1.0 for name, holds in shown.items() if holds}
