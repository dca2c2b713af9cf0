"""Cut the words of a source: where its noun phrase ends, which noun decides, to whom it belongs."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Span, Token
from ..vocab.source_words import Head, source_words
from .phrases import time_words

OWNERS = frozenset({"its", "his", "her", "their", "our", "my", "whose"})
_BOUNDARY = frozenset(
    [
        "of",
        "in",
        "at",
        "from",
        "for",
        "with",
        "by",
        "to",
        "on",
        "near",
        "inside",
        "outside",
        "under",
        "about",
        "over",
        "across",
        "among",
        "between",
        "who",
        "whom",
        "which",
        "that",
        "whose",
        "where",
        "through",
        "via",
        "without",
        "and",
        "as",
        "within",
        "along",
        "after",
        "before",
        "since",
        "into",
        "than",
        "behind",
    ]
)
_INSIDE_NAMES = frozenset({"of", "and", "for", "in"})
_VERBAL = frozenset({"VVG", "VVN", "VVD", "VVZ", "VVB"})
_DETERMINERS = frozenset({"AT0", "DPS", "DT0", "CRD"})


def core_end(tokens: Sequence[Token], first: int) -> int:
    """Where the noun phrase proper ends: before a preposition, a relative, a bracket, a comma or a participle."""
    for i in range(first + 1, len(tokens)):
        token = tokens[i]
        if token.text in {",", "(", ";", ":", "—", "–"}:
            return i
        if token.lower == "and" and _joins(tokens, i):
            continue
        if token.lower in _BOUNDARY and not (token.lower in _INSIDE_NAMES and _inside_name(tokens, first, i)):
            return i
        before = tokens[i - 1]
        if (
            token.tag in _VERBAL
            and token.text[:1].islower()
            and source_words().head(token.lower) is None
            and (before.tag[:2] in {"NN", "NP"} or before.text[:1].isupper())
        ):
            return i
    return len(tokens)


def _joins(tokens: Sequence[Token], i: int) -> bool:
    """Before a plain noun "and" ends nothing: "security and humanitarian sources" are one party."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return following is not None and following.tag not in _DETERMINERS and not following.text[:1].isupper()


def _inside_name(tokens: Sequence[Token], first: int, i: int) -> bool:
    """ "Ministry of Defence", "Observatory for Human Rights": capitals on both sides of a small word."""
    rest = [t for t in tokens[i + 1 : i + 3] if t.lower != "the"]
    if not rest or not rest[0].text[:1].isupper():
        return False
    head = source_words().head(tokens[i - 1].lower)
    return all(t.text[:1].isupper() for t in tokens[first:i] if t.text[:1].isalpha()) and (
        head is None or not head.role.person
    )


def joined(part: Sequence[Token]) -> str:
    """The lower-case words of `part` as the lexicon writes them, without full stops."""
    if len(part) == 1:
        return part[0].lower.rstrip(".")
    return " ".join(t.lower.rstrip(".") for t in part if t.text != ".").replace(" 's", "'s").replace(" '", "'")


def is_name_part(core: Sequence[Token], i: int, head: Head) -> bool:
    """A capitalised noun inside a name is no title: "Al-Furat Daily Press" has one head, its last."""
    if i == 0 or not core[i].text[:1].isupper() or head.role.person:
        return False
    later = core[i + 1 :]
    return bool(later) and all(t.text[:1].isupper() for t in later) and source_words().head(later[-1].lower) is not None


def after_possessor(core: Sequence[Token]) -> Sequence[Token]:
    """The part after the last possessive 's; all of it when nothing follows."""
    last = max((i for i, t in enumerate(core) if t.tag == "POS"), default=-1)
    return core[last + 1 :] or core


def deciding(heads: tuple[Head, ...]) -> Head | None:
    """A spokesperson speaks for whoever the other words name; else the last head counts."""
    return next((h for h in heads if h.role.name == "spokesperson"), heads[-1] if heads else None)


def owner_of(tokens: Sequence[Token]) -> Span | None:
    """The possessor at the head of the phrase: a pronoun, or the words before `'s`; a weekday owns nothing."""
    if tokens[0].lower in OWNERS:
        return tokens[0].span
    for i, token in enumerate(tokens[:8]):
        if token.tag == "POS" or token.lower in {"'s", "'"}:
            return Span(tokens[0].start, tokens[i - 1].end) if i and tokens[i - 1].lower not in time_words() else None
        if token.text == "," or (token.lower in _BOUNDARY and not _inside_name(tokens, 0, i)):
            return None
    return None
