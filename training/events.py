"""Learn by what the claims of one report are told to be about one happening.

python -m training.events FOLDER ... [--split FILE] [--write]

FOLDER holds gold clusters of invented reports; --split keeps those that are not held out. Reports are read as `sayso
code` reads them up to their claims; a claim's happening is that of the gold claim it is aligned with. Along the text
the model is shown, for every claim, the accounts told so far as gold has them, and which of them, or a new one, is
right; of gold's `other`, which may be several happenings, the one that the weights so far hold likeliest. A conditional
logit, as for the tally. Prints B-cubed F1 in cross-validation over clusters beside that of one event a report; --write
puts the weights into the package.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from sayso.evaluate.gold import GoldReport, load_gold
from sayso.evaluate.incidents import OTHER, b_cubed
from sayso.evaluate.spans import align
from sayso.extract.claims import ClaimBuilder
from sayso.extract.coreference import EventGrouper, likeliest
from sayso.extract.event_accounts import Account, Features
from sayso.extract.event_features import Facts, facts_of
from sayso.model import Document
from sayso.pipeline.code import neural_reader
from sayso.pipeline.stages import Stage, default_stages
from sayso.vocab.event_links import Links, event_links

from .tally import Choice, fit

TARGET = Path("src/sayso/data/weights/event_links.yaml")
HEAD = """# What speaks for a claim's going on with a happening told before (the first is the main one, others asides)
# or for its opening a new one: see extract/event_accounts.py. Fitted by `python -m training.events` on {claims} claims
# of {reports} invented reports: B-cubed F1 of the claims about incidents {b3} in cross-validation, {one} with one event
# a report.
# `alike`, what the neural reader holds of happenings, was not fitted, as the reader has learned from the same reports:
# its weight was chosen on evals/gold and the retold clusters, from 0 to 4; fitting leaves it as it is. So with
# `elsewhere`, an attack hundreds of kilometres from where an account is, rare in invented reports: of 0, -1, -3,
# `other_weekday`, an attack on another day of the week in a report that nothing dates: of 0, -1, -2, and `other_days`
# and `its_days`, an attack dated days away from one account and on the day of another: -2 and 2. `named_only`, "the
# raids" where one account alone told of raids: of 0 to 3; fitted it comes to 0.5. (Days of charges and hearings tell no
# attack: with them incidents of Gun Violence Archive articles lost 1.2 points of B-cubed F1, without them 0.1.)
# (That all places of a claim lie elsewhere than an account's was dropped: fitted, it spoke for going on. Without it the
# incidents of retold, own and invented clusters and of the articles score the same; the pairs that it parts in reports
# of the invented corpus are right in 69 of 100 and not in 73.)
"""
START = {"main": 2.0, "goes_on_aside": 3.0, "new": -1.0}  # before anything is learned
# weights that are chosen by hand, and stay as they are (see HEAD)
CHOSEN = ("alike", "elsewhere", "other_weekday", "other_days", "its_days", "named_only")
L2, FOLDS, ROUNDS = 2.0, 5, 2

Labels = Mapping[int, str]
"""The gold incident, or `other`, of the propositions that are aligned with a gold claim."""


@dataclass(frozen=True, slots=True)
class Told:
    """One report: its cluster, what its propositions show, and their gold incidents."""

    cluster: str
    facts: tuple[Facts, ...]
    labels: Labels


def up_to_claims(stages: Sequence[Stage]) -> list[Stage]:
    """The stages that make the claims of a report, none of which is set aside: every proposition has one."""
    last = next(k for k, stage in enumerate(stages) if isinstance(stage, ClaimBuilder))
    built = stages[last]
    assert isinstance(built, ClaimBuilder)
    return [*stages[:last], ClaimBuilder(built.readers, built.fallbacks, scorer=built.scorer, least=0.0)]


def told(cluster: str, report: GoldReport, stages: Sequence[Stage], links: Links) -> Told:
    """A report read up to its claims."""
    doc = Document(report.report())
    for stage in stages:
        doc = stage(doc)
    facts = facts_of(doc, [claim.facets for claim in doc.claims], links)
    labels = {j: report.claims[i].event for i, j in align(report.claims, doc.claims)}
    return Told(cluster, facts, labels)


def right_options(label: str, labels: Labels, accounts: Sequence[Account]) -> set[int]:
    """The accounts that are of this incident by most of their claims; a new one where there is none, or for `other`."""
    right = set()
    for n, account in enumerate(accounts):
        votes = Counter(labels[k] for k in account.members if k in labels)
        if (votes and votes.most_common(1)[0][0] == label) or (not votes and n == 0):
            right.add(n)
    return right if right and label != OTHER else right | {len(accounts)}


class Teacher:
    """Chooses the right account for every claim of a report, and keeps what it was shown."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.shown: list[Choice] = []

    def __call__(
        self, k: int, accounts: Sequence[Account], options: Sequence[Features], scores: Sequence[float]
    ) -> int:
        """The right option; where gold is silent the likeliest."""
        if k not in self.labels:
            return likeliest(k, accounts, options, scores)
        right = max(right_options(self.labels[k], self.labels, accounts), key=lambda n: scores[n])
        self.shown.append(Choice(tuple(options), right))
        return right


def choices(reports: Sequence[Told], links: Links) -> Iterator[Choice]:
    """The choices of all reports, told along their gold accounts."""
    for report in reports:
        teacher = Teacher(report.labels)
        EventGrouper(links).link(report.facts, teacher)
        yield from teacher.shown


def learn(reports: Sequence[Told], links: Links) -> dict[str, float]:
    """Weights by feature."""
    weights = dict(START)
    for _ in range(ROUNDS):
        weights = fit([_unaided(c) for c in choices(reports, replace(links, weights=weights))], l2=L2)
    chosen = {name: links.weights[name] for name in CHOSEN if name in links.weights}
    return {name: weight for name, weight in weights.items() if weight} | chosen


def _unaided(choice: Choice) -> Choice:
    options = tuple({name: x for name, x in option.items() if name not in CHOSEN} for option in choice.candidates)
    return replace(choice, candidates=options)


def grouped(reports: Sequence[Told], links: Links | None) -> list[tuple[Hashable, Hashable]]:
    """Gold and predicted happening of every claim about an incident; without links, one event a report."""
    found: list[tuple[Hashable, Hashable]] = []
    for number, report in enumerate(reports):
        groups = EventGrouper(links).link(report.facts, likeliest) if links else [0] * len(report.facts)
        found += [
            ((report.cluster, number, label), (report.cluster, number, groups[k]))
            for k, label in report.labels.items()
            if label != OTHER
        ]
    return found


def cross_validated(reports: Sequence[Told], links: Links) -> float | None:
    """B-cubed F1 within reports, each fold grouped by weights learned from the others."""
    names = sorted({report.cluster for report in reports})
    found: list[tuple[Hashable, Hashable]] = []
    for fold in range(FOLDS):
        held = set(names[fold::FOLDS])
        weights = learn([r for r in reports if r.cluster not in held], links)
        found += grouped([r for r in reports if r.cluster in held], replace(links, weights=weights))
    return b_cubed(found)


def main() -> None:
    """Read, learn, print figures as JSON, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--split", type=Path, help='JSON with "held_out": names of clusters')
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    held = set(json.loads(given.split.read_text(encoding="utf-8"))["held_out"]) if given.split else set()
    stages = up_to_claims(default_stages(neural_reader("auto")))
    links = event_links()
    reports = [
        told(cluster.cluster_id, report, stages, links)
        for folder in given.folders
        for cluster in load_gold(folder)
        if cluster.cluster_id not in held
        for report in cluster.reports
    ]
    figures = {
        "claims": sum(len(report.labels) for report in reports),
        "reports": len(reports),
        "b3": cross_validated(reports, links),
        "one": b_cubed(grouped(reports, None)),
    }
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    if given.write:
        table = yaml.safe_dump({"weights": learn(reports, links)}, sort_keys=True, width=120)
        TARGET.write_text(HEAD.format(**figures) + table, encoding="utf-8")


if __name__ == "__main__":
    main()
