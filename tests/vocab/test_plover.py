"""Every event type has its code in PLOVER or none, and words refine it."""

import pytest

from sayso.errors import VocabError
from sayso.model import EventType
from sayso.vocab import plover
from sayso.vocab.loader import load_yaml
from sayso.vocab.plover import plover_crosswalk


@pytest.mark.parametrize("row", load_yaml(plover.NAME)["refine"], ids=lambda row: row["event"])
def test_each_refinement_fits_its_example(row):
    assert plover_crosswalk().of(EventType(row["type"]), row["example"]) == row["event"]


def test_a_type_without_further_words_has_its_own_code():
    table = plover_crosswalk()
    assert set(table.types) == set(EventType)
    assert table.of(EventType.SHELLING, "The army shelled the suburb.") == "FIGHT"
    assert table.of(EventType.OTHER, "It rained.") is table.of(None, "It rained.") is None


def test_codes_of_the_first_version_have_those_of_today():
    assert [plover_crosswalk().now(code) for code in ("FIGHT", "DEMAND", "AID")] == ["ASSAULT", "REQUEST", "AID"]


def test_an_unknown_code_is_told(monkeypatch):
    raw = {**load_yaml(plover.NAME), "codes": ["AID"]}
    monkeypatch.setattr(plover, "load_yaml", lambda name: raw)
    with pytest.raises(VocabError, match="missing or unknown: AGREE"):
        plover_crosswalk.__wrapped__()
