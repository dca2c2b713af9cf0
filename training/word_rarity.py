"""Make the table of how rare words are in reports.

python -m training.word_rarity CORPORA [--write]

CORPORA holds the corpora as `training.train` reads them. Counted is in how many reports a word of four letters or more
stands, lower-cased: ECB+ topics 1 to 24, PolNeAR train, WikiEvents train, MUC-4 DEV, our clusters train, the Sayso
corpus without its held-out clusters, and of the incidents with articles (`sayso.evaluate.articles`) that may be looked
at those that have one article only, so that no pair of reports is compared by counts of its own. The table holds words
that stand in several reports, by class of rarity, and nothing else of the texts. Prints its figures as JSON; --write
puts it into the package.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log
from pathlib import Path

from sayso.evaluate.articles import read_articles
from sayso.vocab.word_rarity import STEPS, words_of

from .corpora import SAYSO_CORPUS, rows
from .tally import PARTS, part_of

TARGET = Path("src/sayso/data/lexicon/en/word_rarity.tsv")
HEAD = """# How rare words are in {documents} reports: a class (log inverse document frequency in steps of 1/{steps})
# and its words; the last class is that of all others. Made by `python -m training.word_rarity`: see training/DATA.md.
"""
LEAST = 3  # reports that a word of the table stands in
ECB_LAST = 24
SHORTEST = 300  # characters of an article; shorter ones are what is left of pages


def texts(corpora: Path) -> Iterator[str]:
    """The texts that are counted."""
    for doc in rows(corpora / "events/ecbplus.jsonl.gz"):
        if int(doc["topic"]) <= ECB_LAST:
            yield doc["text"]
    for name in ("attribution/polnear.train.jsonl.gz", "events/wikievents.jsonl.gz"):
        yield from (doc["text"] for doc in rows(corpora / name) if doc["split"] == "train")
    yield from (doc["text"] for doc in rows(corpora / "events/muc4.dev.jsonl.gz"))
    for story in read_articles(corpora / "events/gva.jsonl.gz"):
        if part_of(story.incident) != PARTS - 1 and len(story.reports) == 1:
            yield from (report.text for report in story.reports if len(report.text) >= SHORTEST)
    held = set(json.loads((SAYSO_CORPUS / "split.json").read_text(encoding="utf-8"))["held_out"])
    for folder in (corpora / "clusters/train", SAYSO_CORPUS / "clusters"):
        for path in sorted(folder.glob("*.json")):
            if folder.parent != SAYSO_CORPUS or path.stem not in held:
                yield from (r["text"] for r in json.loads(path.read_text(encoding="utf-8"))["reports"])


def table(found: Iterable[str]) -> str:
    """The text of the table."""
    counts, documents = Counter[str](), 0
    for text in found:
        counts.update(set(words_of(text)))
        documents += 1
    classes: dict[int, list[str]] = {}
    for word, count in sorted(counts.items()):
        if count >= LEAST:
            classes.setdefault(round(STEPS * log((documents + 1) / (count + 1))), []).append(word)
    rarest = round(STEPS * log(documents + 1))
    lines = [f"{name}\t{' '.join(words)}" for name, words in sorted(classes.items())]
    return HEAD.format(documents=documents, steps=STEPS) + "\n".join([*lines, f"{rarest}\t"]) + "\n"


def main() -> None:
    """Count, print, and write the table if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    made = table(texts(given.corpora))
    sys.stdout.write(json.dumps({"words": len(made.split()), "bytes": len(made.encode())}) + "\n")
    if given.write:
        TARGET.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
