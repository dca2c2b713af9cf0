"""How an incident is cited: in words, as BibTeX and as CSL-JSON, with address, id and the moment that it shows."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime

from .. import __version__
from ..model import Incident
from ..wording import plural
from .render import plain

_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX_MARKS = re.compile(r"[\\{}&%$#_~^]")


@dataclass(frozen=True, slots=True)
class Citation:
    """The same citation in three forms."""

    text: str
    bibtex: str
    csl: str


def citation(incident: Incident, url: str, seen: datetime, as_of: str | None) -> Citation:
    """A citation of what is shown.

    Args:
        url: the address of the page, with the moment when there is one.
        seen: when it was looked at.
        as_of: the moment asked for; None = everything that the ledger held when it was looked at.
    """
    title, state = plain(incident.title), as_of or f"{seen:%Y-%m-%dT%H:%MZ}"
    note = f"Incident {incident.id} as of {state}, from {plural(len(incident.reports), 'report')}"
    text = f"“{title}.” {note}. Sayso {__version__}. Seen {seen.date().isoformat()}. {url}"
    key = incident.id.lower().replace("-", "")
    fields = {
        "title": f"{{{_tex(title)}}}",
        "howpublished": f"Sayso {__version__}",
        "note": _tex(note),
        "year": str(seen.year),
        "urldate": seen.date().isoformat(),
    }
    listed = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    csl = {
        "id": incident.id,
        "type": "dataset",
        "title": title,
        "publisher": "Sayso",
        "version": __version__,
        "note": note,
        "accessed": {"date-parts": [[seen.year, seen.month, seen.day]]},
        "URL": url,
    }
    bibtex = f"@misc{{{key},\n{listed}  url = {{{url}}}\n}}"
    return Citation(text, bibtex, json.dumps([csl], ensure_ascii=False))


def _tex(words: str) -> str:
    return _TEX_MARKS.sub(lambda mark: _TEX.get(mark[0], f"\\{mark[0]}"), words)
