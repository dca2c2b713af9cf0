"""Ids are drawn from the first event and stay while incidents grow, merge and split."""

import re

from hypothesis import given
from hypothesis import strategies as st

from sayso.resolve.ids import incident_id, name_groups

A, B, C, D = (("a", "e1"), ("b", "e1"), ("c", "e1"), ("d", "e1"))


def registry_of(groups, names, before=()):
    current = dict(zip(names.ids, groups, strict=True))
    known = [name for name, _ in before]
    return tuple((name, current.get(name, ())) for name in [*known, *(n for n in names.ids if n not in known)])


def test_an_id_has_six_characters_that_cannot_be_misread():
    assert re.fullmatch(r"INC-[0-9A-HJKMNP-TV-Z]{6}", incident_id(A))
    assert incident_id(A) != incident_id(B) != incident_id(A, salt=1)


def test_a_group_keeps_its_id_when_an_earlier_event_joins():
    groups = [[B, C]]
    names = name_groups(groups)
    assert names.ids == (incident_id(B),)
    assert name_groups([[A, B, C]], registry_of(groups, names)).ids == names.ids


def test_a_merge_keeps_the_id_of_the_larger_group_and_leaves_a_redirect():
    groups = [[A], [B, C]]
    names = name_groups(groups)
    merged = name_groups([[A, B, C]], registry_of(groups, names))
    assert merged.ids == (incident_id(B),)
    assert merged.redirects == {incident_id(A): incident_id(B)}


def test_a_split_leaves_the_id_with_the_larger_part_and_takes_the_old_one_back():
    groups = [[A], [B, C]]
    first = registry_of(groups, name_groups(groups))
    merged = name_groups([[A, B, C]], first)
    then = registry_of([[A, B, C]], merged, first)
    split = name_groups([[A], [B, C]], then)
    assert split.ids == (incident_id(A), incident_id(B))
    assert split.redirects == {}


def test_two_groups_never_share_an_id():
    taken = ((incident_id(A), (B,)),)  # the id drawn from A is borne by the group of B
    names = name_groups([[A], [B]], taken)
    assert names.ids == (incident_id(A, salt=1), incident_id(A))


def test_an_id_whose_events_are_gone_leads_nowhere():
    assert name_groups([[A]], (("INC-GGGGGG", (D,)),)).redirects == {}


events = st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["e1", "e2"]))


@given(st.lists(st.lists(st.integers(0, 3), min_size=16, max_size=16), min_size=1, max_size=4))
def test_ids_are_distinct_and_every_old_id_leads_somewhere(rounds):
    """Regroup the same sixteen events again and again: no id is borne twice, none is lost."""
    everything = sorted((r, e) for r in "abcdefgh" for e in ("e1", "e2"))
    registry = ()
    redirects: dict[str, str] = {}
    for homes in rounds:
        groups = [[e for e, h in zip(everything, homes, strict=True) if h == n] for n in range(4)]
        groups = [g for g in groups if g]
        names = name_groups(groups, registry)
        assert len(set(names.ids)) == len(groups)
        registry = registry_of(groups, names, registry)
        redirects = {**redirects, **names.redirects}
        for name, members in registry:
            seen = set()
            while not dict(registry)[name]:
                assert name in redirects
                assert name not in seen
                seen.add(name)
                name = redirects[name]
            assert members or name in names.ids


@given(events)
def test_the_same_event_gives_the_same_id(event):
    assert incident_id(event) == incident_id(event)
