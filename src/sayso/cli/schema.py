"""`sayso schema`: print the JSON Schema of a coded report or of incidents."""

from __future__ import annotations

import click

from ..model.schema import FILES, schema_text


@click.command("schema")
@click.argument("name", type=click.Choice(list(FILES)), default="coded-report")
def command(name: str) -> None:
    """Print the JSON Schema (2020-12) of what Sayso prints.

    \b
    Examples:
      sayso schema > coded-report.schema.json
      sayso schema incidents
    """
    click.echo(schema_text(name), nl=False)
