"""What a copy changed of a statement: each kind of change has its pair, and what is merely said again has none."""

import pytest

from sayso.model import SourceKind
from sayso.resolve.drift import drifts
from sayso.resolve.independence import Independence

from .made import report, says

DEPOT = "mortar shells struck the fuel depot outside Rabia and burned two trucks"
RETOLD = "the fuel depot outside Rabia was struck by mortar shells, which burned trucks"
NAMED = {"Colonel Samir Haddad": SourceKind.OFFICIAL_NAMED}


def changes(first, second, *, publishers=("Harbour Post", "Radio Varna")):
    """What the second claim, published a day later, changed of the first one."""
    a = report("a", first, day="2024-04-21", publisher=publishers[0], kinds=NAMED)
    b = report("b", second, day="2024-04-22", publisher=publishers[1], kinds=NAMED)
    return [(d.change, d.slot) for d in found([b, a])]


def found(reports):
    return drifts(Independence(reports, {c.report.id: c.claims for c in reports}))


def haddad(words=DEPOT, **said):
    return says("Colonel Samir Haddad", words=words, **said)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # said again in other words
        (haddad(killed=3), haddad(RETOLD, killed=3), []),
        # a new toll of the same source, whatever the words
        (haddad(killed=3), haddad("the toll stands at five", killed=5), [("value_changed", "killed")]),
        (haddad(killed=3), haddad("the toll stands at five", killed=["3", "5"]), []),
        (haddad(killed="3 soldiers"), haddad("five villagers died", killed="5 villagers"), []),
        (haddad("there were casualties", killed=">=3"), haddad("the toll stands at five", killed=5), []),
        # other values, of one statement only
        (
            haddad(place=("Rabia", 36.8, 42.1)),
            haddad(RETOLD, place=("Basra", 30.5, 47.8)),
            [("value_changed", "place")],
        ),
        (haddad(place=("Rabia", 36.8, 42.1)), haddad("so it was", place=("Basra", 30.5, 47.8)), []),
        (haddad(weapon="mortar shells"), haddad(RETOLD, weapon="kamikaze drones"), [("value_changed", "weapon")]),
        (
            haddad(weapon="a 60-mm mortar"),
            haddad("it was larger", weapon="a 120-mm mortar"),
            [("value_changed", "weapon")],
        ),
        (haddad(weapon="a 60-mm mortar"), haddad("it was so", weapon="60-mm mortar rounds"), []),
        (haddad(event_type="shelling"), haddad(RETOLD, event_type="bombing_ied"), [("value_changed", "event_type")]),
        # a figure that fits the other, a denied one, and one that nobody commits himself to
        (haddad(injured=">=24"), haddad("two dozen and one were hurt", injured=25), []),
        (haddad(injured=">40"), haddad("dozens were hurt", injured=">=24"), []),
        (haddad(killed=9), haddad("the toll stands at ten or more", killed=">=10"), [("value_changed", "killed")]),
        (haddad(killed=9), haddad("it is not known", killed=3, value="Uu"), []),
        (haddad(killed=9), haddad("they did not kill a hundred", killed=100, value="CT-"), []),
        # words that tell nothing
        (haddad(target="the vessel"), haddad(RETOLD, target="the ship"), []),
        (haddad(weapon="Mortar shells"), haddad(RETOLD, weapon="at least five mortar shells"), []),
        # one of two who said it together
        (
            says(("Colonel Samir Haddad", "a harbour official"), words=DEPOT),
            haddad(RETOLD),
            [("source_dropped", None)],
        ),
        # of other two people fewer is no loss
        (
            says(("Colonel Samir Haddad", "a harbour official"), words=DEPOT),
            says("a nurse of the clinic", words=RETOLD),
            [],
        ),
        # two outlets' own voices are not one for a figure alone
        (says(None, killed=3, words="three died"), says(None, killed=5, words="the toll stands at five"), []),
        # another is named: not dropped, whatever it is worth
        (haddad(), says("Radio Varna", words=RETOLD), []),
        # the source lost
        (haddad(), says(None, words=RETOLD), [("source_dropped", None)]),
        (says(None, words=DEPOT), haddad(RETOLD), []),
        (haddad(), says(None, words="schools in the harbour town stayed closed all week"), []),
        # hedges and certainty
        (
            haddad(event_type="shelling", value="PR+"),
            haddad(RETOLD, event_type="shelling"),
            [("hedge_dropped", "event_type")],
        ),
        (haddad(killed="~50"), haddad(RETOLD, killed="=50"), [("hedge_dropped", "killed")]),
        (
            haddad(event_type="shelling", value="Uu"),
            haddad(RETOLD, event_type="shelling"),
            [("certainty_raised", "event_type")],
        ),
        (haddad(value="PS+", killed=3), haddad(RETOLD, value="PR+", killed=3), [("certainty_raised", "killed")]),
        (haddad(irrealis="plan"), haddad(RETOLD), [("certainty_raised", None)]),
        (haddad(), haddad(RETOLD, value="PR+"), []),  # a copy may be more careful
        # denials
        (
            haddad(event_type="shelling", value="CT-"),
            haddad(RETOLD, event_type="shelling"),
            [("denial_turned", "event_type")],
        ),
        (
            haddad(event_type="statement_threat", value="CT-"),
            haddad(RETOLD, event_type="shelling", value="CT-"),
            [("denial_turned", "event_type")],
        ),
        (haddad(event_type="shelling", value="CT-"), haddad(RETOLD, event_type="shelling", value="CT-"), []),
        # somebody blamed whom the source did not name
        (
            haddad(event_type="shelling"),
            haddad(RETOLD, event_type="shelling", actor="Hezbollah"),
            [("actor_added", "actor")],
        ),
        (haddad(actor="Hezbollah"), haddad(RETOLD, actor="Hizbullah"), []),
        # the outlet's own voice gives what goes back to the source
        (haddad("shells killed three in Rabia", killed=3), says(None, words=RETOLD), []),
        # "two of them" is part of a figure, and no other one
        (haddad("seven lie hurt", injured=7), haddad("two of them lie in a coma", injured=2), []),
        (haddad("seven lie hurt", injured=7), haddad("two lie in a coma", injured=2), [("value_changed", "injured")]),
        # two sources are no copies of each other
        (haddad(killed=3), says("a hospital director", words="the toll stands at five", killed=5), []),
    ],
)
def test_what_a_copy_changed(first, second, expected):
    assert changes(first, second) == expected


def test_a_release_is_the_origin_even_if_published_later():
    release = report(
        "r", says(None, words=DEPOT, killed=3), day="2024-04-23", publisher="US Central Command (press release)"
    )
    copy = report("c", says("CENTCOM", words=RETOLD, killed=4), day="2024-04-22", publisher="Harbour Post")
    (entry,) = found([copy, release])
    assert (entry.origin, entry.copy, entry.change) == (("r", "c1"), ("c", "c1"), "value_changed")


def test_each_report_is_told_once_for_a_change_and_the_same_source_goes_first():
    a = report(
        "a", haddad("three were killed", killed=3), says("officers", words="three died", killed=3), day="2024-04-21"
    )
    b = report("b", haddad("five were killed", killed=5), day="2024-04-22")
    assert [(d.origin, d.copy) for d in found([a, b])] == [(("a", "c1"), ("b", "c1"))]


def test_the_claim_that_counts_the_same_people_is_the_one_that_changed():
    told = [haddad("nine were killed", killed="9 people"), haddad("the toll is nine pilgrims", killed="9 pilgrims")]
    a = report("a", *told, day="2024-04-21")
    b = report("b", haddad("ten fell", killed="10 pilgrims"), day="2024-04-22")
    assert [(d.origin, d.copy) for d in found([a, b])] == [(("a", "c2"), ("b", "c1"))]


def test_a_figure_in_an_outlets_own_voice_is_held_against_the_source_that_it_goes_back_to():
    a = report("a", haddad("up to ninety died", killed="<=90"), day="2024-04-21", kinds=NAMED)
    cited = haddad("the road to the coast was cut")  # so that the outlet has its figure from him
    own = says(None, words="up to ninety died", killed="<=90")
    b = report("b", own, cited, day="2024-04-22", publisher="Harbour Post", kinds=NAMED)
    c = report("c", haddad("more than a hundred", killed=">100"), day="2024-04-23", kinds=NAMED)
    assert {(d.origin[0], d.copy[0], d.change) for d in found([a, b, c])} == {
        ("a", "c", "value_changed"),
        ("b", "c", "value_changed"),
    }


def test_claims_of_one_report_are_no_copies():
    assert found([report("a", haddad(killed=3), haddad("the toll stands at five", killed=5))]) == ()


def test_a_release_names_nobody_for_what_its_body_says():
    retold = report("b", says("the Harbour Ministry", words=RETOLD), publisher="Harbour Post", day="2024-04-22")
    release = report("a", says(None, words=DEPOT), publisher="Harbour Ministry", day="2024-04-23")
    assert found([retold, release]) == ()


NOT_KNOWN = "it was still confirming the group involved"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (haddad(NOT_KNOWN, value="Uu"), haddad("Hezbollah did it", actor="Hezbollah"), [("certainty_raised", "actor")]),
        # another source knows; nobody is named; something else was left open
        (haddad(NOT_KNOWN, value="Uu"), says("a medic", words="Hezbollah did it", actor="Hezbollah"), []),
        (haddad(NOT_KNOWN, value="Uu"), haddad("Iran-backed groups did it", actor="Iran-backed groups"), []),
        (haddad("it was not known how many died", value="Uu"), haddad("Hezbollah did it", actor="Hezbollah"), []),
    ],
)
def test_what_the_source_did_not_know_is_raised_to_certainty(first, second, expected):
    assert changes(first, second) == expected


def test_two_who_are_named_otherwise_are_no_origin_and_copy():
    assert changes(haddad(weapon="mortar shells"), says("the rebels", words=DEPOT, weapon="kamikaze drones")) == []


def test_a_copy_with_a_source_of_its_own_drops_no_hedge_of_an_outlet():
    assert changes(says(None, words=DEPOT, value="PR+"), haddad(DEPOT)) == []


def test_a_source_whom_the_copys_own_words_name_is_not_lost():
    told = says("Colonel Samir Haddad", words=f"the rebels fled and {DEPOT}")
    assert ("source_dropped", None) in changes(told, says(None, words=f"the rebels fled and {DEPOT}"))
    assert (
        changes(told, says(None, words=f"yesterday Colonel Samir Haddad put it so: the rebels fled and {DEPOT}")) == []
    )


def test_an_agencys_own_report_is_the_origin_of_what_an_outlet_printed_before_it():
    a = report("a", says(("two Iraqi security sources", "a medic"), words=DEPOT), day="2024-04-22", publisher="Reuters")
    b = report("b", says("two Iraqi security sources", words=DEPOT), day="2024-04-21", publisher="Harbour Post")
    assert [(d.origin[0], d.copy[0], d.change) for d in found([a, b])] == [("a", "b", "source_dropped")]


def test_a_part_of_the_toll_is_no_other_toll():
    assert changes(haddad(killed="3 children"), haddad("the toll stands at eight", killed=8)) == []
    assert changes(haddad("no fewer than nine", killed=9), haddad("three terrorists", killed="3 terrorists")) == []
