"""How ingesting and merging grow with the number of reports: the command line, seen from outside.

For every size, in a ledger of its own: `sayso ingest` of that many reports, the same once more (nothing is new then),
and `sayso incidents`. "growth" is the exponent between one size and the next: 1 = twice the reports, twice the time.

python bench/ingest_speed.py [--sizes 100,300,1000] [--json]
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from reports import many_reports

UNDATED = "2024-05-01"  # for samples without a date, so that nothing is worth a note
SAYSO = (sys.executable, "-c", "from sayso.cli import main; main()")


@dataclass(frozen=True, slots=True)
class Growth:
    """What one size took; seconds are wall time with start-up, memory is the peak of the ingesting process."""

    reports: int
    ingest_s: float
    again_s: float
    incidents_s: float
    incidents: int
    peak_memory_mb: float
    ledger_mb: float
    growth: float | None = None


def measure(size: int, folder: Path) -> Growth:
    """Ingest `size` reports into a new ledger and list its incidents."""
    reports, ledger = folder / f"{size}.jsonl", folder / f"{size}.db"
    with reports.open("w", encoding="utf-8") as out:
        for report in many_reports(size):
            fields = {"id": report.id, "text": report.text, "publisher": report.publisher}
            fields["published"] = report.published or UNDATED
            out.write(json.dumps(fields, ensure_ascii=False) + "\n")
    where = ("--ledger", f"sqlite:///{ledger}")
    print(f"{size} reports: ingest", file=sys.stderr)
    ingest, memory, _ = run("ingest", str(reports), *where)
    print(f"{size} reports: the same again", file=sys.stderr)
    again, _, _ = run("ingest", str(reports), *where)
    print(f"{size} reports: incidents", file=sys.stderr)
    seconds, _, printed = run("incidents", "--format", "json", *where)
    megabytes = sum(file.stat().st_size for file in folder.glob(f"{size}.db*")) / 1e6
    return Growth(size, ingest, again, seconds, len(json.loads(printed)), memory, round(megabytes, 1))


def run(*arguments: str) -> tuple[float, float, bytes]:
    """Run `sayso` in a process of its own: seconds, peak memory in MB, what it printed."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen([*SAYSO, *arguments], stdout=printed)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        if process.returncode:
            raise SystemExit(f"sayso {' '.join(arguments)} ended with exit code {process.returncode}")
        printed.seek(0)
        peak = usage.ru_maxrss / 1e6 if sys.platform == "darwin" else usage.ru_maxrss * 1024 / 1e6
        return round(seconds, 2), round(peak, 1), printed.read()


def with_growth(before: Growth | None, now: Growth) -> Growth:
    """`now` with the exponent by which ingesting grew since `before`."""
    if before is None or before.ingest_s <= 0:
        return now
    return replace(
        now, growth=round(math.log(now.ingest_s / before.ingest_s) / math.log(now.reports / before.reports), 2)
    )


def main(arguments: list[str] | None = None) -> int:
    """Measure every size and print a table; progress goes to stderr."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,300,1000", help="numbers of reports, rising (default 100,300,1000)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    try:
        sizes = sorted({int(size) for size in options.sizes.split(",")})
    except ValueError:
        parser.error(f"--sizes: {options.sizes!r} is no list of numbers such as 100,300,1000")
    rows: list[Growth] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            rows.append(with_growth(rows[-1] if rows else None, measure(size, Path(folder))))
    if options.json:
        print(json.dumps([asdict(row) for row in rows], indent=1))
    else:
        print("Ingesting and merging")
        names = list(asdict(rows[0]))
        print("  " + "  ".join(f"{name:>14}" for name in names))
        for row in rows:
            print("  " + "  ".join(f"{'-' if cell is None else cell:>14}" for cell in asdict(row).values()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
