"""Link given event words that tell of one happening, within a report and across reports.

A pair of words with one stem, or of one family of words, is weighed by named features: how alike the reports and the
sentences are, what stands near, names, times and ordinals, and whether they only report speech. Weights are those of a
logistic regression (`weights/event_words.yaml`, fitted by `python -m training.event_words`); the words are gathered by
average linkage. Reports of one story are told apart by their own words, never by a topic that somebody gave them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log1p

from ..model import Document, Sentence, Span, Token
from ..vocab.event_linking import LinkWords, link_words, word_weights
from ..vocab.reporting import reporting_lexicon
from .event_stories import Pair, Stories, average_linkage, cosine, vectors
from .event_values import event_head

NEAR = 2  # tokens before an event word in which an ordinal bears on it ("the second attack"), and one behind it
BESIDE = 4  # tokens on either side whose nouns, verbs and names stand for what takes part
TOLD = ("VV", "NN", "AJ", "NP")
LINK = -1.0  # log-odds from which words are joined; of -2 to 0.5 the best on either half of 509 reports
UNLIKE = -3.0  # what a pair counts that was not weighed
COMMON = 1000  # words of a stem from which it is no longer rare
RATHER, LIKE = 0.15, 0.25  # cosine of two reports
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

    def __init__(self, words: LinkWords | None = None, weights: Mapping[str, float] | None = None) -> None:
        self.words = words or link_words()
        self.weights = word_weights() if weights is None else weights
        self.speech = frozenset(reporting_lexicon().verbs)

    def link(self, doc: Document, spans: Sequence[Span]) -> tuple[tuple[Span, ...], ...]:
        """The chains of one document, a partition of `spans` in text order; what is linked with nothing is alone."""
        return tuple(tuple(span for _, span in chain) for chain in self.link_across([doc], [spans]))

    def link_across(
        self, docs: Sequence[Document], spans: Sequence[Sequence[Span]]
    ) -> tuple[tuple[tuple[int, Span], ...], ...]:
        """Chains over several documents, a partition of (number of the document, span), given the spans of each."""
        shown = [(d, self.word(doc, s)) for d, doc in enumerate(docs) for s in sorted(dict.fromkeys(spans[d]))]
        scores = {pair: self._score(found) for pair, found in self.pairs(docs, shown)}
        groups = average_linkage(len(shown), scores, least=LINK, unlike=UNLIKE)
        return tuple(tuple((shown[k][0], shown[k][1].span) for k in group) for group in groups)

    def pairs(
        self, docs: Sequence[Document], shown: Sequence[tuple[int, EventWord]]
    ) -> Iterator[tuple[Pair, dict[str, float]]]:
        """Pairs of words (by index, the lower first) with one stem or family, of one story, and their features."""
        stories = Stories.of([doc.text for doc in docs])
        sentences = vectors([word.words for _, word in shown])
        rarity = Counter(word.stem for _, word in shown)
        for i, j in _meeting([word for _, word in shown]):
            (d, a), (e, b) = shown[i], shown[j]
            if stories.likeness(d, e) or stories.wide[d] == stories.wide[e]:
                found = _words_alike(a, b, log1p(COMMON / rarity[a.stem]))
                found |= _told_alike(a, b, cosine(sentences[i], sentences[j]))
                yield (i, j), found | _reports_alike(stories, d, e, one_sentence=a.sentence == b.sentence)

    def _score(self, found: Mapping[str, float]) -> float:
        return self.weights["bias"] + sum(self.weights.get(name, 0.0) * value for name, value in found.items())

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


def _meeting(words: Sequence[EventWord]) -> list[Pair]:
    """Pairs of words, by index, that have a stem or a family in common."""
    meeting: dict[tuple[str, str], list[int]] = {}
    for k, word in enumerate(words):
        meeting.setdefault(("stem", word.stem), []).append(k)
        if word.family:
            meeting.setdefault(("family", word.family), []).append(k)
    return sorted({pair for members in meeting.values() for pair in combinations(members, 2)})


def _around(doc: Document, span: Span, sentence: Sentence | None) -> list[tuple[int, Token]]:
    """The tokens of the sentence outside the span, with their indices."""
    first, last = sentence.tokens if sentence else (0, 0)
    return [(k, doc.tokens[k]) for k in range(first, last) if not span.overlaps(doc.tokens[k].span)]


def _words_alike(a: EventWord, b: EventWord, rarity: float) -> dict[str, float]:
    same = a.stem == b.stem
    found = {"same_stem": 1.0, "rare": rarity} if same else {"same_family": 1.0}
    return found | _holding(
        same_lemma=a.lemma == b.lemma,
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
    likeness = stories.likeness(d, e)
    return {"reports": likeness} | _holding(
        rather_like_reports=likeness >= RATHER,
        like_reports=likeness >= LIKE,
        one_story=stories.close[d] == stories.close[e],
        other_story=stories.wide[d] != stories.wide[e],
    )


def _holding(**shown: bool) -> dict[str, float]:
    return {name: 1.0 for name, holds in shown.items() if holds}
