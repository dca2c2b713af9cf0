"""Hold the figures of the project's own gold to floors that only rise.

    python evals/gate.py             print every guarded figure beside its floor
    python evals/gate.py --check     the same, and fail when a figure is below its floor by more than the tolerance
    python evals/gate.py --update    raise floors to the figures of today; refuses to lower any

Floors stand in floors.json, by suite and figure; `ceilings` are counts of errors, which only fall. A figure may miss
its floor by `TOLERANCE` points, so that a change that moves one borderline claim of thousands is no alarm.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sayso.evaluate.claims import evaluate
from sayso.model import CodedReport, Report
from sayso.pipeline.code import Coder

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
CLUSTERS = HERE / "gold" / "clusters"
TOLERANCE = 0.3  # points
MIN_GOLD = 50  # facts; the F1 of a rarer slot jumps by points with a single fact
GUARDED = (
    "attributed_fact_f1",
    "claim_f1",
    "claim_precision",
    "source_accuracy",
    "source_accuracy_attributed",
    "chain_depth_accuracy",
    "content_exact",
    "value_accuracy",
    "value_macro_f1",
)
CEILINGS = ("speaker_as_actor",)

Bounds = dict[str, dict[str, dict[str, float]]]
"""Suite -> "floors" | "ceilings" -> figure -> number."""


def measure(code: Callable[[Report], CodedReport], clusters: Path = CLUSTERS) -> Bounds:
    """The guarded figures of today, in the shape of floors.json."""
    figures = evaluate(clusters, code).as_dict()
    slots = {f"slot {slot}": row["f1"] for slot, row in figures["slots"].items() if row["gold"] >= MIN_GOLD}
    return {
        "claims": {
            "floors": {name: figures[name] or 0.0 for name in GUARDED} | {k: v or 0.0 for k, v in slots.items()},
            "ceilings": {name: figures[name] for name in CEILINGS},
        }
    }


def broken(bounds: Bounds, figures: Bounds) -> list[str]:
    """Each bound that the figures break, in words; a guarded figure that is gone counts as broken."""
    found = []
    for suite, figure, kind, bound in _each(bounds):
        now = figures.get(suite, {}).get(kind, {}).get(figure)
        if now is None:
            found.append(f"{suite}: {figure} is guarded but was not measured")
        elif kind == "floors" and now < bound - TOLERANCE:
            found.append(f"{suite}: {figure} is {now}, below its floor of {bound}")
        elif kind == "ceilings" and now > bound:
            found.append(f"{suite}: {figure} is {now}, above its ceiling of {bound}")
    return found


def tightened(bounds: Bounds, figures: Bounds) -> Bounds:
    """The bounds with every figure that got better as its new bound; none gets looser, and new figures join."""
    result: Bounds = {suite: {kind: dict(rows) for kind, rows in kinds.items()} for suite, kinds in bounds.items()}
    for suite, figure, kind, now in _each(figures):
        rows = result.setdefault(suite, {}).setdefault(kind, {})
        better = max if kind == "floors" else min
        rows[figure] = better(rows.get(figure, now), now)
    return result


def _each(bounds: Bounds) -> list[tuple[str, str, str, float]]:
    return [
        (suite, figure, kind, bound)
        for suite, kinds in bounds.items()
        for kind, rows in kinds.items()
        for figure, bound in rows.items()
    ]


def load_bounds(path: Path) -> Bounds:
    """The stored bounds; none yet when the file does not exist."""
    if not path.exists():
        return {}
    stored: Bounds = json.loads(path.read_text(encoding="utf-8"))
    return stored


def table(bounds: Mapping[str, Any], figures: Bounds) -> str:
    """The figures as text: suite, figure, today, bound."""
    lines = [f"{'suite':8} {'figure':28} {'today':>7} {'bound':>7}"]
    for suite, figure, kind, now in _each(figures):
        bound = bounds.get(suite, {}).get(kind, {}).get(figure)
        sign = "" if bound is None else ">=" if kind == "floors" else "<="
        lines.append(f"{suite:8} {figure:28} {now:7} {sign:>3}{'-' if bound is None else bound:>5}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print, check or update; 0 = no bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="fail when a bound is broken")
    mode.add_argument("--update", action="store_true", help="tighten the bounds to the figures of today")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="file of the bounds")
    parser.add_argument("--gold", type=Path, default=CLUSTERS, help="folder of gold clusters")
    options = parser.parse_args(arguments)
    bounds, figures = load_bounds(options.floors), measure(Coder().code, options.gold)
    print(table(bounds, figures))
    if not bounds:
        print(f"{options.floors}: no floors yet; run python evals/gate.py --update", file=sys.stderr)
    faults = broken(bounds, figures)
    for fault in faults:
        print(fault, file=sys.stderr)
    if options.update:
        # A broken bound stays as it is: lowering one is a decision that a person makes and writes down.
        new = json.dumps(tightened(bounds, figures), indent=1) + "\n"
        options.floors.write_text(new, encoding="utf-8")
        for fault in faults:
            print(f"not lowered: {fault}", file=sys.stderr)
    return 1 if faults and (options.check or options.update) else 0


if __name__ == "__main__":
    sys.exit(main())
