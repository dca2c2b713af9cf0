"""Take in the reports that a command names; what cannot be read is told, counted, and does not stop the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model import Diagnostic
from ..readers import Limits, Reading, Unread, read
from ..settings import Settings
from .app import EXIT_DONE, EXIT_SET_ASIDE
from .phrases import plural
from .terminal import say


@dataclass(slots=True)
class Intake:
    """Reads sources one by one and keeps count of what had to be set aside."""

    settings: Settings
    published: str | None = None
    publisher: str | None = None
    tell_notes: bool = True  # what was guessed or left out of reports that were read
    taken: int = 0
    set_aside: int = 0

    def readings(self, sources: Iterable[str]) -> Iterator[Reading | Unread]:
        """What the sources hold; each thing set aside or noted is told as it comes."""
        for result in read(sources, published=self.published, publisher=self.publisher, limits=self.limits):
            if isinstance(result, Unread):
                self.set_aside += 1
                say(f"set aside {result.origin}: {words_of(result.diagnostic)}")
            else:
                self.taken += 1
                for diagnostic in result.diagnostics if self.tell_notes else ():
                    say(f"{result.origin}: {words_of(diagnostic)}")
            yield result

    @property
    def limits(self) -> Limits:
        """How much is read at most, and from where, from the settings."""
        return limits_of(self.settings)

    @property
    def exit_code(self) -> int:
        """0 when everything was read, 1 when something was set aside; says how much on stderr."""
        if not self.set_aside:
            return EXIT_DONE
        say(f"{plural(self.set_aside, 'input')} set aside, {plural(self.taken, 'report')} read")
        return EXIT_SET_ASIDE


def limits_of(settings: Settings) -> Limits:
    """How much is read at most, and from where."""
    return Limits(
        max_bytes=settings.max_bytes,
        max_list_bytes=settings.max_list_bytes,
        max_files=settings.max_files,
        addresses=settings.addresses,
    )


def words_of(diagnostic: Diagnostic) -> str:
    """A diagnostic of the reading room as one line: its message, with its code to search for."""
    return f"{diagnostic.message} [{diagnostic.code}]"
