"""Resolve the quotes of the gold clusters to code-point spans, and check what an annotator can get wrong.

An annotator writes quotes; this fills in `chain_spans`, `cue_spans`, `content_spans` and each facet's `span` beside
them, in place. A quote that occurs more than once names its occurrence: "the base@2".

    python evals/build.py            write the spans
    python evals/build.py --check    fail when a file is not up to date
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.model import COUNT_SLOTS, EventType, Irrealis, Slot, Value

CLUSTERS = Path(__file__).parent / "gold" / "clusters"
ORIGINS = (
    "retold in our own words",
    "own words, real incident",
    "own words, invented incident",
    "own words, no incident",
)
RELATIONS = ("contradicts", "corroborates", "refines", "updates", "same_origin")
COUNT_OPS = ("=", ">=", ">", "<=", "<", "~")
STANCES = ("claimed", "denied", "accused")
_NUMBERED = re.compile(r"(?s)(.*)@(\d+)")


@dataclass(slots=True)
class Problems:
    """What is wrong in one file, each with the claim it is wrong in."""

    found: list[str] = field(default_factory=list)

    def add(self, where: str, what: str) -> None:
        """Note one fault."""
        self.found.append(f"{where}: {what}")


def build(cluster: dict[str, Any]) -> tuple[dict[str, Any], Problems]:
    """The cluster with every quote resolved, and all faults found on the way."""
    problems = Problems()
    incidents = {incident["id"] for incident in cluster["incidents"]}
    for incident in cluster["incidents"]:
        if incident["type"] not in set(EventType):
            problems.add(incident["id"], f"unknown event type {incident['type']!r}")
    known: set[str] = set()
    for report in cluster["reports"]:
        if report.get("text_origin") not in ORIGINS:
            problems.add(report["report_id"], f"text_origin must be one of {ORIGINS}")
        for claim in report["claims"]:
            where = f"{report['report_id']}/{claim['id']}"
            if where in known:
                problems.add(where, "this id is taken twice")
            known.add(where)
            if claim["event"] not in incidents | {"other"}:
                problems.add(where, f"event {claim['event']!r} is no incident of the cluster")
            _resolve(claim, report["text"], where, problems)
            _check(claim, where, problems)
    for relation in cluster.get("relations", []):
        if relation["type"] not in RELATIONS or not {relation["a"], relation["b"]} <= known:
            problems.add(f"relation {relation['a']} - {relation['b']}", "unknown type or claim")
    return cluster, problems


def _resolve(claim: dict[str, Any], text: str, where: str, problems: Problems) -> None:
    def spans(quotes: list[str]) -> list[list[int]]:
        return [_find(text, quote, where, problems) for quote in quotes]

    claim["chain_spans"] = [spans(level) for level in claim["chain"]]
    claim["cue_spans"] = spans(claim["cue"])
    claim["content_spans"] = spans(claim["content"])
    for facet in claim["facets"]:
        facet["span"] = _find(text, facet["quote"], where, problems)


def _find(text: str, quote: str, where: str, problems: Problems) -> list[int]:
    words, occurrence = quote, 1
    numbered = _NUMBERED.fullmatch(quote)
    if numbered and numbered[1] in text:
        words, occurrence = numbered[1], int(numbered[2])
    starts = list(_occurrences(text, words))
    if len(starts) < occurrence or not words:
        problems.add(where, f"quote is not in the text: {quote!r}")
        return [0, 0]
    if len(starts) > 1 and not numbered:
        problems.add(where, f"quote occurs {len(starts)} times, say which with @: {quote!r}")
    return [starts[occurrence - 1], starts[occurrence - 1] + len(words)]


def _occurrences(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _check(claim: dict[str, Any], where: str, problems: Problems) -> None:
    if claim["value"] not in set(Value):
        problems.add(where, f"unknown value {claim['value']!r}")
    if claim.get("irrealis") not in {None, *Irrealis}:
        problems.add(where, f"unknown irrealis {claim['irrealis']!r}")
    if not claim["content"]:
        problems.add(where, "a claim needs content")
    for facet in claim["facets"]:
        slot, value = facet["slot"], facet["value"]
        if slot not in set(Slot):
            problems.add(where, f"unknown slot {slot!r}")
        elif slot in COUNT_SLOTS and not (isinstance(value, dict) and value.get("op") in COUNT_OPS and "n" in value):
            problems.add(where, f"{slot}: a count is {{op, n}}, not {value!r}")
        elif slot == Slot.EVENT_TYPE and value not in set(EventType):
            problems.add(where, f"unknown event type {value!r}")
        elif slot == Slot.RESPONSIBILITY and not (isinstance(value, dict) and value.get("stance") in STANCES):
            problems.add(where, f"responsibility is {{stance, party}}, not {value!r}")


def render(cluster: dict[str, Any]) -> str:
    """JSON with a line for each claim and relation, so that a change of one shows as one line."""
    head = {k: v for k, v in cluster.items() if k not in {"reports", "relations"}}
    reports = [_render_report(report) for report in cluster["reports"]]
    relations = [_line(relation) for relation in cluster.get("relations", [])]
    return (
        json.dumps(head, ensure_ascii=False, indent=1)[:-2]
        + ',\n "reports": [\n'
        + ",\n".join(reports)
        + '\n ],\n "relations": [\n'
        + ",\n".join(f"  {relation}" for relation in relations)
        + "\n ]\n}\n"
    )


def _render_report(report: dict[str, Any]) -> str:
    head = "".join(f"   {_line(k)}: {_line(v)},\n" for k, v in report.items() if k != "claims")
    claims = ",\n".join(f"    {_line(claim)}" for claim in report["claims"])
    return f'  {{\n{head}   "claims": [\n{claims}\n   ]\n  }}'


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def main(arguments: list[str] | None = None) -> int:
    """Build or check all clusters; 0 = all well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=CLUSTERS, help="folder of clusters")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file would change")
    options = parser.parse_args(arguments)
    faults = reports = claims = 0
    for file in sorted(options.folder.glob("*.json")):
        before = file.read_text(encoding="utf-8")
        cluster, problems = build(json.loads(before))
        reports += len(cluster["reports"])
        claims += sum(len(report["claims"]) for report in cluster["reports"])
        after = render(cluster)
        for problem in problems.found:
            print(f"{file.name}: {problem}", file=sys.stderr)
        faults += len(problems.found)
        if after != before and options.check:
            print(f"{file.name}: not up to date; run python evals/build.py", file=sys.stderr)
            faults += 1
        elif after != before and not problems.found:
            file.write_text(after, encoding="utf-8")
    print(f"{reports} reports, {claims} claims, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
