"""Find the atoms of time expressions - dates, weekdays, clock times, parts of the day, stretches - and join neighbours."""

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
    """(name, pattern) in order of precedence. Names may end in a digit where one kind has several shapes."""
    month = _months(lexicon)
    weekday = rf"(?i:{_alternatives(lexicon['weekdays'])})"
    part = rf"(?i:{_alternatives(w for e in lexicon['parts'] for w in e['words'])})"
    deictic = rf"(?i:{_alternatives(e['phrase'] for e in lexicon['deictic'])})"
    narrative = rf"(?i:{_alternatives(e['phrase'] for e in lexicon['narrative'])})"
    season = rf"(?i:{_alternatives(w for e in lexicon['seasons'] for w in e['words'])})"
    stretch = rf"(?i:{_alternatives(w for e in lexicon['stretches'] for w in e['words'])})"
    number = rf"(?i:{_alternatives(lexicon['numbers'])}|\d{{1,3}})"
    year = r"(?:19|20)\d\d"
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    unit = r"(?i:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?)"
    ampm = r"(?i:a\.?\s?m\b\.?|p\.?\s?m\b\.?)"
    return [
        (
            "isodate",
            rf"\b(?P<y>{year})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?:T(?P<h>\d\d):(?P<min>\d\d)(?::\d\d)?Z?)?(?!\d)",
        ),
        (
            "dates1",
            rf"\b(?P<d>{day})\s*(?:and|to|or|-|–|through|until)\s*(?P<d2>{day})\s+(?:of\s+)?(?P<mon>{month})(?!\w)(?:,?\s+(?P<y>{year})\b)?",
        ),
        (
            "dates2",
            rf"\b(?P<mon>{month})\s+(?P<d>{day})\s*(?:and|to|or|-|–|through|until)\s*(?P<d2>{day})\b(?!:)(?:,?\s+(?P<y>{year})\b)?",
        ),
        ("date1", rf"\b(?:the\s+)?(?P<d>{day})\s+(?:of\s+)?(?P<mon>{month})(?!\w)(?:,?\s+(?P<y>{year})\b)?"),
        ("date2", rf"\b(?P<mon>{month})\s+(?:the\s+)?(?P<d>{day})\b(?![:.]\d)(?:,?\s+(?P<y>{year})\b)?"),
        ("date3", rf"\b(?P<d>0?[1-9]|[12]\d|3[01])[./](?P<m>0?[1-9]|1[0-2])[./](?P<y>{year})\b"),
        ("stretch1", rf"\b(?P<stretch>{stretch})[\s-]*(?P<mon>{month})(?!\w)(?:,?\s+(?P<y>{year})\b)?"),
        (
            "stretch2",
            rf"\b(?P<stretch>{stretch})[\s-]*(?:(?P<this>this|last|next|the)\s+(?P<u>month|year|week)|(?P<y>{year}))\b",
        ),
        (
            "clock1",
            rf"\b(?P<h>[01]?\d|2[0-4])[:.h](?P<min>[0-5]\d)(?::[0-5]\d)?\s*(?:hrs?\b|hours?\b|H\b)?\s*(?P<ampm>{ampm})?(?:\s*(?:GMT|UTC|Z)\b)?(?![\d%])(?=\W|$)",
        ),
        ("clock2", rf"\b(?P<h>1[0-2]|0?[1-9])\s*(?P<ampm>{ampm})"),
        ("clock3", r"\b(?P<h>[01]\d|2[0-4])(?P<min>[0-5]\d)\s*(?:hrs?\b|hours\b|H\b|GMT\b|UTC\b|local time)"),
        ("clock4", rf"\b(?P<hw>{number})\s+o['’]clock\b"),
        ("clock5", r"\b(?P<fixed>(?i:midnight|noon|midday))\b"),
        ("clock6", rf"\b(?P<rel>(?i:half past|quarter past|quarter to))\s+(?P<hw>{number})\b"),
        ("clock7", r"\b(?P<h>[01]?\d|2[0-4])\s+hours\s+(?P<min>[0-5]\d)\b"),
        ("clock9", rf"\b(?P<hw>{number})\s+(?:o['’]clock\s+)?in the (?P<half>(?i:morning|afternoon|evening))\b"),
        ("clock8", r"(?<=\bat )(?P<h>0[0-9]|1\d|2[0-3])(?P<min>[0-5]\d)\b(?!\s+(?:people|men|soldiers))"),
        (
            "ago1",
            rf"\b(?:(?P<q>about|around|some|nearly|almost|more than|over|less than|at least|approximately|roughly)\s+)?(?P<n>{number}|a few|several)\s+(?P<u>{unit})\s+(?P<dir>(?i:ago|earlier|later|before|after|afterwards|prior|previously))\b",
        ),
        (
            "ago2",
            rf"\b(?P<half>(?i:half an hour|a quarter of an hour|an hour and a half|moments|minutes|hours|seconds))\s+(?P<dir>(?i:ago|earlier|later|before|after|afterwards))\b",
        ),
        (
            "period1",
            r"\b(?P<rel>(?i:earlier this|later this|last|this past|past|previous|this|next|coming|the following))\s+(?P<u>(?i:week|month|year|weekend))(?:['’]s)?\b",
        ),
        ("period2", r"\b(?P<wk>(?i:over the weekend|at the weekend|on the weekend|during the weekend))\b"),
        (
            "period3",
            rf"\b(?P<rel>(?i:in|over|during|for|within)\s+(?:the\s+)?(?:last|past|previous))\s+(?P<n>{number})\s+(?P<u>{unit})",
        ),
        ("duration", rf"\b(?P<n>{number}|several|a few)[\s-]+(?P<u>{unit})\b(?!\s+(?:old|of age))(?!-)"),
        ("narrative", rf"\b(?P<phrase>{narrative})\b"),
        ("deictic", rf"\b(?P<phrase>{deictic})\b"),
        (
            "season",
            rf"\b(?:(?P<rel>(?i:last|this|next))\s+)?(?:(?<=in )|(?<=since )|(?<=last )|(?<=this )|(?<=the )|(?<=of )|(?<=during ))(?P<season>{season})\b(?:\s+(?:of\s+)?(?P<y>{year}))?",
        ),
        (
            "weekday",
            rf"\b(?:(?P<rel>(?i:last|next|this past|this coming|this|the following|the previous|coming))\s+)?(?P<wd>{weekday})\b(?:['’]s\b)?",
        ),
        (
            "nth",
            r"(?:(?<=\bon )|(?<=\bthe )|(?<=\bOn ))(?:the\s+)?(?P<d>(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th))\b(?!\s+[A-Za-z]*\s*(?:floor|brigade|battalion|division|infantry|anniversary|army|regiment|century|corps|district|parallel|street)\b)(?!\s+[A-Z])",
        ),
        ("month", rf"\b(?P<mon>{month})(?!\w)(?:,?\s+(?P<y>{year})\b)?"),
        ("part", rf"\b(?:(?:late|early|mid)[\s-])?(?P<part>{part})s?\b"),
        (
            "year",
            rf"(?:(?<=\bin )|(?<=\bIn )|(?<=\bsince )|(?<=\bSince )|(?<=\bof )|(?<=\bby )|(?<=\buntil )|(?<=\bearly )|(?<=\blate )|(?<=\bfrom )|(?<=\bduring ))(?P<y>{year})\b(?![-/,]\d)",
        ),
    ]
