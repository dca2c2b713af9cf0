"""First tables: what was read and claimed, what was judged, and the incidents derived from both."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables."""
    _read()
    _claimed()
    _judged()
    _derived()


def downgrade() -> None:
    """Drop all tables."""
    for table in (
        "cache_state",
        "finding_values",
        "findings",
        "incident_places",
        "incident_events",
        "incidents",
        "incident_ids",
        "judgements",
        "facets",
        "claim_sources",
        "claims",
        "events",
        "sources",
        "set_aside",
        "heads",
        "codings",
        "reports",
    ):
        op.drop_table(table)


def _read() -> None:
    _reports()
    _codings()


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("folded_publisher", sa.Text(), nullable=False),
        sa.Column("stored_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_reports")),
        sa.UniqueConstraint("report_id", "digest", name=op.f("uq_reports_report_id_digest")),
        sa.UniqueConstraint("report_id", "revision", name=op.f("uq_reports_report_id_revision")),
    )
    op.create_index(op.f("ix_reports_published"), "reports", ["published"], unique=False)
    op.create_index(op.f("ix_reports_sha256"), "reports", ["sha256"], unique=False)


def _codings() -> None:
    op.create_table(
        "codings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_seq", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("coded", sa.Text(), nullable=False),
        sa.Column("stored_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_seq"], ["reports.seq"], name=op.f("fk_codings_report_seq")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codings")),
        sa.UniqueConstraint("report_seq", "digest", name=op.f("uq_codings_report_seq_digest")),
    )
    op.create_table(
        "heads",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("coding_id", sa.Integer(), nullable=False),
        sa.Column("first_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["coding_id"], ["codings.id"], name=op.f("fk_heads_coding_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_heads")),
    )
    op.create_index(op.f("ix_heads_coding_id"), "heads", ["coding_id"], unique=False)
    op.create_index(op.f("ix_heads_first_seq"), "heads", ["first_seq"], unique=False)
    op.create_table(
        "set_aside",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_aside")),
        sa.UniqueConstraint("digest", name=op.f("uq_set_aside_digest")),
    )


def _claimed() -> None:
    _parties_and_events()
    _claims()
    _facets()


def _parties_and_events() -> None:
    op.create_table(
        "sources",
        sa.Column("coding_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["coding_id"], ["codings.id"], name=op.f("fk_sources_coding_id")),
        sa.PrimaryKeyConstraint("coding_id", "source_id", name=op.f("pk_sources")),
    )
    op.create_table(
        "events",
        sa.Column("coding_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["coding_id"], ["codings.id"], name=op.f("fk_events_coding_id")),
        sa.PrimaryKeyConstraint("coding_id", "event_id", name=op.f("pk_events")),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("coding_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("author_value", sa.Text(), nullable=False),
        sa.Column("irrealis", sa.Text(), nullable=True),
        sa.Column("cue_kind", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["coding_id"], ["codings.id"], name=op.f("fk_claims_coding_id")),
        sa.PrimaryKeyConstraint("coding_id", "claim_id", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_coding_id_event_id"), "claims", ["coding_id", "event_id"], unique=False)
    op.create_table(
        "claim_sources",
        sa.Column("coding_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("party", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coding_id", "claim_id"],
            ["claims.coding_id", "claims.claim_id"],
            name=op.f("fk_claim_sources_coding_id_claim_id"),
        ),
        sa.PrimaryKeyConstraint("coding_id", "claim_id", "level", "party", name=op.f("pk_claim_sources")),
    )
    op.create_index(
        op.f("ix_claim_sources_coding_id_source_id"), "claim_sources", ["coding_id", "source_id"], unique=False
    )


def _facets() -> None:
    op.create_table(
        "facets",
        sa.Column("coding_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("op", sa.Text(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["coding_id", "claim_id"],
            ["claims.coding_id", "claims.claim_id"],
            name=op.f("fk_facets_coding_id_claim_id"),
        ),
        sa.PrimaryKeyConstraint("coding_id", "claim_id", "position", name=op.f("pk_facets")),
    )
    op.create_index(op.f("ix_facets_slot_words"), "facets", ["slot", "words"], unique=False)


def _judged() -> None:
    op.create_table(
        "judgements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("takes_back", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["takes_back"], ["judgements.id"], name=op.f("fk_judgements_takes_back")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
    )
    op.create_table(
        "incident_ids",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("redirect", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_incident_ids")),
        sa.UniqueConstraint("position", name=op.f("uq_incident_ids_position")),
    )


def _derived() -> None:
    _incidents()
    _findings()


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("admiralty", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident_ids.incident_id"], name=op.f("fk_incidents_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_incidents")),
    )
    op.create_index(op.f("ix_incidents_since"), "incidents", ["since"], unique=False)
    op.create_index(op.f("ix_incidents_type"), "incidents", ["type"], unique=False)
    op.create_table(
        "incident_events",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.incident_id"], name=op.f("fk_incident_events_incident_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "event_id", name=op.f("pk_incident_events")),
    )
    op.create_index(op.f("ix_incident_events_incident_id"), "incident_events", ["incident_id"], unique=False)
    op.create_table(
        "incident_places",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.incident_id"], name=op.f("fk_incident_places_incident_id")
        ),
        sa.PrimaryKeyConstraint("incident_id", "position", name=op.f("pk_incident_places")),
    )
    op.create_index(op.f("ix_incident_places_lat_lon"), "incident_places", ["lat", "lon"], unique=False)


def _findings() -> None:
    op.create_table(
        "findings",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.incident_id"], name=op.f("fk_findings_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "slot", name=op.f("pk_findings")),
    )
    op.create_table(
        "finding_values",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id", "slot"],
            ["findings.incident_id", "findings.slot"],
            name=op.f("fk_finding_values_incident_id_slot"),
        ),
        sa.PrimaryKeyConstraint("incident_id", "slot", "position", name=op.f("pk_finding_values")),
    )
    op.create_table(
        "cache_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("heads", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cache_state")),
    )
