"""How fast places are found, in how much memory, and how long a gazetteer takes to compile.

python bench/gazetteer_lookup.py [--pack FOLDER] [--compile] [--names 2000] [--json]

Without --pack the gazetteer of the package is measured; with it, that one with the pack added, in a temporary folder.
Each measure stands beside its limit. Names are drawn from the gazetteer itself, evenly over its places, with the seed
that the script states; a second run over them misspelled shows what a name costs that is not there.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from sayso.gazetteer import Match
from sayso.gazetteer.files import base_file, build_base
from sayso.gazetteer.packs import add
from sayso.gazetteer.store import Gazetteer
from sayso.settings import Settings, load_settings

SEED = 20261125
LIMITS = {"compile_s": 180.0, "open_ms": 100.0, "lookup_median_ms": 3.0, "own_memory_mb": 150.0}
VOWELS = "aeiou"


def megabytes() -> float:
    """Memory of this process in MB (10^6 bytes): what it holds now, or where the system does not tell, its peak."""
    if Path("/proc/self/statm").exists():
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def lookups(path: Path, count: int) -> dict[str, float]:
    """Measure in a process that has done nothing else; own memory is what comes on top of the interpreter."""
    interpreter = megabytes()  # with the modules that the gazetteer needs
    started = time.perf_counter()
    places = Gazetteer(path)
    opened = time.perf_counter() - started
    dice = random.Random(SEED)
    last = places.db.execute("SELECT max(id) FROM place").fetchone()[0]
    drawn = [dice.randint(1, last) for _ in range(count)]
    names = [
        row[0] for n in drawn if (row := places.db.execute("SELECT name FROM place WHERE id = ?", (n,)).fetchone())
    ]
    wrong = [misspelled(name, dice) for name in names]
    exact = timed(lambda name: places.lookup(name), names)
    missed = timed(lambda name: places.lookup(name), wrong)
    fuzzy = timed(lambda name: places.lookup(name, upto=Match.FUZZY), wrong[: count // 4])
    known = timed(places.is_name, [*names, *wrong])
    around = timed(lambda n: places.near(dice.uniform(-50, 60), dice.uniform(-180, 180), 25), range(count // 4))
    return {
        "places": last,
        "file_mb": round(path.stat().st_size / 1e6, 1),
        "open_ms": round(opened * 1000, 1),
        "lookup_median_ms": exact[0],
        "lookup_p95_ms": exact[1],
        "other_spelling_median_ms": missed[0],
        "other_spelling_p95_ms": missed[1],
        "misspelled_median_ms": fuzzy[0],
        "misspelled_p95_ms": fuzzy[1],
        "is_name_median_ms": known[0],
        "near_25_km_median_ms": around[0],
        "interpreter_mb": round(interpreter, 1),
        "own_memory_mb": round(megabytes() - interpreter, 1),
    }


def timed(ask: object, of: object) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    assert callable(ask)
    taken = []
    for each in of:  # type: ignore[attr-defined]
        started = time.perf_counter()
        ask(each)
        taken.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(taken), 4), round(statistics.quantiles(taken, n=20)[-1], 4)


def misspelled(name: str, dice: random.Random) -> str:
    """The name with one letter of its middle changed to a vowel."""
    at = dice.randrange(1, max(2, len(name) - 1))
    return name[:at] + dice.choice(VOWELS) + name[at + 1 :]


def compiled(settings: Settings, pack: Path | None, *, anew: bool) -> dict[str, float]:
    """Compile what has to be compiled, and say how long it took."""
    figures: dict[str, float] = {}
    if anew:
        started = time.perf_counter()
        build_base(settings.gazetteer, "0" * 12, on_progress=show)
        figures["base_compile_s"] = round(time.perf_counter() - started, 1)
        settings.gazetteer.unlink()
    base_file(settings, on_progress=show)
    if pack is not None:
        started, cpu = time.perf_counter(), time.process_time()
        added = add(settings, [pack], on_progress=show)
        figures["compile_s"] = round(time.perf_counter() - started, 1)
        figures["compile_cpu_s"] = round(time.process_time() - cpu, 1)
        figures["rows_set_aside"] = len(added.aside)
    return figures


def show(what: str, share: float, told: set[int] = set()) -> None:  # noqa: B006  what was told last stays
    """Progress on stderr, a line each tenth."""
    tenth = int(share * 10)
    if tenth not in told:
        told.clear()
        told.add(tenth)
        print(f"{share:4.0%} {what}", file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; exit code 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, help="file or folder to add")
    parser.add_argument("--compile", action="store_true", help="time the compiling of the package's own places too")
    parser.add_argument("--names", type=int, default=2000, help="how many names to look up (default 2000)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(cache_dir=load_settings().cache_dir, gazetteer=Path(folder) / "gazetteer.sqlite")
        figures = compiled(settings, options.pack, anew=options.compile)
        path = settings.gazetteer if options.pack else base_file(settings)
        with multiprocessing.get_context("spawn").Pool(1) as alone:
            figures |= alone.apply(lookups, (path, options.names))
    ratios = {name: round(figures[name] / limit, 3) for name, limit in LIMITS.items() if name in figures}
    if options.json:
        print(json.dumps({"figures": figures, "of_limit": ratios}, indent=1))
    else:
        print("Gazetteer" + (" with the pack" if options.pack else " of the package"))
        for name, figure in figures.items():
            print(f"  {name:26} {figure:>14,}" + (f"  = {ratios[name]:.2f} of the limit" if name in ratios else ""))
    return int(any(ratio > 1 for ratio in ratios.values()))


if __name__ == "__main__":
    sys.exit(main())
