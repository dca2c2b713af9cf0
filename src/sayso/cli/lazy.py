"""A click group whose subcommands are imported only when they are asked for: start-up stays quick."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import click


class LazyGroup(click.Group):
    """Subcommands by name, each with its line of help; `<package>.<name>` holds one as `command`."""

    package: str
    lines: Mapping[str, str]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The subcommands in the order in which they are listed."""
        return list(self.lines)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The subcommands with a line each, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.lines.items()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand from its room, or None where there is none of that name."""
        if cmd_name not in self.lines:
            return None
        command: click.Command = importlib.import_module(f"{self.package}.{cmd_name}").command
        return command


def lazy_group(package: str, lines: Mapping[str, str]) -> type[LazyGroup]:
    """The class of a group whose subcommands live in `package`."""
    return type("LazyGroup", (LazyGroup,), {"package": package, "lines": lines})
