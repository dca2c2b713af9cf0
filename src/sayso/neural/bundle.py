"""Find, verify and open a model bundle: a folder with two ONNX graphs, a tokenizer and a config that names them."""

from __future__ import annotations

import hashlib
import math
import os
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from ..errors import ModelMismatchError, ModelMissingError
from .encode import PieceTokenizer
from .labels import label_sets

DEFAULT_NAME = "reader-en-1"
CONFIG = "config.json"
GRAPHS = ("model.onnx", "pairs.onnx")
TOKENIZER = "tokenizer.json"
FORMAT = 1

Array = npt.NDArray[Any]


class Session(Protocol):
    """What is needed of an `onnxruntime.InferenceSession`."""

    def run(self, output_names: list[str] | None, input_feed: dict[str, Array]) -> list[Array]:
        """The outputs for these inputs."""
        ...


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A file of the bundle as its config records it."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What is added to log-probabilities, or asked of probabilities, before a layer is read; tuned on development sets.

    `cue_*` is added to the log-probability of cues (higher = more cues), `slots` to that of each slot, `fillers` to
    that of each role of MUC-4, `mention` to all kinds of mentions; attributions and propositions that score below
    `least_*` are dropped.
    """

    cue_news: float = 0.0
    cue_claims: float = 0.0
    least_news: float = 0.0
    least_claims: float = 0.0
    least_proposition: float = 0.0
    mention: float = 0.0
    slots: dict[str, float] = field(default_factory=dict)
    fillers: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How raw scores become probabilities: sigmoid(slope * log-odds + offset), fitted on a development set.

    Source: Platt 1999, "Probabilistic outputs for support vector machines".
    """

    slope: float = 1.0
    offset: float = 0.0

    def of(self, raw: float) -> float:
        """The probability that an attribution of this raw score is right."""
        bounded = min(max(raw, 1e-6), 1 - 1e-6)
        return 1 / (1 + math.exp(-self.slope * math.log(bounded / (1 - bounded)) - self.offset))


@dataclass(frozen=True, slots=True)
class BundleConfig:
    """`config.json`: what the model is called, reads and prints."""

    format: int
    name: str
    version: str
    language: str
    labels: dict[str, list[str]]
    files: dict[str, BundleFile]
    window: int
    margin: int
    thresholds: Thresholds = field(default_factory=Thresholds)
    calibration: dict[str, Calibration] = field(default_factory=dict)  # by style


@dataclass(frozen=True, slots=True)
class Bundle:
    """An opened bundle, ready to read."""

    config: BundleConfig
    tokenizer: PieceTokenizer
    encoder: Session
    pairs: Session


def find_bundle(name: str = DEFAULT_NAME, *, folder: Path | None = None) -> Path | None:
    """The folder of the bundle with this name; None when it is not installed.

    Looks into `folder`, or else into the package's own `data/models`.
    """
    home = folder if folder is not None else Path(str(files("sayso") / "data" / "models"))
    place = home / name
    return place if all((place / part).is_file() for part in (CONFIG, TOKENIZER, *GRAPHS)) else None


def read_config(place: Path) -> BundleConfig:
    """The bundle's config, checked against the labels of this version of Sayso.

    Raises:
        ModelMissingError: there is no config.
        ModelMismatchError: it is broken, of another format, or has other labels.
    """
    path = place / CONFIG
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ModelMissingError(f"{path}: cannot be read ({error.strerror}); install the bundle again") from error
    try:
        config = msgspec.json.decode(raw, type=BundleConfig)
    except msgspec.DecodeError as error:
        raise ModelMismatchError(f"{path}: not a bundle config: {error}; install the bundle again") from error
    if config.format != FORMAT:
        raise ModelMismatchError(f"{path}: format {config.format}, not {FORMAT}; install a matching bundle")
    for kind, labels in label_sets().items():
        if config.labels.get(kind) != labels:
            raise ModelMismatchError(
                f"{path}: its labels of {kind} are not those of this version; train or install a matching bundle"
            )
    return config


def verify(place: Path, config: BundleConfig) -> None:
    """Check every file of the bundle against its recorded size and SHA-256.

    Raises:
        ModelMissingError: a file is missing.
        ModelMismatchError: a file is not the one that the config records.
    """
    for part in (*GRAPHS, TOKENIZER):
        record, path = config.files.get(part), place / part
        if record is None:
            raise ModelMismatchError(f"{place / CONFIG}: records no checksum of {part}; install the bundle again")
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise ModelMissingError(f"{path}: cannot be read ({error.strerror}); install the bundle again") from error
        if len(raw) != record.bytes or hashlib.sha256(raw).hexdigest() != record.sha256:
            raise ModelMismatchError(f"{path}: is not the file that {CONFIG} records; install the bundle again")


def open_bundle(place: Path) -> Bundle:
    """Verify the bundle in this folder and make it ready to read.

    Raises:
        ModelMissingError: a file is missing.
        ModelMismatchError: a file or the label set is another than expected.
    """
    config = read_config(place)
    verify(place, config)
    # Wheels of 1.32 hold Microsoft's telemetry: a device id and a queue of events in the home folder, with an address
    # to send them to. Nothing may leave the machine; only this switch, set before the import, keeps it from starting.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # windows run side by side instead: see `reader`
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    tokenizer: Any = Tokenizer.from_file(str(place / TOKENIZER))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encoder, pairs = (
        onnxruntime.InferenceSession(str(place / part), options, providers=["CPUExecutionProvider"]) for part in GRAPHS
    )
    return Bundle(config, tokenizer, encoder, pairs)


@cache
def shared_bundle(name: str = DEFAULT_NAME) -> Bundle:
    """The installed bundle, opened once a process.

    Raises:
        ModelMissingError: it is not installed.
        ModelMismatchError: a file or the label set is another than expected.
    """
    place = find_bundle(name)
    if place is None:
        raise ModelMissingError(f"model {name}: not in the package's data/models; install the full wheel, or train it")
    return open_bundle(place)


def usable_cores() -> int:
    """CPU cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def as_feed(**arrays: Any) -> dict[str, Array]:
    """Inputs of a session as 64-bit integers (floats stay as they are)."""
    return {name: a if a.dtype.kind == "f" else np.ascontiguousarray(a, dtype=np.int64) for name, a in arrays.items()}
