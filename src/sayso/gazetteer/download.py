"""Fetch the dump of a country from GeoNames: over https, within limits of time and size, whole or not at all."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from ..errors import GazetteerError, UsageError
from .files import replacing

GEONAMES = "https://download.geonames.org/export/dump/"
TIMEOUT_S = 30.0  # without a byte
MAX_BYTES = 1_000_000_000  # allCountries.zip has 400 MB
_CHUNK = 1 << 16
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

OnBytes = Callable[[int, int | None], None]  # bytes that came, and how many there will be, if that was said


class _Https(urllib.request.HTTPRedirectHandler):
    """Follows redirects to https only."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        checked(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def download(
    country: str,
    folder: Path,
    *,
    base: str = GEONAMES,
    timeout: float = TIMEOUT_S,
    max_bytes: int = MAX_BYTES,
    on_bytes: OnBytes = lambda done, total: None,
) -> Path:
    """Fetch `XX.zip` into a folder and return its path.

    Args:
        country: ISO 3166-1 alpha-2 code, in any case.
        folder: where the file goes; made when missing.
        base: address of the folder that holds the dumps.
        timeout: seconds to wait for an answer, and for each next part of it.
        max_bytes: no more than this is taken.
        on_bytes: told how much has come.

    Raises:
        UsageError: `country` is no code, or the address is not https (http is taken from this machine only).
        GazetteerError: the server cannot be reached, has no such file, or sends too much or something else.
    """
    if not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise UsageError(f"{country!r} is no ISO 3166-1 alpha-2 code; give two letters, as IQ")
    name = f"{country.upper()}.zip"
    url = checked(f"{base.rstrip('/')}/{name}")
    opener = urllib.request.build_opener(_Https())
    with replacing(folder / name) as part:
        try:
            with opener.open(urllib.request.Request(url, headers={"User-Agent": "sayso"}), timeout=timeout) as answer:
                _take(answer, part, url, max_bytes, on_bytes)
        except urllib.error.HTTPError as error:
            error.close()
            reason = "there is no such dump" if error.code == 404 else f"the server answers {error.code} {error.reason}"
            raise GazetteerError(f"{url}: {reason}") from error
        except (OSError, HTTPException) as error:
            why = getattr(error, "reason", None) or error
            raise GazetteerError(
                f"{url}: cannot be fetched ({why}); without a network, fetch the file elsewhere and say:"
                f" sayso gazetteer add {name}"
            ) from error
    return folder / name


def checked(url: str) -> str:
    """The address, when it is https, or http of this machine.

    Raises:
        UsageError: it is neither.
    """
    parts = urlsplit(url)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return url
    raise UsageError(f"{url}: only https addresses are fetched")


def _take(answer: IO[bytes], part: Path, url: str, max_bytes: int, on_bytes: OnBytes) -> None:
    told = getattr(answer, "headers", HTTPMessage()).get("Content-Length")
    total = int(told) if told and told.isdecimal() else None
    too_much = f"{url}: more than the {max_bytes // 1_000_000:,} MB that are taken; give a higher --max-mb"
    if total is not None and total > max_bytes:
        raise GazetteerError(too_much)
    done = 0
    with part.open("wb") as out:
        while chunk := answer.read(_CHUNK):
            if not done and not chunk.startswith(b"PK"):
                raise GazetteerError(f"{url}: what comes is no zip file; try again later")
            done += len(chunk)
            if done > max_bytes:
                raise GazetteerError(too_much)
            out.write(chunk)
            on_bytes(done, total)
    if not done or (total is not None and done < total):
        raise GazetteerError(f"{url}: broke off after {done:,} bytes; try again")
