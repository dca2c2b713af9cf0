"""A ledger of any size to look at: two invented reports, read for real, and their incident, repeated with other names.

Reports differ in id, publisher, title and words; incidents in type, day and place. One in twenty has no time, and one
in twenty no place. Both texts are read once and their claims repeated, as reading 20,000 reports takes an hour.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sayso.ledger import Ledger
from sayso.model import ClaimRef, CodedReport, EventType, Incident, IncidentPlace, Report, TimeSpan
from sayso.pipeline.code import Coder
from sayso.pipeline.rebuild import rebuild

SEED = 20261125
TEXTS = (
    "At least three people were killed and nine injured when rockets hit the market in Kirkuk on Monday, a police"
    " officer said. The mayor blamed the Western Front. The army denied that its troops had fired.",
    "Five people were killed in the rocket attack on a market in Kirkuk on Monday, a hospital official told the Post."
    " The Western Front claimed responsibility for the attack in a statement.",
)
CLAIMS = 10  # of each report
PLACES = 3000
WORDS = (
    "bridge", "depot", "river", "convoy", "school", "camp", "checkpoint", "pipeline", "village", "harbour", "airport",
)  # fmt: skip
ACTORS = tuple(f"{word} brigade" for word in WORDS)


def make(path: Path, incidents: int) -> None:
    """Write the ledger."""
    dice = random.Random(SEED)
    pair, told = _read()
    with Ledger.open(path) as ledger:
        for number in range(incidents):
            for coded in _reports(number, pair, dice):
                ledger.store(coded)
            if number % 1000 == 999:
                print(f"  {number + 1:,} incidents of reports stored", file=sys.stderr)
        made = [_incident(number, told, pair, dice) for number in range(incidents)]
        ledger.keep(made, redirects={}, state=ledger.state())


def _read() -> tuple[tuple[CodedReport, ...], Incident]:
    """Both reports coded, with just as many claims as wanted, and their incident."""
    coder = Coder(reader="rules")
    with Ledger.open("sqlite://") as ledger:
        for number, text in enumerate(TEXTS):
            ledger.store(coder.code(Report.of(text, id=f"r{number}", published="2024-04-23", publisher="Post")))
        told = max(rebuild(ledger), key=lambda incident: len(incident.reports))
        pair = tuple(ledger.coded(report_id) for report_id in told.reports)
    return tuple(_filled(coded) for coded in pair), told


def _filled(coded: CodedReport) -> CodedReport:
    """The report with its claims, and copies of them up to the number wanted."""
    claims = [*coded.claims]
    while len(claims) < CLAIMS:
        claims.append(replace(coded.claims[len(claims) % len(coded.claims)], id=f"c{len(claims) + 1}"))
    return replace(coded, claims=tuple(claims[:CLAIMS]), relations=())


def _reports(number: int, pair: tuple[CodedReport, ...], dice: random.Random) -> Iterator[CodedReport]:
    for place, coded in enumerate(pair):
        tail = f" {' '.join(dice.choices(WORDS, k=40))} number {number}."
        text = coded.report.text + tail
        report = Report.of(
            text, id=f"{number}-{place}", title=f"Report {number}", publisher=f"Post {dice.randrange(60)}",
            published="2024-04-23",
        )  # fmt: skip
        named = tuple(replace(s, name=f"{s.name} of {dice.choice(WORDS)}" if dice.random() < 0.3 else s.name)
                      for s in coded.sources)  # fmt: skip
        yield replace(coded, report=report, sources=named)


def _incident(number: int, told: Incident, pair: tuple[CodedReport, ...], dice: random.Random) -> Incident:
    new = {coded.report.id: f"{number}-{place}" for place, coded in enumerate(pair)}
    kept = {coded.report.id: {c.id for c in coded.claims} for coded in pair}

    def moved(refs: tuple[ClaimRef, ...]) -> tuple[ClaimRef, ...]:
        return tuple((new[report], claim) for report, claim in refs if claim in kept[report])

    findings = tuple(
        replace(
            finding,
            values=tuple(
                replace(
                    value,
                    value=dice.choice(ACTORS) if finding.slot.value == "actor" else value.value,
                    claims=moved(value.claims),
                    denied_by=moved(value.denied_by),
                )
                for value in finding.values
            ),
        )
        for finding in told.findings
    )
    day = f"{2010 + number % 15}-{1 + dice.randrange(12):02}-{1 + dice.randrange(28):02}"
    spot = number % PLACES
    where = IncidentPlace(
        "site", f"Place {spot}", (spot * 37 % 11_000) / 100 - 50, (spot * 91 % 34_000) / 100 - 170, 5, "town"
    )
    return replace(
        told,
        id=f"INC-{number:06}",
        type=tuple(EventType)[number % len(EventType)],
        title=f"Rocket attack {number} on the {WORDS[number % len(WORDS)]}",
        time=TimeSpan(day, day, "day") if number % 20 else None,
        places=(where,) if number % 20 != 1 else (),
        reports=tuple(new.values()),
        events=tuple((new[report], event) for report, event in told.events),
        findings=findings,
        related=(),
        drift=(),
    )
