"""From the claims of many reports to incidents: what is one happening, who says what, what is contested."""

from .ids import Registry
from .independence import SourceChain
from .merge import Merged, merge, source_chains

__all__ = ["Merged", "Registry", "SourceChain", "merge", "source_chains"]
