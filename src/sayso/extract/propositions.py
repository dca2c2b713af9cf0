"""Part every sentence into propositions, each with its innermost attribution (or none: the narrator) and value."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..model import (
    Attribution,
    CueKind,
    Document,
    Irrealis,
    Proposition,
    Quote,
    Sentence,
    Span,
    Spans,
    Value,
    hull,
    touching,
    trim,
)
from .asking import asked_value, by_asker, is_question
from .clauses import EFFECTS, Clauses, Piece
from .factuality import FactualityJudge
from .party import RELATIVE
from .scopes import has_finite
from .tags import FINITE
from .told_nouns import judged_noun, verdict

_SKIP_HEAD = frozenset(
    {
        "and",
        "but",
        "that",
        "or",
        "then",
        "while",
        "whereas",
        ",",
        "—",
        "–",
        "-",
        ";",
        ":",
        ")",
        "although",
        "though",
        "so",
        "also",
        "however",
        "meanwhile",
        "furthermore",
    }
)
_DANGLING = frozenset({"PRP", "PRF", "AT0", "CJT", "DPS", "DTQ", "PNQ"})  # nothing ends with these
_ENDS = frozenset({".", "!", "?", ";", "”", '"'})
_VERBAL = frozenset({"VBN", "VHN", "VVN", "VVI", "VBI", "VHI"})
_EDGE = " \t\r\n,;:—–-("


class PropositionFinder:
    """Assign `propositions`."""

    requires = ("sentences", "attributions", "events", "counts")
    assigns = "propositions"

    def __init__(self, judge: FactualityJudge | None = None) -> None:
        self.judge = judge or FactualityJudge()

    def __call__(self, doc: Document) -> Document:
        """The document with its propositions in text order."""
        found: list[Proposition] = []
        layers = _Layers.of(doc)
        for number, sentence in enumerate(doc.sentences):
            if not sentence.boilerplate:
                found.extend(self._sentence(doc, sentence, layers[number], len(found)))
        return replace(doc, propositions=tuple(found))

    def _sentence(self, doc: Document, sentence: Sentence, layers: _Layers, offset: int) -> list[Proposition]:
        clauses = Clauses(doc.tokens)
        out: list[Proposition] = []
        for owner, run in self._runs(doc, sentence, layers):
            for piece in clauses.split(run):
                stripped = _strip(doc, piece)
                judged = judged_noun(doc, layers.attributions, stripped[0]) if stripped else None
                if judged is not None:
                    out.extend(verdict(doc, self.judge, stripped, judged, owner))
                elif stripped and self._tells(doc, sentence, stripped, owner, layers):
                    out.extend(self._propositions(doc, stripped, owner, offset + len(out)))
        return (
            sorted(out, key=lambda p: p.content[0].start) if not any(p.alternative_of is not None for p in out) else out
        )

    def _runs(self, doc: Document, sentence: Sentence, layers: _Layers) -> list[tuple[int | None, Piece]]:
        """Token runs with their owner: the index of the innermost attribution over them, None = narrator."""
        first, last = sentence.tokens
        near = []
        for k in layers.attributions:
            frame = _frame(doc, sentence, doc.attributions[k])
            near.append((k, _tokens_of(doc, doc.attributions[k].content), _tokens_of(doc, frame)))
        owners: dict[int | None, list[int]] = {}
        for i in range(first, last):
            owner = self._owner(doc, near, i)
            if owner != -1:
                owners.setdefault(owner, []).append(i)
        runs: list[tuple[int | None, Piece]] = []
        for owner, indices in owners.items():
            if owner is None:
                runs.extend((None, run) for run in _contiguous(indices))
            else:
                runs.append((owner, tuple(indices)))
        return runs

    def _owner(self, doc: Document, near: Sequence[tuple[int, set[int], set[int]]], token: int) -> int | None:
        """Innermost (or narrowest) attribution over a token; -1 for words of source or cue; None for the narrator.

        `near` are attributions by index with the tokens of their contents, and those of their sources and cues.
        """
        best: int | None = None
        depth = -1
        for k, content, _ in near:
            if token in content:
                d = _depth(doc, k)
                if d > depth or (
                    d == depth and best is not None and _within(doc.attributions[k], doc.attributions[best])
                ):
                    best, depth = k, d
        for k, _, frame in near:
            if token in frame:
                d = _depth(doc, k)
                if best is None or d > depth or (d == depth and _within(doc.attributions[k], doc.attributions[best])):
                    return -1
        return best

    def _propositions(self, doc: Document, piece: Piece, owner: int | None, index: int) -> list[Proposition]:
        attribution = None if owner is None else doc.attributions[owner]
        base = Value.CERTAIN if attribution is None else attribution.value
        irrealis = None if attribution is None else attribution.irrealis
        if attribution is not None and attribution.irrealis is Irrealis.HYPOTHESIS:
            base = Value.UNKNOWN
        judged = self.judge.judge(doc.tokens, piece, base, irrealis)
        if is_question(doc, piece):
            if by_asker(doc, attribution):
                return []
            judged = replace(judged, value=asked_value(doc, piece, judged.value))
        alternatives = _alternatives(doc, piece) if judged.value is Value.UNKNOWN else []
        cue: Spans = () if attribution is None else attribution.cue
        kind = CueKind.NONE if attribution is None else attribution.cue_kind
        if attribution is None and judged.cue is not None:
            cue = (Span(doc.tokens[judged.cue[0]].start, doc.tokens[judged.cue[1]].end),)
            kind = CueKind.EPISTEMIC_IMPERSONAL
        out: list[Proposition] = []
        for part in alternatives or [piece]:
            content = content_spans(doc, part)
            if content:
                out.append(
                    Proposition(
                        content=content,
                        attribution=owner,
                        value=judged.value,
                        irrealis=judged.irrealis,
                        quote=Quote.NARRATOR if attribution is None else attribution.quote,
                        cue=cue,
                        cue_kind=kind,
                        alternative_of=index if out else None,
                    )
                )
        return out

    def _tells(self, doc: Document, sentence: Sentence, piece: Piece, owner: int | None, layers: _Layers) -> bool:
        """The words tell of something that may be so: they have a verb, an event, or a count of the harmed."""
        span = Span(doc.tokens[piece[0]].start, doc.tokens[piece[-1]].end)
        if owner is not None and _hands_over(doc, layers.attributions, owner, piece):
            return False
        happens = any(span.overlaps(s) for s in layers.happenings)
        if happens or owner is not None:
            return len(piece) >= 2 or happens
        if any(_tells_who(doc, doc.attributions[k], span) for k in layers.attributions):
            return False
        head = doc.tokens[piece[0]]
        if head.tag == "VVG" and head.lemma in EFFECTS:
            return True
        if len(piece) < 2:
            return False
        if any(doc.tokens[i].tag in FINITE for i in piece):
            return _has_main_verb(doc, piece)
        return piece[0] == sentence.tokens[0] and has_finite(doc.tokens, piece[0], piece[-1] + 1)


@dataclass(slots=True)
class _Layers:
    """What of the document's layers touches one sentence: attributions by index, spans of events and filled counts."""

    attributions: list[int] = field(default_factory=list)
    happenings: list[Span] = field(default_factory=list)

    @staticmethod
    def of(doc: Document) -> list[_Layers]:
        """One per sentence; one pass over each layer, so that long reports cost no more than their length."""
        starts = [s.span.start for s in doc.sentences]
        out = [_Layers() for _ in doc.sentences]
        for k, attribution in enumerate(doc.attributions):
            touched: set[int] = set()
            for span in (*attribution.content, *attribution.cue, *attribution.source):
                touched.update(range(max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end)))
            for number in sorted(touched):
                out[number].attributions.append(k)
        counted = [c.span for c in doc.counts if c.slot is not None and not c.implied]
        happenings = [e.trigger for e in doc.events] + counted
        for span in happenings:
            number = bisect_right(starts, span.start) - 1
            if number >= 0:
                out[number].happenings.append(span)
        return out


def _hands_over(doc: Document, near: Sequence[int], owner: int, piece: Piece) -> bool:
    """ "… that he told | a radio station | on Sunday that …": no clause, amid the words that hand over to another.

    They stand between source, cue and content of an attribution within the owner's words, and hold no verb.
    """
    if any(doc.tokens[i].tag in FINITE for i in piece) and _has_main_verb(doc, piece):
        return False
    span = Span(doc.tokens[piece[0]].start, doc.tokens[piece[-1]].end)
    for k in near:
        inner = doc.attributions[k]
        if inner.parent == owner and inner.source and inner.content and hull((*inner.source, *inner.cue)) != span:
            if span.end + 1 == inner.cue[0].start and inner.cue[0].start < inner.source[0].start:
                return True  # "| the envoy | had been told by the general that …": who hears it
            whole = hull((*inner.source, *inner.cue, *inner.content))
            if whole.start <= span.start and span.end <= whole.end:
                return True
    return False


def _tells_who(doc: Document, attribution: Attribution, span: Span) -> bool:
    """ "The nurse, who works in Sarn, said …": words on the speaker, between the source and its cue."""
    cue = attribution.cue[0].start
    for source in attribution.source:
        if source.start <= span.start and max(source.end + 1, span.end) <= cue:
            aside = doc.text[source.end : span.end]
            if aside.lstrip().startswith(",") or aside.split()[:1] in (["who"], ["which"], ["whose"]):
                return True
    return False


def _frame(doc: Document, sentence: Sentence, attribution: Attribution) -> Spans:
    """The words of source and cue; a source that shares its subject with an earlier predicate stays in that clause."""
    frame = list(attribution.cue)
    for source in attribution.source:
        between = Span(source.end, attribution.cue[0].start)
        verbs = (t for t in doc.sentence_tokens(sentence) if t.tag in FINITE)
        if not any(between.start <= t.start and t.end <= between.end for t in verbs):
            frame.append(source)
    return tuple(frame)


def _depth(doc: Document, index: int) -> int:
    depth, parent = 0, doc.attributions[index].parent
    while parent is not None and depth < len(doc.attributions):
        depth, parent = depth + 1, doc.attributions[parent].parent
    return depth


def _tokens_of(doc: Document, spans: Spans) -> set[int]:
    return {i for span in spans for i in touching(doc.tokens, span)}


def _within(inner: Attribution, outer: Attribution) -> bool:
    """True when `outer` says all that `inner` says, and more."""
    return inner.content != outer.content and all(any(o.contains(i) for o in outer.content) for i in inner.content)


def _contiguous(indices: list[int]) -> list[Piece]:
    runs: list[list[int]] = []
    for i in indices:
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return [tuple(r) for r in runs]


def _strip(doc: Document, piece: Piece) -> Piece:
    tokens = doc.tokens
    start, end = 0, len(piece)
    while start < end and tokens[piece[start]].lower in _SKIP_HEAD:
        start += 1
    while end > start and tokens[piece[end - 1]].text in {",", ";", ".", ":", "—", "–", "(", "-"}:
        end -= 1
    while end > start and tokens[piece[end - 1]].lower in {"and", "but", "while", "that"}:
        end -= 1
    if end > start and _cut_off(doc, piece[end - 1]):
        while end > start and tokens[piece[end - 1]].tag in _DANGLING:
            end -= 1
    return piece[start:end]


def _cut_off(doc: Document, last: int) -> bool:
    """The words go on behind the token, in another's mouth."""
    return last + 1 < len(doc.tokens) and doc.tokens[last + 1].text not in _ENDS


def _has_main_verb(doc: Document, piece: Piece) -> bool:
    """False for what is left of a subject: "A guard who was on duty, and who asked not to be named"."""
    tags = [doc.tokens[i].tag for i in piece]
    if tags[0] in RELATIVE:
        return True
    relative = False
    for tag in tags:
        if tag in RELATIVE:
            relative = True
        elif tag in FINITE:
            if not relative:
                return True
        elif tag not in _VERBAL:
            relative = relative and tag in {"AV0", "XX0"}
    return False


def _alternatives(doc: Document, piece: Piece) -> list[Piece]:
    """ "whether A or B": the two open possibilities."""
    tokens = doc.tokens
    for k, i in enumerate(piece):
        if tokens[i].lower in {"whether", "if"}:
            body = piece[k + 1 :]
            if not body:
                return []
            for m in range(2, len(body) - 1):
                if (
                    tokens[body[m]].lower == "or"
                    and tokens[body[m + 1]].tag
                    in {"VHD", "VBD", "VVD", "VVN", "VBZ", "VHZ", "AT0", "PNP", "NP0", "NN2", "DPS"}
                    and tokens[body[m + 1]].lower != "not"
                ):
                    return [body[:m], body[m + 1 :]]
            return [body]
    return []


def content_spans(doc: Document, piece: Piece) -> Spans:
    """The spans of a run of tokens, trimmed; quotation marks that both open and close inside stay."""
    spans: list[Span] = []
    for run in _contiguous(list(piece)):
        span = trim(doc.text, Span(doc.tokens[run[0]].start, doc.tokens[run[-1]].end), chars=_EDGE)
        if span.length > 1:
            spans.append(span)
    return tuple(spans)
