"""Looking into a ledger: incidents by every condition, and anything by its id."""

from dataclasses import replace

import pytest

from sayso.errors import NotFoundError
from sayso.ledger import IncidentQuery, Ledger, ShownClaim, ShownSource
from sayso.model import (
    CodedReport,
    EventType,
    Finding,
    FindingStatus,
    FindingValue,
    Incident,
    IncidentPlace,
    Responsibility,
    Slot,
    TimeSpan,
)

from ..cli.made import incident, post, radio


def shelling() -> Incident:
    return replace(incident(), reports=("post-1", "radio-1"))


def riot() -> Incident:
    """Another incident of the same ledger: undated, on the other side of the date line, told by nobody else."""
    accused = Finding(
        Slot.RESPONSIBILITY,
        FindingStatus.SINGLE_SOURCE,
        (FindingValue(Responsibility("accused", "the Blue Brigade"), (("post-1", "c9"),), 1),),
    )
    return replace(
        incident(),
        id="INC-BBBBBB",
        type=EventType.RIOT,
        title="Riot at Ñandú Bay",
        time=None,
        places=(IncidentPlace("site", "Ñandú Bay", -17.0, -179.5, 5, "town"),),
        events=(("post-1", "e9"),),
        findings=(accused,),
    )


def night() -> Incident:
    """An incident whose hour is known."""
    span = TimeSpan("2024-04-21T23:40", "2024-04-22T00:10", "minute")
    return replace(incident(), id="INC-CCCCCC", time=span, places=(), events=(("radio-1", "e9"),), findings=())


@pytest.fixture
def ledger():
    with Ledger.open("sqlite://") as opened:
        for coded in (post(), radio()):
            opened.store(coded)
        opened.keep([shelling(), riot(), night()], redirects={}, state=opened.state())
        yield opened


S, R, N = "INC-7KQ2M9", "INC-BBBBBB", "INC-CCCCCC"


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({}, [S, N, R]),
        ({"limit": 1}, [S]),
        ({"since": "2024-04-22"}, [S, N]),
        ({"since": "2024-04-22T12:00"}, [S]),  # known to the day, it may have been later
        ({"since": "2024-04-23"}, []),
        ({"until": "2024-04-21"}, [N]),
        ({"until": "2024-04-21T22:00"}, []),
        ({"since": "2024-04", "until": "2024-04"}, [S, N]),
        ({"bbox": (7.0, 51.0, 8.0, 52.0)}, [S]),
        ({"bbox": (170.0, -20.0, -170.0, 0.0)}, [R]),
        ({"bbox": (0.0, 0.0, 1.0, 1.0)}, []),
        ({"type": EventType.RIOT}, [R]),
        ({"actor": "blue brigade"}, [R]),
        ({"actor": "shelling"}, []),
        ({"source": "police officer"}, [S]),
        ({"source": "NURSE"}, [S]),
        ({"source": "harbour"}, [S, R]),
        ({"source": "police nurse"}, []),
        ({"status": FindingStatus.CONTESTED}, [S]),
        ({"status": FindingStatus.SINGLE_SOURCE}, [N, R]),
        ({"status": FindingStatus.SUPERSEDED}, []),
        ({"text": "nandu"}, [R]),
        ({"text": "Radio CITING"}, [S, N]),
        ({"text": "officer nurse"}, []),
        ({"text": "100%"}, []),
        ({"text": "  "}, [S, N, R]),
        ({"since": "2024-04-01", "source": "nurse", "status": FindingStatus.CORROBORATED}, [S]),
    ],
)
def test_incidents_by_condition(ledger, conditions, found):
    assert [i.id for i in ledger.incidents(IncidentQuery(**conditions))] == found


def test_incidents_come_back_as_they_were_kept(ledger):
    assert ledger.incidents() == (shelling(), night(), riot())
    assert ledger.incident("INC-7KQ2M9") == shelling()


@pytest.mark.parametrize(
    ("wanted", "kind"),
    [
        ("INC-7KQ2M9", Incident),
        ("inc-7kq2m9", Incident),
        ("post-1", CodedReport),
        ("post-1/c2", ShownClaim),
        ("post-1/s1", ShownSource),
        ("The ARMY", ShownSource),
    ],
)
def test_show_finds_by_any_id(ledger, wanted, kind):
    assert isinstance(ledger.show(wanted), kind)


def test_a_claim_is_shown_with_its_report(ledger):
    assert ledger.show("post-1/c2") == ShownClaim(post(), post().claims[1])


def test_a_source_is_shown_with_the_claims_that_rest_on_it(ledger):
    ledger.store(replace(radio(), report=replace(radio().report, id="radio/2")))
    police = ledger.show("post-1/s1")
    assert (police.name, police.claims) == ("A police officer", (("post-1", "c1"),))
    nurse = ledger.show("a nurse")
    assert [report_id for report_id, _ in nurse.parties] == ["radio-1", "radio/2"]
    assert nurse.claims == (("radio-1", "c1"), ("radio/2", "c1"))
    assert ledger.show("radio/2/c1").coded.report.id == "radio/2"


@pytest.mark.parametrize("wanted", ["INC-000000", "post-1/c99", "post", "nobody", "", "/c1"])
def test_what_is_not_there_is_said(ledger, wanted):
    with pytest.raises(NotFoundError, match="no incident, report, claim or source goes by this"):
        ledger.show(wanted)
    with pytest.raises(NotFoundError, match="`sayso incidents` lists"):
        ledger.incident(wanted)
