"""Turn bytes into text: UTF-8 first, then byte order marks, what the page declares, and a guess that says it is one."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import CharsetMatches, from_bytes

from ..model import Diagnostic
from .results import note

# UTF-32 before UTF-16, whose mark is how the little-endian one begins
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT = {
    b"%PDF-": "a PDF",
    b"{\\rtf": "a rich text document",
    b"PK\x03\x04": "a zip archive or an Office document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x1f\x8b": "compressed with gzip",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
}
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,300}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE
)
_SINGLE_OR_EAST_ASIAN = re.compile(
    r"cp\d+|iso8859-\d+|koi8-\w|gb\w+|big5\w*|shift_jis\w*|euc_\w+|mac-\w+|tis-620", re.ASCII
)
# Browsers read the left as the right (WHATWG Encoding Standard): the right holds the left and more
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_WESTERN = ["cp1252", "cp1250", "cp1254", "cp1257", "iso8859_2"]
# Share of bytes above 127: 18 texts in accented Latin letters have at most 0.17, 11 in other scripts at least 0.73
_SPARSE = 0.2
# By how much another code page must fit a language better than windows-1252: right for 20 of 23 short texts
_MARGIN = 0.03
_SAMPLE = 1 << 16  # bytes that the guess looks at
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_STRAY = 0.01  # share of control or broken characters above which bytes are no text


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, and notes about how it was read when that was not plain UTF-8."""

    text: str
    notes: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class NoText:
    """Why the bytes are no text."""

    reason: str


def decode(raw: bytes, *, page: bool = False) -> Decoded | NoText:
    """The text of `raw` without byte order mark, otherwise unchanged; `page` heeds the encoding that HTML declares."""
    for start, what in _NO_TEXT.items():
        if raw.startswith(start):
            return NoText(f"it is {what}")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _checked(raw, encoding, "as its byte order mark says")
    if b"\0" in raw:
        wide = _unmarked_utf16(raw)
        return NoText("it has NUL bytes") if wide is None else _checked(raw, wide, "guessed from its NUL bytes")
    try:
        return _sober(Decoded(raw.decode("utf-8-sig")))
    except UnicodeDecodeError:
        return _not_utf8(raw, page=page)


def byte_order_mark(raw: bytes) -> str | None:
    """The encoding that the first bytes name, when it is one of 2 or 4 bytes a character."""
    return next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)


def encoding_note(encoding: str, why: str) -> Diagnostic:
    """Tells which encoding was used, and why."""
    return note("encoding", f"read as {_label(encoding)}, {why}; save it as UTF-8 if letters look wrong")


def _not_utf8(raw: bytes, *, page: bool) -> Decoded | NoText:
    mended = raw.decode("utf-8-sig", "replace")
    broken = mended.count("\ufffd")
    other = sum(c > "\x7f" for c in mended) - broken
    if other >= 3 * broken:  # letters of other encodings hardly ever form sequences that are valid in UTF-8
        message = f"{broken} places are not valid UTF-8 and became \ufffd; get an undamaged copy"
        return _sober(Decoded(mended, (note("broken-characters", message),)))
    declared = _declared(raw) if page else None
    if declared is not None:
        return _checked(raw, declared, "as the page declares")
    guessed = _guess(raw)
    return (
        NoText("its bytes fit no known encoding")
        if guessed is None
        else _checked(raw, guessed, "guessed from its bytes")
    )


def _checked(raw: bytes, encoding: str, why: str) -> Decoded | NoText:
    text = raw.decode(encoding, "replace").removeprefix("\ufeff")
    notes = [encoding_note(encoding, why)]
    broken = text.count("\ufffd")
    if broken > _STRAY * len(text):
        return NoText(f"read as {_label(encoding)}, {why}, it has {broken} broken characters")
    if broken:
        notes.append(note("broken-characters", f"{broken} places are not valid {_label(encoding)} and became \ufffd"))
    return _sober(Decoded(text, tuple(notes)))


def _sober(decoded: Decoded) -> Decoded | NoText:
    """Text has next to no control characters."""
    text = decoded.text
    control = len(_CONTROL.findall(text))
    return NoText(f"it has {control} control characters") if control > _STRAY * len(text) else decoded


def _unmarked_utf16(raw: bytes) -> str | None:
    """UTF-16 without a mark: nearly every other byte of Western text is NUL."""
    sample = raw[: _SAMPLE & ~1]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else None


def _declared(raw: bytes) -> str | None:
    match = _DECLARED.search(raw[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii", "replace")).name
    except LookupError:
        return None
    name = _WIDER.get(name, name)
    return name if _SINGLE_OR_EAST_ASIAN.fullmatch(name) else None


def _guess(raw: bytes) -> str | None:
    """The encoding that charset-normalizer finds most likely, with more trust in windows-1252 for Latin letters."""
    sample = _telling(raw)
    sparse = sum(b > 127 for b in sample) < _SPARSE * len(sample)
    matches = from_bytes(sample, cp_isolation=_WESTERN if sparse else None)
    best = matches.best()
    if best is None:
        return None
    return _rather_western(matches) if sparse else best.encoding


def _rather_western(matches: CharsetMatches) -> str:
    best = matches[0]
    if "cp1252" in best.could_be_from_charset:
        return "cp1252"
    western = next((m for m in matches if m.encoding == "cp1252"), None)
    if western is None or western.chaos > best.chaos or western.coherence < best.coherence - _MARGIN:
        return best.encoding
    return western.encoding


def _telling(raw: bytes) -> bytes:
    """The first lines that hold more than ASCII: what the guess can learn from."""
    if len(raw) <= _SAMPLE:
        return raw
    lines: list[bytes] = []
    room = _SAMPLE
    for line in raw.splitlines():
        if not line.isascii():
            lines.append(line[:room])
            room -= len(line)
            if room <= 0:
                break
    return b"\n".join(lines)


def _label(encoding: str) -> str:
    """How people write the name of an encoding."""
    name = encoding.lower()
    if re.fullmatch(r"cp125\d", name):
        return f"windows-{name[2:]}"
    return (
        re.sub(r"^iso8859[_-]", "ISO-8859-", name).replace("_", "-")
        if name.startswith("iso")
        else name.replace("_", "-").upper()
    )
