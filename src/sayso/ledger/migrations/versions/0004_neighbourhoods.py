"""What merging knows of each report, so that one more touches its neighbourhood only; filled at the next build."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and forget of what the incidents were built."""
    op.execute(sa.delete(sa.table("cache_state", sa.column("id"))))
    op.add_column("cache_state", sa.Column("rules", sa.Text(), nullable=True))
    _position(sa.BigInteger(), sa.Integer())
    op.create_table(
        "merge_reports",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_merge_reports")),
        sa.UniqueConstraint("report_id", name=op.f("uq_merge_reports_report_id")),
    )
    op.create_index(op.f("ix_merge_reports_sha256"), "merge_reports", ["sha256"], unique=False)
    _keys()
    op.create_table(
        "merge_links",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("other_report", sa.Text(), nullable=False),
        sa.Column("other_event", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", "event_id", "other_report", "other_event", name=op.f("pk_merge_links")),
    )
    op.create_index(op.f("ix_merge_links_other_report"), "merge_links", ["other_report"], unique=False)
    op.create_table(
        "merge_groups",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("first_report", sa.Text(), nullable=False),
        sa.Column("first_event", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", "event_id", name=op.f("pk_merge_groups")),
    )
    op.create_index(
        op.f("ix_merge_groups_first_report_first_event"), "merge_groups", ["first_report", "first_event"], unique=False
    )
    op.create_table(
        "incident_marks",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.incident_id"], name=op.f("fk_incident_marks_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_incident_marks")),
    )
    op.create_index(op.f("ix_incident_marks_since"), "incident_marks", ["since"], unique=False)


def _keys() -> None:
    op.create_table(
        "merge_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("long", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["merge_reports.number"], name=op.f("fk_merge_keys_number")),
        sa.PrimaryKeyConstraint("key", "number", name=op.f("pk_merge_keys")),
    )
    op.create_index(
        op.f("ix_merge_keys_key_long_since_until_number"),
        "merge_keys",
        ["key", "long", "since", "until", "number"],
        unique=False,
    )
    op.create_index(op.f("ix_merge_keys_number"), "merge_keys", ["number"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    for table in ("incident_marks", "merge_groups", "merge_links", "merge_keys", "merge_reports"):
        op.drop_table(table)
    op.drop_column("cache_state", "rules")
    op.execute(sa.update(sa.table("incidents", sa.column("position"))).values({"position": 0}))
    _position(sa.Integer(), sa.BigInteger())


def _position(wanted: sa.types.TypeEngine[int], before: sa.types.TypeEngine[int]) -> None:
    if op.get_bind().dialect.name == "postgresql":  # SQLite has 64 bits anyway
        op.alter_column("incidents", "position", type_=wanted, existing_type=before, existing_nullable=False)
