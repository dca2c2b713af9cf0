"""How Sayso is set up: frozen values from defaults, `sayso.toml` and the environment."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_cache_path, user_data_path

from .errors import UsageError

FILE_NAME = "sayso.toml"
PREFIX = "SAYSO_"
LOG_LEVELS = ("debug", "info", "warning", "error")
READERS = ("auto", "rules", "neural")
ADDRESSES = ("public", "any")
_NOT_SETTINGS = frozenset({"SAYSO_CONFIG", "SAYSO_MATERIAL"})  # the file to read; the Makefile's folder of gold reports


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, with its default.

    `ledger` is a database URL or the path of an SQLite file. `reader` says who reads: `rules` alone, `neural` = rules
    with the neural reader beside them, `auto` = neural where a model is installed.
    `cache_dir` holds what can be made again (the compiled gazetteer of the package); `gazetteer` is the file of the
    gazetteer with packs that were added to it. `tiles` is the address of tiles under the map of the desk, such as
    `https://tiles.example.org/{z}/{x}/{y}.png`, and `tiles_credit` whom the map thanks; without, the desk asks nobody.
    `addresses` says which hosts are asked for pages: `public`, or `any`, also those of this machine and its network.
    `max_bytes` is the largest single report that is
    read, `max_list_bytes` the largest .json file, `max_files` the most files of one folder.
    """

    ledger: str = "sqlite:///sayso.db"
    cache_dir: Path = field(default_factory=lambda: user_cache_path("sayso", appauthor=False))
    gazetteer: Path = field(default_factory=lambda: user_data_path("sayso", appauthor=False) / "gazetteer.sqlite")
    log_level: str = "warning"
    reader: Literal["auto", "rules", "neural"] = "auto"
    addresses: Literal["public", "any"] = "public"
    tiles: str = ""
    tiles_credit: str = ""
    max_bytes: int = 5_000_000
    max_list_bytes: int = 50_000_000
    max_files: int = 1_000_000

    def __post_init__(self) -> None:
        if self.log_level not in LOG_LEVELS:
            raise UsageError(f"setting log_level: {self.log_level!r} is none of {', '.join(LOG_LEVELS)}")
        if self.reader not in READERS:
            raise UsageError(f"setting reader: {self.reader!r} is none of {', '.join(READERS)}")
        if self.addresses not in ADDRESSES:
            raise UsageError(f"setting addresses: {self.addresses!r} is none of {', '.join(ADDRESSES)}")
        for name in ("max_bytes", "max_list_bytes", "max_files"):
            if getattr(self, name) < 1:
                raise UsageError(f"setting {name}: {getattr(self, name)} is too small; give a number of at least 1")


def load_settings(
    config: Path | None = None, *, folder: Path | None = None, environ: Mapping[str, str] | None = None
) -> Settings:
    """The settings in force: defaults, then `sayso.toml`, then `SAYSO_*` of the environment; the later wins.

    Args:
        config: the file to read; None = `$SAYSO_CONFIG`, or else `sayso.toml` in `folder` when it exists.
        folder: where to look for `sayso.toml`; None = the working directory.
        environ: the environment; None = that of the process.

    Raises:
        UsageError: the file cannot be read, or a key or value is not a setting.
    """
    environ = os.environ if environ is None else environ
    if config is None and environ.get("SAYSO_CONFIG"):
        config = Path(environ["SAYSO_CONFIG"])
    if config is None:
        usual = (folder or Path()) / FILE_NAME
        config = usual if usual.is_file() else None
    settings = Settings()
    if config is not None:
        settings = _override(settings, _read(config), where=str(config))
    return _override(settings, _from_environment(environ), where="environment")


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check the path given as configuration") from error
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except ValueError as error:  # broken TOML or not UTF-8
        raise UsageError(f"{path}: not valid TOML: {error}") from error


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    names = (n for n in environ if n.startswith(PREFIX) and n not in _NOT_SETTINGS)
    return {name.removeprefix(PREFIX).lower(): environ[name] for name in names if environ[name]}


def _override(settings: Settings, given: Mapping[str, Any], *, where: str) -> Settings:
    known = {f.name: type(getattr(settings, f.name)) for f in fields(settings)}
    changed: dict[str, Any] = {}
    for key, raw in given.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(known))}"
            raise UsageError(f"{where}: unknown setting {key!r}; {hint}")
        changed[key] = _typed(key, raw, known[key], where=where)
    return replace(settings, **changed)


def _typed(key: str, raw: Any, kind: type[Any], *, where: str) -> Any:
    if kind is int:
        if isinstance(raw, str) and raw.strip().replace("_", "").isdecimal():
            return int(raw)
        if isinstance(raw, int) and not isinstance(raw, bool):
            return raw
        raise UsageError(f"{where}: setting {key} must be a whole number, not {raw!r}")
    if not isinstance(raw, str):
        raise UsageError(f"{where}: setting {key} must be a string, not {raw!r}")
    return Path(raw).expanduser() if issubclass(kind, Path) else raw
