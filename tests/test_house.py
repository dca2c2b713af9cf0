"""The house keeps its rules: imports go down, rooms stay small, public names exist, version and changelog agree."""

import ast
import importlib
import os
import pkgutil
import re
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import sayso

ROOT = Path(__file__).parents[1]
ROOMS = sorted((ROOT / "src" / "sayso").rglob("*.py"))
MODULES = sorted(m.name for m in pkgutil.walk_packages(sayso.__path__, "sayso."))
MAX_ROOM, MAX_FUNCTION = 350, 60


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_imports_go_down_only(capsys):
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None) == 0, capsys.readouterr().out


def test_the_changelog_tells_of_this_version():
    latest = re.search(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert latest is not None
    assert latest[1] == sayso.__version__
    assert f'version = "{sayso.__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("module", MODULES)
def test_every_module_imports_and_has_its_public_names(module):
    loaded = importlib.import_module(module)
    assert loaded.__doc__, "the first line of a room says what it does"
    missing = [public for public in getattr(loaded, "__all__", ()) if not hasattr(loaded, public)]
    assert not missing


def test_the_package_shows_its_public_names():
    missing = [public for public in getattr(sayso, "__all__", ()) if not hasattr(sayso, public)]
    assert not missing


@pytest.mark.parametrize("path", ROOMS, ids=name)
def test_rooms_and_functions_stay_small(path):
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= MAX_ROOM
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > MAX_FUNCTION
    ]
    assert not long


@pytest.mark.parametrize("path", ROOMS, ids=name)
def test_no_room_is_left_to_do(path):
    assert not re.search(r"\b(TODO|FIXME|XXX)\b", path.read_text(encoding="utf-8"))


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX systems")
def test_the_gate_can_be_run():
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize(
    "target", ["run", "test", "browser", "check", "eval", "bench", "desk", "schema", "clean", "help"]
)
def test_the_makefile_has_every_promised_target(target):
    assert re.search(rf"^{target}:.*## \w", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
