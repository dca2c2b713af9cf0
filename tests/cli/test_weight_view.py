"""What `sayso show` says of how sure an incident is, and of "the first since"."""

import json

REPORTS = (
    (
        "now",
        "Harbour Post",
        "Police said that rockets hit a market in Mosul on 21 April 2024, killing three people. It was the"
        " first attack on the market since March 2023.",
    ),
    ("then", "Radio Varna", "Police said that rockets hit a market in Mosul on 5 September 2023, killing two people."),
)


def incident(sayso, told):
    told(REPORTS)
    code, out, _ = sayso("incidents", "--since", "2024-01-01", "--format", "json")
    assert code == 0
    return json.loads(out)[0]["id"]


def test_three_scales_come_with_their_rules(sayso, told):
    code, out, _ = sayso("show", incident(sayso, told))
    assert code == 0
    lines = " ".join(out.split())
    assert "Admiralty 2 probably true two independent chains" in lines
    assert "Airwars-style weak one independent chain tells of killed or injured" in lines
    assert "ICD 203 likely held by 2 independent chains" in lines


def test_the_first_since_is_asked_of_the_ledger(sayso, told):
    _, out, _ = sayso("show", incident(sayso, told))
    lines = " ".join(out.split())
    assert "first of its kind?" in lines
    assert "not borne out: the ledger has 1 like it from 2023-04-01 to 2024-04-20" in lines


def test_machines_get_the_same(sayso, told):
    _, out, _ = sayso("show", incident(sayso, told), "--format", "json")
    shown = json.loads(out)
    assert shown["weighing"]["harm"]["word"] == "weak"
    assert shown["record"][0]["answer"] == "not borne out"
    assert len(shown["record"][0]["earlier"]) == 1
