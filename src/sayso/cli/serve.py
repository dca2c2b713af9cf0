"""`sayso serve`: the desk in a browser, and the REST API beside it."""

from __future__ import annotations

import errno
import ipaddress
import socket
from contextlib import suppress
from importlib.resources import as_file

import click
import uvicorn

from ..errors import UsageError
from ..ledger import LedgerPool
from ..pipeline.code import Coder
from ..server import THIS_MACHINE, application
from ..settings import Settings
from ..web import Tiles
from .app import EXIT_DONE
from .demo import LEDGER, SAMPLES
from .ingest import take_in
from .inputs import Intake, limits_of
from .options import ledger_option
from .terminal import say

PORT = 8000  # tried first when none is given
WAITING = 128  # connections that may wait to be answered


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), help=f"Port; 0 = any free one [default: {PORT}, or a free one].")
@click.option("--demo", is_flag=True, help=f"Serve the bundled samples, from {LEDGER} when no ledger is named.")
@ledger_option
@click.pass_obj
def command(settings: Settings, /, host: str, port: int | None, demo: bool, ledger: str | None) -> int:
    """Serve the incidents of a ledger as web pages, with a REST API under /api/v1.

    Pages work without scripts and load nothing from elsewhere, unless the setting `tiles` names a server of map tiles.
    Nobody is asked for a password: other machines are let in only by --host, and whoever can reach that address can
    read everything and add reports.

    \b
    Examples:
      sayso serve --demo
      sayso serve --ledger desk.db --port 8080
      curl http://127.0.0.1:8000/api/v1/incidents?status=contested
    """
    listening = listen(host, port)
    with listening, LedgerPool(ledger or (LEDGER if demo else settings.ledger)) as pool:
        if demo:
            with as_file(SAMPLES) as folder:
                take_in(Intake(settings, tell_notes=False), (str(folder),), pool.ledger)
        here = is_loopback(host)
        if not here:
            say(f"{host}: no password is asked; whoever reaches this address can read the ledger and add reports")
        app = application(
            pool,
            hosts=(*THIS_MACHINE, host.lower()) if here else None,
            make_coder=lambda: Coder(reader=settings.reader),
            limits=limits_of(settings),
            tiles=Tiles.of(settings.tiles, settings.tiles_credit),
        )
        say(f"{pool.where} is served at {address(listening)} (Ctrl+C stops)")
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
        with suppress(KeyboardInterrupt):  # the usual way to stop it
            server.run(sockets=[listening])
        say("stopped")
    return EXIT_DONE


def listen(host: str, port: int | None) -> socket.socket:
    """A socket that listens; without a port the usual one, or a free one when that is taken.

    Raises:
        UsageError: the address cannot be had.
    """
    if port is None:
        try:
            return _bound(host, PORT)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise UsageError(f"{host}: cannot be listened on ({error.strerror or error})") from error
    try:
        return _bound(host, port or 0)
    except OSError as error:
        advice = "; give another --port, or 0 for any" if error.errno == errno.EADDRINUSE else ""
        raise UsageError(f"{host}:{port}: cannot be listened on ({error.strerror or error}){advice}") from error


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    made = socket.socket(family, kind, protocol)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(where)
        made.listen(WAITING)  # from here on nobody who asks is refused, also before the server answers
    except BaseException:
        made.close()
        raise
    return made


def address(listening: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def is_loopback(host: str) -> bool:
    """True when only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
