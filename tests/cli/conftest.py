"""What the tests of the command line share."""

import json
from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path

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


@pytest.fixture
def told(sayso, tmp_path: Path) -> Callable[[Iterable[tuple[str, str, str]]], Path]:
    """Store reports, given as (id, publisher, text), in the ledger of the empty folder; returns their file."""

    def store(reports: Iterable[tuple[str, str, str]]) -> Path:
        path = tmp_path / "reports.jsonl"
        lines = ({"id": i, "publisher": p, "published": "2024-04-24", "text": t} for i, p, t in reports)
        path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        assert sayso("ingest", path)[0] == 0
        return path

    return store
