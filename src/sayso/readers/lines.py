"""Cut a stream into lines without ever holding more than one, and that one only up to a limit."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from .encoding import byte_order_mark

CHUNK = 1 << 16  # bytes


@dataclass(frozen=True, slots=True)
class Line:
    """One line, counted from 1, without its end; `raw` is None when its `size` in bytes is over the limit."""

    number: int
    raw: bytes | None
    size: int


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """What the stream holds, piece by piece; a pipe hands over what it has, so that a slow writer is followed."""
    read = getattr(stream, "read1", stream.read)
    while piece := read(CHUNK):
        yield piece


def gather(pieces: Iterable[bytes], limit: int) -> bytes | None:
    """All of it; None when it is more than `limit` bytes, in which case no more is read than needed to know."""
    held = bytearray()
    for piece in pieces:
        if len(held) + len(piece) > limit:
            return None
        held += piece
    return bytes(held)


def as_utf8(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces without byte order mark; UTF-16 and UTF-32 (what some shells write into files) become UTF-8."""
    pieces = iter(pieces)
    first = b""
    for piece in pieces:
        first += piece
        if len(first) >= 4:
            break
    encoding = byte_order_mark(first)
    if encoding is None:
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from pieces
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    yield decoder.decode(first).encode("utf-8", "replace")
    for piece in pieces:
        yield decoder.decode(piece).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def lines(pieces: Iterable[bytes], limit: int) -> Iterator[Line]:
    """The lines of the pieces; bytes beyond `limit` are counted and let go."""
    number, size = 1, 0
    held = bytearray()
    for piece in pieces:
        start = 0
        while True:
            end = piece.find(b"\n", start)
            stop = len(piece) if end < 0 else end
            size += stop - start
            if size <= limit:
                held += memoryview(piece)[start:stop]
            else:
                held.clear()
            if end < 0:
                break
            yield Line(number, bytes(held) if size <= limit else None, size)
            number, size, start = number + 1, 0, end + 1
            held.clear()
    if size:
        yield Line(number, bytes(held) if size <= limit else None, size)
