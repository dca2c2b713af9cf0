"""How much of coding is the neural reader itself: the same reports, read by the model alone and coded as a whole.

The ratio is the time of the model alone over the time of the whole `code`; 1.0 would mean that all else is free.

python bench/reader_speed.py [--reports 200] [--threads 1,2] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
import time

from code_speed import peak_megabytes
from reports import many_reports

from sayso.model import Document, Report
from sayso.neural import NeuralReader, find_bundle
from sayso.pipeline.code import Coder
from sayso.pipeline.stages import default_stages
from sayso.text import segment


def measure(reports: list[Report], threads: int) -> dict[str, float]:
    """Seconds of the model alone and of the whole coding, report by report, on so many threads."""
    reader = NeuralReader(threads=threads)
    coder = Coder(default_stages(reader))
    coder.code(reports[0])
    documents = [segment(Document(report)) for report in reports]
    started = time.perf_counter()
    for number, doc in enumerate(documents, start=1):
        reader.read([doc.text], [[s.span for s in doc.sentences]])
        print(f"\rmodel alone {number}/{len(reports)}  ", end="", file=sys.stderr, flush=True)
    alone = time.perf_counter() - started
    started = time.perf_counter()
    for number, report in enumerate(reports, start=1):
        coder.code(report)
        print(f"\rwhole coding {number}/{len(reports)}  ", end="", file=sys.stderr, flush=True)
    whole = time.perf_counter() - started
    print(file=sys.stderr)
    return {
        "threads": threads,
        "reports": len(reports),
        "model_alone_s": round(alone, 2),
        "whole_code_s": round(whole, 2),
        "ratio": round(alone / whole, 2),
        "reports_per_s": round(len(reports) / whole, 1),
        "peak_memory_mb": round(peak_megabytes(), 1),
    }


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; says so and ends well where no model is installed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=200, help="how many reports (default 200)")
    parser.add_argument("--threads", default="1,2", help="numbers of threads, comma-separated (default 1,2)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    if options.reports < 1:
        parser.error("--reports: give a number of at least 1")
    if find_bundle() is None:
        print("No neural reader is installed; nothing to compare.")
        return 0
    reports = list(many_reports(options.reports))
    rows = [measure(reports, int(threads)) for threads in options.threads.split(",")]
    if options.json:
        print(json.dumps(rows, indent=1))
    else:
        print("The neural reader within coding")
        for name in rows[0]:
            print(f"  {name:16}" + "".join(f"{row[name]:>10}" for row in rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
