"""Read the words of one source: what its head noun is, which name it bears, how many it counts, to whom it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..model import Document, Span, Token, trim
from ..vocab.actors import Actor, State, state
from ..vocab.names import name_key
from ..vocab.outlets import Outlet
from ..vocab.source_words import MAX_HEAD_WORDS, Head, SourceWords, source_words
from .source_cuts import OWNERS, after_possessor, core_end, deciding, is_name_part, joined, owner_of
from .source_names import (
    NOTHING,
    Known,
    belongs_to,
    body_after,
    capitalised,
    closing_name,
    is_acronym,
    known,
    known_in,
    known_with_short,
    looks_personal,
    name_after,
    particle,
    proper,
)

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_INDEFINITE = frozenset(
    {"a", "an", "another", "some", "several", "many", "few", "certain", "other", "various", "different"}
)
_OTHER = frozenset({"another", "other", "others", "second", "third", "separate", "different"})
_MANY = frozenset({"some", "several", "many", "few", "number", "dozens", "various", "certain", "others"})
_ISSUED = frozenset({"statement", "footage", "investigation", "spokesperson", "hearsay", "generic"})
_BY = frozenset({"from", "by", "of", "for"})
_UNNAMED = frozenset({"statement", "hearsay", "footage"})
MAX_APPOSITION = 120  # characters; longer stretches between commas are clauses


class Form(StrEnum):
    """How a source is put: by pronoun, by name, or by a noun with or without an article."""

    PRONOUN = "pronoun"
    NAME = "name"
    DEFINITE = "definite"
    INDEFINITE = "indefinite"
    BARE = "bare"
    PARTITIVE = "partitive"


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """One mention of a source, read.

    `name` holds the words of its proper name (a person's without titles), `heads` all head nouns in order (titles
    too), `head` the one that decides. `number` None = several without a figure. `owner` is the span of a possessor or
    pronoun that it belongs to.
    """

    span: Span
    text: str
    words: tuple[str, ...]
    form: Form
    head: Head | None = None
    heads: tuple[Head, ...] = ()
    name: tuple[str, ...] = ()
    person: bool = False
    number: int | None = 1
    gender: str | None = None
    actor: Actor | None = None
    outlet: Outlet | None = None
    state: State | None = None
    affiliation: str | None = None
    owner: Span | None = None
    other: bool = False
    acronym: bool = False

    @property
    def role(self) -> str:
        """Name of the head's role; empty without a head."""
        return self.head.role.name if self.head is not None else ""

    @property
    def plural(self) -> bool:
        """True for more than one speaker."""
        return self.number is None or self.number > 1

    @property
    def named(self) -> bool:
        """True when the phrase gives a proper name to who speaks."""
        return bool(self.name) or self.actor is not None or self.outlet is not None


class PhraseReader:
    """Read source phrases of documents."""

    def __init__(self, words: SourceWords | None = None) -> None:
        self.words = words or source_words()

    def read(self, doc: Document, span: Span) -> SourcePhrase:
        """The source phrase at `span`."""
        tokens = doc.tokens_in(span)
        text = " ".join(span.text(doc.text).split())
        lowers = tuple(t.lower for t in tokens)
        if not tokens:
            return SourcePhrase(span, text, lowers, Form.BARE)
        pronoun = self.words.pronouns.get(tokens[0].lower) if len(tokens) == 1 else None
        if pronoun is not None:
            number = None if pronoun.number == "many" else 1
            return SourcePhrase(span, text, lowers, Form.PRONOUN, gender=pronoun.gender, number=number)
        return self._noun_phrase(doc, tokens, span, text, lowers)

    def issuer(self, doc: Document, phrase: SourcePhrase) -> SourcePhrase | None:
        """The body named as owner or author: "the army's account", "a statement from the Guards"."""
        if phrase.owner is not None:
            owner = self.read(doc, phrase.owner)
            return owner if owner.form is not Form.PRONOUN else None
        if phrase.role not in _ISSUED:
            return None
        tokens = doc.tokens_in(phrase.span)
        for i, token in enumerate(tokens[1:-1], 1):
            if token.lower in _BY:
                ends = [
                    t.start
                    for t in tokens[i + 1 :]
                    if t.text in {",", "("} or t.lower in {"that", "who", "which", "on", "in"}
                ]
                body = self.read(doc, trim(doc.text, Span(tokens[i + 1].start, ends[0] if ends else phrase.span.end)))
                if body.role in _UNNAMED and body.state is None:
                    continue
                return body if body.named or body.state or body.head else None
        return None

    def apposition(self, doc: Document, phrase: SourcePhrase) -> SourcePhrase | None:
        """What a comma after the phrase says of it: "Olha Kit, a nurse at the clinic, said"."""
        after = Span(phrase.span.end, min(len(doc.text), phrase.span.end + MAX_APPOSITION))
        tokens = doc.tokens_in(after)
        if len(tokens) < 2 or tokens[0].text != "," or tokens[1].tag[:1] == "V":
            return None
        end = next((t.start for t in tokens[1:] if t.text in {",", ".", ";", "”", "—"}), None)
        if end is None:
            return None
        told = self.read(doc, trim(doc.text, Span(tokens[1].start, end)))
        finite = any(t.tag in {"VVD", "VVZ", "VBD"} for t in doc.tokens_in(told.span)[:4])
        return told if told.head is not None and told.head.role.person and not finite else None

    def _noun_phrase(
        self, doc: Document, tokens: Sequence[Token], span: Span, text: str, lowers: tuple[str, ...]
    ) -> SourcePhrase:
        first, number, form, other = self._determiners(tokens)
        whole = known_with_short(text)
        core = tokens[first : core_end(tokens, first)]
        end = first + len(core)
        if not whole.any:
            core = after_possessor(core)
        name, heads = self._name_and_heads(tokens, core, end)
        head = deciding(heads)
        if not name and form is not Form.PARTITIVE:
            name = name_after(doc, span, head) or body_after(doc, span, head)
        found, name, person = _identity(core, name, head, whole)
        person = person and not (head is None and (lowers[0] == "the" or _publishes(doc, name)))
        body = not person and found.any
        people = person or (head is not None and head.role.person)
        if number is None and not _several(head, person, lowers):
            number = 1
        if (form is Form.PARTITIVE and lowers[0] == "one") or (number is None and body):
            number = 1
        if form is not Form.PARTITIVE and (name or found.actor or found.outlet):
            form = Form.NAME
        return SourcePhrase(
            span=span,
            text=text,
            words=lowers,
            form=form,
            head=head,
            heads=heads,
            name=name,
            person=person,
            number=number,
            gender=self._gender(core, tokens) if people else None,
            actor=found.actor,
            outlet=found.outlet,
            state=found.state,
            affiliation=_affiliation(tokens, found, name, person),
            owner=owner_of(tokens),
            other=other,
            acronym=not found.any and is_acronym(name),
        )

    def _name_and_heads(
        self, tokens: Sequence[Token], core: Sequence[Token], end: int
    ) -> tuple[tuple[str, ...], tuple[Head, ...]]:
        """The proper name and the head nouns, from the phrase proper or from what a comma adds to it."""
        found = self._heads(core)
        if found and any(t.tag[:2] == "NN" and t.text[:1].islower() and not particle(t) for t in core[found[-1][1] :]):
            found = []  # "local time": the noun only qualifies another one
        name = proper(core[found[-1][1] :] if found else core)
        if not name and not any(head.plural for head, _ in found):
            name = closing_name(tokens)
        if not name:
            name, extra = self._apposed(tokens, end)
            found = found or extra
        return name, tuple(head for head, _ in found)

    def _determiners(self, tokens: Sequence[Token]) -> tuple[int, int | None, Form, bool]:
        """Where the nouns begin, how many are counted, the form, and whether another one than before is meant."""
        number, form, other, i = None, Form.BARE, False, 0
        while i < len(tokens):
            lower = tokens[i].lower
            if lower in _DEFINITE or lower in OWNERS:
                form = Form.DEFINITE if form is not Form.INDEFINITE else form
            elif lower in _INDEFINITE:
                form, other = Form.INDEFINITE, other or lower in _OTHER
                number = 1 if lower in {"a", "an", "another"} else number
            elif lower in self.words.numbers or lower.isdigit():
                number = int(lower) if lower.isdigit() else self.words.numbers[lower]
                form = Form.INDEFINITE if form is Form.BARE else form
            elif lower in _OTHER:
                other, form = True, Form.INDEFINITE if form is not Form.DEFINITE else form
            else:
                break
            i += 1
        if 0 < i < len(tokens) and tokens[i].lower == "of":
            return i + 1, number, Form.PARTITIVE, other
        return i, number, form, other

    def _heads(self, core: Sequence[Token]) -> list[tuple[Head, int]]:
        """Head nouns of the core in order, longest first at each place, with the index after each."""
        found: list[tuple[Head, int]] = []
        i = 0
        while i < len(core):
            step = 1
            for size in range(min(MAX_HEAD_WORDS, len(core) - i), 0, -1):
                head = self.words.head(joined(core[i : i + size]))
                if head is not None and not (size == 1 and is_name_part(core, i, head)):
                    dotted = i + size < len(core) and core[i + size].text == "."
                    step = size + dotted
                    found.append((head, i + step))
                    break
            i += step
        return found

    def _apposed(self, tokens: Sequence[Token], start: int) -> tuple[tuple[str, ...], list[tuple[Head, int]]]:
        """A name after a comma in the phrase's own tail: "the mayor of X, Hiwa Dlshad"; the heads of that part."""
        for comma in (i for i in range(start, len(tokens)) if tokens[i].text == ","):
            part = tokens[comma + 1 :]
            part = part[: core_end(part, 0)]
            while part and part[0].lower in _DEFINITE | {"a", "an"}:
                part = part[1:]
            heads = self._heads(part)
            name = proper(part[heads[-1][1] :] if heads else part)
            if name:
                return name, heads
            if heads and part[0].text[:1].isupper():
                return tuple(t.text for t in part), heads
        return (), []

    def _gender(self, core: Sequence[Token], tokens: Sequence[Token]) -> str | None:
        genders = self.words.gender
        return next((genders[t.lower] for t in (*core, *tokens) if t.lower in genders), None)


def _identity(
    core: Sequence[Token], name: tuple[str, ...], head: Head | None, whole: Known
) -> tuple[Known, tuple[str, ...], bool]:
    """What the dictionaries know the source as, its name, and whether that names a person."""
    if whole.any:
        return whole, capitalised(core) or name, False
    if name:
        found = known(" ".join(name).replace(" '", "'"))
        if found.actor or found.outlet:
            return found, name, False
        return NOTHING, name, not is_acronym(name) and (head.role.person if head is not None else looks_personal(name))
    found = known_in(core, head)
    if found.actor or found.outlet:
        return found, capitalised(core), False
    if (
        head is not None
        and not head.role.person
        and head.role.name not in _UNNAMED
        and core
        and core[-1].text[:1].isupper()
    ):
        words = capitalised(core)
        if len(words) > 2 or len([w for w in words if state(w) is None]) > 1:
            return NOTHING, words, False
    return NOTHING, (), False


def _publishes(doc: Document, name: tuple[str, ...]) -> bool:
    """The name of two words is that of the outlet itself, no person's."""
    return name_key(" ".join(name)) in name_key(doc.report.publisher or "")


def _several(head: Head | None, person: bool, lowers: tuple[str, ...]) -> bool:
    return (head is not None and head.plural and not person) or any(w in _MANY for w in lowers[:3])


def _affiliation(tokens: Sequence[Token], found: Known, name: tuple[str, ...], person: bool) -> str | None:
    if found.actor is not None:
        return found.actor.country
    if found.outlet is not None:
        return found.outlet.country
    if found.state is not None:
        return found.state.name
    return belongs_to(tokens, frozenset(w.lower() for w in name) if person else frozenset())
