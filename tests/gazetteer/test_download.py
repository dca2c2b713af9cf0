"""Fetching a dump: whole or not at all, from a real server on this machine."""

import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from sayso.errors import GazetteerError, UsageError
from sayso.gazetteer.download import checked, download

from .test_packs import DUMP


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("QX.txt", "\n".join(DUMP[:5]))
    return out.getvalue()


class Dumps(BaseHTTPRequestHandler):
    """Serves a few files, well and badly."""

    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        if name == "QM.zip":
            self.send_response(302)
            self.send_header("Location", "http://example.org/QM.zip")
            self.end_headers()
            return
        body = {"QX.zip": zipped(), "QY.zip": b"<html>", "QZ.zip": zipped(), "QE.zip": b""}.get(name)
        if body is None:
            self.send_error(404 if name == "QQ.zip" else 503)
            return
        self.send_response(200)
        if name != "QE.zip":
            self.send_header("Content-Length", str(len(body) + (50 if name == "QZ.zip" else 0)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Dumps) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/dump"
        running.shutdown()
        thread.join()


def test_a_dump_is_fetched_whole(server: str, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    path = download("qx", tmp_path / "new", base=server, on_bytes=lambda done, total: told.append((done, total)))
    assert path == tmp_path / "new" / "QX.zip"
    assert path.read_bytes() == zipped()
    assert told[-1] == (len(zipped()), len(zipped()))


@pytest.mark.parametrize(
    ("country", "told"),
    [
        ("QQ", "no such dump"),
        ("QV", "answers 503"),
        ("QY", "no zip file"),
        ("QZ", "broke off"),
        ("QE", "broke off after 0"),
    ],
)
def test_what_comes_badly_is_told_and_not_kept(server: str, tmp_path: Path, country: str, told: str) -> None:
    with pytest.raises(GazetteerError, match=told):
        download(country, tmp_path, base=server)
    assert list(tmp_path.iterdir()) == []


def test_too_much_is_not_taken(server: str, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="--max-mb"):
        download("QX", tmp_path, base=server, max_bytes=10)
    with pytest.raises(GazetteerError, match="--max-mb"):
        download("QZ", tmp_path, base=server, max_bytes=len(zipped()) - 1)
    assert list(tmp_path.iterdir()) == []


def test_redirects_to_plain_http_are_not_followed(server: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="only https"):
        download("QM", tmp_path, base=server)


def test_without_a_server_it_says_what_to_do(tmp_path: Path) -> None:
    with HTTPServer(("127.0.0.1", 0), Dumps) as gone:
        port = gone.server_port
    with pytest.raises(GazetteerError, match=r"without a network.*sayso gazetteer add QX\.zip"):
        download("QX", tmp_path, base=f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("country", ["Syria", "S", "1Q", "СИ", "../"])
def test_only_country_codes_are_taken(tmp_path: Path, country: str) -> None:
    with pytest.raises(UsageError, match="two letters"):
        download(country, tmp_path)


@pytest.mark.parametrize(
    "url", ["http://example.org/", "ftp://127.0.0.1/", "file:///etc/", "http://127.0.0.1.example.org/"]
)
def test_only_https_addresses_are_taken(url: str) -> None:
    with pytest.raises(UsageError, match="only https"):
        checked(url)


def test_https_is_taken() -> None:
    assert checked("https://download.geonames.org/export/dump/SY.zip")
