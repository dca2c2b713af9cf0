"""Sample-like reports in any number: the bundled samples, varied so that no two texts are equal."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from importlib.resources import files

from sayso.model import Report

SAMPLES = files("sayso") / "data" / "samples"


def sample_reports() -> list[Report]:
    """The bundled samples that are plain text, in order of their names."""
    reports = []
    for file in sorted(SAMPLES.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".txt"):
            name = file.name.removesuffix(".txt")
            sidecar = json.loads((SAMPLES / f"{name}.meta.json").read_text(encoding="utf-8"))
            reports.append(_report(file.read_text(encoding="utf-8"), {"id": name, **sidecar}))
        elif file.name.endswith(".jsonl"):
            for line in file.read_text(encoding="utf-8").splitlines():
                fields = json.loads(line)
                reports.append(_report(fields["text"], fields))
    return reports


def _report(text: str, fields: dict[str, str | None]) -> Report:
    return Report.of(text, id=fields["id"], published=fields["published"], publisher=fields["publisher"])


def many_reports(count: int) -> Iterator[Report]:
    """`count` reports: the samples in turn, from the second round on with other numbers and paragraphs in other order.

    The same `count` gives the same reports on every machine.
    """
    samples = sample_reports()
    for number in range(count):
        turn, place = divmod(number, len(samples))
        sample = samples[place]
        text = sample.text if turn == 0 else vary(sample.text, random.Random(number))
        yield Report.of(text, id=f"{sample.id}-{turn}", published=sample.published, publisher=sample.publisher)


def vary(text: str, rng: random.Random) -> str:
    """The text with its paragraphs after the first in another order and its small numbers changed."""
    first, *rest = text.split("\n\n")
    rng.shuffle(rest)
    return re.sub(r"\b[2-9]\b", lambda match: str(rng.randint(2, 9)), "\n\n".join([first, *rest]))
