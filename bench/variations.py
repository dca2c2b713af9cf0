"""Reports in any number for a ledger that is to grow: articles that were coded once, varied.

Each variation has another id, other days, place names and coordinates moved, so that it tells of happenings of its own.
Coded reports are held as compressed JSON, so that thousands of them do not show in what a ledger needs of memory, and
may be kept in a file: coding takes longer than most of what is measured with them.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from reports import sample_reports

from sayso.model import Claim, CodedReport, Facet, FacetValue, Place, Report, TimeSpan
from sayso.model.codec import decode_coded, encode
from sayso.pipeline.code import Coder
from sayso.pipeline.fingerprint import fingerprint

SPREAD_DAYS = 3_000  # over which the variations lie: more than eight years of reports
SHIFTS = "bcdfghjklmnprstvz"


@dataclass(frozen=True, slots=True)
class Base:
    """Coded reports to vary; `coding_ms` is what coding one of them took, None when it was done before."""

    held: tuple[bytes, ...]
    coding_ms: float | None = None

    def __len__(self) -> int:
        return len(self.held)

    def __getitem__(self, number: int) -> CodedReport:
        return decode_coded(zlib.decompress(self.held[number]))


def base_reports(count: int, articles: Path | None, kept: Path | None = None) -> Base:
    """The reports that are varied, as the installed version codes them.

    Args:
        articles: a file of stories, of which the first articles are taken; None for the bundled samples.
        kept: a file of coded reports, read when it holds these and written when it does not.
    """
    reports = list(_articles(articles, count)) if articles else sample_reports()[:count]
    coder = Coder()
    heading = f"{fingerprint(coder)} {[(report.id, report.sha256) for report in reports]}".encode()
    if kept is not None and kept.exists():
        with gzip.open(kept) as lines:
            known, *raw = lines.read().splitlines()
        if known == heading:
            return Base(tuple(zlib.compress(line) for line in raw))
    coded = Base(*_coded(coder, reports))
    if kept is not None:
        with gzip.open(kept, "wb") as file:
            file.write(b"\n".join((heading, *map(zlib.decompress, coded.held))))
    return coded


def _coded(coder: Coder, reports: Sequence[Report]) -> tuple[tuple[bytes, ...], float]:
    coder.code(reports[0])
    started = time.process_time()
    coded = []
    for number, report in enumerate(reports, 1):
        coded.append(zlib.compress(encode(coder.code(report))))
        print(f"\rcoding {number} of {len(reports)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return tuple(coded), 1000 * (time.process_time() - started) / len(reports)


def articles_of_the_material() -> Path | None:
    """The stories of SAYSO_MATERIAL; None when it is not set."""
    material = os.environ.get("SAYSO_MATERIAL")
    return Path(material) / "corpora" / "events" / "gva.jsonl.gz" if material else None


def _articles(path: Path, count: int) -> Iterator[Report]:
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        number = 0
        for row in map(json.loads, rows):
            for doc in row["docs"]:
                yield Report.of(doc["text"], id=doc["doc_id"], title=doc.get("title"), published=doc.get("date"))
                number += 1
                if number == count:
                    return


def variations(base: Base, count: int, start: int = 0) -> Iterator[CodedReport]:
    """`count` reports from number `start` on; the same number is the same report on every machine."""
    for number in range(start, start + count):
        turn, place = divmod(number, len(base))
        yield vary(base[place], turn)


def vary(coded: CodedReport, turn: int) -> CodedReport:
    """The report as of other days, at places of other names elsewhere; characters keep their positions."""
    days = timedelta(days=(turn * 37) % SPREAD_DAYS)
    names = {
        word for c in coded.claims for f in c.facets if isinstance(f.value, Place) for word in f.value.name.split()
    }
    table = {word: _renamed(word, turn) for word in sorted(names) if word[:1].isupper() and len(word) > 3}

    def moved(value: FacetValue) -> FacetValue:
        match value:
            case TimeSpan():
                return replace(value, start=_later(value.start, days), end=_later(value.end, days))
            case Place():
                lat = None if value.lat is None else max(-80.0, min(80.0, value.lat + (turn % 41) * 0.5 - 10))
                lon = None if value.lon is None else (value.lon + (turn % 53) * 0.7 + 180) % 360 - 180
                return replace(value, name=_rename(value.name, table), lat=lat, lon=lon, geonameid=None)
            case str():
                return _rename(value, table)
        return value

    def claim(told: Claim) -> Claim:
        return replace(told, facets=tuple(Facet(f.slot, f.span, moved(f.value)) for f in told.facets))

    old = coded.report
    report = Report.of(
        _rename(old.text, table),
        id=f"{old.id}-{turn}",
        title=old.title,
        publisher=old.publisher,
        published=_later(old.published, days),
    )
    return replace(coded, report=report, claims=tuple(claim(c) for c in coded.claims))


def _renamed(word: str, turn: int) -> str:
    """The word with its consonants moved on, so that it has the same length and sounds otherwise."""
    return "".join(SHIFTS[(SHIFTS.index(c) + turn) % len(SHIFTS)] if c in SHIFTS else c for c in word)


def _rename(text: str, table: dict[str, str]) -> str:
    for old, new in table.items():
        text = text.replace(old, new)
    return text


def _later(moment: str | None, by: timedelta) -> str | None:
    if moment is None:
        return None
    try:
        return f"{date.fromisoformat(moment[:10]) + by}{moment[10:]}"
    except ValueError:
        return moment
