from dataclasses import replace

import pytest

from sayso.extract.actor_naming import ActorNamer
from sayso.extract.attribution import AttributionFinder
from sayso.extract.mentions import MentionFinder
from sayso.model import Claim, CueKind, Document, Facet, Quote, Report, Slot, Source, SourceKind, Span, Value

from .reading import tagged


def named(text: str, words: str, slot: Slot = Slot.ACTOR, *sources: Source) -> Document:
    at = text.rindex(words)
    span = Span(at, at + len(words))
    claim = Claim(
        id="c1",
        event="e1",
        chain=(),
        chain_spans=(),
        cue=(),
        cue_kind=CueKind.NONE,
        content=(Span(0, len(text)),),
        quote=Quote.NARRATOR,
        value=Value.CERTAIN,
        author_value=Value.CERTAIN,
        facets=(Facet(slot, span, words),),
    )
    doc = replace(AttributionFinder()(MentionFinder()(tagged(text))), report=Report.of(text, published="2024-04-22"))
    return ActorNamer()(replace(doc, claims=(claim,), sources=sources))


@pytest.mark.parametrize(
    ("text", "words", "slot", "value"),
    [
        ("The Israeli army fired.", "The Israeli army", Slot.ACTOR, "Israel Defense Forces (IDF)"),
        ("Houthi drones fell.", "Houthi", Slot.ACTOR, "Houthis"),
        ("Hamas came. The Iran-backed group fired.", "The Iran-backed group", Slot.ACTOR, "Hamas"),
        ("The Arakan Army said it had fired.", "it", Slot.ACTOR, "Arakan Army"),
        ("Israeli jets fired.", "Israeli", Slot.ACTOR, "Israel"),
        ("Baghdad fired.", "Baghdad", Slot.ACTOR, "Iraq"),
        ("They fired at Bamako.", "Bamako", Slot.TARGET, "Bamako"),
        ("Gunmen fired.", "Gunmen", Slot.ACTOR, "Gunmen"),
        ("Three Israeli soldiers fired.", "Three Israeli soldiers", Slot.ACTOR, "Three Israeli soldiers"),
        ("Iraqi gendarmes fired.", "Iraqi gendarmes", Slot.ACTOR, "Iraqi gendarmes"),
        ("Hamas and Hezbollah came. The group fired.", "The group", Slot.ACTOR, "The group"),
        ("They hit the IDF.", "the IDF", Slot.VICTIM, "the IDF"),
    ],
)
def test_parties_take_the_name_of_the_body_where_it_is_sure(text, words, slot, value):
    doc = named(text, words, slot)
    (facet,) = doc.claims[0].facets
    assert (facet.value, facet.span.text(text)) == (value, words)


def source(name: str, kind: SourceKind, affiliation: str | None = None) -> Source:
    return Source("s1", name, kind, affiliation=affiliation, mentions=(Span(0, 5),))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (source("Amir Ali Hajizadeh", SourceKind.PERSON_NAMED), (SourceKind.OFFICIAL_NAMED, "Iran")),
        (source("Iyad Ag Ghali", SourceKind.PERSON_NAMED), (SourceKind.ARMED_GROUP, "Mali")),
        (source("Rami Abdel Rahman", SourceKind.PERSON_NAMED), (SourceKind.NGO_MONITOR, "Syria")),
        (source("Joe Biden", SourceKind.OFFICIAL_NAMED), (SourceKind.OFFICIAL_NAMED, "United States")),
        (source("Joe Biden", SourceKind.OFFICIAL_NAMED, "Ruritania"), (SourceKind.OFFICIAL_NAMED, "Ruritania")),
        (source("the group", SourceKind.UNSPECIFIED), (SourceKind.UNSPECIFIED, None)),
        (source("M23", SourceKind.UNSPECIFIED), (SourceKind.ARMED_GROUP, "Democratic Republic of the Congo")),
        (source("Olha Kit", SourceKind.PERSON_NAMED), (SourceKind.PERSON_NAMED, None)),
    ],
)
def test_sources_take_kind_and_country_of_their_body_where_these_were_open(before, after):
    doc = named("It was quiet.", "quiet", Slot.ACTOR, before)
    assert (doc.sources[0].kind, doc.sources[0].affiliation) == after
