"""Cut a role filler as MUC-4 names entities: head and what narrows it down, a name apart from its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import MentionKind
from ..vocab.muc4 import MucCrosswalk, Role, muc_crosswalk, noun_kind

_BRACKETED = re.compile(r"[\[(]([^\])]*)[\])]?")
_JOINTS = re.compile(r"\s*(?:[,;:]|\s+and\s+|\s+or\s+|--)\s*", re.IGNORECASE)
_EDGE = " \t\r\n,;:.\"'“”‘’-—–[]()"


def filler_strings(words: str, role: Role, crosswalk: MucCrosswalk | None = None) -> tuple[str, ...]:
    """The strings that name the entities of a phrase, each one once; none for a pronoun.

    An abbreviation in brackets is a name of its own; so is a person's name after a title.

    >>> filler_strings("THE THREE JESUIT PRIESTS", Role.HUM_TGT)
    ('JESUIT PRIESTS',)
    >>> filler_strings("SENATOR LUIS GALAN", Role.HUM_TGT)
    ('SENATOR', 'LUIS GALAN')
    """
    table = crosswalk or muc_crosswalk()
    found = (bare for part in _parts(words, role) if (bare := _bare(part, table)))
    return tuple(dict.fromkeys(found))


def _parts(words: str, role: Role) -> Iterator[str]:
    flat = " ".join(words.split())
    yield from _BRACKETED.findall(flat)
    outside = _BRACKETED.sub(" , ", flat)
    pieces = _JOINTS.split(outside) if role is not Role.PERP_ORG else outside.split(" , ")
    for piece in pieces:
        yield from _title_and_name(piece) if role is Role.HUM_TGT else (piece,)


def _title_and_name(piece: str) -> tuple[str, ...]:
    """ "former minister Enrique Lopez": the description and the name, which stand for one person each."""
    words = piece.split()
    heads = [i for i, word in enumerate(words[:-1]) if noun_kind(word.strip(_EDGE)) is MentionKind.PERSON]
    cut = heads[-1] + 1 if heads else 0
    if not heads or any(word.islower() or _is_common(word) for word in words[cut:]):
        return (piece,)
    return " ".join(words[:cut]), " ".join(words[cut:])


def _is_common(word: str) -> bool:
    return word.lower() in muc_crosswalk().closers or noun_kind(word) is not None


def _bare(part: str, crosswalk: MucCrosswalk) -> str:
    words = [word.strip(_EDGE) or word for word in part.strip(_EDGE).split()]
    while words and _opens(words, crosswalk):
        words = words[1:]
    while words and words[-1].lower() in crosswalk.closers:
        words = words[:-1]
    if not words or (len(words) == 1 and words[0].lower() in crosswalk.pronouns):
        return ""
    return " ".join(words)


def _opens(words: list[str], crosswalk: MucCrosswalk) -> bool:
    """True when the first word is none of the name: an article, a quantity; but "20 kg of dynamite" is one."""
    measured = len(words) > 1 and words[1].lower() in crosswalk.measures
    return words[0].lower() in crosswalk.openers or (words[0].isdigit() and not measured)
