"""A report as its input tells it, before defaults and an id are settled."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

from ..model import Diagnostic, Report
from .facts import Facts
from .results import Reading, Unread, note, unread

_NO_NAME = re.compile(r"[^\w.-]+")
_LONGEST_STEM = 60  # characters of a file name that an id keeps


@dataclass(frozen=True, slots=True)
class Draft:
    """Text and facts as found in one input; `stem` is the name of the file that is this one report, or empty."""

    origin: str
    text: str
    facts: Facts
    notes: tuple[Diagnostic, ...] = ()
    stem: str = ""


def finish(draft: Draft, defaults: Facts) -> Reading | Unread:
    """The report of a draft; `defaults` are what the caller says of inputs that do not say it themselves."""
    if not draft.text.strip("\ufeff \t\r\n\f\v\u00a0\u200b"):
        return unread(draft.origin, "empty", "holds no text; there is nothing to code")
    facts = draft.facts.before(defaults)
    notes = draft.notes
    if facts.published is None:
        message = (
            'no publication date: "on Sunday" stays open; give it with --published, in the record or in a .meta.json'
        )
        notes += (note("no-publication-date", message),)
    report = Report.of(
        draft.text,
        id=facts.id or _made_id(draft),
        title=facts.title,
        url=facts.url,
        publisher=facts.publisher,
        author=facts.author,
        published=facts.published,
        language=facts.language,
    )
    return Reading(report, notes, draft.origin)


def _made_id(draft: Draft) -> str | None:
    """The same input has the same id in every run, wherever it lies and whatever is read beside it.

    Copies of one wire under several publishers or addresses differ; None = the id that the text alone has.
    """
    own = draft.facts
    stated = [fact for fact in (own.publisher, own.url, own.published) if fact]
    if not stated and not draft.stem:
        return None
    digest = hashlib.sha256("\0".join([draft.text, *stated]).encode("utf-8")).hexdigest()
    stem = _NO_NAME.sub("-", draft.stem)[:_LONGEST_STEM].strip("-.")
    return f"{stem}-{digest[:8]}" if stem else f"r-{digest[:12]}"


def with_notes(draft: Draft, *notes: Diagnostic) -> Draft:
    """The draft with `notes` before its own."""
    return replace(draft, notes=(*notes, *draft.notes))
