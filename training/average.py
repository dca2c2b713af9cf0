"""Average the weights of several trainings of one line: `python -m training.average OUT SHARE=WEIGHTS.pt ...`.

Each went on from the one before, so that their weights lie in one valley and their mean reads better than either
(Wortsman et al. 2022, "Model soups"). Where a head has grown since, its new rows come from those that have them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor


def average(parts: list[tuple[float, dict[str, Tensor]]]) -> dict[str, Tensor]:
    """The weighted mean; the last of `parts` has the shape of all heads."""
    newest = parts[-1][1]
    mean = {}
    for name, tensor in newest.items():
        if not tensor.dtype.is_floating_point:
            mean[name] = tensor
            continue
        total, shares = torch.zeros_like(tensor), torch.zeros_like(tensor)
        for share, weights in parts:
            if name not in weights:  # a head that it had not yet
                continue
            rows = tuple(slice(size) for size in weights[name].shape)
            total[rows] += share * weights[name]
            shares[rows] += share
        mean[name] = total / shares
    return mean


def main() -> None:
    """Write the mean as a checkpoint that `training.export` takes."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("parts", nargs="+", metavar="SHARE=WEIGHTS.pt", help="oldest first")
    given = parser.parse_args()
    parts = []
    for part in given.parts:
        share, _, path = part.partition("=")
        parts.append((float(share), torch.load(path, weights_only=True)["weights"]))
    torch.save({"weights": average(parts), "step": 0}, given.out)


if __name__ == "__main__":
    main()
