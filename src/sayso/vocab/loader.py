"""Read the package's data files under `sayso/data`; YAML each once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ..errors import VocabError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader reads the lexicons 8 times as fast


def load_text(name: str) -> str:
    """The text of `sayso/data/<name>`, for example `lexicon/en/word_kin.tsv`.

    Raises:
        VocabError: the file is missing or cannot be read.
    """
    try:
        return (files("sayso") / "data" / name).read_text(encoding="utf-8")
    except OSError as error:
        raise VocabError(f"{name}: cannot be read from the installed package ({error}); reinstall sayso") from error


@cache
def load_yaml(name: str) -> Any:
    """The parsed content of `sayso/data/<name>`, for example `lexicon/en/reporting.yaml`. Treat it as read-only.

    Raises:
        VocabError: the file is missing or is no YAML.
    """
    raw = load_text(name)
    try:
        return yaml.load(raw, Loader=_Loader)
    except yaml.YAMLError as error:
        raise VocabError(f"{name}: broken YAML: {error}") from error
