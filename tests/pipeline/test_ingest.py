"""Ingesting: idempotent, one bad report never stops the rest, and incidents follow."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.model import Diagnostic, Document, Report
from sayso.pipeline.code import Coder
from sayso.pipeline.fingerprint import fingerprint
from sayso.pipeline.ingest import ingest
from sayso.pipeline.rebuild import rebuild
from sayso.readers import Reading, Unread

POST = "VARNA — At least three people were killed when shells hit Bakhmut on Sunday, a police officer said."
RADIO = "Shells killed three people in Bakhmut on 21 April 2024, a nurse told Radio Varna."
LATER = "Thieves broke into a bank in Odesa on 29 April 2024, police said. Two guards were injured in the shooting."


@pytest.fixture(scope="module")
def coder():
    return Coder()


@pytest.fixture
def ledger():
    with Ledger.open("sqlite://") as opened:
        yield opened


def reading(name, text, *notes, publisher=None, published="2024-04-22"):
    report = Report.of(text, id=name, published=published, publisher=publisher)
    return Reading(report, tuple(Diagnostic("read", note, note) for note in notes), f"{name}.txt")


def readings():
    return [
        reading("post", POST, "encoding", publisher="Harbour Post"),
        Unread("junk.bin", Diagnostic("read", "not-text", "is not text")),
        reading("radio", RADIO, publisher="Radio Varna"),
    ]


def test_reports_are_coded_stored_and_merged(ledger, coder):
    seen: list[object] = []
    summary = ingest(ledger, readings(), coder, on_progress=seen.append)
    assert (summary.new, summary.updated, summary.unchanged, summary.reports) == (2, 0, 0, 2)
    assert [u.origin for u in summary.set_aside] == ["junk.bin"]
    assert len(seen) == 3
    assert summary.incidents == len(ledger.incidents()) >= 1
    assert not ledger.is_stale()
    assert {"post", "radio"} in [set(i.reports) for i in ledger.incidents()]


def test_what_a_reader_noted_and_set_aside_is_kept(ledger, coder):
    ingest(ledger, readings(), coder)
    assert ledger.coded("post").diagnostics[0].code == "encoding"
    assert [(s.origin, s.diagnostic.code) for s in ledger.set_aside()] == [("junk.bin", "not-text")]


def test_ingesting_again_changes_nothing_and_codes_nothing(ledger, coder, monkeypatch):
    ingest(ledger, readings(), coder)
    before = (ledger.counts(), ledger.incidents())
    monkeypatch.setattr(Coder, "begin", lambda _self, _report: pytest.fail("coded again"))
    summary = ingest(ledger, readings(), coder)
    assert (summary.new, summary.unchanged, summary.incidents) == (0, 2, len(before[1]))
    assert (ledger.counts(), ledger.incidents()) == before


def test_a_changed_text_is_an_update(ledger, coder):
    ingest(ledger, readings(), coder)
    summary = ingest(ledger, [reading("post", POST.replace("three", "four"), publisher="Harbour Post")], coder)
    assert (summary.new, summary.updated) == (0, 1)
    assert len(ledger.revisions("post")) == 2


def broken(doc: Document) -> Document:
    if "Radio" in doc.text:
        raise RuntimeError("no reading of radios")
    return doc


def test_a_report_that_cannot_be_coded_is_noted_and_the_rest_goes_on(ledger, coder):
    summary = ingest(ledger, readings(), Coder((*coder.stages, broken)))
    assert (summary.new, summary.reports) == (1, 1)
    (failed,) = summary.failed
    assert failed.origin == "radio.txt"
    assert failed.diagnostic.message == "report 'radio' could not be coded: RuntimeError: no reading of radios"
    assert "radio.txt" in [s.origin for s in ledger.set_aside()]


def test_a_text_that_no_database_takes_is_a_failed_report(ledger, coder):
    summary = ingest(ledger, [reading("odd", POST + " \ud800"), *readings()], coder)
    assert [f.origin for f in summary.failed] == ["odd.txt"]
    assert summary.new == 2


def test_a_ledger_that_cannot_be_written_stops_the_ingest(ledger, coder, monkeypatch):
    def full(*_args, **_rest):
        raise LedgerError("x.db: the disk is full")

    monkeypatch.setattr(ledger, "store", full)
    with pytest.raises(LedgerError, match="disk is full"):
        ingest(ledger, readings(), coder)


@pytest.mark.parametrize("live", [True, False])
def test_an_ingest_that_was_stopped_ends_as_an_undisturbed_one(ledger, coder, live):
    def stopped():
        yield readings()[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(ledger, stopped(), coder, live=live)
    assert not live or (ledger.counts().reports, ledger.is_stale()) == (1, True)
    ingest(ledger, readings(), coder)
    with Ledger.open("sqlite://") as smooth:
        ingest(smooth, readings(), coder)
        assert smooth.incidents() == ledger.incidents()
        assert smooth.counts() == ledger.counts()


def test_rebuilding_gives_the_same_incidents(ledger, coder):
    ingest(ledger, [*readings(), reading("later", LATER, published="2024-04-30")], coder)
    before = ledger.incidents()
    rebuild(ledger)
    assert set(ledger.incidents()) == set(before)
    assert ledger.incidents() == before


def test_ids_stay_when_an_earlier_report_comes_later(ledger, coder):
    ingest(ledger, readings()[2:], coder)
    (first,) = ledger.incidents()
    ingest(ledger, [reading("early", POST, published="2024-04-21T20:00", publisher="Early Post")], coder)
    grown = ledger.incident(first.id)
    assert set(grown.reports) == {"early", "radio"}


def test_as_of_an_earlier_day_shows_what_was_known_under_the_same_ids(ledger, coder):
    late = reading("radio", RADIO, publisher="Radio Varna", published="2024-04-24")
    ingest(ledger, [readings()[0], late], coder)
    (now,) = ledger.incidents()
    with ledger.as_of("2024-04-23") as past:
        rebuild(past)
        (then,) = past.incidents()
    assert (then.id, then.reports) == (now.id, ("post",))
    assert len(now.reports) == 2


def test_a_coder_is_known_by_its_stages_and_words(coder):
    name = fingerprint(coder)
    assert name is not None
    assert name.startswith("sayso ")
    assert fingerprint(Coder()) == name
    assert fingerprint(Coder(coder.stages[:1])) != name
    assert fingerprint(Coder((*coder.stages, broken))) is None, "a stage from elsewhere may change unseen"


def test_files_are_ingested_through_the_library(tmp_path):
    from sayso.pipeline.ledger import Ledger as Library

    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "post.txt").write_text(POST, encoding="utf-8")
    (folder / "radio.txt").write_text(RADIO, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    with Library.open(tmp_path / "x.db") as library:
        summary = library.ingest(folder, published="2024-04-22", publisher="Harbour Post")
        assert (summary.new, len(summary.set_aside)) == (2, 1)
        assert library.ingest([folder / "post.txt", str(folder / "radio.txt")]).reports == 2
        (incident,) = library.incidents()
        assert len(incident.reports) == 2
        with library.as_of("2024-04-22") as past:
            assert [i.id for i in past.incidents()] == [incident.id]
    assert Path(tmp_path / "x.db").is_file()


def test_more_places_give_the_reading_another_name(coder, monkeypatch):
    name = fingerprint(coder)
    monkeypatch.setattr("sayso.pipeline.fingerprint.gazetteer", lambda: SimpleNamespace(version="with a pack"))
    assert fingerprint(coder) != name
