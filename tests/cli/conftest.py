"""What the tests of the command line share."""

from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console, RenderableType

from sayso.cli.app import main
from sayso.cli.terminal import THEME, show


@pytest.fixture
def shown() -> Callable[..., str]:
    """Render something as it would go into a pipe of a given width."""

    def render(*parts: RenderableType, width: int = 80) -> str:
        out = StringIO()
        show(parts, Console(file=out, theme=THEME, width=width, highlight=False, markup=False, emoji=False))
        return out.getvalue()

    return render


@pytest.fixture
def sayso(capfd, tmp_path, monkeypatch):
    """Run `sayso ARGUMENTS…` in an empty folder; returns (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(a) for a in arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return run
