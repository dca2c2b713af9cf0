"""Settings: defaults, file, environment; the later wins, and what is no setting is refused by name."""

from pathlib import Path

import pytest

from sayso.errors import UsageError
from sayso.settings import Settings, load_settings


def load(tmp_path: Path, toml: str | None = None, **environ: str) -> Settings:
    if toml is not None:
        (tmp_path / "sayso.toml").write_text(toml, encoding="utf-8")
    return load_settings(folder=tmp_path, environ=environ)


def test_defaults_need_no_file(tmp_path):
    settings = load(tmp_path)
    assert settings.ledger == "sqlite:///sayso.db"
    assert settings.cache_dir.name == "sayso"


def test_file_beats_default_and_environment_beats_file(tmp_path):
    settings = load(
        tmp_path, 'ledger = "a.db"\nmax_bytes = 10\nlog_level = "info"', SAYSO_LEDGER="b.db", SAYSO_MAX_FILES="7"
    )
    assert (settings.ledger, settings.max_bytes, settings.log_level, settings.max_files) == ("b.db", 10, "info", 7)


def test_a_named_file_is_read_instead(tmp_path):
    other = tmp_path / "other.toml"
    other.write_text('ledger = "other.db"', encoding="utf-8")
    assert load_settings(other, folder=tmp_path, environ={}).ledger == "other.db"
    assert load_settings(folder=tmp_path, environ={"SAYSO_CONFIG": str(other)}).ledger == "other.db"


def test_a_home_folder_is_spelled_out(tmp_path):
    assert load(tmp_path, 'cache_dir = "~/cache"').cache_dir == Path.home() / "cache"


def test_empty_variables_set_nothing(tmp_path):
    assert load(tmp_path, SAYSO_LEDGER="").ledger == Settings().ledger


def test_a_byte_order_mark_does_no_harm(tmp_path):
    assert load(tmp_path, '\ufeffledger = "a.db"').ledger == "a.db"


@pytest.mark.parametrize(
    ("toml", "environ", "message"),
    [
        ('ledgr = "a.db"', {}, r"sayso\.toml: unknown setting 'ledgr'; did you mean ledger\?"),
        ("colour = 1", {}, "known are addresses"),
        (None, {"SAYSO_LEGER": "x"}, "environment: unknown setting 'leger'; did you mean ledger"),
        ("max_bytes = 'many'", {}, "max_bytes must be a whole number"),
        ("max_bytes = true", {}, "max_bytes must be a whole number"),
        (None, {"SAYSO_MAX_BYTES": "12MB"}, "environment: setting max_bytes must be a whole number"),
        ("max_files = 0", {}, "max_files: 0 is too small"),
        ("ledger = 3", {}, "ledger must be a string"),
        ("log_level = 'loud'", {}, "log_level: 'loud' is none of debug"),
        ("ledger = ", {}, "not valid TOML"),
    ],
)
def test_what_is_no_setting_is_refused(tmp_path, toml, environ, message):
    with pytest.raises(UsageError, match=message):
        load(tmp_path, toml, **environ)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"gone\.toml: cannot be read \(No such file"):
        load_settings(tmp_path / "gone.toml", environ={})
