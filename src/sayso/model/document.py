"""A document: a report with stand-off layers that the stages of the reading add one by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple, Protocol

from .claim import Claim, CueKind, Event, Quote, Relation
from .factuality import Irrealis, Value
from .report import Diagnostic, Report
from .source import Source
from .span import Span, Spans
from .values import Count, EventType, Place, Slot, TimeSpan


class Token(NamedTuple):
    """A word or punctuation mark; `lower` is its lower-case form with typographic apostrophes made plain.

    `tag` is its part of speech in the BNC's C5 tag set (NN1, VVD, VVN, PRP …), `lemma` its dictionary form; the tagger
    stage sets both.
    """

    start: int
    end: int
    text: str
    lower: str
    tag: str = ""
    lemma: str = ""

    @property
    def span(self) -> Span:
        """Where it stands in the report's text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: span, half-open range of token indices, paragraph number, and whether it is boilerplate."""

    span: Span
    tokens: tuple[int, int]
    paragraph: int
    boilerplate: bool = False


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"
    STATE = "state"
    PLACE = "place"
    FACILITY = "facility"
    WEAPON = "weapon"
    VEHICLE = "vehicle"
    QUANTITY = "quantity"
    NATIONALITY = "nationality"


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that names something; `entity` groups the mentions of one thing within the report."""

    span: Span
    kind: MentionKind
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A TIMEX3 expression with its value and the interval it stands for.

    `anchor` is what the value was reckoned from (`publication`, `time:t2`, `event:e3`, `none`); `rule` names how.
    """

    span: Span
    type: str  # DATE | TIME | DURATION | SET
    timex: str
    value: TimeSpan
    mod: str | None = None
    anchor: str = "none"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """One reading of a place name, with its score between 0 and 1."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place expression: `span` is the whole phrase, `name_span` the name that was looked up in the gazetteer."""

    span: Span
    name_span: Span
    place: Place
    kind: str = "locality"
    candidates: tuple[PlaceCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number with what it counts: a count slot (killed, weapon_count, …), or None where it fills no slot.

    `hit` counts people shot, stabbed or struck whose fate these words leave open; `implied` is a number that no number
    word gives: one person told by name, pronoun or description ("the driver"), at least one by "a fatal crash".
    """

    span: Span
    value: Count
    slot: Slot | None = None
    noun: Span | None = None  # the words for who or what is counted
    hit: bool = False
    implied: bool = False


@dataclass(frozen=True, slots=True)
class EventMention:
    """Words that tell of a happening: the trigger, its type, and the sentence it stands in."""

    trigger: Span
    type: EventType
    sentence: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (`source`: one span a party) says, by which words (`cue`), what (`content`); `parent` indexes the outer one.

    `value` and `irrealis` are what the cue itself commits its source to: "denied" CT-, "believes" PR+, "ordered" order.
    """

    source: Spans
    cue: Spans
    content: Spans
    quote: Quote = Quote.INDIRECT
    cue_kind: CueKind = CueKind.NEUTRAL_VERB
    parent: int | None = None
    value: Value = Value.CERTAIN
    irrealis: Irrealis | None = None
    basis: str | None = None
    channel: str | None = None
    claim_time: Span | None = None
    score: float | None = None  # probability that a model gives it; None for rules
    origin: str = "rules"


@dataclass(frozen=True, slots=True)
class SlotMention:
    """Words that a model takes for the answer to a slot, with its probability between 0 and 1."""

    slot: Slot
    span: Span
    score: float


class SlotScores(Protocol):
    """What a model holds of every word: how probable it answers a slot. Spans are code points of the text."""

    def of(self, span: Span, slot: Slot) -> float:
        """Mean probability that the words that begin in `span` answer `slot`; 0 when none begins there."""
        ...

    def best_of(self, span: Span, *, but: Slot) -> float:
        """The highest mean probability of any other slot; event types aside."""
        ...


class Directions(Protocol):
    """What a model holds of what words mean: which happening, which speaker. Spans are code points of the text."""

    def direction(self, spans: Spans) -> tuple[float, ...]:
        """The direction (length 1) of the words that begin in `spans`: alike for one meaning; () when none does."""
        ...


@dataclass(frozen=True, slots=True)
class Proposition:
    """A stretch that could be true or false alone; `attribution` indexes the innermost one, None = the narrator."""

    content: Spans
    attribution: int | None
    value: Value = Value.CERTAIN
    irrealis: Irrealis | None = None
    quote: Quote = Quote.NARRATOR
    cue: Spans = ()
    cue_kind: CueKind = CueKind.NONE
    alternative_of: int | None = None  # index of the proposition that this one is an alternative to


@dataclass(frozen=True, slots=True)
class Document:
    """A report and its layers. Stages return new documents; see `pipeline.stages` for who assigns what."""

    report: Report
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    paragraphs: Spans = ()
    quotes: Spans = ()  # quoted stretches with their quotation marks
    datelines: Spans = ()
    boilerplate: Spans = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    counts: tuple[CountMention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[EventMention, ...] = ()
    reading: object | None = None  # all that a neural reader saw, until its stage has taken over what counts
    slot_mentions: tuple[SlotMention, ...] = ()
    slot_scores: SlotScores | None = None
    happenings: Directions | None = None
    speakers: Directions | None = None
    attributions: tuple[Attribution, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    coded_events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    def note(self, *diagnostics: Diagnostic) -> Document:
        """The document with more diagnostics."""
        return replace(self, diagnostics=self.diagnostics + diagnostics)

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of one sentence."""
        first, last = sentence.tokens
        return self.tokens[first:last]

    def token_at(self, position: int) -> int:
        """Index of the first token that begins at this code point or after it; the number of tokens when none does."""
        return bisect_left(self.tokens, _before(position))

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that begin inside `span`."""
        return self.tokens[self.token_at(span.start) : self.token_at(span.end)]


def touching(tokens: Sequence[Token], span: Span) -> range:
    """Indices of the tokens that share a character with `span`."""
    first = bisect_left(tokens, _before(span.start))
    if first and tokens[first - 1].end > span.start:
        first -= 1
    return range(first, bisect_left(tokens, _before(span.end)))


def _before(position: int) -> Token:
    """What sorts behind all tokens that begin before `position` and before all others."""
    return Token(position, -1, "", "")
