"""Whatever is among the sources, every report is read and everything else set aside with a reason."""

import io
import os
import sys
import threading
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.readers import Limits, Reading, Unread, count, read
from sayso.readers import files as opening

FUZZ = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def told(results):
    """Texts of what was read, codes of what was not."""
    return [r.report.text if isinstance(r, Reading) else r.diagnostic.code for r in results]


def every(sources, **options):
    return list(read(sources, **options))


def notes(result):
    return [d.code for d in result.diagnostics]


@pytest.mark.parametrize("text", ["Five rockets.\r\n\r\nNobody hurt. ", "e\u0301 ﬁ 🚀\u2028", " leading"])
def test_the_text_of_a_file_is_kept_as_it_is(desk, text):
    assert desk.one("a.txt", "\ufeff" + text).report.text == text


def test_a_report_without_a_date_is_read_and_that_is_told(desk):
    result = desk.one("a.txt", "Five rockets on Sunday.")
    assert notes(result) == ["no-publication-date"]
    assert result.report.published is None


def test_what_the_caller_says_holds_where_the_input_is_silent(desk):
    options = {"published": "2024-04-22", "publisher": "Caller"}
    text = desk.one("a.txt", "One.", **options)
    record = desk.one("a.jsonl", '{"text": "Two.", "published": "2023-01-01", "publisher": "Record"}', **options)
    page = desk.one("a.html", '<meta property="og:site_name" content="Page"><p>Three.</p>', **options)
    assert [(r.report.published, r.report.publisher) for r in (text, record, page)] == [
        ("2024-04-22", "Caller"),
        ("2023-01-01", "Record"),
        ("2024-04-22", "Page"),
    ]
    assert notes(text) == notes(record) == notes(page) == []


def test_a_date_that_cannot_be_read_is_left_out_and_told_with_the_one_used_instead(desk):
    raw = '{"text": "One.", "published": "soon"}'
    assert notes(desk.one("a.jsonl", raw)) == ["bad-publication-date", "no-publication-date"]
    assert notes(desk.one("a.jsonl", raw, published="2024-04-22")) == ["bad-publication-date"]


def test_the_caller_must_give_a_date():
    with pytest.raises(UsageError, match="'soon' is no date"):
        read([], published="soon")


def test_a_limit_is_at_least_one():
    with pytest.raises(UsageError, match="max_bytes"):
        Limits(max_bytes=0)


def test_a_file_beside_it_describes_a_text_or_a_page(desk):
    desk.put(
        "a.meta.json",
        '{"title": "T", "publisher": "P", "published": "2024-04-22", "language": "en", "provenance": "x"}',
    )
    text = desk.one("a.txt", "One.").report
    page = desk.one("a.html", "<title>Page</title><meta name=author content=Holt><p>Two.</p>").report
    assert (text.title, text.publisher, text.published, text.language) == ("T", "P", "2024-04-22", "en")
    assert (page.title, page.author) == ("T", "Holt")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"{broken", "broken JSON"),
        (b"[1]", "a list instead of an object"),
        (b"\0\0", "no text"),
        (b" " * 200_000, "larger"),
        (b'{"title": "\\ud800"}', "broken JSON"),
        (b'{"x":' + b"[" * 50_000, "broken JSON"),
    ],
)
def test_a_bad_description_is_told_and_the_report_read(desk, raw, words):
    desk.put("a.meta.json", raw)
    result = desk.one("a.txt", "One.", published="2024-04-22")
    assert notes(result) == ["bad-sidecar"]
    assert words in result.diagnostics[0].message


def test_a_description_that_cannot_be_opened_is_told(desk):
    (desk.folder / "a.meta.json").mkdir()
    assert "bad-sidecar" in notes(desk.one("a.txt", "One."))


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", " \r\n\t\u00a0\u200b".encode(), "empty"),
        ("a.txt", b"\xff\xd8\xff\xe0\0\x10JFIF", "not-text"),
        ("a.txt", b"%PDF-1.7", "not-text"),
        ("a.txt", b"five\0rockets", "not-text"),
        ("a.txt", b"x" * 1_001, "too-large"),
        ("a.html", b"<p>" + b"x" * 1_001, "too-large"),
        ("a.html", b"", "empty"),
        ("a.jsonl", b'{"text": "  "}', "empty"),
        ("a.jsonl", b"%PDF-1.7", "not-text"),
    ],
)
def test_one_bad_input_never_stops_the_rest(desk, small, name, raw, code):
    sources = [desk.put("before.txt", "One."), desk.put(name, raw), desk.put("z.txt", "Three.")]
    assert told(read(sources, limits=small)) == ["One.", code, "Three."]


def test_an_empty_jsonl_file_holds_no_reports(desk):
    assert list(read([desk.put("a.jsonl", b"")])) == []


def test_two_reports_cannot_share_an_id(desk):
    raw = '{"id": "k1", "text": "One."}\n{"id": "k1", "text": "Two."}\n{"id": "k2", "text": "Three."}\n'
    results = every([desk.put("a.jsonl", raw)])
    assert told(results) == ["One.", "duplicate-id", "Three."]
    assert "'k1' of" in results[1].diagnostic.message
    assert "a.jsonl:1" in results[1].diagnostic.message


def test_the_same_file_is_read_once(desk):
    path = desk.put("a.txt", "One.")
    assert told(read([path, path, str(desk.folder)])) == ["One.", "duplicate-id", "duplicate-id"]


def test_an_id_is_made_of_the_name_and_the_content_and_stays(desk):
    first = desk.one("Kalsu base (1).txt", "One.").report.id
    assert first.startswith("Kalsu-base-1-")
    assert desk.one("sub/Kalsu base (1).txt", "One.").report.id == first
    assert desk.one("Kalsu base (1).txt", "Two.").report.id != first
    assert desk.one("🚀.txt", "One.").report.id.startswith("r-")


def test_copies_of_one_wire_by_several_publishers_are_several_reports(desk):
    raw = "\n".join(f'{{"text": "One.", "publisher": "{name}"}}' for name in ("A", "B", "A"))
    assert told(read([desk.put("a.jsonl", raw)])) == ["One.", "One.", "duplicate-id"]


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        (b"Five rockets.", ["Five rockets."]),
        (b"<html><body><p>Five rockets.</p></body></html>", ["Five rockets."]),
        (b'{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."]),
        (b'{"text": "One."}\nbroken\n{"text": "Three."}', ["One.", "broken-json", "Three."]),
        (b'[\n{"text": "One."},\n{"text": "Two."}\n]', ["One.", "Two."]),
        ('{"text": "Пять"}\n'.encode("utf-16"), ["Пять"]),
        (b"<rss></rss>", ["not-supported-yet"]),
        (b"WARC/1.0", ["not-supported-yet"]),
        (b"", ["empty"]),
        (b"\x1f\x8b\x08", ["not-text"]),
    ],
)
def test_standard_input_may_hold_any_kind(piped, raw, texts):
    assert told(piped(raw)) == texts


def test_standard_input_is_named_in_origins(piped):
    assert [r.origin for r in piped(b'{"text": "One."}\n')] == ["stdin:1"]
    assert [r.origin for r in piped(b"One.", published="2024-04-22")] == ["stdin"]


def test_too_much_on_standard_input_is_set_aside(piped, small):
    assert told(piped(b"x" * 2_000, limits=small)) == ["too-large"]


def test_standard_input_of_the_process_is_the_default(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"One.")))
    assert told(read(["-"])) == ["One."]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX systems")
def test_a_pipe_with_a_name_is_read_like_standard_input(desk):
    pipe = desk.folder / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b'{"text": "One."}\n{"text": "Two."}\n',))
    writer.start()
    assert told(read([str(pipe)])) == ["One.", "Two."]
    writer.join()


def test_reading_is_lazy_and_a_file_that_vanishes_is_told(desk):
    gone = desk.put("b.txt", "Two.")
    results = read([desk.put("a.txt", "One."), str(desk.folder), desk.put("c.txt", "Three.")])
    assert told([next(results), next(results)]) == ["One.", "duplicate-id"]
    os.remove(gone)
    assert told(results) == ["not-found", "Three.", "duplicate-id"]


def test_a_fault_in_the_middle_of_a_file_keeps_what_was_read(desk, monkeypatch):
    def failing(_stream):
        yield b'{"text": "One."}\n{"te'
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(opening, "chunks", failing)
    results = every([desk.put("a.jsonl", "x")])
    assert told(results) == ["One.", "unreadable"]
    assert "Input/output error" in results[1].diagnostic.message


def test_counting_estimates_the_number_of_results(desk):
    desk.put("a.txt", "One.")
    desk.put("b.jsonl", '{"text": "Two."}\n{"text": "Three."}')
    desk.put("c.jsonl", '{"text": "Four."}\n')
    desk.put("d.json", '{"text": "Five."}')
    desk.put("e.jsonl", "")
    folder = str(desk.folder)
    assert count([folder, "no/such.txt"]) == len(list(read([folder, "no/such.txt"]))) == 6
    assert count([folder, "-"]) is None


def test_counting_survives_a_file_that_cannot_be_opened(desk, monkeypatch):
    path = desk.put("a.jsonl", "x")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert count([path]) == 1


@FUZZ
@given(name=st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.json"]), raw=st.binary(max_size=300))
@example(name="a.html", raw=b"<meta charset=idna><p>\xe9")
@example(name="a.jsonl", raw=b'{"text": 1e999}')
@example(name="a.jsonl", raw=b'{"id": ' + b"9" * 20_000 + b', "text": "One."}')
@example(name="a.json", raw=b'[{"text": "\xff\xfe"}]')
def test_whatever_bytes_a_file_holds_each_result_is_a_report_or_a_reason(desk, name, raw):
    for result in read([desk.put(name, raw)]):
        assert isinstance(result, Reading | Unread)
        if isinstance(result, Reading):
            assert result.report.text.strip()
            result.report.text.encode("utf-8")


@FUZZ
@given(raw=st.binary(max_size=300) | st.text(alphabet='{}[]":,<>pt ex\\u\n', max_size=80).map(str.encode))
def test_whatever_is_piped_in_each_result_is_a_report_or_a_reason(piped, raw):
    assert all(isinstance(result, Reading | Unread) for result in piped(raw))
