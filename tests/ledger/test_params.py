"""A query and its parameters in a URL."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.ledger import IncidentQuery, Order, Precision, Unknown, params_of, query_of, whole_number
from sayso.model import EventType, FindingStatus

WORDS = st.text(min_size=1, max_size=30).map(str.strip).filter(bool)
QUERIES = st.builds(
    IncidentQuery,
    since=st.none() | st.dates().map(str),
    until=st.none() | st.dates().map(str),
    bbox=st.none() | st.just((-10.5, -5.0, 20.25, 60.0)),
    type=st.none() | st.sampled_from(EventType),
    actor=st.none() | WORDS,
    source=st.none() | WORDS,
    status=st.none() | st.sampled_from(FindingStatus),
    text=st.none() | WORDS,
    area=st.none() | WORDS,
    unknown=st.none() | st.sampled_from(Unknown),
    precision=st.none() | st.sampled_from(Precision),
    order=st.sampled_from(Order),
)


@given(QUERIES)
def test_a_query_comes_back_from_its_parameters(query):
    assert query_of(params_of(query)) == query


def test_empty_and_foreign_parameters_ask_for_nothing():
    assert query_of({"text": " ", "type": "", "utm": "x"}) == IncidentQuery()
    assert params_of(IncidentQuery()) == {}


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"since": "yesterday"}, "is no date"),
        ({"bbox": "1,2,3"}, "is no box"),
        ({"bbox": "1,2,3,400"}, "latitudes"),
        ({"bbox": "nan,2,3,4"}, "longitudes"),
        ({"type": "picnic"}, "known are rocket_attack"),
        ({"status": "true"}, "known are single-source"),
        ({"unknown": "love"}, "known are time, place"),
        ({"sort": "random"}, "known are latest"),
        ({"text": "a" * 501}, "longer than 500"),
    ],
)
def test_what_cannot_be_understood_is_told(params, message):
    with pytest.raises(UsageError, match=message):
        query_of(params)


def test_whole_numbers():
    assert whole_number({}, "page", 1, most=9) == 1
    assert whole_number({"page": " 7 "}, "page", 1, most=9) == 7
    for bad in ("0", "10", "-1", "²", "9" * 5000, "x"):
        with pytest.raises(UsageError, match="whole number from 1 to 9"):
            whole_number({"page": bad}, "page", 1, most=9)
