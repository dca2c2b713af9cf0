"""Lines come out whole and numbered, wherever the stream was cut; too long ones are counted and let go."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.readers.lines import as_utf8, chunks, gather, lines


def cut(raw: bytes, width: int) -> list[bytes]:
    return [raw[i : i + width] for i in range(0, len(raw), width)]


@given(st.lists(st.binary(max_size=20).filter(lambda b: b"\n" not in b), max_size=8), st.integers(1, 9))
def test_lines_do_not_depend_on_where_pieces_are_cut(parts, width):
    found = list(lines(cut(b"\n".join(parts), width), 100))
    wanted = parts[:-1] if parts and not parts[-1] else parts  # nothing after the last newline is no line
    assert [line.raw for line in found] == wanted
    assert [line.number for line in found] == list(range(1, len(wanted) + 1))


@given(st.lists(st.binary(max_size=20).filter(lambda b: b"\n" not in b), max_size=8), st.integers(1, 9))
def test_a_line_over_the_limit_has_a_size_and_no_bytes(parts, width):
    for line in lines(cut(b"\n".join(parts), width), 10):
        assert line.size == len(parts[line.number - 1])
        assert (line.raw is None) == (line.size > 10)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("width", [1, 3, 1000])
def test_streams_with_a_byte_order_mark_become_utf8(encoding, width):
    text = "Пять ракет 🚀\nfive rockets\n"
    assert b"".join(as_utf8(cut(text.encode(encoding), width))) == text.encode()


def test_a_stream_is_read_in_pieces():
    assert max(map(len, chunks(io.BytesIO(b"x" * 1_000_000)))) < 100_000


@pytest.mark.parametrize(("limit", "whole"), [(5, None), (6, b"abcdef"), (7, b"abcdef")])
def test_gathering_stops_at_the_limit(limit, whole):
    assert gather([b"abc", b"def"], limit) == whole
