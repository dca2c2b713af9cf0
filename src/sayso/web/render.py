"""Turn views into HTML: templates that escape everything, and words of reports made inert wherever they stand."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from .. import __version__, wording
from ..model import Slot
from ..pipeline.building import Pending
from .islands import island

# Control characters, marks that turn the direction of writing, and halves of surrogate pairs
_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINKED = frozenset({"http", "https"})


def page(
    template: str, *, status: int = 200, pending: Pending | None = None, as_of: str | None = None, **view: Any
) -> HTMLResponse:
    """A page from its template; it says what the incidents that it shows do not hold yet.

    Args:
        as_of: the moment of which the page is, kept by its links; None = now.
    """
    told = templates().get_template(template).render(pending=pending, as_of=as_of, **view)
    made = HTMLResponse(told, status_code=status)
    if pending is not None:
        made.headers.update(pending.header)
    return made


@cache
def templates() -> Environment:
    """The templates of this package, with the words and links that all of them use."""
    made = Environment(
        loader=PackageLoader("sayso.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "said": said,
        "inert": inert,
        "plain": plain,
        "words": wording.words,
        "value_words": wording.value_words,
        "time_words": wording.time_words,
        "moment": moment,
        "range_words": wording.range_words,
        "plural": wording.plural,
    }
    made.globals |= {
        "as_of": None,  # of what is imported by itself
        "ADMIRALTY": wording.ADMIRALTY,
        "CERTAINTY": wording.CERTAINTY,
        "RELIABILITY": wording.RELIABILITY,
        "STATUS": wording.STATUS,
        "VERSION": __version__,
        "incident_url": incident_url,
        "island": island,
        "report_url": report_url,
        "source_url": source_url,
        "with_moment": with_moment,
        "outside_url": outside_url,
    }
    return made


def moment(told: str) -> str:
    """A moment of the ledger, without its date when that is today.

    >>> moment("2024-04-22T12:04:11+00:00")
    '2024-04-22 12:04 UTC'
    """
    day, _, time = told.partition("T")
    hour = f"{time[:5]} UTC"
    return hour if day == datetime.now(UTC).date().isoformat() else f"{day} {hour}"


def inert(text: str) -> Markup:
    """Text escaped, and what would steer the reader's eye made visible: `⟨U+202E⟩`.

    >>> str(inert("<b>\u202egpj"))
    '&lt;b&gt;<span class="ctl" title="RIGHT-TO-LEFT OVERRIDE">⟨U+202E⟩</span>gpj'
    """
    return Markup(_STEERING.sub(_shown, str(escape(text))))


def said(text: str | None) -> Markup:
    """Words of a report, set apart so that their direction of writing stays their own."""
    return Markup("<bdi>{}</bdi>").format(inert(text or ""))


def plain(text: str) -> str:
    """Words of a report where no tag can stand, such as the title of a page: what would steer the eye becomes `�`."""
    return _STEERING.sub("�", text)


def _shown(match: re.Match[str]) -> str:
    mark = ord(match[0])
    name = unicodedata.name(match[0], "control character")
    return f'<span class="ctl" title="{name}">⟨U+{mark:04X}⟩</span>'


def incident_url(incident_id: str, as_of: str | None = None) -> str:
    """Where the page of an incident is; `as_of` a moment."""
    return with_moment(f"/incidents/{quote(incident_id, safe='')}", as_of)


def report_url(report_id: str, claim: str | None = None, slot: Slot | None = None) -> str:
    """Where a report is read; with a claim, its words marked and shown first; with a slot, those of its value."""
    where = f"/reports/{quote(report_id, safe='', errors='replace')}"
    if claim is None:
        return where
    asked = {"claim": claim} | ({"slot": slot.value} if slot else {})
    return f"{where}?{urlencode(asked)}#words"


def source_url(name: str, as_of: str | None = None) -> str:
    """Where the page of a source is; `as_of` a moment."""
    return with_moment(f"/sources/{quote(name, safe='', errors='replace')}", as_of)


def with_moment(path: str, as_of: str | None) -> str:
    """An address as of a moment; None = now.

    >>> with_moment("/reports/a?claim=c3#words", "2024-04-22")
    '/reports/a?claim=c3&as_of=2024-04-22#words'
    """
    if as_of is None:
        return path
    page, mark, part = path.partition("#")
    return f"{page}{'&' if '?' in page else '?'}{urlencode({'as_of': as_of})}{mark}{part}"


def outside_url(url: str | None) -> str | None:
    """The address of a report on the web, when it is one that a browser may follow; no `javascript:`."""
    try:
        return url if url and urlsplit(url.strip()).scheme.lower() in _LINKED else None
    except ValueError:
        return None
