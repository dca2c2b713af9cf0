"""Every event type has its place in ACLED, and words refine it."""

import pytest

from sayso.errors import VocabError
from sayso.model import EventType
from sayso.vocab import acled
from sayso.vocab.acled import acled_crosswalk
from sayso.vocab.loader import load_yaml

ROWS = load_yaml(acled.NAME)["refine"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["sub_event"])
def test_each_refinement_fits_its_example(row):
    found = acled_crosswalk().of(EventType(row["type"]), row["example"])
    assert found is not None
    assert found.sub_event == row["sub_event"]


@pytest.mark.parametrize(
    ("type", "text", "sub_event"),
    [
        (EventType.DRONE_STRIKE, "A drone hit the tanker.", "Air/drone strike"),
        (EventType.BOMBING_IED, "A rocket-propelled grenade hit the bus.", "Remote explosive/landmine/IED"),
        (EventType.TERRITORIAL_CHANGE, "The rebels took the town.", "Non-state actor overtakes territory"),
        (EventType.PROTEST, "Residents staged a protest.", "Peaceful protest"),
        (EventType.ARREST, "Police arrested a banker.", "Arrests"),
        (EventType.TALKS_VISIT, "The envoy visited the capital.", None),
        (None, "It rained.", None),
    ],
)
def test_a_type_without_further_words_has_its_own_sub_event(type, text, sub_event):
    found = acled_crosswalk().of(type, text)
    assert (found.sub_event if found else None) == sub_event


def test_the_25_sub_events_lie_under_6_event_types():
    table = acled_crosswalk()
    assert (len(table.sub_events), len({t.event for t in table.sub_events.values()})) == (25, 6)
    assert set(table.types) == set(EventType)
    assert len(table.case2021) == 30


def test_an_unknown_sub_event_is_told(monkeypatch):
    raw = {**load_yaml(acled.NAME), "types": {t.value: "Parade" for t in EventType if t is not EventType.RIOT}}
    monkeypatch.setattr(acled, "load_yaml", lambda name: raw)
    with pytest.raises(VocabError, match="missing or unknown: Parade, riot"):
        acled_crosswalk.__wrapped__()
