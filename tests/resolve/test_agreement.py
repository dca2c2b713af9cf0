"""Findings: values side by side, who holds them, what is contested, what was replaced."""

import pytest

from sayso.model import CountRange, EventType, FindingStatus, Slot
from sayso.resolve.agreement import findings
from sayso.resolve.assertions import assertions
from sayso.resolve.drift import drifts
from sayso.resolve.independence import Independence

from .made import report, says


def found(*coded, slot="killed"):
    said = [a for c in coded for claim in c.claims for a in assertions(c, claim, EventType.SHELLING)]
    judged = Independence(coded, {c.report.id: c.claims for c in coded})
    return next((f for f in findings(said, judged.origins) if f.slot is Slot(slot)), None)


def toll(*said, name="a", day="2024-04-22"):
    return report(name, *said, day=day)


@pytest.mark.parametrize(
    ("said", "status", "best"),
    [
        ([says("police", killed=5)], "single-source", (5, 5, 5)),
        ([says("police", killed=5), says("medics", killed=5)], "corroborated", (5, 5, 5)),
        ([says("police", killed=">=5"), says("medics", killed="6")], "corroborated", (5, 6, 6)),
        ([says("police", killed=5), says("medics", killed=6)], "contested", (5, 6, 6)),
        ([says("police", killed=">=5")], "single-source", (5, 5, None)),
        ([says("police", killed="8 people"), says("medics", killed="3 children")], "single-source", (8, 8, 8)),
        ([says("medics", killed="3 children")], "single-source", (3, 3, 3)),
        ([says("militia", killed=0, value="CT-"), says("medics", killed=1)], "contested", (0, 1, 1)),
        ([says("police", killed=5), says("army", killed=5, value="CT-")], "contested", (5, 5, 5)),
        ([says("police", killed=5), says("police", killed=5)], "single-source", (5, 5, 5)),
        ([says("police", killed=5), says("police", killed=7)], "single-source", (5, 7, 7)),
        (
            [says("police", killed="~50"), says("medics", killed=45), says("nurses", killed=45)],
            "corroborated",
            (40, 45, 60),
        ),
    ],
)
def test_counts_of_one_report(said, status, best):
    finding = found(toll(*said))
    assert finding.status.value == status
    assert finding.best == CountRange(*best)


def test_a_figure_that_its_source_replaced_later_contradicts_nobody():
    early = toll(says("police", killed=5), name="a", day="2024-04-22")
    late = toll(says("police", killed=8), name="b", day="2024-04-23")
    finding = found(late, early)
    assert finding.status is FindingStatus.SUPERSEDED
    assert finding.best == CountRange(8, 8, 8)
    assert {v.value.n for v in finding.values} == {5, 8}, "the old figure is still shown"
    other = toll(says("medics", killed=8), name="c", day="2024-04-22")
    assert found(late, early, other).status is FindingStatus.CORROBORATED


def test_the_same_value_in_other_words_is_one_value():
    finding = found(
        toll(says("police", target="a US military base"), says("army", target="the US military base")), slot="target"
    )
    (value,) = finding.values
    assert value.claims == (("a", "c1"), ("a", "c2"))
    assert value.independent_sources == 2
    assert finding.status is FindingStatus.CORROBORATED
    assert finding.best is None


def test_different_targets_stand_side_by_side():
    finding = found(toll(says("police", target="a fuel depot"), says("army", target="a bridge")), slot="target")
    assert finding.status is FindingStatus.SINGLE_SOURCE
    assert len(finding.values) == 2


def test_two_states_accused_are_contested_and_denials_are_shown():
    finding = found(
        toll(
            says("militia", actor="Israel", event_type="shelling"),
            says("army", actor="Hamas", event_type="shelling"),
            says("Israel", responsibility=("denied", "Israel"), value="CT-"),
        ),
        slot="actor",
    )
    assert finding.status is FindingStatus.CONTESTED
    values = {v.value: v for v in finding.values}
    assert values["Israel"].denied_by == (("a", "c3"),)
    assert values["Hamas"].denied_by == ()


@pytest.mark.parametrize("said", [{}, {"event_type": "investigation"}, {"event_type": "shelling", "value": "CT-"}])
def test_who_is_named_beside_the_deed_is_no_actor_of_it(said):
    finding = found(toll(says("army", actor="the militia", **said)), slot="actor")
    assert finding is None or all(not value.claims for value in finding.values)


def test_what_is_only_denied_is_shown_without_support_and_is_not_contested():
    finding = found(toll(says("army", weapon="warplanes", value="CT-")), slot="weapon")
    (value,) = finding.values
    assert (value.value, value.claims, value.independent_sources) == ("warplanes", (), 0)
    assert value.denied_by == (("a", "c1"),)
    assert finding.status is FindingStatus.SINGLE_SOURCE


def test_an_accusation_is_shown_before_a_denial_of_the_same_party():
    finding = found(
        toll(
            says("US", responsibility=("denied", "US"), value="CT-"),
            says("militia", responsibility=("accused", "the US")),
        ),
        slot="responsibility",
    )
    (value,) = finding.values
    assert value.value.stance == "accused"
    assert value.denied_by == (("a", "c1"),)


def test_kin_types_bear_each_other_out_and_rivals_do_not():
    blast = says("police", event_type="explosion")
    assert (
        found(toll(blast, says("army", event_type="air_strike")), slot="event_type").status
        is FindingStatus.CORROBORATED
    )
    shells = says("police", words="shells fell", event_type="shelling")
    jets = says("army", words="jets flew a raid", event_type="air_strike")
    assert found(toll(shells, jets), slot="event_type").status is FindingStatus.CONTESTED


def test_a_word_that_is_read_as_several_types_contests_none():
    drones = says("police", words="the strikes", event_type="drone_strike")
    shells = says("army", words="the strikes", event_type="shelling")
    assert found(toll(drones, shells), slot="event_type").status is FindingStatus.SINGLE_SOURCE


def test_values_that_one_claim_tells_together_exclude_nobody():
    village, township = ("Rabia", 36.8, 42.1), ("Zummar Township", 38.9, 42.1)
    both = says("police", event_type="shelling", place=[village, township])
    apart = [says("medics", event_type="shelling", place=township), says("army", event_type="shelling", place=village)]
    assert found(toll(*apart), slot="place").status is FindingStatus.CONTESTED
    assert found(toll(both, *apart), slot="place").status is not FindingStatus.CONTESTED


def test_a_place_told_beside_something_else_contests_nothing():
    village, hospital = ("Rabia", 36.8, 42.1), ("Mosul", 36.3, 43.1)
    struck = says("police", event_type="shelling", place=village)
    died = says("medics", killed=1, place=hospital)
    assert found(toll(struck, died), slot="place").status is not FindingStatus.CONTESTED
    fell = says("medics", event_type="shelling", place=hospital)
    assert found(toll(struck, fell), slot="place").status is FindingStatus.CONTESTED


def test_two_figures_of_one_value_are_each_held_against_the_others():
    of_experts = [says("army", injured="2 foreign experts"), says("radio", injured="2")]
    assert found(toll(*of_experts), slot="injured").status is FindingStatus.CORROBORATED
    workers = says("medics", injured=">=4 workers")
    assert found(toll(*of_experts, workers), slot="injured").status is FindingStatus.CONTESTED


def test_one_who_was_not_hurt_does_not_contest_a_toll():
    hurt, unhurt = says("police", injured="2 officers"), says("a priest", injured=0, value="CT-")
    assert found(toll(hurt, unhurt), slot="injured").status is FindingStatus.CONTESTED
    let_go = says("a priest", injured=0, victim="the captured mayor", value="CT-")
    assert found(toll(hurt, let_go), slot="injured").status is not FindingStatus.CONTESTED


@pytest.mark.parametrize(
    ("denial", "status"),
    [
        (says("a Hezbollah spokesman", actor="our forces", event_type="shelling", value="CT-"), "contested"),
        (says("a Hezbollah spokesman", actor="its fighters", event_type="shelling", value="CT-"), "contested"),
        (says("the Lebanese army", actor="our forces", event_type="shelling", value="CT-"), "single-source"),
    ],
)
def test_who_denies_that_his_own_did_it_answers_who_accuses_them(denial, status):
    accused = says("residents", actor="Hezbollah gunmen", event_type="shelling")
    assert found(toll(accused, denial), slot="actor").status.value == status


def test_a_weapon_that_a_copy_gives_otherwise_is_contested_though_its_source_is_one():
    words = "mortar shells of this size were found by the fence of the depot"
    reports = [
        toll(says("Colonel Haddad", weapon=weapon, words=words), name=name, day=f"2024-04-2{day}")
        for name, weapon, day in (("a", "a 60-mm mortar", 2), ("b", "a 16-mm mortar", 3))
    ]
    judged = Independence(reports, {c.report.id: c.claims for c in reports})
    said = [a for c in reports for claim in c.claims for a in assertions(c, claim, EventType.SHELLING)]
    (alone,) = findings(said, judged.origins)
    (finding,) = findings(said, judged.origins, drifts(judged))
    assert (alone.status, finding.status) == (FindingStatus.SINGLE_SOURCE, FindingStatus.CONTESTED)


@pytest.mark.parametrize(
    ("cause", "kind", "status"),
    [
        ("an explosion of stored shells", "air_strike", "contested"),
        ("a gas leak", "bombing_ied", "contested"),
        ("a gas leak", "explosion", "single-source"),
        ("a gas leak", "evacuation", "single-source"),
        ("no gas leak", "bombing_ied", "single-source"),
        ("aimed at an ammunition depot", "air_strike", "single-source"),
        ("a land dispute", "air_strike", "single-source"),
    ],
)
def test_an_attack_that_another_source_lays_to_a_mishap_has_a_contested_cause(cause, kind, status):
    mishap = says("the governor", event_type="explosion", cause=cause)
    attack = says("residents", words="it was struck", event_type=kind)
    assert found(toll(mishap, attack), slot="cause").status.value == status
    own = says("the governor", words="it was struck", event_type=kind)
    assert found(toll(mishap, own), slot="cause").status is FindingStatus.SINGLE_SOURCE


def test_nothing_said_no_finding():
    assert found(toll(says("police", value="Uu", killed=5))) is None
