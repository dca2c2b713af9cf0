from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.source_kinds import channel_of, kind_of
from sayso.extract.source_phrases import PhraseReader
from sayso.extract.sources import SourceFinder, source_ids
from sayso.model import Document, Source, SourceKind, Span
from sayso.vocab.loader import load_yaml
from sayso.vocab.source_words import source_words
from tests.extract.attributed import attributed

LEXICON: dict[str, Any] = load_yaml("lexicon/en/sources.yaml")
PHRASES = [(e["phrase"], e["kind"]) for role in LEXICON["roles"] for e in role["examples"]]
QUALIFIED = [(q["example"], q["expect"]) for q in LEXICON["qualifiers"]]


def sources_of(marked: str, *, publisher: str | None = None) -> tuple[Source, ...]:
    return SourceFinder()(attributed(marked, publisher=publisher)).sources


def first_source(phrase: str, rest: str = " said so.") -> Source:
    return sources_of(f"{{{phrase}}}{rest}")[0]


@pytest.mark.parametrize(("phrase", "kind"), PHRASES + QUALIFIED)
def test_lexicon_examples_get_their_kind(phrase: str, kind: str) -> None:
    assert first_source(phrase).kind.value == kind


@pytest.mark.parametrize("entry", LEXICON["channels"], ids=lambda e: e["channel"])
def test_channel_examples_are_recognised(entry: dict[str, str]) -> None:
    assert channel_of(entry["example"], [Span(0, len(entry["example"]))]) == entry["expect"]


@pytest.mark.parametrize("entry", LEXICON["pronouns"], ids=lambda e: e["example"])
def test_pronoun_examples_are_pronouns(entry: dict[str, Any]) -> None:
    assert entry["example"].lower() in source_words().pronouns


def test_every_head_noun_gets_its_role() -> None:
    for role in LEXICON["roles"]:
        for head in role["heads"]:
            found = source_words().head(head)
            assert found is not None
            assert found.role.name == role["role"]


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Kataib Hezbollah", SourceKind.ARMED_GROUP),
        ("the Houthis", SourceKind.ARMED_GROUP),
        ("U.S. Central Command", SourceKind.MILITARY_INSTITUTION),
        ("the Iraqi Security Media Cell", SourceKind.OFFICIAL_PRESS_BODY),
        ("Reuters", SourceKind.MEDIA_OUTLET),
        ("the official Petra news agency", SourceKind.MEDIA_OUTLET),
        ("Sabreen News", SourceKind.SOCIAL_MEDIA_CHANNEL),
        ("Moscow", SourceKind.OFFICIAL_PRESS_BODY),
        ("President Maia Orban", SourceKind.OFFICIAL_NAMED),
        ("Brig. Gen. Tomas Reyes", SourceKind.OFFICIAL_NAMED),
        ("the head of the district Timur Adel", SourceKind.OFFICIAL_NAMED),
        ("Ambassador to the United Nations Amir Salehi", SourceKind.OFFICIAL_NAMED),
        ("the mayor of Altun, Hiwa Rashid", SourceKind.OFFICIAL_NAMED),
        ("Olha Kit", SourceKind.PERSON_NAMED),
        ("a spokesman for the Houthis", SourceKind.ARMED_GROUP),
        ("a person briefed on the matter", SourceKind.UNSPECIFIED),
        ("security and humanitarian sources", SourceKind.OFFICIAL_ANONYMOUS),
        ("a post on a Hamas-affiliated Telegram group", SourceKind.SOCIAL_MEDIA_CHANNEL),
        ("posts on Telegram", SourceKind.SOCIAL_MEDIA_CHANNEL),
        ("the report of the investigators", SourceKind.INVESTIGATION),
        ("one of the officials", SourceKind.OFFICIAL_ANONYMOUS),
        ("QRX", SourceKind.UNSPECIFIED),
        ("", SourceKind.UNSPECIFIED),
    ],
)
def test_kinds(phrase: str, kind: SourceKind) -> None:
    if not phrase:
        empty = Document(attributed("Nothing.").report)
        assert kind_of(PhraseReader().read(empty, Span(0, 0))) is kind
        return
    assert first_source(phrase).kind is kind


@pytest.mark.parametrize(
    ("rest", "kind"),
    [
        (", a nurse at the clinic, said so.", SourceKind.MEDICAL),
        (", the governor of Basra, said so.", SourceKind.OFFICIAL_NAMED),
        (", who spoke slowly, said so.", SourceKind.PERSON_NAMED),
        (", a shopkeeper, said so.", SourceKind.WITNESS),
    ],
)
def test_an_apposition_tells_the_kind_of_a_person(rest: str, kind: SourceKind) -> None:
    assert first_source("Olha Kit", rest).kind is kind


@pytest.mark.parametrize(
    ("phrase", "number"),
    [
        ("two Iraqi security officials", 2),
        ("a US official", 1),
        ("officials", None),
        ("several residents", None),
        ("police", 1),
        ("the Houthis", 1),
        ("12 witnesses", 12),
        ("one of the officials", 1),
    ],
)
def test_number_counts_the_speakers(phrase: str, number: int | None) -> None:
    assert first_source(phrase).number == number


@pytest.mark.parametrize(
    ("phrase", "affiliation"),
    [
        ("two Iraqi security officials", "Iraq"),
        ("a source in HUR", "HUR"),
        ("the Peshmerga commander Azad Ali", "Peshmerga"),
        ("Reuters", "United Kingdom"),
        ("Tehran", "Iran"),
        ("CENTCOM", "United States"),
        ("officials", None),
        ("the mine's spokesman", "the mine"),
        ("the Houthi-run health ministry", "Houthi"),
        ("a post on a Kataib Hezbollah-affiliated Telegram group", "Kataib Hezbollah"),
    ],
)
def test_affiliation_is_told_in_words(phrase: str, affiliation: str | None) -> None:
    assert first_source(phrase).affiliation == affiliation


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("{The governor} wrote on Telegram that the bridge was gone.", "telegram_post"),
        ("In a statement, {the army} said that two men died.", "official_statement"),
        ("Speaking on the phone, {a US official} said that nobody was hurt.", "phone_interview"),
        ("{She} told a morning briefing that the road was open.", "press_conference"),
        ("{The mayor} said that the road was open.", None),
    ],
)
def test_channel_is_read_beside_the_cue(text: str, channel: str | None) -> None:
    assert sources_of(text)[0].channel == channel


def test_ids_follow_the_text_and_joint_parties_are_two_sources() -> None:
    doc = SourceFinder()(attributed("{Two guards} and {a nurse} said so. {The nurse} wept."))
    assert [(s.id, s.name) for s in doc.sources] == [("s1", "Two guards"), ("s2", "a nurse")]
    assert [source_ids(doc)[span] for a in doc.attributions for span in a.source] == ["s1", "s2", "s2"]


def test_like_anonymous_sources_stay_apart_but_linked() -> None:
    first, second = sources_of("{A US official} spoke of five rockets. Later {a US official} spoke of six.")
    assert [(link.source, link.certainty) for link in first.possibly_same_as] == [("s2", "probable")]
    assert [(link.source, link.certainty) for link in second.possibly_same_as] == [("s1", "probable")]


@pytest.mark.parametrize(
    "text",
    [
        "{A US official} spoke of five rockets. {An Iraqi official} spoke of six.",  # other country
        "{A security source} spoke of five. {A second security source} spoke of six.",  # said to be another
        "{A guard} and {a guard} spoke.",  # speak jointly
        "{A guard} said that {^a guard} had told him.",  # one quotes the other
        "{The mayor} spoke. {Reuters} reported it.",  # named
    ],
)
def test_sources_that_must_differ_are_not_linked(text: str) -> None:
    assert all(s.possibly_same_as == () for s in sources_of(text))


def test_a_known_body_set_beside_a_description_tells_who_it_is() -> None:
    source = first_source("The organization that hands out such news", ", the Iraqi Security Media Cell, said so.")
    assert (source.kind, source.affiliation) == (SourceKind.OFFICIAL_PRESS_BODY, "Iraq")


def test_the_words_of_a_neighbour_tell_no_channel() -> None:
    guard, footage = sources_of("{A guard} said so, and {a video} shows it.")
    assert (guard.channel, footage.channel) == (None, "video")


def test_officials_of_differing_description_are_at_most_possibly_the_same() -> None:
    first, second = sources_of("{A US official} spoke. {An army official} left.")
    assert (first.possibly_same_as, second.possibly_same_as) == ((), ())
    first, second = sources_of("{Two Iraqi security officials} spoke. {Security sources} left.")
    assert [link.certainty for link in first.possibly_same_as] == ["possible"]


def test_another_description_of_like_people_is_possible_only() -> None:
    first, _ = sources_of(
        "{Two security officials} spoke first. {A senior security officer} spoke later, {police sources} too."
    )[:2]
    assert all(link.certainty != "certain" for link in first.possibly_same_as)


def test_we_is_the_body_that_publishes() -> None:
    (source,) = sources_of("{We} have found eleven such cases.", publisher="Coastal Rights Monitor")
    assert (source.name, source.named, source.kind) == ("Coastal Rights Monitor", True, SourceKind.NGO_MONITOR)


def test_we_of_an_outlet_is_the_outlet_and_we_of_nobody_stays_we() -> None:
    (outlet,) = sources_of("{We} could not verify the figure.", publisher="Northgate")
    assert (outlet.name, outlet.kind) == ("Northgate", SourceKind.MEDIA_OUTLET)
    (unknown,) = sources_of("{We} could not verify the figure.")
    assert (unknown.name, unknown.named, unknown.kind) == ("We", False, SourceKind.UNSPECIFIED)


def test_the_name_is_the_mention_that_tells_most() -> None:
    (source,) = sources_of("{Bakr} spoke first. {Interior Minister Adel Bakr} then confirmed it. {He} left.")
    assert (source.name, len(source.mentions)) == ("Interior Minister Adel Bakr", 3)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{A military spokesman}, Major Tarek Sallam, said so. {Sallam} said no.", "Major Tarek Sallam"),
        ("{The head of the brigade}, Wilner Desrosiers, said so.", "Wilner Desrosiers"),
        ("{The office in charge}, the Security Media Cell, said so.", "the Security Media Cell"),
        ("{A local militia}, Hezbollah, said so.", "Hezbollah"),
        ("{A military spokesman}, Tuesday Morning News, said so.", "A military spokesman"),
        ("{A spokesman}, who fled, said so.", "A spokesman"),
    ],
)
def test_a_name_set_beside_a_description_is_shown(text: str, name: str) -> None:
    assert [s.name for s in sources_of(text)] == [name]


def test_a_very_long_name_is_cut() -> None:
    phrase = (
        "the lawyer of the families of the drivers of the second convoy, which had left the port of the city "
        + "late " * 9
    )
    assert len(first_source(phrase).name) <= 120


def test_a_report_without_attributions_has_no_sources() -> None:
    assert sources_of("The bridge was gone.") == ()
    assert SourceFinder()(Document(attributed("").report)).sources == ()


WORDS = st.sampled_from(
    [
        "The",
        "a",
        "two",
        "mayor",
        "of",
        "Iraq",
        "'s",
        "army",
        "Reuters",
        ",",
        "(",
        ")",
        "who",
        "one",
        "them",
        "officials",
        "Gen.",
        "al-Omar",
        "“",
        "said",
        ".",
        "we",
        "It",
        "🚀",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=6), st.booleans()), min_size=1, max_size=5))
def test_any_words_give_each_source_span_one_id(parts: list[tuple[list[str], bool]]) -> None:
    marked = " spoke. ".join(("{" + " ".join(words) + "}") if speaks else " ".join(words) for words, speaks in parts)
    doc = SourceFinder()(attributed(marked, publisher="The Courier"))
    ids = source_ids(doc)
    spoken = {span for a in doc.attributions for span in a.source}
    assert set(ids) == spoken
    assert set(ids.values()) == {s.id for s in doc.sources}
    for source in doc.sources:
        assert all(0 <= m.start < m.end <= len(doc.text) for m in source.mentions)
