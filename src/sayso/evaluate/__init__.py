"""Score the coder against gold: claims, attributed facts, incidents."""

from .claims import ClaimFigures, ReportFigures
from .gold import GoldCluster, load_gold
from .incidents import IncidentFigures

__all__ = ["ClaimFigures", "GoldCluster", "IncidentFigures", "ReportFigures", "load_gold"]
