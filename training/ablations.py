"""What each corpus and each head is worth: short trainings, alike but for what is left out.

All runs start from the starting weights, see the same number of steps and are scored with the thresholds of the shipped
bundle, so their figures compare with each other and not with those of the shipped weights, which trained far longer.
The heads of slots have hardly begun to learn by then; no figure of theirs is kept.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from .__main__ import BUNDLE, LATE, starting_weights, step

ATTRIBUTION_ONLY = ("slots", "types", "mentions", "values", "propositions", "fillers")
ABLATIONS: dict[str, tuple[str, ...]] = {
    "everything": (),
    "attribution heads only": ATTRIBUTION_ONLY,
    "without PolNeAR": ("polnear",),
    "without our own reports": ("own",),
    "without WikiEvents, RAMS, MUC-4, re3d": ("wikievents", "rams", "muc4", "re3d"),
}


def ablate(name: str, packed: Path, corpora: Path, work: Path, steps: int, threads: int) -> dict[str, Any]:
    """Train, export and score one of `ABLATIONS`; returns the figures of `training.score`."""
    weights = starting_weights()
    checkpoint, bundle = work / f"{name.replace(' ', '-')}.pt", work / "bundle"
    without = ("--without", "ecbplus", *sorted(LATE), *ABLATIONS[name])  # heads that are learned later, alone
    step("train", packed, weights, checkpoint, "--steps", steps, "--threads", threads, *without)
    shutil.rmtree(bundle, ignore_errors=True)
    config = json.loads((BUNDLE / "config.json").read_text(encoding="utf-8"))
    tuned = json.dumps({part: config[part] for part in ("thresholds", "calibration")})
    step("export", weights, checkpoint, bundle, "--version", "0", "--tuned", tuned)
    checkpoint.with_suffix(".state").unlink(missing_ok=True)
    return json.loads(step("score", bundle, corpora))  # type: ignore[no-any-return]


def row(name: str, figures: dict[str, Any]) -> dict[str, Any]:
    """The figures that the card tells of one run, in per cent."""
    clusters = figures["clusters"]
    return {
        "run": name,
        "PolNeAR dev F1": figures["polnear.dev"]["attribution"]["f1"],
        "PolNeAR dev exact content": figures["polnear.dev"]["exact_content"],
        "GUM news F1": figures["gum_news"]["attribution"]["f1"],
        "clusters dev F1": clusters["claim_attributions"]["attribution"]["f1"],
        "values accuracy": clusters["values"]["accuracy"],
    }


def main() -> None:
    """Run every ablation that has no row yet, and keep the rows in a file."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("packed", type=Path)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path, help="JSON file of the rows")
    parser.add_argument("--work", type=Path, default=Path("out/ablations"))
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    rows = json.loads(given.out.read_text(encoding="utf-8"))["rows"] if given.out.exists() else []
    for name in ABLATIONS:
        if any(r["run"] == name for r in rows):
            continue
        sys.stderr.write(f"{name} …\n")
        rows.append(row(name, ablate(name, given.packed, given.corpora, given.work, given.steps, given.threads)))
        given.out.write_text(json.dumps({"steps": given.steps, "rows": rows}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
