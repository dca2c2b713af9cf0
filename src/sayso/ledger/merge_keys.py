"""Ask the index of keys which reports share some with one, and file a report under its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Subquery, func, insert, select

from .merge_tables import merge_keys

SHORT = 40  # days; a longer window is looked through apart
CHUNK = 500  # values of one query
Question = tuple[Sequence[str], tuple[int, int], int]
"""Who has, at some time of this window of days, at least so many of these keys: keys, window, least."""


def sharing(connection: Connection, question: Question) -> list[int]:
    """The numbers of the reports that a question finds."""
    keys, window, least = question
    asked, shared = list(parts(keys)), dict[int, int]()
    for part in asked:
        found = _holding(part, window)
        counted = select(found.c.number, func.count().label("n")).group_by(found.c.number)
        if len(asked) == 1:
            counted = counted.having(func.count() >= least)
        for row in connection.execute(counted):
            shared[row.number] = shared.get(row.number, 0) + row.n
    return [number for number, n in shared.items() if n >= least]


def file(connection: Connection, keys: Mapping[int, Mapping[str, tuple[int, int]]]) -> None:
    """File reports, by number, under their keys, each with its first and last day; nothing is filed of them yet."""
    rows = [
        {"key": key, "number": number, "since": since, "until": until, "long": until - since > SHORT}
        for number, own in keys.items()
        for key, (since, until) in sorted(own.items())
    ]
    if rows:
        connection.execute(insert(merge_keys), rows)


def parts(values: Collection[Any]) -> Iterator[list[Any]]:
    """Values in order, as many at a time as one query takes."""
    ordered = sorted(values)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))


def _holding(keys: Sequence[str], window: tuple[int, int]) -> Subquery:
    """The reports that hold keys at some time of a window, one row for each key."""
    start, end = window
    held = (merge_keys.c.key.in_(keys), merge_keys.c.since <= end, merge_keys.c.until >= start)
    number = select(merge_keys.c.number)
    short = number.where(*held, merge_keys.c.long.is_(False), merge_keys.c.since >= start - SHORT)
    return short.union_all(number.where(*held, merge_keys.c.long.is_(True))).subquery()
