from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sayso.extract.event_accounts import Account, Describer
from sayso.extract.event_features import facts_of
from sayso.model import Count, Place, Slot, TimeSpan
from sayso.vocab.event_links import event_links

from .test_coreference import STRIKE, day, report

ZORBA, MARAH = (Place(name, lat, 42.0, precision="town") for name, lat in (("Zorba", 36.0), ("Marah", 16.0)))


def described(lead: dict[Slot, Any], later: dict[Slot, Any], *, words: str = "Warplanes bombed a depot.") -> Any:
    """Features of a later claim for going on with the lead's account, and for opening a new one."""
    doc, facets = report(("Warplanes bombed the depot.", lead), (words, later))
    facts = facts_of(doc, facets, event_links())
    main = Account()
    main.take(0, facts[0])
    return Describer(facts, event_links()).describe(facts[1], [main], 0)


@pytest.mark.parametrize(
    ("lead", "later", "feature"),
    [
        ({Slot.TIME: day("2024-04-21")}, {Slot.TIME: day("2024-04-21")}, "days_meet_own"),
        ({Slot.TIME: day("2024-04-21")}, {Slot.TIME: day("2024-04-01")}, "days_apart_own"),
        ({Slot.TIME: day("2024-04-21")}, {Slot.TIME: TimeSpan("2024", None, "year")}, None),
        ({Slot.PLACE: ZORBA}, {Slot.PLACE: ZORBA}, "place_meets"),
        ({Slot.PLACE: ZORBA}, {Slot.PLACE: MARAH}, None),  # weighed, it spoke for going on
        ({Slot.PLACE: ZORBA}, {**STRIKE, Slot.PLACE: MARAH}, "elsewhere"),
        ({Slot.TIME: day("2024-04-21")}, {**STRIKE, Slot.TIME: day("2024-04-17")}, "other_days"),
        ({Slot.PLACE: Place("Lower Zorba")}, {Slot.PLACE: Place("Zorba")}, "area_same"),
        ({Slot.PLACE: Place("Zorba")}, {Slot.PLACE: Place("Marah")}, "area_differs"),
        (STRIKE, STRIKE, "type_same_main"),
        (STRIKE, {Slot.EVENT_TYPE: "talks_visit"}, "type_speech_to_attack"),
        ({}, STRIKE, "type_first"),
        ({Slot.KILLED: Count("=", 3)}, {Slot.KILLED: Count("=", 3)}, "count_same"),
        ({Slot.KILLED: Count("=", 3)}, {Slot.KILLED: Count("=", 9)}, "count_differs"),
        ({Slot.ACTOR: "x"}, {Slot.ACTOR: "x"}, None),
        ({Slot.TARGET: "x"}, {Slot.TARGET: "x"}, "target_same"),
    ],
)
def test_how_a_later_claim_agrees_with_an_account(
    lead: dict[Slot, Any], later: dict[Slot, Any], feature: str | None
) -> None:
    found = set(described(lead, later)[0])
    telling = {"main", "goes_on_main", "words_main", "target_same", "actor_same", "days_far_own"}
    assert feature in found if feature else not found - telling


@pytest.mark.parametrize(
    ("later", "feature"),
    [
        ({Slot.EVENT_TYPE: "shelling"}, "new_other_attack"),
        ({Slot.EVENT_TYPE: "talks_visit"}, "new_apart"),
        ({Slot.KILLED: Count("=", 3)}, "new_casualties"),
        ({Slot.TIME: day("2024-04-01")}, "new_own_days"),
        ({Slot.PLACE: MARAH}, "new_places"),
        ({}, "new_bare"),
    ],
)
def test_what_speaks_for_a_happening_of_its_own(later: dict[Slot, Any], feature: str) -> None:
    assert feature in described(STRIKE, later)[-1]


def test_an_air_strike_may_answer_rockets() -> None:
    assert "new_answer" in described({Slot.EVENT_TYPE: "rocket_attack"}, STRIKE)[-1]


def test_an_aside_is_left_with_its_paragraph() -> None:
    doc, facets = report(("Warplanes bombed a depot.", STRIKE), ("A bus fell.", {}), ("It burned.", {}))
    facts = facts_of(doc, facets, event_links())
    main, aside = Account(), Account()
    main.take(0, facts[0])
    aside.take(1, facts[1])
    to_main, to_aside, new = Describer(facts, event_links()).describe(facts[2], [main, aside], 1)
    assert "goes_on_aside_new_paragraph" in to_aside
    assert "goes_on_main" not in to_main
    assert new["new_accounts"] > 0
    assert {"words_only"} <= set(to_main) & set(to_aside)


def test_words_that_only_one_account_told_count_by_their_rarity() -> None:
    doc, facets = report(("Rockets hit a depot.", {}), ("The lorry burned.", {}), ("The lorry lay there.", {}))
    facts = facts_of(doc, facets, event_links())
    main, aside = Account(), Account()
    main.take(0, facts[0])
    aside.take(1, facts[1])
    to_main, to_aside, _ = Describer(facts, event_links()).describe(facts[2], [main, aside], 1)
    assert to_main["words_only"] == 0 < to_aside["words_only"] <= 1


def test_days_borrowed_from_a_sentence_do_not_widen_an_account_that_has_days() -> None:
    doc, facets = report(("It burned.", {Slot.TIME: day("2024-04-21")}), ("It fell.", {Slot.TIME: day("2024-04-23")}))
    first, second = facts_of(doc, facets, event_links())
    account = Account()
    account.take(0, first)
    account.take(1, second)
    assert len(account.days) == 2


def test_what_a_model_holds_of_happenings_speaks_for_going_on() -> None:
    doc, facets = report(("Rockets hit a depot.", {}), ("A bus fell.", {}))
    first, second = facts_of(doc, facets, event_links())
    main = Account()
    main.take(0, replace(first, direction=(1.0, 0.0)))
    like, unlike = (
        Describer((first, second), event_links()).describe(replace(second, direction=direction), [main], 0)[0]["alike"]
        for direction in ((1.0, 0.0), (0.0, 1.0))
    )
    assert like > 0 > unlike


def test_where_no_model_reads_nothing_of_the_kind_is_said() -> None:
    assert not any("alike" in option for option in described(STRIKE, STRIKE))


def test_days_of_the_week_part_attacks_of_a_report_without_any_date() -> None:
    doc, facets = report(("Jets bombed the depot on Sunday.", STRIKE), ("Jets bombed a road on Saturday.", STRIKE))
    sunday, saturday = (
        replace(facts, weekdays=frozenset({number}))
        for facts, number in zip(facts_of(doc, facets, event_links()), (7, 6), strict=True)
    )
    main = Account()
    main.take(0, sunday)
    goes_on, _ = Describer([sunday, saturday], event_links()).describe(saturday, [main], 0)
    assert "other_weekday" in goes_on


@pytest.mark.parametrize(
    ("opening", "words", "apart"),
    [
        ("A fuel tank caught fire.", "Jets bombed a bridge.", True),
        ("A fuel tank caught fire.", "The strike was on that day.", False),  # known to the reader
        ("A fuel tank caught fire.", "A guard died of his wounds.", False),  # the day of the death
        ("A pilot was charged.", "Jets bombed a bridge.", False),  # the first day is that of the hearing
    ],
)
def test_an_attack_dated_days_away_is_apart(opening: str, words: str, apart: bool) -> None:
    first, then = {Slot.TIME: day("2024-04-21")}, {**STRIKE, Slot.TIME: day("2024-04-17")}
    doc, facets = report((opening, first), (words, then))
    facts = facts_of(doc, facets, event_links())
    main = Account()
    main.take(0, facts[0])
    goes_on, _ = Describer(facts, event_links()).describe(facts[1], [main], 0)
    assert ("other_days" in goes_on) is apart


def test_an_attack_goes_with_the_account_of_its_days() -> None:
    first, then = {Slot.TIME: day("2024-04-21")}, {**STRIKE, Slot.TIME: day("2024-04-17")}
    doc, facets = report(("A tank caught fire.", first), ("Jets bombed a bridge.", then), ("Jets bombed a road.", then))
    facts = facts_of(doc, facets, event_links())
    main, aside = Account(), Account()
    main.take(0, facts[0])
    aside.take(1, facts[1])
    to_main, to_aside, _ = Describer(facts, event_links()).describe(facts[2], [main, aside], 0)
    assert ("its_days" in to_main, "its_days" in to_aside) == (False, True)


def test_days_of_what_followed_are_not_those_of_the_attack() -> None:
    doc, facets = report(
        ("Jets bombed a road.", STRIKE),
        ("Observers came.", {Slot.TIME: day("2024-04-21")}),
        ("Jets bombed a bridge.", {**STRIKE, Slot.TIME: day("2024-04-17")}),
    )
    facts = facts_of(doc, facets, event_links())
    main = Account()
    for k in (0, 1):
        main.take(k, facts[k])
    assert "other_days" not in Describer(facts, event_links()).describe(facts[2], [main], 0)[0]


def test_the_raids_are_those_of_the_account_that_told_of_raids() -> None:
    doc, facets = report(
        ("A fuel tank caught fire.", {}),
        ("Raids had hit it.", STRIKE),
        ("Nine guards were killed and six hurt by the raids.", {Slot.KILLED: Count("=", 9)}),
        ("Ten were hurt in the attack.", {}),
    )
    facts = facts_of(doc, facets, event_links())
    main, aside = Account(), Account()
    main.take(0, facts[0])
    aside.take(1, facts[1])
    describer = Describer(facts, event_links())
    to_main, to_aside, _ = describer.describe(facts[2], [main, aside], 0)
    assert ("named_only" in to_main, "named_only" in to_aside) == (False, True)
    assert not any("named_only" in option for option in describer.describe(facts[3], [main, aside], 0))
