"""How merging grows with the number of reports: time, memory, and what one more report costs.

Reports are coded once and varied (`variations.py`): another id, other days, place names and coordinates moved, so that
every variation tells of happenings of its own. With --articles, or SAYSO_MATERIAL set, the first articles of a file of
stories are varied (`corpora/events/gva.jsonl.gz` of the material), else the bundled samples. For every size, in a
process of its own: store all, merge and keep the incidents, then take one more report, several times over; half of
these tell of what the ledger has already. "one_store_ms" is the median for writing a coded report, "one_merge_ms" for
finding its neighbours, clustering, building what changed and writing it; the limit holds for both together, reading the
text is timed apart. "exponent" is the slope of the merging time between two sizes on log scales: 1 = twice the reports,
twice the time. Times are of the processor, so that what else the machine does shows less; the disk is not in them.

What is varied matters: names have sixteen variations and persons none, so that 100,000 reports made of 150 articles
are 667 of each, which merge with one another into incidents that no news has. 2,500 articles make 40 of each, weeks
apart, most of them alone in their incident or with the few others of their story, as in a ledger that is in use.
"median_size", "p99_size" and "largest" say how many reports an incident has. --base 150 measures the crowded case.

Every size can be measured by itself (--sizes 100000); with --rows FILE each row is written, as a line of JSON, when it
is measured, and what a file has is not measured again; --coded FILE keeps the coded articles (2,500 take ten minutes),
and --ledgers FOLDER each ledger until it is measured: one that was stored in full is not stored again.
100,000 reports took 40 minutes of the processor, 3 GB of memory and 8 GB of disk (decision 9).

With --copies 100,200,400 one report is stored so many times, under other ids and of other outlets, as a wire is:
"links" are pairs of copies that merging keeps, "exponent" is how building all grows with the number of copies.

python bench/growth.py [--to 10000 | --sizes 1000,100000] [--rows FILE] [--copies 100,200] [--base 2500] [--more 21]
                       [--limit 1.15] [--one-limit 50] [--articles FILE] [--coded FILE] [--ledgers FOLDER] [--json]
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from variations import Base, articles_of_the_material, base_reports, variations

from sayso.ledger import Ledger, merging
from sayso.model import CodedReport
from sayso.pipeline.rebuild import rebuild
from sayso.pipeline.update import update

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)


@dataclass(frozen=True, slots=True)
class Growth:
    """What one size took: seconds for all, milliseconds for one report more, memory at its peak."""

    base: int  # articles that were varied
    reports: int
    incidents: int
    median_size: float
    p99_size: int
    largest: int
    store_s: float
    merge_s: float
    merge_wall_s: float
    one_store_ms: float
    one_merge_ms: float
    one_ms: float
    one_worst_ms: float
    peak_memory_mb: float
    ledger_mb: float
    exponent: float | None = None


@dataclass(frozen=True, slots=True)
class Copied:
    """What building took of so many copies of one report."""

    copies: int
    incidents: int
    links: int
    merge_s: float
    exponent: float | None = None


def measure(base: Base, size: int, more: int, kept: Path | None = None) -> Growth:
    """Store and merge `size` reports, then `more` single ones.

    Args:
        kept: a folder in which the ledger lies until it is measured; None for one of its own.
    """
    with tempfile.TemporaryDirectory() as own:
        folder = kept or Path(own)
        path, store_s = stored(base, size, folder)
        row = replace(merged(base, path, size, more), store_s=store_s)
        for file in folder.glob(f"{size}.*"):
            file.unlink()
    return row


def stored(base: Base, size: int, folder: Path) -> tuple[Path, float]:
    """A ledger of `size` variations, and the seconds that storing took; one that lies there is taken as it is."""
    path, note = folder / f"{size}.db", folder / f"{size}.json"
    if note.exists():
        return path, float(json.loads(note.read_text(encoding="utf-8"))["store_s"])
    for file in folder.glob(f"{size}.*"):  # of an attempt that was stopped
        file.unlink()
    started = time.process_time()
    with Ledger.open(path) as ledger:
        for coded in variations(base, size):
            ledger.store(coded)
    took = round(time.process_time() - started, 1)
    print(f"  stored after {took:.0f} s", file=sys.stderr, flush=True)
    note.write_text(json.dumps({"store_s": took}), encoding="utf-8")
    return path, took


def merged(base: Base, path: Path, size: int, more: int) -> Growth:
    """Merge the reports of a ledger, then take `more` single ones in."""
    with Ledger.open(path) as ledger:
        started, wall = time.process_time(), time.perf_counter()
        incidents = rebuild(ledger)
        merge_s, wall = time.process_time() - started, time.perf_counter() - wall
        print(f"  merged after {merge_s:.0f} s", file=sys.stderr, flush=True)
        storing, merging = [], []
        for number, coded in enumerate(variations(base, more, size)):
            if number % 2:  # of a happening that is there: the same report again under another id
                known = next(variations(base, 1, (number * 7919) % size))
                coded = replace(known, report=replace(known.report, id=f"again-{number}"))
            before = time.process_time()
            ledger.store(coded)
            between = time.process_time()
            update(ledger)
            storing.append(between - before)
            merging.append(time.process_time() - between)
        megabytes = sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*")) / 1e6
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        sizes = sorted(len({report for report, _ in members}) for _, members in ledger.registry() if members)
    both = [a + b for a, b in zip(storing, merging, strict=True)]
    return Growth(
        base=len(base),
        reports=size,
        incidents=incidents,
        median_size=statistics.median(sizes),
        p99_size=sizes[len(sizes) * 99 // 100],
        largest=sizes[-1],
        store_s=0.0,
        merge_s=round(merge_s, 2),
        merge_wall_s=round(wall, 1),
        one_store_ms=round(1000 * statistics.median(storing), 1),
        one_merge_ms=round(1000 * statistics.median(merging), 1),
        one_ms=round(1000 * statistics.median(both), 1),
        one_worst_ms=round(1000 * max(both), 1),
        peak_memory_mb=round(peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6, 1),
        ledger_mb=round(megabytes, 1),
    )


def measure_copies(told: CodedReport, number: int) -> Copied:
    """Store copies of a report and merge them."""
    names = [f"copy-{place:06}" for place in range(number)]
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "x.db") as ledger:
        for name in names:
            ledger.store(replace(told, report=replace(told.report, id=name, publisher=f"Outlet {name}")))
        started = time.process_time()
        incidents = rebuild(ledger)
        took = time.process_time() - started
        with merging(ledger) as desk:
            links = sum(1 for _ in desk.links(names)) // 2
    return Copied(number, incidents, links, round(took, 2))


def print_copies(told: CodedReport, sizes: Sequence[int]) -> None:
    """Measure and print one row after the other."""
    print("  " + "  ".join(f"{field.name:>10}" for field in fields(Copied)))
    before: Copied | None = None
    for size in sizes:
        row = measure_copies(told, size)
        if before is not None:
            exponent = math.log(row.merge_s / before.merge_s) / math.log(row.copies / before.copies)
            row = replace(row, exponent=round(exponent, 2))
        before = row
        print("  " + "  ".join(f"{'-' if cell is None else cell:>10}" for cell in asdict(row).values()), flush=True)


def with_exponent(before: Growth | None, now: Growth) -> Growth:
    """`now` with the exponent by which merging grew since `before`."""
    if before is None or before.merge_s <= 0:
        return now
    return replace(
        now, exponent=round(math.log(now.merge_s / before.merge_s) / math.log(now.reports / before.reports), 2)
    )


def _sizes(given: str) -> list[int]:
    return sorted(int(size) for size in given.split(","))


def _read(rows: Path | None, base: int) -> dict[int, Growth]:
    if rows is None or not rows.exists():
        return {}
    known = [Growth(**json.loads(line)) for line in rows.read_text(encoding="utf-8").splitlines()]
    return {row.reports: row for row in known if row.base == base}


def _note(rows: Path | None, row: Growth) -> None:
    if rows is not None:
        with rows.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(row)) + "\n")


def _measured(arguments: tuple[Base, int, int, Path | None]) -> Growth:
    return measure(*arguments)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; exit 1 when an exponent, or the median of one report more, is above its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=int, default=10_000, help="largest number of reports (default 10000)")
    parser.add_argument("--sizes", type=_sizes, help="these numbers of reports instead, as 1000,100000")
    parser.add_argument("--rows", type=Path, help="file of rows measured before and now (JSON lines)")
    parser.add_argument("--ledgers", type=Path, help="folder in which ledgers lie until they are measured")
    parser.add_argument("--copies", type=_sizes, help="so many copies of one report instead, as 100,200,400")
    parser.add_argument("--base", type=int, default=2_500, help="reports that are coded and varied (default 2500)")
    parser.add_argument("--more", type=int, default=21, help="single reports added to each ledger (default 21)")
    parser.add_argument("--limit", type=float, default=1.15, help="highest exponent that passes (default 1.15)")
    parser.add_argument("--one-limit", type=float, default=50, help="highest median of one more, ms (default 50)")
    parser.add_argument(
        "--articles", type=Path, default=articles_of_the_material(), help="stories to vary (JSON lines)"
    )
    parser.add_argument("--coded", type=Path, help="file that keeps them coded, for the next time")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    if options.copies:
        print_copies(base_reports(1, options.articles)[0], options.copies)
        return 0
    sizes = options.sizes or [size for size in SIZES if size < options.to] + [options.to]
    base, rows = base_reports(options.base, options.articles, options.coded), list[Growth]()
    done = _read(options.rows, len(base))
    spawn = multiprocessing.get_context("spawn")
    for size in sizes:
        if size not in done:
            print(f"{size:,} reports", file=sys.stderr)
            with spawn.Pool(1) as pool:  # a process of its own: one's memory does not show in another's
                done[size] = pool.map(_measured, [(base, size, options.more, options.ledgers)])[0]
            _note(options.rows, done[size])
        rows.append(with_exponent(rows[-1] if rows else None, done[size]))
    if options.json:
        told: dict[str, Any] = {
            "coding_one_ms": base.coding_ms and round(base.coding_ms, 1),
            "rows": [asdict(row) for row in rows],
        }
        print(json.dumps(told, indent=1))
    else:
        print(f"Merging, from {len(base)} reports varied (limit {options.limit})")
        if base.coding_ms is not None:
            print(f"Coding one took {base.coding_ms:.0f} ms")
        names = list(asdict(rows[0]))
        print("  " + "  ".join(f"{name:>14}" for name in names))
        for row in rows:
            print("  " + "  ".join(f"{'-' if cell is None else cell:>14}" for cell in asdict(row).values()))
    grows = any(row.exponent is not None and row.exponent > options.limit for row in rows)
    return 1 if grows or rows[-1].one_ms > options.one_limit else 0


if __name__ == "__main__":
    sys.exit(main())
