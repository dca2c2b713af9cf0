"""How much is read at most, and from where, so that no input can use up the machine or reach into its network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..errors import UsageError

Addresses = Literal["public", "any"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes as stored, counts in files.

    `max_bytes` holds for one report: a text file, a page, a line of .jsonl, one object of a .json list. A .jsonl file
    as a whole has no limit. `max_list_bytes` holds for a .json file, which is kept whole while it is read. `max_files`
    holds for all files of one named folder. `addresses` says which hosts are asked for pages: `public`, or `any`, also
    those of this machine and its network.

    Raises:
        UsageError: a limit is below 1.
    """

    max_bytes: int = 5_000_000
    max_list_bytes: int = 50_000_000
    max_files: int = 1_000_000
    addresses: Addresses = "public"

    def __post_init__(self) -> None:
        for name in ("max_bytes", "max_list_bytes", "max_files"):
            if getattr(self, name) < 1:
                raise UsageError(f"limit {name}: {getattr(self, name)} is too small; give a number of at least 1")
