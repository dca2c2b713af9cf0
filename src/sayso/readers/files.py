"""Read one input, whatever its kind: open it, keep to the limits, hand it to the reader of its kind."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from ..model import Diagnostic
from .drafts import Draft, with_notes
from .encoding import NoText, byte_order_mark, decode, encoding_note
from .facts import Facts, sidecar
from .fetch import fetch
from .html import page_draft
from .jsonl import read_json, read_lines, too_large
from .limits import Limits
from .lines import as_utf8, chunks, gather
from .results import Unread, size, unread, unreadable
from .sniff import Kind, peek, settled
from .sources import Input, later


def read_input(given: Input, stdin: BinaryIO | None, limits: Limits) -> Iterator[Draft | Unread]:
    """The drafts of one input. A fault of the system on the way sets aside the rest of this input only."""
    try:
        yield from _opened(given, stdin, limits)
    except OSError as error:
        yield unreadable(given.origin, error)


def _opened(given: Input, stdin: BinaryIO | None, limits: Limits) -> Iterator[Draft | Unread]:
    single = given.kind in (Kind.TEXT, Kind.HTML)
    if single and given.size is not None and given.size > limits.max_bytes:
        yield too_large(given.origin, "the file", given.size, limits.max_bytes)
    elif given.url is not None:
        yield from _page(given, given.url, limits)
    elif given.path is None:
        yield from _stream(given, stdin or sys.stdin.buffer, limits)
    else:
        facts, notes = sidecar(given.path) if single else (Facts(), ())
        with given.path.open("rb") as stream:
            for found in _stream(given, stream, limits):
                yield found if isinstance(found, Unread) else _described(found, facts, notes)


def _page(given: Input, url: str, limits: Limits) -> Iterator[Draft | Unread]:
    """What an address holds; it is the address of the report where the page names none."""
    found = fetch(url, most=limits.max_bytes, addresses=limits.addresses)
    if isinstance(found, Unread):
        yield found
        return
    for one in _stream(replace(given, kind=found.kind), BytesIO(found.body), limits):
        yield one if isinstance(one, Unread) else replace(one, facts=one.facts.before(Facts(url=found.url)))


def _described(draft: Draft, facts: Facts, notes: tuple[Diagnostic, ...]) -> Draft:
    """The draft with what the file beside it says, which is nearer to the collector than what the page says."""
    return with_notes(replace(draft, facts=facts.before(draft.facts)), *notes)


def _stream(given: Input, stream: BinaryIO, limits: Limits) -> Iterator[Draft | Unread]:
    head, pieces = peek(chunks(stream))
    kind = settled(given.kind, head)
    if kind in (Kind.FEED, Kind.ARCHIVE):
        yield later(given.origin, kind)
    elif kind is Kind.JSONL:
        yield from _noted(read_lines(as_utf8(pieces), given.origin, limits), head)
    elif kind is Kind.JSON:
        raw = gather(as_utf8(pieces), limits.max_list_bytes)
        if raw is None:
            message = (
                f"has more than {size(limits.max_list_bytes)}, the most for .json; write one object a line as .jsonl"
            )
            yield unread(given.origin, "too-large", message)
        elif not raw.strip():
            yield unread(given.origin, "empty", "holds no text; there is nothing to code")
        else:
            yield from _noted(read_json(raw, given.origin, limits), head)
    else:
        yield _single(given, kind, pieces, limits)


def _noted(found: Iterable[Draft | Unread], head: bytes) -> Iterator[Draft | Unread]:
    """Drafts with a note when the whole stream was in an encoding of 2 or 4 bytes a character."""
    encoding = byte_order_mark(head)
    for one in found:
        if encoding is None or isinstance(one, Unread):
            yield one
        else:
            yield with_notes(one, encoding_note(encoding, "as its byte order mark says"))


def _single(given: Input, kind: Kind, pieces: Iterable[bytes], limits: Limits) -> Draft | Unread:
    """An input that is one report."""
    raw = gather(pieces, limits.max_bytes)
    if raw is None:
        message = f"has more than {size(limits.max_bytes)}, the limit for one report; split it or raise max_bytes"
        return unread(given.origin, "too-large", message)
    stem = given.path.stem if given.path is not None and given.kind is not Kind.UNKNOWN else ""
    if kind is Kind.HTML:
        return page_draft(raw, given.origin, stem=stem)
    decoded = decode(raw)
    if isinstance(decoded, NoText):
        return unread(given.origin, "not-text", f"is no text: {decoded.reason}; save its text as .txt")
    return Draft(given.origin, decoded.text, Facts(), decoded.notes, stem)
