"""What the tokens of a clause show: its finite verbs, whether it is passive, whom it harms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Token
from ..vocab.sentence_words import sentence_words
from .scopes import has_finite
from .tags import FINITE

NOUN = frozenset({"NN0", "NN1", "NN2", "NP0"})
SUBORDINATE = frozenset(
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
CONTRAST = frozenset({"while", "whereas", "although", "though"})
EFFECTS = sentence_words().effects
HARMED = sentence_words().harmed
SUBSETS = frozenset({"including", "among", "amongst"})

Piece = tuple[int, ...]
"""Token indices of one proposition, in order; a gap means that its content is discontinuous."""


@dataclass(frozen=True, slots=True)
class Predicates:
    """Questions about runs of tokens, asked by the rooms that cut them."""

    tokens: Sequence[Token]

    def text(self, i: int) -> str:
        """The word at token `i`, in lower case."""
        return self.tokens[i].lower

    def finite(self, part: Piece) -> bool:
        """The run has a finite verb, or a participle that stands for one as in a headline."""
        return any(self.is_finite(i) for i in part) or (
            bool(part) and has_finite(self.tokens, part[0], part[-1] + 1) and self.headline(part)
        )

    def is_finite(self, i: int) -> bool:
        """A finite verb; "the coalition led by …" is a participle that the tagger takes for a past tense."""
        token = self.tokens[i]
        if token.tag not in FINITE:
            return False
        return not (token.tag == "VVD" and i + 1 < len(self.tokens) and self.tokens[i + 1].lower == "by")

    def headline(self, part: Piece) -> bool:
        """ "Two #terrorists neutralised so far": a participle stands for the finite verb."""
        return not any(self.tokens[i].tag in FINITE for i in part) and any(
            self.tokens[i].tag == "VVN" for i in part[1:]
        )

    def passive(self, part: Piece) -> bool:
        """The run is in the passive, or a headline without its auxiliary."""
        return any(
            self.tokens[i].lemma == "be" or self.tokens[i].tag in {"VBD", "VBZ", "VBN", "VBB"} for i in part
        ) or self.headline(part)

    def predicate(self, part: Piece) -> bool:
        """The run begins with the verb of a main clause."""
        if not part:
            return False
        head = self.tokens[part[0]]
        # after a closing comma the tagger often takes a past tense ("…, died in hospital") for a participle
        return head.tag in FINITE | {"VVN"} or (
            head.tag == "AV0" and len(part) > 1 and self.tokens[part[1]].tag in FINITE
        )

    def harm_ahead(self, part: Piece) -> bool:
        """People come to harm within the next words."""
        return any(
            self.text(i) in HARMED | {"life", "lives"} or self.tokens[i].lemma in {"kill", "wound", "injure"}
            for i in part[:8]
        )

    def at(self, run: Piece, cuts: list[int], *, drop: int) -> list[Piece]:
        """The run cut at positions `cuts`; `drop` tokens are left out at each cut."""
        pieces: list[Piece] = []
        start = 0
        for cut in cuts:
            pieces.append(run[start:cut])
            start = cut + drop
        pieces.append(run[start:])
        return [p for p in pieces if p]
