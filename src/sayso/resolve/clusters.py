"""Group events into incidents: the likeliest pairs first, and never what cannot be one happening."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from .features import EventFacts

UNLIKE = -3.0  # what a pair counts that no block held
MOST = 4.0  # no pair outweighs more than this many doubtful ones

Pair = tuple[int, int]


def unlike(_a: int, _b: int) -> float:
    """What a pair counts that nothing made worth comparing."""
    return UNLIKE


def cluster(
    events: Sequence[EventFacts],
    scores: Mapping[Pair, float],
    excluded: Callable[[EventFacts, EventFacts], bool],
    *,
    link: float,
    group: float,
    together: Iterable[Iterable[int]] = (),
    unscored: Callable[[int, int], float] = unlike,
) -> list[list[int]]:
    """Groups of indices of `events`, each sorted, in order of their first members.

    Agglomerative with average linkage under constraints: pairs in order of falling score join their groups when the
    mean score over all pairs of the two groups is at least `group`, no two events of one report come together, and no
    pair is excluded. Ties are broken by index: the order of `events` must not hang on the order in which reports came.
    The disjoint groups `together` are one from the start, whatever the scores say.

    Only pairs that score `link` or more, and the groups `together`, ever join anything. So each connected component of
    these comes out the same, whichever other events there are: `resolve.neighbourhood` clusters some of them alone.

    Args:
        scores: of pairs, the lesser first; all that reach `link` must be there.
        unscored: the score of any other pair, asked when it counts.
    """
    scores = dict(scores)
    home = list(range(len(events)))
    groups = {i: [i] for i in home}
    for first, *others in (sorted(members) for members in together if members):
        for member in others:
            home[member] = first
            groups[first] += groups.pop(member)
    # Groups only grow, so that name and size tell their members: two that may not join are not asked again for each of
    # the pairs between them, of which near-identical reports have as many as there are pairs of reports.
    refused: set[tuple[int, int, int, int]] = set()
    for pair in sorted((p for p, s in scores.items() if s >= link), key=lambda p: (-scores[p], p)):
        a, b = home[pair[0]], home[pair[1]]
        if a == b:
            continue
        tried = (min(a, b), len(groups[min(a, b)]), max(a, b), len(groups[max(a, b)]))
        if tried in refused:
            continue
        fits = _may_join(groups[a], groups[b], events, excluded)
        if not fits or _mean(groups[a], groups[b], scores, unscored) < group:
            refused.add(tried)
            continue
        if len(groups[a]) < len(groups[b]):
            a, b = b, a
        for member in groups[b]:
            home[member] = a
        groups[a] += groups.pop(b)
    return sorted(sorted(members) for members in groups.values())


def _may_join(
    a: Iterable[int],
    b: Sequence[int],
    events: Sequence[EventFacts],
    excluded: Callable[[EventFacts, EventFacts], bool],
) -> bool:
    a = list(a)
    if {events[i].report for i in a} & {events[j].report for j in b}:
        return False
    return not any(excluded(events[i], events[j]) for i in a for j in b)


def _mean(
    a: Sequence[int], b: Sequence[int], scores: dict[Pair, float], unscored: Callable[[int, int], float]
) -> float:
    total = 0.0
    for i in a:
        for j in b:
            pair = (i, j) if i < j else (j, i)
            score = scores.get(pair)
            if score is None:
                score = scores[pair] = unscored(*pair)
            total += max(-MOST, min(MOST, score))
    return total / (len(a) * len(b))
