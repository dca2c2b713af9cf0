"""Who passes on what another said: levels of a chain that one sentence tells."""

from __future__ import annotations

import pytest

from tests.extract.reading import said


def test_a_relayed_speaker_is_nested() -> None:
    outer, inner = said("The agency, citing a colonel, said that the post was lost.")
    assert (outer.source, inner.source, inner.parent) == ("The agency", "a colonel", 0)


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("The owners were quoted in media reports as saying that the hull held.", "media reports", "The owners"),
        ("The driver was told by a guard that the bridge was closed.", "The driver", "a guard"),
        ("In a statement carried by Radio Qarna, the group said that its men held fire.", "Radio Qarna", "the group"),
        ("Border guards quoted by Levant Today said that the gate was shut.", "Levant Today", "Border guards"),
        ("Two guards fell, the Front announced on its site, according to Halden, a monitor.", "Halden", "the Front"),
        ("The gate was open, according to officials quoted by the agency.", "the agency", "officials"),
        (
            "Army Radio, quoting an officer who was there, said that the gate was open.",
            "Army Radio",
            "an officer who was there",
        ),
    ],
)
def test_who_passes_on_is_the_outer_level(text: str, outer: str, inner: str) -> None:
    first, second = said(text)
    assert (first.source, first.parent, second.source, second.parent) == (outer, None, inner, 0) or (
        second.source,
        second.parent,
        first.source,
        first.parent,
    ) == (outer, None, inner, 1)


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("Two people died, the ministry said, according to the agency.", "the agency", "the ministry"),
        (
            "A bus was blown up, the militia announced on its website, according to the monitor.",
            "the monitor",
            "the militia",
        ),
        ("The channel learned from two drivers that the post was lost.", "The channel", "two drivers"),
    ],
)
def test_who_passes_the_word_on_stands_above_who_gave_it(text, outer, inner):
    found = said(text)
    assert [(a.source, a.parent) for a in found] == [(outer, None), (inner, 0)]


def test_whom_a_speaker_cites_at_the_end_stands_below_him():
    outer, inner = said("The agency said that nine people died, citing two medics.")
    assert (outer.source, outer.content) == ("The agency", "nine people died")
    assert (inner.source, inner.content, inner.parent) == ("two medics", "nine people died", 0)


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("Relatives, she said, speak of two children.", "Relatives", "she"),
        ("A detainee has admitted, according to the judge, that he laid the mine.", "A detainee", "the judge"),
        ("The post fell, the radio quoted a colonel as saying.", "a colonel", "the radio"),
        ("The front claimed the attack in a statement carried by the agency.", "The front", "the agency"),
        ("A colonel was quoted by the radio as saying that the post fell.", "A colonel", "the radio"),
    ],
)
def test_a_speaker_stands_within_the_words_of_another(text: str, inner: str, outer: str) -> None:
    found = said(text)
    nested = next(a for a in found if a.source == inner)
    assert nested.parent is not None
    assert found[nested.parent].source == outer


@pytest.mark.parametrize(
    ("verb", "value"), [("saying", "CT+"), ("denying", "CT-"), ("claiming", "CT+"), ("believing", "PR+")]
)
def test_whom_an_outlet_quotes_is_held_to_the_second_verb(verb: str, value: str) -> None:
    outer, inner = said(f"The agency quoted the railway's director as {verb} that a train was hit.")
    assert (inner.source, inner.value, outer.value) == ("the railway's director", value, "CT+")


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        (
            "A depot burned, according to one of several notes by the front, the Iskra news agency reported.",
            "the Iskra news agency",
            "one of several notes",
        ),
        (
            "A blast was reported by another vessel close by, the port authority reported.",
            "the port authority",
            "another vessel",
        ),
    ],
)
def test_who_reports_at_the_end_passes_on_what_another_said(text: str, outer: str, inner: str) -> None:
    found = {a.source: a for a in said(text)}
    assert list(found) == [outer, inner]
    assert found[inner].parent == 0


def test_by_which_means_a_speaker_was_reached_is_no_speaker() -> None:
    found = said("A guard interviewed by Reuters by telephone said the gate was open.")
    assert {a.source for a in found} == {"Reuters", "A guard"}
    assert {a.content for a in found} == {"the gate was open"}


def test_a_closing_speaker_of_a_further_clause_passes_nothing_on() -> None:
    found = said("A depot burned, according to the front, and a bridge fell, police reported.")
    assert [a.parent for a in found] == [None, None]
