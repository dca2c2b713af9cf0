"""Cut a stretch of tokens into propositions: parts that could be true or false alone."""

from __future__ import annotations

from .insertions import Insertions
from .predicates import (
    CONTRAST,
    EFFECTS,
    HARMED,
    NOUN,
    SUBORDINATE,
    Piece,
    Predicates,
)
from .tags import FINITE

__all__ = ["EFFECTS", "Clauses", "Piece"]


class Clauses(Predicates):
    """Split token runs into propositions."""

    __slots__ = ()

    def split(self, run: Piece) -> list[Piece]:
        """The propositions of a run of tokens; a run without any inner boundary comes back whole."""
        pieces = [run]
        inserted = Insertions(self.tokens)
        for cut in (
            self._strong,
            inserted.relative,
            inserted.restrictive,
            inserted.subset,
            inserted.participle,
            self._coordinate,
            self._temporal,
            self._purpose,
            self._leading,
        ):
            pieces = [part for piece in pieces for part in cut(piece)]
        return [p for p in pieces if p]

    def _strong(self, run: Piece) -> list[Piece]:
        """At semicolons, and at colons and dashes between clauses."""
        cuts = [
            k
            for k, i in enumerate(run)
            if self.tokens[i].text == ";"
            or (self.tokens[i].text in {"—", "–", ":"} and self.finite(run[:k]) and self.finite(run[k + 1 :]))
        ]
        return self.at(run, cuts, drop=1)

    def _coordinate(self, run: Piece) -> list[Piece]:
        """At "and"/"but"/"while" before a clause or a second predicate, or before a second count of the harmed."""
        cuts: list[int] = []
        start = 0
        for k in range(1, len(run) - 1):
            word = self.text(run[k])
            if word == "," and self.tokens[run[k + 1]].tag == "CRD" and self._harm_follows(run[start:k], run[k + 1 :]):
                cuts.append(k)
                start = k + 1
                continue
            if word in {"and", "but", "or", "yet", "nor", "then", *CONTRAST} and (
                self.tokens[run[k]].tag in {"CJC", "CJS", "AV0", "NN1"} or word in CONTRAST
            ):
                left, right = run[start:k], run[k + 1 :]
                if word == "or" or (word == "then" and self.text(run[k - 1]) != ","):
                    continue
                if self._clause_follows(left, right, word) or self._harm_follows(left, right):
                    cuts.append(k)
                    start = k + 1
        return self.at(run, cuts, drop=1)

    def _clause_follows(self, left: Piece, right: Piece, word: str) -> bool:
        if not self.finite(left) or len(left) < 2 or len(right) < 2:
            return False
        k = 0
        while k < len(right) and (
            self.tokens[right[k]].tag in {"AV0", "XX0"} or self.text(right[k]) in {"that", "then"}
        ):
            k += 1
        if k >= len(right):
            return False
        head = self.tokens[right[k]]
        if head.tag in FINITE:
            return word in {"and", "but", "yet"}
        if head.tag == "NP0" and self.tokens[left[-1]].tag == "NP0":
            return False  # "in Syria and Iraq"
        if head.tag == "VVN" and self.passive(left):
            # "was arrested and taken to the barracks": a second participle is a second happening
            return True
        # a subject and its finite verb, before the next boundary
        seen_noun = False
        for j in range(k, min(len(right), k + 24)):
            token = self.tokens[right[j]]
            if token.tag in FINITE:
                return seen_noun and not self._relative_before(right, k, j)
            if token.tag == "VVN" and seen_noun and j + 1 <= len(right):
                before = self.tokens[right[j - 1]]
                if before.tag in NOUN | {"CRD"} and self.passive(left):
                    return True
            if token.text in {",", ";"} and not seen_noun:
                return False
            if token.tag in NOUN or token.tag in {"PNP", "PNI", "EX0", "CRD", "DT0"}:
                seen_noun = True
            if token.lower in SUBORDINATE and token.tag in {"CJS", "CJT", "PNQ", "DTQ"}:
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
                and self.finite(run[:k])
                and self._own_clause(run[k + 1 : k + 9])
            ):
                return [run[k + 1 :]] if self._presents(run[:k]) else [run[:k], run[k + 1 :]]
        return [run]

    def _presents(self, part: Piece) -> bool:
        """ "It comes a day after …" tells nothing of its own."""
        verbs = [self.tokens[i].lemma for i in part if self.is_finite(i)]
        return (
            self.text(part[0]) in {"it", "this", "that"}
            and bool(verbs)
            and set(verbs) <= {"come", "happen", "occur", "be", "follow"}
            and len(part) < 8
        )

    def _own_clause(self, part: Piece) -> bool:
        """A subject and then a finite verb stand at the head of `part`."""
        seen = False
        for i in part:
            token = self.tokens[i]
            if token.tag in FINITE:
                return seen
            if token.text in {",", ";", "."}:
                return False
            seen = seen or token.tag in NOUN or token.tag in {"PNP", "CRD", "PNI"}
        return False

    def _purpose(self, run: Piece) -> list[Piece]:
        """At "with a view to", "in order to", "with the goal of": what is only aimed at."""
        for k in range(2, len(run) - 3):
            words = [self.text(i) for i in run[k : k + 4]]
            if words in (
                ["with", "a", "view", "to"],
                ["with", "the", "goal", "of"],
                ["with", "the", "aim", "of"],
            ) or words[:3] == ["in", "order", "to"]:
                return [run[:k], run[k:]]
        return [run]

    def _harm_follows(self, left: Piece, right: Piece) -> bool:
        """ "nine dead and 33 wounded", "killed two and injured five"."""
        harmed_left = any(
            self.text(i) in HARMED or self.tokens[i].lemma in {"kill", "wound", "injure", "die"} for i in left
        )
        if not harmed_left or not right:
            return False
        head = self.tokens[right[0]]
        near = right[:9]
        if head.tag == "VVG" and head.lemma in EFFECTS:
            return True
        counted = any(
            self.tokens[i].tag == "CRD" or self.text(i) in {"dozens", "several", "scores", "hundreds", "many", "a"}
            for i in near[:4]
        )
        return counted and any(self.text(i) in HARMED for i in near)

    def _leading(self, run: Piece) -> list[Piece]:
        """At the comma after a leading "although …" clause."""
        if not run or self.text(run[0]) not in CONTRAST:
            return [run]
        for k in range(3, len(run) - 2):
            if (
                self.text(run[k]) == ","
                and self.finite(run[:k])
                and self.finite(run[k + 1 :])
                and self.tokens[run[k + 1]].tag not in {"NP0"}
            ):
                return [run[1:k], run[k + 1 :]]
        return [run]
