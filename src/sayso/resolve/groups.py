"""Disjoint groups that can be joined (union-find); a group is called by its least member."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

T = TypeVar("T", bound=Any)


class Groups(Generic[T]):
    """Groups of comparable members."""

    def __init__(self, members: Iterable[T] = ()) -> None:
        self._up: dict[T, T] = {member: member for member in members}

    def of(self, member: T) -> T:
        """The least member of its group; a new member is a group of its own."""
        root = self._up.setdefault(member, member)
        while self._up[root] != root:
            root = self._up[root]
        while self._up[member] != root:
            self._up[member], member = root, self._up[member]
        return root

    def join(self, a: T, b: T) -> None:
        """Make one group of two."""
        first, second = sorted((self.of(a), self.of(b)))
        self._up[second] = first
