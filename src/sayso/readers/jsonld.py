"""Find the article that a page describes in its JSON-LD (schema.org), and read names out of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

Node = Mapping[str, object]

# NewsArticle, LiveBlogPosting, SocialMediaPosting, Report … all subtypes of schema.org/CreativeWork that carry a text
_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
_MAX_DEPTH = 4  # lists in lists, @graph in a list
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")


def article(tree: HtmlElement) -> Node:
    """The first article of the page, or else the page itself; empty when the JSON-LD names neither or is broken."""
    nodes = [node for source in _sources(tree) for node in _nodes(source)]
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    for wanted in (_ARTICLE, re.compile(r"^WebPage$")):
        for node in nodes:
            if any(wanted.search(kind) for kind in _texts(node.get("@type"))):
                return {key: _linked(value, by_id) for key, value in node.items()}
    return {}


def names(value: object) -> list[str]:
    """The names in a value: a string, an object with a name, an address, or a list of those."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [name for member in value for name in names(member)]
    if isinstance(value, dict):
        return next(
            (found for key in ("name", "@value", "@id", "alternateName") if (found := _texts(value.get(key)))), []
        )
    return []


def _sources(tree: HtmlElement) -> Iterator[object]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                yield json.loads(
                    _WRAPPING.sub("", script.text or ""), strict=False
                )  # line breaks in strings are common
            except (ValueError, RecursionError):
                continue  # the next place in the list of facts may say the same


def _nodes(value: object, depth: int = 0) -> Iterator[Node]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for member in value:
            yield from _nodes(member, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity"):
            yield from _nodes(value.get(key), depth + 1)


def _linked(value: object, by_id: Mapping[str, Node]) -> object:
    """A reference `{"@id": …}` replaced by what it refers to."""
    if isinstance(value, list):
        return [_linked(member, by_id) for member in value]
    if isinstance(value, dict) and "name" not in value:
        return by_id.get(str(value.get("@id")), value)
    return value


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [member for member in value if isinstance(member, str)] if isinstance(value, list) else []
