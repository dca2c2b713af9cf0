"""Fetch a page of the web, and nothing else: no address of this machine or its network, no endless answer.

An address may name a host whose numbers change between two questions, and `127.1` or `2130706433` mean this machine
although they look like names. So the numbers are looked up once, all are judged, and the socket is opened to the
one that was judged (CWE-918, server-side request forgery). Every redirect starts over. Proxies of the environment are
not used.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from functools import cache
from urllib.parse import urljoin, urlsplit

from .. import __version__
from ..errors import ReadError
from .limits import Addresses
from .results import Unread, size, unread
from .sniff import Kind

SECONDS = 20.0  # that each step may take: to connect, and until the next bytes come
LONGEST = 60.0  # seconds for the whole of a page
REDIRECTS = 5
PIECE = 1 << 16
_MOVED = frozenset({301, 302, 303, 307, 308})
_KINDS = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "text/plain": Kind.TEXT,
    "application/json": Kind.JSON,
    "application/x-ndjson": Kind.JSONL,
}
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 behind a translator: could be any address of a private net


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address holds; `url` is where it was found after redirects, `kind` what the server says that it is."""

    url: str
    body: bytes
    kind: Kind


class _RefusedError(ReadError):
    """Why an address is not fetched: a code and a message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def fetch(address: str, *, most: int, addresses: Addresses = "public") -> Fetched | Unread:
    """The page at an address, or the reason why there is none.

    Args:
        address: `http://` or `https://`.
        most: bytes that are taken.
        addresses: `public` = no host of this machine or its network.
    """
    until = time.monotonic() + LONGEST
    url = address
    try:
        for _ in range(REDIRECTS + 1):
            found = _ask(url, most, addresses, until)
            if isinstance(found, Fetched):
                return found
            url = found
    except _RefusedError as error:
        return unread(address, error.code, str(error))
    except (OSError, http.client.HTTPException, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return unread(
            address, "not-fetched", f"cannot be fetched ({why}); check the address, or save the page as .html"
        )
    return unread(address, "not-fetched", f"is led on more than {REDIRECTS} times; open it in a browser and save it")


def is_public(number: str) -> bool:
    """True for an address of the open internet.

    >>> is_public("203.0.113.9"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("1.1.1.1")
    (False, False, False, True)
    """
    ip = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if ip in _TRANSLATED:
            return False
    return ip.is_global and not ip.is_multicast


def _ask(url: str, most: int, addresses: Addresses, until: float) -> Fetched | str:
    """One question: a page, or where to ask next."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise _RefusedError(
            "not-supported-yet", f"{url[:200]!r} is no address of the web; give one with https:// or http://"
        )
    if parts.username or parts.password:
        raise _RefusedError("not-fetched", "holds a name or password; give the address without")
    number = _number(parts.hostname, parts.port or (443 if parts.scheme == "https" else 80), addresses)
    connection = _Pinned(parts.hostname, parts.port, number=number, secure=parts.scheme == "https")
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target.replace(" ", "%20"), headers=_headers())
        answer = connection.getresponse()
        if answer.status in _MOVED and answer.headers.get("location"):
            return urljoin(url, str(answer.headers["location"]))
        if answer.status != 200:
            message = f"answers {answer.status} {answer.reason}; open it in a browser and save the page as .html"
            raise _RefusedError("not-fetched", message)
        if answer.headers.get("content-encoding", "identity").lower() != "identity":
            raise _RefusedError(
                "not-fetched", "is sent compressed although that was not asked for; save the page as .html"
            )
        kind = _KINDS.get(answer.headers.get_content_type(), Kind.UNKNOWN)
        return Fetched(url, _body(answer, most, until), kind)
    finally:
        connection.close()


def _headers() -> dict[str, str]:
    accept = "text/html, text/plain, */*;q=0.5"
    return {"user-agent": f"sayso/{__version__}", "accept": accept, "accept-encoding": "identity"}


def _number(host: str, port: int, addresses: Addresses) -> str:
    """The number that a host goes by; all of its numbers must be public where only such are fetched."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _RefusedError("not-fetched", f"there is no host {host!r}; check the address") from error
    numbers = [str(where[0]) for *_, where in found]
    hidden = [n for n in numbers if not is_public(n)]
    if addresses == "public" and hidden:
        message = (
            f"{host} is on this machine or its network ({hidden[0]}), which is not asked; "
            'set addresses = "any" if it shall be'
        )
        raise _RefusedError("private-address", message)
    return numbers[0]


def _body(answer: http.client.HTTPResponse, most: int, until: float) -> bytes:
    body = bytearray()
    while piece := answer.read1(PIECE):
        body += piece
        if len(body) > most:
            raise _RefusedError("too-large", f"has more than {size(most)}, the limit for one report; raise max_bytes")
        if time.monotonic() > until:
            raise _RefusedError("not-fetched", f"takes longer than {LONGEST:.0f} seconds; save the page as .html")
    return bytes(body)


class _Pinned(http.client.HTTPConnection):
    """A connection to a number that was judged, under the name of its host."""

    def __init__(self, host: str, port: int | None, *, number: str, secure: bool) -> None:
        super().__init__(host, port or (443 if secure else 80), timeout=SECONDS)
        self._number, self._secure = number, secure

    def connect(self) -> None:
        """Connect to the number; a certificate must be that of the name."""
        made = socket.create_connection((self._number, self.port), self.timeout)
        self.sock = _trusted().wrap_socket(made, server_hostname=self.host) if self._secure else made


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()
