"""Find the proper name in the words of a source, and what the dictionaries know under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Document, Span, Token
from ..vocab.actors import Actor, State, actor, is_seat, state
from ..vocab.outlets import Outlet, outlet
from ..vocab.source_words import Head, source_words

_PARTICLES = frozenset(
    {
        "al",
        "de",
        "da",
        "del",
        "bin",
        "bint",
        "ibn",
        "van",
        "von",
        "der",
        "la",
        "el",
        "ould",
        "ag",
        "di",
        "dos",
        "abu",
        "u",
        "e",
    }
)
_PARTICLE_HEADS = ("al-", "el-", "as-", "ash-", "an-", "ar-", "ad-", "at-", "az-")
_MARKS = frozenset({".", "-", "/", "&", "’", "'", "“", "”", '"'})
_COURTESY = frozenset({"mr", "mrs", "ms", "sir", "dame", "lord", "datuk", "alhaji", "dr", "prof"})
_SMALL = frozenset({"of", "the", "for", "and"})
_BRACKETED = re.compile(r"^([^()]+?)\s*\(([A-Z][\w-]+)\)$")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&\-]{1,9}$")
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_TIED = re.compile(r"[-‑](?:affiliated|aligned|linked|run|controlled|owned)$")
_OUTER = " \t\n,;:“”\"‘’'()"
NAME_REACH = 60  # characters after a comma in which an apposed name must end


@dataclass(frozen=True, slots=True)
class Known:
    """What the dictionaries hold under a name."""

    actor: Actor | None = None
    outlet: Outlet | None = None
    state: State | None = None

    @property
    def any(self) -> bool:
        """True when something was found."""
        return self.actor is not None or self.outlet is not None or self.state is not None


NOTHING = Known()


def known(words: str) -> Known:
    """The outlet, the actor, or the state that speaks under this name.

    An adjective is no state that speaks ("Iraqi"), a seat of government is ("Baghdad").
    """
    words = words.strip(_OUTER)
    if not words or words.islower():
        return NOTHING
    found = outlet(words)
    if found is not None:
        return Known(outlet=found)
    body = actor(words)
    if body is not None:
        return Known(actor=body)
    country = state(words)
    if country is None:
        return NOTHING
    bare = _ARTICLE.sub("", words)
    speaks = is_seat(words) or bare not in country.adjectives or bare in country.aliases
    return Known(state=country) if speaks else NOTHING


def known_with_short(words: str) -> Known:
    """As `known`, with a short name in brackets: "Permanent Strategic Framework (CSP)"."""
    found = known(words)
    match = None if found.any else _BRACKETED.match(words)
    if match is None:
        return found
    return next((k for part in match.groups() if (k := known(part)).any), found)


def known_in(core: Sequence[Token], head: Head | None) -> Known:
    """What the core names: all of it, its capitalised end, or what stands before its head ("the Petra news agency")."""
    for words in (" ".join(t.text for t in core), _capital_end(core)):
        found = known(words)
        if found.any:
            return found
    if head is None or head.role.person:
        return NOTHING
    end = len(core) - len(head.word.split())
    for start in range(max(0, end - 4), end):
        if core[start].text[:1].isupper():
            found = known(" ".join(t.text for t in core[start:end]))
            if head.role.name in {"outlet", "channel"}:
                fits = found.outlet is not None
            else:
                fits = found.actor is not None and head.role.name in {"armed_group", "military_body"}
            if fits:
                return found
    return NOTHING


def particle(token: Token) -> bool:
    """A small word inside personal names: "de", "al-Omar"."""
    return token.lower in _PARTICLES or token.lower.startswith(_PARTICLE_HEADS)


def _nominal(token: Token) -> bool:
    return token.text[:1].isupper() or particle(token)


def proper(tail: Sequence[Token]) -> tuple[str, ...]:
    """The words of a proper name that fill `tail`; empty when something else stands there."""
    words = [t for t in tail if t.text not in _MARKS]
    if not words or not _nominal(words[0]) or words[-1].tag == "POS":
        return ()
    if not all(_nominal(t) or t.text[:1].isdigit() for t in words) or not any(
        t.text[:1].isupper() or "-" in t.text for t in words
    ):
        return ()
    return tuple(t.text for t in words if t.lower.rstrip(".") not in _COURTESY)


def capitalised(core: Sequence[Token]) -> tuple[str, ...]:
    """The last stretch of capitalised words, with the small words between them: a name without its description."""
    caps = [i for i, t in enumerate(core) if t.text[:1].isupper() or t.text[:1].isdigit()]
    if not caps:
        return ()
    first = caps[-1]
    for i in reversed(caps):
        if any(t.lower not in _SMALL and t.tag != "POS" for t in core[i + 1 : first]):
            break
        first = i
    return tuple(t.text for t in core[first : caps[-1] + 1])


def is_acronym(name: tuple[str, ...]) -> bool:
    """One word of capitals."""
    return len(name) == 1 and _ACRONYM.match(name[0]) is not None


def looks_personal(name: tuple[str, ...]) -> bool:
    """Two to five words, none an acronym or a noun that heads a body."""
    if not 2 <= len(name) <= 5:
        return False
    return not any((len(w) > 1 and _ACRONYM.match(w)) or source_words().head(w.lower()) is not None for w in name)


def closing_name(tokens: Sequence[Token]) -> tuple[str, ...]:
    """A personal name that ends a longer title: "head of the district Timofey Yarov"."""
    i = len(tokens)
    while i > 0 and _nominal(tokens[i - 1]):
        i -= 1
    if not 0 < i < len(tokens) - 1:
        return ()
    if tokens[i - 1].text[:1].islower() and tokens[i - 1].tag[:2] == "NN":
        name = proper(tokens[i:])
        return name if looks_personal(name) else ()
    for cut in range(i + 1, len(tokens) - 1):  # "Ambassador to the United Nations Amir Iravani"
        before = " ".join(t.text for t in tokens[i:cut])
        if actor(before) or state(before) or source_words().head(tokens[cut - 1].lower) is not None:
            name = proper(tokens[cut:])
            if looks_personal(name):
                return name
    return ()


def body_after(doc: Document, span: Span, head: Head | None) -> tuple[str, ...]:
    """A known body that a comma sets beside a description: "the office in charge, the Security Media Cell, said"."""
    described = not head.role.person if head is not None else bool(_ARTICLE.match(span.text(doc.text)))
    if not described or doc.text[span.end : span.end + 2] != ", ":
        return ()
    after = doc.text[span.end + 2 : span.end + NAME_REACH].split(",")
    words = _ARTICLE.sub("", after[0].strip())
    found = known_with_short(words) if len(after) > 1 else NOTHING
    return tuple(words.partition(" (")[0].split()) if found.actor or found.outlet else ()


def name_after(doc: Document, span: Span, head: Head | None) -> tuple[str, ...]:
    """A name that a comma sets beside an untold person: "the head of the brigade, Wilner Desrosiers, said"."""
    if head is None or not head.role.person or head.plural or doc.text[span.end : span.end + 2] != ", ":
        return ()
    tokens = doc.tokens_in(Span(span.end + 2, min(len(doc.text), span.end + NAME_REACH)))
    while len(tokens) > 2 and tokens[0].text[:1].isupper() and _is_title(tokens[0]):
        tokens = tokens[1 + (tokens[1].text == ".") :]  # "a spokesman, Major Wilner Desrosiers, said"
    end = next((i for i, t in enumerate(tokens) if not _nominal(t)), 0)
    if not 2 <= end <= 5 or tokens[end].text not in {",", "."}:
        return ()
    name = proper(tokens[:end])
    return name if looks_personal(name) and state(name[0]) is None else ()


def _is_title(token: Token) -> bool:
    head = source_words().head(token.lower)
    return head is not None and head.role.person


def _capital_end(core: Sequence[Token]) -> str:
    """The capitalised stretch that ends the phrase, with `'s` joined on."""
    i = len(core)
    while i > 0 and (_nominal(core[i - 1]) or core[i - 1].lower in _SMALL or core[i - 1].tag == "POS"):
        i -= 1
    return _glued(core[i:])


def _glued(tokens: Sequence[Token]) -> str:
    return " ".join(t.text for t in tokens).replace(" 's", "'s").replace(" ’s", "’s")


def belongs_to(tokens: Sequence[Token], named: frozenset[str]) -> str | None:
    """The body or country that the words tie the source to: "Iraqi" gives Iraq, "a source in HUR" gives HUR.

    A known body goes before a country, since it says more. `named` are the lower-case words of the source's own name.
    """
    body: str | None = None
    country: str | None = None
    i = 0
    while i < len(tokens):
        step = 1
        if tokens[i].text[:1].isupper() and tokens[i].lower not in named:
            for size in range(min(6, len(tokens) - i), 0, -1):
                words = _TIED.sub("", _glued(tokens[i : i + size]))
                if size < len(tokens) and actor(words) is not None:
                    body, step = body or _ARTICLE.sub("", words), size
                    break
                found = state(words)
                if found is not None:
                    country, step = country or found.name, size
                    break
        i += step
    return body or country
