"""Cut a text into tokens, paragraphs, datelines, quoted stretches and sentences, all as code-point spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from ..model import Document, Sentence, Span, Spans, Token, trim
from .wrapping import hard_wrapped

_TITLES = "Mr|Mrs|Ms|Dr|Prof|St|Sgt|Lt|Col|Gen|Maj|Capt|Cpl|Pvt|Adm|Cmdr|Brig|Sen|Rep|Gov|Pres|Hon|Rev|Fr|Sr|Jr"
_MONTHS = "Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec"
_TOKEN = re.compile(
    rf"""
    (?:https?://|www\.)\S+                          # addresses
    | [@\#]\w+                                      # handles and hashtags
    | \d+(?:[.,:]\d+)*(?:(?:st|nd|rd|th|s|am|pm|km|mm|kg|m)\b)?  # numbers, clock times, ordinals
    | (?:[A-Za-z]\.){{2,}}                            # U.S., a.m.
    | (?:{_TITLES})\.(?=\s)                           # titles
    | \w+(?:[-‐‑'’]\w+)*                              # words, with hyphens and apostrophes (Sana'a)
    | \w+
    | \S
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"^(.+?)(['’](?:s|re|ve|ll|d|m)|n['’]t)$", re.IGNORECASE)
_ABBREVIATION = re.compile(
    rf"(?:^|[\s(“\"'‘/])(?:{_TITLES}|vs|No|Nos|approx|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Dept|al-|(?:[A-Z]\.)*[A-Z])\.$"
)
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
_OPENERS = {"“": "”", "«": "»", "„": "“"}
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BLOCK = re.compile(r"[^\r\n]+(?:\r?\n(?!  |\t|[ \t]*\r?$)[^\r\n]+)*", re.MULTILINE)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.'’\-]+(?:[ ,]+[A-Z][\w.'’\-]*){0,6})?\s*"
    rf"(?:,?\s*(?P<date>(?:{_MONTHS})[a-z]*\.? \d{{1,2}}|\d{{1,2}} (?:{_MONTHS})[a-z]*\.?))?"
    r"\s*(?:\((?P<agency>[A-Z][\w .&/]*)\))?\s*(?:—|–|--|(?<=\s)-|:|/)\s+"
)
# "Abidjan, (Wire - Pakistan Desk - 26th Aug, 2024) Militants …": place, then outlet and day in brackets, and no dash
_BRACKETED = re.compile(
    rf"(?P<place>[A-Z][\w.'’\-]+(?:[ ,]+[A-Z][\w.'’\-]*){{0,3}}),?\s*\([A-Z][^()]*?"
    rf"(?:(?:{_MONTHS})[a-z]*\.? \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})[a-z]*\.?)"
    r"(?:,? \d{4})?\)\s+(?=[A-Z“\"])"
)
_CAPS_PLACE = re.compile(r"^[A-Z][A-Z.'’\-]+(?:[ ,/]+(?:[A-Z][\w.'’\-]+))*$")
MAX_SENTENCE = 300  # tokens; the longest in 318 annotated reports has 93, longer ones are lists, tables or noise: cut
MAX_BRACKETED = 110  # characters; one of 318 annotated reports has such a dateline, of 68
MAX_DATELINE = 70  # characters; the longest of 318 annotated reports has 38


@dataclass(frozen=True, slots=True)
class Segmenter:
    """The first stage: tokens, paragraphs, datelines, quotes and sentences of a report's text."""

    requires: ClassVar[tuple[str, ...]] = ("report",)
    assigns: ClassVar[str] = "tokens paragraphs datelines quotes sentences"

    def __call__(self, doc: Document) -> Document:
        """The document with its segmentation layers."""
        text = doc.text
        tokens = tuple(tokenize(text))
        blocks = tuple(paragraphs(text))
        datelines = tuple(d for block in blocks if (d := dateline(text, block)) is not None)
        quotes = tuple(q for block in blocks for q in quoted(text, block))
        return replace(
            doc,
            tokens=tokens,
            paragraphs=blocks,
            datelines=datelines,
            quotes=quotes,
            sentences=tuple(_sentences(text, tokens, blocks, datelines)),
        )


def segment(doc: Document) -> Document:
    """`Segmenter()(doc)`."""
    return Segmenter()(doc)


def tokenize(text: str) -> Iterator[Token]:
    """Words and punctuation marks; a possessive 's and shortened "not", "are", "will" are tokens of their own.

    >>> [t.text for t in tokenize("Iraq's army (PMF) fired 1,200 rockets.")]
    ['Iraq', "'s", 'army', '(', 'PMF', ')', 'fired', '1,200', 'rockets', '.']
    """
    for match in _TOKEN.finditer(text):
        start, word = match.start(), match.group()
        clitic = _CLITIC.match(word)
        if clitic:
            cut = start + len(clitic.group(1))
            yield Token(start, cut, text[start:cut], _plain(text[start:cut]))
            start, word = cut, text[cut : match.end()]
        yield Token(start, match.end(), word, _plain(word))


def _plain(word: str) -> str:
    lower = word.lower()
    # A few letters grow when lower-cased (İ); a token's `lower` need not keep the length, only spans must.
    return lower.replace("’", "'").replace("‐", "-").replace("‑", "-")


def paragraphs(text: str) -> Iterator[Span]:
    """Lines with something on them, trimmed: news text has a paragraph a line.

    In a text whose lines were broken at a fixed width it is a block, which ends before an empty or an indented line.
    """
    for match in (_BLOCK if hard_wrapped(text) else _LINE).finditer(text):
        span = trim(text, Span(*match.span()), chars=" \t\u00a0\ufeff")
        if span.length:
            yield span


def dateline(text: str, block: Span) -> Span | None:
    """The dateline that opens a paragraph ("BAGHDAD (Reuters) - ", "Shafaq News/ "), dash included; or None."""
    head = text[block.start : min(block.end, block.start + MAX_DATELINE)]
    bracketed = _BRACKETED.match(text, block.start, min(block.end, block.start + MAX_BRACKETED))
    if bracketed is not None:
        return Span(block.start, bracketed.end())
    match = _DATELINE.match(head)
    if match is None or not match.group().strip(" -—–:/"):
        return None
    place = (match.group("place") or "").strip(" ,")
    mark = match.group().rstrip()[-1]
    upper = bool(_CAPS_PLACE.match(place)) if place else False
    dated = match.group("agency") is not None or match.group("date") is not None
    short = mark in "—–" and len(place.split()) <= 3
    # "Jammu: Nine people …" opens with a place, "Witnesses: the road …" with a speaker
    named = mark == ":" and len(place.split()) == 1 and place not in _SPEAKER_WORDS
    if not (dated or upper or mark == "/" or short or named):
        return None
    return Span(block.start, block.start + match.end())


_SPEAKER_WORDS = frozenset(
    {
        "Police",
        "Witnesses",
        "Officials",
        "Reuters",
        "Army",
        "Breaking",
        "Update",
        "BREAKING",
        "UPDATE",
        "Urgent",
        "URGENT",
        "Note",
        "Source",
        "SOURCE",
        "Sources",
        "Photo",
        "Video",
        "Statement",
    }
)


def quoted(text: str, block: Span) -> Iterator[Span]:
    """Quoted stretches of one paragraph, marks included; an unclosed quotation runs to the paragraph's end."""
    i = block.start
    while i < block.end:
        char = text[i]
        end: int | None
        if char in _OPENERS and not (char == "“" and i > block.start and text[i - 1] == "„"):
            end = _closing(text, i + 1, block.end, _OPENERS[char])
        elif char == '"':
            end = _closing(text, i + 1, block.end, '"')
        elif char == "‘" or (char == "'" and _opens(text, i, block)):
            close = "’" if char == "‘" else "'"
            end = _single_closing(text, i + 1, block.end, close)
            if end is None:
                i += 1
                continue
        else:
            i += 1
            continue
        yield Span(i, end)
        i = end


def _closing(text: str, start: int, end: int, mark: str) -> int:
    found = text.find(mark, start, end)
    return end if found < 0 else found + 1


def _opens(text: str, i: int, block: Span) -> bool:
    before = text[i - 1] if i > block.start else " "
    after = text[i + 1] if i + 1 < block.end else " "
    return not before.isalnum() and before not in '.,”"' and after.isalnum()


def _single_closing(text: str, start: int, end: int, mark: str) -> int | None:
    """End of a stretch in single quotation marks; apostrophes inside words do not close it."""
    for j in range(start, min(end, start + 300)):
        if text[j] == mark:
            after = text[j + 1] if j + 1 < end else " "
            if not after.isalnum() and text[j - 1] != " ":
                return j + 1
    return None


def _sentences(text: str, tokens: tuple[Token, ...], blocks: Spans, datelines: Spans) -> Iterator[Sentence]:
    first = 0
    heads = {d.start: d.end for d in datelines}
    for number, block in enumerate(blocks):
        body = Span(heads.get(block.start, block.start), block.end)
        for span in split_sentences(text, body):
            while first < len(tokens) and tokens[first].start < span.start:
                first += 1
            last = first
            while last < len(tokens) and tokens[last].start < span.end:
                last += 1
            for start in range(first, last, MAX_SENTENCE):
                end = min(last, start + MAX_SENTENCE)
                whole = last - first <= MAX_SENTENCE
                yield Sentence(span if whole else Span(tokens[start].start, tokens[end - 1].end), (start, end), number)
            first = last


def split_sentences(text: str, block: Span) -> Iterator[Span]:
    """Sentences of one paragraph, trimmed; an abbreviation, an initial or a lower-case word after the mark ends none.

    >>> text = "Gen. Abu Ali spoke at 6 p.m. on Sunday. Nobody was hurt."
    >>> [s.text(text) for s in split_sentences(text, Span(0, len(text)))]
    ['Gen. Abu Ali spoke at 6 p.m. on Sunday.', 'Nobody was hurt.']
    """
    start = block.start
    for match in _SENTENCE_END.finditer(text, block.start, block.end):
        if match.end() >= block.end:
            break
        if not _ends(text, block, match):
            continue
        span = trim(text, Span(start, match.end()))
        if span.length:
            yield span
        start = match.end()
    span = trim(text, Span(start, block.end))
    if span.length:
        yield span


_LOOK = 24  # characters looked at on either side of a full stop; enough for any abbreviation and the next word


def _ends(text: str, block: Span, match: re.Match[str]) -> bool:
    """Whether the full stop, question or exclamation mark ends a sentence."""
    before = text[max(block.start, match.start() - _LOOK) : match.start() + 1]
    after = text[match.end() : min(block.end, match.end() + _LOOK)].lstrip()
    if match.group()[0] == "." and _ABBREVIATION.search(before):
        # "U.S. The" ends a sentence only when a determiner, pronoun or preposition follows
        initials = re.search(r"[A-Z]\.[A-Z]\.$", before) is not None
        return initials and _SENTENCE_START.match(after) is not None
    head = after[:1]
    if head.islower() or head in {",", ";", ":", ")"}:
        return False
    return not (re.search(r"\b[ap]\.m\.$", before) and not head.isupper())


_SENTENCE_START = re.compile(r"(?:The|A|An|He|She|It|They|We|In|On|At|But|No|There|This)\b")
