"""Score who "he", "the official" or "the group" is: speakers whom gold traces to a name told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..model import CodedReport, Source
from .gold import GoldCluster
from .ratios import percent
from .spans import align

_WORD = re.compile(r"\w{3,}")
SHARED = 1 / 3  # of the words of gold's name; titles and first names come and go


@dataclass(frozen=True, slots=True)
class SpeakerTally:
    """Gold claims whose speaker is named elsewhere: how many, how many have a speaker, and the right one."""

    gold: int = 0
    attributed: int = 0
    right: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Counts, and in percent the share traced rightly of all and of those found with a speaker."""
        return {
            "gold": self.gold,
            "attributed": self.attributed,
            "right": self.right,
            "recall": percent(self.right, self.gold),
            "of_attributed": percent(self.right, self.attributed),
        }


def resolved_speakers(clusters: Iterable[GoldCluster], coded: Mapping[str, CodedReport]) -> SpeakerTally:
    """Speakers of gold claims with a `resolved` name against those of the claims aligned with them.

    One is right when its names and mentions share a third of the words of gold's name.
    """
    wanted = attributed = right = 0
    for gold in (report for cluster in clusters for report in cluster.reports):
        wanted += sum(isinstance(claim.resolved, str) for claim in gold.claims)
        if gold.report_id not in coded:
            continue
        report = coded[gold.report_id]
        sources = {source.id: source for source in report.sources}
        for i, j in align(gold.claims, report.claims):
            name, chain = gold.claims[i].resolved, report.claims[j].chain
            if isinstance(name, str) and chain:
                attributed += 1
                right += any(_is(sources[id], name, report.report.text) for id in chain[-1])
    return SpeakerTally(wanted, attributed, right)


def _is(source: Source, name: str, text: str) -> bool:
    told = _words(" ".join((source.name, *(span.text(text) for span in source.mentions))))
    asked = _words(name)
    return len(asked & told) >= max(1.0, SHARED * len(asked))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) - {"the", "and"}
