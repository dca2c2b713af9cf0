"""Pages are fetched from a real server on this machine, which is refused unless it is allowed."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sayso.readers import Limits, Reading, Unread, read
from sayso.readers import fetch as room
from sayso.readers.fetch import Fetched, fetch, is_public
from sayso.readers.sniff import Kind

ARTICLE = """<!doctype html><html lang="en"><head><title>Rockets at the ford</title>
<meta property="article:published_time" content="2024-04-22T08:00:00Z"></head>
<body><article><h1>Rockets at the ford</h1>
<p>A police officer said that three people were killed on Monday when rockets hit a market in Varna Ford.</p>
<p>The army said later that it knew of no rockets, and that it was looking into what had happened there.</p>
</article></body></html>"""


class Site(ThreadingHTTPServer):
    """A server that remembers what it was asked."""

    asked: list[tuple[str, str | None, str | None]]


class Pages(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self):
        path = self.path.partition("?")[0]
        if path == "/article":
            self.answer(200, ARTICLE.encode(), "text/html; charset=utf-8")
        elif path == "/text":
            self.answer(200, b"Two men were hurt at the ford, a nurse said.", "text/plain")
        elif path == "/moved":
            self.answer(302, b"", "text/html", location="/article")
        elif path == "/round":
            self.answer(302, b"", "text/html", location="/round")
        elif path == "/elsewhere":
            self.answer(302, b"", "text/html", location="ftp://127.0.0.1/x")
        elif path == "/large":
            self.answer(200, b"x" * 5000, "text/plain")
        elif path == "/squeezed":
            self.answer(200, b"\x1f\x8b", "text/html", **{"content-encoding": "gzip"})
        else:
            self.answer(404, b"no", "text/html")

    def answer(self, status, body, kind, **headers):
        self.server.asked.append((self.path, self.headers["host"], self.headers["accept-encoding"]))
        self.send_response(status)
        for name, value in {"content-type": kind, "content-length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    with Site(("127.0.0.1", 0), Pages) as made:
        made.asked = []
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield made
        made.shutdown()


@pytest.fixture
def at(server):
    server.asked.clear()
    return lambda path: f"http://127.0.0.1:{server.server_port}{path}"


def get(address):
    return fetch(address, most=1000, addresses="any")


def test_a_page_is_fetched_with_what_the_server_says_of_it(at, server):
    found = get(at("/article?a=1#words"))
    assert isinstance(found, Fetched)
    assert (found.kind, found.body) == (Kind.HTML, ARTICLE.encode())
    assert server.asked == [("/article?a=1", f"127.0.0.1:{server.server_port}", "identity")]


def test_a_redirect_is_followed_to_where_it_leads(at):
    assert get(at("/moved")).url == at("/article")


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/round", "not-fetched", "led on more than 5 times"),
        ("/elsewhere", "not-supported-yet", "is no address of the web"),
        ("/gone", "not-fetched", "answers 404"),
        ("/large", "too-large", "has more than 1,000 bytes"),
        ("/squeezed", "not-fetched", "compressed"),
    ],
)
def test_what_is_no_page_is_set_aside_with_the_reason(at, path, code, words):
    found = get(at(path))
    assert isinstance(found, Unread)
    assert (found.origin, found.diagnostic.code) == (at(path), code)
    assert words in found.diagnostic.message


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_hosts_of_this_machine_are_not_asked_however_they_are_written(server, at, host):
    found = fetch(f"http://{host}:{server.server_port}/article", most=1000)
    assert isinstance(found, Unread)
    assert found.diagnostic.code in {"private-address", "not-fetched"}
    assert server.asked == []


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("1.1.1.1", True),
        ("2606:4700::1111", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:192.168.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
    ],
)
def test_which_numbers_are_public(number, public):
    assert is_public(number) is public


def test_a_host_with_one_private_number_is_not_asked(monkeypatch, server, at):
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (n, 80)) for n in ("1.1.1.1", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    found = fetch("http://rebound.example/", most=1000)
    assert isinstance(found, Unread)
    assert found.diagnostic.code == "private-address"


def test_the_socket_goes_to_the_number_that_was_judged(monkeypatch, server, at):
    asked = []

    def numbers(host, port, *_, **__):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", numbers)
    assert isinstance(get(f"http://river.example:{server.server_port}/article"), Fetched)
    assert asked[0] == "river.example"
    assert server.asked[0][1] == f"river.example:{server.server_port}"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://river.example/a", "is no address of the web"),
        ("http:///a", "is no address of the web"),
        ("http://me:secret@river.example/", "name or password"),
        ("http://river.example:99999/", "cannot be fetched"),
        ("http://nowhere.invalid/", "there is no host"),
        ("http://127.0.0.1:1/", "cannot be fetched"),
    ],
)
def test_addresses_that_cannot_be_asked(address, words):
    found = get(address)
    assert isinstance(found, Unread)
    assert words in found.diagnostic.message
    assert "secret" not in found.diagnostic.message


def test_an_answer_that_drips_is_left(monkeypatch, at):
    monkeypatch.setattr(room, "LONGEST", -1.0)
    found = get(at("/text"))
    assert isinstance(found, Unread)
    assert "takes longer than" in found.diagnostic.message


def test_a_certificate_must_be_that_of_the_name(monkeypatch, server):
    found = get(f"https://127.0.0.1:{server.server_port}/article")
    assert isinstance(found, Unread)
    assert found.diagnostic.code == "not-fetched"


def test_an_address_is_read_as_a_report_of_its_own(at):
    limits = Limits(addresses="any")
    page, text = read([at("/article"), at("/text")], published="2024-04-23", limits=limits)
    assert isinstance(page, Reading)
    assert page.report.title == "Rockets at the ford"
    assert page.report.published == "2024-04-22T08:00:00+00:00"
    assert (page.report.url, page.origin) == (at("/article"), at("/article"))
    assert "three people were killed" in page.report.text
    assert isinstance(text, Reading)
    assert (text.report.url, text.report.published) == (at("/text"), "2024-04-23")
    (refused,) = read([at("/article")])
    assert isinstance(refused, Unread)
    assert refused.diagnostic.code == "private-address"
