"""What is stored stays: whole reports, old revisions, old codings; storing again changes nothing."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import LedgerError, NotFoundError
from sayso.ledger import Ledger, StoreOutcome
from sayso.model import Claim, CodedReport, Diagnostic, Report
from sayso.model.codec import decode_coded, encode

from ..cli.made import post, radio
from ..model.coded import coded_reports


@pytest.fixture
def ledger():
    with Ledger.open("sqlite://") as opened:
        yield opened


def changed(coded: CodedReport, **report: object) -> CodedReport:
    """The same coding of another text or with other provenance."""
    about = {f: getattr(coded.report, f) for f in ("id", "title", "url", "publisher", "author", "published")}
    return replace(coded, report=Report.of(**({"text": coded.report.text} | about | report)))


def test_a_new_report_is_stored_whole_and_read_back(ledger):
    assert ledger.store(post()) is StoreOutcome.NEW
    assert ledger.coded("post-1") == post()
    assert ledger.claims("post-1") == post().claims
    assert list(ledger.coded_reports()) == [post()]
    assert [r.id for r in ledger.reports()] == ["post-1"]


def test_storing_again_changes_nothing(ledger):
    ledger.store(post())
    before = ledger.counts()
    assert ledger.store(post()) is StoreOutcome.UNCHANGED
    assert ledger.counts() == before


def test_another_text_under_the_same_id_is_a_new_revision_and_the_old_one_is_kept(ledger):
    ledger.store(post())
    later = changed(post(), text=post().report.text + " Corrected.")
    assert ledger.store(later) is StoreOutcome.UPDATED
    assert ledger.coded("post-1") == later
    assert ledger.coded("post-1", revision=1) == post()
    assert [(r.number, r.report.text, r.codings) for r in ledger.revisions("post-1")] == [
        (1, post().report.text, 1),
        (2, later.report.text, 1),
    ]
    assert (ledger.counts().reports, ledger.counts().revisions) == (1, 2)


def test_an_old_revision_ingested_again_does_not_come_back_into_force(ledger):
    later = changed(post(), text=post().report.text + " Corrected.")
    for coded in (post(), later):
        ledger.store(coded)
    assert ledger.store(post()) is StoreOutcome.UNCHANGED
    recoded = replace(post(), diagnostics=())
    assert ledger.store(recoded) is StoreOutcome.UPDATED
    assert ledger.coded("post-1") == later
    assert ledger.coded("post-1", revision=1) == recoded


def test_the_same_text_coded_otherwise_is_a_new_coding_in_force(ledger):
    ledger.store(post())
    recoded = replace(post(), claims=post().claims[:1], relations=())
    assert ledger.store(recoded, coder="sayso 9") is StoreOutcome.UPDATED
    assert ledger.coded("post-1") == recoded
    counts = ledger.counts()
    assert (counts.revisions, counts.codings, counts.claims) == (1, 2, 1)


def test_other_provenance_is_a_new_revision(ledger):
    ledger.store(post())
    assert ledger.store(changed(post(), published="2024-05-01")) is StoreOutcome.UPDATED
    assert next(ledger.reports()).published == "2024-05-01"


def test_the_same_text_under_another_id_is_a_report_of_its_own(ledger):
    ledger.store(post())
    assert ledger.store(changed(post(), id="copy-1")) is StoreOutcome.NEW
    assert ledger.counts().reports == 2


def test_what_a_coder_has_coded_is_known(ledger):
    ledger.store(post(), coder="x 1")
    assert ledger.knows(post().report, "x 1")
    assert not ledger.knows(post().report, "x 2")
    assert not ledger.knows(radio().report, "x 1")


def test_reports_come_in_order_of_arrival_through_many_pages(ledger, monkeypatch):
    monkeypatch.setattr("sayso.ledger.reader.CHUNK", 2)
    names = [f"r-{i}" for i in (4, 1, 3, 5, 2)]
    for name in names:
        ledger.store(changed(radio(), id=name))
    ledger.store(changed(radio(), id="r-4", text="anew"))
    assert [c.report.id for c in ledger.coded_reports()] == names
    assert [r.id for r in ledger.reports()] == names


def test_a_long_read_lets_writers_pass(ledger):
    for i in range(3):
        ledger.store(changed(radio(), id=f"r-{i}"))
    for i, coded in enumerate(ledger.coded_reports()):
        ledger.store(changed(coded, id=f"copy-{i}"))
    assert ledger.counts().reports >= 6


@pytest.mark.parametrize(
    ("moment", "ids"),
    [
        ("2024-04-22", []),
        ("2024-04-23", ["post-1", "radio-1"]),
        ("2024-04-23T12:00", ["post-1"]),
        ("2024", ["post-1", "radio-1"]),
    ],
)
def test_as_of_holds_what_had_been_published(ledger, moment, ids):
    for coded in (post(), radio(), changed(radio(), id="undated", published=None)):
        ledger.store(coded)
    with ledger.as_of(moment) as past:
        assert [r.id for r in past.reports()] == ids


def test_as_of_shows_the_revision_that_stood_then(ledger):
    ledger.store(post())
    ledger.store(changed(post(), text="Corrected.", published="2024-04-30"))
    with ledger.as_of("2024-04-25") as past:
        assert past.coded("post-1") == post()
    with ledger.as_of("2024-05-01") as past:
        assert past.coded("post-1").report.text == "Corrected."


def test_inputs_set_aside_are_remembered_once(ledger):
    reason = Diagnostic("read", "empty", "the file is empty")
    assert ledger.note(reason, "a.txt")
    assert not ledger.note(reason, "a.txt")
    assert ledger.note(reason, "b.txt")
    assert [(s.origin, s.diagnostic) for s in ledger.set_aside()] == [("a.txt", reason), ("b.txt", reason)]


@pytest.mark.parametrize("look", [Ledger.coded, Ledger.claims, Ledger.revisions])
def test_an_unknown_report_is_not_found(ledger, look):
    ledger.store(post())
    with pytest.raises(NotFoundError, match=r"'POST'.*did you mean 'post-1'"):
        look(ledger, "POST")
    with pytest.raises(NotFoundError, match="in revision 7"):
        ledger.coded("post-1", revision=7)


def test_a_coding_that_cannot_be_read_is_named(ledger, monkeypatch):
    ledger.store(post())
    monkeypatch.setattr("sayso.model.codec.SCHEMA_ID", "sayso/coded-report@9")
    with pytest.raises(LedgerError, match=r"report 'post-1': its coding cannot be read .*ingest the report again"):
        ledger.coded("post-1")


def test_a_report_that_fails_half_way_leaves_nothing(ledger):
    twice = replace(post(), claims=(*post().claims, post().claims[0]))
    with pytest.raises(LedgerError, match="UNIQUE"):
        ledger.store(twice)
    counts = ledger.counts()
    assert (counts.reports, counts.revisions, counts.codings, counts.claims) == (0, 0, 0, 0)
    assert ledger.store(post()) is StoreOutcome.NEW


def test_the_same_numbers_written_otherwise_are_the_same(ledger):
    ledger.store(post())
    assert ledger.store(decode_coded(encode(post()))) is StoreOutcome.UNCHANGED


def distinct(coded: CodedReport) -> CodedReport:
    """Ids of a coded report are unique; the strategy does not promise it."""

    def first(items):
        return tuple({i.id: i for i in items}.values())

    claims: tuple[Claim, ...] = first(coded.claims)
    return replace(coded, sources=first(coded.sources), events=first(coded.events), claims=claims)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(coded_reports.map(distinct), min_size=1, max_size=4))
def test_any_coded_report_comes_back_as_it_was(coded):
    with Ledger.open("sqlite://") as ledger:
        for each in coded:
            ledger.store(each)
            assert ledger.store(each) is StoreOutcome.UNCHANGED
        last = {each.report.id: each for each in coded}
        counts = ledger.counts()
        assert counts.reports == len(last)
        assert all(ledger.coded(name).report.id == name for name in last)
        stored = {each.report.id: each for each in ledger.coded_reports()}
        assert counts.claims == sum(len(each.claims) for each in stored.values())
        assert all(stored[name] in coded for name in stored)
