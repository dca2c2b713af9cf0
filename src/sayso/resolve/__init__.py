"""From the claims of many reports to incidents: what is one happening, who says what, what is contested."""

from .changes import Changes, FindingChange, Turn, changes, finding_changes
from .doubts import Likeness, NearMiss, missed, near_misses
from .ids import Registry
from .independence import SourceChain
from .judged import Judged, Places, anchor, constraints
from .merge import Merged, merge, source_chains
from .resemblance import Resemblances

__all__ = [
    "Changes",
    "FindingChange",
    "Judged",
    "Likeness",
    "Merged",
    "NearMiss",
    "Places",
    "Registry",
    "Resemblances",
    "SourceChain",
    "Turn",
    "anchor",
    "changes",
    "constraints",
    "finding_changes",
    "merge",
    "missed",
    "near_misses",
    "source_chains",
]
