"""Role fillers: what claims give, and how scored spans of a model are merged in."""

from __future__ import annotations

import pytest

from sayso.exporters.muc4_fillers import MergeOptions, ScoredFiller, merge_fillers, model_fillers, rule_fillers
from sayso.model import CodedReport, Report, Span
from sayso.neural import ScoredSpan
from sayso.pipeline.code import Coder
from sayso.vocab.muc4 import Role

TEXT = "Luis Galan died. Gunmen shot Galan with a rifle at the bank."
CODED = CodedReport(Report.of(TEXT))


def at(words: str, role: Role, score: float | None = 0.6, *, origin: str = "model", nth: int = 0) -> ScoredFiller:
    start = TEXT.index(words)
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return ScoredFiller(role, Span(start, start + len(words)), score, origin=origin)


def kept(*fillers: ScoredFiller, relevance: float | None = None, **options: object) -> list[str]:
    chosen = MergeOptions(**options)  # type: ignore[arg-type]
    return [e.string for e in merge_fillers(CODED, fillers, relevance=relevance, options=chosen)]


def found(text: str) -> dict[str, list[str]]:
    coded = Coder(reader="rules").code(Report.of(text))
    roles: dict[str, list[str]] = {}
    for filler in rule_fillers(coded):
        roles.setdefault(filler.role.value, []).append(filler.span.text(text))
    return roles


@pytest.mark.parametrize("shout", [False, True])
def test_claims_fill_the_roles_of_their_incident(shout):
    text = "Unidentified gunmen threw a grenade at the embassy and kidnapped two engineers."
    roles = found(text.upper() if shout else text)
    assert [w.lower() for w in roles["perp_ind"]] == ["unidentified gunmen"]
    assert "a grenade" in [w.lower() for w in roles["instrument"]]
    assert "two engineers" in [w.lower() for w in roles["hum_tgt"]]


@pytest.mark.parametrize(
    "text",
    [
        "The minister visited the hospital with two engineers.",
        "The army denied that gunmen kidnapped two engineers.",
    ],
)
def test_what_is_no_incident_or_is_denied_fills_nothing(text):
    assert found(text).get("hum_tgt", []) == []


def test_an_entity_needs_the_score_of_its_role():
    rifle, bank = at("a rifle", Role.INSTRUMENT, 0.4), at("the bank", Role.PHYS_TGT, 0.4)
    assert kept(rifle, bank) == []
    assert kept(rifle, bank, least={**dict.fromkeys(Role, 0.5), Role.INSTRUMENT: 0.3}) == ["rifle"]


def test_in_a_doubtful_report_only_what_is_sure_is_kept():
    fillers = (at("Gunmen", Role.PERP_IND, 0.6), at("a rifle", Role.INSTRUMENT, 0.95))
    assert kept(*fillers, relevance=0.2) == []
    assert kept(*fillers, relevance=0.2, sure=0.9) == ["rifle"]
    assert kept(*fillers, relevance=0.8) == kept(*fillers) == ["Gunmen", "rifle"]


def test_rules_and_model_agreeing_and_mentions_repeated_raise_the_score():
    model, rules = at("Gunmen", Role.PERP_IND, 0.4), at("Gunmen", Role.PERP_IND, None, origin="rules")
    assert kept(model, rules=0.3) == kept(model, rules, rules=0.3) == []
    assert kept(model, rules, rules=0.3, agreed=0.15) == ["Gunmen"]
    assert kept(rules) == ["Gunmen"]  # alone, what claims say is kept
    twice = (at("Galan", Role.HUM_TGT, 0.4), at("Galan", Role.HUM_TGT, 0.4, nth=1))
    assert kept(*twice) == []
    assert kept(*twice, repeated=0.1) == ["Galan"]


def test_the_more_relevant_a_report_the_lower_the_bar():
    gunmen = at("Gunmen", Role.PERP_IND, 0.4)
    assert kept(gunmen, relevance=0.5, lean=0.1) == []
    assert kept(gunmen, relevance=0.9, lean=0.1) == ["Gunmen"]
    assert kept(gunmen, relevance=1.0, lean=0.1) == ["Gunmen"]


def test_a_name_gives_way_to_the_longer_one_that_ends_with_it():
    full, short = at("Luis Galan", Role.HUM_TGT), at("Galan", Role.HUM_TGT, nth=1)
    assert kept(short, full) == ["Luis Galan"]
    assert kept(short, at("Luis Galan", Role.PERP_IND)) == ["Luis Galan", "Galan"]  # another role is another entity


def test_model_spans_come_by_the_names_of_roles():
    marked = {"instrument": (ScoredSpan(Span(41, 48), 0.9),), "bystander": (ScoredSpan(Span(0, 4), 0.9),)}
    assert model_fillers(marked) == (ScoredFiller(Role.INSTRUMENT, Span(41, 48), 0.9, None, "model"),)
