"""Read reports from files, folders, addresses and standard input; what cannot be read is set aside with a reason.

Read are .txt, .html (.htm, .xhtml), .jsonl (.ndjson) and .json. NAME.meta.json beside NAME.txt or NAME.html may give
its title, url, publisher, author, published and language.

Inputs are set aside under these codes: not-found, unreadable, not-supported-yet, unknown-suffix, no-report,
nothing-to-read, too-many-files, too-deep, read-twice, too-large, empty, not-text, broken-json, no-text, bad-field,
unreadable-html, no-main-text, duplicate-id, not-fetched, private-address.

Notes on reports that were read: encoding, broken-characters, no-publication-date, bad-publication-date, bad-field,
bad-sidecar, html-left-out.
"""

from .limits import Addresses, Limits
from .reading import count, read
from .results import Reading, ReadResult, Unread
from .sources import STDIN

__all__ = ["STDIN", "Addresses", "Limits", "ReadResult", "Reading", "Unread", "count", "read"]
