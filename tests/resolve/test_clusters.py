"""Groups form from the likeliest pairs and respect what can not be."""

from sayso.resolve.clusters import cluster
from sayso.resolve.features import facts_of

from .made import report, says


def events(n, same_report=()):
    made = [next(facts_of(report(f"r{i}", says(None, event_type="riot")), i)) for i in range(n)]
    for i, j in same_report:
        second = report("x", says(None), says(None, event="e2"))
        made[j] = list(facts_of(second, made[i].report))[1]
    return made


def group(n, scores, excluded=(), same_report=()):
    made = events(n, same_report)

    def never(a, b):
        return {made.index(a), made.index(b)} in [set(pair) for pair in excluded]

    return cluster(made, scores, never, link=0.0, group=-0.5)


def test_linked_events_are_grouped():
    assert group(4, {(0, 1): 2.0, (1, 2): 1.0, (0, 2): 1.0}) == [[0, 1, 2], [3]]


def test_weak_links_do_not_hold():
    assert group(2, {(0, 1): -0.1}) == [[0], [1]]


def test_excluded_pairs_keep_their_groups_apart():
    assert group(3, {(0, 1): 2.0, (1, 2): 1.0}, excluded=[(0, 2)]) == [[0, 1], [2]]


def test_events_of_one_report_stay_apart():
    assert group(3, {(0, 1): 2.0, (1, 2): 1.0, (0, 2): 1.0}, same_report=[(0, 2)]) == [[0, 1], [2]]


def test_one_link_does_not_chain_two_unlike_groups():
    scores = {(0, 1): 3.0, (2, 3): 3.0, (1, 2): 0.5}  # the other three pairs were never worth comparing
    assert group(4, scores) == [[0, 1], [2, 3]]
