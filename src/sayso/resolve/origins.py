"""Name where a claim comes from: an outlet's own voice, an agency that it credits, or a party by its telling words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from ..model import Report
from ..vocab.actors import Actor, ActorKind, State, actor_by_id, state
from ..vocab.generic_actors import canonical_id
from ..vocab.matching import matching_words
from ..vocab.outlets import Outlet, may_copy, outlet
from .bodies import is_body
from .names import is_state, known_parts, name_tokens, plain, singular

VOICE, OUTLET, PARTY = "voice", "outlet", "party"
OF_A_STATE = frozenset(ActorKind) - {ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.MONITOR, ActorKind.COALITION}
_CREDIT_ROOM = 200  # characters at either end of a text in which "(Reuters)" credits the whole of it
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]")
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"the", "a", "an"})
_ARTICLE = re.compile(r"^the\s+")
_TIED = re.compile(r"-(?:affiliated|linked|aligned|run|owned)\b", re.IGNORECASE)
_PARTS = re.compile(r"[()\[\]/|,;–—]|\bvia\b|\band\b|\s-\s", re.IGNORECASE)

Words = frozenset[str]


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where a claim comes from: an outlet's own voice, a credited outlet, or a party known by its telling words."""

    kind: str
    name: str


def own_voice(report: Report) -> Origin:
    """Whom a report's own voice belongs to: an agency that it credits, its publisher, its site, or itself."""
    for name in (*_PARTS.split(report.publisher or ""), *_credits(report.text)):
        known = outlet(name.strip())
        if known is not None and known.is_agency:
            return Origin(OUTLET, known.id)
    if report.publisher:
        first = first_part(report.publisher)
        known = outlet(first)
        if known is not None:
            return voice_of(known)
        words = party_words(first)
        if words and (canonical_id(first) is not None or is_body(first)):  # a body's own release
            return Origin(PARTY, " ".join(sorted(words)))
        return Origin(VOICE, bare(first))
    site = urlsplit(report.url or "").hostname
    return Origin(VOICE, site.removeprefix("www.") if site else f"report {report.id}")


def agencies(report: Report, voice: Origin) -> frozenset[str]:
    """The agencies whose texts a report may be: the one that it credits or is of, and those that its outlet prints."""
    carried = may_copy(first_part(report.publisher)) if report.publisher else ()
    return frozenset(carried) | ({voice.name} if voice.kind == OUTLET else frozenset())


def voice_of(known: Outlet) -> Origin:
    """The origin that an outlet's own voice is: the party that it speaks for, or itself."""
    speaker = actor_by_id(known.voice) if known.voice else None
    if speaker is not None:
        return Origin(PARTY, " ".join(sorted(party_words(speaker.name))))
    return Origin(OUTLET if known.is_agency else VOICE, known.id)


def first_part(publisher: str) -> str:
    """ "TRT World" of "TRT World (Reuters)"."""
    return next((p.strip() for p in _PARTS.split(publisher) if p.strip()), publisher)


def bare(publisher: str | None) -> str:
    """The name that an outlet or body is compared by."""
    return _ARTICLE.sub("", plain(first_part(publisher or "")).lower())


@lru_cache(maxsize=65536)
def is_called(publisher: str, name: str) -> bool:
    """True when a publisher goes by a name: by words of its own, by its one telling word, or by its initials.

    >>> is_called("Radio Mwangaza Butembo (translated)", "Radio Mwangaza"), is_called("Radio Mwangaza", "the radio")
    (True, False)
    >>> is_called("Pacific News Agency", "a PNA dispatch"), is_called("Meridian News Agency", "Meridian")
    (True, True)
    """
    own = _WORD.findall(plain(publisher))
    initials = "".join(word[0] for word in _WORD.findall(plain(first_part(publisher))) if word[:1].isupper())
    words = [word for word in _WORD.findall(plain(name)) if word.lower() not in _ARTICLES]
    known = {word.lower() for word in own}
    names = [word for word in words if word[:1].isupper()]
    if len(initials) > 2 and initials in names:
        return True
    if any(len(part) > 1 and {word.lower() for word in part} <= known for part in (words, names)):
        return True
    telling = name_tokens(name)
    return len(names) == len(words) == 1 and bool(telling) and not is_state(name) and names[0].lower() in known


def _credits(text: str) -> Iterable[str]:
    ends = text if len(text) <= 2 * _CREDIT_ROOM else f"{text[:_CREDIT_ROOM]}\n{text[-_CREDIT_ROOM:]}"
    return (match[1] for match in _BRACKETS.finditer(ends))


@lru_cache(maxsize=65536)
def party_words(name: str) -> Words:
    """The telling words of a source: known bodies by their id, states by their code, the rest as plain singular words.

    A body of a state carries its state, so that "Washington" and "US Central Command" are not told apart.

    >>> sorted(party_words("two Iraqi security officials"))
    ['IQ', 'security']
    """
    found: set[str] = set()
    for part in known_parts(_TIED.sub(" ", name)):
        if isinstance(part, Actor):
            land = state(part.country or "") if part.kind in OF_A_STATE else None
            found |= {part.id, land.iso} if land else {part.id}
        elif isinstance(part, State):
            found.add(part.iso)
        elif part not in matching_words().vague and len(part) > 1:
            found.add(singular(part))
    return frozenset(found)
