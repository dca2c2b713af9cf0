"""The crosswalk to MUC-4 is complete and names only what the model has."""

import pytest

from sayso.errors import VocabError
from sayso.model import EventType, MentionKind
from sayso.vocab import muc4
from sayso.vocab.loader import load_yaml
from sayso.vocab.muc4 import Role, muc_crosswalk, noun_kind


@pytest.fixture
def broken(monkeypatch):
    def given(**changes):
        raw = {**load_yaml(muc4.NAME), **changes}
        monkeypatch.setattr(muc4, "load_yaml", lambda name: raw)
        return muc_crosswalk.__wrapped__

    return given


def test_every_incident_type_is_ordered_and_every_role_has_its_words():
    table = muc_crosswalk()
    assert set(table.incidents.values()) <= set(table.order)
    assert set(table.nobody) == set(Role)
    assert EventType.ARMED_CLASH not in table.incidents  # fighting between two armed sides makes no template


def test_a_missing_event_type_is_told(broken):
    with pytest.raises(VocabError, match=r"missing or unknown event types: .*talks_visit"):
        broken(incidents={"explosion": "BOMBING"})()


def test_an_unknown_role_is_told(broken):
    with pytest.raises(VocabError, match="bystander"):
        broken(targets={"person": "bystander"})()


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("SOLDIERS", MentionKind.PERSON),
        ("policemen", MentionKind.PERSON),
        ("factories", MentionKind.FACILITY),
        ("buses", MentionKind.VEHICLE),
        ("senator", MentionKind.PERSON),
        ("Galan", None),
    ],
)
def test_nouns_have_a_kind_in_either_number(word, kind):
    assert noun_kind(word) is kind
