"""What goes to a terminal is safe, and to a pipe it is plain."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.padding import Padding
from rich.text import Text

from sayso.cli.terminal import MAX_WIDTH, console, printable, progress, say


@given(st.text())
def test_nothing_printable_steers_a_terminal(text):
    safe = printable(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in safe)
    assert "\u202e" not in safe
    assert printable(safe) == safe


@pytest.mark.parametrize(
    ("text", "safe"),
    [("a\n\tb", "a b"), ("\x1b[31mred", "�[31mred"), ("abc\u202edcba", "abc�dcba"), ("🚀 صاروخ", "🚀 صاروخ")],
)
def test_printable(text, safe):
    assert printable(text) == safe


def test_a_pipe_gets_no_colour_and_no_trailing_blanks(shown):
    assert shown(Padding(Text("red", style="red"), (0, 0, 1, 2))) == "  red\n\n"


def test_markup_in_a_report_is_only_text(shown):
    assert shown("[bold]:rocket:[/bold]") == "[bold]:rocket:[/bold]\n"


def test_lines_do_not_grow_beyond_what_is_readable(monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    assert console(io.StringIO()).width == MAX_WIDTH


def test_messages_go_to_stderr(capsys):
    say("left out: \x07bell")
    out, err = capsys.readouterr()
    assert (out, err) == ("", "sayso: left out: �bell\n")


def test_no_progress_bar_without_a_terminal(capsys):
    with progress("Coding", 3) as advance:
        advance()
        advance(2)
    assert capsys.readouterr() == ("", "")
