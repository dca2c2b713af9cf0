"""Show what a copy changed of a statement: the words of both, what went marked struck, what came marked underlined.

Word diff after Myers's and Ratcliff's tradition as Python's difflib has it, over words and marks rather than letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..model import Claim, ClaimRef, CodedReport, Drift, Slot
from ..wording import value_words, words
from .findings import Evidence, evidence

CHANGES = {
    "source_dropped": "the copy names no source",
    "hedge_dropped": "the copy leaves out a hedge",
    "certainty_raised": "the copy is surer than the original",
    "value_changed": "the copy gives another value",
    "denial_turned": "the copy denies something else, or does not deny",
    "actor_added": "the copy names who did it, the original does not",
}
ALIKE = 0.3  # share of words in common below which a diff is unreadable: both statements are then shown whole
MOST_WORDS = 400  # of a statement; longer ones are shown whole
_TOKEN = re.compile(r"\w+(?:[’'-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both have (`same`), that only the original has (`gone`) or only the copy (`new`)."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownDrift:
    """A change on the way from one report to another.

    Args:
        told: what kind of change it is, in words.
        before, after: the values of the slot in both.
        pieces: the word diff; empty when the two have too little in common.
    """

    told: str
    slot: str
    before: str
    after: str
    origin: Evidence
    copy: Evidence
    pieces: tuple[Piece, ...]


def shown_drift(drift: Iterable[Drift], coded: Mapping[str, CodedReport]) -> tuple[ShownDrift, ...]:
    """The changes of an incident, those of one pair of statements together; claims that are gone are left out."""
    claims = {(r, c.id): c for r, report in coded.items() for c in report.claims}
    return tuple(_shown(d, claims, coded) for d in drift if d.origin in claims and d.copy in claims)


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """What went and what came, word by word.

    >>> [(p.kind, p.words) for p in word_diff("about 50 were hurt", "50 were badly hurt")]
    [('gone', 'about'), ('same', '50 were'), ('new', 'badly'), ('same', 'hurt')]
    """
    old, new = list(_tokens(before)), list(_tokens(after))
    matcher = SequenceMatcher(a=[w.casefold() for w, _ in old], b=[w.casefold() for w, _ in new], autojunk=False)
    return tuple(_pieces(matcher, old, new))


Token = tuple[str, bool]
"""A word or mark, and whether space goes before it."""


def _shown(drift: Drift, claims: Mapping[ClaimRef, Claim], coded: Mapping[str, CodedReport]) -> ShownDrift:
    origin, copy = claims[drift.origin], claims[drift.copy]
    slot = Slot(drift.slot) if drift.slot else None
    before, after = (_content(c, coded[r]) for c, (r, _) in ((origin, drift.origin), (copy, drift.copy)))
    return ShownDrift(
        told=CHANGES.get(drift.change, words(drift.change)),
        slot=words(drift.slot or ""),
        before=_values(origin, slot),
        after=_values(copy, slot),
        origin=evidence(drift.origin, origin, coded[drift.origin[0]], slot),
        copy=evidence(drift.copy, copy, coded[drift.copy[0]], slot),
        pieces=_readable(before, after),
    )


def _content(claim: Claim, coded: CodedReport) -> str:
    return " … ".join(span.text(coded.report.text) for span in claim.content)


def _values(claim: Claim, slot: Slot | None) -> str:
    return ", ".join(dict.fromkeys(value_words(f.value) for f in claim.facets if f.slot is slot))


def _readable(before: str, after: str) -> tuple[Piece, ...]:
    if max(len(before.split()), len(after.split())) > MOST_WORDS:
        return ()
    pieces = word_diff(before, after)
    same = sum(len(p.words.split()) for p in pieces if p.kind == "same")
    return pieces if same >= ALIKE * min(len(before.split()), len(after.split())) else ()


def _tokens(text: str) -> Iterator[Token]:
    end = 0
    for match in _TOKEN.finditer(text):
        yield match[0], match.start() > end
        end = match.end()


def _pieces(matcher: SequenceMatcher[str], old: list[Token], new: list[Token]) -> Iterator[Piece]:
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("same", _joined(new[c:d]))
        else:
            if b > a:
                yield Piece("gone", _joined(old[a:b]))
            if d > c:
                yield Piece("new", _joined(new[c:d]))


def _joined(tokens: list[Token]) -> str:
    return "".join(f"{' ' if space and n else ''}{word}" for n, (word, space) in enumerate(tokens))
