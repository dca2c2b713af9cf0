"""Match the patterns of time expressions over lexemes.

A pattern is a regular expression whose letters are roles and words instead of characters: `the? ORD quarter of YEAR`.
Every set of roles that a lexeme can have is one private character, so that one compiled expression finds all rules at
once; a finite-state cascade as in Appelt et al. 1993 (FASTUS) and Strötgen & Gertz 2010 (HeidelTime).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ..errors import VocabError
from ..model import Span
from .time_lexer import NAMED_SHAPES, NUMBER_ROLES, WORDLESS, Lexeme, Lexer

REACH = 14  # lexemes within which the word that a rule needs must follow
_PRIVATE = 0xE000  # first private-use code point
_NAMED = re.compile(r"~(\w+)~")
_PART = re.compile(
    r"\s*(?:(?P<group>(?P<field>[a-z_]\w*):\()|(?P<one>(?P<name>[a-z_]\w*):(?=\S))|(?P<look>\(\?(?:<!|<=|!|=))"
    r"|(?P<op>[()|?*+]|\{\d(?:,\d?)?\})|(?P<quoted>'[^']+')|(?P<word>[^\s()|?*+{}':]+(?:'[^\s()|?*+{}':]+)*))"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern: its name, and the kind of time that it reads, which names the way to the calendar."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch that a rule matched, with the lexemes of every named part."""

    rule: Rule
    span: Span
    fields: Mapping[str, tuple[Lexeme, ...]]
    first: int  # index of its first lexeme in the sentence
    last: int  # index after its last one

    def has(self, *names: str) -> bool:
        """True when one of these parts is there."""
        return any(name in self.fields for name in names)

    def words(self, name: str) -> str:
        """The words of a part, in lower case with single spaces; empty where the part is missing."""
        return " ".join(lexeme.lower for lexeme in self.fields.get(name, ()))

    def lexemes(self, name: str) -> tuple[Lexeme, ...]:
        """The lexemes of a part."""
        return self.fields.get(name, ())


class Grammar:
    """All rules of the lexicon, compiled; earlier rules go first where several match at one place."""

    def __init__(self, lexicon: Mapping[str, Any], rules: Mapping[str, Any]) -> None:
        self.pieces: Mapping[str, str] = rules["pieces"]
        self.needs: Mapping[str, Sequence[str]] = rules["needs"]
        entries: Sequence[Mapping[str, Any]] = rules["rules"]
        patterns = [_whole(entry["pattern"], self.pieces) for entry in entries]
        named = frozenset(lexicon["classes"]) | _SHAPES
        literals = {w for pattern in patterns for w in _words(pattern)} | {w for ws in self.needs.values() for w in ws}
        literals -= named
        self.lexer = Lexer(lexicon, literals)
        self.chars = {roles: chr(_PRIVATE + k) for k, roles in enumerate(sorted(self.lexer.alphabet(), key=sorted))}
        self.rules: dict[str, Rule] = {}
        self.fields: dict[str, list[tuple[str, str]]] = {}
        self.pattern = self._all(list(zip(entries, patterns, strict=True)))

    def phrases(self, lexemes: Sequence[Lexeme]) -> Iterator[Phrase]:
        """The phrases of one sentence, left to right, none over another."""
        chars = self.chars
        for match in self.pattern.finditer("".join(chars[lexeme.roles] for lexeme in lexemes)):
            first, last = match.span()
            key = match.lastgroup or ""
            if first == last:
                continue
            fields = {}
            for group, field in self.fields[key]:
                start, end = match.span(group)
                if start >= 0 and field not in fields:
                    fields[field] = tuple(lexemes[start:end])
            span = Span(lexemes[first].span.start, lexemes[last - 1].span.end)
            yield Phrase(self.rules[key], span, fields, first, last)

    def _all(self, rules: Sequence[tuple[Mapping[str, Any], str]]) -> re.Pattern[str]:
        """One expression for all rules in their order, neighbours of one need behind one look ahead."""
        numbered = enumerate(rules)
        groups = []
        for need, members in groupby(numbered, key=lambda member: _need(member[1][0])):
            bodies = "|".join(self._compiled(k, entry, pattern) for k, (entry, pattern) in members)
            groups.append(f"{self._guard(need)}(?:{bodies})")
        dull = "".join(self.chars[roles] for roles in WORDLESS)
        try:
            return re.compile(f"(?![{dull}])(?:{'|'.join(groups)})")
        except re.error as error:
            raise VocabError(f"time_rules.yaml: the patterns make no expression: {error}") from error

    def _compiled(self, number: int, entry: Mapping[str, Any], pattern: str) -> str:
        key = f"r{number}"
        self.rules[key] = Rule(str(entry["name"]), str(entry["kind"]))
        self.fields[key] = []
        out, pending, where = [], "", f"time_rules.yaml: rule {entry['name']!r}"
        if _PART.sub("", pattern).strip():
            raise VocabError(f"{where}: {_PART.sub('', pattern).strip()!r} is no part of a pattern; quote it")
        for part in _PART.finditer(pattern):
            if part["group"]:
                out.append(f"(?P<{self._group(key, part['field'])}>")
            elif part["one"]:
                pending = f"(?P<{self._group(key, part['name'])}>"
                out.append(pending)
            elif part["look"]:
                out.append(part["look"].strip())
            elif part["op"]:
                out.append("(?:" if part["op"] == "(" else part["op"])
            else:
                out.append(self._letter(part["word"] or part["quoted"].strip("'"), where))
                if pending:
                    out.append(")")
                    pending = ""
        body = "".join(out)
        return f"(?P<{key}>{body})"

    def _guard(self, need: str) -> str:
        """Look ahead for a word that the rules cannot do without, before their patterns are tried."""
        roles = self.needs.get(need)
        if roles is None:
            return ""
        where = f"time_rules.yaml: needs of {need!r}"
        letters = "".join(sorted({c for role in roles for c in self._letter(role, where).strip("[]")}))
        return f"(?=[^{letters}]{{0,{REACH}}}+[{letters}])"

    def _group(self, key: str, field: str) -> str:
        group = f"{key}_{len(self.fields[key])}"
        self.fields[key].append((group, field))
        return group

    def _letter(self, role: str, where: str) -> str:
        if role == "ANY":
            return "."
        letters = "".join(char for roles, char in self.chars.items() if role in roles)
        if not letters:
            raise VocabError(f"{where}: nothing can be a {role!r}; add it to `classes` of times.yaml")
        return letters if len(letters) == 1 else f"[{letters}]"


_SHAPES = frozenset({"ANY", "CAP", "NOUNS", *NUMBER_ROLES, *NAMED_SHAPES.values()})


def _need(entry: Mapping[str, Any]) -> str:
    return str(entry.get("needs", entry["kind"]))


def _whole(pattern: str, pieces: Mapping[str, str]) -> str:
    while "~" in pattern:  # a piece may name other pieces
        pattern = _NAMED.sub(lambda match: f"( {pieces[match.group(1)]} )", pattern)
    return pattern


def _words(pattern: str) -> Iterator[str]:
    for part in _PART.finditer(pattern):
        if part["word"] or part["quoted"]:
            yield part["word"] or part["quoted"].strip("'")
