"""Find weapons and what carries them, with the kind of attack that each makes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..vocab.loader import load_yaml
from .patterns import Patterns


@dataclass(frozen=True, slots=True)
class Weapon:
    """An entry of the weapon lexicon: its kind (missile, drone, gun, …).

    `named` is False for words that only point to a weapon ("suicide bomber"); a `carrier` such as a helicopter may be
    there for another reason, so it says nothing about attacks outside its own clause.
    """

    kind: str
    named: bool = True
    carrier: bool = False


@cache
def weapon_patterns() -> Patterns[Weapon]:
    """The weapon lexicon of the package."""
    rows = load_yaml("lexicon/en/weapons.yaml")
    return Patterns(
        (row["words"], Weapon(row["class"], row.get("weapon", True), row.get("carrier", False))) for row in rows
    )
