"""A real server on two ledgers, and a real Chromium that looks at it and notes whatever a page must not do.

Set BROWSER_TESTS=required to fail instead of skip when there is no browser, and CHROMIUM to the path of another one.
"""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import sync_playwright

from sayso.web.islands import are_built

from ..web.hostile import fill as fill_hostile
from .desk import fill

REQUIRED = os.environ.get("BROWSER_TESTS") == "required"
AXE = Path(__file__).parents[2] / "desk" / "node_modules" / "axe-core" / "axe.min.js"
MOMENTS = ("2024-04-20", "2024-04-22")  # of which pages are looked at; put together before, which may take a while
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
SERVE = (sys.executable, "-c", "from sayso.cli import main; raise SystemExit(main())", "serve", "--port", "0")


def missing(what):
    """Skip, or fail where a browser is required."""
    (pytest.fail if REQUIRED else pytest.skip)(f"{what}; these tests need it")


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        missing("no Chromium found: apt-get install chromium, or name one in $CHROMIUM")
    if not are_built():
        missing("the islands of the desk are not built: make desk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe():
    """The source of axe-core."""
    if not AXE.is_file():
        missing("axe-core is not in desk/node_modules: make desk, or npm ci in desk/")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    """Where a server shows bundled samples and a few invented reports."""
    with served(fill(tmp_path_factory.mktemp("browser") / "desk.db")) as address:
        for moment in MOMENTS:
            asked = Request(f"{address}/api/v1/incidents?as_of={moment}", headers={"Prefer": "wait=60"})
            with urlopen(asked) as answer:
                assert answer.status == 200
        yield address


@pytest.fixture(scope="session")
def odd(tmp_path_factory):
    """Where a server shows reports that try to break out of the page."""
    with served(fill_hostile(tmp_path_factory.mktemp("browser") / "odd.db")) as address:
        yield address


@contextmanager
def served(ledger):
    """A server of its own process on a ledger; gives its address without the last slash."""
    command, quick = [*SERVE, "--ledger", str(ledger)], os.environ | {"SAYSO_READER": "rules"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=quick) as server:
        try:
            said: list[str] = []
            for line in server.stderr or ():
                said.append(line)
                if " is served at " in line:
                    break
            else:
                pytest.fail("the server ended before it served:\n" + "".join(said))
            yield said[-1].split(" at ")[1].split()[0].rstrip("/")
        finally:
            server.terminate()


class Watched:
    """A page, and whatever it did that no page of the desk may do."""

    def __init__(self, page, address, *, alive):
        self.page, self.address, self.alive = page, address, alive
        self.wrong: list[str] = []
        page.on("console", self.note_words)
        page.on("pageerror", lambda e: self.wrong.append(f"script error: {e}"))
        page.on("dialog", self.note_dialog)
        page.on("request", self.note_request)

    def note_words(self, message):
        if message.type in {"error", "warning"}:
            self.wrong.append(f"{message.type}: {message.text}")

    def note_dialog(self, dialog):
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def note_request(self, request):
        if not request.url.startswith(f"{self.address}/"):
            self.wrong.append(f"request to elsewhere: {request.url}")

    def go(self, where="/"):
        """Open an address, and wait for the map when the page has a live one."""
        response = self.page.goto(self.address + where)
        if self.alive and self.page.locator("#desk #map").count():
            self.page.locator("#map[data-ready]").wait_for()
        return response


@pytest.fixture
def watch(chromium):
    """Open contexts of a browser, each closed after the test."""
    contexts = []

    def opened(address, *, without_islands=False, **settings):
        context = chromium.new_context(**{"viewport": {"width": 1440, "height": 900}, **settings})
        contexts.append(context)
        if without_islands:
            context.route("**/static/built/**", lambda route: route.abort())
        alive = settings.get("java_script_enabled", True) and not without_islands
        return Watched(context.new_page(), address, alive=alive)

    yield opened
    for context in contexts:
        context.close()
