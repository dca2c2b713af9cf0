"""Write to people: consoles, one-line messages, progress bars, and text made safe to print."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Protocol

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.theme import Theme

MAX_WIDTH = 120  # longer lines of quoted text are hard to read
THEME = Theme(
    {
        "id": "dim",
        "source": "bold",
        "quote": "italic",
        "slot": "cyan",
        "yes": "green",
        "no": "red",
        "maybe": "yellow",
        "open": "magenta",
        "agree": "green",
        "conflict": "bold red",
        "note": "yellow",
    }
)


def console(stream: IO[str] | None = None) -> Console:
    """A console on stdout: colour only on a terminal and never under NO_COLOR, markup of report texts never read."""
    made = Console(file=stream or sys.stdout, theme=THEME, highlight=False, markup=False, emoji=False)
    if made.width > MAX_WIDTH:
        made.width = MAX_WIDTH
    return made


def show(parts: Iterable[RenderableType], to: Console) -> None:
    """Print parts one by one; in a file or pipe without the blanks that pad a line to the console's width."""
    for part in parts:
        if to.is_terminal:
            to.print(part)
            continue
        with to.capture() as captured:
            to.print(part)
        to.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def printable(text: str) -> str:
    """One line of text with nothing in it that steers a terminal: control and direction marks become `�`.

    >>> printable("five\\n rockets\\x1b[2J")
    'five rockets�[2J'
    """
    flat = " ".join(text.split())
    return "".join("�" if _steers(c) else c for c in flat)


def _steers(char: str) -> bool:
    code = ord(char)
    return code < 0x20 or 0x7F <= code <= 0x9F or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069


def say(message: str) -> None:
    """One message on stderr; plain, so that a progress bar that is on the screen moves out of its way."""
    print(f"sayso: {printable(message)}", file=sys.stderr)


class Advance(Protocol):
    """Tells a progress bar that `steps` more are done."""

    def __call__(self, steps: int = 1) -> None:
        """Move on."""
        ...


@contextmanager
def progress(what: str, total: int | None, *, shown: bool = True) -> Iterator[Advance]:
    """A progress bar on stderr, only when that is a terminal; yields the function that moves it on."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console(sys.stderr),
        transient=True,
        disable=not (shown and sys.stderr.isatty()),
    )
    with bar:
        task = bar.add_task(what, total=total)

        def advance(steps: int = 1) -> None:
            bar.advance(task, steps)

        yield advance
