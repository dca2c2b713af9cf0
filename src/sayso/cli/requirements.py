"""Compare what a package requires with what is installed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import metadata

_REQUIREMENT = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)\s*(?:\(?>=\s*(?P<least>[0-9.]+))?")


def missing_requirements(requirements: Iterable[str]) -> list[str]:
    """One phrase for each requirement (`click>=8.1`) that is not installed or too old; extras are left out.

    >>> missing_requirements(["click>=8.1", "no-such-package>=2", "pytest; extra == 'dev'"])
    ['no-such-package is not installed']
    """
    found = []
    for requirement in requirements:
        match = _REQUIREMENT.match(requirement)
        if match is None or "extra ==" in requirement:
            continue
        name, least = match["name"], match["least"]
        try:
            installed = metadata.version(name)
        except metadata.PackageNotFoundError:
            found.append(f"{name} is not installed")
            continue
        if least and release(installed) < release(least):
            found.append(f"{name} {installed} is older than {least}")
    return found


def release(version: str) -> tuple[int, ...]:
    """The numbers of a version, without what follows them.

    >>> release("2.0.30rc1")
    (2, 0, 30)
    """
    numbers = []
    for part in version.split("."):
        digits = re.match(r"\d+", part)
        if digits is None:
            break
        numbers.append(int(digits[0]))
        if digits[0] != part:
            break
    return tuple(numbers)
