"""Find speakers whom the page shows, not the sentence: turns of a transcript, signed quotations, credits of pictures.

Transcripts of briefings and interviews name the speaker before a colon at the start of a line; pages of reactions put
the name behind a dash after the quotation; captions end with the maker of the picture. All three are attributions in
GUM (Zeldes 2017) and, where words are spoken, in PolNeAR (Newell et al. 2018).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ..model import Attribution, Quote, Span, trim
from ..vocab.speech_lines import speech_line_words

_TURN = re.compile(
    r"^[ \t\"“]*(?P<name>[^\W\d_](?:[^\n:\"“”]{0,60}?[\w.)])?)(?P<cue>:)[ \t\xa0]*(?=[^\s/])(?P<said>[^\n]+)$",
    re.MULTILINE,
)
_SIGNED = re.compile(
    r"(?P<close>[\"”])[ \t]*(?:\n[ \t]*){0,2}(?P<cue>[―—–-]{1,2})[ \t]*"
    r"(?P<name>[^\W\d_][^\n,;\"“”]{1,60}?)[.,;]?[ \t]*(?=[\n,;]|$)"
)
_OPENING = {'"': '"“', "”": "“”"}  # how a quotation that this mark closes may open; some pages open with ” too
_PARTICLES = frozenset(
    {"al", "el", "de", "del", "la", "bin", "ibn", "van", "von", "of", "the", "and", "for", "da", "dos"}
)
LEAST_SAID = 2  # words; less are the cells of a table
MOST_WORDS = 8  # of a name with its title
FEW = 2  # turns in capitals that make a transcript
MANY = 4  # turns with names in small letters that make one, some name among them twice


def speech_lines(text: str, *, marks: bool = True) -> list[Attribution]:
    """Turns and signed quotations of a text, in text order; with `marks`, contents keep their quotation marks.

    Contents are code points of `text`; a turn is one paragraph.
    """
    found = sorted([*_turns(text), *_signed(text)], key=lambda a: a.cue[0])
    return found if marks else [replace(a, content=(_unquoted(text, a.content[0]),)) for a in found]


def _unquoted(text: str, said: Span) -> Span:
    inner = trim(text, said, chars='"“” \t')
    return inner if inner.length and not set(text[inner.start : inner.end]) & set('"“”') else said


def picture_credits(text: str) -> list[Attribution]:
    """Captions, each held by the maker of its picture; they have no cue, as in GUM."""
    words = "|".join(map(re.escape, speech_line_words().credits))
    line = re.compile(
        rf"^(?P<said>[^\n]*?\w[^\n]*?)[ \t]+(?:{words})[:;][ \t]*(?P<name>[^\W\d_][^\n]{{1,80}}?)\.?[ \t]*$",
        re.I | re.M,
    )
    return [_attribution(text, m, Quote.INDIRECT, cue=False) for m in line.finditer(text)]


def _turns(text: str) -> Iterator[Attribution]:
    labels = speech_line_words().labels
    lines = [m for m in _TURN.finditer(text) if m["name"].casefold() not in labels and _is_turn(m)]
    loud = [m for m in lines if _in_capitals(m["name"])]
    quiet = [m for m in lines if not _in_capitals(m["name"])]
    quoted = [m for m in quiet if m["said"][0] in '"“']
    if len(loud) >= FEW:
        yield from (_attribution(text, m, Quote.DIRECT) for m in loud)
    if len(quiet) >= MANY and max(Counter(m["name"] for m in quiet).values()) > 1:
        yield from (_attribution(text, m, Quote.DIRECT) for m in quiet)
    elif len(quoted) >= FEW:
        yield from (_attribution(text, m, Quote.DIRECT) for m in quoted)


def _signed(text: str) -> Iterator[Attribution]:
    for match in _SIGNED.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        said = text[start : match.end("close")]
        first = len(said) - len(said.lstrip())
        if _is_name(match["name"]) and said.lstrip()[:1] in _OPENING[match["close"]] and len(said) - first > 2:
            yield _attribution(text, match, Quote.DIRECT, said=Span(start + first, match.end("close")))


def _attribution(
    text: str, match: re.Match[str], quote: Quote, *, cue: bool = True, said: Span | None = None
) -> Attribution:
    content = said or trim(text, Span(*match.span("said")))
    return Attribution(
        source=(trim(text, Span(*match.span("name"))),),
        cue=(Span(*match.span("cue")),) if cue else (),
        content=(content,),
        quote=quote,
    )


def _is_turn(line: re.Match[str]) -> bool:
    """True when a name stands before the colon and words, not figures, behind it."""
    return _is_name(line["name"]) and sum(word[0].isalpha() for word in line["said"].split()) >= LEAST_SAID


def _is_name(words: str) -> bool:
    """True for a few words that begin with capitals, particles and what stands in brackets aside."""
    parts = re.sub(r"\([^)]*\)", "", words).split()
    weighty = [p for p in parts if p.casefold() not in _PARTICLES]
    return 0 < len(parts) <= MOST_WORDS and bool(weighty) and all(p[0].isupper() for p in weighty)


def _in_capitals(name: str) -> bool:
    letters = [c for c in re.sub(r"\b(?:Mc|Mac|Gen|Col|Dr|Mr|Mrs|Ms|Rep|Sen)\b\.?", "", name) if c.isalpha()]
    return bool(letters) and all(c.isupper() for c in letters)
