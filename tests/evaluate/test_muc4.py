"""MUC-4 figures: role fillers over all templates of a document, relevant documents, incident types."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field

import pytest

from sayso.errors import UsageError
from sayso.evaluate.jsonl import write_rows
from sayso.evaluate.muc4 import Figures, GoldDocument, GoldFiller, GoldTemplate, normalised, read_gold, score


@dataclass(frozen=True)
class Guess:
    fillers: dict[str, list[str]] = field(default_factory=dict)
    incident_type: str = "ATTACK"


def gold(*templates: GoldTemplate) -> list[GoldDocument]:
    return [GoldDocument("d1", "…", list(templates))]


def attack(*, optional: bool = False, **slots: list[list[str]]) -> GoldTemplate:
    fillers = {slot: [GoldFiller(alts) for alts in entities] for slot, entities in slots.items()}
    return GoldTemplate(["ATTACK"], optional, **fillers)


def figures_of(template: GoldTemplate, **fillers: list[str]) -> dict[str, dict[str, float]]:
    return score(gold(template), [[Guess(fillers)]]).as_dict()


@pytest.mark.parametrize(
    ("string", "plain"),
    [("The  Salvadoran\nArmy [ESA]", "salvadoran army esa"), ("those M-19 men", "m 19 men"), ("THE", ""), ("…", "")],
)
def test_strings_are_compared_without_case_articles_and_marks(string, plain):
    assert normalised(string) == plain


@pytest.mark.parametrize(
    ("given", "p", "r"),
    [
        (["FMLN"], 100.0, 50.0),
        (["FMLN", "The Liberation Front"], 100.0, 50.0),  # two names of one entity: the second costs nothing
        (["FMLN", "ARMY"], 100.0, 100.0),
        (["FMLN", "POLICE"], 50.0, 50.0),
        (["THE ARMY", "army"], 100.0, 50.0),
        (["", "the"], 0.0, 0.0),
        ([], 0.0, 0.0),
    ],
)
def test_a_string_is_right_when_it_names_an_entity(given, p, r):
    figures = figures_of(attack(perp_org=[["LIBERATION FRONT", "FMLN"], ["ARMY"]]), perp_org=given)
    assert (figures["perp_org"]["p"], figures["perp_org"]["r"]) == (p, r)
    assert figures["role_fillers"] == figures["perp_org"]


def test_names_and_descriptions_of_people_are_one_role():
    template = attack(hum_tgt_name=[["LUIS GALAN"]], hum_tgt_desc=[["SENATOR"]])
    assert figures_of(template, hum_tgt=["senator", "Luis Galan"])["hum_tgt"]["f1"] == 100.0


def test_entities_of_two_templates_that_share_a_name_are_one():
    templates = [attack(phys_tgt=[["CAR", "BLUE CAR"]]), attack(phys_tgt=[["CAR"], ["BANK"]])]
    figures = score(gold(*templates), [[Guess({"phys_tgt": ["blue car"]}), Guess({"phys_tgt": ["bank"]})]]).as_dict()
    assert figures["phys_tgt"] == {"p": 100.0, "r": 100.0, "f1": 100.0}


def test_what_is_optional_counts_only_when_it_is_found():
    template = attack(optional=True, instrument=[["BOMB"]])
    assert figures_of(template)["instrument"] == {"p": 0.0, "r": 0.0, "f1": 0.0}
    found = score(gold(template), [[Guess({"instrument": ["a bomb"]})]])
    assert (found.roles["instrument"].gold, found.roles["instrument"].hits) == (1, 1)
    assert (found.relevant.gold, found.relevant.predicted, found.types.gold) == (0, 1, 0)


def test_incident_types_are_counted_as_a_multiset():
    templates = [attack(), attack(), GoldTemplate(["BOMBING"])]
    guesses = [Guess(), Guess(incident_type="BOMBING"), Guess(incident_type="BOMBING")]
    assert score(gold(*templates), [guesses]).as_dict()["incident_types"] == {"p": 66.7, "r": 66.7, "f1": 66.7}


def test_nothing_scores_nothing():
    assert Figures().as_dict()["role_fillers"] == {"p": 0.0, "r": 0.0, "f1": 0.0}
    assert score([], []) == Figures()


def test_gold_is_read_gzipped_and_a_bad_line_is_named(tmp_path):
    row = {"doc_id": "d1", "text": "A BOMB.", "templates": [], "date_line": {"date_iso": "1990-01-03"}, "more": 1}
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(row).encode() + b"\n\n"))
    (document,) = read_gold(path)
    assert (document.doc_id, document.date_line.date_iso) == ("d1", "1990-01-03")
    path.write_bytes(gzip.compress(json.dumps(row).encode() + b'\n{"doc_id": 1}\n'))
    with pytest.raises(UsageError, match="line 2: no row of this suite"):
        read_gold(path)
    path.write_bytes(b"no gzip")
    with pytest.raises(UsageError, match="cannot be read"):
        read_gold(path)


def test_a_dump_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be written"):
        write_rows([{}], tmp_path / "gone" / "out.jsonl")
