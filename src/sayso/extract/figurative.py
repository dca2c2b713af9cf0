"""Drop events that are figures of speech: a proposal shot down, a film that bombed, a striker who fired a rocket."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ..model import Document, EventMention, Slot, Token
from ..vocab.loader import load_yaml
from ..vocab.ontology import event_class
from .chunks import NOUNS
from .nouns import Side, nouns

FILE = "lexicon/en/figurative.yaml"
WORLDS = 2  # different words of sport, markets or arts from which on a report without arms and harm tells of no attack
BESIDE = 6  # tokens before or behind an event word in which the thing that makes it a figure is looked for
_REAL = frozenset({"politics", "other"})  # classes of events that are no violence, so nothing to mistake
_HARM = frozenset({Slot.KILLED, Slot.INJURED, Slot.MISSING, Slot.CAPTURED})
_STOPS = frozenset({"PUN", "CJC", "CJS", "CJT", "PNQ", "DTQ"})


class FigureFilter:
    """Assign `events` anew: without those that are only meant in a figure."""

    requires = ("tokens", "counts", "events")
    assigns = "events"

    def __call__(self, doc: Document) -> Document:
        """The document with the events that happen."""
        violent = [e for e in doc.events if event_class(e.type) not in _REAL]
        if not violent:
            return doc
        figures = violent if _peaceful(doc) else [e for e in violent if _of_thing(doc, e)]
        return replace(doc, events=tuple(e for e in doc.events if e not in figures)) if figures else doc


def _peaceful(doc: Document) -> bool:
    """The report speaks of another world, and nobody in it bears arms or is harmed."""
    words = {form for t in doc.tokens for form in (t.lower, t.lemma)}
    if len(words & figures("worlds")) < WORLDS or any(c.slot in _HARM for c in doc.counts):
        return False
    return not any(n.side in {Side.ARMED, Side.FORCE} for w in words if (n := nouns().get(w)) is not None)


def _of_thing(doc: Document, event: EventMention) -> bool:
    """The noun next to the event, before or behind, is one that can only be hit in words."""
    first, last = doc.token_at(event.trigger.start), doc.token_at(event.trigger.end)
    behind = _head(doc.tokens[last : last + BESIDE])
    before = _head(doc.tokens[max(0, first - BESIDE) : first][::-1], backward=True)
    passive = any(t.lemma == "be" for t in doc.tokens[max(0, first - 3) : first])
    return _is_thing(before) if passive or behind is None else _is_thing(behind)


def _head(tokens: Sequence[Token], *, backward: bool = False) -> Token | None:
    """The head of the nearest noun phrase: going forward the last noun of a run, going back the first one met."""
    head: Token | None = None
    for token in tokens:
        if token.tag in NOUNS:
            head = token
            if backward:
                return head
        elif head is not None or token.tag in _STOPS:
            break
    return head


def _is_thing(token: Token | None) -> bool:
    return token is not None and token.text.islower() and bool({token.lower, token.lemma} & figures("things"))


@cache
def figures(kind: str) -> frozenset[str]:
    """The words of `things` or `worlds`."""
    return frozenset(word for row in load_yaml(FILE)[kind] for word in row["words"].split())
