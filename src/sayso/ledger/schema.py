"""The tables of a ledger: what was read (append-only), what people judged, and the incidents derived from both.

`reports`, `codings`, `judgements` and what hangs on them are only added to. `heads` points at the coding in force;
`incident*` and `finding*` tables are a cache that may be written anew at any time; `incident_ids` keeps ids the same.
Standard types and SQL only, so that the same schema runs on SQLite and PostgreSQL. Moments are ISO 8601 text: reports
give dates, minutes or nothing, and a database type would add what was not said.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_WIDE = Integer().with_variant(BigInteger(), "postgresql")  # SQLite has 64 bits anyway

reports = Table(  # one row a revision: the same id with another text or other provenance is a new one
    "reports",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("report_id", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("digest", Text, nullable=False),  # of text and provenance
    Column("published", Text),
    Column("publisher", Text),
    Column("author", Text),
    Column("title", Text),
    Column("url", Text),
    Column("language", Text),
    Column("text", Text, nullable=False),
    Column("folded", Text, nullable=False),  # title and text without case and accents: what --text looks into
    Column("folded_publisher", Text, nullable=False),
    Column("stored_at", Text, nullable=False),
    UniqueConstraint("report_id", "revision"),
    UniqueConstraint("report_id", "digest"),
    Index(None, "sha256"),
    Index(None, "published"),
)

codings = Table(  # what a coder read in a revision; `coded` is the printed JSON, the source of truth of all rows below
    "codings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_seq", Integer, ForeignKey("reports.seq"), nullable=False),
    Column("digest", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("coded", Text, nullable=False),
    Column("stored_at", Text, nullable=False),
    UniqueConstraint("report_seq", "digest"),
)

heads = Table(  # the coding in force: newest coding of the newest revision
    "heads",
    metadata,
    Column("report_id", Text, primary_key=True),
    Column("coding_id", Integer, ForeignKey("codings.id"), nullable=False),
    Column("first_seq", Integer, nullable=False),  # order of arrival
    Index(None, "coding_id"),
    Index(None, "first_seq"),
)

sources = Table(
    "sources",
    metadata,
    Column("coding_id", Integer, ForeignKey("codings.id"), primary_key=True),
    Column("source_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("number", Integer),
    Column("affiliation", Text),
    Column("channel", Text),
    Index(None, "folded"),
)

events = Table(
    "events",
    metadata,
    Column("coding_id", Integer, ForeignKey("codings.id"), primary_key=True),
    Column("event_id", Text, primary_key=True),
    Column("type", Text, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("coding_id", Integer, ForeignKey("codings.id"), primary_key=True),
    Column("claim_id", Text, primary_key=True),
    Column("event_id", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("value", Text, nullable=False),
    Column("author_value", Text, nullable=False),
    Column("irrealis", Text),
    Column("cue_kind", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("basis", Text),
    Column("channel", Text),
    Column("score", Float, nullable=False),
    Column("origin", Text, nullable=False),
    Index(None, "coding_id", "event_id"),
)

claim_sources = Table(  # the chain: level 0 is the outermost; parties of one level hold the claim jointly
    "claim_sources",
    metadata,
    Column("coding_id", Integer, primary_key=True),
    Column("claim_id", Text, primary_key=True),
    Column("level", Integer, primary_key=True),
    Column("party", Integer, primary_key=True),
    Column("source_id", Text, nullable=False),
    ForeignKeyConstraint(["coding_id", "claim_id"], ["claims.coding_id", "claims.claim_id"]),
    Index(None, "coding_id", "source_id"),
)

facets = Table(
    "facets",
    metadata,
    Column("coding_id", Integer, primary_key=True),
    Column("claim_id", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("slot", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("value", Text, nullable=False),  # JSON
    Column("words", Text),  # the value where it is words: a name, a party, a type
    Column("op", Text),
    Column("n", Integer),
    Column("since", Text),
    Column("until", Text),
    Column("lat", Float),
    Column("lon", Float),
    ForeignKeyConstraint(["coding_id", "claim_id"], ["claims.coding_id", "claims.claim_id"]),
    Index(None, "slot", "words"),
)

set_aside = Table(  # inputs that could not be read or coded, each reason once
    "set_aside",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("origin", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("noted_at", Text, nullable=False),
)

judgements = Table(  # what a person decided; taken back by a later row, never removed
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),  # JSON
    Column("reason", Text),
    Column("takes_back", Integer, ForeignKey("judgements.id")),
)

judgement_texts = Table(  # which texts a judgement is about: it is found by them
    "judgement_texts",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("judgement_id", Integer, ForeignKey("judgements.id"), primary_key=True),
    Index(None, "judgement_id"),
)

incident_ids = Table(  # every id ever given; `redirect` leads from an id that was merged away
    "incident_ids",
    metadata,
    Column("incident_id", Text, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("redirect", Text),
)

incidents = Table(  # narrow rows: every filter and every count reads all of them; the incident itself is in its body
    "incidents",
    metadata,
    Column("incident_id", Text, ForeignKey("incident_ids.incident_id"), primary_key=True),
    Column("position", _WIDE, nullable=False),  # the latest first; see `rows.position_of`
    Column("type", Text, nullable=False),
    Column("since", Text),
    Column("until", Text),
    Column("admiralty", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("placed", Integer, nullable=False),  # places with degrees
    Column("precision", Text),  # the finest of these places
    Column("contested", Integer, nullable=False),  # findings of this status
    Column("corroborated", Integer, nullable=False),
    Column("superseded", Integer, nullable=False),
    Column("folded", Text, nullable=False),  # title without case and accents
    Index(None, "since"),
    Index(None, "type"),
)

incident_bodies = Table(
    "incident_bodies",
    metadata,
    Column("incident_id", Text, ForeignKey("incidents.incident_id"), primary_key=True),
    Column("incident", Text, nullable=False),  # JSON
)

incident_events = Table(  # also the registry of ids: which events an id stood for when the incidents were last built
    "incident_events",
    metadata,
    Column("report_id", Text, primary_key=True),
    Column("event_id", Text, primary_key=True),
    Column("incident_id", Text, ForeignKey("incident_ids.incident_id"), nullable=False),
    Index(None, "incident_id"),
)

incident_names = Table(  # whose names an incident is found by: the sources of its claims, and who published its reports
    "incident_names",
    metadata,
    Column("role", Text, primary_key=True),  # "source" | "publisher"
    Column("folded", Text, primary_key=True),  # the name without case and accents
    Column("incident_id", Text, ForeignKey("incidents.incident_id"), primary_key=True),
    Column("name", Text, nullable=False),  # as the reports write it
    Index(None, "incident_id", "role"),
)

source_names = Table(  # how much is said under each name in the codings in force
    "source_names",
    metadata,
    Column("folded", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Index(None, "claims"),
)

incident_places = Table(
    "incident_places",
    metadata,
    Column("incident_id", Text, ForeignKey("incidents.incident_id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Index(None, "lat", "lon"),
)

findings = Table(
    "findings",
    metadata,
    Column("incident_id", Text, ForeignKey("incidents.incident_id"), primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("status", Text, nullable=False),
)

finding_values = Table(
    "finding_values",
    metadata,
    Column("incident_id", Text, primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("folded", Text, nullable=False),  # the value's words without case and accents; "" for numbers and times
    ForeignKeyConstraint(["incident_id", "slot"], ["findings.incident_id", "findings.slot"]),
    Index(None, "slot", "folded", "incident_id"),
)

cache_state = Table(  # one row: up to which coding the incidents were built
    "cache_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("heads", Text, nullable=False),
    Column("rules", Text),  # by which the tables below were filled; NULL: they are not, and all is built anew
)

incident_marks = Table(  # what links between incidents look at, for the incidents that are dated
    "incident_marks",
    metadata,
    Column("incident_id", Text, ForeignKey("incidents.incident_id"), primary_key=True),
    Column("since", Integer, nullable=False),  # the first day as an ordinal
    Column("mark", Text, nullable=False),  # JSON
    Index(None, "since"),
)

CACHE = (
    incident_marks,
    finding_values,
    findings,
    incident_places,
    incident_names,
    incident_bodies,
    incident_events,
    incidents,
    source_names,
    cache_state,
)
"""The derived tables, in the order in which their rows may be deleted."""
