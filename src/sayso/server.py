"""The server: pages and API over one ledger, closed to what does not belong on a desk.

No page runs a script that is not ours, and none fetches anything from elsewhere (map tiles aside, where a setting names
their server); the browser is told to hold us to that. A server on this
machine answers only to the names of this machine, so that a page elsewhere cannot reach it by a name of its own, and
takes forms only from its own pages.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from . import api, web
from .ledger import LedgerPool
from .pipeline.code import Coder
from .readers import Limits


def policy(pictures: str = "") -> str:
    """The content security policy: scripts, styles and pictures of our own; `pictures` may come from there too."""
    return (
        f"default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'{pictures}; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


HEADERS = {
    "content-security-policy": policy(),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # no-referrer would make browsers send our own forms with Origin: null
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
LONGEST_QUEUE = 600.0  # seconds that a program waits for the queue of a large ledger
LONGEST_TURN = 10.0  # seconds that a program waits until it may decide
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_LOOKING = frozenset({"GET", "HEAD"})


def application(
    pool: LedgerPool,
    *,
    hosts: Sequence[str] | None = THIS_MACHINE,
    make_coder: Callable[[], Coder] = Coder,
    tiles: web.Tiles | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> Starlette:
    """The whole server.

    Args:
        pool: the ledger to serve.
        hosts: names under which it may be asked for; None = any.
        make_coder: makes what reads pasted reports, when the first one comes.
        limits: how much is read of what is added, and which hosts are asked for pages.
        tiles: pictures from elsewhere that the map may lie on; None = outlines of countries only.
    """
    desk = web.Desk(pool, make_coder, limits)
    rest = api.routes(desk.look, lambda: desk.queue(LONGEST_QUEUE).doubts, lambda: desk.deciding(LONGEST_TURN))
    routes = [Mount("/api/v1", routes=rest), *web.routes(desk)]
    headers = HEADERS if tiles is None else HEADERS | {"content-security-policy": policy(f" {tiles.origin}")}
    middleware = [
        Middleware(SecureHeaders, headers=headers),
        Middleware(Doorkeeper, hosts=hosts),
        Middleware(GZipMiddleware, compresslevel=5),
    ]

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()

    app = Starlette(routes=routes, middleware=middleware, lifespan=lifespan)
    app.state.tiles = tiles
    return app


class SecureHeaders:
    """Tell the browser to run no script but ours, load nothing from elsewhere, and keep us out of frames."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self.app = app
        self.headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to every answer."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers[name] = value
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


class Doorkeeper:
    """Turn away requests under a foreign name, and forms that come from another site."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str] | None) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through what belongs here."""
        refusal = self.refusal(scope) if scope["type"] == "http" else None
        answer: Any = self.app if refusal is None else PlainTextResponse(refusal, status_code=403)
        await answer(scope, receive, send)

    def refusal(self, scope: Scope) -> str | None:
        """Why a request is turned away; None when it is not."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self.hosts is not None and host_name(host) not in self.hosts:
            return "Sayso does not go by this name here; use the address that `sayso serve` printed.\n"
        if scope["method"] in _LOOKING:
            return None
        origin = headers.get("origin")
        own = origin is None or origin.partition("://")[2] == host
        if not own or headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return "Forms are taken from the pages of this server only.\n"
        return None


def host_name(host: str) -> str:
    """The name in a Host header, without port and brackets.

    >>> host_name("[::1]:8000"), host_name("localhost:8000")
    ('::1', 'localhost')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()
