"""Sayso: on whose say-so? Every claim of a report, with its source, certainty and evidence."""

__version__ = "0.1.0"
