"""JSON records come back as reports, their text code point for code point; each bad one is named by its line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.readers import Reading, Unread, read
from sayso.readers.jsonl import read_json, read_lines
from sayso.readers.limits import Limits

LIMITS = Limits()


def of_bytes(raw, limits=LIMITS):
    return list(read_lines([raw], "a", limits))


def of_document(raw, limits=LIMITS):
    return list(read_json(raw, "a", limits))


def every(sources):
    return list(read(sources))


def of_lines(*records):
    raw = "\n".join(r if isinstance(r, str) else json.dumps(r) for r in records).encode("utf-8", "surrogatepass")
    return list(read_lines([raw], "a.jsonl", LIMITS))


def test_a_record_comes_back_with_all_its_fields(desk):
    record = {
        "id": "kalsu 1/ü",
        "text": "\ufeff  Five rockets\r\nwere fired.\u2028 ",
        "title": "Rockets",
        "url": "https://river.example/1",
        "publisher": "The River Post",
        "author": "Lena Holt",
        "published": "2024-04-22",
        "language": "en-GB",
    }
    result = desk.one("a.jsonl", json.dumps(record))
    assert isinstance(result, Reading)
    assert result.diagnostics == ()
    assert {name: getattr(result.report, name) for name in record} == record
    assert result.origin.endswith("a.jsonl:1")


@given(st.text(min_size=1).filter(str.strip), st.booleans())
def test_text_comes_back_code_point_for_code_point(text, ascii_only):
    (draft,) = of_bytes(json.dumps({"text": text}, ensure_ascii=ascii_only).encode())
    assert draft.text == text


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ('{"text": "five', "broken-json", "line 2"),
        ('{"text": "five" "x": 1}', "broken-json", "line 2"),
        ('{"text": "five\\ud83d"}', "broken-json", "surrogate"),
        ('"five"', "broken-json", "no JSON object"),
        ("[1, 2]", "broken-json", "no JSON object"),
        ("five rockets", "broken-json", "'five rockets'"),
        ('{"text": "a", "x": ' + "[" * 100_000, "broken-json", "nested"),
        ('{"title": "Rockets"}', "no-text", "neither 'text' nor 'html'"),
        ('{"text": null}', "no-text", "neither 'text' nor 'html'"),
        ('{"text": 5}', "bad-field", "'text' is not a string"),
        ('{"text": ["five"]}', "bad-field", "'text' is not a string"),
        ('{"html": {"p": "five"}}', "bad-field", "'html' is not a string"),
        ('{"html": "<p></p>"}', "no-main-text", "menus"),
        ('{"name": "channel", "messages": [{"id": 1}]}', "not-supported-yet", "Telegram"),
        ("\0\0\0", "not-text", "NUL"),
    ],
)
def test_a_bad_line_is_set_aside_by_its_number_and_the_rest_goes_on(line, code, words):
    first, bad, last = of_lines({"text": "One."}, line, {"text": "Three."})
    assert (first.text, last.text) == ("One.", "Three.")
    assert isinstance(bad, Unread)
    assert (bad.origin, bad.diagnostic.code) == ("a.jsonl:2", code)
    assert words in bad.diagnostic.message


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", 5, "a number"),
        ("title", True, "a truth value"),
        ("author", ["Lena Holt"], "a list"),
        ("publisher", {"name": "River Post"}, "an object"),
        ("published", 1713744000, "a number"),
        ("published", "last Sunday", "'last Sunday' is no date"),
        ("url", "x" * 40_000, "characters"),
        ("url", "x" * 6_000, "6,000 characters"),
        ("id", 1.5, "a number"),
    ],
)
def test_a_bad_field_is_left_out_with_a_note_and_the_report_is_read(field, value, words):
    (draft,) = of_lines({"text": "One.", field: value})
    assert getattr(draft.facts, field) is None
    assert [n.code for n in draft.notes] == ["bad-publication-date" if "no date" in words else "bad-field"]
    assert words in draft.notes[0].message


@pytest.mark.parametrize("value", [None, "", "  "])
def test_null_and_blank_fields_say_nothing(value):
    (draft,) = of_lines({"text": "One.", "title": value, "published": value})
    assert draft.facts.title is None
    assert draft.notes == ()


def test_a_number_is_good_enough_for_an_id():
    (draft,) = of_lines({"id": 17, "text": "One."})
    assert draft.facts.id == "17"


def test_blank_lines_count_and_are_skipped():
    assert [d.origin for d in of_lines("", {"text": "One."}, "   ", {"text": "Two."})] == ["a.jsonl:2", "a.jsonl:4"]


def test_html_in_a_record_is_extracted_and_the_record_has_the_last_word():
    head = "<html lang=de><head><title>Page</title><meta name=author content='E. Tan'></head>"
    page = f"{head}<body><p>Five <b>rockets</b>.</p></body></html>"
    (draft,) = of_lines({"html": page, "title": "Record"})
    assert draft.text == "Five rockets."
    assert (draft.facts.title, draft.facts.author, draft.facts.language) == ("Record", "E. Tan", "de")


def test_text_wins_over_html_and_that_is_told():
    (draft,) = of_lines({"text": "One.", "html": "<p>Two.</p>"})
    assert draft.text == "One."
    assert [n.code for n in draft.notes] == ["html-left-out"]


def test_a_line_in_another_encoding_is_read_with_a_note():
    raw = '{"text": "Пять ракет были выпущены по базе в воскресенье, сообщили сотрудники."}'.encode("cp1251")
    (draft,) = of_bytes(raw)
    assert draft.text.startswith("Пять ракет")
    assert [n.code for n in draft.notes] == ["encoding"]


def test_a_line_over_the_limit_is_set_aside_and_the_next_is_read(small):
    raw = b'{"text": "' + b"x" * 2_000 + b'"}\n{"text": "Two."}\n'
    big, second = of_bytes(raw, small)
    assert big.diagnostic.code == "too-large"
    assert "line 1 has 2,012 bytes" in big.diagnostic.message
    assert second.text == "Two."


@pytest.mark.parametrize(
    ("document", "origins"),
    [
        ('{"text": "One."}', ["a"]),
        ('[{"text": "One."}, {"text": "Two."}]', ["a:1", "a:2"]),
        (' \n[ {"text":\n "One."} ]\n', ["a:1"]),
    ],
)
def test_a_json_document_is_one_report_or_a_list(document, origins):
    assert [d.origin for d in of_document(document.encode())] == origins


@pytest.mark.parametrize(
    ("document", "code"),
    [("[]", "empty"), ('[{"text": "One."}', "broken-json"), ("5", "broken-json"), ("[" * 100_000, "broken-json")],
)
def test_a_json_document_without_reports_says_why(document, code):
    (result,) = of_document(document.encode())
    assert result.diagnostic.code == code


def test_one_bad_member_of_a_list_stops_no_other(small):
    document = json.dumps([{"text": "One."}, 5, {"text": "x" * 2_000}, {"text": "Four."}])
    codes = [r.diagnostic.code if isinstance(r, Unread) else r.text for r in of_document(document.encode(), small)]
    assert codes == ["One.", "broken-json", "too-large", "Four."]


def test_a_json_file_over_its_limit_is_set_aside(desk, small):
    result = desk.one("a.json", "[" + ",".join(['{"text": "One."}'] * 1_000) + "]", limits=small)
    assert result.diagnostic.code == "too-large"
    assert ".jsonl" in result.diagnostic.message


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_json_with_a_byte_order_mark_is_read(desk, name, encoding):
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    result = desk.one(name, (mark + '{"text": "Пять 🚀", "published": "2024-04-22"}\n').encode(encoding))
    assert result.report.text == "Пять 🚀"
    assert [d.code for d in result.diagnostics] == ([] if encoding == "utf-8-sig" else ["encoding"])


def test_a_json_file_may_hold_lines_and_a_jsonl_file_one_document(desk):
    lines = desk.put("lines.json", '{"text": "One."}\n{"text": "Two."}\n')
    document = desk.put("document.jsonl", '[\n {"text": "Three."},\n {"text": "Four."}\n]\n')
    assert [r.report.text for r in every([lines, document])] == ["One.", "Two.", "Three.", "Four."]


@pytest.mark.parametrize(("name", "raw"), [("a.json", b""), ("a.json", b" \n\t"), ("a.json", b"%PDF-1.4")])
def test_an_empty_or_binary_json_file_says_so(desk, name, raw):
    assert desk.one(name, raw).diagnostic.code in {"empty", "not-text"}


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(raw):
    for found in (*of_bytes(raw), *of_document(raw)):
        assert found.origin.startswith("a")


@given(
    st.dictionaries(
        st.sampled_from(["id", "text", "html", "title", "published", "url", "language", "x"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9), st.lists, max_leaves=5
        ),
    )
)
def test_no_record_makes_it_raise(record):
    (found,) = of_bytes(json.dumps(record).encode())
    assert found.origin == "a:1"
