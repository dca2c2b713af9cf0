"""Read quantities: numbers in digits and words, vague counts, explicit zeros, each with its operator."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from ..model import Token
from ..model.values import CountOp
from ..text.segment import tokenize

T = TypeVar("T")

_DIGITS = re.compile(r"^(?:\d{1,3}(?:,\d{3})+|\d+)$")
_SIZED = re.compile(r"^(\w+)-(?:man|men|member|strong|person|boat|vehicle)$")
_RANGE_MARKS = frozenset({"-", "–", "—", "to", "or"})
_MONEY = frozenset({"$", "€", "£", "¥", "₦", "₹"})
_AGE_BEFORE = frozenset({"aged", "age", "ages"})
_DETERMINERS = frozenset({"this", "the", "that", "each", "every", "which", "another", "any"})
MAX_AGE = 110  # years
MAX_DIGITS = 9  # longer digit strings are identifiers or telephone numbers


class Kind(Enum):
    """In which way the words give a number."""

    NUMBER = "number"
    VAGUE = "vague"
    ZERO = "zero"
    INDEFINITE = "indefinite"  # "a soldier", "another", "a third": one, if the verb makes it count
    DEFINITE = "definite"  # "the driver", "Omar Haddad", "he": one that the text names or points at


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its operator over tokens [first, end); [number, end) are the words of the number itself."""

    first: int
    end: int
    number: int
    op: CountOp
    n: int
    kind: Kind
    compound: bool = False  # "three-man": the noun is inside the word


class Phrases(Generic[T]):
    """Phrases over lower-case tokens; the longest that starts (or ends) at a token wins."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._starts: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._ends: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in entries:
            words = tuple(token.lower for token in tokenize(phrase))
            self._starts.setdefault(words[0], []).append((words, value))
            self._ends.setdefault(words[-1], []).append((words, value))
        for table in (self._starts, self._ends):
            for found in table.values():
                found.sort(key=lambda pair: -len(pair[0]))

    def at(self, words: Sequence[str], i: int) -> tuple[int, T] | None:
        """(end, value) of the longest phrase that starts at token `i`."""
        for phrase, value in self._starts.get(words[i], ()):
            if tuple(words[i : i + len(phrase)]) == phrase:
                return i + len(phrase), value
        return None

    def before(self, words: Sequence[str], end: int) -> tuple[int, T] | None:
        """(start, value) of the longest phrase that ends just before token `end`."""
        if end == 0:
            return None
        for phrase, value in self._ends.get(words[end - 1], ()):
            start = end - len(phrase)
            if start >= 0 and tuple(words[start:end]) == phrase:
                return start, value
        return None


class NumberReader:
    """Find the quantities of one sentence; made from the `counts` lexicon."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        self.numbers: Mapping[str, int] = lexicon["numbers"]
        self.scales: Mapping[str, int] = lexicon["scales"]
        self.vague = Phrases((e["phrase"], (e["op"], e["n"])) for e in lexicon["vague"])
        self.zeros = Phrases((e["phrase"], True) for e in lexicon["zeros"])
        self.before = Phrases((e["phrase"], e["op"]) for e in lexicon["operators_before"])
        self.rising = frozenset(lexicon["grammar"]["rising"])
        self.aged = frozenset(lexicon["grammar"]["aged"])
        self.after = Phrases((e["phrase"], e["op"]) for e in lexicon["operators_after"])

    def find(self, tokens: Sequence[Token], taken: Callable[[Token], bool]) -> Iterator[Quantity]:
        """Quantities in order; tokens for which `taken` holds (those of dates and clock times) are passed over."""
        words = [token.lower for token in tokens]
        i = 0
        while i < len(words):
            quantity = None if taken(tokens[i]) else self._at(tokens, words, i)
            if quantity is None:
                i += 1
                continue
            yield quantity
            i = quantity.end

    def _at(self, tokens: Sequence[Token], words: Sequence[str], i: int) -> Quantity | None:
        operator = self.before.at(words, i)
        if words[i : i + 2] == ["up", "to"] and i and tokens[i - 1].lemma in self.rising:
            return None  # "the toll has gone up to six"; but "killed up to six"
        if operator is not None and operator[0] < len(words):
            quantity = self._bare(tokens, words, _skip(words, operator[0]))
            if quantity is not None and quantity.kind is not Kind.ZERO:
                return _with_operator(quantity, i, operator[1])
            if operator[0] - i > 1:
                return None  # "no more than …" is no zero
        return self._bare(tokens, words, i)

    def _bare(self, tokens: Sequence[Token], words: Sequence[str], i: int) -> Quantity | None:
        if i >= len(words):
            return None
        if words[i] == "between":
            return self._between(words, i)
        zero = self.zeros.at(words, i)
        if zero is not None and self.before.at(words, i) is None and words[i : i + 2] != ["no", "longer"]:
            return Quantity(i, zero[0], i, "=", 0, Kind.ZERO)
        number = self.number(words, i)
        if number is not None and not _is_label(tokens, words, i, number[1], self.aged):
            return self._postposed(words, self._ranged(words, i, *number))
        vague = self.vague.at(words, i)
        if vague is not None and not (words[i] == "many" and i and words[i - 1] in {"how", "as", "so", "too"}):
            return self._vague(words, i, *vague)
        sized = _SIZED.match(words[i])
        if sized is not None:
            inner = self.number([sized.group(1)], 0)
            return None if inner is None else Quantity(i, i + 1, i, "=", inner[0], Kind.NUMBER, compound=True)
        return None

    def number(self, words: Sequence[str], i: int) -> tuple[int, int] | None:
        """(value, end) of the cardinal number that starts at token `i`: "two hundred and five" is (205, i + 4)."""
        value = self._small(words[i])
        end = i + 1
        if value is None:
            if words[i] in {"a", "an"} and end < len(words) and words[end] in self.scales:
                value = 1
            else:
                return None
        total = 0
        while end < len(words):
            word = words[end]
            if word in self.scales:
                value = max(value, 1) * self.scales[word]
                if self.scales[word] >= 1000:
                    total, value = total + value, 0
                end += 1
            elif word == "dozen":
                value, end = value * 12, end + 1
            elif word == "and" and (value or total) and (total + value) % 100 == 0 and end + 1 < len(words):
                more = self._small(words[end + 1])
                if more is None or more >= 100 or words[end - 1] not in self.scales:
                    break
                value, end = value + more, end + 2
            elif words[end - 1] in self.scales and (more := self._small(word)) is not None and not word[0].isdigit():
                value, end = value + more, end + 1
            else:
                break
        return total + value, end

    def _small(self, word: str) -> int | None:
        if _DIGITS.match(word):
            digits = word.replace(",", "")
            return int(digits) if len(digits) <= MAX_DIGITS and digits.isascii() else None
        if word in self.numbers:
            return self.numbers[word]
        tens, dash, units = word.partition("-")
        if dash and self.numbers.get(tens, 0) >= 20 and 0 < self.numbers.get(units, 0) < 10:
            return self.numbers[tens] + self.numbers[units]
        return None

    def _ranged(self, words: Sequence[str], i: int, value: int, end: int) -> Quantity:
        if end + 1 < len(words) and words[end] in _RANGE_MARKS and not (i and words[i - 1] == "from"):
            upper = self.number(words, end + 1)
            if upper is not None and upper[0] > value:
                return Quantity(i, upper[1], i, ">=", value, Kind.NUMBER)  # a range is a floor
        return Quantity(i, end, i, "=", value, Kind.ZERO if value == 0 else Kind.NUMBER)

    def _between(self, words: Sequence[str], i: int) -> Quantity | None:
        lower = self.number(words, i + 1) if i + 1 < len(words) else None
        if lower is None or lower[1] + 1 >= len(words) or words[lower[1]] != "and":
            return None
        upper = self.number(words, lower[1] + 1)
        return None if upper is None else Quantity(i, upper[1], i + 1, ">=", lower[0], Kind.NUMBER)

    def _vague(self, words: Sequence[str], i: int, end: int, value: tuple[CountOp, int]) -> Quantity:
        op, n = value
        if words[end : end + 2] == ["of", "thousands"]:
            n, end = n * 1000, end + 2
        return Quantity(i, end, i, op, n, Kind.VAGUE)

    def _postposed(self, words: Sequence[str], quantity: Quantity) -> Quantity:
        found = self.after.at(words, quantity.end) if quantity.end < len(words) else None
        if found is None:
            return quantity
        return Quantity(quantity.first, found[0], quantity.number, found[1], quantity.n, quantity.kind)


def _skip(words: Sequence[str], i: int) -> int:
    """Past words that may stand between operator and number ("at least another five")."""
    while (
        i + 1 < len(words)
        and words[i] in {"another", "a", "further", "some", "about"}
        and words[i + 1] not in {"dozen", "hundred", "thousand", "few", "couple", "number", "score"}
    ):
        i += 1
    return i


def _with_operator(quantity: Quantity, first: int, op: CountOp) -> Quantity:
    if quantity.kind is Kind.VAGUE and quantity.op == ">=":
        op = quantity.op  # "some dozens" stays a floor
    return Quantity(first, quantity.end, quantity.number, op, quantity.n, quantity.kind, quantity.compound)


def _is_telephone(words: Sequence[str], i: int, end: int) -> bool:
    """ "804-748-1251": three digits and four."""
    part = [len(w) if w.isdigit() else 0 for w in (*words[i : i + 1], *words[end + 1 : end + 2])]
    ahead = words[end : end + 1] == ["-"] and part[:1] == [3] and part[1:] in ([4], [3])
    behind = i >= 2 and words[i - 1] == "-" and words[i - 2].isdigit() and len(words[i - 2]) == 3
    return (ahead and (part[1:] == [4] or words[end + 2 : end + 3] == ["-"])) or (behind and part[0] in {3, 4})


def _is_age_list(words: Sequence[str], i: int) -> bool:
    """ "ages 13, 17 and 19", "aged nine and 14"."""
    k = i - 1
    while k > 0 and (words[k] in {",", "and"} or words[k][0].isdigit()):
        k -= 1
    return k >= 0 and k < i - 1 and words[k] in _AGE_BEFORE


def _is_label(tokens: Sequence[Token], words: Sequence[str], i: int, end: int, aged: Collection[str]) -> bool:
    """True for a number that counts nothing: an age, a sum of money, a percentage, the number of a road."""
    before = words[i - 1] if i else ""
    after = words[end] if end < len(words) else ""
    if words[end : end + 2] == ["'", "s"] or after in {"'s", "s", "th", "block"} or words[i].endswith("-block"):
        return True  # "in her 20's", "the 3300 block of a street"
    if {before, after} & {"/"} or _is_telephone(words, i, end) or _is_age_list(words, i):
        return True
    if before == "both" and words[i][0].isdigit() and after in {",", ".", ")", "and"}:
        return True  # "a woman and a man, both 19,"
    if before in _AGE_BEFORE or before in _MONEY or after in {"%", "percent"} or before in {"#", "."}:
        return True
    if after == "-" and end + 1 < len(words) and not words[end + 1][0].isdigit():
        return True  # "67-year-old", "81-mm"
    if (
        before == "of"
        and i >= 2
        and tokens[i - 2].tag in {"NN1", "NP0"}
        and not (end < len(tokens) and tokens[end].tag.startswith(("NN", "AJ")))
    ):
        return words[i - 2] in aged  # "a boy of nine", "a father of three"
    digits = words[i][0].isdigit()
    if digits and words[i].isdigit() and len(words[i]) >= 5 and before in {":", "no", "imo"}:
        return True  # registration numbers
    # "Ahmed (44)", "Ahmed, 44, a baker"
    if before in {"(", ","} and after in {")", ",", ".", ""} and i >= 2 and digits:
        if before == "," and tokens[i - 2].tag == "NN1" and int(words[i].replace(",", "")) < MAX_AGE:
            return True  # "The man, 28, later died"
        return tokens[i - 2].text[0].isupper() and words[i - 2] not in {"killed", "injured", "dead", "wounded"}
    if digits and i and tokens[i - 1].text[0].isupper() and tokens[i - 1].tag in {"NP0", "NN1", "UNC"} and i > 1:
        return not (end < len(tokens) and tokens[end].tag.startswith(("NN", "AJ", "VVN", "VVD", "CJS")))
    if words[i] == "one":
        noun = end < len(tokens) and tokens[end].tag.startswith(("NN", "AJ"))
        return after in {"another", "day"} or (before in _DETERMINERS and not noun and after != "of")
    return before in {"no.", "nos.", "no"} and digits
