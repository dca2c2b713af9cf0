"""Who said what."""

from __future__ import annotations

import pytest

from sayso.model import Value
from sayso.vocab.reporting import CuePhrase, ReportingVerb, reporting_lexicon
from tests.extract.reading import said


@pytest.mark.parametrize(
    "entry", reporting_lexicon().entries, ids=lambda e: e.lemma if isinstance(e, ReportingVerb) else " ".join(e.words)
)
def test_every_entry_of_the_lexicon_reads_its_own_example(entry: ReportingVerb | CuePhrase) -> None:
    found = said(entry.example)
    assert (entry.expect["source"], entry.value.value) in [(a.source, a.value) for a in found]
    if "outer" in entry.expect:
        inner = next(a for a in found if a.source == entry.expect["source"])
        assert inner.parent is not None
        assert found[inner.parent].source == entry.expect["outer"]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The depot burned, the mayor said.", "the mayor", "The depot burned"),
        ("“The depot burned,” said the mayor.", "the mayor", "“The depot burned,”"),
        ("The depot, the mayor said, burned for two days.", "the mayor", "The depot … burned for two days"),
        ("Three men died, according to the clinic.", "the clinic", "Three men died"),
        ("According to the clinic, three men died.", "the clinic", "three men died"),
        (
            "Residents of Qarna told the paper on Sunday that the bridge was gone.",
            "Residents of Qarna",
            "the bridge was gone",
        ),
        ("The army, which had sealed the road, said that a mine went off.", "The army", "a mine went off"),
        (
            "A nurse who treated the men said that two would not survive.",
            "A nurse who treated the men",
            "two would not survive",
        ),
        (
            "The mill burned; a doctor there, who asked not to be named, said one of the children had died.",
            "a doctor there",
            "one of the children had died",
        ),
        (
            "A doctor who asked not to be named said one child had died.",
            "A doctor who asked not to be named",
            "one child had died",
        ),
        ("According to a report seen by the paper, two men fled.", "a report", "two men fled"),
        (
            "The ministry said it had hit a depot, a claim that could not be verified.",
            "The ministry",
            "it had hit a depot",
        ),
        (
            "A source close to the group said that the gate was open.",
            "A source close to the group",
            "the gate was open",
        ),
        ("The mayor said most of the houses were hit.", "The mayor", "most of the houses were hit"),
        (
            "In a statement posted online, the cell owned up to the attack.",
            "the cell",
            "the attack",
        ),
        ("The Front of Hope (FH) group said that it had left.", "The Front of Hope (FH) group", "it had left"),
        (
            "A councillor who saw the ruins said that he had counted three bodies.",
            "A councillor who saw the ruins",
            "he had counted three bodies",
        ),
        (
            "The charity said its teams had treated nine people, but could not say who was to blame.",
            "The charity",
            "who was to blame",
        ),
        ("The ministry put the toll at 14 dead.", "The ministry", "the toll at 14 dead"),
        ("The mayor accused the rebels of burning the school.", "The mayor", "the rebels of burning the school"),
        ("Residents buried their dead and said that a drone hit the house.", "Residents", "a drone hit the house"),
        ("A memo seen by the agency said that the gate was open.", "A memo", "the gate was open"),
        ("Regional prosecutors: two dead, one missing.", "Regional prosecutors", "two dead, one missing"),
        ("In his view the shots came later.", "his", "the shots came later"),
        ("The guard was told by a courier that the gate was open.", "a courier", "the gate was open"),
    ],
)
def test_source_and_content(text: str, source: str, content: str) -> None:
    assert (source, content) in [(a.source, a.content) for a in said(text)]


def test_joint_sources_are_parties_of_one_attribution() -> None:
    (only,) = said("According to two Iraqi officers and a US diplomat, rockets were fired at the base.")
    assert only.source == "two Iraqi officers + a US diplomat"


def test_two_modifiers_of_one_head_are_one_party() -> None:
    (only,) = said("Iraqi security and medical sources said that one rocket hit a house.")
    assert only.source == "Iraqi security and medical sources"


def test_a_comma_parts_two_attributions() -> None:
    first, second = said(
        "The truck was taken away, according to an officer, and early findings indicated that a shell hit it."
    )
    assert (first.source, first.content) == ("an officer", "The truck was taken away")
    assert (second.source, second.content) == ("early findings", "a shell hit it")


def test_claiming_a_life_reports_nothing() -> None:
    assert said("A blast claimed the life of a guard on Saturday.") == []


@pytest.mark.parametrize(
    "text",
    [
        "No group claimed the attack.",
        "Nobody said who fired.",
        "The embassy has not commented on the raid.",
    ],
)
def test_silence_is_the_narrators(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The army denied that its guns shelled the camp.", Value.CERTAIN_NOT),
        ("The paper could not verify the toll.", Value.UNKNOWN),
        ("The police did not say whether the man was armed.", Value.UNKNOWN),
        ("Police did not rule out a gas leak.", Value.POSSIBLE),
        ("Preliminary findings showed that a shell hit the roof.", Value.PROBABLE),
        ("The rebels claimed that they took the hill.", Value.CERTAIN),
    ],
)
def test_what_the_cue_commits_its_source_to(text: str, value: Value) -> None:
    assert [a.value for a in said(text)] == [value.value]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("It was reported by the agency that three men died.", "the agency"),
        ("A resident reached by phone said that the gate was open.", "A resident"),
        ("A nurse, interviewed by Halden Wire on the 19th, said that the gate was open.", "Halden Wire"),
    ],
)
def test_neither_it_nor_a_means_nor_a_date_is_a_party(text: str, source: str) -> None:
    assert source in {a.source for a in said(text)}
    assert not {"It", "phone", "Halden Wire on the 19th"} & {a.source for a in said(text)}


def test_a_relative_clause_behind_and_is_an_aside_too() -> None:
    (only,) = said("A guard who was on duty, and who asked not to be named, said that two men fired.")
    assert (only.source, only.content) == ("A guard who was on duty", "two men fired")


def test_a_pair_of_things_shows_together_what_a_speaker_says() -> None:
    found = said("The colonel said accounts and footprints indicated that two men fired.")
    assert [(a.source, a.content) for a in found if a.cue == "indicated"] == [
        ("accounts and footprints", "two men fired")
    ]


def test_a_quoted_speaker_goes_on_after_the_cue() -> None:
    found = said("“The market burned,” the mayor said. “Nobody came to help us all night.”")
    assert [(a.source, a.content) for a in found] == [
        ("the mayor", "“The market burned,”"),
        ("the mayor", "“Nobody came to help us all night.”"),
    ]


def test_a_quotation_over_two_paragraphs_keeps_its_speaker() -> None:
    found = said(
        "“We heard two blasts in the night and ran,” Rima Haddad told reporters.\n\n"
        "“Then the roof came down on all of us.”"
    )
    assert [a.source for a in found] == ["Rima Haddad", "Rima Haddad"]


def test_the_points_of_a_statement_belong_to_its_issuer() -> None:
    found = said(
        "The ministry announced the following:\n- two drones were shot down\n- one guard was wounded\n"
        "The bridge is closed."
    )
    assert [(a.source, a.content) for a in found] == [
        ("The ministry", "two drones were shot down"),
        ("The ministry", "one guard was wounded"),
    ]


def test_an_although_clause_ends_before_the_main_clause() -> None:
    found = said(
        "Although the official called it a “failed rocket attack,” it was unclear whether the rockets reached the base."
    )
    assert [(a.source, a.content) for a in found] == [("the official", "it a “failed rocket attack,”")]


def test_boilerplate_says_nothing() -> None:
    assert said("I am a freelance journalist and say that rivers matter.") == []


def test_a_relative_clause_in_the_plural_goes_on_from_the_plural_before_it():
    found = said(
        "The strikes were a warning to other groups with foreign backing that have claimed attacks on the port."
    )
    assert [a.source for a in found] == ["other groups with foreign backing"]


def test_responsibility_alone_is_what_is_claimed():
    (only,) = said("The group has claimed responsibility in a statement.")
    assert (only.source, only.content) == ("The group", "responsibility in a statement")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The army on Friday denied that a shell hit the mill.", "The army", "a shell hit the mill"),
        ("The embassy late on Monday confirmed that two men were held.", "The embassy", "two men were held"),
        ("Pictures taken on 9 March show a burnt roof.", "Pictures", "a burnt roof"),
        ("A table sent to the judge lists nine dead.", "A table sent to the judge", "nine dead"),
        ("Both said that the gate was open.", "Both", "the gate was open"),
        ("The former said that the gate was open.", "The former", "the gate was open"),
        ("A former guard told the paper that the gate was open.", "A former guard", "the gate was open"),
        ("Rebels burned the mill, the coast guard reports.", "the coast guard", "Rebels burned the mill"),
        ("Rebels burned the mill, a relative, Omar Deng, said at the funeral.", "a relative", "Rebels burned the mill"),
        ("Nobody came to help, a farmer explained to us.", "a farmer", "Nobody came to help"),
        ("No raid there, says the council.", "the council", "No raid there"),
        (
            "The front, in a message signed by its chief, denied that its men were there.",
            "The front",
            "its men were there",
        ),
        (
            "The front denied that its men had been there, and accused the army of lying.",
            "The front",
            "the army of lying",
        ),
        (
            "The mayor declined to say whether the guards had helped, but said that two had fled.",
            "The mayor",
            "two had fled",
        ),
        (
            "The radio was told, the mayor said, that two had fled.",
            "the mayor",
            "The radio was told … that two had fled",
        ),
        (
            "“I counted nine,” the camp's chief, Sergeant Ali Bo, told a radio station.",
            "the camp's chief",
            "“I counted nine,”",
        ),
        ("A medic is said to have counted nine bodies.", "A medic", "nine bodies"),
        ("The colonel was quoted as saying that the post fell.", "The colonel", "the post fell"),
        ("The clerk testified behind closed doors that the log was forged.", "The clerk", "the log was forged"),
        ("The mill burned, the mayor went on to say.", "the mayor", "The mill burned"),
        ("A third, a driver who has since fled, told us that the road was mined.", "A third", "the road was mined"),
        (
            "One of the two captured, a so-called “Colonel Thunder”, declared that the charge was homemade.",
            "One of the two captured",
            "the charge was homemade",
        ),
        ("Our first note of 16 August spoke of 30 dead.", "Our first note", "30 dead"),
        ("However, according to the clinic, three men died.", "the clinic", "three men died"),
        ("It is being alleged by some traders that the mill was shelled.", "some traders", "the mill was shelled"),
        (
            "Adama, a trader who fled: “They came at noon. They had a list.”",
            "Adama",
            "“They came at noon. They had a list.”",
        ),
        ("It was never shown any, replies his brother: “They asked for tea.”", "his brother", "“They asked for tea.”"),
        ("By the army's account the men were rebels.", "the army", "the men were rebels"),
        ("By the admission of the mayor, the gate was open.", "the mayor", "the gate was open"),
        ("The gate, by the guards' account, was open.", "the guards", "The gate … was open"),
        ("Pictures bought from a firm show two boats.", "Pictures bought from a firm", "two boats"),
        ("The gate was open, he said, and two men had fled.", "he", "The gate was open … and two men had fled"),
        ("A report by the panel says that the gate was open.", "A report by the panel", "the gate was open"),
        ("A commander contradicted him: no soldiers had come.", "A commander", "no soldiers had come"),
        (
            "A pilot claimed that a missile hit the mill - an allegation that the mayor dismissed.",
            "A pilot",
            "a missile hit the mill",
        ),
    ],
)
def test_a_speaker_is_found_past_what_stands_beside_the_verb(text: str, source: str, content: str) -> None:
    assert (source, content) in [(a.source, a.content) for a in said(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The rifles shown on television were old.",
        "Two fishermen feared drowned came home.",
        "A captain accused of theft was held.",
        "The leaflet was written by the office.",
        "The council has voted to answer the letter.",
        "More inquiries were needed to establish what happened.",
    ],
)
def test_nobody_speaks_by_a_participle_that_tells_of_a_noun(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The ministry said bandits were to blame.", ["The ministry"]),
        ("The union alleges that soldiers beat strikers, an allegation the army rejects.", ["The union"]),
        ("He accused the rebels of shelling their own side in order to blame the army.", ["He"]),
        ("The guards' commander said that this was a lie.", ["The guards' commander"]),
        ("Both the prosecutor and the mayor said a mine was laid.", ["the prosecutor + the mayor"]),
    ],
)
def test_who_speaks_and_who_is_only_spoken_of(text: str, sources: list[str]) -> None:
    assert [a.source for a in said(text)] == sources


def test_a_remark_on_what_was_said_is_no_part_of_it() -> None:
    (only,) = said("The union alleges that soldiers beat strikers, an allegation the army rejects.")
    assert only.content == "soldiers beat strikers"


def test_neither_confirm_nor_deny_leaves_it_open() -> None:
    (one,) = said("The ministry would neither confirm nor deny that a shell hit the mill.")
    assert (one.source, one.cue, one.value) == ("The ministry", "would neither confirm nor deny", "Uu")
