"""Decide what kind of source a phrase names, and by which channel it spoke."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model import SourceKind, Span
from ..vocab.actors import Actor, ActorKind, actor
from ..vocab.outlets import Outlet, OutletKind, outlet
from ..vocab.source_words import SourceWords, source_words
from .source_phrases import Form, SourcePhrase

_BODIES: Mapping[ActorKind, SourceKind] = {
    ActorKind.ARMED_GROUP: SourceKind.ARMED_GROUP,
    ActorKind.MILITARY: SourceKind.MILITARY_INSTITUTION,
    ActorKind.COALITION: SourceKind.MILITARY_INSTITUTION,
    ActorKind.MONITOR: SourceKind.NGO_MONITOR,
    ActorKind.MEDICAL: SourceKind.MEDICAL,
    ActorKind.PARTY: SourceKind.UNSPECIFIED,
    ActorKind.COMPANY: SourceKind.UNSPECIFIED,
}
"""Kinds of body that speak as something else than the press body of a state."""

DEFENCE = "defence-ministry"  # what an actor `covers` that is one
_CARRIERS = frozenset({"statement", "footage"})


def kind_of(phrase: SourcePhrase, words: SourceWords | None = None, owner: SourcePhrase | None = None) -> SourceKind:
    """The kind of the source that `phrase` names; `owner` is the one that it belongs to ("its spokesman"), when known.

    >>> from ..model import Document, Report
    >>> from ..text import segment
    >>> from .source_phrases import PhraseReader
    >>> doc = segment(Document(Report.of("two PMF sources")))
    >>> kind_of(PhraseReader().read(doc, Span(0, 15))).value
    'military_anonymous'
    """
    words = words or source_words()
    if phrase.form is Form.PRONOUN:
        return SourceKind.UNSPECIFIED
    if phrase.outlet is not None and not phrase.person:
        return SourceKind.SOCIAL_MEDIA_CHANNEL if phrase.outlet.kind is OutletKind.TELEGRAM else SourceKind.MEDIA_OUTLET
    if phrase.role == "health_body":
        return SourceKind.MEDICAL
    if phrase.actor is not None and not phrase.person:
        return kind_of_body(phrase.actor)
    if phrase.state is not None and phrase.head is None:
        return SourceKind.OFFICIAL_PRESS_BODY
    if phrase.head is None:
        return SourceKind.PERSON_NAMED if phrase.person else SourceKind.UNSPECIFIED
    return _by_head(phrase, words, owner)


def _by_head(phrase: SourcePhrase, words: SourceWords, owner: SourcePhrase | None) -> SourceKind:
    role = phrase.role
    body = _body(phrase, owner)
    if role == "spokesperson":
        return _spokesperson(phrase, words, body, owner)
    if role in _CARRIERS:
        return _carrier(phrase, words, body, owner)
    if phrase.person:
        armed = (
            isinstance(body, Actor)
            and body.kind is ActorKind.ARMED_GROUP
            and role in {"military", "official", "armed_group"}
        )
        if armed or role == "armed_group":
            return SourceKind.ARMED_GROUP
        if _qualified(phrase, words) is SourceKind.PERSON_NAMED:
            return SourceKind.PERSON_NAMED
        return next((h.role.named for h in phrase.heads if h.role.person), SourceKind.PERSON_NAMED)
    assert phrase.head is not None
    if isinstance(body, Actor) and role in {"generic", "official", "military"}:
        return _staff(phrase.head.role.unnamed, body)
    qualified = _qualified(phrase, words)
    if qualified is SourceKind.PERSON_NAMED:
        return SourceKind.UNSPECIFIED
    if qualified is not None:
        return qualified
    if role in {"generic", "spokesperson"} and owner is not None:
        return kind_of(owner, words)
    return phrase.head.role.unnamed


def _spokesperson(
    phrase: SourcePhrase, words: SourceWords, body: Actor | Outlet | None, owner: SourcePhrase | None
) -> SourceKind:
    """A spokesperson of a group or a monitor speaks for it; a named one of a state is a named official."""
    theirs = kind_of_body(body) if isinstance(body, Actor) else None
    if theirs is None and owner is not None:
        theirs = kind_of(owner, words)
    if theirs is None:
        qualified = _qualified(phrase, words)
        military = (
            qualified is SourceKind.MILITARY_ANONYMOUS
            or any(h.role.name in {"military", "military_body"} for h in phrase.heads)
            or _says(phrase, "military", "army", "navy")
        )
        theirs = SourceKind.MILITARY_INSTITUTION if military else qualified
    if theirs in {SourceKind.ARMED_GROUP, SourceKind.NGO_MONITOR, SourceKind.MEDICAL}:
        return theirs
    if phrase.person:
        return SourceKind.OFFICIAL_NAMED
    return (
        theirs
        if theirs in {SourceKind.MILITARY_INSTITUTION, SourceKind.MEDIA_OUTLET}
        else SourceKind.OFFICIAL_PRESS_BODY
    )


def _carrier(
    phrase: SourcePhrase, words: SourceWords, body: Actor | Outlet | None, owner: SourcePhrase | None
) -> SourceKind:
    """A statement is of the kind of whoever made it; one that is only known to stand online is a channel's."""
    if owner is not None and owner.head is not None and owner.head.word == "investigator":
        return SourceKind.INVESTIGATION
    if _qualified(phrase, words) is SourceKind.SOCIAL_MEDIA_CHANNEL and not _says(phrase, "statement"):
        return SourceKind.SOCIAL_MEDIA_CHANNEL
    if isinstance(body, Actor):
        return kind_of_body(body)
    if owner is not None and owner.form is not Form.PRONOUN:
        return kind_of(owner, words)
    qualified = _qualified(phrase, words)
    if qualified is not None:
        return qualified
    first = next((h for h in phrase.heads if h.role.name not in _CARRIERS), None)
    return first.role.unnamed if first is not None else SourceKind.UNSPECIFIED


def _body(phrase: SourcePhrase, owner: SourcePhrase | None) -> Actor | Outlet | None:
    if owner is not None and (owner.actor or owner.outlet):
        return owner.actor or owner.outlet
    if phrase.affiliation is None:
        return None
    return actor(phrase.affiliation) or outlet(phrase.affiliation)


def kind_of_body(body: Actor) -> SourceKind:
    """The kind of source that a body is when it speaks; a defence ministry speaks for the forces."""
    if DEFENCE in body.covers:
        return SourceKind.MILITARY_INSTITUTION
    return _BODIES.get(body.kind, SourceKind.OFFICIAL_PRESS_BODY)


def _staff(unnamed: SourceKind, body: Actor) -> SourceKind:
    """Unnamed people of a known body."""
    if body.kind in {ActorKind.MILITARY, ActorKind.COALITION} or DEFENCE in body.covers:
        return SourceKind.MILITARY_ANONYMOUS
    if body.kind in {ActorKind.ARMED_GROUP, ActorKind.MONITOR, ActorKind.MEDICAL}:
        return _BODIES[body.kind]
    return SourceKind.OFFICIAL_ANONYMOUS if unnamed is SourceKind.UNSPECIFIED else unnamed


def _qualified(phrase: SourcePhrase, words: SourceWords) -> SourceKind | None:
    assert phrase.head is not None
    head = set(phrase.head.word.split())
    for qualifier in words.qualifiers:
        if phrase.role in qualifier.over and any(w in qualifier.words and w not in head for w in phrase.words):
            return qualifier.kind
    return None


def _says(phrase: SourcePhrase, *words: str) -> bool:
    return any(w in words for w in phrase.words)


def channel_of(text: str, around: Sequence[Span], words: SourceWords | None = None) -> str | None:
    """By which channel the source spoke, from the words of its phrase, its cue and what stands next to them.

    `around` are spans of `text`; each is read by itself.
    """
    words = words or source_words()
    stretches = [span.text(text) for span in around]
    for channel, pattern in words.channels:
        if any(pattern.search(stretch) for stretch in stretches):
            return channel
    return None
