"""Whatever the text: the coder never fails, and every span of every output lies in the text and quotes what it says."""

from __future__ import annotations

import dataclasses
import enum
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sayso.model import COUNT_SLOTS, CodedReport, Count, Diagnostic, Report, Span
from sayso.model.codec import decode_coded, encode
from sayso.model.schema import schema_text
from sayso.pipeline.code import Coder

SAMPLES = files("sayso") / "data" / "samples"
SCHEMA = jsonschema.Draft202012Validator(json.loads(schema_text("coded-report")))
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
MARKS = (
    "“",
    "”",
    '"',
    "‘",
    "’",
    "'",
    "«",
    "…",
    " — ",
    "(",
    ")",
    ".",
    "?!",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "\u00a0",
    "\u2028",
)
ODD = ("💥", "👩🏽‍🚒", "\u200f", "\u202e", "\u2066نعم\u2069", "\ufeff", "\x00", "e\u0301", "İ", "ß", "ﬁ", "x" * 120)
NUMBERS = ("0", " 5 ", "1,000", "½", "٣", "१२", "99999999999999999999", "2024-02-30", "Monday", " at least ", "no ")
CUES = (" said ", " denied that ", ", according to ", "not ", " whether ", " and ", " who ", "Gen. ", "U.S. ", "@name")
MORSELS = MARKS + ODD + NUMBERS + CUES
SMALL = {
    "a": 1,
    "an": 1,
    "no": 0,
    "none": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
}


@cache
def coder() -> Coder:
    return Coder()


@cache
def sample_texts() -> tuple[str, ...]:
    texts = []
    for file in sorted(SAMPLES.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".txt"):
            texts.append(file.read_text(encoding="utf-8"))
        elif file.name.endswith(".jsonl"):
            texts += [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
    return tuple(texts)


@st.composite
def damaged_samples(draw: st.DrawFn) -> str:
    """A part of a sample with characters dropped and strange things put in."""
    text = draw(st.sampled_from(sample_texts()))
    start = draw(st.integers(0, max(0, len(text) - 200)))
    text = text[start : start + draw(st.integers(60, 700))]
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.sampled_from((0, 0, 1, 3, 20)))
        text = text[:at] + draw(st.sampled_from(MORSELS)) + text[at + gone :]
    return text


@st.composite
def word_salads(draw: st.DrawFn) -> str:
    """Words that mean something to the coder, in an order that means nothing."""
    words = re.findall(r"\S+", draw(st.sampled_from(sample_texts())))
    picked = draw(st.lists(st.sampled_from(words) | st.sampled_from(MORSELS), max_size=60))
    return draw(st.sampled_from((" ", " ", "\n", ""))).join(picked)


@pytest.mark.parametrize("number", range(len(sample_texts())))
def test_samples_are_read_soundly(number):
    assert_sound(sample_texts()[number])


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(damaged_samples())
def test_damaged_samples_are_read_soundly(text):
    assert_sound(text)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(word_salads())
def test_word_salad_is_read_soundly(text):
    assert_sound(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
@example("")
@example(" \n\t")
@example("\x00")
@example("“")
@example("said")
@example("He said he said he said he said.")
@example("no no no, not none")
@example("A" * 300)
@example("( " * 500)
@example("\u202eيقول الجيش إن خمسة قتلوا\u202c")
@example("İİİ killed 5 İİİ, İstanbul police said.")
@example("0e have not been able to establish the origin of the fire.\n\nL")
@example("0 officials said that the bridge was hit.")
@example("5 5 5 killed 5, wounded 10-12, 3.5 million fled, 1/2 dead.")
def test_arbitrary_text_is_read_soundly(text):
    assert_sound(text)


@pytest.mark.parametrize(
    "published", [None, "2024-02-29", "2024-01-01T00:05:00+03:00", "0001-01-01", "9999-12-31", "2024", "soon"]
)
def test_any_date_of_publication_is_survived(published):
    text = "On Monday, two days before the last week of February, rebels killed 3 people, police said on Tuesday night."
    report = Report.of(text, published=published)
    assert_spans_lie_in_text(coder().code(report))


# How long such texts take is measured in bench/text_growth.py.
LENGTH = 4_000


@pytest.mark.parametrize(
    "piece",
    [
        "Rebels killed 5 men. ",
        "Police said 3 died.\n\n",
        "Abc ",
        "said ",
        "killed and ",
        "a man of the ",
        "(“",
        ".",
        "\n",
        " ",
        "a",
        "a-",
        "1,000,",
        "5, ",
        "police said that ",
    ],
    ids=repr,
)
def test_long_monotonous_text_is_read(piece):
    report = Report.of(piece * (LENGTH // len(piece)))
    assert_spans_lie_in_text(coder().code(report))


def assert_sound(text: str) -> None:
    coded = coder().code(Report.of(text, published="2024-03-01"))
    assert coded.report.text == text
    assert_spans_lie_in_text(coded)
    assert_claims_hold_together(coded)
    printed = encode(coded)
    assert decode_coded(printed) == coded
    SCHEMA.validate(json.loads(printed))


def assert_spans_lie_in_text(coded: CodedReport) -> None:
    text = coded.report.text
    for where, span in spans_of(coded):
        assert 0 <= span.start < span.end <= len(text), f"{where}: {span} of {len(text)}"
        assert span.text(text).strip(), f"{where}: {span} quotes nothing but space"


def assert_claims_hold_together(coded: CodedReport) -> None:
    text = coded.report.text
    sources = {source.id for source in coded.sources}
    events = {event.id for event in coded.events}
    claims = {claim.id for claim in coded.claims}
    assert len(claims) == len(coded.claims), "claim ids are unique"
    assert {c.alternative_of for c in coded.claims} - {None} <= claims
    assert {x for r in coded.relations for x in (r.a, r.b)} <= claims
    assert {c for e in coded.events for f in e.facets for c in f.claims} <= claims
    for claim in coded.claims:
        assert claim.event in events
        assert claim.content, f"{claim.id} says nothing"
        assert 0 <= claim.score <= 1
        assert [len(level) for level in claim.chain] == [len(level) for level in claim.chain_spans]
        assert {party for level in claim.chain for party in level} <= sources
        assert list(claim.content) == sorted(claim.content), f"{claim.id}: pieces of content are in order"
        assert not any(a.overlaps(b) for a, b in zip(claim.content, claim.content[1:], strict=False))
        for facet in claim.facets:
            if facet.slot in COUNT_SLOTS:
                assert isinstance(facet.value, Count)
                assert implies(facet.span.text(text), facet.value.n), f"{facet.span.text(text)!r} is {facet.value}"


def implies(words: str, number: int) -> bool:
    """True when the words give the number: in digits, times a power of ten or a dozen, or in letters ("dozens")."""
    digits = [float(d.replace(",", "")) for d in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", words)]
    if number in digits or number in {SMALL.get(word) for word in words.lower().split()}:
        return True
    if digits:
        scales = [12.0, 20.0, *(10.0**n for n in range(1, 10))]
        return any(abs(d * scale - number) < 0.5 for d in digits for scale in scales)
    return any(c.isalpha() for c in words)


def spans_of(value: Any, where: str = "report") -> Iterator[tuple[str, Span]]:
    """Every span anywhere in a coded report, with the path to it; a diagnostic may point between two characters."""
    if isinstance(value, Span):
        yield where, value
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from spans_of(entry, f"{where}[{number}]")
    elif dataclasses.is_dataclass(value) and not isinstance(value, Diagnostic | enum.Enum):
        for field in dataclasses.fields(value):
            yield from spans_of(getattr(value, field.name), f"{where}.{field.name}")


def test_the_walk_finds_every_span():
    coded = coder().code(Report.of("Rebels killed five men in Mosul on Monday, police said.", published="2024-03-01"))
    printed = json.loads(encode(coded))
    found = {tuple(span) for _, span in spans_of(coded)}
    assert found == set(pairs_of({k: v for k, v in printed.items() if k != "diagnostics"}))
    assert found


def pairs_of(value: Any) -> Iterator[tuple[int, int]]:
    if isinstance(value, dict):
        for entry in value.values():
            yield from pairs_of(entry)
    elif isinstance(value, list):
        if len(value) == 2 and all(isinstance(x, int) for x in value):
            yield value[0], value[1]
        else:
            for entry in value:
                yield from pairs_of(entry)
