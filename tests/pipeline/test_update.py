"""Taking reports and judgements in one by one ends as building all at once, and touches the neighbourhood only."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from sayso.ledger import Ledger, judgements, merging, schema
from sayso.ledger.merge_tables import MERGE
from sayso.ledger.reader import decoded, in_force
from sayso.model import Correction, JudgementKind, Slot
from sayso.pipeline import rebuild as building
from sayso.pipeline import update as updating
from sayso.pipeline.judging import EVERY_KIND, Judge
from sayso.pipeline.rebuild import rebuild, rules
from sayso.pipeline.update import update
from sayso.resolve.merge import build, merge

from ..resolve.made import report, says

PLACES = ["Zummar", "Rabia", "Sinune", ("Basra", 30.5, 47.8), ("Tannuma", 30.6, 47.9), None]
DAYS = ["2024-04-21", "2024-04-22", "2024-04-23", "2024-04-26", None]
TYPES = ["shelling", "air_strike", "riot", "explosion", "statement_threat"]
WORDS = [
    "shells fell on the town",
    "it came in retaliation for the raid",
    "weavers, dyers, coopers and millers fled from Khana, Badush, Zurmat, Anka and Dabat, herders told us",
    "a court heard weavers, dyers and coopers from Khana, Badush, Zurmat, Anka and Dabat over those days",
]
VICTIMS = ["the Harbour Brigade", "Hezbollah", None]


@st.composite
def claims(draw, event):
    facets = {
        "event_type": draw(st.sampled_from(TYPES)),
        "place": draw(st.sampled_from(PLACES)),
        "time": draw(st.sampled_from(DAYS)),
        "target": draw(st.sampled_from(VICTIMS)),
        "killed": draw(st.sampled_from([2, 4, 9, None])),
        "cause": draw(st.sampled_from(["the raid", None])),
    }
    told = {slot: value for slot, value in facets.items() if value is not None}
    words = draw(st.sampled_from(WORDS))
    return says(draw(st.sampled_from([None, "police", "a nurse"])), event=event, words=words, **told)


@st.composite
def coded(draw, name):
    events = draw(st.integers(1, 2))
    told = [draw(claims(f"e{number}")) for number in range(1, events + 1)]
    day = draw(st.sampled_from(["2024-04-22", "2024-04-23", "2024-05-01", "2024-11-02"]))
    return report(name, *told, day=day, publisher=draw(st.sampled_from(["Harbour Post", "Radio Varna"])))


steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["store", "store", "store", "recode", "merge", "split", "apart", "undo", "reject", "correct", "late"]
        ),
        st.integers(0, 9),
        st.integers(0, 9),
    ),
    min_size=4,
    max_size=14,
)
waiting = st.tuples(*(coded(name) for name in "abcdefg"))
others = st.tuples(*(coded(name) for name in "abcdefg"))


@pytest.fixture
def ledger():
    with Ledger.open("sqlite://") as opened:
        yield opened


def content(ledger):
    """The incidents without the ids, which stay as they were given first."""
    found = ledger.incidents()
    first = {i.id: i.events[0] for i in found}
    plain = [replace(i, id="", related=tuple((first[r.incident], r.type) for r in i.related)) for i in found]
    return sorted(plain, key=lambda i: i.events)


def tables(ledger):
    """All that is derived, row by row, apart from the order in which ids were given."""
    with ledger._engine.begin() as connection:
        derived = [t for t in (*schema.CACHE, *MERGE) if t is not schema.cache_state]
        return {t.name: sorted(map(repr, connection.execute(select(t)))) for t in derived}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(waiting, others, steps)
def test_small_steps_end_as_a_build_from_scratch(reports, again, made):
    left = list(reports)
    with Ledger.open("sqlite://") as ledger, Ledger.open("sqlite://") as fresh:
        for step, x, y in made:
            take(ledger, left, again, step, x, y)
        update(ledger)
        assert not ledger.is_stale()
        grown, rows, ids = ledger.incidents(), tables(ledger), ledger.registry()
        assert rebuild(ledger) == len(grown)
        assert ledger.incidents() == grown, "the same incidents under the same ids, in one order"
        assert tables(ledger) == rows, "and all that is kept beside them"
        assert ledger.registry() == ids
        for told in reversed(list(ledger.coded_reports())):
            fresh.store(told if not ledger.judgements() else uncorrected(ledger, told.report.id))
        for judgement in ledger.judgements():
            fresh.judge(judgement)
        rebuild(fresh)
        assert content(fresh) == content(ledger)


def uncorrected(ledger, report_id):
    """The coding in force as its coder gave it."""
    with ledger._engine.begin() as connection:
        rows = connection.execute(in_force().where(schema.heads.c.report_id == report_id)).all()
        return decoded(rows[0].coded, report_id)


def take(ledger, left, again, step, x, y):
    """One step of somebody's work, as far as it can be done."""
    if step == "store" and left:
        ledger.store(left.pop(x % len(left)))
        update(ledger)
        return
    if step == "late" and left:  # taken in with what comes next
        ledger.store(left.pop(x % len(left)))
        return
    known = sorted(told.report.id for told in ledger.coded_reports())
    if step == "recode" and known:
        new = next(told for told in again if told.report.id == known[x % len(known)])
        ledger.store(new)
        update(ledger)
        return
    update(ledger)
    decide(ledger, step, x, y)


def decide(ledger, step, x, y):
    judge, incidents = Judge(ledger, "Mara"), ledger.incidents()
    said = [(told.report.id, claim.id) for told in ledger.coded_reports() for claim in told.claims]
    standing = [j.id for j in ledger.judgements() if j.in_force and j.kind is not JudgementKind.TAKE_BACK]
    if step == "undo" and standing:
        judge.undo(EVERY_KIND, standing[x % len(standing)])
    elif step == "reject" and said:
        judge.reject([said[x % len(said)]])
    elif step == "correct" and said:
        judge.correct(said[x % len(said)], Correction(Slot.KILLED, value=None, span=None))
    elif step == "split" and incidents:
        incident = incidents[x % len(incidents)]
        if len(incident.events) > 1:
            judge.split(incident.id, ["/".join(incident.events[y % len(incident.events)])])
    elif step in {"merge", "apart"} and len(incidents) > 1 and x % len(incidents) != y % len(incidents):
        pair = [incidents[x % len(incidents)].id, incidents[y % len(incidents)].id]
        judge.merge(pair) if step == "merge" else judge.keep_apart(pair)


def shelling(name, place, day="2024-04-21"):
    return report(name, says("police", event_type="shelling", place=place, time=day, killed=3), day="2024-04-22")


def test_an_incident_elsewhere_is_not_read_again(ledger, monkeypatch):
    for number, place in enumerate(["Zummar", "Rabia", "Sinune"]):
        ledger.store(shelling(f"r{number}", place))
    update(ledger)
    built = []

    def noted(name, *rest):
        built.append(name)
        return build(name, *rest)

    monkeypatch.setattr(updating, "build", noted)
    ledger.store(shelling("more", "Rabia"))
    update(ledger)
    (grown,) = [i for i in ledger.incidents() if len(i.reports) == 2]
    assert built == [grown.id]
    assert grown.reports == ("more", "r1")


def test_ids_stay_and_the_one_merged_away_leads_on(ledger):
    ledger.store(shelling("a", "Zummar"))
    ledger.store(shelling("b", "Rabia"))
    update(ledger)
    first, second = (i.id for i in ledger.incidents())
    Judge(ledger, "Mara").merge([first, second])
    assert [i.id for i in ledger.incidents()] == [first]
    assert ledger.incident(second).id == first


def test_other_rules_build_everything_anew(ledger, monkeypatch):
    ledger.store(shelling("a", "Zummar"))
    update(ledger)
    with merging(ledger) as desk:
        assert desk.arrivals("others") is None
    monkeypatch.setattr(updating, "FEW", 0)
    monkeypatch.setattr(updating, "SHARE", 0.0)
    ledger.store(shelling("b", "Zummar"))
    update(ledger)
    assert len(ledger.incidents()) == 1


def test_a_row_that_another_process_finished_late_builds_everything_anew(ledger):
    ledger.store(shelling("a", "Zummar"))
    update(ledger)
    with merging(ledger) as desk:
        desk.built("codings 1/9 judgements 0/0", rules())
    ledger.store(shelling("b", "Rabia"))
    with merging(ledger) as desk:
        assert desk.arrivals(rules()) is None
    update(ledger)
    assert len(ledger.incidents()) == 2


def test_a_build_holds_few_reports_and_comes_to_the_same(ledger, monkeypatch):
    monkeypatch.setattr(building, "AT_ONCE", 2)
    monkeypatch.setattr(building, "KEPT", 1)
    for number, place in enumerate(["Zummar", "Rabia", "Sinune", "Zummar", "Rabia"]):
        ledger.store(shelling(f"r{number}", place))
    assert rebuild(ledger) == 3
    assert ledger.incidents() == merge(ledger.coded_reports(), ledger.registry()).incidents


def test_judgements_about_other_texts_are_not_read(ledger, monkeypatch):
    for number, place in enumerate(["Zummar", "Rabia", "Sinune", "Basra", "Tannuma"]):
        ledger.store(shelling(f"r{number}", place))
    update(ledger)
    by_place = {incident.places[0].name: incident.id for incident in ledger.incidents()}
    judge = Judge(ledger, "Mara")
    judge.keep_apart([by_place["Zummar"], by_place["Rabia"]])
    judge.merge([by_place["Sinune"], by_place["Basra"]])
    some = judgements.some
    read: list[JudgementKind] = []

    def noted(*rest):
        read.extend(judgement.kind for judgement in some(*rest))
        return some(*rest)

    monkeypatch.setattr(judgements, "some", noted)
    ledger.store(shelling("more", "Tannuma"))
    update(ledger)
    assert read == []
    ledger.store(shelling("again", "Rabia"))
    update(ledger)
    assert set(read) == {JudgementKind.APART}
