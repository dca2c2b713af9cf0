"""Read reports from JSON: one object a line (.jsonl), one object, or a list of objects (.json)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from ..model import Diagnostic
from .drafts import Draft
from .encoding import NoText, decode
from .facts import MAX_FACT, NAMES, facts_of
from .html import page_draft
from .limits import Limits
from .lines import lines
from .results import Unread, note, size, unread

_Field = msgspec.Raw | msgspec.UnsetType
_LONGEST_RAW = 6 * MAX_FACT  # bytes; an escaped character takes six
_HEAD = 1 << 10  # bytes in which a document shows whether it is a list
_SHAPE = '{"text": "…", "published": "…"}'


class _Record(msgspec.Struct):
    """The fields that are read; all others are skipped without being built."""

    id: _Field = msgspec.UNSET
    text: _Field = msgspec.UNSET
    html: _Field = msgspec.UNSET
    title: _Field = msgspec.UNSET
    url: _Field = msgspec.UNSET
    publisher: _Field = msgspec.UNSET
    author: _Field = msgspec.UNSET
    published: _Field = msgspec.UNSET
    language: _Field = msgspec.UNSET
    messages: _Field = msgspec.UNSET  # what a Telegram export has


def read_lines(pieces: Iterable[bytes], origin: str, limits: Limits) -> Iterator[Draft | Unread]:
    """One report a line of UTF-8; blank lines are skipped, a bad line is set aside and the next one read."""
    for line in lines(pieces, limits.max_bytes):
        where = f"{origin}:{line.number}"
        if line.raw is None:
            yield too_large(where, f"line {line.number}", line.size, limits.max_bytes)
        elif line.raw.strip():
            yield _record(line.raw, where, f"line {line.number}")


def read_json(raw: bytes, origin: str, limits: Limits) -> Iterator[Draft | Unread]:
    """One object, or every object of a list, counted from 1; `raw` is UTF-8 without byte order mark."""
    if not raw[:_HEAD].lstrip().startswith(b"["):
        yield _limited(raw, origin, "the object", limits)
        return
    try:
        members = msgspec.json.decode(raw, type=list[msgspec.Raw])
    except (msgspec.DecodeError, RecursionError) as error:
        yield unread(
            origin, "broken-json", f"is broken JSON: {_fault(error)}; mend it, or write one object a line as .jsonl"
        )
        return
    if not members:
        yield unread(origin, "empty", "is an empty list; there is nothing to code")
    for number, member in enumerate(members, start=1):
        yield _limited(memoryview(member), f"{origin}:{number}", f"item {number}", limits)


def too_large(origin: str, what: str, count: int, limit: int) -> Unread:
    """An input over the limit for one report."""
    message = (
        f"{what} has {size(count)}, more than the limit of {size(limit)} for one report; split it or raise max_bytes"
    )
    return unread(origin, "too-large", message)


def _limited(raw: bytes | memoryview, origin: str, what: str, limits: Limits) -> Draft | Unread:
    if len(raw) > limits.max_bytes:
        return too_large(origin, what, len(raw), limits.max_bytes)
    return _record(bytes(raw), origin, what)


def _record(raw: bytes, origin: str, what: str) -> Draft | Unread:
    decoded = decode(raw)
    if isinstance(decoded, NoText):
        return unread(origin, "not-text", f"{what} is no JSON: {decoded.reason}")
    content = decoded.text
    if not content.lstrip().startswith("{"):
        message = f"{what} is no JSON object but begins with {content.strip()[:20]!r}; a report is {_SHAPE}"
        return unread(origin, "broken-json", message)
    try:
        return _draft(msgspec.json.decode(content, type=_Record), origin, what, decoded.notes)
    except (msgspec.DecodeError, RecursionError) as error:
        return unread(origin, "broken-json", f"{what} is broken JSON: {_fault(error)}")


def _draft(record: _Record, origin: str, what: str, notes: tuple[Diagnostic, ...]) -> Draft | Unread:
    if record.messages is not msgspec.UNSET and record.text is msgspec.UNSET and record.html is msgspec.UNSET:
        message = f"Telegram exports are not read yet; write its posts as .jsonl, one {_SHAPE} a line"
        return unread(origin, "not-supported-yet", message)
    facts, more = facts_of({name: _value(getattr(record, name)) for name in NAMES})
    notes += more
    text, html = _value(record.text, whole=True), _value(record.html, whole=True)
    if isinstance(text, str):
        if html is not None:
            notes += (note("html-left-out", "the record has both 'text' and 'html'; 'text' was read"),)
        return Draft(origin, text, facts, notes)
    if text is not None:
        return unread(
            origin, "bad-field", f"{what}: 'text' is not a string; write the report's text in quotation marks"
        )
    if isinstance(html, str):
        page = page_draft(html, origin)
        return (
            page if isinstance(page, Unread) else Draft(origin, page.text, facts.before(page.facts), notes + page.notes)
        )
    if html is not None:
        return unread(
            origin, "bad-field", f"{what}: 'html' is not a string; write the page's source in quotation marks"
        )
    return unread(origin, "no-text", f"{what} has neither 'text' nor 'html'; one of them must hold the report")


def _value(field: _Field, *, whole: bool = False) -> object:
    """The Python value of a field, None when it is missing or null."""
    if isinstance(field, msgspec.UnsetType):
        return None
    raw = memoryview(field)
    if not whole and len(raw) > _LONGEST_RAW:
        return "x" * (MAX_FACT + 1)  # told as too long, whatever it is
    first = chr(raw[0])
    if first in "[{":
        return [] if first == "[" else {}  # no field holds a list or an object: its content is not built
    value: object = msgspec.json.decode(raw)
    return value


def _fault(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    fault = str(error).removeprefix("JSON is malformed: ")
    # msgspec calls half of a surrogate pair at the end of a string truncated, too
    return (
        "it ends too early, or has half of a surrogate pair (\\ud800…)"
        if fault == "Input data was truncated"
        else fault
    )
