"""Where reports, claims and judgements are kept for good, and the incidents derived from them for quick looking."""

from .cache import Registry
from .ledger import Ledger
from .reader import LedgerCounts, Revision, SetAside
from .view import IncidentQuery, Shown, ShownClaim, ShownSource
from .writer import StoreOutcome

__all__ = [
    "IncidentQuery",
    "Ledger",
    "LedgerCounts",
    "Registry",
    "Revision",
    "SetAside",
    "Shown",
    "ShownClaim",
    "ShownSource",
    "StoreOutcome",
]
