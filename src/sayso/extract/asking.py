"""Tell what is only asked: "Did the army shell the village?" says of nobody that it did."""

from __future__ import annotations

from ..model import Attribution, Document, Value
from ..vocab.speech_lines import speech_line_words
from .clauses import Piece

_ASKING = ("PNQ", "DTQ", "AVQ", "VB", "VD", "VH", "VM")  # tags that open a question: "who", "when", "is", "did", "may"
_MARKS = frozenset({"“", "”", '"', "‘", "’", "«", "»"})


def is_question(doc: Document, piece: Piece) -> bool:
    """True when a question mark ends the words, before or behind a closing quotation mark."""
    last = piece[-1]
    while last >= piece[0] and doc.tokens[last].text in _MARKS:
        last -= 1
    behind = next((t.text for t in doc.tokens[last + 1 : last + 4] if t.text not in _MARKS), "")
    return "?" in {doc.tokens[last].text, behind}


def asked_value(doc: Document, piece: Piece, value: Value) -> Value:
    """What a question leaves of its content: open when it is put as one, possible for "ISIS behind it?"."""
    first = next((doc.tokens[i] for i in piece if doc.tokens[i].text not in _MARKS), doc.tokens[piece[0]])
    if first.tag.startswith(_ASKING):
        return Value.UNKNOWN
    return Value.POSSIBLE if value is Value.CERTAIN else value


def by_asker(doc: Document, attribution: Attribution | None) -> bool:
    """True for turns of those who only ask: "Q: …", "REPORTER: …"."""
    if attribution is None or len(attribution.source) != 1 or attribution.cue[0].text(doc.text) != ":":
        return False
    return attribution.source[0].text(doc.text).lower() in speech_line_words().askers
