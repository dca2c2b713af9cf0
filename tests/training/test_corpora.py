"""Corpora become one form, and that form arrays: chains of our claims, gaps, masks."""

from __future__ import annotations

import gzip
import json

import pytest
from training.corpora import Example, attribution_corpus, clusters, muc4, wikievents
from training.pack import MASK, pack

from sayso.neural.labels import ROLES, SLOTS, TYPES, VALUES
from tests.neural.scripted import tokenizer

TEXT = "Police said the army denied it had fired. He left."
POLICE, SAID, ARMY, DENIED, FIRED = [0, 6], [7, 11], [12, 20], [21, 27], [28, 40]


@pytest.fixture
def jsonl(tmp_path):
    def write(*rows):
        path = tmp_path / "corpus.jsonl.gz"
        path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
        return path

    return write


def own(tmp_path, **claim) -> Example:
    facets = [
        {"slot": "event_type", "span": [35, 40], "value": "rocket_attack"},
        {"slot": "actor", "span": [28, 30], "value": "it"},
    ]
    whole = {"chain_spans": [[POLICE], [ARMY]], "cue_spans": [SAID, DENIED], "content_spans": [FIRED]}
    whole |= {"chain": [["Police"], ["the army"]], "value": "CT-", "event": "I1"}
    report = {"report_id": "r1", "text": TEXT, "claims": [{**whole, "facets": facets, **claim}]}
    (tmp_path / "c.json").write_text(json.dumps({"reports": [report]}), encoding="utf-8")
    (example,) = clusters(tmp_path)
    return example


def test_each_level_of_a_chain_hangs_on_its_own_cue(tmp_path):
    outer, inner = own(tmp_path).anchors
    assert (outer.cue, outer.source, outer.outer) == ((7, 11), ((0, 6),), ())
    assert outer.content == ((12, 20), (21, 27), (28, 40))
    assert (inner.cue, inner.source, inner.outer) == ((21, 27), ((12, 20),), ((0, 6),))
    assert inner.content == ((28, 40),)


def test_with_fewer_cues_than_levels_the_outer_source_hangs_on_the_inner_cue(tmp_path):
    (only,) = own(tmp_path, cue_spans=[DENIED]).anchors
    assert (only.cue, only.source, only.outer) == ((21, 27), ((12, 20),), ((0, 6),))


def test_the_report_s_own_voice_is_no_attribution_but_a_proposition(tmp_path):
    example = own(tmp_path, chain_spans=[], cue_spans=[])
    assert example.anchors == []
    assert example.propositions == [[(28, 40)]]


def test_words_carry_the_labels_and_what_is_not_known_is_masked(tmp_path):
    packed = pack(own(tmp_path), tokenizer())
    words = {
        TEXT[s:e].lower(): i for i, (s, e) in enumerate(zip(packed.pieces.starts, packed.pieces.ends, strict=True))
    }
    assert packed.cues[words["said"]] == packed.cues[words["denied"]] == 1
    assert packed.values[words["fired"]] == VALUES.index("CT-")
    assert packed.values[words["police"]] == MASK
    assert packed.types[words["fired"]] == TYPES.index("rocket_attack")
    assert packed.slots[words["fired"], SLOTS.index("event_type")] == 1
    assert (packed.mentions == MASK).all()
    assert [a.cue for a in packed.anchors] == [
        (words["said"],) * 1 + (words["said"] + 1,),
        (words["denied"], words["denied"] + 1),
    ]


def test_the_words_of_a_claim_carry_its_happening(tmp_path):
    (claim,) = pack(own(tmp_path), tokenizer()).events
    assert (len(claim.words), claim.number) == (3, 0)


def test_a_happening_that_is_not_named_is_unknown(tmp_path):
    (claim,) = pack(own(tmp_path, event="other"), tokenizer()).events
    assert claim.number == MASK


def test_words_for_a_speaker_bear_the_fullest_name_of_whom_they_mean(tmp_path):
    assert own(tmp_path).speakers == [([(0, 6)], "police"), ([(12, 20)], "army")]
    resolved = own(tmp_path, chain=[["Police"], ["the army"]], resolved="the Police of Qarna")
    assert [name for _, name in resolved.speakers] == ["police of qarna", "police of qarna"]


def test_pronouns_that_nobody_resolved_are_no_words_for_a_speaker(tmp_path):
    assert own(tmp_path, chain=[["he@2"], ["the army"]]).speakers == [([(12, 20)], "army")]


def test_a_sentence_without_a_claim_is_bare(tmp_path):
    said, left = pack(own(tmp_path), tokenizer()).lines
    assert (said.number, left.number) == (0, 1)


def test_a_facet_fills_its_role_of_the_trigger_of_its_own_claim(tmp_path):
    packed = pack(own(tmp_path), tokenizer())
    assert (len(packed.triggers), len(packed.arguments)) == (1, 1)
    assert packed.roles == {(0, 0): {ROLES.index("actor"): 1}}


def test_contents_end_before_their_full_stop(jsonl):
    row = {
        "doc_id": "d",
        "split": "train",
        "text": "He said it left.",
        "attributions": [{"source": [[0, 2]], "cue": [[3, 7]], "content": [[8, 16]]}],
    }
    (example,) = attribution_corpus(jsonl(row), "gum")
    assert example.anchors[0].content == ((8, 15),)


def test_other_splits_are_not_read(jsonl):
    row = {"doc_id": "d", "split": "test", "text": "He said it left.", "attributions": []}
    assert list(attribution_corpus(jsonl(row), "gum")) == []


def test_only_irrelevant_texts_say_that_words_fill_no_slot(jsonl):
    empty: dict[str, list[object]] = {
        "perp_ind": [],
        "perp_org": [],
        "phys_tgt": [],
        "hum_tgt_name": [],
        "hum_tgt_desc": [],
        "instrument": [],
    }
    template = {**empty, "phys_tgt": [{"spans": [[4, 8, 0]]}]}
    rows = [
        {"doc_id": "a", "relevant": True, "text": "THE HILL\nWAS HIT", "templates": [template]},
        {"doc_id": "b", "relevant": False, "text": "NOBODY LEFT", "templates": []},
    ]
    hit, calm = muc4(jsonl(*rows))
    assert hit.slots == {"target": [(4, 8)]}
    assert hit.slots_known == frozenset()
    assert hit.text == "THE HILL WAS HIT"
    assert "weapon" in calm.slots_known


def test_role_fillers_of_templates_are_known_in_every_text(jsonl):
    roles = ("perp_ind", "perp_org", "phys_tgt", "hum_tgt_name", "hum_tgt_desc", "instrument")
    template: dict[str, list[dict[str, object]]] = {role: [] for role in roles} | {
        "hum_tgt_desc": [{"spans": [[4, 8, 0]]}]
    }
    rows = [
        {"doc_id": "a", "relevant": True, "text": "THE HILL WAS HIT", "templates": [template]},
        {"doc_id": "b", "relevant": False, "text": "NOBODY LEFT", "templates": []},
    ]
    hit, calm = muc4(jsonl(*rows))
    assert (hit.fillers, calm.fillers) == ({"hum_tgt": [(4, 8)]}, {})
    assert set(pack(hit, tokenizer()).fillers[1]) == {0, 1}
    assert set(pack(calm, tokenizer()).fillers[:, 0]) == {0}


def test_events_without_a_type_of_ours_are_masked(jsonl):
    events = [
        {"type": "Conflict.Attack", "trigger": [0, 5], "args": [{"role": "Attacker", "span": [6, 8]}]},
        {"type": "Life.Die", "trigger": [9, 13], "args": []},
    ]
    row = {
        "doc_id": "w",
        "split": "train",
        "text": "fired he left it",
        "events": events,
        "entities": [{"type": "PER", "span": [6, 8]}],
    }
    packed = pack(next(iter(wikievents(jsonl(row)))), tokenizer())
    trigger = packed.slots[:, SLOTS.index("event_type")]
    assert packed.types.tolist() == [MASK, 0, MASK, 0]
    assert trigger.tolist() == [1, 0, MASK, 0]
    assert (packed.slots[:, SLOTS.index("actor")] == MASK).all()
