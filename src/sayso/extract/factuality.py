"""Judge how far the words of a proposition commit its holder: certain, probable, possible, unknown; yes or no.

Values are FactBank's (Saurí & Pustejovsky 2009). What the cue itself commits to ("denied", "believes") comes from
the attribution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..errors import VocabError
from ..model import Irrealis, Token, Value
from ..vocab.loader import load_yaml

_SUBORDINATE = frozenset(
    {
        "after",
        "before",
        "when",
        "since",
        "because",
        "while",
        "until",
        "who",
        "which",
        "whose",
        "where",
        "although",
        "though",
    }
)
_GAP = 3  # tokens that "…" may stand for


@dataclass(frozen=True, slots=True)
class Hedge:
    """One entry of the factuality lexicon."""

    group: str
    words: tuple[str, ...]
    irrealis: Irrealis | None
    example: str
    expect: Value


@dataclass(frozen=True, slots=True)
class Judgement:
    """The value of a proposition, with the token range (inclusive) of the words that decided it."""

    value: Value
    irrealis: Irrealis | None = None
    cue: tuple[int, int] | None = None


@cache
def hedges(language: str = "en") -> tuple[Hedge, ...]:
    """The factuality lexicon of a language, longest phrases first.

    Raises:
        VocabError: an entry lacks its example or has an unknown value.
    """
    name = f"lexicon/{language}/factuality.yaml"
    out: list[Hedge] = []
    for group, entries in load_yaml(name).items():
        for raw in entries:
            try:
                irrealis = Irrealis(raw["irrealis"]) if "irrealis" in raw else None
                out.append(Hedge(group, tuple(raw["words"].split()), irrealis, raw["example"], Value(raw["expect"])))
            except (KeyError, ValueError) as error:
                raise VocabError(f"{name}: {group}: entry {raw.get('words')!r}: {error}") from error
    return tuple(sorted(out, key=lambda h: -len(h.words)))


class FactualityJudge:
    """Judge propositions by the words in them."""

    def __init__(self, lexicon: tuple[Hedge, ...] | None = None) -> None:
        table: dict[str, list[Hedge]] = {}
        for hedge in lexicon if lexicon is not None else hedges():
            table.setdefault(hedge.words[0], []).append(hedge)
        self.table = table

    def judge(
        self, tokens: Sequence[Token], piece: tuple[int, ...], base: Value, irrealis: Irrealis | None
    ) -> Judgement:
        """The value of the tokens `piece` when their cue commits the holder to `base`."""
        found = list(self._find(tokens, piece))
        groups = {h.group for h, _, _ in found}
        value, cue = base, None
        for group, level in (("unknown", Value.UNKNOWN), ("possible", Value.POSSIBLE), ("probable", Value.PROBABLE)):
            hit = next(((a, b) for h, a, b in found if h.group == group), None)
            if hit is not None:
                value, cue = value.at_most(level), hit
                break
        negator = next(((a, b) for h, a, b in found if h.group == "negation"), None)
        if negator is not None and "unknown" not in groups and not self._subordinate(tokens, piece, negator[0]):
            value = value.negated() if base is not Value.CERTAIN_NOT else value
        for group in ("plan", "order", "purpose", "attempt_failed"):
            marked = next((h for h, _, _ in found if h.group == group), None)
            if marked is not None and irrealis is None:
                irrealis = marked.irrealis
                if group == "purpose":
                    value = value.at_most(Value.POSSIBLE)
                break
        if value is Value.UNKNOWN and irrealis is None and "unknown" in groups:
            irrealis = Irrealis.HYPOTHESIS
        return Judgement(value, irrealis, cue)

    def _find(self, tokens: Sequence[Token], piece: tuple[int, ...]) -> list[tuple[Hedge, int, int]]:
        found: list[tuple[Hedge, int, int]] = []
        taken: set[int] = set()
        for k, i in enumerate(piece):
            if i in taken:
                continue
            token = tokens[i]
            word = "not" if token.lower == "n't" or token.lower.endswith("n't") else token.lower
            for hedge in (*self.table.get(word, ()), *self.table.get(f"lemma:{token.lemma}", ())):
                end = self._matches(tokens, piece, k, hedge)
                if end is None or not self._fits(tokens, piece, k, hedge):
                    continue
                found.append((hedge, i, piece[end]))
                if hedge.group == "no_negation":
                    taken.update(piece[k : end + 1])
                break
        return found

    def _matches(self, tokens: Sequence[Token], piece: tuple[int, ...], k: int, hedge: Hedge) -> int | None:
        at = k
        gap = False
        for word in hedge.words[1:]:
            if word == "…":
                gap = True
                continue
            reach = range(at + 1, min(len(piece), at + 2 + (_GAP if gap else 0)))
            # adverbs may stand inside any phrase: "is widely believed to"
            hit = next((m for m in reach if tokens[piece[m]].lower == word), None)
            if hit is None and not gap:
                hit = next(
                    (
                        m
                        for m in range(at + 1, min(len(piece), at + 3))
                        if tokens[piece[m]].lower == word and tokens[piece[m - 1]].tag in {"AV0", "XX0"}
                    ),
                    None,
                )
            if hit is None:
                return None
            at, gap = hit, False
        return at

    def _fits(self, tokens: Sequence[Token], piece: tuple[int, ...], k: int, hedge: Hedge) -> bool:
        token = tokens[piece[k]]
        after = tokens[piece[k + 1]] if k + 1 < len(piece) else None
        before = tokens[piece[k - 1]] if k else None
        if hedge.words == ("may",):
            return token.text == "may" and not (after is not None and after.lower == "god")
        if hedge.words == ("could",):
            # "could be heard" tells what was; "could not" is no possibility
            ahead = [tokens[i] for i in piece[k + 1 : k + 4]]
            return (
                bool(ahead)
                and ahead[0].tag in {"VVI", "VBI", "VHI"}
                and not any(t.lower in {"heard", "seen", "not"} for t in ahead)
            )
        if hedge.words in {("possibly",), ("apparently",), ("perhaps",)}:
            # inside a verbless aside it weakens the aside only
            return before is None or before.text != "," or k < 3
        if (
            hedge.words == ("not",)
            and before is not None
            and before.text in {",", "—", "and"}
            and after is not None
            and after.tag in {"CRD", "AT0", "NN1", "NN2", "PRP", "NP0", "AJ0"}
        ):
            return False  # ", not two", "and not civilians": a contrast after the statement
        if hedge.words == ("fabricated",) or hedge.words == ("baseless",) or hedge.words == ("untrue",):
            return before is not None and (before.lemma == "be" or before.tag in {"AV0", "CJC"})
        if hedge.words == ("suspected",):
            return token.tag in {"AJ0", "VVN"} and (
                k == 0
                or tokens[piece[k - 1]].tag in {"AT0", "CRD", "DT0", "PRP", "CJC", "PUN"}
                or tokens[piece[k - 1]].lower == "by"
            )
        if hedge.words == ("likely",):
            return k + 1 < len(piece) and tokens[piece[k + 1]].lower != "to"
        if hedge.words in {("no",), ("neither",), ("none",)}:
            return not (k + 1 < len(piece) and tokens[piece[k + 1]].lower in {"doubt", "."})
        if hedge.words == ("lemma:be", "to"):
            return token.tag in {"VBZ", "VBB", "VBD"} and k + 1 < len(piece) and tokens[piece[k + 1]].tag == "TO0"
        if hedge.words == ("will",):
            return token.tag == "VM0"
        if hedge.words == ("could", "be"):
            return not any(tokens[i].lower in {"heard", "seen"} for i in piece[k : k + 4])
        return True

    def _subordinate(self, tokens: Sequence[Token], piece: tuple[int, ...], at: int) -> bool:
        """The negator stands in a subordinate clause and leaves the main one alone."""
        return any(
            (tokens[i].lower in _SUBORDINATE and tokens[i].tag in {"CJS", "PNQ", "DTQ", "AVQ", "PRP"})
            or _is_relative_that(tokens, i)
            for i in piece[1:]
            if i < at
        )


def _is_relative_that(tokens: Sequence[Token], i: int) -> bool:
    """ "Rockets that had not been launched": behind a noun and before a verb; "word that the base …" says something."""
    inside = 0 < i < len(tokens) - 1 and tokens[i].lower == "that"
    return inside and tokens[i - 1].tag.startswith("NN") and tokens[i + 1].tag.startswith("V")
