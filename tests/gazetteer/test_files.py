"""Where compiled gazetteers lie: made once, in the cache or beside it, never half."""

import os
import sqlite3
import tempfile
from pathlib import Path

import pytest

from sayso.errors import GazetteerError
from sayso.gazetteer import files, gazetteer
from sayso.gazetteer.builder import Builder
from sayso.gazetteer.files import KEPT_BASES, base_file, ready_file, replacing
from sayso.gazetteer.packs import packs
from sayso.gazetteer.schema import opened
from sayso.settings import Settings

from .conftest import OVERLAY_PLACES, TOWNS


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings in an empty folder, with a package that brings few places."""
    monkeypatch.setattr(files, "geonames_places", lambda: iter(TOWNS))
    monkeypatch.setattr(files, "overlay_places", lambda: iter(OVERLAY_PLACES))
    return Settings(cache_dir=tmp_path / "cache", gazetteer=tmp_path / "own.sqlite")


def test_the_base_is_compiled_once(settings: Settings) -> None:
    told: list[float] = []
    path = base_file(settings, on_progress=lambda what, share: told.append(share))
    assert path.parent == settings.cache_dir
    assert told == sorted(told)
    assert told[-1] == 1.0
    made = path.stat().st_mtime_ns
    assert base_file(settings) == path == ready_file(settings)
    assert path.stat().st_mtime_ns == made
    assert [pack.name for pack in packs(path)] == ["overlay", "geonames"]
    assert all(pack.licence for pack in packs(path))


def test_a_gazetteer_with_packs_comes_first(settings: Settings, small_file: Path) -> None:
    settings.gazetteer.write_bytes(small_file.read_bytes())
    assert ready_file(settings) == settings.gazetteer
    places = gazetteer(settings)
    assert places is gazetteer(settings)
    assert places.lookup("Aleppo")
    places.close()


def test_a_cache_that_cannot_be_written_is_made_up_for(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "temporary"))
    path = base_file(Settings(cache_dir=blocked / "cache", gazetteer=settings.gazetteer))
    assert tmp_path / "temporary" in path.parents
    assert "cannot be written" in caplog.text
    assert base_file(Settings(cache_dir=blocked / "cache", gazetteer=settings.gazetteer)) == path


def test_old_bases_go_but_the_latest(settings: Settings) -> None:
    settings.cache_dir.mkdir()
    for age in range(5):
        old = settings.cache_dir / f"gazetteer-{age:012d}.sqlite"
        old.write_bytes(b"")
        os.utime(old, (age, age))
    path = base_file(settings)
    left = sorted(settings.cache_dir.iterdir())
    assert len(left) == KEPT_BASES
    assert path in left


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "made.sqlite"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(IsADirectoryError), replacing(path) as part:
        tmp_path.write_text(str(part.write_text("half", encoding="utf-8")), encoding="utf-8")
    assert [each.name for each in tmp_path.iterdir()] == ["made.sqlite"]
    assert path.read_text(encoding="utf-8") == "old"


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with Builder(path) as builder:
        builder.finish()
    db = sqlite3.connect(path)
    db.execute("UPDATE meta SET value = 0 WHERE key = 'format'")
    db.commit()
    db.close()
    with pytest.raises(GazetteerError, match="format"):
        opened(path)
