"""Gold is read whole or refused with the file and the claim that is wrong."""

import json

import pytest

from sayso.errors import UsageError
from sayso.evaluate.gold import load_gold
from sayso.model import Count, Responsibility

CLAIM = {"id": "c1", "event": "I1", "chain_spans": [], "cue_spans": [], "content_spans": [[0, 4]], "value": "CT+"}


def cluster(**claim):
    return {
        "cluster_id": "k",
        "incidents": [{"id": "I1", "type": "shelling"}],
        "reports": [{"report_id": "r", "text": "Five rockets", "claims": [CLAIM | claim]}],
    }


def write(folder, content, name="k.json"):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_files_come_in_order_of_their_names(tmp_path):
    for name in ("b.json", "a.json", ".hidden.json"):
        write(tmp_path, cluster() | {"cluster_id": name}, name)
    assert [c.cluster_id for c in load_gold(tmp_path)] == ["a.json", "b.json"]
    assert [c.cluster_id for c in load_gold(tmp_path / "b.json")] == ["b.json"]


def test_a_folder_of_folders_gives_its_clusters(tmp_path):
    write(tmp_path / "clusters", cluster())
    assert len(load_gold(tmp_path)) == 1


def test_facet_values_are_typed_by_their_slot(tmp_path):
    facets = [
        {"slot": "killed", "span": [0, 4], "value": {"op": "=", "n": 5, "max": 6}},
        {"slot": "responsibility", "span": [0, 4], "value": {"stance": "claimed", "party": None}},
        {"slot": "time", "span": [0, 4], "value": None},
    ]
    claim = load_gold(write(tmp_path, cluster(facets=facets)))[0].reports[0].claims[0]
    assert [f.value for f in claim.facets] == [Count("=", 5), Responsibility("claimed", None), None]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (cluster(value="certain"), "Invalid enum value"),
        (cluster(content_spans=[[0, 99]]), r"r/c1: span \[0, 99\] is not in the text"),
        (cluster(cue_spans=[[3, 3]]), "is not in the text"),
        (cluster(facets=[{"slot": "killed", "span": [0, 4], "value": "five"}]), "r/c1: facet value"),
        ({"reports": []}, "missing required field"),
    ],
)
def test_broken_gold_is_refused_with_its_place(tmp_path, content, message):
    with pytest.raises(UsageError, match=message) as error:
        load_gold(write(tmp_path, content))
    assert "k.json" in str(error.value)


def test_no_gold_is_said(tmp_path):
    with pytest.raises(UsageError, match="no gold found"):
        load_gold(tmp_path)
