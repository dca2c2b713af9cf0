"""Typed access to the reporting lexicon: the verbs, prepositions and set phrases by which texts hand over the word."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from ..errors import VocabError
from ..model import CueKind, Irrealis, Value
from .loader import load_yaml


class Frame(StrEnum):
    """What may follow a reporting verb."""

    THAT = "that"
    NP = "np"
    ADDRESSEE = "addressee"
    ADDRESSEE_TO = "addressee_to"
    TO = "to"
    TOLL = "toll"
    ACCUSE = "accuse"
    AS = "as"
    QUOTE = "quote"
    QUOTE_AS = "quote_as"


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """One verb of saying, showing, believing, denying, ordering; `value` is what the verb alone commits to."""

    lemma: str
    kind: CueKind
    value: Value
    frame: Frame
    particle: str | None
    irrealis: Irrealis | None
    example: str
    expect: dict[str, str]


@dataclass(frozen=True, slots=True)
class CuePhrase:
    """A set phrase of fixed words: "according to", "quoted by", "citing".

    Of carriers, `relays` says whether the party that follows passes the word on (outer) or is passed on (inner), and
    `after` which verbs must stand right before ("learned from").
    """

    words: tuple[str, ...]
    kind: CueKind
    value: Value
    irrealis: Irrealis | None
    example: str
    expect: dict[str, str]
    relays: bool = True
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportingLexicon:
    """The cues of one language."""

    verbs: dict[str, tuple[ReportingVerb, ...]]
    prepositions: tuple[CuePhrase, ...]
    carriers: tuple[CuePhrase, ...]

    @property
    def entries(self) -> tuple[ReportingVerb | CuePhrase, ...]:
        """Every entry, for tests and documentation."""
        verbs = tuple(v for group in self.verbs.values() for v in group)
        return verbs + self.prepositions + self.carriers


@cache
def reporting_lexicon(language: str = "en") -> ReportingLexicon:
    """The reporting lexicon of a language, read once from `data/lexicon/<language>/`.

    Raises:
        VocabError: an entry lacks its example or names an unknown kind, value or frame.
    """
    verbs: dict[str, tuple[ReportingVerb, ...]] = {}
    name = f"lexicon/{language}/reporting.yaml"
    for raw in load_yaml(name):
        verb = _verb(name, raw)
        verbs[verb.lemma] = (*verbs.get(verb.lemma, ()), verb)
    name = f"lexicon/{language}/cue_phrases.yaml"
    phrases = load_yaml(name)
    return ReportingLexicon(
        verbs=verbs,
        prepositions=tuple(_phrase(name, raw) for raw in phrases["prepositions"]),
        carriers=tuple(_phrase(name, raw) for raw in phrases["carriers"]),
    )


def _verb(name: str, raw: dict[str, Any]) -> ReportingVerb:
    _require_example(name, raw.get("lemma"), raw)
    try:
        return ReportingVerb(
            lemma=raw["lemma"],
            kind=CueKind(raw["kind"]),
            value=Value(raw.get("value", "CT+")),
            frame=Frame(raw.get("frame", "that")),
            particle=raw.get("particle"),
            irrealis=Irrealis(raw["irrealis"]) if "irrealis" in raw else None,
            example=raw["example"],
            expect=raw["expect"],
        )
    except (KeyError, ValueError) as error:
        raise VocabError(f"{name}: entry {raw.get('lemma')!r}: {error}") from error


def _phrase(name: str, raw: dict[str, Any]) -> CuePhrase:
    _require_example(name, raw.get("words"), raw)
    try:
        return CuePhrase(
            words=tuple(raw["words"].split()),
            kind=CueKind(raw["kind"]),
            value=Value(raw.get("value", "CT+")),
            irrealis=Irrealis(raw["irrealis"]) if "irrealis" in raw else None,
            example=raw["example"],
            expect=raw["expect"],
            relays=raw.get("relays", True),
            after=tuple(raw.get("after", ())),
        )
    except (KeyError, ValueError) as error:
        raise VocabError(f"{name}: entry {raw.get('words')!r}: {error}") from error


def _require_example(name: str, entry: str | None, raw: dict[str, Any]) -> None:
    if not raw.get("example") or not raw.get("expect"):
        raise VocabError(f"{name}: entry {entry!r} has no example and expect; add them")
