"""What was known by a moment is copied as it stands, and has a name that tells it from other pasts."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from sayso.errors import UsageError
from sayso.ledger import Ledger, picture_of, schema
from sayso.model import JudgementKind, Reliability

from ..cli.made import post, radio
from .test_corrections import REJECT, tell

COPIED = (
    schema.reports, schema.codings, schema.heads, schema.sources, schema.events, schema.claims, schema.claim_sources,
    schema.facets, schema.judgements, schema.judgement_texts,
)  # fmt: skip


def changed(coded, **fields):
    return replace(coded, report=replace(coded.report, **fields))


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "x.db") as opened:
        opened.store(post())
        opened.store(radio())
        yield opened


def rows(ledger, table):
    with ledger._engine.begin() as connection:
        return connection.execute(select(table).order_by(*table.primary_key)).all()


def test_every_row_is_there_under_its_number(ledger, tmp_path):
    tell(ledger, REJECT, "c2")
    with ledger.as_of("2100", at=tmp_path / "past.db") as past:
        for table in COPIED:
            assert rows(past, table) == rows(ledger, table) != [], table.name
        assert past.coded("post-1") == ledger.coded("post-1")
        assert past.is_stale()


def test_a_revision_of_before_has_the_corrections_of_its_text(ledger):
    tell(ledger, REJECT, "c2")
    ledger.store(changed(post(), text="Corrected.", sha256="1" * 64, published="2024-04-30"))
    with ledger.as_of("2024-04-29") as past:
        assert [c.claim_id for c in rows(past, schema.claims) if c.coding_id == 1] == ["c1", "c3"]
        assert [h.coding_id for h in rows(past, schema.heads)] == [1, 2]


def test_many_codings_are_copied_part_by_part(ledger, monkeypatch):
    monkeypatch.setattr("sayso.ledger.copying.CODINGS", 1)
    with ledger.as_of("2100") as past:
        assert list(past.coded_reports()) == list(ledger.coded_reports())


def test_moments_at_which_the_same_was_known_have_one_name(ledger):
    names = [picture_of(ledger, moment) for moment in ("2024-04-23T12:00", "2024-04-23T13:00Z", "2000", "2024-04-24")]
    assert names[0] == names[1] != names[2]
    assert names[3] is None, "all that is there"
    with pytest.raises(UsageError, match="is no date"):
        picture_of(ledger, "soon")


def test_a_report_or_a_judgement_makes_another_picture_and_a_grade_does_not(ledger):
    moment = "2024-04-23T12:00"
    first = picture_of(ledger, moment)
    ledger.store(changed(radio(), id="later", published="2024-05-01"))
    assert picture_of(ledger, moment) == first
    ledger.store(changed(radio(), id="late", published="2024-04-23"))
    second = picture_of(ledger, moment)
    assert second != first
    tell(ledger, REJECT, "c2")
    third = picture_of(ledger, moment)
    assert third != second
    graded = replace(
        ledger.judgements()[0], kind=JudgementKind.GRADE, claims=(), source="The army", grade=Reliability.B
    )
    ledger.judge(graded)
    assert picture_of(ledger, moment) == third
