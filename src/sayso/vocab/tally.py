"""The words and the learned weights by which a report's numbers are added up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from ..errors import VocabError
from .loader import load_yaml

WORDS, WEIGHTS = "lexicon/en/tally.yaml", "weights/tally.json"
OF_INCIDENTS = "weights/incident_tally.json"
Weights = Mapping[str, Mapping[str, float]]  # "killed" and "injured" -> feature -> weight


@dataclass(frozen=True, slots=True)
class TallyWords:
    """Patterns for the sentence around a count; what each is for, `lexicon/en/tally.yaml` says."""

    background: re.Pattern[str]
    part: re.Pattern[str]
    of_them: re.Pattern[str]
    further: re.Pattern[str]
    apposition: re.Pattern[str]
    pronouns: re.Pattern[str]


@cache
def tally_words() -> TallyWords:
    """The patterns, compiled once.

    Raises:
        VocabError: the file is missing or broken.
    """
    groups = load_yaml(WORDS)
    return TallyWords(
        **{name: re.compile("|".join(e["pattern"] for e in groups[name]), re.IGNORECASE) for name in groups}
    )


@cache
def tally_weights() -> Weights:
    """Log-odds of the features of `resolve.tally_features`, by which `resolve.tally` chooses a figure of one report.

    Raises:
        VocabError: the file is missing or broken.
    """
    return _weights(WEIGHTS)


@cache
def incident_weights() -> Weights:
    """The same for the figure of several reports together, whose features are averaged.

    Raises:
        VocabError: the file is missing or broken.
    """
    return _weights(OF_INCIDENTS)


def _weights(name: str) -> Weights:
    path = files("sayso") / "data" / name
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, float]])
    except (OSError, msgspec.DecodeError) as error:
        raise VocabError(f"{name}: cannot be read ({error}); reinstall sayso") from error
