"""Resolve the words for a party to a known body, with how sure that is and by which rule.

A name leads to its entry, the report's date choosing between bodies of one name; an office-holder to the body he or she
speaks for; a country with a noun ("Iraqi troops") to the army that it is, or to a generic body; a description ("the
Iran-backed group", "the ministry") to the body of that side and kind that the report named last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ..model import Document, Span, covers
from ..vocab.actors import Actor, ActorForm, ActorKind, actor_by_id, bearers, is_seat, sides, state
from ..vocab.generic_actors import (
    GENERIC,
    Description,
    compose,
    describe,
    embodied,
    generic,
    is_kin,
    is_people,
    state_actor,
    tells_members,
    titled,
    without_staff,
)
from ..vocab.offices import Office, offices_of
from .party_names import MAX_NAME, actor_in

_BRACKETED = re.compile(r"^(.+?)\s*\(([^()]+)\)$")
_OWNER = re.compile(r"['’]s\b.*$")
_MARKS = re.compile(r"[“”\"‘«»]")
_SPACES = re.compile(r"\s+")


PRONOUNS = frozenset({"it", "they", "we", "he", "she", "its", "their", "our", "us", "them", "his", "her", "i"})
STATE_FORCES = frozenset(ActorKind) - {ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.MONITOR, ActorKind.COALITION}
APART = frozenset({ActorForm.CRIMINAL, ActorForm.MERCENARY})  # "the militants" are no cartel


class Certainty(StrEnum):
    """How sure a resolution is."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


def min_certainty(a: Certainty, b: Certainty) -> Certainty:
    """The less sure of two."""
    return max(a, b, key=list(Certainty).index)


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """A body that words lead to; `rule` names how, `office` is the office of a person who speaks for it."""

    actor: Actor
    certainty: Certainty
    rule: str
    office: Office | None = None


class ActorResolver:
    """Resolve the parties of one document: `requires` mentions and attributions, to which descriptions go back."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.at = doc.report.published[:10] if doc.report.published else None
        self._named: tuple[tuple[Span, Actor], ...] | None = None
        self._country: str | None = None

    def resolve(self, span: Span) -> ActorMatch | None:
        """The body that the words at `span` stand for; None for a person without office, or for no body."""
        words = span.text(self.doc.text)
        if words.lower() in PRONOUNS:
            return self._source(span) or self._speaker(span)
        return self.resolve_words(words, before=span.start)

    def resolve_words(self, words: str, *, before: int) -> ActorMatch | None:
        """As `resolve`, for words that need not stand in the text; `before` is the offset from which to look back."""
        words = _SPACES.sub(" ", _MARKS.sub("", words).strip(" ,.;:'’"))
        if not words:
            return None
        return self._by_name(words) or self._by_words(words) or self._described(words, before)

    @property
    def country(self) -> str | None:
        """The country that the report names most, by name, adjective or seat of government."""
        if self._country is None:
            words = [t.text for t in self.doc.tokens]
            pairs = (f"{a} {b}" for a, b in pairwise(words) if b[:1].isupper())  # "Burkina Faso", "South Korean"
            lands = (state(name) for name in (*words, *pairs) if name[:1].isupper())
            named = Counter(land.name for land in lands if land is not None)
            self._country = named.most_common(1)[0][0] if named else ""
        return self._country or None

    def _source(self, span: Span) -> ActorMatch | None:
        """The body of the source that a pronoun goes back to, when the sources are known already."""
        source = next((s for s in self.doc.sources if span in s.mentions), None)
        if source is None or source.name.lower() in PRONOUNS:
            return None
        said = self.resolve_words(source.name, before=source.mentions[0].start)
        return said and ActorMatch(said.actor, min_certainty(said.certainty, Certainty.PROBABLE), "source", said.office)

    def _speaker(self, span: Span) -> ActorMatch | None:
        """The body that says what stands at `span`: in "JNIM said it had …", "it" is JNIM."""
        if span.text(self.doc.text).lower() in {"he", "she", "his", "her", "i"}:
            return None
        quoting = [a for a in self.doc.attributions if a.source and covers(a.content, span)]
        for attribution in sorted(quoting, key=lambda a: sum(c.length for c in a.content)):
            source = attribution.source[0]
            if source.text(self.doc.text).lower() in PRONOUNS:
                continue
            said = self.resolve(source)
            person = said is not None and said.office is not None
            if said is None or person or (said.actor.source == GENERIC and said.rule != "state"):
                return None
            return ActorMatch(said.actor, min_certainty(said.certainty, Certainty.PROBABLE), "speaker")
        return None

    def _by_name(self, words: str) -> ActorMatch | None:
        """By a name that is the whole of the words, a short name in brackets, or a person's who holds an office."""
        match = _BRACKETED.match(words)
        for name in (words, *(match.groups() if match is not None else ())):
            found = self._named_by(name, "name")
            if found is not None:
                return found
        return self._by_office(words)

    def _named_by(self, name: str, rule: str) -> ActorMatch | None:
        known = bearers(name)
        if not known:  # an ambiguous name may still be that of the country of the report
            known = bearers(name, country=self.country) if self.country is not None else ()
            return ActorMatch(known[0], Certainty.PROBABLE, f"{rule}-in-country") if known else None
        if len(known) == 1:
            return ActorMatch(known[0], Certainty.CERTAIN, rule)
        then = bearers(name, at=self.at)
        if len(then) == 1:
            return ActorMatch(then[0], Certainty.CERTAIN, f"{rule}-at-date")
        here = bearers(name, at=self.at, country=self.country)
        if len(here) == 1:
            return ActorMatch(here[0], Certainty.PROBABLE, f"{rule}-in-country")
        return ActorMatch(here[0], Certainty.POSSIBLE, f"{rule}-of-several")

    def _by_office(self, words: str) -> ActorMatch | None:
        for name in _persons(words):
            found = offices_of(name, self.at)
            for office in found[:1]:
                held = self.at is not None and office.in_force(self.at)
                body = _body(office)
                if body is not None:
                    surname = " " not in name
                    sure = Certainty.PROBABLE if surname or not held else Certainty.CERTAIN
                    return ActorMatch(body, sure, "office" if held or self.at is None else "office-once", office)
        return None

    def _by_words(self, words: str) -> ActorMatch | None:
        """By a country with a noun, by a name within the words, or by a state."""
        made = compose(words, self.at)
        if made is not None and made.source != GENERIC:
            return ActorMatch(made, Certainty.CERTAIN, "members-of" if tells_members(words) else "country-and-noun")
        inner = actor_in(words)
        if inner is not None:
            name = next((n for n in (without_staff(words), _OWNER.sub("", words)) if bearers(n)), None)
            if name is not None:
                return self._named_by(name, "name-of-staff")
            kin = any(is_kin(word) for word in words.split())
            return ActorMatch(inner, Certainty.POSSIBLE if kin else Certainty.PROBABLE, "name-within")
        if made is not None and made.country is not None:
            return ActorMatch(made, Certainty.PROBABLE, "country-and-noun-generic")
        held = titled(words, self.at)
        if held is not None:
            return ActorMatch(held, Certainty.PROBABLE, "country-and-title")
        land = state(words)
        if land is not None:
            return ActorMatch(state_actor(land), Certainty.CERTAIN, "seat" if is_seat(words) else "state")
        return None

    def _described(self, words: str, before: int) -> ActorMatch | None:
        body = without_staff(words) if is_people(words.split()[-1]) else words
        told = describe(body) or describe(without_staff(words))
        if told is None or is_people(body.split()[-1]):  # "the official" is no body
            return None
        known = told.definite or (told.bare and not told.concept.loose)
        if known:
            found = self._last_named(told, before)
            if found is not None:
                return found
        if told.side is not None and told.side != told.concept.side:
            return ActorMatch(generic(told), Certainty.POSSIBLE, "side-and-noun")
        if not known or self.country is None:
            return None
        here = embodied(told.concept, self.country, self.at)
        return None if here is None else ActorMatch(here, Certainty.POSSIBLE, "noun-in-country")

    def _last_named(self, told: Description, before: int) -> ActorMatch | None:
        """The body named last that the description fits; probable when no other fits or the side tells it."""
        named = (self._as_told(entry, told) for span, entry in self._mentioned() if span.start < before)
        fitting = [entry for entry in named if entry is not None]
        fitting = [entry for entry in fitting if entry.source != GENERIC] or fitting
        if not fitting:
            return None
        sure = told.definite and len({entry.id for entry in fitting}) == 1
        sure = sure and (told.concept.loose or fitting[-1].country == self.country)
        return ActorMatch(fitting[-1], Certainty.PROBABLE if sure else Certainty.POSSIBLE, "last-named")

    def _as_told(self, entry: Actor, told: Description) -> Actor | None:
        """The body itself when the description fits it; for "the army" the army that it is of, or of its country."""
        if told.concept.loose:
            return entry if fits(entry, told) else None
        if entry.kind not in STATE_FORCES or (told.country is not None and entry.country != told.country.name):
            return None
        name = told.concept.name
        if name in entry.covers or entry.id.endswith(f":{name}"):
            return entry
        return embodied(told.concept, entry.country or "", self.at)

    def _mentioned(self) -> tuple[tuple[Span, Actor], ...]:
        if self._named is None:
            self._named = tuple(self._find_named())
        return self._named

    def _find_named(self) -> Iterator[tuple[Span, Actor]]:
        """Known names anywhere in the text, and phrases of country and noun, in text order."""
        named = list(self._names())
        taken = [span for span, _ in named]
        for mention in self.doc.mentions:
            words = _SPACES.sub(" ", mention.span.text(self.doc.text))
            if any(c.isupper() for c in words) and not any(span.overlaps(mention.span) for span in taken):
                made = compose(words, self.at)
                if made is not None and made.country is not None:
                    named.append((mention.span, made))
        return iter(sorted(named, key=lambda pair: pair[0]))

    def _names(self) -> Iterator[tuple[Span, Actor]]:
        tokens, i = self.doc.tokens, 0
        while i < len(tokens):
            step = 1
            if tokens[i].text[:1].isupper():
                for size in range(min(MAX_NAME, len(tokens) - i), 0, -1):
                    span = Span(tokens[i].start, tokens[i + size - 1].end)
                    known = bearers(_SPACES.sub(" ", span.text(self.doc.text)), at=self.at)
                    if known:
                        yield span, known[0]
                        step = size
                        break
            i += step


def fits(entry: Actor, told: Description) -> bool:
    """True when a body can be what a description tells: of that kind and, where told, of that side and country."""
    if entry.kind not in told.concept.fits:
        return False
    if told.country is not None and entry.country != told.country.name:
        return False
    forms = {entry.form, told.concept.form} & APART
    if forms and entry.form is not told.concept.form and told.concept.form is not None:
        return False
    return told.side is None or told.side.lower() in {side.lower() for side in sides(entry)}


def _persons(words: str) -> Iterator[str]:
    """What may be a person's name in the words: all of them, or the capitalised ones that end them or open them."""
    yield words
    first = words.split(",")[0]
    tokens = first.split()
    for start in range(max(0, len(tokens) - 4), len(tokens)):
        if tokens[start][:1].isupper() and len(tokens) - start >= 2:
            yield " ".join(tokens[start:])
    if first != words:
        yield first
        yield words.rsplit(",", 1)[1].strip()


def _body(office: Office) -> Actor | None:
    """The body of an office, or the government of its country."""
    if office.body is not None:
        return actor_by_id(office.body)
    land = state(office.country or "")
    return state_actor(land) if land is not None else None
