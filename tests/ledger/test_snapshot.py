"""A ledger is read as it was when the reading began."""

from dataclasses import replace

from sayso.ledger import Ledger, Snapshot
from sayso.ledger.reader import CHUNK
from sayso.model import Report
from sayso.pipeline.judging import Judge
from sayso.pipeline.rebuild import rebuild

from ..cli.made import post
from ..resolve.made import report, says


def test_codings_are_read_again_as_they_were():
    with Ledger.open("sqlite://") as ledger:
        for name in "ab":
            ledger.store(report(name, says("police", event_type="shelling", place="Zummar", killed=3)))
        seen = Snapshot(ledger)
        first = dict(seen.coded())
        ledger.store(report("a", says("a nurse", event_type="riot", place="Rabia")))
        assert list(seen.again(first)) == list(first.values())
        assert seen.state != ledger.state()
        assert [next(iter(c.claims)).chain for c in Snapshot(ledger).again([3])] == [ledger.claims("a")[0].chain]


def test_what_people_said_of_claims_is_laid_over():
    with Ledger.open("sqlite://") as ledger:
        ledger.store(report("a", says("police", event_type="shelling"), says(None, event_type="riot")))
        rebuild(ledger)
        Judge(ledger, "Mara").reject([("a", "c1")])
        ((number, coded),) = Snapshot(ledger).coded()
        assert [claim.id for claim in coded.claims] == ["c2"]
        assert list(Snapshot(ledger).again([number])) == [coded]


def test_more_reports_than_are_read_at_once():
    with Ledger.open("sqlite://") as ledger:
        for number in range(CHUNK + 1):
            ledger.store(replace(post(), report=Report.of("x", id=f"r{number}")))
        assert [coded.report.id for _, coded in Snapshot(ledger).coded()] == [f"r{n}" for n in range(CHUNK + 1)]
