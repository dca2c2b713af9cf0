"""`sayso show`: one incident with findings, claims matrix and evidence; or one report, claim or source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import click
from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from ..errors import NotFoundError
from ..ledger import Ledger, Shown, ShownClaim, ShownSource
from ..model import CodedReport, Incident
from ..resolve import source_chains
from ..resolve.weighing import weigh
from ..settings import Settings
from .filters import as_of_option, heirs, ledger_at, since_then
from .incident_view import print_incident
from .judging import (
    grade_of,
    judgements_about,
    judgements_table,
    reliability_table,
    reliability_words,
    source_names,
)
from .options import format_option, ledger_option
from .output import write_json
from .report_view import print_claim, print_report
from .shelf import open_existing
from .source_view import print_source
from .terminal import console, say, show
from .weight_view import record_of, record_parts, weighing_parts


@click.command("show")
@click.argument("wanted", metavar="ID")
@as_of_option
@ledger_option
@format_option
@click.pass_obj
def command(settings: Settings, /, wanted: str, as_of: str | None, ledger: str | None, form: str) -> int:
    """Show one thing of the ledger: an incident, a report, a claim, or a source.

    An incident comes with its findings, the claims matrix (facts as rows, independent source chains as columns) and the
    words behind every value; how sure it is by three scales, each with its rule; and, where a report says that it was
    the first for a time, what the ledger itself has from that time.

    \b
    Examples:
      sayso show INC-7KQ2M9          an incident
      sayso show post-1              a report
      sayso show post-1/c3           a claim
      sayso show post-1/s2           a source of a report
      sayso show "the army"          all sources of this name
      sayso show INC-7KQ2M9 --as-of 2024-04-22T12:00
                                     an incident as it was known then, and how much changed since
    """
    with open_existing(ledger, settings) as opened, ledger_at(opened, as_of) as then:
        shown = find(wanted, then, opened)
        tell_where_it_went(wanted, shown)
        changed = None
        if as_of and isinstance(shown, Incident):
            changed = since_then((shown,), then, heirs(opened, (shown,)))
        if form == "text":
            show_text(shown, then, console())
            show([Text(changed, style="note")] if changed else [], console())
        else:
            write_json([plain(shown, then)], lines=True)
            if changed:
                say(changed)
    return 0


def find(wanted: str, then: Ledger, now: Ledger) -> Shown:
    """What goes by this in the ledger of then; an incident also by an id that it was given later.

    Raises:
        NotFoundError: nothing does, or nothing was known of it then.
        UsageError: several incidents begin so.
    """
    if then is now:
        return now.show(wanted)
    current = now.show(wanted)  # what nobody ever heard of is told as such
    if isinstance(current, Incident):
        events = set(current.events)
        known = [i for i, members in then.registry() if events.intersection(members)]
        names = [wanted.strip().upper(), current.id]
        best = next((name for name in names if name in known), known[0] if known else None)
        if best is not None:
            return then.incident(best)
    try:
        return then.show(wanted)
    except NotFoundError as error:
        raise NotFoundError(
            f"{wanted!r}: nothing was known of it then; leave --as-of out, or give a later time"
        ) from error


def show_text(shown: Shown, ledger: Ledger, to: Console) -> None:
    """The text view that fits what was found."""
    match shown:
        case Incident():
            coded = {report_id: ledger.coded(report_id) for report_id in shown.reports}
            print_incident(shown, coded, source_chains(shown, coded), to)
            show([*weighing_parts(shown, coded), *record_parts(record_of(shown, coded, ledger))], to)
            print_judged(shown, coded, ledger, to)
        case CodedReport():
            print_report(shown, to)
        case ShownClaim(coded, claim):
            print_claim(claim, coded, to)
        case ShownSource():
            coded = {report_id: ledger.coded(report_id) for report_id in dict(shown.claims)}
            print_source(shown, coded, to)
            show([Text(f"reliability: {reliability_words(shown.name, ledger.grades())}")], to)


def print_judged(incident: Incident, coded: Mapping[str, CodedReport], ledger: Ledger, to: Console) -> None:
    """How reliable people hold the sources of an incident to be, and what they decided about its events."""
    grades, judged = ledger.grades(), judgements_about(ledger.judgements(), incident, coded)
    show([Rule("reliability of sources", align="left", style="dim"), reliability_table(incident, coded, grades)], to)
    if judged:
        show([Rule("judgements", align="left", style="dim"), judgements_table(judged)], to)


def tell_where_it_went(wanted: str, shown: Shown) -> None:
    """Say on stderr when an id leads to another incident."""
    asked = wanted.strip().upper()
    if isinstance(shown, Incident) and not shown.id.startswith(asked):
        say(f"{asked} was merged into {shown.id}")


def plain(shown: Shown, ledger: Ledger) -> object:
    """What JSON shows: as in lists; a claim with its report, incidents and sources also with what people judged."""
    match shown:
        case ShownClaim(coded, claim):
            return {"report": coded.report.id, "claim": claim}
        case Incident():
            coded_reports = {report_id: ledger.coded(report_id) for report_id in shown.reports}
            names, grades = source_names(shown, coded_reports), ledger.grades()
            judged = judgements_about(ledger.judgements(), shown, coded_reports)
            return fields_of(shown) | {
                "reliability": [{"source": name, "grade": grade_of(name, grades)} for name in names],
                "judgements": judged,
                "weighing": weigh(shown, coded_reports),
                "record": record_of(shown, coded_reports, ledger),
            }
        case ShownSource():
            return fields_of(shown) | {"reliability": grade_of(shown.name, ledger.grades())}
    return shown


def fields_of(shown: Incident | ShownSource) -> dict[str, object]:
    """The fields of a frozen value by name, as they are."""
    return {field.name: getattr(shown, field.name) for field in fields(shown)}
