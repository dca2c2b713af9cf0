"""The tables of what merging knows of each report, beside those of `schema`; derived, filled by a full build."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text

from .schema import metadata

merge_reports = Table(  # what merging knows of a report: kept, so that one report more need not read all others
    "merge_reports",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # `heads.first_seq`
    Column("report_id", Text, nullable=False, unique=True),
    Column("sha256", Text, nullable=False),
    Column("glance", Text, nullable=False),  # JSON; what is looked at before the facts are
    Column("facts", Text, nullable=False),  # JSON
    Index(None, "sha256"),
)

merge_keys = Table(  # names, parties, counts and cells of the map by which reports find each other
    "merge_keys",
    metadata,
    Column("number", Integer, ForeignKey("merge_reports.number"), primary_key=True, autoincrement=False),
    Column("key", Text, primary_key=True),
    Column("long", Boolean, nullable=False),  # the window is long: looked through apart, so that a search can be short
    Column("since", Integer, nullable=False),  # days as ordinals
    Column("until", Integer, nullable=False),
    Index(None, "key", "long", "since", "until", "number"),
    sqlite_with_rowid=False,
)

merge_links = Table(  # pairs of events that may be one happening, both ways round
    "merge_links",
    metadata,
    Column("report_id", Text, primary_key=True),
    Column("event_id", Text, primary_key=True),
    Column("other_report", Text, primary_key=True),
    Column("other_event", Text, primary_key=True),
    Index(None, "other_report"),
)

merge_groups = Table(  # the events that were put together, whether an incident came of it or not, by the first of them
    "merge_groups",
    metadata,
    Column("report_id", Text, primary_key=True),
    Column("event_id", Text, primary_key=True),
    Column("first_report", Text, nullable=False),
    Column("first_event", Text, nullable=False),
    Index(None, "first_report", "first_event"),
)

MERGE = (merge_groups, merge_links, merge_keys, merge_reports)
"""What merging keeps of reports, in the order in which rows may be deleted."""
