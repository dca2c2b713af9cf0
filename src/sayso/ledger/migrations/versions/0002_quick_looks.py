"""Quick looks: narrow incidents with what is counted of them, and the names by which they are found.

What is derived is dropped, and built anew when the ledger is next looked at; which events an id stands for is kept.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

DERIVED = ("finding_values", "findings", "incident_places", "incident_events", "incidents")


def upgrade() -> None:
    """Make the derived tables anew, and let sources be found by their names."""
    members = _registry()
    for table in DERIVED:
        op.drop_table(table)
    _incidents()
    _names()
    _findings()
    _bring_back(members)
    op.create_index(op.f("ix_sources_folded"), "sources", ["folded"], unique=False)


def downgrade() -> None:
    """The tables of before, empty but for the ids."""
    members = _registry()
    op.drop_index(op.f("ix_sources_folded"), table_name="sources")
    for table in ("source_names", "incident_names", "incident_bodies", *DERIVED):
        op.drop_table(table)
    _incidents_of_before()
    _findings(indexed=False)
    for incident_id in sorted({row["incident_id"] for row in members}):  # an event needs its incident there
        old = {"incident_id": incident_id, "position": 0, "type": "other", "admiralty": 6, "folded": "", "incident": ""}
        op.get_bind().execute(sa.insert(_table("incidents", *old)), old)
    _bring_back(members)


def _registry() -> list[dict[str, str]]:
    events = _table("incident_events", "report_id", "event_id", "incident_id")
    return [dict(row) for row in op.get_bind().execute(sa.select(events)).mappings()]


def _bring_back(members: list[dict[str, str]]) -> None:
    """Put the registry of ids back, and forget of what the incidents were built."""
    if members:
        op.bulk_insert(_table("incident_events", "report_id", "event_id", "incident_id"), members)
    op.execute(sa.delete(_table("cache_state", "id")))


def _table(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(column) for column in columns))


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("admiralty", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("placed", sa.Integer(), nullable=False),
        sa.Column("contested", sa.Integer(), nullable=False),
        sa.Column("corroborated", sa.Integer(), nullable=False),
        sa.Column("superseded", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident_ids.incident_id"], name=op.f("fk_incidents_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_incidents")),
    )
    op.create_table(
        "incident_bodies",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.incident_id"], name=op.f("fk_incident_bodies_incident_id")
        ),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_incident_bodies")),
    )
    _around_incidents(of_events="incident_ids")


def _incidents_of_before() -> None:
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
    _around_incidents(of_events="incidents")


def _around_incidents(*, of_events: str) -> None:
    op.create_index(op.f("ix_incidents_since"), "incidents", ["since"], unique=False)
    op.create_index(op.f("ix_incidents_type"), "incidents", ["type"], unique=False)
    op.create_table(
        "incident_events",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], [f"{of_events}.incident_id"], name=op.f("fk_incident_events_incident_id")
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


def _names() -> None:
    op.create_table(
        "incident_names",
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.incident_id"], name=op.f("fk_incident_names_incident_id")),
        sa.PrimaryKeyConstraint("role", "folded", "incident_id", name=op.f("pk_incident_names")),
    )
    op.create_index(op.f("ix_incident_names_incident_id_role"), "incident_names", ["incident_id", "role"], unique=False)
    op.create_table(
        "source_names",
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("folded", name=op.f("pk_source_names")),
    )
    op.create_index(op.f("ix_source_names_claims"), "source_names", ["claims"], unique=False)


def _findings(*, indexed: bool = True) -> None:
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
    if indexed:
        op.create_index(
            op.f("ix_finding_values_slot_folded_incident_id"),
            "finding_values",
            ["slot", "folded", "incident_id"],
            unique=False,
        )
