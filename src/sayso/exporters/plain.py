"""Write incidents as the contract prints them: a JSON list with an incident on each line, or JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Incident
from ..model.codec import encode

LIST, LINES = "application/json", "application/x-ndjson"  # media types


def json_list(incidents: Iterable[Incident]) -> Iterator[bytes]:
    """A list, piece by piece, as `sayso incidents --format json` prints it."""
    separator = b"[\n"
    for incident in incidents:
        yield separator + encode(incident)
        separator = b",\n"
    yield b"\n]\n" if separator != b"[\n" else b"[]\n"


def json_lines(incidents: Iterable[Incident]) -> Iterator[bytes]:
    """One incident a line."""
    return (encode(incident) + b"\n" for incident in incidents)
