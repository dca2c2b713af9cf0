"""Read what a page says of itself in JSON-LD, <meta> and elements, in the order of `data/pages/facts.yaml`."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from lxml.etree import XPath, XPathSyntaxError
from lxml.html import HtmlElement

from ..errors import VocabError
from ..model import Diagnostic
from ..vocab.loader import load_yaml
from .dates import iso_date
from .facts import MAX_FACT, NAMES, Facts, bad_date
from .jsonld import Node, article, names

_FILE = "pages/facts.yaml"
_META_KEYS = ("property", "name", "itemprop", "http-equiv")
_ADDRESS = re.compile(r"(?:https?:)?//|www\.", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page may state `field`; `kind` is "jsonld", "meta" or "element" and `key` what is looked up there."""

    field: str
    kind: str
    key: str
    example: str
    expect: str
    xpath: XPath | None = None


@cache
def places() -> tuple[Place, ...]:
    """All places in file order.

    Raises:
        VocabError: an entry lacks something, names no known field, or its XPath is broken.
    """
    return tuple(_place(raw) for raw in load_yaml(_FILE))


def page_facts(tree: HtmlElement) -> tuple[Facts, tuple[Diagnostic, ...]]:
    """The facts that the page states, and a note when it states a publication time that is none."""
    page = _Page(tree, article(tree), _metas(tree))
    known: dict[str, str] = {}
    refused: str | None = None
    for place in places():
        if place.field in known:
            continue
        stated = page.stated(place)
        value = _READ.get(place.field, _first)(stated)
        if value:
            known[place.field] = value
        elif place.field == "published" and stated:
            refused = refused or stated[0]
    notes = (bad_date(refused),) if refused is not None and "published" not in known else ()
    return Facts(**known), notes


@dataclass(frozen=True, slots=True)
class _Page:
    tree: HtmlElement
    article: Node
    metas: dict[str, list[str]]

    def stated(self, place: Place) -> list[str]:
        """Everything that stands at `place`, without the empty and the absurdly long."""
        if place.kind == "jsonld":
            found = [html.unescape(name) for name in names(self.article.get(place.key))]
        elif place.kind == "meta":
            found = self.metas.get(place.key.lower(), [])
        else:
            found = [_words(result) for result in place.xpath(self.tree)[:5]] if place.xpath is not None else []
        plain = (raw.encode("utf-8", "replace").decode() for raw in found)  # JSON may hold halves of surrogate pairs
        return [text for raw in plain if (text := " ".join(raw.split())) and len(text) <= MAX_FACT]


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        for key in _META_KEYS:
            if meta.get(key) and meta.get("content"):
                metas.setdefault(meta.get(key).lower(), []).append(meta.get("content"))
    return metas


def _words(result: object) -> str:
    return result.text_content() if isinstance(result, HtmlElement) else str(result)


def _first(stated: list[str]) -> str | None:
    return stated[0] if stated else None


def _date(stated: list[str]) -> str | None:
    return next((date for stamp in stated if (date := iso_date(stamp))), None)


def _people(stated: list[str]) -> str | None:
    people = dict.fromkeys(name for name in stated if not _ADDRESS.match(name))
    return ", ".join(people) or None


def _url(stated: list[str]) -> str | None:
    return next((url for url in stated if _is_address(url)), None)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _language(stated: list[str]) -> str | None:
    return next((match[1].lower() for code in stated if (match := _LANGUAGE.fullmatch(code))), None)


def _publisher(stated: list[str]) -> str | None:
    return next((name for name in stated if not _ADDRESS.match(name)), None)


_READ = {"published": _date, "author": _people, "url": _url, "language": _language, "publisher": _publisher}


def _place(raw: dict[str, str]) -> Place:
    kinds = [kind for kind in ("jsonld", "meta", "element") if kind in raw]
    if len(kinds) != 1 or raw.get("field") not in NAMES or "example" not in raw or "expect" not in raw:
        raise VocabError(f"{_FILE}: entry {raw!r} needs field, example, expect and one of jsonld, meta, element")
    key = raw[kinds[0]]
    try:
        xpath = XPath(key) if kinds[0] == "element" else None
    except XPathSyntaxError as error:
        raise VocabError(f"{_FILE}: {key!r} is no XPath ({error})") from error
    return Place(raw["field"], kinds[0], key, raw["example"], str(raw["expect"]), xpath)
