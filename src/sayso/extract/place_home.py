"""Read where a report is at home: by the outlet's known seat, by its address on the web, by the line of date and place.

A local paper names the towns near it without saying where they are (Lieberman and Samet 2010, "Geotagging with local
lexicons to build indexes for textually-specified spatial data", ICDE).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from ..errors import VocabError
from ..vocab.loader import load_yaml
from ..vocab.names import name_key
from .place_evidence import place_names

HOMES = "outlets/homes.yaml"
MIN_NAME = 5  # letters of a place within a host name: shorter ones are parts of words ("theday", "ajc")


@dataclass(frozen=True, slots=True)
class Home:
    """Where an outlet sits. `local` is false for one that writes for a whole country; degrees are WGS 84."""

    country: str
    lat: float
    lon: float
    region: str = ""
    local: bool = True


@dataclass(frozen=True, slots=True)
class HomeClues:
    """What is known of a report's home: the outlet's seat, names read off its address, the country of its domain."""

    home: Home | None = None
    names: tuple[str, ...] = ()
    country: str | None = None


def home_clues(url: str | None, publisher: str | None) -> HomeClues:
    """The clues that a report's address and publisher give."""
    host = (urlsplit(url).hostname or "") if url and "//" in url else (url or "").partition("/")[0].lower()
    known = _known(host, publisher)
    if known is not None:
        return HomeClues(known, (), known.country)
    label, country = _label(host)
    return HomeClues(None, tuple(_names(label)) if label else (), country)


def _known(host: str, publisher: str | None) -> Home | None:
    by_domain, by_name = _homes()
    parts = host.split(".")
    for start in range(len(parts)):
        found = by_domain.get(".".join(parts[start:]))
        if found is not None:
            return found
    return by_name.get(name_key(publisher)) if publisher else None


def _label(host: str) -> tuple[str, str | None]:
    """The telling part of a host name, and the country of its domain: ("gainesvilletimes", None)."""
    parts = [part for part in host.split(".") if part]
    if len(parts) < 2:
        return "", None
    domains: Mapping[str, str] = place_names()["domains"]
    code = parts[-1]
    country = domains.get(code, code.upper()) if len(code) == 2 else None
    return max(parts[:-1], key=len), country


def _names(label: str) -> Iterator[str]:
    """Strings within a host name that may be a place: what is left without the words of outlets, longest first."""
    words = sorted(place_names()["outlet_words"], key=len, reverse=True)
    rest = re.sub("|".join(re.escape(w) for w in words if len(w) > 2), " ", label.replace("-", " "))
    found = {part for part in rest.split() if len(part) >= MIN_NAME}
    for end in range(len(label), MIN_NAME - 1, -1):
        found.add(label[:end]) if label[end:] in words else None
    yield from sorted(found, key=len, reverse=True)


@cache
def _homes() -> tuple[dict[str, Home], dict[str, Home]]:
    by_domain: dict[str, Home] = {}
    by_name: dict[str, Home] = {}
    for row in load_yaml(HOMES):
        try:
            home = Home(
                row["country"], float(row["lat"]), float(row["lon"]), row.get("region", ""), row["reach"] == "local"
            )
            by_domain[row["domain"]] = home
            by_name.update((name_key(name), home) for name in row["names"])
        except (KeyError, TypeError, ValueError) as error:
            raise VocabError(f"{HOMES}: entry {row!r} lacks or misstates {error}") from error
    return by_domain, by_name


def all_homes() -> Sequence[Home]:
    """Every known home, in the order of the file."""
    return tuple(_homes()[0].values())
