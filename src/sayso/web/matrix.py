"""The claims matrix as a page shows it: facts as rows, independent source chains as columns, each cell linked to words.

The letters are those of the findings. A letter that stands in several columns is agreement; the sign of the row says in
a word whether the sources agree, so that nothing hangs on colour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..ledger import fold
from ..model import (
    Claim,
    ClaimRef,
    CodedReport,
    Count,
    Finding,
    FindingStatus,
    FindingValue,
    Incident,
    Judgement,
    Place,
    Reliability,
    Slot,
)
from ..resolve import SourceChain
from ..wording import CERTAINTY, letters, value_words, words
from .render import report_url

OPEN_LINES = 3  # values of one cell that are shown before one asks for more


@dataclass(frozen=True, slots=True)
class Line:
    """One value as a source gives it: `letter` as in the findings, `denied` when it says that it is not so."""

    letter: str
    denied: bool
    shared: bool  # other columns hold this value as well
    against: bool  # the fact is contested, and others deny this value or hold another one
    said: str
    code: str
    certainty: str
    url: str


@dataclass(frozen=True, slots=True)
class Column:
    """An independent source chain: what it is called, whether it has a page, and the outlets that carry it."""

    label: str
    has_page: bool
    outlets: tuple[str, ...]
    grade: Reliability | None


@dataclass(frozen=True, slots=True)
class Row:
    """A fact, and what each chain says of it."""

    finding: Finding
    cells: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole of it; `columns` and the cells of every row are in the same order."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def matrix(
    incident: Incident,
    coded: Mapping[str, CodedReport],
    chains: Sequence[SourceChain],
    grades: Mapping[str, Judgement] | None = None,
) -> Matrix:
    """The matrix of an incident; chains that say most come first, chains that say nothing are left out.

    Args:
        grades: what people hold of sources, by folded name.
    """
    claims = {(report_id, c.id): c for report_id, report in coded.items() for c in report.claims}
    facts = {ref for f in incident.findings for v in f.values for ref in (*v.claims, *v.denied_by)}
    telling = sorted((c for c in chains if c.claims & facts), key=lambda c: -len(c.claims & facts))
    names = {s.name for report in coded.values() for s in report.sources}
    judged = grades or {}
    columns = tuple(
        Column(c.label, c.label in names, outlets(c, coded), j.grade if (j := judged.get(fold(c.label))) else None)
        for c in telling
    )
    return Matrix(columns, tuple(row(f, telling, claims) for f in incident.findings))


def outlets(chain: SourceChain, coded: Mapping[str, CodedReport]) -> tuple[str, ...]:
    """Who printed what the chain says, when it is not the chain itself."""
    reports = (coded[report_id].report for report_id in sorted({r for r, _ in chain.claims}) if report_id in coded)
    return tuple(dict.fromkeys(name for r in reports if (name := r.publisher or r.id) != chain.label))


def row(finding: Finding, chains: Sequence[SourceChain], claims: Mapping[ClaimRef, Claim]) -> Row:
    """One fact over all columns."""
    held = Counter(
        letter
        for chain in chains
        for letter, value in zip(letters(len(finding.values)), finding.values, strict=True)
        if any(ref in chain.claims for ref in value.claims)
    )
    return Row(finding, tuple(cell(finding, chain, claims, held) for chain in chains))


def cell(
    finding: Finding, chain: SourceChain, claims: Mapping[ClaimRef, Claim], held: Mapping[str, int]
) -> tuple[Line, ...]:
    """What one chain says of one slot, each value once for every certainty that it is given."""
    lines: list[Line] = []
    for letter, value in zip(letters(len(finding.values)), finding.values, strict=True):
        for denied, refs in ((False, value.claims), (True, value.denied_by)):
            told = [(ref, claims[ref]) for ref in refs if ref in chain.claims and ref in claims]
            for ref, claim in {(c.value, c.irrealis): (r, c) for r, c in reversed(told)}.values():
                against = finding.status is FindingStatus.CONTESTED and (
                    denied or bool(value.denied_by) or len([v for v in finding.values if v.claims]) > 1
                )
                shared = not denied and held.get(letter, 0) > 1
                made = line(letter, finding.slot, value, (ref, claim), denied=denied, shared=shared)
                lines.append(replace(made, against=against))
    return tuple(lines)


def line(
    letter: str, slot: Slot, value: FindingValue, told: tuple[ClaimRef, Claim], *, denied: bool, shared: bool
) -> Line:
    """One value of one claim; a place without its degrees."""
    ref, claim = told
    said = value.value.name if isinstance(value.value, Place) else value_words(value.value)
    return Line(
        letter=letter,
        denied=denied,
        shared=shared,
        against=False,
        said=said,
        code=claim.value.value,
        certainty=certainty_words(claim, value),
        url=report_url(ref[0], ref[1], slot),
    )


def certainty_words(claim: Claim, value: FindingValue | None = None) -> str:
    """How far the source commits itself, with the way in which the claim is not (yet) real: `possible, plan`."""
    none = value is not None and isinstance(value.value, Count) and value.value.n == 0 and claim.value.sign == "-"
    said = "certain: none" if none else CERTAINTY[claim.value]  # "nobody was hurt" is CT- and means the zero
    return f"{said}, {words(claim.irrealis.value)}" if claim.irrealis else said
