"""Read the numbers of time expressions: digits, words, fractions, "a couple of", and the vague ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .time_lexer import Lexeme

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


class NumberReader:
    """Numbers, made from the `times` lexicon."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        classes = lexicon["classes"]
        self.small: Mapping[str, int] = classes["NUMW"]
        self.big: Mapping[str, int] = classes["BIGW"]
        self.ordinals: Mapping[str, int] = classes["ORDW"]
        self.vague = frozenset(classes["VAGUE"])

    def count(self, lexemes: Sequence[Lexeme]) -> float | None:
        """The number that the lexemes say: "2 1/2" is 2.5, "half an" 0.5; None for a vague one ("a few")."""
        words = [lexeme.lower for lexeme in lexemes]
        if self.vague.intersection(words) or "many" in words:
            return None
        if "couple" in words:
            return 2
        share = 0.5 if "half" in words else 0.25 if "quarter" in words else None
        if share is not None:
            return share
        return self._sum(words)

    def _sum(self, words: Sequence[str]) -> float:
        total = 0.0
        group = 0.0
        for word in words:
            value = self._one(word)
            if word in self.big:
                group = max(group, 1) * self.big[word]
                if self.big[word] == 1000:
                    total, group = total + group, 0.0
            elif value is not None:
                group += value
        return total + group

    def _one(self, word: str) -> float | None:
        if word in {"a", "an"}:
            return None
        if word in self.small:
            return self.small[word]
        if word in _FRACTIONS:
            return _FRACTIONS[word]
        over, slash, under = word.partition("/")
        if slash and over.isdigit() and under.isdigit() and int(under):
            return int(over) / int(under)
        try:
            return float(word.replace(",", ""))
        except ValueError:
            return None

    def number(self, lexemes: Sequence[Lexeme]) -> float | None:
        """`count`, with the article for one."""
        words = {lexeme.lower for lexeme in lexemes}
        found = self.count(lexemes)
        return 1 if found == 0 and words & {"a", "an"} else found

    def ordinal(self, lexemes: Sequence[Lexeme]) -> int:
        """ "third" or "3rd" is 3, "twenty-first" 21; 0 where there is none."""
        total = 0
        for lexeme in lexemes:
            digits = "".join(c for c in lexeme.lower if c.isdecimal())
            total += int(digits) if digits else self.ordinals.get(lexeme.lower, self.small.get(lexeme.lower, 0))
        return total

    def spelled_year(self, lexemes: Sequence[Lexeme]) -> int | None:
        """ "nineteen ninety-seven" is 1997, "two thousand and three" 2003; None where the words are no year."""
        words = [w for lexeme in lexemes if (w := lexeme.lower) not in {"-", "and"}]
        if words[:1] == ["nineteen"]:
            rest = sum(self.small.get(w, 0) for w in words[1:])
            return 1900 + rest if rest < 100 else None
        if words[:2] == ["two", "thousand"]:
            return 2000 + sum(self.small.get(w, 0) for w in words[2:])
        return None
