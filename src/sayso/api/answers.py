"""What every address of the API answers with: JSON, or a problem as RFC 9457 writes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from ..errors import BusyError, ConflictError, LedgerError, NotFoundError, TooLargeError, UsageError
from ..model.codec import encode

RETRY = "3"  # seconds after which it makes sense to ask again for what is being built


def json(value: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer."""
    return Response(encode(value), status_code=status, media_type="application/json", headers=headers)


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """A problem as RFC 9457 writes it."""
    body = {"type": "about:blank", "status": status, "detail": detail}
    return Response(encode(body), status_code=status, media_type="application/problem+json", headers=headers)


def answered(answer: Callable[[], Response]) -> Response:
    """The answer, or the problem that came up."""
    try:
        return answer()
    except NotFoundError as error:
        return problem(404, str(error))
    except TooLargeError as error:
        return problem(413, str(error))
    except UsageError as error:
        return problem(400, str(error))
    except ConflictError as error:
        return problem(409, str(error))
    except BusyError as error:
        return problem(503, str(error), {"retry-after": RETRY})
    except LedgerError as error:
        return problem(503, str(error))
