"""Read what a form sends: named fields, kept to a size; and the name of who sent it, which the browser remembers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from ..errors import TooLargeError
from ..pipeline.judging import judge_name

MOST_FIELDS = 400
MOST_BYTES = 200_000  # of a form by which somebody decides
NAME = "sayso_by"
LONGEST_NAME = 80
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a form by name; one that was not sent is empty."""

    sent: Mapping[str, tuple[str, ...]]

    def one(self, name: str, longest: int = 2000) -> str:
        """A field's first value without space around it, cut to a length."""
        return next(iter(self.sent.get(name, ())), "").strip()[:longest]

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field."""
        return self.sent.get(name, ())

    def __contains__(self, name: str) -> bool:
        return name in self.sent


async def fields(request: Request, most: int = MOST_BYTES) -> Fields:
    """The fields of a form without files; what cannot be read as one has none.

    Raises:
        TooLargeError: it has more bytes than `most`.
    """
    raw = bytearray()
    async for part in request.stream():
        raw += part
        if len(raw) > most:
            raise TooLargeError(f"this form has more than {most:,} bytes")
    try:
        found = parse_qs(raw.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        found = {}
    return Fields({name: tuple(values) for name, values in found.items()})


def decider(request: Request) -> str:
    """Who decides on this browser: as they last said, or the name on the machine of the server."""
    return judge_name(unquote(request.cookies.get(NAME, ""))[:LONGEST_NAME])


def remember(response: Response, name: str) -> Response:
    """Let the browser keep the name of who decides."""
    if name:
        response.set_cookie(NAME, quote(name[:LONGEST_NAME]), max_age=_YEAR, path="/", samesite="strict", httponly=True)
    return response
