"""Add up, sentence by sentence, the people that a report counts as killed, hurt, or hit with their fate left open."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..model import CodedReport, CountMention, Slot, Span, covers
from ..vocab.tally import TallyWords, tally_words

LEAD = 5  # sentences, the headline's among them
MAX_HEADLINE = 200  # characters
BEFORE = 12  # characters before a number in which "another" or "also" is looked for


class Fate(StrEnum):
    """What came of people: `hit` were shot, stabbed or struck, and may be dead or hurt."""

    KILLED = "killed"
    INJURED = "injured"
    HIT = "hit"


class Zone(StrEnum):
    """Where in a report a sentence stands."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Sum:
    """How many people one sentence gives to one fate, and how it says so."""

    n: int
    zone: Zone
    background: bool  # of another time, or of many cases together
    stated: bool = False  # a number word or an article is among the words
    several: bool = False  # a number above one is
    vague: bool = False
    further: bool = False  # "three others"
    beside_dead: bool = False  # the sentence tells of dead, too


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that a report says about one fate of people and another.

    `people` adds up the numbers of a sentence and the people it names or describes, `stated` takes its greatest number,
    `everyone` adds up all words, pronouns too. `words` counts signs without a number ("homicide", "stable condition")
    by zone, `signs` the fates they are of; `zeros` holds the fates that nobody met, `names` how many different names
    met each.
    """

    people: Mapping[Fate, tuple[Sum, ...]]
    stated: Mapping[Fate, tuple[Sum, ...]]
    everyone: Mapping[Fate, tuple[Sum, ...]]
    words: Mapping[tuple[str, str], int]
    signs: frozenset[Fate]
    zeros: frozenset[Fate]
    names: Mapping[Fate, int]


def evidence(coded: CodedReport) -> Evidence:
    """The evidence of a report, from its layer of counts; what is only planned, feared or threatened is left out."""
    reader = _Reader(coded, tally_words())
    told = list(reader.sentences())
    words = Counter((text, zone) for one in told for text, zone in one.signs)
    return Evidence(
        people={fate: tuple(s for one in told if (s := one.people(fate))) for fate in Fate},
        stated={fate: tuple(s for one in told if (s := one.stated(fate))) for fate in Fate},
        everyone={fate: tuple(s for one in told if (s := one.everyone(fate))) for fate in Fate},
        words=words,
        signs=frozenset(fate for one in told for fate in one.signed),
        zeros=frozenset(fate for one in told for fate in one.zeros),
        names={fate: len({name for one in told for name in one.names(fate)}) for fate in Fate},
    )


def sums_of(coded: CodedReport, slot: Slot) -> tuple[Sum, ...]:
    """The sums of a slot that has no fate of its own here, such as `captured`."""
    reader = _Reader(coded, tally_words())
    return tuple(s for one in reader.sentences(lambda c: c.slot is slot) if (s := one.people(Fate.HIT)))


class _Reader:
    """Cut the counts of a report into sentences."""

    def __init__(self, coded: CodedReport, words: TallyWords) -> None:
        self.text = coded.report.text
        self.spans = coded.layers.sentences
        self.counts = coded.layers.counts
        self.words = words
        self.headline = _headline_end(self.text)
        self.unreal = tuple(span for claim in coded.claims if claim.irrealis is not None for span in claim.content)

    def sentences(self, kept: Callable[[CountMention], bool] | None = None) -> Iterator[_Sentence]:
        """The sentences that count people; with `kept`, all that it takes count as one fate."""
        by_sentence: dict[int, list[CountMention]] = {}
        starts = [span.start for span in self.spans]
        for count in self.counts:
            if not covers(self.unreal, count.span):
                by_sentence.setdefault(bisect_right(starts, count.span.start) - 1, []).append(count)
        for k, counts in sorted(by_sentence.items()):
            span = self.spans[max(k, 0)]
            zone = Zone.TITLE if span.start < self.headline else Zone.LEAD if k < LEAD else Zone.BODY
            fates = {Fate.HIT: [c for c in counts if kept(c)]} if kept else {f: _of(f, counts) for f in Fate}
            yield _Sentence(span, span.text(self.text), zone, fates, self.words)


def _headline_end(text: str) -> int:
    """Where the headline ends: the first line, if it is short and no sentence; else 0."""
    line = text.split("\n", 1)[0]
    return len(line) if len(line) <= MAX_HEADLINE and not line.rstrip().endswith((".", "!", "?")) else 0


def _of(fate: Fate, counts: Sequence[CountMention]) -> list[CountMention]:
    if fate is Fate.HIT:
        return [c for c in counts if c.hit]
    return [c for c in counts if c.slot is not None and c.slot.value == fate.value and not c.hit]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence with its counts by fate."""

    span: Span
    text: str
    zone: Zone
    fates: Mapping[Fate, Sequence[CountMention]]
    words: TallyWords

    @property
    def background(self) -> bool:
        return bool(self.words.background.search(self.text))

    @property
    def signs(self) -> Iterator[tuple[str, str]]:
        """Signs without a number, with "background" for their zone where they are of another time."""
        zone = "background" if self.background else self.zone.value
        for counts in self.fates.values():
            yield from (((c.value.who or "").lower(), zone) for c in counts if _is_sign(c))

    @property
    def signed(self) -> Iterator[Fate]:
        """Fates of which there are signs."""
        yield from (fate for fate, counts in self.fates.items() if any(map(_is_sign, counts)))

    @property
    def zeros(self) -> Iterator[Fate]:
        """Fates that nobody met."""
        yield from (fate for fate, counts in self.fates.items() if any(c.value.n == 0 for c in counts))

    def people(self, fate: Fate) -> Sum | None:
        """The numbers and the people named or described, parts and second mentions left out."""
        kept = self._kept(fate)
        dead = fate is not Fate.KILLED and bool(self._kept(Fate.KILLED))
        return self._sum(kept, sum(c.value.n for c in kept), dead) if kept else None

    def stated(self, fate: Fate) -> Sum | None:
        """The greatest number that stands in the words."""
        stated = [c for c in self._counted(fate) if not c.implied]
        return self._sum(stated, max(c.value.n for c in stated), False) if stated else None

    def everyone(self, fate: Fate) -> Sum | None:
        """All numbers, people and pronouns together."""
        counts = self._counted(fate)
        return self._sum(counts, sum(c.value.n for c in counts), False) if counts else None

    def names(self, fate: Fate) -> Iterator[str]:
        """The last words of the names."""
        for count in self._kept(fate):
            who = count.value.who or ""
            if count.implied and who[:1].isupper() and not self.words.pronouns.match(who):
                yield who.split()[-1].lower()

    def _sum(self, counts: Sequence[CountMention], n: int, dead: bool) -> Sum:
        return Sum(
            n,
            self.zone,
            self.background,
            stated=any(not c.implied for c in counts),
            several=any(not c.implied and c.value.n > 1 for c in counts),
            vague=any(c.value.op != "=" for c in counts),
            further=any(self._is_further(c) for c in counts),
            beside_dead=dead,
        )

    def _counted(self, fate: Fate) -> list[CountMention]:
        counts = [c for c in self.fates.get(fate, ()) if c.value.n > 0 and not _is_sign(c)]
        return sorted(counts, key=lambda c: c.span.start)

    def _kept(self, fate: Fate) -> list[CountMention]:
        kept: list[CountMention] = []
        for count in self._counted(fate):
            if not kept or not (self._is_part(count) or self._is_same(count, kept[-1])):
                kept.append(count)
        return kept

    def _is_part(self, count: CountMention) -> bool:
        before, after = self._around(count)
        return bool(self.words.part.search(before) or self.words.of_them.match(after))

    def _is_same(self, count: CountMention, before: CountMention) -> bool:
        """A second mention of the person before: the same words, a pronoun, an apposition."""
        who, other = (count.value.who or "").lower(), (before.value.who or "").lower()
        if not count.implied:
            return False
        end = (before.noun or before.span).end
        between = self.text[end - self.span.start : count.span.start - self.span.start]
        apposed = count.span.start >= end and bool(self.words.apposition.match(between))
        return who == other or apposed or bool(self.words.pronouns.match(who))

    def _is_further(self, count: CountMention) -> bool:
        before, _ = self._around(count)
        near = f"{count.value.who or ''} {before[-BEFORE:]}{self.text[len(before) : count.span.end - self.span.start]}"
        return bool(self.words.further.search(near))

    def _around(self, count: CountMention) -> tuple[str, str]:
        return self.text[: count.span.start - self.span.start], self.text[count.span.end - self.span.start :]


def _is_sign(count: CountMention) -> bool:
    return count.implied and count.value.op == ">="
