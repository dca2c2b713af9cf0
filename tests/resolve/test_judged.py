"""What people judged binds clustering: after recoding, against the matcher, the later decision before the earlier."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Event, EventType, Judgement, JudgementKind, Side, Span
from sayso.resolve import Judged, anchor, constraints, merge

from .made import report, says

A = report("a", says(None, event_type="riot", place="Zummar", time="2024-04-21"))
B = report("b", says(None, event_type="riot", place="Basra", time="2024-04-25"))
C = report("c", says(None, event_type="riot", place="Zummar", time="2024-04-21"), text="Another paper tells of it.")
D = report("d", says(None, event_type="riot", place="Sinjar", time="2024-03-01"))


def judgement(kind, *sides, id=1, **rest):
    return Judgement(
        kind, "Mara", id=id, sides=tuple(Side("INC-X", tuple(anchor(c, "e1") for c in side)) for side in sides), **rest
    )


MERGE, SPLIT, APART = JudgementKind.MERGE, JudgementKind.SPLIT, JudgementKind.APART


def groups(reports, *judgements):
    return sorted(i.reports for i in merge(reports, judgements=judgements).incidents)


def test_people_merge_what_the_matcher_would_never():
    assert groups([A, B]) == [("a",), ("b",)]
    assert groups([A, B], judgement(MERGE, [A], [B])) == [("a", "b")]


def test_people_part_what_the_matcher_joins():
    assert groups([A, C]) == [("a", "c")]
    assert groups([A, C], judgement(SPLIT, [A], [C])) == [("a",), ("c",)]
    assert groups([A, C], judgement(APART, [A], [C])) == [("a",), ("c",)]


def test_what_was_taken_back_does_not_bind():
    assert groups([A, C], judgement(APART, [A], [C], taken_back_by=2)) == [("a", "c")]


def test_the_later_of_two_contrary_decisions_holds():
    one, two = judgement(MERGE, [A], [B], id=1), judgement(APART, [A], [B], id=2)
    assert groups([A, B], one, two) == [("a",), ("b",)]
    assert groups([A, B], replace(one, id=3), two) == [("a", "b")]


def test_a_split_leaves_the_rest_of_an_older_merge_as_it_was():
    assert groups([A, B, D], judgement(MERGE, [A, D], [B]), judgement(SPLIT, [A], [B, D], id=2)) == [
        ("a",),
        ("b", "d"),
    ]


def test_two_events_of_one_report_can_be_merged_by_a_person():
    strike = {"event_type": "shelling", "place": "Zummar", "time": "2024-04-21"}
    two = report("a", says(None, **strike), says(None, **strike, event="e2", words="again it happened"))
    both = Judgement(MERGE, "Mara", id=1, sides=tuple(Side("INC-X", (anchor(two, e),)) for e in ("e1", "e2")))
    assert len(merge([two]).incidents) == 2
    assert [i.events for i in merge([two], judgements=[both]).incidents] == [(("a", "e1"), ("a", "e2"))]


def test_what_a_person_took_out_is_an_incident_though_the_rules_would_not_found_one():
    told = report("e", says("army", event_type="riot", place="Zummar", irrealis="threat"))
    assert groups([A, told]) == [("a",)]
    assert groups([A, told], judgement(SPLIT, [told], [A])) == [("a",), ("e",)]


def recoded(coded, **names):
    """The same text whose events got other ids."""
    return replace(
        coded,
        events=tuple(replace(e, id=names[e.id]) for e in coded.events),
        claims=tuple(replace(c, event=names[c.event]) for c in coded.claims),
    )


def test_a_judgement_holds_when_a_report_is_coded_anew():
    assert groups([recoded(A, e1="e7"), B], judgement(MERGE, [A], [B])) == [("a", "b")]


def test_the_words_that_name_an_event_find_it_before_its_claims_do():
    first, second = Span(0, 6), Span(7, 9)
    two = report("a", says(None, event_type="riot"), says(None, event_type="riot", event="e2"))
    named = replace(two, events=(Event("e1", EventType.RIOT, (first,)), Event("e2", EventType.RIOT, (second,))))
    judged = Judgement(
        MERGE, "Mara", id=1, sides=(Side("INC-X", (anchor(named, "e2"),)), Side("INC-Y", (anchor(B, "e1"),)))
    )
    swapped = recoded(named, e1="e2", e2="e1")
    assert constraints([judged], [swapped, B]).together == ((("a", "e1"), ("b", "e1")),)


def test_a_judgement_follows_a_text_to_another_id_and_not_an_id_to_another_text():
    moved = replace(A, report=replace(A.report, id="z"))
    rewritten = report("a", says(None, event_type="riot", place="Zummar"), text="The paper wrote it anew.")
    judged = judgement(MERGE, [A], [B])
    assert constraints([judged], [moved, B]).together == ((("b", "e1"), ("z", "e1")),)
    lost = constraints([judged], [rewritten, B])
    assert lost.together == ()
    assert [a.report for a in lost.lost[1]] == ["a"]


def test_no_judgements_bind_nothing():
    assert constraints([Judgement(JudgementKind.GRADE, "Mara", source="X")], [A]) == Judged()
    assert not Judged().forbids(("a", "e1"), ("b", "e1"))


six = [
    report(n, says(None, event_type="riot", place="Zummar", time="2024-04-21"), text=f"Paper {n}.") for n in "abcdef"
]
sides = st.lists(st.sampled_from(six), min_size=1, max_size=3, unique_by=lambda c: c.report.id)
decisions = st.lists(st.tuples(st.sampled_from([MERGE, SPLIT, APART]), sides, sides), max_size=5)


@settings(deadline=None, max_examples=100)
@given(decisions)
def test_constraints_never_contradict_each_other_and_the_latest_decision_holds_whole(made):
    judged = [
        judgement(kind, a, [c for c in b if c not in a] or [six[0]], id=i) for i, (kind, a, b) in enumerate(made, 1)
    ]
    found = constraints(judged, six)
    for group in found.together:
        assert not any(found.forbids(a, b) for a, b in combinations(group, 2))
    incidents = merge(six, judgements=judged).incidents
    home = {ref: i.id for i in incidents for ref in i.events}
    for group in found.together:
        assert len({home[ref] for ref in group}) == 1
    for a, b in found.apart:
        assert home[a] != home[b]
    if judged:
        last = judged[-1]
        first, second = ({(a.report, a.event) for a in side.events} for side in last.sides)
        if last.kind is MERGE:
            assert len({home[ref] for ref in first | second}) == 1
        elif not first & second:
            assert not {home[ref] for ref in first} & {home[ref] for ref in second}
