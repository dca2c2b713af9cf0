"""A ledger of any size to look at: two invented reports, read for real, and their incident, repeated with other names.

Reports differ in id, publisher, title and words; incidents in type, day and place. One in twenty has no time, and one
in twenty no place; on the toll all sources differ, and one claim in fifty was read with doubt. Both texts are read once
and their claims repeated, as reading 20,000 reports takes an hour. Rows are written by the thousand: storing report by
report, as `Ledger.store` does, takes a quarter of an hour.
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from sqlalchemy import insert

from sayso.ledger import Ledger
from sayso.ledger.connect import connect
from sayso.ledger.ledger import CODER
from sayso.ledger.rows import Row, coding_rows, report_row
from sayso.ledger.schema import metadata
from sayso.ledger.writer import now
from sayso.model import ClaimRef, CodedReport, EventType, Incident, IncidentPlace, Report, TimeSpan
from sayso.model.codec import encode
from sayso.pipeline.code import Coder
from sayso.pipeline.rebuild import rebuild

SEED = 20261125
TEXTS = (
    "Three people were killed and nine injured when rockets hit the market in Kirkuk on Monday, a police"
    " officer said. The mayor blamed the Western Front. The army denied that its troops had fired.",
    "Five people were killed in the rocket attack on a market in Kirkuk on Monday, a hospital official told the Post."
    " The Western Front claimed responsibility for the attack in a statement.",
)
CLAIMS = 10  # of each report
DOUBTED = 0.02  # share of claims that were read with doubt
AT_ONCE = 1000  # reports
PLACES = 3000
WORDS = (
    "bridge", "depot", "river", "convoy", "school", "camp", "checkpoint", "pipeline", "village", "harbour", "airport",
)  # fmt: skip
ACTORS = tuple(f"{word} brigade" for word in WORDS)


def make(path: Path | str, incidents: int) -> None:
    """Write the ledger."""
    dice = random.Random(SEED)
    pair, told = _read()
    with Ledger.open(path) as ledger:
        store(path, (coded for number in range(incidents) for coded in _reports(number, pair, dice)))
        made = [_incident(number, told, pair, dice) for number in range(incidents)]
        ledger.keep(made, redirects={}, state=ledger.state())


def store(path: Path | str, coded_reports: Iterable[CodedReport]) -> None:
    """Add reports, all new, to a new ledger: the rows that `Ledger.store` writes, many at once."""
    stored_at = now()
    engine = connect(str(path))
    numbered = enumerate(coded_reports, start=1)
    while batch := list(islice(numbered, AT_ONCE)):
        together: dict[str, list[Row]] = {}
        for number, coded in batch:
            raw = encode(coded)
            written = {"report_seq": number, "digest": hashlib.sha256(raw).hexdigest(), "coder": CODER}
            together.setdefault("reports", []).append(
                report_row(coded.report) | {"seq": number, "revision": 1, "stored_at": stored_at}
            )
            together.setdefault("codings", []).append(
                written | {"id": number, "coded": raw.decode(), "stored_at": stored_at}
            )
            together.setdefault("heads", []).append(
                {"report_id": coded.report.id, "coding_id": number, "first_seq": number}
            )
            for table, rows in coding_rows(coded, number):
                together.setdefault(table.name, []).extend(rows)
        with engine.begin() as connection:
            for name, rows in together.items():
                connection.execute(insert(metadata.tables[name]), rows)
        print(f"  {batch[-1][0]:,} reports stored", file=sys.stderr)
    engine.dispose()


def _read() -> tuple[tuple[CodedReport, ...], Incident]:
    """Both reports coded, with just as many claims as wanted, and their incident."""
    coder = Coder(reader="rules")
    with Ledger.open("sqlite://") as ledger:
        for number, text in enumerate(TEXTS):
            ledger.store(coder.code(Report.of(text, id=f"r{number}", published="2024-04-23", publisher="Post")))
        rebuild(ledger)
        told = max(ledger.incidents(), key=lambda incident: len(incident.reports))
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
        doubted = tuple(replace(c, score=0.4) if dice.random() < DOUBTED else c for c in coded.claims)
        yield replace(coded, report=report, sources=named, claims=doubted)


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
