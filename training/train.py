"""Train the reader; resumable, deterministic for one seed and number of workers."""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import sys
import time
from pathlib import Path

import torch
import torch.distributed as dist
from torch import Tensor, nn

from sayso.neural.labels import BIO, FILLERS, KINDS, SLOTS, TOKEN_HEADS

from .batches import Batch, collate, epoch
from .network import Network, role_logits

# How often each corpus comes in an epoch.
WEIGHTS = {"polnear": 1, "gum": 2, "own": 4, "wikievents": 0.3, "rams": 0.5, "muc4": 0.5, "re3d": 1.5, "ecbplus": 1}
LOSS = {
    "cues": 4.0,
    "pairs": 3.0,
    "slots": 5.0,
    "types": 0.5,
    "mentions": 1.5,
    "values": 0.5,
    "propositions": 1.0,
    "fillers": 3.0,
    "events": 1.0,
    "speakers": 1.0,
    "lines": 0.5,
    "roles": 1.0,
}
WARMUP = 0.05
AVERAGE = 0.998  # moving average of the weights


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The loss of every head that this batch labels."""
    hidden = network.encode(batch.ids, batch.features, batch.mask)
    found = {"cues": _entropy(network.cues(hidden, batch.style), batch.cues)}
    if len(batch.pair_rows):
        logits = network.pairs(hidden, batch.pair_rows, batch.pair_cues, batch.style[batch.pair_rows], batch.sentences)
        found["pairs"] = _weighted_entropy(logits, batch.pair_tags, batch.pair_weights)
    parts = dict(zip(TOKEN_HEADS, network.tokens(hidden).split(list(TOKEN_HEADS.values()), dim=-1), strict=True))
    shape = batch.ids.shape
    found["slots"] = _entropy(parts["slots"].reshape(*shape, len(SLOTS), len(BIO)), batch.slots)
    found["mentions"] = _entropy(parts["mentions"].reshape(*shape, len(KINDS), len(BIO)), batch.mentions)
    found["fillers"] = _entropy(parts["fillers"].reshape(*shape, len(FILLERS), len(BIO)), batch.fillers)
    for name in ("types", "values", "propositions"):
        found[name] = _entropy(parts[name], getattr(batch, name))
    return found | _phrase_losses(network, batch, parts)


def _phrase_losses(network: Network, batch: Batch, parts: dict[str, Tensor]) -> dict[str, Tensor]:
    """The losses of pairs of a window that mean one happening or speaker, of sentences, and of roles.

    Two claims of which neither tells of a named happening may or may not be about the same.
    """
    found = {}
    for head, phrases in (("events", batch.events), ("speakers", batch.speakers)):
        named = phrases.numbers >= 0
        sure = named[:, None] | named[None] if head == "events" else named[:, None] & named[None]
        known = (phrases.rows[:, None] == phrases.rows[None]) & sure
        same = phrases.numbers[:, None] == phrases.numbers[None]
        found[head] = _agreement(network.alike(head, phrases.of(parts[head])), same, known.tril(-1))
    lines = batch.lines
    found["lines"] = _agreement(lines.of(parts["lines"])[:, 0], lines.numbers == 1, lines.numbers >= 0)
    told = role_logits(batch.triggers.of(parts["triggers"]), batch.arguments.of(parts["arguments"]))
    found["roles"] = _agreement(told, batch.roles == 1, batch.roles >= 0)
    return found


def _agreement(logits: Tensor, right: Tensor, known: Tensor) -> Tensor:
    """Mean binary cross-entropy where `known`, 0 if nowhere."""
    each = nn.functional.binary_cross_entropy_with_logits(logits, right.float(), reduction="none")
    return (each * known).sum() / known.sum().clamp(min=1)


def _entropy(logits: Tensor, tags: Tensor) -> Tensor:
    """Mean cross-entropy over the labelled pieces, 0 if there are none."""
    count = (tags >= 0).sum().clamp(min=1)
    flat = logits.float().reshape(-1, logits.shape[-1])
    return nn.functional.cross_entropy(flat, tags.reshape(-1), ignore_index=-1, reduction="sum") / count


def _weighted_entropy(logits: Tensor, tags: Tensor, weights: Tensor) -> Tensor:
    """Weighted mean cross-entropy over the labelled pieces."""
    flat = logits.float().reshape(-1, logits.shape[-1])
    each = nn.functional.cross_entropy(flat, tags.reshape(-1), ignore_index=-1, reduction="none")
    known = weights.reshape(-1) * (tags.reshape(-1) >= 0)
    return (each * known).sum() / known.sum().clamp(min=1)


def rate(step: int, steps: int) -> float:
    """Share of the learning rate: a short rise, then a straight line to 0."""
    rise = WARMUP * steps
    return step / rise if step < rise else max(0.0, (steps - step) / (steps - rise))


def free_cores() -> int:
    """Cores for this process on a machine that others use too: to wait for a busy core costs more than it brings."""
    others = os.getloadavg()[0] - torch.get_num_threads()
    return max(1, min(os.cpu_count() or 1, round((os.cpu_count() or 1) - others)))


def warm_start(network: Network, weights: dict[str, Tensor]) -> None:
    """Take over the weights of an earlier training; rows that a head has grown by stay, heads that are gone are not."""
    own = network.state_dict()
    for name in weights.keys() & own.keys():
        tensor = weights[name]
        own[name][tuple(slice(size) for size in tensor.shape)] = tensor
    network.load_state_dict(own)


class Trainer:
    """One worker's loop; with several, gradients are averaged over them."""

    def __init__(self, given: argparse.Namespace, rank: int, world: int) -> None:
        self.given, self.rank, self.world = given, rank, world
        torch.manual_seed(given.seed + 1000 * rank)
        torch.set_num_threads(given.threads or 1)
        self.corpora = pickle.loads(given.packed.read_bytes())
        self.weights = {name: times for name, times in WEIGHTS.items() if name not in given.without}
        self.network = Network(given.weights)
        if given.start:
            warm_start(self.network, torch.load(given.start, weights_only=True)["weights"])
        if given.only:
            for name, parameter in self.network.named_parameters():
                parameter.requires_grad_(name.startswith(given.only))
        encoder = [p for n, p in self.network.named_parameters() if n.startswith("encoder.") and p.requires_grad]
        heads = [p for n, p in self.network.named_parameters() if not n.startswith("encoder.") and p.requires_grad]
        self.parameters = encoder + heads
        groups = [{"params": encoder, "lr": given.rate}, {"params": heads, "lr": given.head_rate}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.bases = [g["lr"] for g in self.optimizer.param_groups]
        self.average = [p.detach().clone() for p in self.parameters]
        self.step = 0
        if given.out.with_suffix(".state").exists():
            self.resume(given.out.with_suffix(".state"))

    def resume(self, path: Path) -> None:
        """Go on where the last checkpoint stopped."""
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average = state["average"]
        self.step = state["step"]

    def save(self) -> None:
        """Write the state to go on from, and the averaged weights to use."""
        if self.rank:
            return
        out = self.given.out
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "step": self.step,
        }
        torch.save(state, out.with_suffix(".state.new"))
        os.replace(out.with_suffix(".state.new"), out.with_suffix(".state"))
        weights = {n: v.clone() for n, v in self.network.state_dict().items()}
        names = {id(p): n for n, p in self.network.named_parameters()}
        for parameter, mean in zip(self.parameters, self.average, strict=True):
            weights[names[id(parameter)]] = mean.clone()
        torch.save({"weights": weights, "step": self.step}, out.with_suffix(".new"))
        os.replace(out.with_suffix(".new"), out)

    def run(self) -> None:
        """All steps that are left."""
        number, done = 0, 0
        clock = saved = time.time()
        tokens, sums = 0, {}
        while self.step < self.given.steps:
            batches = epoch(self.corpora, self.weights, self.given.seed + number, self.given.tokens)
            per_rank = len(batches) // self.world
            for i in range(per_rank):
                done += 1
                if done <= self.step:
                    continue
                rng = random.Random(f"{self.given.seed}/{number}/{i}/{self.rank}")
                batch = collate(batches[i * self.world + self.rank], rng)
                if not self.given.threads and self.step % 10 == 0:
                    torch.set_num_threads(free_cores())
                for name, value in self.update(batch).items():
                    total, count = sums.get(name, (0.0, 0))
                    sums[name] = (total + value, count + 1)
                tokens += int(batch.mask.sum()) * self.world
                if self.step % self.given.log_every == 0 and not self.rank:
                    told = {"step": self.step, "epoch": round(number + i / per_rank, 2)}
                    told |= {"tokens/s": round(tokens / (time.time() - clock))}
                    told |= {n: round(t / c, 4) for n, (t, c) in sums.items()}
                    sys.stderr.write(json.dumps(told) + "\n")
                    sys.stderr.flush()
                    clock, tokens, sums = time.time(), 0, {}
                if time.time() - saved > self.given.save_every:
                    self.save()
                    saved = time.time()
                if self.step >= self.given.steps:
                    break
            number += 1
        self.save()

    def update(self, batch: Batch) -> dict[str, float]:
        """One step; the loss of each head that had labels."""
        self.network.train()
        share = rate(self.step, self.given.steps)
        for group, base in zip(self.optimizer.param_groups, self.bases, strict=True):
            group["lr"] = base * share
        with torch.autocast("cpu", torch.bfloat16):
            found = losses(self.network, batch)
        found = {name: loss for name, loss in found.items() if name not in self.given.without}
        total = torch.stack([LOSS[name] * loss for name, loss in found.items()]).sum()
        total.backward()
        if self.world > 1:
            self.exchange()
        nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=False)
        self.step += 1
        decay = min(AVERAGE, self.step / (self.step + 10))
        torch._foreach_lerp_(self.average, [p.detach() for p in self.parameters], 1 - decay)
        return {name: float(loss.detach()) for name, loss in found.items() if float(loss.detach()) > 0}

    def exchange(self) -> None:
        """Average the gradients over the workers."""
        grads = [p.grad if p.grad is not None else torch.zeros_like(p) for p in self.parameters]
        flat = torch.cat([g.reshape(-1) for g in grads])
        dist.all_reduce(flat)
        flat /= self.world
        for parameter, piece in zip(self.parameters, flat.split([g.numel() for g in grads]), strict=True):
            parameter.grad = piece.reshape(parameter.shape)


def main() -> None:
    """Train from packed corpora to a weights file."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("packed", type=Path)
    parser.add_argument("weights", type=Path, help="folder of the starting weights")
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, help="weights of an earlier training to go on from")
    parser.add_argument(
        "--without",
        nargs="*",
        default=(),
        choices=[*WEIGHTS, *LOSS],
        metavar="NAME",
        help="corpora and heads to leave out",
    )
    parser.add_argument("--only", metavar="PREFIX", help="learn only weights whose names begin so: late")
    parser.add_argument("--steps", type=int, default=4200)
    parser.add_argument("--tokens", type=int, default=1600, help="padded pieces a batch and worker")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--threads", type=int, default=1, help="0 = as many cores as are free just now")
    parser.add_argument("--log-every", type=int, default=20, help="steps")
    parser.add_argument("--save-every", type=float, default=180, help="seconds")
    given = parser.parse_args()
    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    if world > 1:
        dist.init_process_group("gloo")
    Trainer(given, rank, world).run()


if __name__ == "__main__":
    main()
