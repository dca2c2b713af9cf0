from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import VocabError
from sayso.extract.attribution import AttributionFinder
from sayso.extract.speech_lines import picture_credits, speech_lines
from sayso.model import Attribution, Span
from sayso.vocab import speech_lines as words
from sayso.vocab.loader import load_yaml

from .worded import doc_of

BRIEFING = """Briefing of 4 May

GEN. HOLT: Two rockets hit the depot at Zerka. Nobody was hurt.

Q: Who fired them?

GEN. HOLT: Preliminary findings indicate that a militia did it.
"""


def shown(text: str, found: list[Attribution]) -> list[tuple[str, str, str]]:
    def cut(spans: tuple[Span, ...]) -> str:
        return " … ".join(text[s.start : s.end] for s in spans)

    return [(cut(a.source), cut(a.cue), cut(a.content)) for a in found]


def test_every_turn_of_a_transcript_is_said_by_its_speaker():
    assert shown(BRIEFING, speech_lines(BRIEFING)) == [
        ("GEN. HOLT", ":", "Two rockets hit the depot at Zerka. Nobody was hurt."),
        ("Q", ":", "Who fired them?"),
        ("GEN. HOLT", ":", "Preliminary findings indicate that a militia did it."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "MERIDIAN: Two rockets hit the depot.",  # one line in capitals is a dateline or a heading as well
        "NOTE: All times are local.\nUPDATE: The road is open again.",
        "Zerka: 14.\nBirsaffan: 3.\nZerka: 9.\nOlmar: 1.",  # a table
        "Two places were hit: the depot and the school.\nNobody was hurt: the depot was empty.",
        "https://example.org/a\nhttps://example.org/b",
    ],
)
def test_a_colon_alone_makes_no_speaker(text):
    assert speech_lines(text) == []


def test_names_in_small_letters_speak_when_they_take_turns():
    talk = "Holt: We saw it.\nOdeh: So did we.\nHolt: It was loud.\nOdeh: It was very loud."
    assert [a[0] for a in shown(talk, speech_lines(talk))] == ["Holt", "Odeh", "Holt", "Odeh"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We heard three blasts.” ― Samira Odeh, a baker", ("Samira Odeh", "―", "“We heard three blasts.”")),
        ('"The bridge is gone."\n- Mayor Holt.\n', ("Mayor Holt", "-", '"The bridge is gone."')),
        ('"Depot hit twice" — Harbour Courier, 4 May 2024', ("Harbour Courier", "—", '"Depot hit twice"')),
    ],
)
def test_a_dash_after_a_quotation_signs_it(text, expected):
    assert shown(text, speech_lines(text)) == [expected]


@pytest.mark.parametrize(
    "text", ["“We heard it” — and then nothing more came", "He said “we heard it” — Odeh did not.", "“” — Samira Odeh"]
)
def test_a_dash_after_other_words_signs_nothing(text):
    assert speech_lines(text) == []


def test_quotation_marks_can_be_left_aside():
    text = "“We heard three blasts.” ― Samira Odeh"
    assert shown(text, speech_lines(text, marks=False))[0][2] == "We heard three blasts."


@pytest.mark.parametrize(
    "entry", [e for e in load_yaml("lexicon/en/speech_lines.yaml") if e["kind"] == "credit"], ids=lambda e: e["word"]
)
def test_every_credit_names_who_made_the_picture(entry):
    assert [a[0] for a in shown(entry["example"], picture_credits(entry["example"]))] == [entry["expect"]]


@pytest.mark.parametrize(
    "entry", [e for e in load_yaml("lexicon/en/speech_lines.yaml") if e["kind"] == "label"], ids=lambda e: e["word"]
)
def test_no_label_is_a_speaker_even_in_a_transcript(entry):
    text = f"{BRIEFING}\n{entry['example']}\n"
    assert len(speech_lines(text)) == 3


def test_what_a_speaker_passes_on_stays_within_his_turn():
    doc = AttributionFinder()(doc_of(BRIEFING))
    inner = next(a for a in doc.attributions if doc.text[a.cue[0].start : a.cue[0].end] == "indicate")
    assert inner.parent is not None
    outer = doc.attributions[inner.parent].source[0]
    assert doc.text[outer.start : outer.end] == "GEN. HOLT"


def test_a_word_of_an_unknown_kind_is_refused(monkeypatch):
    monkeypatch.setattr(words, "load_yaml", lambda name: [{"kind": "shout", "word": "hey"}])
    words.speech_line_words.cache_clear()
    with pytest.raises(VocabError, match="hey"):
        words.speech_line_words()
    monkeypatch.undo()
    words.speech_line_words.cache_clear()


@given(st.lists(st.sampled_from(["HOLT: ", "Image: ", "“", "”", " — ", "Odeh", "two rockets", "\n", ". ", ":", "🚀"])))
def test_spans_lie_inside_the_text_and_hold_words(parts):
    text = "".join(parts)
    for found in (*speech_lines(text), *speech_lines(text, marks=False), *picture_credits(text)):
        for span in (*found.source, *found.cue, *found.content):
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip()
