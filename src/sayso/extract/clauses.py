"""Cut a stretch of tokens into propositions: parts that could be true or false alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Token
from .scopes import has_finite

_FINITE = frozenset({"VVD", "VVZ", "VVB", "VBD", "VBZ", "VBB", "VHD", "VHZ", "VHB", "VM0", "VDD", "VDZ", "VDB"})
_NOUN = frozenset({"NN0", "NN1", "NN2", "NP0"})
_SUBORDINATE = frozenset(
    {
        "after",
        "before",
        "when",
        "since",
        "because",
        "as",
        "if",
        "until",
        "once",
        "that",
        "where",
        "who",
        "which",
        "whose",
    }
)
_CONTRAST = frozenset({"while", "whereas", "although", "though"})
EFFECTS = frozenset(
    [
        "kill",
        "wound",
        "injure",
        "leave",
        "destroy",
        "damage",
        "cause",
        "hit",
        "set",
        "bring",
        "trigger",
        "take",
        "force",
        "seize",
        "capture",
        "arrest",
        "burn",
        "raze",
        "strike",
        "wreck",
        "sink",
        "down",
        "detain",
        "abduct",
        "raise",
        "target",
        "spark",
        "prompt",
        "displace",
        "trap",
        "claim",
        "cut",
        "knock",
        "shatter",
        "maim",
        "hurt",
    ]
)
_HARMED = frozenset(
    {
        "dead",
        "killed",
        "wounded",
        "injured",
        "hurt",
        "missing",
        "wounding",
        "killing",
        "captured",
        "detained",
        "kidnapped",
        "displaced",
        "dying",
        "abducted",
    }
)
_SUBSETS = frozenset({"including", "among", "amongst"})

Piece = tuple[int, ...]
"""Token indices of one proposition, in order; a gap means that its content is discontinuous."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """Split token runs into propositions."""

    tokens: Sequence[Token]

    def split(self, run: Piece) -> list[Piece]:
        """The propositions of a run of tokens; a run without any inner boundary comes back whole."""
        pieces = [run]
        for cut in (
            self._strong,
            self._relative,
            self._restrictive,
            self._subset,
            self._participle,
            self._coordinate,
            self._temporal,
            self._purpose,
            self._leading,
        ):
            pieces = [part for piece in pieces for part in cut(piece)]
        return [p for p in pieces if p]

    def _text(self, i: int) -> str:
        return self.tokens[i].lower

    def _strong(self, run: Piece) -> list[Piece]:
        """At semicolons, and at colons and dashes between clauses."""
        cuts = [
            k
            for k, i in enumerate(run)
            if self.tokens[i].text == ";"
            or (self.tokens[i].text in {"—", "–", ":"} and self._finite(run[:k]) and self._finite(run[k + 1 :]))
        ]
        return self._at(run, cuts, drop=1)

    def _coordinate(self, run: Piece) -> list[Piece]:
        """At "and"/"but"/"while" before a clause or a second predicate, or before a second count of the harmed."""
        cuts: list[int] = []
        start = 0
        for k in range(1, len(run) - 1):
            word = self._text(run[k])
            if word == "," and self.tokens[run[k + 1]].tag == "CRD" and self._harm_follows(run[start:k], run[k + 1 :]):
                cuts.append(k)
                start = k + 1
                continue
            if word in {"and", "but", "or", "yet", "nor", "then", *_CONTRAST} and (
                self.tokens[run[k]].tag in {"CJC", "CJS", "AV0", "NN1"} or word in _CONTRAST
            ):
                left, right = run[start:k], run[k + 1 :]
                if word == "or" or (word == "then" and self._text(run[k - 1]) != ","):
                    continue
                if self._clause_follows(left, right, word) or self._harm_follows(left, right):
                    cuts.append(k)
                    start = k + 1
        return self._at(run, cuts, drop=1)

    def _clause_follows(self, left: Piece, right: Piece, word: str) -> bool:
        if not self._finite(left) or len(left) < 2 or len(right) < 2:
            return False
        k = 0
        while k < len(right) and (
            self.tokens[right[k]].tag in {"AV0", "XX0"} or self._text(right[k]) in {"that", "then"}
        ):
            k += 1
        if k >= len(right):
            return False
        head = self.tokens[right[k]]
        if head.tag in _FINITE:
            return word in {"and", "but", "yet"}
        if head.tag == "NP0" and self.tokens[left[-1]].tag == "NP0":
            return False  # "in Syria and Iraq"
        if head.tag == "VVN" and self._passive(left):
            # "was arrested and taken to the barracks": a second participle is a second happening
            return True
        # a subject and its finite verb, before the next boundary
        seen_noun = False
        for j in range(k, min(len(right), k + 24)):
            token = self.tokens[right[j]]
            if token.tag in _FINITE:
                return seen_noun and not self._relative_before(right, k, j)
            if token.tag == "VVN" and seen_noun and j + 1 <= len(right):
                before = self.tokens[right[j - 1]]
                if before.tag in _NOUN | {"CRD"} and self._passive(left):
                    return True
            if token.text in {",", ";"} and not seen_noun:
                return False
            if token.tag in _NOUN or token.tag in {"PNP", "PNI", "EX0", "CRD", "DT0"}:
                seen_noun = True
            if token.lower in _SUBORDINATE and token.tag in {"CJS", "CJT", "PNQ", "DTQ"}:
                return False
        return False

    def _relative_before(self, right: Piece, k: int, j: int) -> bool:
        return any(self.tokens[right[m]].tag in {"PNQ", "DTQ"} for m in range(k, j))

    def _temporal(self, run: Piece) -> list[Piece]:
        """At "when", "after", "where" before a clause of their own (the training clusters split 51-64 % of them)."""
        for k in range(2, len(run) - 3):
            token = self.tokens[run[k]]
            if (
                token.lower in {"when", "after", "where"}
                and token.tag in {"CJS", "AVQ", "PRP"}
                and self._finite(run[:k])
                and self._own_clause(run[k + 1 : k + 9])
            ):
                return [run[k + 1 :]] if self._presents(run[:k]) else [run[:k], run[k + 1 :]]
        return [run]

    def _presents(self, part: Piece) -> bool:
        """ "It comes a day after …" tells nothing of its own."""
        verbs = [self.tokens[i].lemma for i in part if self._is_finite(i)]
        return (
            self._text(part[0]) in {"it", "this", "that"}
            and bool(verbs)
            and set(verbs) <= {"come", "happen", "occur", "be", "follow"}
            and len(part) < 8
        )

    def _own_clause(self, part: Piece) -> bool:
        """A subject and then a finite verb stand at the head of `part`."""
        seen = False
        for i in part:
            token = self.tokens[i]
            if token.tag in _FINITE:
                return seen
            if token.text in {",", ";", "."}:
                return False
            seen = seen or token.tag in _NOUN or token.tag in {"PNP", "CRD", "PNI"}
        return False

    def _purpose(self, run: Piece) -> list[Piece]:
        """At "with a view to", "in order to", "with the goal of": what is only aimed at."""
        for k in range(2, len(run) - 3):
            words = [self._text(i) for i in run[k : k + 4]]
            if words in (
                ["with", "a", "view", "to"],
                ["with", "the", "goal", "of"],
                ["with", "the", "aim", "of"],
            ) or words[:3] == ["in", "order", "to"]:
                return [run[:k], run[k:]]
        return [run]

    def _restrictive(self, run: Piece) -> list[Piece]:
        """At "which left eight wounded", "that killed a guard" without a comma: what an event brought about."""
        for k in range(2, len(run) - 2):
            token = self.tokens[run[k]]
            if (
                token.lower in {"which", "that"}
                and token.tag in {"PNQ", "DTQ", "CJT", "DT0"}
                and self._text(run[k - 1]) != ","
            ):
                verb = self.tokens[run[k + 1]]
                if (
                    verb.tag in {"VVD", "VHD", "VVZ"}
                    and verb.lemma in EFFECTS
                    and self._finite(run[:k])
                    and self._harm_ahead(run[k + 1 :])
                ):
                    return [run[:k], run[k:]]
        return [run]

    def _harm_ahead(self, part: Piece) -> bool:
        return any(
            self._text(i) in _HARMED | {"life", "lives"} or self.tokens[i].lemma in {"kill", "wound", "injure"}
            for i in part[:8]
        )

    def _harm_follows(self, left: Piece, right: Piece) -> bool:
        """ "nine dead and 33 wounded", "killed two and injured five"."""
        harmed_left = any(
            self._text(i) in _HARMED or self.tokens[i].lemma in {"kill", "wound", "injure", "die"} for i in left
        )
        if not harmed_left or not right:
            return False
        head = self.tokens[right[0]]
        near = right[:9]
        if head.tag == "VVG" and head.lemma in EFFECTS:
            return True
        counted = any(
            self.tokens[i].tag == "CRD" or self._text(i) in {"dozens", "several", "scores", "hundreds", "many", "a"}
            for i in near[:4]
        )
        return counted and any(self._text(i) in _HARMED for i in near)

    def _participle(self, run: Piece) -> list[Piece]:
        """At ", killing five" and ", leaving 12 wounded"."""
        cuts = [
            k
            for k in range(2, len(run) - 1)
            if self.tokens[run[k]].tag == "VVG"
            and self.tokens[run[k]].lemma in EFFECTS
            and self._opens_participle(run, k)
        ]
        return self._at(run, cuts, drop=0)

    def _opens_participle(self, run: Piece, k: int) -> bool:
        before = self._text(run[k - 1])
        if self.tokens[run[k - 1]].tag == "AV0":
            before = self._text(run[k - 2])
        return before == "," or (before == "and" and any(self.tokens[i].tag == "VVG" for i in run[: k - 1]))

    def _subset(self, run: Piece) -> list[Piece]:
        """At ", including three children", ", three of them children", "(two of them soldiers)"."""
        cuts: list[int] = []
        for k in range(2, len(run) - 1):
            word, before = self._text(run[k]), self._text(run[k - 1])
            if before not in {",", "(", "—"}:
                continue
            ahead = [self._text(i) for i in run[k + 1 : k + 4]]
            if (word in _SUBSETS and self._counts(run[k + 1 : k + 6])) or (
                ahead[:2] in (["of", "them"], ["of", "whom"])
                and self.tokens[run[k]].tag in {"CRD", "DT0", "PNI", "NN0", "NN2"}
            ):
                cuts.append(k)
        return self._closed(run, cuts)

    def _counts(self, part: Piece) -> bool:
        return any(self.tokens[i].tag == "CRD" or self._text(i) in {"several", "many", "a", "an", "them"} for i in part)

    def _relative(self, run: Piece) -> list[Piece]:
        """At ", who …" and ", which …" with a verb; the main clause goes on after the closing comma."""
        cuts = [k for k in range(2, len(run) - 2) if self._opens_relative(run, k) and self._finite(run[k : k + 7])]
        return self._closed(run, cuts)

    def _opens_relative(self, run: Piece, k: int) -> bool:
        """ ", who …", ", which …", ", during which …"."""
        if self._text(run[k - 1]) != ",":
            return False
        at = k + 1 if self.tokens[run[k]].tag in {"PRP", "PRF"} else k
        return (
            at < len(run)
            and self._text(run[at]) in {"who", "which", "whose", "where", "whom"}
            and self.tokens[run[at]].tag in {"PNQ", "DTQ", "AVQ"}
        )

    def _closed(self, run: Piece, cuts: list[int]) -> list[Piece]:
        """Take an inserted part out of `run`, up to its closing comma where the main clause still needs its verb."""
        for k in cuts:
            main, rest = run[: k - 1], run[k:]
            if self._finite(main) and not self._resumes(rest):
                return [main, *self._closed(rest, [])]
            close = next(
                (
                    m
                    for m in range(2, len(rest))
                    if self._text(rest[m]) in {",", ")", "—"} and self._predicate(rest[m + 1 :])
                ),
                None,
            )
            if close is None:
                if self._finite(main):
                    return [main, rest]
                continue
            return [main + rest[close + 1 :], rest[:close]]
        return [run]

    def _resumes(self, rest: Piece) -> bool:
        return False

    def _predicate(self, part: Piece) -> bool:
        if not part:
            return False
        head = self.tokens[part[0]]
        # after a closing comma the tagger often takes a past tense ("…, died in hospital") for a participle
        return head.tag in _FINITE | {"VVN"} or (
            head.tag == "AV0" and len(part) > 1 and self.tokens[part[1]].tag in _FINITE
        )

    def _leading(self, run: Piece) -> list[Piece]:
        """At the comma after a leading "although …" clause."""
        if not run or self._text(run[0]) not in _CONTRAST:
            return [run]
        for k in range(3, len(run) - 2):
            if (
                self._text(run[k]) == ","
                and self._finite(run[:k])
                and self._finite(run[k + 1 :])
                and self.tokens[run[k + 1]].tag not in {"NP0"}
            ):
                return [run[1:k], run[k + 1 :]]
        return [run]

    def _finite(self, part: Piece) -> bool:
        return any(self._is_finite(i) for i in part) or (
            bool(part) and has_finite(self.tokens, part[0], part[-1] + 1) and self._headline(part)
        )

    def _is_finite(self, i: int) -> bool:
        """A finite verb; "the coalition led by …" is a participle that the tagger takes for a past tense."""
        token = self.tokens[i]
        if token.tag not in _FINITE:
            return False
        return not (token.tag == "VVD" and i + 1 < len(self.tokens) and self.tokens[i + 1].lower == "by")

    def _headline(self, part: Piece) -> bool:
        """ "Two #terrorists neutralised so far": a participle stands for the finite verb."""
        return not any(self.tokens[i].tag in _FINITE for i in part) and any(
            self.tokens[i].tag == "VVN" for i in part[1:]
        )

    def _passive(self, part: Piece) -> bool:
        return any(
            self.tokens[i].lemma == "be" or self.tokens[i].tag in {"VBD", "VBZ", "VBN", "VBB"} for i in part
        ) or self._headline(part)

    def _at(self, run: Piece, cuts: list[int], *, drop: int) -> list[Piece]:
        pieces: list[Piece] = []
        start = 0
        for cut in cuts:
            pieces.append(run[start:cut])
            start = cut + drop
        pieces.append(run[start:])
        return [p for p in pieces if p]
