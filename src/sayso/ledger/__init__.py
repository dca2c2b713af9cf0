"""Where reports, claims and judgements are kept for good, and the incidents derived from them for quick looking."""

from .audit import Fault
from .behind import Behind, behind, built, reports_held
from .browse import FacetCounts, SourceRow, Spot, Standing, standing
from .cache import Registry
from .corrections import claim_anchor, claim_at, is_checked, quoted
from .decided import Decided
from .ledger import Ledger
from .lending import LedgerPool
from .merging import FactsRow, MarkRow, Merging, merging
from .moments import end_of, start_of
from .params import moment_of, params_of, query_of, timeless, whole_number
from .past import picture_of
from .points import Point
from .reader import LedgerCounts, Revision, SetAside
from .rows import fold
from .snapshot import Snapshot
from .view import IncidentQuery, Order, Precision, Shown, ShownClaim, ShownSource, Unknown
from .writer import StoreOutcome

__all__ = [
    "Behind",
    "Decided",
    "FacetCounts",
    "FactsRow",
    "Fault",
    "IncidentQuery",
    "Ledger",
    "LedgerCounts",
    "LedgerPool",
    "MarkRow",
    "Merging",
    "Order",
    "Point",
    "Precision",
    "Registry",
    "Revision",
    "SetAside",
    "Shown",
    "ShownClaim",
    "ShownSource",
    "Snapshot",
    "SourceRow",
    "Spot",
    "Standing",
    "StoreOutcome",
    "Unknown",
    "behind",
    "built",
    "claim_anchor",
    "claim_at",
    "end_of",
    "fold",
    "is_checked",
    "merging",
    "moment_of",
    "params_of",
    "picture_of",
    "query_of",
    "quoted",
    "reports_held",
    "standing",
    "start_of",
    "timeless",
    "whole_number",
]
