"""Draw the pictures of the desk that the README shows: `python docs/screenshots.py` writes docs/images/*.png.

Needs `pip install playwright` and a Chromium of the system (`apt-get install chromium`, or its path in $CHROMIUM).
Codes the bundled samples into a ledger of its own unless one is named: `python docs/screenshots.py desk.db`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

IMAGES = Path(__file__).parent / "images"
WIDE, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)
VIEWS = {name: name for name in ("incidents", "incident", "report", "source", "review", "add")}


def main(ledger: str | None) -> None:
    """Serve a ledger and draw its pages."""
    IMAGES.mkdir(exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        served = ["--ledger", ledger] if ledger else ["--demo", "--ledger", str(Path(folder) / "demo.db")]
        command = [
            sys.executable,
            "-c",
            "from sayso.cli import main; raise SystemExit(main())",
            "serve",
            "--port",
            "0",
            *served,
        ]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
            try:
                lines = iter(server.stderr or ())
                address = next(line.split(" at ")[1].split()[0] for line in lines if " is served at " in line)
                with sync_playwright() as playwright:
                    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                    draw(browser.new_page(viewport=WIDE), address, VIEWS)
                    dark = browser.new_page(viewport=WIDE, color_scheme="dark")
                    draw(dark, address, {"incidents": "incidents-dark", "incident": "incident-dark"})
                    draw(browser.new_page(viewport=PHONE), address, {"incidents": "phone"})
                    browser.close()
            finally:
                server.terminate()


def draw(page: Page, address: str, wanted: Mapping[str, str]) -> None:
    """Go through the views once, and keep the pictures of those that are wanted, each under its name."""

    def shoot(view: str) -> None:
        if view in wanted:
            page.screenshot(path=IMAGES / f"{wanted[view]}.png")

    page.goto(f"{address}?sort=contested")
    page.locator("#map[data-ready]").wait_for()
    page.wait_for_timeout(500)  # the outlines
    shoot("incidents")
    page.locator(".incidents h3 a").first.click()
    shoot("incident")
    page.locator(".matrix tr.contested .line").first.click()
    shoot("report")
    page.goto(f"{address}sources")
    page.locator(".list tbody a").nth(1).click()
    shoot("source")
    page.goto(f"{address}review")
    shoot("review")
    page.goto(f"{address}add")
    shoot("add")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
