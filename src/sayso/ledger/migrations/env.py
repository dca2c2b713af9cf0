"""Run the migrations of a ledger on the connection that `ledger.migrate` hands over. Alembic executes this file."""

from alembic import context

from sayso.ledger.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
