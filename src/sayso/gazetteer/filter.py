"""A small filter in memory that says at once that no place bears a name.

Bloom 1970, "Space/time trade-offs in hash coding with allowable errors"; two hashes give all probes (Kirsch 2006).
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

BITS_A_KEY, PROBES = 12, 6  # 0.4 % false alarms, 1.5 bytes a name
_HALVES = struct.Struct("<II")


@dataclass(frozen=True, slots=True)
class NameFilter:
    """Folded names that may be known; no known name is ever denied."""

    bits: bytes

    def may_hold(self, key: str) -> bool:
        """False when no place bears the folded name; True when one very likely does."""
        size = len(self.bits) * 8
        start, step = _HALVES.unpack(_digest(key))
        bits = self.bits
        for i in range(PROBES):
            bit = (start + i * step) % size
            if not bits[bit >> 3] >> (7 - (bit & 7)) & 1:
                return False
        return True


def packed_filter(keys: Iterable[str], count: int) -> bytes:
    """The bits of a filter over `count` keys."""
    size = max(64, (count * BITS_A_KEY + 7) // 8 * 8)
    halves = np.frombuffer(b"".join(map(_digest, keys)), dtype="<u4").reshape(-1, 2).astype(np.uint64)
    bits = np.zeros(size, dtype=bool)
    for i in range(PROBES):
        bits[(halves[:, 0] + np.uint64(i) * halves[:, 1]) % np.uint64(size)] = True
    return np.packbits(bits).tobytes()


def _digest(key: str) -> bytes:
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
