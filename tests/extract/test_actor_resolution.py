from dataclasses import replace

import pytest

from sayso.extract.actor_resolution import ActorMatch, ActorResolver, Certainty, fits, min_certainty
from sayso.extract.attribution import AttributionFinder
from sayso.extract.mentions import MentionFinder
from sayso.extract.sources import SourceFinder
from sayso.model import Document, Report, Span
from sayso.vocab.actors import actor
from sayso.vocab.generic_actors import describe

from .reading import tagged


def read(text: str, published: str | None = "2024-04-22", *, sources: bool = False) -> Document:
    doc = AttributionFinder()(MentionFinder()(tagged(text)))
    doc = replace(doc, report=Report.of(text, published=published))
    return SourceFinder()(doc) if sources else doc


def resolve(text: str, words: str, published: str | None = "2024-04-22", *, sources: bool = False) -> ActorMatch | None:
    at = text.rindex(words)
    return ActorResolver(read(text, published, sources=sources)).resolve(Span(at, at + len(words)))


def told(match: ActorMatch | None) -> tuple[str, str, str] | None:
    return None if match is None else (match.actor.id, match.certainty.value, match.rule)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the IDF", ("idf", "certain", "name")),
        ("the Israeli army", ("idf", "certain", "name")),
        ("Israel's ground forces", ("idf", "certain", "country-and-noun")),
        ("an Israeli soldier", ("idf", "certain", "members-of")),
        ("the paramilitary Rapid Support Forces (RSF)", ("rsf-sudan", "certain", "name")),
        ("Iraqi gendarmes", ("IQ:gendarmerie", "probable", "country-and-noun-generic")),
        ("Houthi fighters", ("houthis", "certain", "name-of-staff")),
        ("militants of the Arakan Army", ("arakan-army", "probable", "name-within")),
        ("the Al-Qaeda branch in the valley", ("al-qaeda", "possible", "name-within")),
        ("the “Islamic Resistance” in Iraq", ("islamic-resistance-iraq", "certain", "name")),
        ("Iran-backed fighters", (":group:iran-backed", "possible", "side-and-noun")),
        ("Israel", ("state:IL", "certain", "state")),
        ("Serbian President Ana Kostić", ("RS:government", "probable", "country-and-title")),
        ("Baghdad", ("state:IQ", "certain", "seat")),
        ("the local baker", None),
        ("armed men", None),
    ],
)
def test_words_alone(words, expected):
    assert told(resolve(f"It was {words} who came.", words)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Kataib Hezbollah fired at a base near Erbil. Two drones fell. The Iran-backed group gave no reason.",
            "The Iran-backed group",
            ("kataib-hezbollah", "probable", "last-named"),
        ),
        (
            "Hamas and the Arakan Army sent envoys. The Iran-backed group left first.",
            "The Iran-backed group",
            ("hamas", "probable", "last-named"),
        ),
        (
            "Hamas met Hezbollah. The group left first.",
            "The group",
            ("hezbollah", "possible", "last-named"),
        ),
        (
            "Hamas met nobody. The group's spokesman left first.",
            "The group's spokesman",
            ("hamas", "probable", "last-named"),
        ),
        (
            "The Sinaloa Cartel held the road. The militants fled.",
            "The militants",
            None,
        ),
        (
            "Iraq's interior ministry closed the road. The ministry gave no reason.",
            "The ministry",
            ("iraq-moi", "probable", "last-named"),
        ),
        (
            "Mali mourned on Friday. In Mali, the army fired first.",
            "the army",
            ("fama", "possible", "noun-in-country"),
        ),
        (
            "Burkina Faso mourned. Police fired first in Burkina Faso.",
            "Police",
            None,
        ),
        (
            "Malian soldiers came at dawn, then left. Mali is at war. The army fired first.",
            "The army",
            ("fama", "probable", "last-named"),
        ),
        ("Hamas named an official. The official left.", "The official", None),
        ("The army fired first.", "The army", None),
    ],
)
def test_descriptions_go_back_to_what_was_named(text, words, expected):
    assert told(resolve(text, words)) == expected


@pytest.mark.parametrize(
    ("words", "published", "expected"),
    [
        ("Syrian army", "2019-01-05", ("saa", "certain", "name-at-date")),
        ("Syrian army", "2025-08-05", ("syria-army-new", "certain", "name-at-date")),
        ("the Syrian army", None, ("saa", "possible", "name-of-several")),
        ("John Kirby", "2021-09-01", ("pentagon", "certain", "office")),
        ("John Kirby", "2024-09-01", ("white-house", "certain", "office")),
        ("Rear Admiral Daniel Hagari", "2024-04-14", ("idf", "certain", "office")),
        ("Daniel Hagari", "2026-04-14", ("idf", "probable", "office-once")),
        ("Hagari", "2024-04-14", ("idf", "probable", "office")),
        ("Abu Obeida, the spokesman", "2024-04-14", ("qassam", "certain", "office")),
        ("President Bola Tinubu", "2024-04-14", ("state:NG", "certain", "office")),
    ],
)
def test_the_date_of_the_report_chooses(words, published, expected):
    assert told(resolve(f"That was {words} again.", words, published)) == expected


def test_the_country_of_the_report_chooses_an_ambiguous_name():
    sudan = "Sudan's east is calm. In Sudan, JEM held the town."
    assert told(resolve(sudan, "JEM")) == ("jem-sudan", "probable", "name-in-country")
    assert resolve("JEM held the town.", "JEM") is None
    mexico = "Mexico sent more men to a Mexican town, SSPC said."
    assert told(resolve(mexico, "SSPC", "2025-10-01")) == ("mexico-sspc", "probable", "name-in-country")


def test_pronouns_go_back_to_who_says_so():
    text = "The Arakan Army said it had taken the hill."
    assert told(resolve(text, "it")) == ("arakan-army", "probable", "speaker")
    assert resolve("John Kirby said they had taken the hill.", "they") is None
    assert resolve("The Arakan Army said he had taken the hill.", "he") is None
    assert resolve("Nobody took the hill, and it was quiet.", "it") is None


def test_a_pronoun_that_speaks_is_the_source_that_it_goes_back_to():
    text = "The Arakan Army said the hill was taken. It said the road was open."
    assert told(resolve(text, "It", sources=True)) == ("arakan-army", "probable", "source")


def test_words_need_not_stand_in_the_text():
    resolver = ActorResolver(read("Hamas spoke."))
    assert told(resolver.resolve_words("the group", before=12)) == ("hamas", "probable", "last-named")
    assert resolver.resolve_words("the group", before=0) is None
    assert resolver.resolve_words(" “” ", before=0) is None


def test_the_country_of_a_report_is_the_one_it_names_most():
    assert (
        ActorResolver(read("Burkina Faso buried its dead. Mali sent help to Burkina Faso.")).country == "Burkina Faso"
    )
    assert ActorResolver(read("It was quiet.")).country is None


def test_a_body_fits_by_kind_form_country_and_side():
    hamas, cartel = actor("Hamas"), actor("Sinaloa Cartel")
    assert hamas is not None
    assert cartel is not None
    for phrase, yes, no in (
        ("the Iran-backed group", True, False),
        ("the group", True, True),
        ("the gang", True, True),
        ("the rebels", True, False),
        ("the Mexican group", False, True),
        ("the police", False, False),
    ):
        description = describe(phrase)
        assert description is not None
        assert (fits(hamas, description), fits(cartel, description)) == (yes and phrase != "the gang", no), phrase


def test_the_less_sure_of_two():
    assert min_certainty(Certainty.CERTAIN, Certainty.POSSIBLE) is Certainty.POSSIBLE
    assert min_certainty(Certainty.PROBABLE, Certainty.CERTAIN) is Certainty.PROBABLE
