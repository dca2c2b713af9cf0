"""A short mention beside the full account of one happening is no second happening; a second attack is."""

import pytest

from sayso.resolve.features import facts_of
from sayso.resolve.fragments import fragments

from .made import report, says

ACCOUNT = (
    says(None, event_type="air_strike", place="Hodeidah", time="2024-07-20"),
    says(None, killed=3),
    says(None, damage="a crane"),
    says(None, target="the port"),
)


def groups(*mention, account=ACCOUNT):
    return fragments(list(facts_of(report("a", *account, *mention), 0)))


@pytest.mark.parametrize(
    ("mention", "one"),
    [
        ({"event_type": "air_strike", "place": "Hodeidah"}, True),
        ({"event_type": "air_strike", "place": "the port of Hodeidah", "time": "2024-07-20"}, True),
        ({"event_type": "air_strike", "place": "Hodeidah", "time": "2024-07-25"}, False),
        ({"event_type": "air_strike", "place": "Hodeidah", "killed": 9}, False),
        ({"event_type": "air_strike", "place": "Sanaa"}, False),
        ({"event_type": "air_strike"}, False),
        ({"event_type": "arrest", "place": "Hodeidah"}, False),
        ({"event_type": "explosion", "place": "Hodeidah"}, True),
        ({"event_type": "drone_strike", "place": "Hodeidah"}, False),
    ],
)
def test_a_mention_joins_its_account(mention, one):
    assert groups(says("army", event="e2", **mention)) == ([[0, 1]] if one else [])


def test_a_place_on_the_map_in_common_is_enough():
    account = (says(None, event_type="riot", place=("Tell Ahl", 36.7, 42.6)), *ACCOUNT[1:])
    mention = says(None, event="e2", event_type="riot", place=("Qasr Bir", 36.71, 42.61))
    assert groups(mention, account=account) == [[0, 1]]


def test_several_mentions_join_one_account_and_two_mentions_alone_none():
    mentions = [says("army", event=f"e{i}", event_type="air_strike", place="Hodeidah") for i in (2, 3)]
    assert groups(*mentions) == [[0, 1, 2]]
    assert groups(*mentions, account=ACCOUNT[1:]) == []


def test_two_long_accounts_stay_two():
    second = [says(None, event="e2", event_type="air_strike", place="Hodeidah") for _ in range(4)]
    assert groups(*second) == []
