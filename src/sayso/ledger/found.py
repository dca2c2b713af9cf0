"""Look once for the incidents whose title or reports hold some words, for everything that a page asks about them.

A list is counted, sorted, dated and mapped by queries of its own; each would read the text of every report again.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, select

from . import schema
from .view import IncidentQuery, has_words

MOST = 20_000  # ids that go into a query; SQLite takes 32,766 values


class WordsFound:
    """Remembers what the last words found, until the incidents are built anew."""

    def __init__(self) -> None:
        self._asked: tuple[str, str | None] | None = None
        self._ids: tuple[str, ...] = ()

    def __call__(self, connection: Connection, query: IncidentQuery | None) -> IncidentQuery:
        """The query with ids instead of words; as it is when there are no words, or too many incidents have them."""
        query = query or IncidentQuery()
        if not (query.text and query.text.strip()):
            return query
        built = connection.execute(select(schema.cache_state.c.heads)).scalar()
        if self._asked != (query.text, built):
            wanted = select(schema.incidents.c.incident_id).where(has_words(query.text)).limit(MOST + 1)
            self._ids = tuple(connection.execute(wanted).scalars())
            self._asked = (query.text, built)
        return query if len(self._ids) > MOST else replace(query, text=None, among=self._ids)
