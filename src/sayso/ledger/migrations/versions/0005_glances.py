"""What tells at a glance that two reports are not alike, and the keys of a report in its place; both filled anew."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables anew, and forget of what the incidents were built."""
    op.execute(sa.delete(sa.table("cache_state", sa.column("id"))))
    op.drop_table("merge_keys")
    op.drop_table("merge_reports")
    _reports(sa.Column("glance", sa.Text(), nullable=False))
    _keys(("number", "key"), sqlite_with_rowid=False)


def downgrade() -> None:
    """The tables of before, empty."""
    op.execute(sa.delete(sa.table("cache_state", sa.column("id"))))
    op.drop_table("merge_keys")
    op.drop_table("merge_reports")
    _reports()
    _keys(("key", "number"))
    op.create_index(op.f("ix_merge_keys_number"), "merge_keys", ["number"], unique=False)


def _reports(*more: sa.Column[str]) -> None:
    op.create_table(
        "merge_reports",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        *more,
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_merge_reports")),
        sa.UniqueConstraint("report_id", name=op.f("uq_merge_reports_report_id")),
    )
    op.create_index(op.f("ix_merge_reports_sha256"), "merge_reports", ["sha256"], unique=False)


def _keys(by: tuple[str, str], **options: bool) -> None:
    op.create_table(
        "merge_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("long", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["merge_reports.number"], name=op.f("fk_merge_keys_number")),
        sa.PrimaryKeyConstraint(*by, name=op.f("pk_merge_keys")),
        **options,
    )
    op.create_index(
        op.f("ix_merge_keys_key_long_since_until_number"),
        "merge_keys",
        ["key", "long", "since", "until", "number"],
        unique=False,
    )
