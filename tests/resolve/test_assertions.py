"""What a claim supports and what it denies."""

from dataclasses import replace

import pytest

from sayso.model import CueKind, EventType, Facet, Place, Relation, RelationType, Responsibility, Span
from sayso.model.coded import TimeLayer
from sayso.resolve.assertions import assertions, contradictions

from .made import report, says

IN_FOCUS = "time-of-the-day-in-focus"


def said(claim, kind="shelling"):
    coded = report("a", claim)
    return [(a.slot.value, a.denies) for a in assertions(coded, coded.claims[0], EventType(kind))]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (says("police", event_type="shelling", killed=3), [("event_type", False), ("killed", False)]),
        (says("police", event_type="shelling", value="Uu"), []),
        (says("police", event_type="shelling", irrealis="plan"), []),
        (says("police", event_type="shelling", irrealis="attempt_failed"), [("event_type", False)]),
        (says("police", event_type="shelling", value="PS+"), [("event_type", False)]),
        # "no casualties" supports the zeros and leaves the strike alone
        (
            says("army", killed=0, injured=0, event_type="shelling", value="CT-"),
            [("killed", False), ("injured", False)],
        ),
        # a denial hits the most specific thing that it names
        (says("army", killed=8, event_type="shelling", place="Zummar", value="CT-"), [("killed", True)]),
        (says("army", event_type="shelling", place="Zummar", value="CT-"), [("event_type", True)]),
        (says("US", actor="US", event_type="shelling", value="CT-"), [("actor", True), ("responsibility", True)]),
        (
            says("US Central Command", actor="the United States", event_type="shelling", value="CT-"),
            [("actor", True), ("responsibility", True)],
        ),
        # "the rebels did not stop shooting", said survivors: they speak for nobody who is accused
        (says("survivors", actor="the rebels", event_type="shelling", value="CT-"), []),
        # a weapon is the means of what is denied, or what is denied itself
        (
            says("army", weapon="missiles", target="any US facility", event_type="missile_strike", value="CT-"),
            [("target", True)],
        ),
        (says("army", weapon="no warplanes", event_type="explosion", value="CT-"), [("weapon", True)]),
        # what a relative clause adds to a denial is taken for granted
        (says("Iran", killed=3, words="in which three soldiers died", value="CT-"), []),
        # to claim nothing is not to deny
        (says(None, responsibility=("claimed", "Hamas"), value="CT-"), [("responsibility", True)]),
        (says("army", place="Zummar", time="2024-04-21", value="PR-"), [("place", True), ("time", True)]),
        (says("US", responsibility=("denied", "US"), value="CT-"), [("responsibility", True), ("actor", True)]),
        (says(None, responsibility=("denied", "US")), [("responsibility", True), ("actor", True)]),
        (says("army", responsibility=("accused", "US")), [("responsibility", False)]),
        # what followed has a type, an actor, a day and a place of its own
        (
            says(None, event_type="investigation", actor="police", place="Zummar", time="2024-04-23", captured=2),
            [("captured", False)],
        ),
        (says(None, actor="firemen", response="put out the fire"), [("response", False)]),
        (says(None, event_type="explosion", actor="US"), [("event_type", False), ("actor", False)]),
        (says(None, event_type="air_strike", actor="US"), [("event_type", False), ("actor", False)]),
        # who is denied to have done it, and who only has not answered
        (
            says("Hezbollah", actor="Hezbollah", event_type="explosion", value="CT-"),
            [("actor", True), ("responsibility", True)],
        ),
        (says(None, actor="Hezbollah", words="they released no statement", value="CT-"), []),
        (says(None, actor="Hezbollah", event_type="statement_threat", value="CT-"), []),
        # one's own side, and with what: "our units used no mortars"
        (
            says("Hezbollah", actor="our units", weapon="mortars", value="CT-"),
            [("weapon", True)],
        ),
        # an interval that dates nothing
        (says(None, event_type="shelling", time="2023-10-07/2024-04-21"), [("event_type", False)]),
        # words that can be compared with nothing
        (says(None, target="it", actor="They", time=None, event_type="picnic"), []),
    ],
)
def test_what_a_claim_says(claim, expected):
    assert sorted(said(claim)) == sorted(expected)


def test_who_shot_a_missile_down_did_not_fire_it():
    shot_down = says("army", event_type="interception", actor="Patriot battery")
    assert said(shot_down, kind="missile_strike") == [("event_type", False)]
    assert ("actor", False) in said(shot_down, kind="interception")


def test_an_inquiry_can_be_the_incident():
    assert said(says(None, event_type="investigation"), kind="investigation") == [("event_type", False)]


def contradicting(first, second, kind=RelationType.CONTRADICTS):
    coded = report("a", first, second, relations=(Relation(kind, "c1", "c2"),))
    return [(a.ref[1], a.slot.value, a.value, a.denies) for a in contradictions(coded, frozenset({"e1"}))]


JETS = says("army", weapon="warplanes", value="CT-")
RAID = says("commander", event_type="air_strike")


def test_a_report_sets_a_denial_against_a_claim():
    assert contradicting(JETS, RAID) == [("c1", "event_type", "air_strike", True)]
    assert contradicting(RAID, JETS) == [("c2", "event_type", "air_strike", True)]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (JETS, RAID, RelationType.CORROBORATES),
        (says("army", killed=3), RAID, RelationType.CONTRADICTS),
        (says("army", killed=0, value="CT-"), says("medics", killed=3), RelationType.CONTRADICTS),
        (JETS, says("commander", event_type="air_strike", event="e2"), RelationType.CONTRADICTS),
        (JETS, says("commander", killed=3), RelationType.CONTRADICTS),
    ],
)
def test_other_relations_deny_nothing(first, second, kind):
    assert contradicting(first, second, kind) == []


def worded(claim, *, cue=CueKind.NONE):
    """A report with the claim, each of whose facets stands at its own words where the claim has them."""
    coded = report("a", claim)
    told, text = coded.claims[0], coded.report.text

    def placed(facet):
        words = facet.value.name if isinstance(facet.value, Place) else str(getattr(facet.value, "n", facet.value))
        at = text.find(words, told.content[0].start)
        return facet if at < 0 else Facet(facet.slot, Span(at, at + len(words)), facet.value)

    return replace(coded, claims=(replace(told, facets=tuple(map(placed, told.facets)), cue_kind=cue),))


def told_of(coded, kind="shelling"):
    return [(a.slot.value, a.denies) for a in assertions(coded, coded.claims[0], EventType(kind))]


@pytest.mark.parametrize(
    ("claim", "acts"),
    [
        (says(None, event_type="shelling", actor="The rebels", words="The rebels shelled the bridge"), True),
        # who is named within what was hit, or within another name, did not do it
        (says(None, event_type="shelling", actor="PMF", target="a PMF base", words="a PMF base was shelled"), False),
        (says(None, actor="UN", response="condemned it", event_type="shelling", words="The UN condemned it"), False),
        # a response that others gave leaves the deed to who did it
        (
            says(
                None,
                event_type="shelling",
                actor="The rebels",
                response="a search began",
                words="The rebels shelled the bridge and soon a search began",
            ),
            True,
        ),
    ],
)
def test_who_is_named_beside_the_deed_did_not_do_it(claim, acts):
    assert (("actor", False) in told_of(worded(claim))) is acts


def test_where_gunmen_came_from_is_no_second_actor():
    coded = worded(
        says("police", event_type="shelling", actor=["gunmen", "Corvane"], words="gunmen from Corvane fired")
    )
    assert [a.value for a in assertions(coded, coded.claims[0], EventType.SHELLING) if a.slot == "actor"] == ["gunmen"]


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("its men had killed 100 civilians there", ["actor", "killed", "responsibility"]),
        ("it took part in the raid in which 100 died", ["actor", "responsibility"]),
    ],
)
def test_who_denies_a_deed_denies_its_toll(words, slots):
    claim = says("RSF", killed=100, responsibility=("denied", "RSF"), value="CT-", words=words)
    assert sorted(slot for slot, denies in told_of(worded(claim, cue=CueKind.DENIAL)) if denies) == slots


def test_to_deny_attacks_on_an_army_leaves_the_army_a_target():
    claim = says("Hezbollah", event_type="rocket_attack", target="the US army", value="CT-")
    assert told_of(worded(claim, cue=CueKind.DENIAL), "rocket_attack") == [("event_type", True)]


def test_two_that_deny_together_each_deny_their_part():
    claim = says(("Israel", "the United States"), responsibility=("denied", "Israel"), value="CT-")
    coded = report("a", claim)
    said = assertions(coded, coded.claims[0], EventType.EXPLOSION)
    assert [a.value.party for a in said if isinstance(a.value, Responsibility)] == ["Israel", "the United States"]


@pytest.mark.parametrize(
    ("words", "kept"),
    [("Nobody was killed", True), ("Nobody had been killed there since the war began", False)],
)
def test_a_nought_of_the_time_before_is_no_toll(words, kept):
    coded = report("a", says(None, killed=0, value="CT-", words=words))
    claim, start = coded.claims[0], coded.claims[0].content[0].start
    nobody = replace(claim.facets[0], span=Span(start, start + len("Nobody")))
    coded = replace(coded, claims=(replace(claim, facets=(nobody,)),))
    assert (told_of(coded) == [("killed", False)]) is kept


@pytest.mark.parametrize(
    ("time", "told"), [("2024-04-22", False), ("2024-04-22T05:00", True)], ids=["a part of a day", "an hour"]
)
def test_a_part_of_the_day_in_focus_tells_no_day(time, told):
    coded = report("a", says("army", event_type="shelling", time=time))
    span = coded.claims[0].content[0]
    seen = TimeLayer(
        span, "TIME", "2024-04-22TMO", None, "2024-04-22", "2024-04-22", "part_of_day", "time:t1", IN_FOCUS
    )
    coded = replace(coded, layers=replace(coded.layers, times=(seen,)))
    assert [a.day_told for a in assertions(coded, coded.claims[0], EventType.SHELLING) if a.slot == "time"] == [told]


@pytest.mark.parametrize(
    ("words", "who", "denies"),
    [
        ("the dead were militiamen and not civilians", "civilians", True),
        ("the dead were militiamen and not civilians", "militiamen", False),
        ("the truck was packed with dung, not with explosives", "explosives", True),
        ("it could not be seen whether civilians died", "civilians", False),
    ],
)
def test_what_a_claim_sets_aside_is_denied(words, who, denies):
    coded = report("a", says("JNIM", words=words, victim=who))
    (claim,) = coded.claims
    start = coded.report.text.index(who)
    (facet,) = claim.facets
    told = replace(claim, facets=(replace(facet, span=Span(start, start + len(who))),))
    assert [a.denies for a in assertions(coded, told, EventType.SHELLING)] == [denies]
