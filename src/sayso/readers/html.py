"""Read a web page: its main text by trafilatura, without menus and comments, and what it says of itself.

Source of the extraction: Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool" (ACL demos).
"""

from __future__ import annotations

import logging
import re
from configparser import ConfigParser
from copy import deepcopy
from functools import cache

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from .drafts import Draft
from .encoding import NoText, decode
from .page_facts import page_facts
from .results import Unread, unread

MAX_ELEMENTS = (
    50_000  # trafilatura's time grows with the square: 20,000 paragraphs in one parent take 17 s, 5,000 take 1 s
)
_XML_NO = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # characters that XML 1.0 does not allow
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")

_LOG = logging.getLogger("trafilatura")
if _LOG.level == logging.NOTSET:
    _LOG.setLevel(logging.CRITICAL)  # what it warns of, we tell as a diagnostic with the name of the input


def page_draft(source: bytes | str, origin: str, *, stem: str = "") -> Draft | Unread:
    """The main text of a page, paragraph by line, and its facts; the notes tell the encoding when it is not UTF-8."""
    if isinstance(source, bytes):
        decoded = decode(source, page=True)
        if isinstance(decoded, NoText):
            return unread(origin, "not-text", f"is no web page: {decoded.reason}")
        source, notes = decoded.text, decoded.notes
    else:
        notes = ()
    if not source.strip():
        return unread(origin, "empty", "holds no text; there is nothing to code")
    tree = _tree(source)
    if tree is None:
        return unread(origin, "unreadable-html", "has no HTML element; save the page again from a browser")
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        message = f"the page has more than {MAX_ELEMENTS:,} elements; save the article alone, or its text as .txt"
        return unread(origin, "too-large", message)
    facts, more = page_facts(tree)  # before the extraction, which cuts pieces out of the tree
    text = _main_text(tree)
    if not text:
        message = "no main text was found between the menus and scripts of the page; save the article's text as .txt"
        return unread(origin, "no-main-text", message)
    return Draft(origin, text, facts, notes + more, stem)


def _tree(source: str) -> HtmlElement | None:
    raw = _XML_NO.sub("\ufffd", _XML_HEAD.sub("", source)).encode("utf-8")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(raw, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _main_text(tree: HtmlElement) -> str:
    import trafilatura  # 0.15 s, which only pages need

    try:
        page = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False, config=_config())
    except Exception:  # whatever a broken page makes it raise, it has found no text
        return ""
    text = getattr(page, "text", None)
    return text.strip() if isinstance(text, str) else ""


@cache
def _config() -> ConfigParser:
    """Its settings. By default a text under 250 characters is replaced by one without layout, in which every link
    stands on a line of its own; short news is what we read.
    """
    from trafilatura.settings import DEFAULT_CONFIG

    config: ConfigParser = deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    return config
