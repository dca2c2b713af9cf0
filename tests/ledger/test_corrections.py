"""What people say of claims lies over every coding of the same text, and goes when it is taken back."""

from dataclasses import replace

import pytest

from sayso.ledger import IncidentQuery, Ledger, claim_anchor, claim_at, is_checked
from sayso.ledger.corrections import corrected
from sayso.ledger.judgements import about_claims
from sayso.model import (
    Anchor,
    Correction,
    Count,
    EventType,
    Judgement,
    JudgementKind,
    Slot,
    Span,
    hull,
)

from ..cli.made import POST, at, post

ACCEPT, REJECT, CORRECT = JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT


def judged(kind, claim_id, correction=None, number=1, coded=None, **rest):
    coded = coded or post()
    claim = next(c for c in coded.claims if c.id == claim_id)
    anchors = (claim_anchor(coded, claim),)
    return Judgement(kind, "Mara", claims=anchors, correction=correction, id=number, **rest)


def claim(coded, claim_id):
    return next((c for c in coded.claims if c.id == claim_id), None)


def test_what_nobody_judged_stays_as_it_is():
    coded = post()
    assert corrected(coded, ()) is coded
    other = replace(coded, report=replace(coded.report, sha256="0" * 64))
    assert corrected(other, [judged(ACCEPT, "c1")]) is other


def test_an_accepted_claim_is_sure_and_says_by_which_judgement():
    found = claim(corrected(post(), [judged(ACCEPT, "c1", number=7)]), "c1")
    assert (found.score, found.origin) == (1.0, "rules judgement:7")
    assert is_checked(found)
    assert not is_checked(claim(post(), "c1"))
    again = corrected(post(), [judged(ACCEPT, "c1", number=7), judged(ACCEPT, "c1", number=9)])
    assert claim(again, "c1").origin == "rules judgement:9"


def test_a_rejected_claim_is_gone_with_its_relations_and_a_note_says_so():
    coded = replace(post(), claims=(*post().claims[:2], replace(post().claims[2], alternative_of="c2")))
    found = corrected(coded, [judged(REJECT, "c2", reason="it says the opposite", number=3)])
    assert [c.id for c in found.claims] == ["c1", "c3"]
    assert found.relations == ()
    assert claim(found, "c3").alternative_of is None
    note = found.diagnostics[-1]
    assert (note.stage, note.code, note.span) == ("judgement", "rejected", at(POST, "no shells were fired"))
    assert "by Mara (judgement 3): it says the opposite" in note.message
    assert ["c2" in facet.claims for event in found.events for facet in event.facets].count(True) == 0


def test_an_event_of_which_nothing_is_claimed_any_more_is_gone():
    found = corrected(post(), [judged(REJECT, c, number=n) for n, c in enumerate(("c1", "c2", "c3"), start=1)])
    assert (found.claims, found.events) == ((), ())


def test_a_value_is_put_right_where_its_words_are():
    killed = Correction(Slot.KILLED, Count("=", 4, "people"), at(POST, "at least three people"))
    found = corrected(post(), [judged(CORRECT, "c1", killed)])
    values = {f.slot: f.value for f in claim(found, "c1").facets}
    assert values[Slot.KILLED] == Count("=", 4, "people")
    assert len(claim(found, "c1").facets) == len(claim(post(), "c1").facets)
    (event,) = found.events
    assert [f.claims for f in event.facets if f.slot is Slot.KILLED] == [("c1",)]
    nothing = corrected(post(), [judged(CORRECT, "c1", replace(killed, value=None))])
    assert Slot.KILLED not in {f.slot for f in claim(nothing, "c1").facets}
    wounded = Correction(Slot.INJURED, Count("=", 1))
    added = claim(corrected(post(), [judged(CORRECT, "c1", wounded)]), "c1")
    assert next(f.span for f in added.facets if f.slot is Slot.INJURED) == hull(added.content)


def test_the_type_of_the_event_follows_a_corrected_claim():
    riot = Correction(Slot.EVENT_TYPE, "riot", at(POST, "shells hit"))
    assert corrected(post(), [judged(CORRECT, "c1", riot)]).events[0].type is EventType.RIOT


def test_the_later_correction_holds():
    span = at(POST, "at least three people")
    first = judged(CORRECT, "c1", Correction(Slot.KILLED, Count("=", 4), span), number=1)
    second = judged(CORRECT, "c1", Correction(Slot.KILLED, Count("=", 6), span), number=2)
    found = claim(corrected(post(), [first, second]), "c1")
    assert [f.value for f in found.facets if f.slot is Slot.KILLED] == [Count("=", 6)]
    gone = corrected(post(), [judged(REJECT, "c1", number=1), second])
    assert claim(gone, "c1") is None


def test_sources_are_put_right_known_ones_and_new_ones():
    officer, army = at(POST, "A police officer"), at(POST, "The army")
    by_army = Correction(chain=(("the ARMY",),), chain_spans=((army,),))
    assert claim(corrected(post(), [judged(CORRECT, "c1", by_army)]), "c1").chain == (("s2",),)
    nobody = Correction(chain=())
    assert claim(corrected(post(), [judged(CORRECT, "c1", nobody)]), "c1").chain == ()
    letter = Correction(
        chain=(("our letter",), ("A police officer",)), chain_spans=((at(POST, "our letter"),), (officer,))
    )
    found = corrected(post(), [judged(CORRECT, "c1", letter)])
    assert claim(found, "c1").chain == (("s3",), ("s1",))
    assert (found.sources[-1].id, found.sources[-1].name) == ("s3", "our letter")


def test_a_claim_goes_to_another_event_or_one_of_its_own():
    alone = corrected(post(), [judged(CORRECT, "c3", Correction(alone=True))])
    assert [c.event for c in alone.claims] == ["e1", "e1", "e2"]
    assert [e.id for e in alone.events] == ["e1", "e2"]
    assert alone.events[1].type is EventType.SHELLING
    back = Correction(event=Anchor("post-1", post().report.sha256, (at(POST, "shells hit"),), "e1"))
    found = corrected(post(), [judged(CORRECT, "c3", Correction(alone=True)), judged(CORRECT, "c3", back, number=2)])
    assert [c.event for c in found.claims] == ["e1", "e1", "e1"]
    nowhere = Correction(event=Anchor("post-1", post().report.sha256, (Span(0, 0),), "e9"))
    assert claim(corrected(post(), [judged(CORRECT, "c3", nowhere)]), "c3").event == "e1"


def test_a_claim_is_found_again_by_its_words_under_another_id():
    coded = post()
    first = claim_anchor(coded, coded.claims[0])
    shifted = tuple(replace(c, id=f"c{n + 5}") for n, c in enumerate(coded.claims))
    longer = (
        replace(shifted[0], content=(Span(shifted[0].content[0].start, shifted[0].content[0].end + 1),)),
        *shifted[1:],
    )
    found = claim_at(replace(coded, claims=longer), first)
    assert found is not None
    assert found.id == "c5"
    assert claim_at(replace(coded, claims=coded.claims[1:]), first) is None


def test_of_two_claims_of_the_same_words_the_one_of_the_same_source_is_meant():
    coded = post()
    officer, denial = coded.claims[:2]
    retold = replace(officer, id="c9", chain=denial.chain, chain_spans=denial.chain_spans)
    anchor = claim_anchor(coded, officer)
    swapped = replace(coded, claims=(replace(retold, id="c1"), replace(officer, id="c9")))
    found = claim_at(swapped, anchor)
    assert found is not None
    assert found.chain == officer.chain


def test_a_judgement_whose_claim_is_gone_leaves_a_note():
    found = corrected(replace(post(), claims=post().claims[1:], relations=()), [judged(ACCEPT, "c1", number=4)])
    assert found.diagnostics[-1].code == "lost"
    assert "judgement 4 no longer holds" in found.diagnostics[-1].message


@pytest.fixture
def ledger():
    with Ledger.open("sqlite://") as opened:
        opened.store(post())
        yield opened


def tell(ledger, kind, claim_id, correction=None):
    coded = ledger.coded("post-1")
    anchors = (claim_anchor(coded, claim(coded, claim_id)),)
    return ledger.judge(Judgement(kind, "Mara", claims=anchors, correction=correction))


def test_every_way_to_read_a_report_shows_what_people_said(ledger):
    assert ledger.coded("post-1") == post()
    span = at(POST, "at least three people")
    kept = tell(ledger, CORRECT, "c1", Correction(Slot.KILLED, Count("=", 4, "people"), span))
    assert kept.correction.value == Count("=", 4, "people")
    for coded in (ledger.coded("post-1"), *ledger.coded_reports(), ledger.show("post-1")):
        assert Count("=", 4, "people") in [f.value for f in claim(coded, "c1").facets]
    assert ledger.show("post-1/c1").claim.score == 1.0
    assert ledger.is_stale()


def test_sql_finds_what_people_said_and_again_what_was_read(ledger):
    by_letter = Correction(chain=(("our letter",),), chain_spans=((at(POST, "our letter"),),))
    kept = tell(ledger, CORRECT, "c1", by_letter)
    shown = ledger.source("our letter")
    assert shown.claims == (("post-1", "c1"),)
    assert [(r, s.id) for r, s in shown.parties] == [("post-1", "s3")]
    assert ledger.source("A police officer").claims == ()
    ledger.judge(Judgement(JudgementKind.TAKE_BACK, "Ivo", takes_back=kept.id))
    assert ledger.source("A police officer").claims == (("post-1", "c1"),)
    assert ledger.coded("post-1") == post()


def test_it_holds_for_the_next_coding_of_the_same_text(ledger):
    tell(ledger, REJECT, "c2")
    recoded = replace(post(), claims=tuple(replace(c, score=0.9) for c in post().claims))
    ledger.store(recoded)
    assert [(c.id, c.score) for c in ledger.coded("post-1").claims] == [("c1", 0.9), ("c3", 0.9)]
    assert ledger.source("The army").claims == ()
    assert ledger.counts().claims == 2
    assert ledger.lost_corrections() == {}


def test_another_text_loses_it(ledger):
    tell(ledger, REJECT, "c2")
    text = POST + " Later it rained."
    ledger.store(replace(post(), report=replace(post().report, text=text, sha256="1" * 64)))
    assert len(ledger.coded("post-1").claims) == 3
    assert [(n, [a.claim for a in gone]) for n, gone in ledger.lost_corrections().items()] == [(1, ["c2"])]


def test_it_holds_in_the_ledger_of_an_earlier_day(ledger):
    tell(ledger, REJECT, "c2")
    then = ledger.as_of("2024-04-30")
    assert [c.id for c in then.coded("post-1").claims] == ["c1", "c3"]
    assert then.coded("post-1") == ledger.coded("post-1")
    assert then.source("The army").claims == ()
    assert then.incidents(IncidentQuery()) == ()
    then.close()


def test_a_judgement_of_a_newer_sayso_is_told(ledger):
    kept = tell(ledger, CORRECT, "c1", Correction(Slot.KILLED, Count("=", 4)))
    with ledger._engine.begin() as connection:
        connection.exec_driver_sql('UPDATE judgements SET subject = replace(subject, \'"n":4\', \'"n":"four"\')')
    with pytest.raises(Exception, match=f"judgement {kept.id}: cannot be read"), ledger._engine.begin() as connection:
        about_claims(connection)
