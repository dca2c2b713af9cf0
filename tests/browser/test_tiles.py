"""Tiles of a server that a setting names lie under the map, with its credit; without a setting nobody is asked."""

import os
import struct
import threading
import zlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sayso.ledger import Ledger
from sayso.pipeline.rebuild import rebuild

from ..resolve.made import report, says
from .conftest import served

pytestmark = pytest.mark.browser


def picture():
    """A PNG of 256 grey pixels square."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = zlib.compress(b"".join(b"\0" + b"\xb4" * 256 for _ in range(256)))
    head = struct.pack(">IIBBBBB", 256, 256, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@contextmanager
def tile_server():
    """A server of tiles on this machine; gives its address and what it is asked for."""
    asked, tile = [], picture()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, dict(self.headers)))
            self.send_response(200)
            self.send_header("content-type", "image/png")
            self.send_header("content-length", str(len(tile)))
            self.end_headers()
            self.wfile.write(tile)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "desk.db"
    told = {"event_type": "shelling", "time": "2024-04-21"}
    with Ledger.open(path) as opened:
        opened.store(report("a", says("police", **told, place=("Zummar", 36.7, 42.6))))
        opened.store(report("b", says("police", **told, place=("Basra", 30.5, 47.8)), text="Another tells of it."))
        rebuild(opened)
    return path


def test_tiles_lie_under_the_points_and_their_maker_is_thanked(watch, ledger, monkeypatch):
    with tile_server() as (elsewhere, asked):
        monkeypatch.setenv("SAYSO_TILES", elsewhere + "/{z}/{x}/{y}.png")
        monkeypatch.setenv("SAYSO_TILES_CREDIT", "<b>Harbour</b> maps")
        with served(ledger) as address:
            watched = watch(address)
            watched.go("/")
            page = watched.page
            page.locator(".leaflet-tile-loaded").first.wait_for(state="attached")
            tile = page.locator(".leaflet-tile-loaded").first
            assert tile.evaluate("t => t.naturalWidth") == 256
            assert page.locator(".leaflet-control-attribution").inner_text().endswith("<b>Harbour</b> maps")
            assert page.locator("#map canvas").count() == 0, "no outlines under tiles"
            page.locator(".map .dot, .map .bundle").first.wait_for()
    path, headers = asked[0]
    zoom, _, row = path.strip("/").removesuffix(".png").split("/")
    assert zoom.isdecimal()
    assert row.isdecimal()
    assert "cookie" not in {name.lower() for name in headers}
    assert all(w.startswith(f"request to elsewhere: {elsewhere}/") for w in watched.wrong), watched.wrong


def test_a_tile_server_that_is_gone_leaves_the_points(watch, ledger, monkeypatch):
    with tile_server() as (elsewhere, _):
        pass
    monkeypatch.setenv("SAYSO_TILES", elsewhere + "/{z}/{x}/{y}.png")
    with served(ledger) as address:
        watched = watch(address)
        watched.go("/")
        watched.page.locator(".map .dot, .map .bundle").first.wait_for()
        assert not [w for w in watched.wrong if w.startswith("script error")]


def test_without_a_setting_nothing_is_asked_of_elsewhere(watch, ledger):
    assert "SAYSO_TILES" not in os.environ
    with served(ledger) as address:
        watched = watch(address)
        watched.go("/")
        watched.page.locator("#map canvas").first.wait_for()
        assert watched.page.locator(".leaflet-tile").count() == 0
        assert watched.wrong == []
