"""Write a bundle's model card from its metrics, its config and the list of training data."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from string import Template
from typing import Any

HERE = Path(__file__).parent


def card(bundle: Path) -> str:
    """The card as Markdown."""
    metrics = json.loads((bundle / "metrics.json").read_text(encoding="utf-8"))
    config = json.loads((bundle / "config.json").read_text(encoding="utf-8"))
    data = (HERE / "DATA.md").read_text(encoding="utf-8").partition("\n")[2].partition("\n## ")[0].strip()
    size = sum(record["bytes"] for record in config["files"].values())
    return Template((HERE / "card.md").read_text(encoding="utf-8")).substitute(
        name=config["name"],
        version=config["version"],
        megabytes=round(size / 1e6, 1),
        window=config["window"],
        attributions=attribution_table(metrics),
        slots=slot_table(metrics["clusters"]),
        values=values_line(metrics["clusters"]),
        linked=linked_line(metrics["clusters"]["linked"]),
        ablations=ablation_table(json.loads((HERE / "ablations.json").read_text(encoding="utf-8"))),
        data=data,
    )


def ablation_table(told: dict[str, Any]) -> str:
    """How many steps each short training took, and a row for each."""
    names = list(told["rows"][0])
    lines = [f"Of {told['steps']} steps each:", "", f"| {' | '.join(names)} |", "|" + "---|" * len(names)]
    return "\n".join([*lines, *("| " + " | ".join(str(row[name]) for name in names) + " |" for row in told["rows"])])


def attribution_table(metrics: dict[str, Any]) -> str:
    """A row for each development set."""
    sets = {
        "PolNeAR dev (news style)": metrics["polnear.dev"],
        "GUM news (news style; trained on GUM interviews only)": metrics["gum_news"],
        "our clusters, dev (claims style)": metrics["clusters"]["claim_attributions"],
    }
    lines = ["| set | gold | found | P | R | F1 | exact source / cue / content |", "|---|---|---|---|---|---|---|"]
    for name, figures in sets.items():
        found, exact = (
            figures["attribution"],
            " / ".join(str(figures[f"exact_{p}"]) for p in ("source", "cue", "content")),
        )
        row = (name, figures["gold"], figures["pred"], found["p"], found["r"], found["f1"], exact)
        lines.append("| " + " | ".join(map(str, row)) + " |")
    return "\n".join(lines)


def slot_table(clusters: dict[str, Any]) -> str:
    """A row for each slot, most frequent first."""
    spans = {name: f for name, f in clusters.items() if isinstance(f, dict) and "overlap" in f}
    lines = ["| slot | gold | exact F1 | overlap F1 |", "|---|---|---|---|"]
    for name, figures in sorted(spans.items(), key=lambda kv: -kv[1]["gold"]):
        lines.append(f"| {name} | {figures['gold']} | {figures['exact']} | {figures['overlap']} |")
    return "\n".join(lines)


def values_line(clusters: dict[str, Any]) -> str:
    """Figures of values and event types."""
    values = clusters["values"]
    return (
        f"Values of gold contents: accuracy {values['accuracy']}, macro-F1 {values['macro_f1']}. "
        f"Types of exactly found triggers: {clusters['types_of_exact_triggers']}% right."
    )


def linked_line(linked: dict[str, Any]) -> str:
    """Figures of what links words: speakers, roles, sentences without a claim."""
    speakers, lines, roles = linked["speakers"], linked["bare_lines"], linked["roles"]
    return (
        f"Of {speakers['told_before']} words for a speaker told of before, the most alike of all earlier words for "
        f"speakers mean the same one in {speakers['most_alike']}%, the last ones in {speakers['last']}%. "
        f"Sentences in which nothing is claimed ({lines['gold']}): precision {lines['p']}, recall {lines['r']}. "
        f"Roles of gold triggers in their sentence ({roles['gold']}): precision {roles['p']}, recall {roles['r']}."
    )


def main() -> None:
    """Write README.md into a bundle that has metrics.json and config.json."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("bundle", type=Path)
    given = parser.parse_args()
    (given.bundle / "README.md").write_text(card(given.bundle), encoding="utf-8")


if __name__ == "__main__":
    main()
