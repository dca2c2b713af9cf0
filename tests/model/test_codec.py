"""What is written is read back the same, and what is no coded report is refused with a reason."""

import json

import pytest
from hypothesis import given, settings

from sayso.errors import CodecError
from sayso.model import Count, Place, Responsibility, Slot, TimeSpan
from sayso.model.codec import decode_coded, decode_incidents, decode_sources, encode, facet_value, pretty

from . import coded as made


@settings(max_examples=40, deadline=None)
@given(made.coded_reports)
def test_a_coded_report_comes_back_as_it_was(coded):
    assert decode_coded(encode(coded)) == coded
    assert decode_coded(pretty(coded)) == coded


@settings(max_examples=40, deadline=None)
@given(made.coded_reports)
def test_the_sources_alone_are_those_of_the_whole(coded):
    assert decode_sources(encode(coded)) == coded.sources


@settings(max_examples=40, deadline=None)
@given(made.tuples(made.incidents, 2))
def test_incidents_come_back_as_they_were(incidents):
    assert decode_incidents(encode(incidents)) == incidents


@pytest.mark.parametrize(
    ("slot", "raw", "value"),
    [
        (Slot.KILLED, {"op": "=", "n": 0}, Count("=", 0)),
        (Slot.TIME, {"start": "2024-04-21", "end": None, "precision": "day"}, TimeSpan("2024-04-21", None, "day")),
        (Slot.ORIGIN, {"name": "Zummar"}, Place("Zummar")),
        (Slot.RESPONSIBILITY, {"stance": "denied", "party": None}, Responsibility("denied")),
        (Slot.TARGET, "the depot", "the depot"),
        (Slot.INJURED, Count("~", 4), Count("~", 4)),
    ],
)
def test_a_facet_value_takes_the_type_of_its_slot(slot, raw, value):
    assert facet_value(slot, raw) == value


@pytest.mark.parametrize(
    ("slot", "raw"),
    [(Slot.KILLED, "five"), (Slot.KILLED, {"op": "!", "n": 1}), (Slot.PLACE, 3), (Slot.TARGET, {"a": 1})],
)
def test_a_value_that_does_not_fit_its_slot_is_refused(slot, raw):
    with pytest.raises(CodecError, match=f"facet {slot.value}"):
        facet_value(slot, raw)


@pytest.mark.parametrize("raw", ["", "[]", "{", "{}", '{"report": {"id": 1, "text": "x"}}'])
def test_json_that_is_no_coded_report_is_refused(raw):
    with pytest.raises(CodecError):
        decode_coded(raw)


def test_another_schema_version_is_named():
    with pytest.raises(CodecError, match=r"coded-report@9.*coded-report@1"):
        decode_coded(json.dumps({"schema": "sayso/coded-report@9", "report": {"id": "r", "text": "x"}}))


def test_incidents_must_be_a_list():
    with pytest.raises(CodecError):
        decode_incidents("{}")


def test_unknown_fields_are_allowed():
    raw = {"schema": "sayso/coded-report@1", "report": {"id": "r", "text": "x", "mood": "grey"}, "extra": 1}
    assert decode_coded(json.dumps(raw)).report.id == "r"
