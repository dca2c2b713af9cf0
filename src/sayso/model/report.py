"""A report: one text with where it came from. The text never changes; everything points into it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from .span import Span, Spans


@dataclass(frozen=True, slots=True)
class Report:
    """One text as read, with its provenance. `published` is an ISO 8601 date or time, or None when unknown."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    sha256: str = ""
    boilerplate: Spans = ()

    @staticmethod
    def of(
        text: str,
        *,
        id: str | None = None,
        title: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
        author: str | None = None,
        published: str | None = None,
        language: str | None = None,
    ) -> Report:
        """A report with its checksum (UTF-8 SHA-256 of the text) and, when none is given, an id made of it."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return Report(
            id=id or f"r-{digest[:12]}",
            text=text,
            title=title,
            url=url,
            publisher=publisher,
            author=author,
            published=published,
            language=language,
            sha256=digest,
        )


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something that a stage could not do or set aside, told instead of hidden."""

    stage: str
    code: str
    message: str
    span: Span | None = None
