"""Sayso: on whose say-so? Every claim of a report, with its source, certainty and evidence.

>>> import sayso
>>> coded = sayso.code("Two men died in the raid, police said on Sunday.", published="2024-04-22")
>>> coded.sources[0].name
'police'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .model import Claim, CodedReport, Incident, Report
    from .pipeline.code import Coder, code
    from .pipeline.ledger import Ledger

__version__ = "0.1.0"

__all__ = ["Claim", "CodedReport", "Coder", "Incident", "Ledger", "Report", "__version__", "code"]

_ROOMS = {
    "Claim": ".model",
    "CodedReport": ".model",
    "Coder": ".pipeline.code",
    "Incident": ".model",
    "Ledger": ".pipeline.ledger",
    "Report": ".model",
    "code": ".pipeline.code",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: `sayso schema` need not wait for the whole reading."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name], __name__), name)
