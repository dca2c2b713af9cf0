"""A bundle is found, checked against its config and this version's labels, and opened."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import numpy as np
import pytest

from sayso.errors import ModelMismatchError, ModelMissingError
from sayso.neural.bundle import CONFIG, GRAPHS, TOKENIZER, find_bundle, open_bundle, read_config, verify
from sayso.neural.labels import label_sets

from .scripted import tokenizer

# The smallest graph: float y[n] = x[n]
IDENTITY = b64decode(Path(__file__).with_name("identity.onnx.b64").read_text(encoding="ascii"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny-en-1"
    folder.mkdir()
    for part in GRAPHS:
        (folder / part).write_bytes(IDENTITY)
    tokenizer().save(str(folder / TOKENIZER))
    recorded = {}
    for part in (*GRAPHS, TOKENIZER):
        raw = (folder / part).read_bytes()
        recorded[part] = {"sha256": hashlib.sha256(raw).hexdigest(), "bytes": len(raw)}
    config = {"format": 1, "name": "tiny-en-1", "version": "0", "language": "en", "window": 254, "margin": 32}
    (folder / CONFIG).write_text(json.dumps({**config, "labels": label_sets(), "files": recorded}), encoding="utf-8")
    return folder


def change(place: Path, **fields) -> None:
    config = json.loads((place / CONFIG).read_text(encoding="utf-8"))
    (place / CONFIG).write_text(json.dumps({**config, **fields}), encoding="utf-8")


def test_a_sound_bundle_opens_and_runs(place):
    bundle = open_bundle(place)
    assert bundle.config.name == "tiny-en-1"
    assert bundle.encoder.run(None, {"x": np.ones(3, dtype=np.float32)})[0].tolist() == [1, 1, 1]
    assert bundle.tokenizer.encode("the army", add_special_tokens=False).tokens == ["the", "army"]


def test_it_is_found_by_name_only_when_whole(place):
    assert find_bundle("tiny-en-1", folder=place.parent) == place
    (place / GRAPHS[1]).unlink()
    assert find_bundle("tiny-en-1", folder=place.parent) is None
    assert find_bundle("other", folder=place.parent) is None


def test_a_changed_file_is_refused(place):
    (place / GRAPHS[0]).write_bytes(IDENTITY + b"\0")
    with pytest.raises(ModelMismatchError, match=r"model\.onnx: is not the file"):
        open_bundle(place)


def test_a_missing_file_is_named(place):
    (place / TOKENIZER).unlink()
    with pytest.raises(ModelMissingError, match=r"tokenizer\.json: cannot be read"):
        verify(place, read_config(place))


def test_a_file_without_checksum_is_refused(place):
    change(place, files={})
    with pytest.raises(ModelMismatchError, match=r"no checksum of model\.onnx"):
        open_bundle(place)


def test_other_labels_are_refused(place):
    change(place, labels={**label_sets(), "slots": ["actor", "victim"]})
    with pytest.raises(ModelMismatchError, match="labels of slots"):
        read_config(place)


def test_another_format_is_refused(place):
    change(place, format=99)
    with pytest.raises(ModelMismatchError, match="format 99"):
        read_config(place)


def test_a_broken_or_missing_config_is_told(place):
    (place / CONFIG).write_text("{", encoding="utf-8")
    with pytest.raises(ModelMismatchError, match="not a bundle config"):
        read_config(place)
    (place / CONFIG).unlink()
    with pytest.raises(ModelMissingError, match="cannot be read"):
        read_config(place)


@pytest.mark.skipif(find_bundle() is None, reason="the model bundle is not installed")
def test_opening_the_model_leaves_nothing_in_the_home_folder(tmp_path):
    """Wheels of the runtime hold telemetry that queues events there, to be sent when there is a network."""
    without = ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME")
    env = {k: v for k, v in os.environ.items() if k not in without} | {"HOME": str(tmp_path)}
    opened = "from sayso.neural import NeuralReader; NeuralReader()"
    subprocess.run([sys.executable, "-c", opened], env=env, check=True, timeout=120)
    assert [p.name for p in tmp_path.rglob("*")] == []
