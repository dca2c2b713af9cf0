from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.mentions import MentionFinder, joined
from sayso.extract.times import TimeFinder
from sayso.model import MentionKind, Span
from sayso.neural import ScoredSpan

from .worded import doc_of, read, span_of


def kinds(text: str) -> dict[str, str]:
    return {m.span.text(text): m.kind.value for m in read(text).mentions}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Two gunmen hit a checkpoint.", "Two gunmen", "person"),
        ("The Islamic State claimed it.", "The Islamic State", "group"),
        ("Israel denied it.", "Israel", "state"),
        ("An Iraqi patrol was hit.", "Iraqi", "nationality"),
        ("A drone fell.", "A drone", "weapon"),
        ("A bus burned.", "A bus", "vehicle"),
        ("The refinery burned.", "The refinery", "facility"),
        ("Seven men came.", "Seven", "quantity"),
        ("The village burned.", "The village", "place"),
        ("Karim Dosh came.", "Karim Dosh", "person"),
        ("They met in Tarmud.", "Tarmud", "place"),
        ("The White House denied it.", "The White House", "organisation"),
        ("THE POLICE SAID THAT CARLOS GALAN WAS HURT.", "CARLOS GALAN", "person"),
    ],
)
def test_noun_phrases_are_mentions_of_a_kind(text, words, kind):
    assert kinds(text).get(words) == kind


def test_names_of_one_body_share_an_entity():
    doc = read("JNIM attacked. The post was taken by JNIM.")
    entities = {m.entity for m in doc.mentions if m.span.text(doc.text) == "JNIM"}
    assert entities == {"actor:jnim"}


def test_mentions_come_in_order():
    spans = [m.span for m in read("Two Iraqi soldiers met three rebels in the town.").mentions]
    assert spans == sorted(spans, key=lambda s: (s.start, -s.end))


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abc ADI.,'“”🚀-0123\n", max_size=80))
def test_mentions_lie_in_any_text(text):
    doc = read(text)
    for span in [m.span for m in doc.mentions] + [e.trigger for e in doc.events]:
        assert 0 <= span.start < span.end <= len(text)


def test_numbers_of_dates_and_footnotes_count_nothing():
    doc = MentionFinder()(TimeFinder()(doc_of("On 8 March seven men came.[3]")))
    assert [m.span.text(doc.text) for m in doc.mentions if m.kind is MentionKind.QUANTITY] == ["seven"]


def beside_the_rules(text, **seen):
    doc = read(text)
    layers = {MentionKind[kind]: (ScoredSpan(span_of(text, words), 0.9),) for kind, words in seen.items()}
    return {m.span.text(text): (m.kind.value, m.entity) for m in joined(doc, layers)}


def test_the_span_is_the_models_and_the_finer_kind_and_the_entity_the_rules():
    assert beside_the_rules("They blamed JNIM.", ORGANISATION="JNIM")["JNIM"] == ("group", "actor:jnim")


def test_what_only_one_of_them_saw_stays():
    found = beside_the_rules("The Blue Line fell when seven Iraqi soldiers came.", PERSON="seven Iraqi soldiers")
    assert found["seven Iraqi soldiers"][0] == "person"
    assert found["seven"][0] == "quantity"
    assert found["Iraqi"] == ("nationality", "state:IQ")
    assert beside_the_rules("Qwrt fell.", PLACE="Qwrt")["Qwrt"][0] == "place"


def test_the_model_says_nothing_about_kinds_that_it_has_not_learned():
    assert "fell" not in beside_the_rules("The bridge fell.", GROUP="fell")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(MentionKind), st.integers(0, 40), st.integers(1, 9)), max_size=6))
def test_joined_mentions_are_in_order_and_each_span_once(rows):
    doc = read("Two Iraqi soldiers met three rebels in the town of Tarmud.")
    seen: dict[MentionKind, list[ScoredSpan]] = {}
    for kind, start, length in rows:
        seen.setdefault(kind, []).append(ScoredSpan(Span(start, start + length), 0.5))
    spans = [m.span for m in joined(doc, seen)]
    assert spans == sorted(set(spans), key=lambda s: (s.start, -s.end))
