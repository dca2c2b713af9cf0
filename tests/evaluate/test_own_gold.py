"""The own gold is sound, its builder finds what an annotator gets wrong, and the gate only tightens."""

import copy
import json
from collections import Counter
from pathlib import Path

import pytest
from evals import build, corpus_figures, gate

from sayso.evaluate.gold import load_gold
from sayso.model import CodedReport, Slot, Span

CLUSTERS = Path(__file__).parents[2] / "evals" / "gold" / "clusters"
SMALL = Path(__file__).parent / "data" / "clusters"


@pytest.fixture(scope="module")
def clusters():
    return load_gold(CLUSTERS)


def test_gold_is_up_to_date_and_without_fault(capsys):
    assert build.main(["--check"]) == 0, capsys.readouterr().err


def test_gold_is_as_large_as_its_readme_says(clusters):
    reports = [report for cluster in clusters for report in cluster.reports]
    claims = sum(len(report.claims) for report in reports)
    readme = (CLUSTERS.parent / "README.md").read_text(encoding="utf-8")
    assert f"{len(clusters)} clusters, {len(reports)} reports, {claims:,} claims" in readme
    assert not [i for i, n in Counter(r.report_id for r in reports).items() if n > 1], "report ids are unique"


def test_a_claim_with_a_source_has_a_cue_and_facets_lie_near_it(clusters):
    for cluster in clusters:
        for report in cluster.reports:
            for claim in report.claims:
                assert bool(claim.chain_spans) <= bool(claim.cue_spans), f"{report.report_id}/{claim.id}"
                hull = Span(min(s.start for s in claim.content_spans), max(s.end for s in claim.content_spans))
                for facet in claim.facets:
                    distance = max(hull.start - facet.span.end, facet.span.start - hull.end)
                    assert distance < 400, f"{report.report_id}/{claim.id}: {facet.quote!r} is far from its claim"


def test_a_report_without_an_incident_is_among_them(clusters):
    assert [r.report_id for c in clusters for r in c.reports if not r.claims] == ["dariya-festival"]


def cluster():
    return json.loads((SMALL / "oromlake-ferry.json").read_text(encoding="utf-8"))


def change(path, value):
    changed = cluster()
    target = changed
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return build.build(changed)[1].found


CLAIM = ("reports", 0, "claims", 0)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ((*CLAIM, "content"), ["no such words"], "quote is not in the text"),
        ((*CLAIM, "content"), ["the"], "say which with @"),
        ((*CLAIM, "content"), ["the@99"], "quote is not in the text"),
        ((*CLAIM, "content"), [], "needs content"),
        ((*CLAIM, "value"), "sure", "unknown value"),
        ((*CLAIM, "irrealis"), "dream", "unknown irrealis"),
        ((*CLAIM, "event"), "I9", "no incident of the cluster"),
        ((*CLAIM, "id"), "c2", "taken twice"),
        ((*CLAIM, "facets", 0, "slot"), "mood", "unknown slot"),
        ((*CLAIM, "facets", 0, "value"), "picnic", "unknown event type"),
        ((*CLAIM, "facets", 0), {"slot": "killed", "quote": "Gunmen", "value": 3}, "a count is"),
        ((*CLAIM, "facets", 0), {"slot": "responsibility", "quote": "Gunmen", "value": "x"}, "responsibility is"),
        (("reports", 0, "text_origin"), "copied", "text_origin"),
        (("incidents", 0, "type"), "picnic", "unknown event type"),
        (("relations", 0, "a"), "oromlake-ferry/c99", "unknown type or claim"),
    ],
)
def test_the_builder_finds(path, value, message):
    assert any(message in fault for fault in change(path, value))


def test_the_builder_writes_spans_and_keeps_the_rest(tmp_path, capsys):
    built = cluster()
    bare = copy.deepcopy(built)
    for claim in bare["reports"][0]["claims"]:
        del claim["chain_spans"], claim["cue_spans"], claim["content_spans"]
        for facet in claim["facets"]:
            del facet["span"]
    file = tmp_path / "oromlake-ferry.json"
    file.write_text(json.dumps(bare), encoding="utf-8")
    assert build.main([str(tmp_path), "--check"]) == 1
    assert "not up to date" in capsys.readouterr().err
    assert build.main([str(tmp_path)]) == 0
    assert json.loads(file.read_text(encoding="utf-8")) == built
    assert build.main([str(tmp_path), "--check"]) == 0


BOUNDS: gate.Bounds = {
    "claims": {"floors": {"claim_f1": 60.0, "slot killed": 50.0}, "ceilings": {"speaker_as_actor": 2}}
}


def figures(claim_f1=60.0, killed=50.0, speakers=2.0) -> gate.Bounds:
    return {
        "claims": {
            "floors": {"claim_f1": claim_f1, "slot killed": killed},
            "ceilings": {"speaker_as_actor": speakers},
        }
    }


@pytest.mark.parametrize(
    ("now", "faults"),
    [
        (figures(), []),
        (figures(59.7), []),
        (figures(59.6), ["claims: claim_f1 is 59.6, below its floor of 60.0"]),
        (figures(speakers=3), ["claims: speaker_as_actor is 3, above its ceiling of 2"]),
        ({}, ["claims: claim_f1 is guarded but was not measured"]),
    ],
)
def test_a_broken_bound_is_told(now, faults):
    assert gate.broken(BOUNDS, now)[: len(faults) or 1] == faults


def test_bounds_only_tighten():
    better = gate.tightened(BOUNDS, figures(61.0, 40.0, 1))
    assert better == figures(61.0, 50.0, 1)
    assert figures() == BOUNDS, "the old bounds are not changed"
    assert gate.tightened({}, figures()) == figures()


def test_the_gate_updates_checks_and_refuses(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(gate, "Coder", Silent)
    options = ["--floors", str(tmp_path / "floors.json"), "--gold", str(SMALL)]
    assert gate.main([*options, "--check"]) == 0, "no floors yet"
    assert gate.main([*options, "--update"]) == 0
    stored = json.loads((tmp_path / "floors.json").read_text(encoding="utf-8"))
    assert stored["claims"]["floors"]["claim_f1"] == 0.0
    assert stored["claims"]["ceilings"] == {"speaker_as_actor": 0}
    stored["claims"]["floors"]["claim_f1"] = 50.0
    (tmp_path / "floors.json").write_text(json.dumps(stored), encoding="utf-8")
    assert gate.main([*options, "--check"]) == 1
    assert gate.main([*options, "--update"]) == 1
    assert json.loads((tmp_path / "floors.json").read_text(encoding="utf-8")) == stored
    assert "not lowered: claims: claim_f1 is 0.0, below its floor of 50.0" in capsys.readouterr().err


def test_rare_slots_are_not_guarded():
    guarded = gate.measure(CodedReport, CLUSTERS)["claims"]["floors"]
    assert f"slot {Slot.KILLED}" in guarded
    assert f"slot {Slot.MISSING}" not in guarded


class Silent:
    """A coder that reads nothing."""

    def code(self, report):
        return CodedReport(report)


CORPUS = CLUSTERS.parents[1] / "corpus"


@pytest.mark.parametrize("folder", ["clusters", "second_reading"])
def test_the_corpus_is_up_to_date_and_without_fault(folder, capsys):
    assert build.main(["--check", str(CORPUS / folder)]) == 0, capsys.readouterr().err


def test_the_corpus_is_as_large_as_its_readme_says():
    figures = corpus_figures.counts(load_gold(CORPUS / "clusters"))
    readme = " ".join((CORPUS / "README.md").read_text(encoding="utf-8").split())
    assert f"{figures['reports']} reports in {figures['clusters']} clusters" in readme
    assert f"{figures['claims']:,} claims, {figures['facets']:,} facets" in readme
    agreed = corpus_figures.agreement()
    assert (
        f"| {agreed['claim_f1']} | {agreed['source_accuracy_attributed']} | {agreed['chain_depth_accuracy']} |"
        in readme
    )


def test_the_corpus_is_split_by_incident():
    split = json.loads((CORPUS / "split.json").read_text(encoding="utf-8"))
    names = sorted(cluster.cluster_id for cluster in load_gold(CORPUS / "clusters"))
    assert sorted(split["held_out"] + split["train"]) == names
