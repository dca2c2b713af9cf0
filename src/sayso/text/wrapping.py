"""Tell texts whose lines were broken at a fixed width (old wires, mail) from those with a paragraph a line."""

from __future__ import annotations

import re
from itertools import pairwise

MIN_WIDTH, MAX_WIDTH = 50, 100  # characters; mail and teleprinters break at 60 to 80
MIN_BREAKS = 3  # fewer broken lines could be chance
SHARE = 0.9  # of lines that another follows; 99 of 100 old wires have 0.94 and more, press releases 0.8 at most
_BLANK = re.compile(r"\n[ \t]*\n")
_INDENT = ("  ", "\t")
_INNER_BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n])")


def hard_wrapped(text: str) -> bool:
    r"""True when nearly every line that another one follows is full: the next line's first word had no room on it.

    >>> hard_wrapped("One line a paragraph.\nAnother paragraph.\nA third.\nA fourth.\n")
    False
    """
    blocks = [block.split("\n") for block in _BLANK.split(text.replace("\r\n", "\n"))]
    if max(len(line) for lines in blocks for line in lines) > MAX_WIDTH:
        return False
    breaks = [
        (len(line.rstrip()), len(following.split()[0]))
        for lines in blocks
        for line, following in pairwise(lines)
        if line.strip() and following.strip() and not following.startswith(_INDENT)
    ]
    if len(breaks) < MIN_BREAKS:
        return False
    room = sorted(length for length, _ in breaks)[len(breaks) // 4]  # a few lines run over the margin
    full = sum(length + 1 + word > room for length, word in breaks)
    return room >= MIN_WIDTH and full >= SHARE * len(breaks)


def unwrapped(text: str) -> str:
    r"""The text with the line breaks inside its blocks as blanks, so that offsets stay; as it is if it is not wrapped.

    Only texts of which `hard_wrapped` holds change.
    """
    return _INNER_BREAK.sub(" ", text) if hard_wrapped(text) else text
