"""Print every figure of the own gold, and of more folders of gold when given; then hold the own ones to their floors.

python -m evals.run [FOLDER ...]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from evals import gate
from sayso.errors import UsageError
from sayso.evaluate.claims import evaluate
from sayso.pipeline.code import Coder


def main(folders: list[str]) -> int:
    """Evaluate; 1 when a figure of the own gold is below its floor or a folder holds no gold."""
    code = Coder().code
    status = 0
    for folder in (gate.CLUSTERS, *map(Path, folders)):
        try:
            figures = evaluate(folder, code).as_dict()
        except UsageError as error:
            print(error, file=sys.stderr)
            status = 1
            continue
        print(json.dumps({"suite": "claims", "gold": str(folder), **figures}, indent=1))
    return gate.main(["--check"]) or status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
