"""How fast reports are coded, and in how much memory: one process, one thread.

python bench/code_speed.py [--reports 1000] [--reader rules] [--json]
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Sequence

from reports import many_reports

from sayso.model import Report
from sayso.pipeline.code import Coder, ReaderChoice
from sayso.text.segment import tokenize


def peak_megabytes() -> float:
    """The most memory that this process has held so far, in MB (10^6 bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6  # bytes there, KiB on Linux


def measure(reports: Sequence[Report], reader: ReaderChoice = "auto") -> dict[str, float]:
    """Code all reports and time it; the first one, which loads lexicons and the tagger, is timed apart."""
    before = peak_megabytes()
    started = time.perf_counter()
    coder = Coder(reader=reader)
    coder.code(reports[0])
    ready = time.perf_counter()
    claims, slowest = 0, 0.0
    for number, report in enumerate(reports, start=1):
        begun = time.perf_counter()
        claims += len(coder.code(report).claims)
        slowest = max(slowest, time.perf_counter() - begun)
        if number % 50 == 0 or number == len(reports):
            print(f"\r{number}/{len(reports)} reports", end="", file=sys.stderr, flush=True)
    seconds = time.perf_counter() - ready
    print(file=sys.stderr)
    tokens = sum(1 for report in reports for _ in tokenize(report.text))
    return {
        "reports": len(reports),
        "tokens": tokens,
        "claims": claims,
        "start_up_s": round(ready - started, 2),
        "seconds": round(seconds, 2),
        "reports_per_s": round(len(reports) / seconds, 1),
        "tokens_per_s": round(tokens / seconds),
        "slowest_report_s": round(slowest, 3),
        "memory_before_mb": round(before, 1),
        "peak_memory_mb": round(peak_megabytes(), 1),
    }


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; progress goes to stderr."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000, help="how many reports to code (default 1000)")
    parser.add_argument(
        "--reader", choices=("auto", "rules", "neural"), default="auto", help="who reads (default auto)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    if options.reports < 1:
        parser.error("--reports: give a number of at least 1")
    figures = measure(list(many_reports(options.reports)), options.reader)
    if options.json:
        print(json.dumps(figures, indent=1))
    else:
        print("Coding, one process")
        for name, figure in figures.items():
            print(f"  {name:18} {figure:>10,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
