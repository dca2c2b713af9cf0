"""The bundled samples: enough of them, small, dated, and nowhere to be taken for a publisher's text."""

import json
import random
import re
import runpy
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import pytest

from sayso.evaluate.gold import load_gold

BENCH = runpy.run_path(str(Path(__file__).parents[1] / "bench" / "reports.py"))
SAMPLES = Path(str(files("sayso") / "data" / "samples"))
OURS = sorted(SAMPLES.glob("*.txt"))
PAGES = sorted(SAMPLES.glob("*.html"))
RETOLD = [json.loads(line) for line in (SAMPLES / "retold.jsonl").read_text(encoding="utf-8").splitlines()]
FIELDS = {"id", "title", "url", "publisher", "author", "published", "language", "provenance"}


def sidecar(file):
    return json.loads(file.with_name(f"{file.stem}.meta.json").read_text(encoding="utf-8"))


def test_there_are_enough_and_they_are_small():
    assert len(OURS) + len(PAGES) + len(RETOLD) == 40
    assert len(OURS) + len(PAGES) >= 12
    assert sum(file.stat().st_size for file in SAMPLES.iterdir()) < 300_000


@pytest.mark.parametrize("file", OURS, ids=lambda f: f.stem)
def test_every_text_has_a_sidecar_that_says_what_it_is(file):
    fields = sidecar(file)
    assert set(fields) == FIELDS
    assert fields["id"] == file.stem
    assert fields["url"] is None
    assert fields["published"] is None or datetime.fromisoformat(fields["published"])
    assert re.search(r"\(invented\)|own words|^Retold from", fields["publisher"]), fields["publisher"]
    assert re.match(r"invented|Sayso's own words", fields["provenance"])
    text = file.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert 20 < len(text.split()) < 400


def test_no_sidecar_is_without_its_text():
    assert {f.name.removesuffix(".meta.json") for f in SAMPLES.glob("*.meta.json")} == {f.stem for f in OURS + PAGES}


@pytest.mark.parametrize("fields", RETOLD, ids=lambda f: f["id"])
def test_retold_reports_say_so(fields):
    assert fields["publisher"].startswith("Retold from ")
    assert fields["url"].startswith("http")
    assert "retold in our own words" in fields["provenance"]


def test_the_page_carries_its_metadata_and_its_junk():
    (page,) = PAGES
    html = page.read_text(encoding="utf-8")
    meta = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[0])
    assert meta["datePublished"] == "2024-01-16T17:20:00+00:00"
    assert "own words" in meta["publisher"]["name"]
    for junk in ("cookie", "Most read", "author-bio", "Sign up", "Comments"):
        assert junk in html


def test_samples_are_the_annotated_texts_where_gold_has_them():
    gold = {r.report_id: r for c in load_gold(Path(__file__).parents[1] / "evals" / "gold") for r in c.reports}
    samples = {file.stem: (file.read_text(encoding="utf-8"), sidecar(file)["published"]) for file in OURS}
    samples |= {fields["id"]: (fields["text"], fields["published"]) for fields in RETOLD}
    both = samples.keys() & gold.keys()
    assert len(both) >= 30
    for name in both:
        assert samples[name] == (gold[name].text, gold[name].published), name


def test_voices_that_the_samples_must_have():
    texts = {file.stem: file.read_text(encoding="utf-8") for file in OURS}
    assert any(re.search("[\U0001f300-\U0001faff]", text) for text in texts.values()), "emoji"
    assert any(re.search("[\u0600-\u06ff]", text) for text in texts.values()), "Arabic words"
    assert any("\n• " in text for text in texts.values()), "a list"
    assert any(text.startswith("Correction") for text in texts.values()), "a correction"
    assert any(sidecar(file)["published"] is None for file in OURS), "an undated report"
    assert any("no armed incident" in sidecar(file)["provenance"] for file in OURS)


def test_benchmark_reports_are_many_different_and_always_the_same():
    reports = list(BENCH["many_reports"](120))
    assert len({r.id for r in reports}) == 120
    assert len({r.text for r in reports}) > 110
    assert [r.sha256 for r in reports] == [r.sha256 for r in BENCH["many_reports"](120)]
    assert len(BENCH["sample_reports"]()) == len(OURS) + len(RETOLD)


def test_variation_keeps_the_first_paragraph():
    text = "Head.\n\nOne of 5.\n\nTwo.\n\nThree."
    varied = BENCH["vary"](text, random.Random(1))
    assert varied.startswith("Head.\n\n")
    assert sorted(re.sub(r"\d", "5", varied).split("\n\n")) == sorted(text.split("\n\n"))
