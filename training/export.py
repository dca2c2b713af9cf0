"""Turn trained weights into a bundle: two ONNX graphs (the encoder int8), the tokenizer, a config with checksums."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from sayso.neural.bundle import CONFIG, FORMAT, GRAPHS, TOKENIZER
from sayso.neural.encode import MARGIN, WINDOW
from sayso.neural.labels import STYLES, label_sets

from .network import Network

OPSET = 17


class EncoderGraph(nn.Module):
    """Pieces to vectors, cue logits of both styles, and token logits."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """hidden [batch, pieces, width], cues [batch, style, piece, tag], tokens [batch, piece, outputs]."""
        hidden = self.network.encode(ids, features, mask)
        styles = [torch.full_like(ids[:, 0], number) for number in range(len(STYLES))]
        cues = torch.stack([self.network.cues(hidden, style) for style in styles], dim=1)
        return hidden, cues, self.network.tokens(hidden)


class PairGraph(nn.Module):
    """Vectors and cues to the tags of every piece for every cue."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, hidden: Tensor, sentences: Tensor, rows: Tensor, cues: Tensor, style: Tensor) -> Tensor:
        """Logits [cues, pieces, tags]."""
        return self.network.pairs(hidden, rows, cues, style, sentences)


def load(weights: Path, checkpoint: Path) -> Network:
    """The trained network, ready to read."""
    network = Network(weights)
    network.load_state_dict(torch.load(checkpoint, weights_only=True)["weights"])
    return network.eval()


def export(network: Network, out: Path, *, int8: bool = True) -> None:
    """Write `model.onnx` and `pairs.onnx`."""
    network.encoder.config._attn_implementation = "eager"  # plain matrix products: the int8 kernels know them
    ids = torch.randint(1000, 2000, (3, 40))
    other = torch.zeros_like(ids)
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        full = Path(folder) / GRAPHS[0]
        batched = {0: "batch", 1: "pieces"}
        torch.onnx.export(
            EncoderGraph(network),
            (ids, other, torch.ones_like(ids)),
            str(full),
            input_names=["ids", "features", "mask"],
            output_names=["hidden", "cues", "tokens"],
            dynamic_axes=dict.fromkeys(("ids", "features", "mask", "hidden", "tokens"), batched)
            | {"cues": {0: "batch", 2: "pieces"}},
            opset_version=OPSET,
            dynamo=False,
        )
        if int8:
            quantize_dynamic(full, out / GRAPHS[0], weight_type=QuantType.QInt8, per_channel=True, reduce_range=False)
        else:
            shutil.copy(full, out / GRAPHS[0])
        hidden = torch.randn(3, 40, network.encoder.config.hidden_size)
        row = torch.zeros(2, dtype=torch.long)
        torch.onnx.export(
            PairGraph(network),
            (hidden, other, row, row + 5, row),
            str(out / GRAPHS[1]),
            input_names=["hidden", "sentences", "rows", "cues", "style"],
            output_names=["pairs"],
            dynamic_axes={"hidden": batched, "sentences": batched, "pairs": {0: "links", 1: "pieces"}}
            | {n: {0: "links"} for n in ("rows", "cues", "style")},
            opset_version=OPSET,
            dynamo=False,
        )
    for part in GRAPHS:
        onnx.checker.check_model(str(out / part))


def write_config(out: Path, name: str, version: str, tuned: dict[str, Any]) -> None:
    """Write the config with the checksums of the files beside it."""
    recorded = {}
    for part in (*GRAPHS, TOKENIZER):
        raw = (out / part).read_bytes()
        recorded[part] = {"sha256": hashlib.sha256(raw).hexdigest(), "bytes": len(raw)}
    config = {
        "format": FORMAT,
        "name": name,
        "version": version,
        "language": "en",
        "labels": label_sets(),
        "files": recorded,
        "window": WINDOW,
        "margin": MARGIN,
        "thresholds": tuned.get("thresholds", {}),
        "calibration": tuned.get("calibration", {}),
    }
    (out / CONFIG).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Export a checkpoint as a bundle."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("weights", type=Path, help="folder of the starting weights, with tokenizer.json")
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--version", default="1")
    parser.add_argument("--tuned", default="{}", help="JSON of thresholds and calibration from `training.tune`")
    parser.add_argument("--fp32", action="store_true", help="leave the encoder in full precision")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    export(load(given.weights, given.checkpoint), given.out, int8=not given.fp32)
    shutil.copy(given.weights / TOKENIZER, given.out / TOKENIZER)
    write_config(given.out, given.out.name, given.version, json.loads(given.tuned))


if __name__ == "__main__":
    main()
