"""`sayso doctor`: check that everything Sayso needs is there and works, and say what to do when it is not."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from ..errors import SaysoError
from ..extract.tags import english_tagger
from ..gazetteer.files import compiled_base
from ..gazetteer.packs import is_stale, packs
from ..ledger import Ledger
from ..model.schema import FILES, schema_text
from ..pipeline.code import code
from ..settings import Settings
from ..vocab.loader import load_yaml
from ..web.islands import are_built
from .app import EXIT_DONE, EXIT_SET_ASIDE
from .options import ledger_option
from .phrases import plural
from .requirements import missing_requirements
from .terminal import console, printable, show

OLDEST_PYTHON = (3, 11)
SAMPLE = "A police officer said that at least three people were killed when rockets hit a market on Monday."


class UnwellError(SaysoError):
    """A check that failed; the message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at; `look` returns what it found, and raises an error when that is not well."""

    name: str
    look: Callable[[], str]


@click.command("doctor")
@ledger_option
@click.pass_obj
def command(settings: Settings, ledger: str | None) -> int:
    """Check Python, dependencies, lexicons, the tagger and the ledger; say what is wrong and what to do.

    \b
    Example:
      sayso doctor --ledger sayso.db
    """
    url = ledger or settings.ledger
    checks = (
        Check("python", look_at_python),
        Check("dependencies", look_at_dependencies),
        Check("lexicons", look_at_lexicons),
        Check("schemas", look_at_schemas),
        Check("tagger", look_at_tagger),
        Check("reading", look_at_reading),
        Check("migrations", look_at_migrations),
        Check("ledger", lambda: look_at_ledger(url)),
        Check("cache", lambda: look_at_folder(settings.cache_dir)),
        Check("gazetteer", lambda: look_at_gazetteer(settings)),
        Check("islands", look_at_islands),
        Check("terminal", look_at_terminal),
    )
    return examine(checks)


def examine(checks: tuple[Check, ...]) -> int:
    """Run the checks, print one line each, and return 0 when all is well, else 1."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(style="slot", no_wrap=True)
    table.add_column(overflow="fold")
    unwell = 0
    for check in checks:
        try:
            table.add_row(Text("ok", style="agree"), check.name, printable(check.look()))
        except Exception as error:  # a doctor reports whatever is broken and looks at the rest
            unwell += 1
            told = str(error) if isinstance(error, SaysoError) else f"{type(error).__name__}: {error}"
            table.add_row(Text("WRONG", style="conflict"), check.name, printable(told))
    to = console()
    verdict = "All is well." if not unwell else f"{plural(unwell, 'thing')} to put right, marked WRONG above."
    show((table, Text(verdict, style="conflict" if unwell else "agree")), to)
    return EXIT_SET_ASIDE if unwell else EXIT_DONE


def look_at_python() -> str:
    """The running Python is new enough."""
    if sys.version_info < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        raise UnwellError(f"Python {platform.python_version()} is too old; install Python {wanted} or later")
    return f"{platform.python_implementation()} {platform.python_version()} on {platform.system()} {platform.machine()}"


def look_at_dependencies() -> str:
    """Every package that Sayso requires is installed, and new enough."""
    required = metadata.requires("sayso") or []
    if missing := missing_requirements(required):
        raise UnwellError(f"{'; '.join(missing)}. Install anew: python -m pip install --upgrade sayso")
    return f"sayso {metadata.version('sayso')} with {plural(len(required), 'requirement')}"


def look_at_lexicons() -> str:
    """Every YAML file of the package loads."""
    names = sorted(yaml_files(files("sayso") / "data"))
    if not names:
        raise UnwellError(
            "the package holds no data files; install it anew: python -m pip install --force-reinstall sayso"
        )
    for name in names:
        load_yaml(name)
    return plural(len(names), "file")


def yaml_files(folder: Traversable, under: str = "") -> list[str]:
    """Names of the YAML files below a folder of the package, relative to it."""
    names: list[str] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            names += yaml_files(entry, f"{under}{entry.name}/")
        elif entry.name.endswith(".yaml"):
            names.append(f"{under}{entry.name}")
    return names


def look_at_schemas() -> str:
    """The JSON Schemas are there."""
    return f"{', '.join(FILES)}: {sum(len(schema_text(name)) for name in FILES):,} characters"


def look_at_tagger() -> str:
    """The part-of-speech model loads and knows a verb."""
    tags = [tag for _, _, tag in english_tagger().tag_sent(["Rockets", "hit", "a", "market", "."])]
    if not tags[1].startswith("V"):
        raise UnwellError(
            f"HanTa tags 'hit' as {tags[1]}; install it anew: python -m pip install --force-reinstall HanTa"
        )
    return f"HanTa {metadata.version('HanTa')}"


def look_at_reading() -> str:
    """A sentence is read into claims."""
    coded = code(SAMPLE, published="2024-04-23")
    if not coded.claims:
        raise UnwellError(f"no claim found in {SAMPLE!r}: the installed package is damaged; install it anew")
    return f"{plural(len(coded.claims), 'claim')} in a test sentence"


def look_at_migrations() -> str:
    """A new ledger can be made and brought to the newest form."""
    with tempfile.TemporaryDirectory() as folder:
        Ledger.open(f"sqlite:///{Path(folder) / 'new.db'}").close()
    return "a new ledger can be made"


def look_at_ledger(url: str) -> str:
    """The ledger that commands would use opens; a file that does not exist yet is not made."""
    path = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite:///") and not path.exists():
        look_at_folder(path.parent)
        return f"{path}: not there yet; `sayso ingest` makes it"
    Ledger.open(url).close()
    return url


def look_at_folder(folder: Path) -> str:
    """A folder can be written, or made."""
    there = next(p for p in (folder, *folder.absolute().parents) if p.exists())
    if not os.access(there, os.W_OK):
        raise UnwellError(f"{folder}: cannot be written; make it writable or set another in sayso.toml")
    return str(folder)


def look_at_gazetteer(settings: Settings) -> str:
    """The compiled gazetteer opens and is of this version; one that is not compiled yet is not made."""
    path = settings.gazetteer if settings.gazetteer.is_file() else compiled_base(settings)
    if path is None:
        return "not compiled yet; the first report that is read, or any `sayso gazetteer` command, makes it"
    found = packs(path)
    if path == settings.gazetteer and is_stale(path):
        raise UnwellError(f"{path}: holds the places of another version of Sayso; say: sayso gazetteer refresh")
    return f"{sum(pack.places for pack in found):,} places in {plural(len(found), 'pack')}: {path}"


def look_at_islands() -> str:
    """The scripts of the desk are in the package; pages work without them, so that it is no fault when they are not."""
    if not are_built():
        return (
            "not built: pages work without the map to drag and filters that swap in place. With a network, say"
            " `make desk` in a checkout, or: python -m pip install --force-reinstall sayso"
        )
    return "built"


def look_at_terminal() -> str:
    """The terminal shows characters beyond ASCII; where it does not, `?` stands for them."""
    encoding = sys.stdout.encoding or "ascii"
    if encoding.lower().replace("-", "") != "utf8":
        raise UnwellError(f"output is {encoding}; set PYTHONUTF8=1 so that quotation marks and names are shown")
    return encoding
