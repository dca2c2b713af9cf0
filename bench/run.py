"""Run every benchmark, each in a process of its own, so that one's memory does not show in another's.

python bench/run.py [--quick]
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
BENCHMARKS = (
    ("code_speed.py", "--reports", "100"),
    ("text_growth.py", "--words", "1000"),
    ("ingest_speed.py", "--sizes", "30,100"),
    ("growth.py", "--to", "200", "--base", "10", "--more", "2"),
    ("gazetteer_lookup.py", "--names", "400"),
    ("desk.py", "--incidents", "500", "--rounds", "3"),
)


def main(arguments: list[str]) -> int:
    """Run all; the first failure ends it with its exit code."""
    quick = "--quick" in arguments
    for script, *small in BENCHMARKS:
        done = subprocess.run([sys.executable, str(HERE / script), *(small if quick else [])], check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
