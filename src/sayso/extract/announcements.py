"""Find speakers that no verb frame shows: announced by a colon, by "in his view", or by a list of points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import Attribution, CueKind, Document, Quote, Sentence, Span, Spans, Token, Value, trim
from ..vocab.sentence_words import sentence_words
from ..vocab.source_words import source_words
from .party import is_noun, split_parties
from .party_left import phrase_start, subject_left
from .party_right import phrase_right
from .scopes import has_finite
from .tags import FINITE

_OPINIONS = sentence_words().opinions
_LISTS = sentence_words().list_verbs
_BULLETS = ("•", "-", "–", "—", "*", "▪", "●", "✅", "◾", "🔴", "🔹", "1", "2", "3", "4", "5", "6", "7", "8", "9")
_INTERVIEW = frozenset(
    {
        "question",
        "answer",
        "q",
        "a",
        "note",
        "update",
        "correction",
        "photo",
        "caption",
        "breaking",
        "source",
        "sources",
    }
)
_TENTATIVE = frozenset({"preliminary", "provisional", "initial", "tentative", "estimate"})


def announced(doc: Document, sentence: Sentence, taken: Sequence[Attribution]) -> Iterator[Attribution]:
    """Attributions of one sentence by a colon or a possessive; `taken` are those that verbs already gave."""
    yield from _colon_speaker(doc, sentence, taken)
    yield from _quoted_after_colon(doc, sentence, taken)
    yield from _answer_after_colon(doc, sentence, taken)
    yield from _in_ones_view(doc, sentence)
    yield from _by_the_account(doc, sentence)


def _colon_speaker(doc: Document, sentence: Sentence, taken: Sequence[Attribution]) -> Iterator[Attribution]:
    """ "Regional prosecutors: one dead", "The provisional toll is as follows: …"."""
    tokens, (first, last) = doc.tokens, sentence.tokens
    colon = next((i for i in range(first + 1, min(last - 1, first + 14)) if tokens[i].text == ":"), None)
    if colon is None or any(q.start < tokens[colon].start < q.end for q in doc.quotes):
        return
    end = colon
    cue = (colon, colon)
    if tokens[end - 1].lower == "follows" and tokens[end - 2].lower == "as" and end - 3 > first:
        cue = (end - 3, end - 1)
        end -= 3
    elif not _speaks(tokens, first, colon):
        return
    start = phrase_start(tokens, end - 1, first)
    if start is None or (start != first and cue[0] == colon):
        return
    content = _from(doc, colon + 1, last)
    if not content or any(c.overlaps(content[0]) for a in taken for c in a.content):
        return
    tentative = any(t.lower in _TENTATIVE for t in tokens[start:end])
    yield Attribution(
        source=split_parties(tokens, start, end),
        cue=(Span(tokens[cue[0]].start, tokens[cue[1]].end),),
        content=content,
        quote=Quote.INDIRECT,
        cue_kind=CueKind.NEUTRAL_VERB,
        value=Value.PROBABLE if tentative else Value.CERTAIN,
    )


def _quoted_after_colon(doc: Document, sentence: Sentence, taken: Sequence[Attribution]) -> Iterator[Attribution]:
    """ "Adama, a trader: “They came at noon.”", "No, replied the mayor: “They came at noon.”"."""
    tokens, (first, last) = doc.tokens, sentence.tokens
    colon = next((i for i in range(first + 1, min(last - 1, first + 30)) if tokens[i].text == ":"), None)
    quote = None if colon is None else next((q for q in doc.quotes if q.start == tokens[colon + 1].start), None)
    if colon is None or quote is None or any(c.overlaps(quote) for a in taken for c in a.content):
        return
    mark = tokens[colon].span
    before = [a for a in taken if a.cue[0].start < mark.start]
    if before:
        if before[-1].cue[-1].end < before[-1].source[0].start:
            yield replace(before[-1], content=(quote,), quote=Quote.DIRECT, parent=None)
        return
    party = phrase_right(tokens, first, colon)
    aside = party is not None and (party.last == colon or tokens[party.last].text == ",")
    named = party is not None and party.first == first and any(t.tag == "NP0" for t in tokens[first : party.last])
    if party is not None and aside and (named or _speaks(tokens, first, party.last)):
        yield Attribution(party.spans, (mark,), (quote,), quote=Quote.DIRECT, cue_kind=CueKind.NEUTRAL_VERB)


def _answer_after_colon(doc: Document, sentence: Sentence, taken: Sequence[Attribution]) -> Iterator[Attribution]:
    """ "The ministry corrected its account: the bomb was inside.": who answers by such a verb tells what follows."""
    tokens, (first, last) = doc.tokens, sentence.tokens
    colon = next((i for i in range(first + 2, last - 2) if tokens[i].text == ":"), None)
    if colon is None or any(q.start < tokens[colon].start < q.end for q in doc.quotes):
        return
    content = _from(doc, colon + 1, last)
    if not content or not has_finite(tokens, colon + 1, last):
        return
    if any(c.overlaps(content[0]) for a in taken for c in (*a.content, *a.cue)):
        return
    verb = next((i for i in range(colon - 1, first, -1) if tokens[i].lemma in sentence_words().answers), None)
    if verb is None or not tokens[verb].tag.startswith("VV"):
        return
    group = verb
    while group - 1 > first and tokens[group - 1].tag in {"VHZ", "VHB", "VHD", "AV0"}:
        group -= 1
    party = subject_left(tokens, group, first)
    if party is not None:
        cue = (Span(tokens[group].start, tokens[verb].end),)
        yield Attribution(party.spans, cue, content, cue_kind=CueKind.NEUTRAL_VERB)


def _speaks(tokens: Sequence[Token], first: int, colon: int) -> bool:
    """The words before a colon name somebody who can speak."""
    words = [t.lower for t in tokens[first:colon]]
    if (len(words) == 1 and words[0] in _INTERVIEW) or any(
        t.tag in {"VVD", "VVZ", "VBD", "VBZ"} for t in tokens[first:colon]
    ):
        return False
    vocabulary = source_words()
    return any(
        vocabulary.head(" ".join(words[k : k + n])) for k in range(len(words)) for n in (1, 2) if k + n <= len(words)
    ) and is_noun(tokens[colon - 1])


def _by_the_account(doc: Document, sentence: Sentence) -> Iterator[Attribution]:
    """ "By the army's account …", "By the account of the army, …", "…, by the admission of the mayor, …"."""
    tokens, (first, last) = doc.tokens, sentence.tokens
    for i in range(first, last - 3):
        if tokens[i].lower not in {"in", "by", "on"} or tokens[i].tag != "PRP":
            continue
        party = _possessor(tokens, i + 1, last) or _of_party(tokens, i + 1, last)
        if party is None:
            continue
        source, end, cue = party
        before = i == first or tokens[i - 1].text in {",", ";"} or tokens[i - 1].lower in {"and", "but"}
        closed = end >= last or tokens[end].text in {".", ",", ";"}
        told_before = tokens[i - 1].text == "," or (tokens[i - 1].text != ";" and has_finite(tokens, first, i))
        inserted = closed and i > first and told_before
        if inserted:
            content = _from(doc, first, i) + _from(doc, end, last)
        elif before:
            content = _from(doc, end, last)
        else:
            continue
        if content:
            yield Attribution(source=source, cue=cue, content=content, cue_kind=CueKind.NEUTRAL_PREPOSITION)
        return


def _possessor(tokens: Sequence[Token], i: int, last: int) -> tuple[Spans, int, Spans] | None:
    """ "the army's account": (who, token after the noun, cue)."""
    marks = (j for j in range(i + 1, min(last - 1, i + 9)) if tokens[j].tag == "POS" or tokens[j].text in {"'", "’"})
    mark = next(marks, None)
    if mark is None or tokens[mark + 1].lower not in _OPINIONS or any(t.tag in FINITE for t in tokens[i:mark]):
        return None
    return split_parties(tokens, i, mark), mark + 2, (tokens[i - 1].span, tokens[mark + 1].span)


def _of_party(tokens: Sequence[Token], i: int, last: int) -> tuple[Spans, int, Spans] | None:
    """ "the account of the army"."""
    noun = i + (tokens[i].tag == "AT0")
    if noun + 2 >= last or tokens[noun].lower not in _OPINIONS or tokens[noun + 1].lower != "of" or noun == i:
        return None
    party = phrase_right(tokens, noun + 2, last)
    return None if party is None else (party.spans, party.last, (Span(tokens[i - 1].start, tokens[noun + 1].end),))


def _in_ones_view(doc: Document, sentence: Sentence) -> Iterator[Attribution]:
    """ "In his view the shots came later", "By their telling …"."""
    tokens, (first, last) = doc.tokens, sentence.tokens
    for i in range(first, last - 3):
        if tokens[i].lower in {"in", "by"} and tokens[i + 1].tag == "DPS" and tokens[i + 2].lower in _OPINIONS:
            start = i + 3 + (tokens[i + 3].text == ",")
            content = (
                _from(doc, start, last)
                if i == first or tokens[i - 1].text in {",", ";"} or tokens[i - 1].lower in {"and", "but"}
                else _from(doc, first, i)
            )
            if content:
                yield Attribution(
                    source=(tokens[i + 1].span,),
                    cue=(Span(tokens[i].start, tokens[i].end), tokens[i + 2].span),
                    content=content,
                    cue_kind=CueKind.BELIEF_VERB,
                )
            return


def _from(doc: Document, first: int, last: int) -> Spans:
    if last <= first:
        return ()
    span = trim(doc.text, Span(doc.tokens[first].start, doc.tokens[last - 1].end), chars=" \t\r\n,;.:—–")
    return (span,) if span.length > 3 else ()


def listed(doc: Document) -> Iterator[Attribution]:
    """Paragraphs of a list after "The ministry states:" belong to the ministry."""
    for number, paragraph in enumerate(doc.paragraphs[:-1]):
        if not doc.text[paragraph.start : paragraph.end].rstrip().endswith(":"):
            continue
        sentence = next((s for s in reversed(doc.sentences) if s.paragraph == number and not s.boilerplate), None)
        if sentence is None:
            continue
        head = _list_head(doc, sentence)
        if head is None:
            continue
        source, cue = head
        for follower in range(number + 1, len(doc.paragraphs)):
            line = doc.paragraphs[follower]
            if not doc.text[line.start : line.end].startswith(_BULLETS):
                break
            for part in (s for s in doc.sentences if s.paragraph == follower and not s.boilerplate):
                content = trim(doc.text, part.span, chars=" \t.;,:•-–—*▪●◾🔹")
                if content.length > 3:
                    yield Attribution(source=source, cue=cue, content=(content,), cue_kind=CueKind.NEUTRAL_VERB)


def _list_head(doc: Document, sentence: Sentence) -> tuple[Spans, Spans] | None:
    tokens, (first, last) = doc.tokens, sentence.tokens
    verb = next(
        (i for i in range(last - 1, first, -1) if tokens[i].lower in _LISTS and tokens[i].tag.startswith("VV")), None
    )
    if verb is None:
        return None
    end = verb
    while end - 1 > first and tokens[end - 1].tag in {"VHZ", "VHD", "VHB", "VBZ", "VBD", "AV0"}:
        end -= 1
    start = phrase_start(tokens, end - 1, first)
    if start is None:
        return None
    return split_parties(tokens, start, end), (tokens[verb].span,)
