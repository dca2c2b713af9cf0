"""Values, certainty and chains in words."""

import pytest

from sayso.cli.phrases import (
    certainty,
    certainty_of,
    chain_words,
    cue_words,
    plural,
    quoted,
    status,
    time_words,
    value_words,
    words,
)
from sayso.model import Count, FindingStatus, Place, Responsibility, Span, TimeSpan, Value

from . import made


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Count("=", 0, "US personnel"), "0 US personnel"),
        (Count(">=", 5), "at least 5"),
        (Count(">", 5), "more than 5"),
        (Count("<=", 5), "at most 5"),
        (Count("<", 5), "fewer than 5"),
        (Count("~", 1200), "about 1,200"),
        (TimeSpan("2024-04-22", "2024-04-22", "day"), "2024-04-22"),
        (TimeSpan("2024-04-20", "2024-04-22", "days"), "2024-04-20 to 2024-04-22"),
        (TimeSpan("2024-04-20T01:30", "2024-04-20T01:30", "minute"), "2024-04-20 01:30"),
        (TimeSpan("2024-04-20", None, "range"), "from 2024-04-20"),
        (TimeSpan(None, "2024-04-20", "range"), "until 2024-04-20"),
        (TimeSpan(None, None), "not known"),
        (Place("Varna Ford"), "Varna Ford"),
        (Place("Varna Ford", 51.246, -7.5), "Varna Ford (51.25, -7.50)"),
        (Responsibility("accused"), "accused"),
        (Responsibility("claimed", "the brigade"), "claimed: the brigade"),
        ("rocket_attack", "rocket attack"),
        ("two\nlines\x1b[31m", "two lines�[31m"),
    ],
)
def test_values_in_words(value, said):
    assert value_words(value) == said


def test_no_time_is_said_to_be_not_known():
    assert time_words(None) == "not known"


def test_every_certainty_has_code_and_word():
    assert [certainty(v).plain for v in Value] == [
        "CT+ certain",
        "CT- certainly not",
        "PR+ probable",
        "PR- probably not",
        "PS+ possible",
        "PS- possibly not",
        "Uu  open",
    ]


def test_what_is_not_yet_real_stands_beside_the_certainty():
    assert certainty_of(made.post().claims[2]).plain == "Uu  open, hypothesis"


def test_every_status_has_a_sign_and_a_word():
    assert {status(s).plain for s in FindingStatus} == {"· one source", "= agreed", "≠ contested", "› replaced"}


def test_chains_run_outermost_first_and_show_joint_parties():
    coded = made.radio()
    sources = {s.id: s for s in coded.sources}
    assert chain_words(coded.claims[0], sources).plain == "Radio Varna → a nurse + s3"


def test_the_voice_of_the_report_is_named():
    assert chain_words(made.post().claims[2], {}).plain == "the report itself"


def test_words_that_keep_their_distance_are_marked():
    said, claimed, _ = made.post().claims
    assert cue_words(said, made.POST) == "“said”"
    assert cue_words(claimed, made.POST) == "“claimed” (keeps distance)"
    assert cue_words(made.claim("c", made.POST, "shells", Value.CERTAIN), made.POST) == ""


@pytest.mark.parametrize(
    ("text", "spans", "said"),
    [
        ("Five rockets fell.", [(0, 12)], "“Five rockets”"),
        ("Five rockets fell.", [(0, 4), (13, 17)], "“Five … fell”"),
        ("“Five rockets” fell.", [(0, 14)], "“Five rockets”"),
        ('"Five" fell.', [(0, 6)], '"Five"'),
        ("“Five” fell", [(0, 11)], "““Five” fell”"),
    ],
)
def test_quotation_marks_are_not_doubled(text, spans, said):
    assert quoted(text, *(Span(*s) for s in spans)) == said


def test_plain_words():
    assert (words("number_of_attackers"), plural(1, "claim"), plural(1200, "claim")) == (
        "number of attackers", "1 claim", "1,200 claims",
    )  # fmt: skip
