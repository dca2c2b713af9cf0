"""Find who said what: attribution cues, the parties that speak, and the words that they answer for.

After Pareti 2015 ("Attribution: a computational approach"): source, cue and content as spans, contents possibly
discontinuous; but nesting is kept (`parent`), as in MPQA and GUM.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from ..model import Attribution, CueKind, Document, Irrealis, Quote, Sentence, Span, Spans, Token, Value
from ..vocab.reporting import Frame, ReportingLexicon, reporting_lexicon
from .announcements import announced, listed
from .cues import Cue, CueFinder, Form
from .framed import CLOSING, Framed, Side
from .frames import frame
from .nesting import carry_quotes, nest
from .participles import participles
from .relays import closes_over, credited, credits_last, with_relays
from .scopes import Scope, has_finite
from .speech_lines import speech_lines
from .told_nouns import told

_TENTATIVE = frozenset({"preliminary", "provisional", "initial", "tentative", "estimate", "estimates"})

MAX_CUES = (
    40  # a sentence; the most in 318 annotated reports is 7, more is a list or noise, and nesting costs the square
)


class AttributionFinder:
    """Assign `attributions`: who says what, by which words."""

    requires = ("tokens", "sentences", "quotes")
    assigns = "attributions"

    def __init__(self, lexicon: ReportingLexicon | None = None) -> None:
        self.cues = CueFinder(lexicon or reporting_lexicon())

    def __call__(self, doc: Document) -> Document:
        """The document with its attributions in text order, parents linked."""
        found: list[Attribution] = []
        for sentence in doc.sentences:
            if not sentence.boilerplate:
                found.extend(_shifted(self._sentence(doc, sentence), len(found)))
        found.extend(a for a in listed(doc) if not any(c.overlaps(a.content[0]) for b in found for c in b.content))
        found.extend([a for a in speech_lines(doc.report.text, marks=False) if not _known(a, found)])
        found = carry_quotes(doc, found)
        return replace(doc, attributions=nest(found))

    def _sentence(self, doc: Document, sentence: Sentence) -> list[Attribution]:
        tokens, (first, last) = doc.tokens, sentence.tokens
        cues = list(islice(self.cues.find(tokens, first, last), MAX_CUES))
        framed = [f for c in cues if c.form is not Form.CARRIER and (f := frame(tokens, c, first, last)) is not None]
        framed = [_as_said(f, cues) for f in framed]
        framed = participles(tokens, cues, framed, first, last)
        carriers = [c for c in cues if c.form is Form.CARRIER]
        found = _assemble(doc, sentence, framed, carriers)
        found = [*found, *announced(doc, sentence, found)]
        return [*found, *told(doc, sentence, found)]


def _as_said(f: Framed, cues: Sequence[Cue]) -> Framed:
    """ "The agency quoted an aide as denying that …": what the second verb commits the aide to."""
    if f.cue.frame is not Frame.QUOTE_AS:
        return f
    verbs = (c for c in cues if c.form is Form.PARTICIPLE and f.cue.last < c.first and c.last < f.start <= c.last + 2)
    verb = next(verbs, None)
    if verb is None:
        return f
    return replace(f, cue=replace(f.cue, kind=verb.kind, value=verb.value, irrealis=verb.irrealis))


def _known(line: Attribution, found: Sequence[Attribution]) -> bool:
    """True when words of `line` are another's already; those that its speaker passes on stay within it."""
    said = line.content[0]
    return any(c.overlaps(said) for a in found if not said.contains(a.cue[0]) for c in a.content)


def _shifted(found: list[Attribution], offset: int) -> list[Attribution]:
    """The same attributions, their parents counted from the beginning of the report and not of the sentence."""
    return [a if a.parent is None else replace(a, parent=a.parent + offset) for a in found]


def _assemble(doc: Document, sentence: Sentence, framed: list[Framed], carriers: list[Cue]) -> list[Attribution]:
    scope = Scope(
        doc, sentence, tuple((f.frame_first, f.frame_last, f.side == Side.LEFT, f.party.first) for f in framed)
    )
    found: list[Attribution] = []
    for index, f in enumerate(framed):
        content = scope.content(index, f.side.value, f.start, limit=_aside_end(doc.tokens, f, sentence.tokens[1]))
        if index and found and (credits_last(framed[index - 1], f) or closes_over(doc.tokens, framed[index - 1], f)):
            found = credited(found, f.party.spans, doc.tokens[f.cue.first].start, doc.tokens[f.cue.last].end)
            continue
        if not content:
            continue
        attribution = _attribution(doc, f, content)
        found.extend(with_relays(doc, sentence, f, attribution, carriers, framed, offset=len(found)))
    return found


def _aside_end(tokens: Sequence[Token], f: Framed, last: int) -> int | None:
    """Where a report inside a relative or a leading "although" clause ends: there the main clause goes on."""
    if _subordinated(tokens, f):
        return _main_clause(tokens, f.start, last)
    if not f.party.relative:
        return None
    for i in range(f.start, last - 1):
        if tokens[i].text == "," and tokens[i + 1].tag in {
            "VVD",
            "VVZ",
            "VBD",
            "VBZ",
            "VHD",
            "VHZ",
            "VM0",
            "VBB",
            "VHB",
        }:
            return i
    return None


_LEADING = frozenset({"although", "though", "while", "whereas", "when", "after", "as", "if", "because", "since"})


def _subordinated(tokens: Sequence[Token], f: Framed) -> bool:
    before = tokens[f.frame_first - 1] if f.frame_first else None
    return before is not None and before.lower in _LEADING and before.tag == "CJS" and before.text[:1].isupper()


def _main_clause(tokens: Sequence[Token], start: int, last: int) -> int | None:
    """The comma (and closing quotation mark) after which a subject and its verb begin the main clause."""
    for i in range(start + 1, last - 2):
        if tokens[i].text == ",":
            after = i + 1
            while after < last and tokens[after].text in CLOSING:
                after += 1
            if tokens[after].tag in {"AT0", "PNP", "DT0", "DPS", "NP0", "EX0", "NN2"} and has_finite(
                tokens, after, min(last, after + 8)
            ):
                return after
    return None


def _attribution(doc: Document, f: Framed, content: Spans) -> Attribution:
    tokens = doc.tokens
    cue_spans = [Span(tokens[f.cue.first].start, tokens[f.cue.last].end)]
    value = f.cue.value
    irrealis = f.cue.irrealis
    if f.cue.unverified:
        value, irrealis = Value.UNKNOWN, Irrealis.HYPOTHESIS
    elif f.cue.negated and f.cue.kind is CueKind.DENIAL:
        value = Value.POSSIBLE if tokens[f.cue.head].lemma in {"rule", "exclude"} else Value.UNKNOWN
    elif any(t.lower in _TENTATIVE for t in tokens[f.party.first : f.party.last]):
        value = value.at_most(Value.PROBABLE)
    return Attribution(
        source=f.party.spans,
        cue=tuple(cue_spans),
        content=content,
        quote=_quote_kind(doc, content),
        cue_kind=f.cue.kind,
        value=value,
        irrealis=irrealis,
    )


def _quote_kind(doc: Document, content: Spans) -> Quote:
    inside = [q for q in doc.quotes for c in content if q.overlaps(c)]
    if not inside:
        return Quote.INDIRECT
    total = sum(c.length for c in content)
    covered = sum(max(0, min(q.end, c.end) - max(q.start, c.start)) for q in inside for c in content)
    return Quote.DIRECT if covered >= 0.85 * total else Quote.MIXED
