"""Claims as a reader of the contract sees them."""

from __future__ import annotations

from sayso.extract.claims import ClaimBuilder
from sayso.model import Claim, CodedReport, Count, EventType, RelationType, Report, Slot, SourceKind, Value
from sayso.pipeline.code import Coder
from sayso.pipeline.stages import default_stages
from tests.extract.reading import coded, words


def claim_of(report: CodedReport, fragment: str) -> Claim:
    return next(c for c in report.claims if fragment in words(report.report.text, c.content))


def test_an_explicit_zero_is_a_value_held_by_its_source() -> None:
    text = "A US official said that over five rockets were fired at the base, but no US personnel were hurt."
    report = coded(text)
    claim = claim_of(report, "no US personnel")
    assert claim.value is Value.CERTAIN_NOT
    (injured,) = [f for f in claim.facets if f.slot is Slot.INJURED]
    assert isinstance(injured.value, Count)
    assert (injured.value.op, injured.value.n) == ("=", 0)
    (source,) = report.sources
    assert (source.kind, source.number) == (SourceKind.OFFICIAL_ANONYMOUS, 1)


def test_the_speaker_is_never_the_actor() -> None:
    report = coded("According to a militia spokesman, five rockets were fired at the base from the town of Qarna.")
    assert [f for c in report.claims for f in c.facets if f.slot is Slot.ACTOR] == []


def test_author_value_is_open_for_what_is_only_reported() -> None:
    report = coded("A bomb hit the market. The mayor said that two men died.")
    assert [(c.value.value, c.author_value.value) for c in report.claims] == [("CT+", "CT+"), ("CT+", "Uu")]


def test_open_alternatives_point_at_each_other() -> None:
    report = coded("It was unclear whether the rockets fell short or had been shot down.")
    first, second = report.claims
    assert (first.value, second.value, second.alternative_of) == (Value.UNKNOWN, Value.UNKNOWN, first.id)
    assert [(r.type, r.a, r.b) for r in report.relations] == [(RelationType.ALTERNATIVES, first.id, second.id)]


def test_holders_set_against_each_other_contradict() -> None:
    report = coded("The army said no warplanes were in the sky, but the force commander said it was an attack.")
    assert RelationType.CONTRADICTS in {r.type for r in report.relations}


def test_events_gather_the_values_of_their_claims() -> None:
    report = coded("A suicide bomber blew himself up in Tank on Friday, killing five people, police said.")
    event = report.events[0]
    assert event.type in {EventType.SUICIDE_BOMBING, EventType.BOMBING_IED}
    assert {c.event for c in report.claims} <= {e.id for e in report.events}
    assert all(set(f.claims) <= {c.id for c in report.claims} for e in report.events for f in e.facets)


def test_a_report_without_incident_yields_no_source_and_few_claims() -> None:
    report = coded("The bakery on the corner has a new owner. Bread stays the same.")
    assert report.sources == ()
    assert all(not c.chain for c in report.claims)


def test_an_empty_report_is_coded_without_complaint() -> None:
    report = coded("")
    assert (report.claims, report.events, report.sources) == ((), (), ())


def test_a_claim_that_answers_nothing_and_is_likely_none_is_set_aside_with_a_word() -> None:
    text = "The mayor said that two men died. Such is life, which is beautiful."
    stages = default_stages()
    strict = tuple(
        ClaimBuilder(s.readers, s.fallbacks, least=1.0) if isinstance(s, ClaimBuilder) else s for s in stages
    )
    read = Coder(strict).code(Report.of(text))
    assert [words(text, c.content) for c in read.claims] == ["two men died"]
    assert {(d.stage, d.code) for d in read.diagnostics} == {("claims", "unlikely")}


def test_an_alternative_is_kept_with_the_claim_that_points_at_it() -> None:
    text = "It was unclear whether the men left or stayed."
    stages = default_stages()
    strict = tuple(
        ClaimBuilder(s.readers, s.fallbacks, least=1.0) if isinstance(s, ClaimBuilder) else s for s in stages
    )
    read = Coder(strict).code(Report.of(text))
    assert {c.alternative_of for c in read.claims} - {None} <= {c.id for c in read.claims}
