"""Put values of which there are too many for memory into a file of their own, and read each again by its number."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from tempfile import TemporaryFile
from types import TracebackType
from typing import Generic, Self, TypeVar, overload

T = TypeVar("T")
KEPT = 256  # values read last that are held


class Spool(Sequence[T], Generic[T]):
    """A sequence in a temporary file, which is gone when it is closed."""

    def __init__(self, encode: Callable[[T], bytes], decode: Callable[[bytes], T]) -> None:
        self._encode, self._decode = encode, decode
        self._file = TemporaryFile()  # noqa: SIM115  it is closed with the spool
        self._starts = array("Q", [0])
        self._kept: dict[int, T] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def append(self, value: T) -> None:
        """Add a value at the end."""
        self._file.seek(self._starts[-1])
        self._starts.append(self._starts[-1] + self._file.write(self._encode(value)))

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, wanted: int) -> T: ...

    @overload
    def __getitem__(self, wanted: slice) -> Sequence[T]: ...

    def __getitem__(self, wanted: int | slice) -> T | Sequence[T]:
        if isinstance(wanted, slice):
            return [self[number] for number in range(*wanted.indices(len(self)))]
        number = wanted + len(self) if wanted < 0 else wanted
        if not 0 <= number < len(self):
            raise IndexError(f"value {wanted} of {len(self)}")
        if number not in self._kept:
            self._file.seek(self._starts[number])
            raw = self._file.read(self._starts[number + 1] - self._starts[number])
            if len(self._kept) >= KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[number] = self._decode(raw)
        return self._kept[number]
