"""One coder for all that is added through the pages, made when the first report comes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from ..pipeline.code import Coder


class Coding:
    """Makes its coder when it is first asked for, which takes some seconds."""

    def __init__(self, make_coder: Callable[[], Coder]) -> None:
        self._make = make_coder

    @cached_property
    def coder(self) -> Coder:
        """The coder; only the thread of the jobs uses it."""
        return self._make()
