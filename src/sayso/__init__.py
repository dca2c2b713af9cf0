"""Sayso: on whose say-so? Every claim of a report, with its source, certainty and evidence.

>>> import sayso
>>> coded = sayso.code("Two men died in the raid, police said on Sunday.", published="2024-04-22")
>>> coded.sources[0].name
'police'
"""

from .model import Claim, CodedReport, Incident, Report
from .pipeline.code import Coder, code

__version__ = "0.1.0"

__all__ = ["Claim", "CodedReport", "Coder", "Incident", "Report", "__version__", "code"]
