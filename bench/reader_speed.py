"""How much of coding is the neural reader itself: the same reports, through the model alone and coded as a whole.

"model alone" is the whole neural reader, from word pieces to layers; "encoder alone" only its large ONNX graph, on the
same windows. The ratios are their time over that of the whole `code`, which reads ahead on more threads than one
(`sayso.pipeline.ahead`); 1.0 would mean that all else is free. Memory is the most that the whole coding held.

python bench/reader_speed.py [--reports 200] [--threads 1,2] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any

from code_speed import peak_megabytes
from reports import many_reports

from sayso.model import Document, Report
from sayso.neural import NeuralReader, find_bundle
from sayso.neural.bundle import Array, Session
from sayso.pipeline.ahead import Begun, ahead
from sayso.pipeline.code import Coder
from sayso.pipeline.stages import default_stages
from sayso.readers import Reading
from sayso.text import segment


class Kept:
    """A session that keeps what it was fed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.feeds: list[dict[str, Array]] = []

    def run(self, output_names: list[str] | None, input_feed: dict[str, Array]) -> list[Array]:
        """What the session gives."""
        self.feeds.append(input_feed)
        return self.session.run(output_names, input_feed)


def measure(reports: list[Report], threads: int) -> dict[str, float]:
    """Seconds of the whole coding, of the model alone and of its encoder alone, on so many threads."""
    reader = NeuralReader(threads=threads)
    coder = Coder(default_stages(reader))
    coder.code(reports[0])
    readings = (Reading(report, (), report.id) for report in reports)
    ends: Iterator[Callable[[], Any]] = (b.code for b in ahead(coder, readings) if isinstance(b, Begun))
    whole = timed("whole coding", len(reports), ends)
    peak = peak_megabytes()

    documents = [segment(Document(report)) for report in reports]
    inputs = [([doc.text], [[s.span for s in doc.sentences]]) for doc in documents]
    alone = timed("model alone", len(reports), (partial(reader.read, *given) for given in inputs))

    kept = Kept(reader.bundle.encoder)
    keeping = NeuralReader(replace(reader.bundle, encoder=kept), threads=1)
    windows = []
    for given in inputs:
        kept.feeds = []
        keeping.read(*given)
        windows.append(kept.feeds)
    with ThreadPoolExecutor(threads) as pool:
        encoder = timed("encoder alone", len(reports), (partial(run_all, pool, kept.session, w) for w in windows))
    return {
        "threads": threads,
        "reports": len(reports),
        "encoder_alone_s": round(encoder, 2),
        "model_alone_s": round(alone, 2),
        "whole_code_s": round(whole, 2),
        "encoder_ratio": round(encoder / whole, 2),
        "model_ratio": round(alone / whole, 2),
        "reports_per_s": round(len(reports) / whole, 1),
        "peak_memory_mb": round(peak, 1),
    }


def run_all(pool: ThreadPoolExecutor, session: Session, feeds: list[dict[str, Array]]) -> None:
    """The windows of one report, side by side as the reader takes them."""
    list(pool.map(partial(session.run, None), feeds))


def timed(what: str, count: int, calls: Iterator[Callable[[], Any]]) -> float:
    """Seconds that the calls take, with what is done to get at each; progress goes to stderr."""
    started = time.perf_counter()
    for number, call in enumerate(calls, start=1):
        call()
        print(f"\r{what} {number}/{count}  ", end="", file=sys.stderr, flush=True)
    seconds = time.perf_counter() - started
    print(file=sys.stderr)
    return seconds


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
