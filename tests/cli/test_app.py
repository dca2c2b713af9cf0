"""The command as a whole: help, exit codes, one line for what goes wrong, quick start."""

import subprocess
import sys

import click
import pytest

from sayso import __version__, cli
from sayso.cli import app
from sayso.errors import LedgerError, UsageError


def test_version(sayso):
    assert sayso("--version") == (0, f"sayso {__version__}\n", "")


@pytest.mark.parametrize("command", app.COMMANDS)
def test_every_command_has_help_with_examples(sayso, command):
    code, out, err = sayso(command, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: sayso {command}")
    assert f"  sayso {command}" in out or command == "eval"


def test_help_lists_every_command(sayso):
    code, out, _ = sayso("--help")
    assert code == 0
    assert all(f"\n  {command} " in out for command in app.COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [(), ("cod",), ("code",), ("show",), ("schema", "--nonsense"), ("--config", "gone.toml", "schema")],
)
def test_wrong_usage_ends_with_2_and_says_why(sayso, arguments):
    code, out, err = sayso(*arguments)
    assert (code, out) == (2, "")
    assert err


def test_a_broken_settings_file_is_told_in_one_line(sayso, tmp_path):
    (tmp_path / "sayso.toml").write_text("ledgr = 'x.db'", encoding="utf-8")
    assert sayso("schema") == (2, "", "sayso: sayso.toml: unknown setting 'ledgr'; did you mean ledger?\n")


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (UsageError("no such report"), 2, "sayso: no such report\n"),
        (LedgerError("x.db: is locked"), 1, "sayso: x.db: is locked\n"),
        (OSError(28, "No space left on device", "x.db"), 1, "sayso: x.db: No space left on device\n"),
        (KeyboardInterrupt(), 130, "sayso: stopped\n"),
        (click.Abort(), 130, "sayso: stopped\n"),
    ],
)
def test_faults_of_the_world_end_in_one_line(sayso, monkeypatch, error, code, message):
    def fail() -> None:
        raise error

    monkeypatch.setattr(app.sayso, "get_command", lambda *_: click.Command("fail", callback=fail))
    ended, out, err = sayso("fail")
    assert (ended, out, err.lstrip("\n")) == (code, "", message)  # click starts a new line after ^C


def test_a_command_may_name_its_exit_code(sayso, monkeypatch):
    monkeypatch.setattr(app.sayso, "get_command", lambda *_: click.Command("partly", callback=lambda: 1))
    assert sayso("partly") == (1, "", "")


def test_only_the_room_of_the_command_is_imported():
    script = (
        "import sys; from sayso.cli import main; main(['schema']);"
        "print({'sqlalchemy', 'trafilatura', 'HanTa', 'sayso.extract'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "set()"


def test_a_reader_that_stops_early_is_no_error():
    script = f"{sys.executable} -c 'from sayso.cli import main; raise SystemExit(main([\"schema\"]))' | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert len(done.stdout) == 10


def test_the_entry_point_is_main():
    assert cli.main is app.main
