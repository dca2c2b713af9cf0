"""A folder to put inputs into, and short ways to read them."""

import io
from pathlib import Path

import pytest

from sayso.readers import Limits, read


class Desk:
    """A real folder; `put` writes a file into it, `read` reads it back as (readings, unread)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, content: bytes | str) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    def one(self, name, content, **options):
        """The only result of a file with this content."""
        results = list(read([self.put(name, content)], **options))
        assert len(results) == 1
        return results[0]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def piped():
    """Reads bytes as standard input."""
    return lambda raw, **options: list(read(["-"], stdin=io.BytesIO(raw), **options))


@pytest.fixture
def small():
    return Limits(max_bytes=1_000, max_list_bytes=5_000, max_files=3)
