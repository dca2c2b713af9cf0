"""Tiles under the map: off unless a setting names their server, whose owner sees which part of the world we look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from ..errors import UsageError

PARTS = ("{z}", "{x}", "{y}")
SUBDOMAIN = "{s}."


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where tiles come from, and whom the map thanks for them."""

    url: str
    credit: str

    @classmethod
    def of(cls, url: str, credit: str = "") -> Self | None:
        """The tiles that the settings name; None when they name none.

        Raises:
            UsageError: the address is none of a tile server.
        """
        if not url.strip():
            return None
        found = cls(url.strip(), credit.strip())
        if not all(part in found.url for part in PARTS) or not found.origin:
            example = "https://tiles.example.org/{z}/{x}/{y}.png"
            raise UsageError(f"setting tiles: {url[:80]!r} is no address of tiles; give it as {example}")
        return found

    @property
    def origin(self) -> str:
        """The server for the security policy, `https://*.example.org` when tiles come from many; "" when it is none."""
        try:
            parts = urlsplit(self.url)
        except ValueError:
            return ""
        host = parts.netloc.replace(SUBDOMAIN, "*.", 1)
        plain = host.replace("*.", "", 1).replace(":", "").replace("-", "").replace(".", "")
        return f"{parts.scheme}://{host}" if parts.scheme in {"http", "https"} and plain.isalnum() else ""
