"""Which texts a judgement is about, in a table of its own: it is looked up, where its subject was searched before."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TEXT = re.compile(r'"sha256"\s*:\s*"([^"]*)"')  # in JSON that need not be whole: what was found before is found now
AT_ONCE = 500


def upgrade() -> None:
    """Make the table, and fill it from the judgements that are there."""
    op.create_table(
        "judgement_texts",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("judgement_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["judgement_id"], ["judgements.id"], name=op.f("fk_judgement_texts_judgement_id")),
        sa.PrimaryKeyConstraint("sha256", "judgement_id", name=op.f("pk_judgement_texts")),
    )
    op.create_index(op.f("ix_judgement_texts_judgement_id"), "judgement_texts", ["judgement_id"], unique=False)
    judgements = sa.table("judgements", sa.column("id", sa.Integer()), sa.column("subject", sa.Text()))
    texts = sa.table("judgement_texts", sa.column("sha256", sa.Text()), sa.column("judgement_id", sa.Integer()))
    connection, last = op.get_bind(), 0
    while True:
        query = sa.select(judgements).where(judgements.c.id > last).order_by(judgements.c.id).limit(AT_ONCE)
        found = connection.execute(query).all()
        rows = [
            {"sha256": text, "judgement_id": row.id}
            for row in found
            for text in sorted(set(_TEXT.findall(row.subject)))
        ]
        if rows:
            connection.execute(sa.insert(texts), rows)
        if len(found) < AT_ONCE:
            return
        last = found[-1].id


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("judgement_texts")
