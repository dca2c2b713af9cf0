"""Find the atoms of time expressions (dates, weekdays, clock times, parts of the day, stretches) and join them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model import Span

_GLUE = re.compile(
    r"^(?:[\s,(]|\b(?:at|on|of|in|the|this|around|about|approximately|early|late|local|time|shortly|just|before|after|hours|near|by|or|so|a|little)\b|\bhrs\b)*$",
    re.IGNORECASE,
)
_PIECE = re.compile(r"~(\w+)~")
_GROUP = re.compile(r"\(\?P<\w+>")
_APPROXIMATE = re.compile(
    r"(?:\b(?:at\s+)?(?:about|around|approximately|roughly|nearly|circa|some)|~)\s+$", re.IGNORECASE
)
_PART_LEAD = re.compile(
    r"(?:\b(?:at|by|in|during|throughout|through|until|till|before|after|since|from|around|towards?|about|one|next|following|previous)\s+(?:the\s+|that\s+|this\s+)?|(?:^|[,;]\s*)(?:this|that)\s+)$",
    re.IGNORECASE,
)  # "in the night", "by dawn"; not "a dawn raid", "the night watch"
_EDGE = re.compile(
    r"\b(?P<word>early|late|before|after|by|until|till|since|from)\s+(?:(?:on|of|in|the|at|this|today|a)\s+)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece of a time expression; `kind` names its rule, `fields` what the rule's groups matched."""

    kind: str
    span: Span
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Expression:
    """Atoms that together name one time, with the words around them that bear on it."""

    span: Span
    atoms: tuple[Atom, ...]
    approximate: bool = False
    edge: str | None = None  # early, late, before, after, by, until, since, from

    def get(self, *kinds: str) -> Atom | None:
        """The first atom of one of these kinds."""
        return next((atom for atom in self.atoms if atom.kind in kinds), None)


class AtomFinder:
    """Find the time expressions of a stretch of text; made from the `times` lexicon."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        rules = _rules(lexicon)
        self.pattern = re.compile("|".join(f"(?P<{name}>{_GROUP.sub('(?:', body)})" for name, body in rules))
        self.inner = {name: re.compile(body) for name, body in rules}

    def find(self, text: str, span: Span) -> Iterator[Expression]:
        """Expressions within `span`, left to right."""
        for expression in self._groups(text, span):
            if (
                expression.get("part") is None
                or len(expression.atoms) > 1
                or _PART_LEAD.search(text[span.start : expression.atoms[0].span.start])
            ):
                yield expression

    def _groups(self, text: str, span: Span) -> Iterator[Expression]:
        group: list[Atom] = []
        for atom in self._atoms(text, span):
            if group and self._joins(text, group, atom):
                group.append(atom)
                continue
            if group:
                yield _expression(text, span, group)
            group = [atom]
        if group:
            yield _expression(text, span, group)

    def _atoms(self, text: str, span: Span) -> Iterator[Atom]:
        for match in self.pattern.finditer(text, span.start, span.end):
            kind = match.lastgroup or ""
            inner = self.inner[kind].match(text, match.start(), span.end)
            fields = {k: v for k, v in (inner.groupdict() if inner else {}).items() if v}
            yield Atom(kind.rstrip("0123456789"), Span(*match.span()), fields)

    def _joins(self, text: str, group: list[Atom], atom: Atom) -> bool:
        last = group[-1]
        kinds = {a.kind for a in group}
        gap = text[last.span.end : atom.span.start]
        if atom.kind in kinds or not (
            _GLUE.match(gap)
            or ("part" in kinds and atom.kind == "dates" and gap.strip() in {"from", "of", "linking", "between"})
        ):
            return False
        if {"ago", "period", "stretch", "duration", "dates", "year", "month", "season", "isodate"} & (
            {atom.kind} | kinds
        ):
            joined = {atom.kind, *kinds}
            return (
                joined <= {"isodate", "clock"}
                or (atom.kind == "clock" and kinds <= {"ago"})
                or joined == {"part", "dates"}
            )
        days = {"date", "weekday", "deictic", "narrative", "nth"}
        both = days & kinds and atom.kind in days
        if both:
            return {*(days & kinds), atom.kind} <= {"date", "weekday"} or {*(days & kinds), atom.kind} in (
                {"deictic", "weekday"},
                {"deictic", "date"},
                {"weekday", "nth"},
            )
        return True


def _expression(text: str, within: Span, group: list[Atom]) -> Expression:
    start, end = group[0].span.start, group[-1].span.end
    before = text[max(within.start, start - 40) : start]
    about = _APPROXIMATE.search(before)
    edge = _EDGE.search(before)
    inner = re.search(r"\b(?:about|around|approximately|roughly)\b", text[start:end]) is not None
    if about is not None:
        start -= len(about.group())
        start += len(about.group()) - len(about.group().lstrip())
    word = edge.group("word").lower() if edge else None
    if word in {"early", "late"} and edge is not None:
        start = within.start + max(0, start - 40 - within.start) + edge.start() if about is None else start
    return Expression(Span(start, end), tuple(group), about is not None or inner, word)


def _alternatives(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def _months(lexicon: Mapping[str, Any]) -> str:
    full = list(lexicon["months"])
    short = [m[:3] for m in full if m != "May"] + ["Sept"]
    return rf"(?:{_alternatives(full)}|{_alternatives(m.upper() for m in full)}|(?:{_alternatives(short)})\b\.?)"


def _rules(lexicon: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(name, pattern) in order of precedence, the words of the lexicon filled in; a name may end in digits."""
    words = {
        "month": _months(lexicon),
        "weekday": _folded(lexicon["weekdays"]),
        "part": _folded(w for e in lexicon["parts"] for w in e["words"]),
        "deictic": _folded(e["phrase"] for e in lexicon["deictic"]),
        "narrative": _folded(e["phrase"] for e in lexicon["narrative"]),
        "season": _folded(w for e in lexicon["seasons"] for w in e["words"]),
        "stretch": _folded(w for e in lexicon["stretches"] for w in e["words"]),
        "number": rf"(?:{_folded(lexicon['numbers'])}|\d{{1,3}})",
        **lexicon["pieces"],
    }
    return [(entry["name"], _filled(entry["pattern"], words)) for entry in lexicon["atoms"]]


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    while "~" in pattern:  # a piece may name other pieces
        pattern = _PIECE.sub(lambda match: words[match.group(1)], pattern)
    return pattern


def _folded(words: Iterable[str]) -> str:
    return f"(?i:{_alternatives(words)})"
