"""Write the files of a pack into a gazetteer that is being built, and remember what was set aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from . import geonames_dump, outline_files, pack_rows
from .builder import Builder, NewName, NewPlace, OnProgress
from .source_files import Aside, OnBytes, SourceFile

READING = 0.55  # share of the whole work that reading the files is; the rest is indexing
TOLD = 10_000  # rows set aside that are kept to be told; the others are counted


class Intake:
    """Reads files of any known format into a builder."""

    def __init__(self, builder: Builder, total_bytes: int, on_progress: OnProgress) -> None:
        self.builder = builder
        self.total = max(1, total_bytes)
        self.on_progress = on_progress
        self.aside: list[Aside] = []
        self.aside_count = 0
        self.left_out = 0
        self._done = 0

    def take(self, files: Sequence[SourceFile]) -> int:
        """Read the files in their order; returns how many rows were set aside.

        Raises:
            ReadError: a file is damaged.
        """
        before = self.aside_count
        for source in files:
            if source.format == "geonames":
                self._dump(source)
            elif source.format == "outlines":
                self._outlines(source)
            elif source.format == "names":
                self.builder.add_names(self._other_names(source))
            elif source.format == "aliases":
                self._spellings(source)
            else:
                self.builder.add(pack_rows.places(source, self._aside, self._progress(source)))
            self._done += source.path.stat().st_size
        return self.aside_count - before

    def _aside(self, aside: Aside) -> None:
        self.aside_count += 1
        if len(self.aside) < TOLD:
            self.aside.append(aside)

    def _progress(self, source: SourceFile) -> OnBytes:
        def on_bytes(count: int) -> None:
            self.on_progress(f"reading {source.name}", READING * min(1.0, (self._done + count) / self.total))

        on_bytes(0)
        return on_bytes

    def _dump(self, source: SourceFile) -> None:
        dump = geonames_dump.Dump(source)
        self.builder.add(dump.places(self._aside, self._progress(source)))
        self.builder.name_divisions(dump.codes)
        self.left_out += dump.left_out

    def _other_names(self, source: SourceFile) -> Iterator[NewName]:
        for other in geonames_dump.other_names(source, self._aside, self._progress(source)):
            found = self.builder.numbers(other.geonameid, None)
            self.left_out += not found
            yield from (NewName(other.name, number) for number in found)

    def _spellings(self, source: SourceFile) -> None:
        missing: list[NewPlace] = []

        def names() -> Iterator[NewName]:
            for spelling, geonameid, ref, place in pack_rows.spellings(source, self._aside, self._progress(source)):
                found = self.builder.numbers(geonameid, ref)
                missing.extend(() if found else (place,))
                yield from (NewName(spelling, number, main=True) for number in found)

        self.builder.add_names(names())
        self.builder.add(missing)

    def _outlines(self, source: SourceFile) -> None:
        self._progress(source)
        for area in outline_files.areas(source, self._aside):
            found = self.builder.numbers(area.place.geonameid, area.place.ref) or self._written(area.place)
            self.builder.add_outline(found[0], area.outline)

    def _written(self, place: NewPlace) -> Sequence[int]:
        """The number of a place that was not there; divisions of the same name and country are that place already."""
        found = self.builder.division(place)
        if found is not None:
            return (found,)
        number = self.builder.next_place
        self.builder.add((place,))
        return (number,)
