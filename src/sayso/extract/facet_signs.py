"""What the words of a candidate facet and those around them show: its head noun, its place in the clause, its company.

Every sign has a name, so that a weight in `weights/facets.yaml` can be read: "by" stands before who did it, "people"
without more words adds nothing to a count of the killed.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Document, EventType, Facet, MentionKind, Proposition, Slot, Span, Token
from ..vocab.ontology import event_class
from .chunks import NOUNS, is_measure
from .nouns import Noun, Side, nouns
from .party_names import is_power
from .tags import FINITE
from .weapons import weapon_patterns

_PEOPLE = frozenset({"people", "person", "other", "individual"})  # they say no more than that people are meant
_AIMS = frozenset({"on", "against", "at", "into", "toward", "towards", "to"})
_STOPS = frozenset({"PRP", "PRF", "CJT", "CJS", "PNQ", "DTQ", "PUN"})
_QUANTIFYING = frozenset({"AV0", "AJC", "PRP"})  # "at least", "more than"
_INNER = frozenset({"VV", "VB", "VH", "CJ"})  # no phrase begins with these
_LEADING = frozenset({"AT", "PR", "CJ"})  # nor ends with these
_VERBAL = frozenset({"VVD", "VVZ", "VVB", "VVN", "VVG", "VVI"})
_SKIPPED = frozenset({"AV0", "XX0", "VHD", "VHZ", "VHB", "VBD", "VBZ", "VBN", "VBB", "VM0", "PUQ"})
_HARM = frozenset({Slot.KILLED, Slot.INJURED, Slot.MISSING, Slot.CAPTURED})


def word_signs(doc: Document, proposition: Proposition, facet: Facet, every: Sequence[Facet]) -> dict[str, float]:
    """The signs of one candidate among `every` one of its claim, by name; those that do not hold are left out."""
    first, last = doc.token_at(facet.span.start), doc.token_at(facet.span.end)
    tokens = doc.tokens[first:last]
    if not tokens:
        return {}
    held = {
        **_of_head(tokens),
        **_of_place(doc, proposition, first, last),
        **_of_company(proposition, facet, every),
    }
    return {name: 1.0 for name, holds in held.items() if holds}


def _of_head(tokens: Sequence[Token]) -> dict[str, bool]:
    """What the phrase names, by its head: the last noun before a preposition, a comma or a relative."""
    end = next((i for i, t in enumerate(tokens) if i and t.tag in _STOPS), len(tokens))
    core = tokens[:end]
    at = max((i for i, t in enumerate(core) if t.tag in NOUNS), default=len(core) - 1)
    head = core[at]
    noun = nouns().get(head.lemma) or nouns().get(head.lower)
    weapon = any(m.end == at + 1 for m in weapon_patterns().find(core, max(0, at - 3), at + 1))
    measured = all(is_measure(t) or t.tag in _QUANTIFYING for t in core[:at])
    brackets = sum((t.text == "(") - (t.text == ")") for t in tokens)
    return {
        "people only": measured and bool({head.lower, head.lemma} & _PEOPLE),
        "counted": any(is_measure(t) for t in core),
        "named": any(t.tag == "NP0" for t in core),
        "power": head.text[:1].isupper() and is_power(head.text),
        "weapon head": weapon,
        "ragged": tokens[0].tag[:2] in _INNER or tokens[-1].tag[:2] in _LEADING or brackets != 0,
        **_kind(noun),
    }


def _kind(noun: Noun | None) -> dict[str, bool]:
    if noun is None:
        return {"unknown noun": True}
    return {
        "armed": noun.side is Side.ARMED,
        "force": noun.side is Side.FORCE,
        "civil": noun.side is Side.CIVIL and noun.kind is MentionKind.PERSON,
        "body": noun.kind in {MentionKind.GROUP, MentionKind.ORGANISATION},
        "thing": noun.kind in {MentionKind.VEHICLE, MentionKind.FACILITY},
        "area": noun.kind is MentionKind.PLACE,
    }


def _of_place(doc: Document, proposition: Proposition, first: int, last: int) -> dict[str, bool]:
    """Where the phrase stands: what is before and behind it, and in what tense the claim tells."""
    before = doc.tokens[first - 1] if first else None
    behind = next((t for t in doc.tokens[last : last + 4] if t.tag not in _SKIPPED), None)
    content = proposition.content[0]
    verb = next((t for t in doc.tokens_in(content) if t.tag in FINITE), None)
    return {
        "by": before is not None and before.lower == "by",
        "of": before is not None and before.lower == "of",
        "aim": before is not None and before.lower in _AIMS,
        "other preposition": before is not None and before.tag == "PRP" and before.lower not in _AIMS | {"by"},
        "owner": last < len(doc.tokens) and doc.tokens[last].tag == "POS",
        "before verb": behind is not None and behind.tag in _VERBAL,
        "after verb": before is not None and before.tag in _VERBAL,
        "opens": doc.tokens[first].start - content.start <= 1,
        "now": verb is not None and verb.tag[-1] in "ZB",
        "no verb": verb is None,
        "in pieces": len(proposition.content) > 1,
    }


def _of_company(proposition: Proposition, facet: Facet, every: Sequence[Facet]) -> dict[str, bool]:
    """What else the claim tells, and what else these words may be."""
    told = next((f.value for f in every if f.slot is Slot.EVENT_TYPE), None)
    group = event_class(EventType(str(told))) if told is not None else ""
    rivals = {f.slot for f in every if f.slot is not facet.slot and _same(f.span, facet.span)}
    return {
        f"tells {group}": bool(group),
        "harm counted": any(f.slot in _HARM for f in every),
        "may be actor": Slot.ACTOR in rivals,
        "may be victim": Slot.VICTIM in rivals,
        "may be target": Slot.TARGET in rivals,
        "quoted": proposition.attribution is not None,
        "planned": proposition.irrealis is not None,
    }


def _same(a: Span, b: Span) -> bool:
    """Half of the shorter one is the other's too."""
    return 2 * (min(a.end, b.end) - max(a.start, b.start)) >= min(a.length, b.length)
