"""Print the figures of the own gold, of the corpus's held-out part, and of more folders of gold when given.

Then hold those of the own gold to their floors.

python -m evals.run [--reader rules] [FOLDER ...]

Floors hold for the reader that Sayso uses by default, so that with --reader they are not asked.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evals import gate
from sayso.errors import UsageError
from sayso.evaluate.claims import evaluate, score
from sayso.evaluate.gold import load_gold
from sayso.model import CodedReport, Report
from sayso.pipeline.code import Coder

CORPUS = Path(__file__).parent / "corpus"


def held_out(code: Callable[[Report], CodedReport]) -> dict[str, Any]:
    """The figures of the clusters of the Sayso corpus that nothing was made or trained on."""
    names = set(json.loads((CORPUS / "split.json").read_text(encoding="utf-8"))["held_out"])
    clusters = tuple(c for c in load_gold(CORPUS / "clusters") if c.cluster_id in names)
    coded = {r.report_id: code(r.report()) for c in clusters for r in c.reports}
    return score(clusters, coded).as_dict()


def main(arguments: list[str]) -> int:
    """Evaluate; 1 when a figure of the own gold is below its floor or a folder holds no gold."""
    parser = argparse.ArgumentParser(description="Print the figures of gold folders; hold those of the own to floors.")
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--reader", choices=("auto", "neural", "rules"))
    given = parser.parse_args(arguments)
    code = Coder(reader=given.reader or "auto").code
    status = 0
    for folder in (gate.CLUSTERS, *given.folders):
        try:
            figures = evaluate(folder, code).as_dict()
        except UsageError as error:
            print(error, file=sys.stderr)
            status = 1
            continue
        print(json.dumps({"suite": "claims", "gold": str(folder), **figures}, indent=1))
    print(json.dumps({"suite": "claims", "gold": f"{CORPUS}, held out", **held_out(code)}, indent=1))
    return status if given.reader else gate.main(["--check"]) or status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
