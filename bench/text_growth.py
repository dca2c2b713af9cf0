"""How the time to code one report grows with its length: plain prose, one long paragraph, and text made to be slow.

The exponent is the slope between the two lengths on log scales: 1 = time grows with the length, 2 = with its square.

python bench/text_growth.py [--words 1500] [--limit 1.6] [--json]
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time

from sayso.model import Report
from sayso.pipeline.code import Coder

PIECES = {
    "paragraphs": "Police said three men died in the raid on Sunday.\n\n",
    "one paragraph": "The army said that the town fell and two guards were wounded. ",
    "one sentence": "police said that ",
    "numbers": "5, ",
    "one word": "a",
}
FACTOR = 4


def seconds(coder: Coder, text: str) -> float:
    """Wall time to code one text, the better of two runs."""
    best = math.inf
    for _ in range(2):
        started = time.perf_counter()
        coder.code(Report.of(text))
        best = min(best, time.perf_counter() - started)
    return best


def measure(words: int) -> list[dict[str, float | str]]:
    """One row a piece: time at the short and the long length, and the exponent between them."""
    coder = Coder()
    coder.code(Report.of("Nobody was hurt."))
    rows: list[dict[str, float | str]] = []
    for name, piece in PIECES.items():
        times = max(1, words // (FACTOR * len(piece.split())))
        short, long = seconds(coder, piece * times), seconds(coder, piece * times * FACTOR)
        exponent = math.log(long / short) / math.log(FACTOR)
        rows.append(
            {
                "text": name,
                "characters": len(piece) * times * FACTOR,
                "short_s": round(short, 3),
                "long_s": round(long, 3),
                "exponent": round(exponent, 2),
            }
        )
        print(f"\r{name}: done          ", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return rows


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; exit 1 when an exponent is above the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=6000, help="words of the long text (default 6000)")
    parser.add_argument("--limit", type=float, default=1.6, help="highest exponent that passes (default 1.6)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    if options.words < 100:
        parser.error("--words: give a number of at least 100")
    rows = measure(options.words)
    if options.json:
        print(json.dumps(rows, indent=1))
    else:
        print(f"Growth with the length of one report (limit {options.limit})")
        print(f"  {'text':16}{'characters':>11}{'1/4 s':>9}{'whole s':>9}{'exponent':>10}")
        for row in rows:
            print(
                f"  {row['text']:16}{row['characters']:>11,}{row['short_s']:>9}{row['long_s']:>9}{row['exponent']:>10}"
            )
    return 0 if all(float(row["exponent"]) <= options.limit for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
