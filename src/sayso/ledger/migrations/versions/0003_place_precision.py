"""How finely an incident is placed, beside the incident; derived, so that incidents are built anew at the next look."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, and forget of what the incidents were built."""
    op.add_column("incidents", sa.Column("precision", sa.Text(), nullable=True))
    op.execute(sa.delete(sa.table("cache_state", sa.column("id"))))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("incidents", "precision")
