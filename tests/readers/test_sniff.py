"""A stream without a name is told by how it begins."""

import pytest

from sayso.readers.sniff import Kind, kind_of, peek, settled


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", Kind.TEXT),
        (b"Five rockets were fired.", Kind.TEXT),
        (b"[AFP] BAGHDAD - Five rockets", Kind.TEXT),
        (b"{sic} five rockets", Kind.TEXT),
        (b"< 5 rockets were fired", Kind.TEXT),
        (b'{"text": "One."}\n{"text": "Two."}\n', Kind.JSONL),
        (b'{"text": "One."}', Kind.JSONL),
        (b'{"text": "a line that goes on and on', Kind.JSONL),
        (b'{"text": "broken\n{"text": "Two."}\n', Kind.JSONL),
        (b'\n\n{"text": "One."}\n', Kind.JSONL),
        (b'{\n  "text": "One."\n}\n', Kind.JSON),
        (b'[{"text": "One."}]', Kind.JSON),
        (b'[\n  {"text": "One."}\n]', Kind.JSON),
        (b"[]", Kind.JSON),
        (b"<!DOCTYPE html><html>", Kind.HTML),
        (b"\xef\xbb\xbf  <html lang=en>", Kind.HTML),
        (b"<p>Five rockets</p>", Kind.HTML),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<html xmlns="http://www.w3.org/1999/xhtml">', Kind.HTML),
        ("<html>".encode("utf-16"), Kind.HTML),
        (b'<?xml version="1.0"?><rss version="2.0">', Kind.FEED),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', Kind.FEED),
        (b"WARC/1.0\r\n", Kind.ARCHIVE),
    ],
)
def test_the_beginning_tells_the_kind(head, kind):
    assert kind_of(head) is kind


@pytest.mark.parametrize(
    ("promised", "head", "kind"),
    [
        (Kind.TEXT, b'{"text": "One."}', Kind.TEXT),
        (Kind.JSON, b'{"text": "One."}\n', Kind.JSON),
        (Kind.JSON, b'{"text": "One."}\n{"text": "Two."}\n', Kind.JSONL),
        (Kind.JSONL, b'{\n"text": "One."}', Kind.JSON),
        (Kind.JSONL, b'{"text": "broken\n', Kind.JSONL),
        (Kind.UNKNOWN, b"<p>", Kind.HTML),
    ],
)
def test_a_name_is_believed_unless_its_json_is_laid_out_otherwise(promised, head, kind):
    assert settled(promised, head) is kind


def test_peeking_takes_no_more_than_the_first_line_and_loses_nothing():
    taken = []

    def slow():
        for piece in (b" \n", b"fi", b"ve\n", b"rockets"):
            taken.append(piece)
            yield piece

    head, pieces = peek(slow())
    assert head == b" \nfive\n"
    assert taken == [b" \n", b"fi", b"ve\n"]
    assert b"".join(pieces) == b" \nfive\nrockets"
