"""Name bodies by what they are: "Iraqi security forces", "Serbia's defence ministry", "Iran-backed militias"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ..errors import VocabError
from .actors import Actor, ActorForm, ActorKind, State, actor, actors, covering, state
from .loader import load_yaml

FILE = "actors/generic.yaml"
GENERIC = "generic"  # the `source` of actors that no list names
MAX_WORDS = 5  # of the longest noun ("office of the president") and of the longest name of a state
_ARTICLE = re.compile(r"^(?:the|an?|this|that|these|those|its|their)\s+", re.IGNORECASE)
_DEFINITE = re.compile(r"^(?:the|this|that|these|those|its|their)\s", re.IGNORECASE)
_OWNER = re.compile(r"['’]s?$")
_TIE = re.compile(r"^(.{2,30})-([a-z]+)$")
_PRO = re.compile(r"^pro-(.{2,30})$", re.IGNORECASE)
_SHORT = {"US": "US", "GB": "UK", "AE": "UAE"}
_IN = frozenset({"in", "of", "from", "inside"})


_ALIKE = {
    (ActorKind.ARMED_GROUP, None),
    (ActorKind.ARMED_GROUP, ActorForm.REBEL),
    (ActorKind.ARMED_GROUP, ActorForm.MILITIA),
}


@dataclass(frozen=True, slots=True)
class Concept:
    """A kind of body that a common noun names.

    `fits` are the kinds of actors that such a noun may go back to, `loose` says that any actor of these kinds will do,
    where else it must be the one that covers the concept in its country, or the concept that this one is `within`.
    """

    name: str
    kind: ActorKind
    label: str
    fits: frozenset[ActorKind]
    form: ActorForm | None = None
    side: str | None = None
    loose: bool = False
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """What a phrase says of a body that it does not name; `of` = the body that it is tied to ("Houthi-run")."""

    concept: Concept
    country: State | None = None
    side: str | None = None
    of: Actor | None = None
    definite: bool = False
    bare: bool = False  # without article, number or adjective: "police", "the" left out of a headline


@lru_cache(maxsize=4096)
def describe(phrase: str) -> Description | None:
    """What a phrase says of a body by country, alignment and noun; None when it does not end in such a noun.

    >>> told = describe("the Iran-backed group")
    >>> told.concept.name, told.side, told.definite, describe("Kerem Shalom")
    ('militias', 'Iran-backed', True, None)
    """
    definite = _DEFINITE.match(phrase) is not None
    words = _ARTICLE.sub("", phrase.strip()).split()
    while len(words) > 1 and words[0].lower() in _table().between:  # "two senior Iraqi officials"
        words = words[1:]
    words, tied_after = _tied_after(words)
    words, country = _tail(words)
    words, lead = _lead(words)
    country = lead or country
    side, of = tied_after if tied_after is not None else (None, None)
    rest: list[str] = []
    for word in words:
        tied = _tie(word)
        if tied is None:
            rest.append(word)
        else:
            side, of = tied[0], tied[1] or of
    if country is None:  # "Iran-backed Iraqi militias"
        rest, country = _lead(rest)
    concept = _concept(tuple(w.lower() for w in rest))
    if concept is None:
        return None
    bare = not definite and " ".join(rest) == phrase.strip()
    return Description(concept, country, side or concept.side, of, definite, bare)


@lru_cache(maxsize=4096)
def compose(phrase: str, at: str | None = None) -> Actor | None:
    """The body that a phrase with a country names: the known one that is it on the ISO date `at`, else a generic one.

    >>> compose("Israel's military").id, compose("Iraqi security forces").id, compose("Iraqi security forces").name
    ('idf', 'IQ:security-forces', 'Iraqi security forces')
    """
    told = describe(phrase)
    if told is None:
        told = describe(without_staff(phrase))
    if told is None or (told.country is None and told.side is None):
        return None
    if told.of is not None and told.side is not None and told.side.endswith("-run"):
        return _run_by(told)
    named = actor(f"{told.side} {told.concept.label}", at=at) if told.side is not None else None
    if named is not None:  # "the coalition led by the United States"
        return named
    if told.country is not None and told.side == told.concept.side:
        known = embodied(told.concept, told.country.name, at)
        if known is not None:
            return known
    if told.country is None and told.side == told.concept.side:
        return None
    return generic(told)


def titled(phrase: str, at: str | None = None) -> Actor | None:
    """The body of an official who is told by country and title.

    >>> titled("Serbian President Ana Kostić").id, titled("India's former foreign minister").id, titled("a Serb")
    ('RS:government', 'india-mea', None)
    """
    words, land = _lead(_ARTICLE.sub("", phrase).split())
    while land is not None and words and words[0].lower() in _table().between:
        words = words[1:]
    titles, concepts = _table().titles, {c.name: c for c in _table().concepts.values()}
    name = next((titles[t] for size in (2, 1) if (t := " ".join(words[:size]).lower()) in titles), None)
    if land is None or name is None:
        return None
    return embodied(concepts[name], land.name, at) or generic(Description(concepts[name], land))


def embodied(concept: Concept, country: str, at: str | None = None) -> Actor | None:
    """The known actor that is the army, the police … of a country on the ISO date `at`.

    >>> army = describe("the army").concept
    >>> embodied(army, "Israel").id, embodied(army, "India").id, embodied(army, "Fiji")
    ('idf', 'indian-army', None)
    """
    for name in (concept.name, concept.within):
        known = covering(country, name) if name is not None else ()
        found = next((entry for entry in known if at is None or entry.in_force(at)), None)
        if found is not None:
            return found
    return None


def generic(told: Description) -> Actor:
    """A body of that description that no list names; its id is made of country, concept and alignment."""
    land, concept = told.country, told.concept
    tie = told.side if told.side != concept.side else None
    if tie is not None and (concept.kind, concept.form) in _ALIKE:
        concept = _table().concepts["groups"]  # Iran-backed militias, militants and factions are one
    parts = [land.iso if land else "", concept.name, *([tie.lower()] if tie else [])]
    adjective = (land.adjectives[0] if land.adjectives else land.name) if land else ""
    return Actor(
        id=":".join(parts),
        name=" ".join(word for word in (tie, adjective, concept.label) if word),
        aliases=(),
        kind=concept.kind,
        country=land.name if land else None,
        parent=told.of.id if told.of else None,
        source=GENERIC,
        form=concept.form,
        side=(told.side,) if told.side else (),
    )


def state_actor(land: State) -> Actor:
    """A state as one that acts: "Israel", "Tehran"."""
    return Actor(f"state:{land.iso}", land.name, (), ActorKind.GOVERNMENT, land.name, source=GENERIC)


def canonical_id(name: str, *, at: str | None = None, country: str | None = None) -> str | None:
    """One id for all names of one body: of a known actor, a generic body ("IQ:police") or a state; None for no body.

    >>> canonical_id("IDF") == canonical_id("the Israeli army"), canonical_id("Tehran"), canonical_id("a bakery")
    (True, 'state:IR', None)
    """
    known = actor(name, at=at, country=country)
    if known is not None:
        return known.id
    land = state(name)
    if land is not None:
        return f"state:{land.iso}"
    made = compose(name, at)
    return made.id if made is not None else None


def without_staff(phrase: str) -> str:
    """A phrase without the people who speak or act for the body: "the group's spokesman" -> "the group".

    >>> without_staff("the Iraqi army's senior officials"), without_staff("officials")
    ('the Iraqi army', 'officials')
    """
    words = phrase.split()
    for size in (2, 1):
        if len(words) > size and " ".join(words[-size:]).lower() in _table().people | _table().arms:
            rest = words[:-size]
            rest[-1] = _OWNER.sub("", rest[-1])
            return phrase if len(rest) == 1 and _ARTICLE.match(f"{rest[0]} ") else " ".join(rest)
    return phrase


def is_kin(word: str) -> bool:
    """True for a noun that names what belongs to a body and is not it: "branch", "affiliate"."""
    return word.lower() in _table().kin


def is_people(word: str) -> bool:
    """True for who speaks for a body and is none: "official", "spokesman"."""
    return word.lower() in _table().people


def tells_members(phrase: str) -> bool:
    """True when a phrase tells of some people of a body and not of the whole: "an Israeli soldier", "two officers".

    >>> tells_members("three US troops"), tells_members("the US troops")
    (True, False)
    """
    first = _ARTICLE.sub("", phrase).split()[:1]
    some = bool(first) and (first[0].lower() in _table().between or first[0][:1].isdigit())
    return some or re.match(r"an?\s", phrase, re.IGNORECASE) is not None


def _tail(words: list[str]) -> tuple[list[str], State | None]:
    """The words before "in Iraq", "of Mali", and that state."""
    for i in range(len(words) - 1, 0, -1):
        if words[i - 1].lower() in _IN and i > 1:
            land = state(" ".join(words[i:]))
            if land is not None:
                return words[: i - 1], land
    return words, None


def _lead(words: list[str]) -> tuple[list[str], State | None]:
    """The words after a leading state, adjective or seat of government, and that state."""
    for size in range(min(MAX_WORDS, len(words) - 1), 0, -1):
        name = _OWNER.sub("", " ".join(words[:size]))
        if not name[:1].isupper():
            break
        land = state(name)
        if land is not None:
            return words[size:], land
    return words, None


def _tie(word: str) -> tuple[str, Actor | None] | None:
    """An alignment: "Iranian-backed" -> "Iran-backed"; None for other words."""
    pro, match = _PRO.match(word), _TIE.match(word)
    if pro is not None:
        name, verb = pro[1], "backed"
    elif match is not None and match[2] in _table().ties:
        name, verb = match[1], _table().ties[match[2]]
    else:
        return None
    return _side(name, verb)


def _side(name: str, verb: str) -> tuple[str, Actor | None]:
    """The alignment with a state or a body, by its name in the dictionary: "Iran-backed"."""
    land = state(name) if name[:1].isupper() else None
    if land is not None:
        return f"{_SHORT.get(land.iso, land.name)}-{verb}", None
    body = actor(name)
    return f"{body.name if body else name}-{verb}", body


def _tied_after(words: list[str]) -> tuple[list[str], tuple[str, Actor | None] | None]:
    """The words before "backed by Iran", and that alignment."""
    for i in range(1, len(words) - 2):
        verb = _table().ties_after.get(" ".join(words[i : i + 2]).lower())
        if verb is not None:
            return words[:i], _side(_ARTICLE.sub("", " ".join(words[i + 2 :])), verb)
    return words, None


def _concept(words: tuple[str, ...]) -> Concept | None:
    """The concept whose noun the words are, but for those that may stand before it."""
    table = _table()
    for start in range(len(words)):
        found = table.concepts.get(" ".join(words[start:]))
        if found is not None:
            return found if all(w in table.between for w in words[:start]) else None
    return None


def _run_by(told: Description) -> Actor:
    """ "The Houthi-run health ministry": the known one of that body, else a generic one."""
    assert told.of is not None
    for entry in _children(told.of.id):
        if entry.kind is told.concept.kind and told.concept.name.split("-")[0] in entry.name.lower():
            return entry
    return generic(told)


def _children(id: str) -> tuple[Actor, ...]:
    return tuple(entry for entry in actors() if entry.parent == id)


@dataclass(frozen=True, slots=True)
class _Table:
    concepts: Mapping[str, Concept]
    between: frozenset[str]
    people: frozenset[str]
    arms: frozenset[str]
    kin: frozenset[str]
    ties: Mapping[str, str]
    ties_after: Mapping[str, str]
    titles: Mapping[str, str]


@cache
def _table() -> _Table:
    content = load_yaml(FILE)
    concepts: dict[str, Concept] = {}
    for row in content["concepts"]:
        concept = _parse(row)
        for word in row["words"]:
            concepts.setdefault(word, concept)
    between, people, arms, kin = (frozenset[str](content[field]) for field in ("between", "people", "arms", "kin"))
    return _Table(concepts, between, people, arms, kin, content["ties"], content["ties_after"], content["titles"])


def _parse(row: Mapping[str, Any]) -> Concept:
    try:
        kind = ActorKind(row["kind"])
        return Concept(
            name=row["concept"],
            kind=kind,
            label=row["label"],
            fits=frozenset(ActorKind(k) for k in row.get("fits", [kind.value])),
            form=ActorForm(row["form"]) if "form" in row else None,
            side=row.get("side"),
            loose=row.get("loose", False),
            within=row.get("within"),
        )
    except (KeyError, ValueError) as error:
        raise VocabError(
            f"{FILE}: concept {row.get('concept', row)!r} is broken ({error}); give kind, label"
        ) from error
