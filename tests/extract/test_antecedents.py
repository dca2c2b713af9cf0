from __future__ import annotations

import pytest

from sayso.extract.sources import SourceFinder
from tests.extract.attributed import attributed

CASES = [
    # names
    ("{Mayor Hiwa Rashid} spoke. {Rashid} then left.", "same"),
    ("{The Coastal Defence League (CDL)} spoke. {The CDL} denied it.", "same"),
    ("{The Permanent Strategic Framework (CSP-PSD)} spoke. {The CSP-PSD} denied it.", "same"),
    ("{Ukraine's air force} spoke of drones. {The air force} counted forty.", "same"),
    ("{Oaktree Capital Management} spoke. {Oaktree} declined.", "same"),
    ("{Mayor Hiwa Rashid} spoke. {Governor Omar Said} left.", "apart"),
    ("{The Israeli army} spoke. {The Lebanese army} denied it.", "apart"),
    ("{A Houthi spokesman} spoke. {The Houthis} denied it.", "apart"),
    # nominals
    ("{A US official} spoke of rockets. {The official} gave no name.", "same"),
    ("{The interior ministry} spoke. {The ministry} gave no figures.", "same"),
    ("{Kataib Hezbollah} spoke. {The group} gave no figures.", "same"),
    ("{Governor Omar Said} spoke. {The governor} gave no figures.", "same"),
    ("{Two security sources} spoke. {The sources} gave no figures.", "same"),
    ("{Two security sources} spoke. {The official} gave no figures.", "apart"),
    ("{The police} spoke. {Police} gave no figures.", "same"),
    ("{Officials} spoke. Shots rang out. {Officials} gave no figures.", "same"),
    ("{A resident} spoke. {Another resident} gave no figures.", "apart"),
    ("{A police source} spoke. {The same source} gave figures.", "same"),
    ("{A statement by the army} spoke of rockets. {The army} gave figures.", "same"),
    ("{The army} spoke in a statement. {The statement} gave figures.", "same"),
    ("In a communique issued at noon, {the navy} spoke. {The communique} gave figures.", "same"),
    ("{The harbour office} spoke of fire. {The statement} gave figures.", "same"),
    ("{The army} and {the JNIM statement} differ. {JNIM} gave figures.", "apart"),
    ("{JNIM} spoke. {The JNIM statement} gave figures.", "same"),
    ("{A post on X} spoke of fire. {The post} gave figures.", "same"),
    ("{The mayor} spoke. {Its statement} gave figures.", "apart"),
    ("{Laith Nouri}, {a military spokesman}, said so.", "same"),
    ("{The head of the brigade}, Wilner Prosper, said so. {Prosper} left.", "same"),
    # pronouns
    ("{Mayor Hiwa Rashid} spoke. {He} left.", "same"),
    ("{The spokesman} spoke. {She} left.", "apart"),
    ("{The interior ministry} spoke. {It} gave no figures.", "same"),
    ("{The mayor} spoke. {It} gave no figures.", "apart"),
    ("{Two guards} spoke. {They} left.", "same"),
    ("{The mayor} spoke to {a nurse}, {who} left.", "apart"),
    ("{A wife} said that {^he} wept.", "apart"),
    ("{The mayor} said “{^we} left at noon”.", "same"),
    ("{The first guard} spoke. {The latter} left.", "same"),
    ("{Two guards} spoke. {One of them} left.", "apart"),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_two_mentions_are_one_party_or_two(marked: str, expected: str) -> None:
    doc = SourceFinder()(attributed(marked))
    first, second = (a.source[0] for a in (doc.attributions[0], doc.attributions[-1]))
    together = any({first, second} <= set(s.mentions) for s in doc.sources)
    assert together == (expected == "same")


def test_the_official_goes_back_to_the_one_told_of_last() -> None:
    doc = SourceFinder()(
        attributed(
            "{A US official} spoke. {The official} named no group. {An army official} arrived. {The official} left."
        )
    )
    assert [[m.text(doc.text) for m in s.mentions] for s in doc.sources] == [
        ["A US official", "The official"],
        ["An army official", "The official"],
    ]


def test_she_passes_over_men() -> None:
    doc = SourceFinder()(attributed("{Spokeswoman Ana Lupu} spoke. {A policeman} nodded. {She} left."))
    assert [m.text(doc.text) for m in doc.sources[0].mentions] == ["Spokeswoman Ana Lupu", "She"]


def test_a_relative_pronoun_takes_the_nearest() -> None:
    doc = SourceFinder()(attributed("{The mayor} spoke. Beside him stood the nurse {who} confirmed it."))
    assert "who" not in [m.text(doc.text) for m in doc.sources[0].mentions]


def test_a_person_who_is_only_told_of_can_be_the_antecedent() -> None:
    doc = SourceFinder()(attributed("Commander Idris Bello held the town. The convoy passed. {He} denied it."))
    assert doc.sources[0].name == "Commander Idris Bello"


def test_a_place_is_no_antecedent() -> None:
    doc = SourceFinder()(attributed("Shells fell in Khamis Mushait. {He} denied it."))
    assert doc.sources[0].name == "He"


def test_the_network_is_the_publisher() -> None:
    doc = SourceFinder()(attributed("{The Network} counted six shells. {We} saw them.", publisher="Orontes Network"))
    assert len(doc.sources) == 1


def test_one_of_a_group_is_linked_to_the_group() -> None:
    doc = SourceFinder()(attributed("{Two guards} spoke. {One of them} left."))
    assert [(link.source, link.certainty) for link in doc.sources[1].possibly_same_as] == [("s1", "probable")]
