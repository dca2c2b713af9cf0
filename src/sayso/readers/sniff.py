"""Tell what a stream without a name holds, by how it begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain

from .encoding import byte_order_mark

HEAD = 1 << 16  # bytes that are looked at
_MARKUP = re.compile(r"<(?:!doctype\s+html|[a-z][a-z0-9]*[\s/>]|!--)", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_XML_HEAD = re.compile(r"<\?xml[^>]*\?>\s*(?:<!--.*?-->\s*)*", re.DOTALL)
_OBJECT = re.compile(r'\{\s*(?:"|\}|$)')
_LIST = re.compile(r"\[\s*(?:[{\]]|$)")


class Kind(StrEnum):
    """What an input holds."""

    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    JSON = "json"
    FEED = "feed"
    ARCHIVE = "archive"
    UNKNOWN = "unknown"  # to be told by its first bytes


def kind_of(head: bytes) -> Kind:
    """The kind of what begins with `head`; plain text when nothing else fits."""
    start = head.decode(byte_order_mark(head) or "utf-8-sig", "replace").lstrip("\ufeff \t\r\n\f\v")
    if start.startswith("WARC/"):
        return Kind.ARCHIVE
    if _OBJECT.match(start):
        return Kind.JSONL if _by_lines(start) else Kind.JSON
    if _LIST.match(start):
        return Kind.JSON
    body = _XML_HEAD.sub("", start, count=1)
    if _FEED.match(body):
        return Kind.FEED
    return Kind.HTML if _MARKUP.match(body) else Kind.TEXT


def settled(kind: Kind, head: bytes) -> Kind:
    """The kind that a name promised, unless .json holds objects one a line, or .jsonl one object over many lines."""
    if kind is Kind.UNKNOWN:
        return kind_of(head)
    first, _, rest = head.partition(b"\n")
    if kind is Kind.JSON and rest.strip() and kind_of(head) is Kind.JSONL:
        return Kind.JSONL
    if kind is Kind.JSONL and first.strip() in (b"[", b"{"):
        return Kind.JSON
    return kind


def peek(pieces: Iterable[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first line that is not blank, with what stands before and beside it, and all pieces from the beginning."""
    pieces = iter(pieces)
    head = b""
    for piece in pieces:
        head += piece
        if len(head) >= HEAD or b"\n" in head.lstrip(b"\xef\xbb\xbf \t\r\n"):
            break
    return head, chain([head], pieces)


def _by_lines(start: str) -> bool:
    """True when objects stand one a line: the first or, should that one be broken, the second shows it."""
    first, newline, rest = start.partition("\n")
    return not newline or first.rstrip().endswith("}") or rest.lstrip().startswith("{")
