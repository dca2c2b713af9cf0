"""How fast the desk answers, and how soon a browser shows it, with 10,000 incidents of 200,000 claims.

python bench/desk.py [--incidents 10000] [--ledger FILE] [--rounds 7] [--no-browser] [--json]

A real server on a real ledger, asked by one client at a time: the median over several rounds, each with other values.
Beside the wall clock stands the mean of the server's own CPU time, where the system tells it: on a machine that does
other things too, the clock measures those as well. The review queue and how a source fares are found beside the pages,
once for each state of the ledger; how long that takes is told, and the pages are measured after it. Time to usable runs
from the request until the list stands and its scripts have run, that of the map until its points are drawn. --ledger
keeps the ledger between runs; making one takes half a minute. It may be the URL of an empty PostgreSQL database, as
postgresql+psycopg://postgres@localhost/desk, where psycopg is installed.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from big_ledger import ACTORS, WORDS, make

from sayso.ledger import Ledger
from sayso.model import EventType
from sayso.web.islands import BUILT

SERVER_MS, USABLE_MS, SCRIPTS_KB = 300, 1000, 250
SERVE = (sys.executable, "-c", "from sayso.cli import main; raise SystemExit(main())", "serve", "--port", "0")
TYPES = [t.value for t in EventType]
STATUSES = ("contested", "corroborated", "single-source", "superseded")
PAGES = {  # {n} is the round; {word}, {type}, {actor}, {status} and {incident} change with it
    "list": "/?page={n}",
    "by words": "/?text={word}+{n}",
    "by type": "/?type={type}",
    "by status": "/?status={status}",
    "by actor": "/?actor={actor}",
    "by source": "/?source=mayor+of+{word}",
    "by publisher": "/?source=Post+{n}",
    "by place": "/?area=Kirkuk&page={n}",
    "by time": "/?since=201{n}-02-01&until=201{n}-09-30",
    "by part of the map": "/?bbox={n},-20,{n}9,40",
    "undated": "/?unknown=time&page={n}",
    "by many": "/?type={type}&status=contested&text={word}&sort=reports",
    "most contested": "/?sort=contested&page={n}",
    "points of the map": "/points?since=201{n}-01-01",
    "all points": "/points",
    "incident": "/incidents/{incident}",
    "report": "/reports/{n}-0",
    "sources": "/sources?page={n}",
    "source in most reports": "/sources/a%20police%20officer?page={n}",
    "review queue": "/review?at={n}",
    "review of one kind": "/review?kind=contested&at={n}",
}
FREE = ("all points", "report", "sources")  # told, without a limit of their own
FOUND = {"review queue found": "/review", "most common source counted": "/sources/a%20police%20officer"}


@dataclass(frozen=True, slots=True)
class Row:
    """One measure beside its limit."""

    what: str
    unit: str
    figure: float
    limit: float | None
    cpu_ms: float | None = None


@contextmanager
def served(ledger: Path | str) -> Iterator[tuple[str, int]]:
    """A server on a ledger; gives its host and port, and its process."""
    with subprocess.Popen([*SERVE, "--ledger", str(ledger)], stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            line = next(line for line in server.stderr if " is served at " in line)
            yield line.split("//")[1].split("/")[0], server.pid
        finally:
            server.terminate()


def holds_incidents(ledger: str) -> bool:
    """True when the ledger was made before."""
    if "://" not in ledger and not Path(ledger).exists():
        return False
    with Ledger.open(ledger) as opened:
        return opened.counts().incidents > 0


def cpu_seconds(process: int) -> float | None:
    """CPU time that a process has taken so far, as Linux tells it."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return None
    fields = told.read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def found(address: str) -> dict[str, float]:
    """Seconds from the first request until what is found beside the pages is found; until then they refresh."""
    taken = {}
    for name, path in FOUND.items():
        started = time.perf_counter()
        while True:
            connection = http.client.HTTPConnection(address, timeout=120)
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.getheader("refresh") is None:
                break
            time.sleep(0.2)
        taken[name] = round(time.perf_counter() - started, 1)
    return taken


def asked(address: str, process: int, rounds: int, incidents: int) -> dict[str, tuple[float, float | None]]:
    """Median milliseconds from request to the last byte of the answer, compressed as for a browser; and CPU time."""
    connection = http.client.HTTPConnection(address, timeout=120)
    medians = {}
    for name, pattern in PAGES.items():
        taken = []
        before = cpu_seconds(process)
        for n in range(1, rounds + 1):
            said = {"word": WORDS[n], "type": TYPES[n], "status": STATUSES[n % 4], "actor": ACTORS[n].replace(" ", "+")}
            path = pattern.format(n=n, incident=incident_id(n, incidents), **said)
            started = time.perf_counter()
            connection.request("GET", path, headers={"accept-encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            taken.append(time.perf_counter() - started)
            if answer.status != 200:
                raise SystemExit(f"{path}: answered with {answer.status}")
        after = cpu_seconds(process)
        spent = None if before is None or after is None else round((after - before) / rounds * 1000, 1)
        medians[name] = round(statistics.median(taken) * 1000, 1), spent
    return medians


def looked(address: str, rounds: int, incidents: int) -> dict[str, float]:
    """Median milliseconds until a browser of this machine shows the pages; {} when there is none."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("no Chromium: time to usable is not measured", file=sys.stderr)
        return {}
    from playwright.sync_api import sync_playwright

    taken: dict[str, list[float]] = {"list usable": [], "map drawn": [], "filter swapped": [], "incident usable": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for n in range(1, rounds + 1):
            page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()  # nothing kept from before
            page.goto(f"http://{address}/?page={n}", wait_until="domcontentloaded")
            taken["list usable"].append(page.evaluate("performance.now()"))
            page.locator("#map[data-ready]").wait_for()
            taken["map drawn"].append(page.evaluate("performance.now()"))
            started = time.perf_counter()
            page.locator("#fold-2 a").nth(n).click()
            page.locator(".active").wait_for()
            taken["filter swapped"].append((time.perf_counter() - started) * 1000)
            page.goto(f"http://{address}/incidents/{incident_id(n + 10, incidents)}", wait_until="domcontentloaded")
            taken["incident usable"].append(page.evaluate("performance.now()"))
            page.context.close()
        browser.close()
    return {name: round(statistics.median(times), 1) for name, times in taken.items()}


def incident_id(number: int, incidents: int) -> str:
    """One of the incidents, another for every number."""
    return f"INC-{number * 997 % incidents:06}"


def scripts() -> float:
    """Kilobytes of everything that can run, gzipped, as shipped."""
    folder = Path(str(BUILT))
    return round(sum(len(gzip.compress(file.read_bytes())) for file in folder.rglob("*.js")) / 1000, 1)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; exit code 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=10_000, help="each with two reports of ten claims")
    parser.add_argument("--ledger", help="use this file or database URL, and make the ledger when it is not there")
    parser.add_argument("--rounds", type=int, choices=range(1, 9), default=7, help="median of so many (default 7)")
    parser.add_argument("--no-browser", action="store_true", help="ask the server only")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        ledger = options.ledger or str(Path(folder) / "big.db")
        if not holds_incidents(ledger):
            print(f"making a ledger of {options.incidents:,} incidents", file=sys.stderr)
            make(ledger, options.incidents)
        with served(ledger) as (address, process):
            once = found(address)
            answered = asked(address, process, options.rounds, options.incidents)
            shown = {} if options.no_browser else looked(address, options.rounds, options.incidents)
    rows = [
        Row(f"server, {name}", "ms", wall, None if name in FREE else SERVER_MS, cpu)
        for name, (wall, cpu) in answered.items()
    ]
    rows += [Row(f"browser, {name}", "ms", n, USABLE_MS) for name, n in shown.items()]
    rows += [Row(f"once, {name}", "s", n, None) for name, n in once.items()]
    rows.append(Row("scripts, gzipped", "kB", scripts(), SCRIPTS_KB))
    if options.json:
        print(json.dumps([asdict(row) for row in rows], indent=1))
    else:
        print(f"Desk over {options.incidents:,} incidents (medians of {options.rounds})")
        for row in rows:
            share = f"= {row.figure / row.limit:.2f} of the limit" if row.limit else ""
            own = f"CPU {row.cpu_ms:>7,} ms" if row.cpu_ms is not None else ""
            print(f"  {row.what:34} {row.figure:>9,} {row.unit}  {share:22} {own}".rstrip())
    return int(any(row.limit is not None and row.figure > row.limit for row in rows))


if __name__ == "__main__":
    sys.exit(main())
