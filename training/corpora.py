"""Read the annotated corpora into one form: a text, and the layers that its corpus labels."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sayso.evaluate.incidents import OTHER
from sayso.neural.labels import KINDS, ROLES, SLOTS

Pair = tuple[int, int]
CROSSWALK = yaml.safe_load((Path(__file__).parent / "crosswalk.yaml").read_text(encoding="utf-8"))
SAYSO_CORPUS = Path(__file__).parents[1] / "evals/corpus"
NAME_WORD = re.compile(r"\w[\w'’-]*")
ECB_TOPICS = 24
PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which", "i", "we", "his", "her", "their"})


@dataclass(frozen=True)
class Anchor:
    """One attribution, hung on the first character of its (innermost) cue."""

    cue: Pair
    source: tuple[Pair, ...]
    outer: tuple[Pair, ...]
    content: tuple[Pair, ...]


@dataclass
class Example:
    """A text and its labelled layers; a layer that is None (or a slot or kind not listed as known) is masked.

    `style` is 0 for attributions as PolNeAR marks them, 1 for those of our own claims.
    """

    corpus: str
    doc_id: str
    text: str
    style: int = 0
    cues: list[Pair] | None = None
    anchors: list[Anchor] = field(default_factory=list)
    slots: dict[str, list[Pair]] = field(default_factory=dict)
    slots_known: frozenset[str] = frozenset()  # of these, unmarked words are O
    types: list[tuple[Pair, str | None]] | None = None
    mentions: dict[str, list[Pair]] = field(default_factory=dict)
    mentions_known: frozenset[str] = frozenset()
    values: list[tuple[Pair, str]] | None = None
    propositions: list[list[Pair]] | None = None
    fillers: dict[str, list[Pair]] | None = None
    events: list[tuple[list[Pair], str]] = field(default_factory=list)  # words of claims, and their happening
    speakers: list[tuple[list[Pair], str]] = field(default_factory=list)  # words for sources, and who they mean
    roles: list[tuple[Pair, Pair, str | None, bool]] = field(default_factory=list)
    """Triggers with what fills a role of theirs; None for a role that ours do not know, False for who may fill it."""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def spans(raw: list[list[int]]) -> tuple[Pair, ...]:
    """Spans from JSON lists, in order."""
    return tuple(sorted((int(s[0]), int(s[1])) for s in raw))


def attribution_corpus(path: Path, corpus: str, splits: frozenset[str] = frozenset({"train"})) -> Iterator[Example]:
    """PolNeAR or GUM: attributions with a cue."""
    for doc in rows(path):
        if doc["split"] not in splits:
            continue
        anchors = [
            Anchor(spans(a["cue"])[0], spans(a["source"]), (), _bare(doc["text"], spans(a["content"])))
            for a in doc["attributions"]
            if a["cue"]
        ]
        cues = [cue for a in doc["attributions"] for cue in spans(a["cue"])]
        yield Example(corpus, doc["doc_id"], doc["text"], cues=cues, anchors=anchors)


def _bare(text: str, contents: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Contents without a closing full stop or comma, as PolNeAR has them (GUM keeps the marks)."""
    bare = []
    for start, end in contents:
        while end > start and text[end - 1] in ".,;: \n":
            end -= 1
        if end > start:
            bare.append((start, end))
    return tuple(bare)


def clusters(folder: Path, names: frozenset[str] | None = None) -> Iterator[Example]:
    """Our own gold clusters: claims with chains, cues, contents, values and facets; only those of `names`, if given."""
    for path in sorted(folder.glob("*.json")):
        if names is not None and path.stem not in names:
            continue
        for report in json.loads(path.read_text(encoding="utf-8"))["reports"]:
            yield _own(report)


def _own(report: dict[str, Any]) -> Example:
    slots: dict[str, set[Pair]] = defaultdict(set)
    types: dict[Pair, str] = {}
    for claim in report["claims"]:
        for facet in claim["facets"]:
            span = (facet["span"][0], facet["span"][1])
            slots[facet["slot"]].add(span)
            if facet["slot"] == "event_type":
                types[span] = facet["value"]
    cues = sorted({span for claim in report["claims"] for span in spans(claim["cue_spans"])})
    claims = sorted(report["claims"], key=lambda c: -sum(e - s for s, e in c["content_spans"]))
    return Example(
        "own",
        report["report_id"],
        report["text"],
        style=1,
        cues=cues,
        anchors=list(_own_anchors(report["claims"])),
        slots={slot: sorted(found) for slot, found in slots.items()},
        slots_known=frozenset(SLOTS),
        types=list(types.items()),
        values=[(span, c["value"]) for c in claims for span in spans(c["content_spans"])],
        propositions=[list(spans(c["content_spans"])) for c in claims],
        events=[(list(spans(c["content_spans"])), c["event"]) for c in report["claims"]],
        speakers=_own_speakers(report["claims"]),
        roles=list(_own_roles(report["claims"])),
    )


def _own_speakers(claims: list[dict[str, Any]]) -> list[tuple[list[Pair], str]]:
    """Every word for a source, with the fullest name that its party has; pronouns that nobody resolved are left out."""
    called: dict[Pair, str] = {}
    for claim in claims:
        for level, (names, where) in enumerate(zip(claim["chain"], claim["chain_spans"], strict=False)):
            resolved = claim.get("resolved") if level + 1 == len(claim["chain"]) and len(names) == 1 else None
            for name, span in zip(names, where, strict=False):
                key = " ".join(_words_of_name(resolved or name))
                if key and key not in PRONOUNS:
                    called[(span[0], span[1])] = key
    full: list[str] = []
    for key in sorted(set(called.values()), key=lambda k: (-len(k.split()), k)):
        longer = [other for other in full if set(key.split()) <= set(other.split())]
        if len(longer) == 1:
            called = {span: longer[0] if name == key else name for span, name in called.items()}
        else:
            full.append(key)
    return [([span], name) for span, name in sorted(called.items())]


def _words_of_name(name: str) -> list[str]:
    return [w for w in NAME_WORD.findall(name.partition("@")[0].lower()) if w not in {"the", "a", "an"}]


def _own_roles(claims: list[dict[str, Any]]) -> Iterator[tuple[Pair, Pair, str | None, bool]]:
    """What fills a role of an event by the same claim; by another claim of its happening, it may."""
    told = []
    for claim in claims:
        found = [(f["slot"], (f["span"][0], f["span"][1])) for f in claim["facets"]]
        triggers = [span for slot, span in found if slot == "event_type"]
        told.append((claim["event"], triggers, [(slot, span) for slot, span in found if slot in ROLES]))
    for event, triggers, _ in told:
        for other, own, arguments in told:
            for trigger in triggers:
                for role, argument in arguments:
                    sure = trigger in own
                    if sure or (event == other and event != OTHER):
                        yield trigger, argument, role, sure


def _own_anchors(claims: list[dict[str, Any]]) -> Iterator[Anchor]:
    """One anchor a cue: each level of a chain has its own cue where there are as many cues as levels."""
    merged: dict[tuple[Pair, tuple[Pair, ...], tuple[Pair, ...]], set[Pair]] = defaultdict(set)
    for claim in claims:
        cues, chain = spans(claim["cue_spans"]), [spans(level) for level in claim["chain_spans"]]
        if not cues or not chain:
            continue
        raw = [(s[0], s[1]) for s in claim["cue_spans"]]  # in the order of the chain
        content = spans(claim["content_spans"])
        levels = len(chain) if len(raw) == len(chain) else 1
        for k in range(levels):
            depth = len(chain) - levels + k
            inner = [span for level in chain[depth + 1 :] for span in level] + raw[k + 1 :] if levels > 1 else []
            outer = tuple(sorted(span for level in chain[:depth] for span in level))
            cue = raw[k] if levels > 1 else raw[-1]
            merged[(cue, chain[depth], outer)].update({*content, *inner})
    for (cue, source, outer), words in merged.items():
        yield Anchor(cue, source, outer, tuple(sorted(words)))


def wikievents(path: Path) -> Iterator[Example]:
    """Event triggers of modern attacks, and roles. Arguments are no slots here: they are heads, ours are phrases."""
    types = CROSSWALK["events"]["wikievents"]
    for doc in rows(path):
        if doc["split"] != "train" or not doc["events"]:
            continue
        yield _eventful("wikievents", doc, types)


def rams(path: Path) -> Iterator[Example]:
    """One event a passage: what is not its trigger is masked."""
    types = CROSSWALK["events"]["rams"]
    for doc in rows(path):
        if types.get(doc["events"][0]["type"]) is not None:
            example = _eventful("rams", doc, types)
            example.types = [(span, kind) for span, kind in example.types or [] if kind]
            yield example


def _eventful(corpus: str, doc: dict[str, Any], types: dict[str, str | None]) -> Example:
    found: list[tuple[Pair, str | None]] = []
    slots: dict[str, list[Pair]] = defaultdict(list)
    for event in doc["events"]:
        if event["type"] not in types or not event["trigger"]:
            continue
        span = (event["trigger"][0], event["trigger"][1])
        kind = types[event["type"]]
        if kind is not None:
            slots["event_type"].append(span)
        found.append((span, None if kind == "null-type" else kind))
    roles = CROSSWALK["roles"]
    told = [
        ((event["trigger"][0], event["trigger"][1]), (a["span"][0], a["span"][1]), role, role is not None)
        for event in doc["events"]
        if event["trigger"]
        for a in event["args"]
        if a["span"]
        for role in [roles.get(a["role"].lower())]
    ]
    return Example(corpus, doc["doc_id"], doc["text"], slots=dict(slots), types=found, roles=told)


def muc4(path: Path) -> Iterator[Example]:
    """Fillers of the terrorism templates, where the text has them; irrelevant documents have none.

    As slots, they are known words among unknown ones; as fillers in the sense of the templates, all else is none.
    """
    fields = CROSSWALK["muc4"]
    for doc in rows(path):
        slots: dict[str, set[Pair]] = defaultdict(set)
        roles: dict[str, set[Pair]] = defaultdict(set)
        for template in doc["templates"]:
            for name, slot in fields.items():
                for filler in template[name]:
                    slots[slot].update((s[0], s[1]) for s in filler["spans"])
                    roles[name[:7] if name.startswith("hum_tgt") else name].update(
                        (s[0], s[1]) for s in filler["spans"]
                    )
        yield Example(
            "muc4",
            doc["doc_id"],
            _unwrap(doc["text"]),
            slots={slot: sorted(found) for slot, found in slots.items()},
            slots_known=frozenset() if doc["relevant"] else frozenset(fields.values()),
            fillers={role: sorted(found) for role, found in roles.items()},
        )


def _unwrap(text: str) -> str:
    """The text with line breaks inside paragraphs as blanks: same length, same offsets."""
    chars = list(text)
    for i, char in enumerate(chars):
        alone = 0 < i < len(chars) - 1 and text[i - 1] != "\n" and text[i + 1] != "\n"
        if char == "\n" and alone:
            chars[i] = " "
    return "".join(chars)


def ecbplus(path: Path) -> Iterator[Example]:
    """Who is called what in news of the first 24 topics: further ones stay for scoring."""
    kinds = CROSSWALK["speakers"]["ecbplus"]
    for doc in rows(path):
        parties = [e for e in doc["entities"] if e["type"] in kinds]
        if int(doc["topic"]) <= ECB_TOPICS and parties:
            speakers = [([(e["span"][0], e["span"][1])], e["cluster"]) for e in parties]
            yield Example("ecbplus", doc["doc_id"], doc["text"], speakers=speakers)


def re3d(path: Path) -> Iterator[Example]:
    """Mentions in texts on Syria and Iraq; the BBC folder (non-commercial licence) is left out."""
    kinds = CROSSWALK["mentions"]["re3d"]
    for doc in rows(path):
        if "BBC" in doc["split"]:
            continue
        sure = [e for e in doc["entities"] if e.get("confidence", 1) >= 0.5]
        known = frozenset(kinds.values()) & frozenset(KINDS)
        yield Example("re3d", doc["doc_id"], doc["text"], mentions=_by_kind(sure, kinds), mentions_known=known)


def _by_kind(entities: list[dict[str, Any]], kinds: dict[str, str]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = defaultdict(list)
    for entity in entities:
        if entity["type"] in kinds and entity["span"]:
            found[kinds[entity["type"]]].append((entity["span"][0], entity["span"][1]))
    return dict(found)


def training_corpora(root: Path) -> dict[str, list[Example]]:
    """Every training corpus by name."""
    events = root / "events"
    in_training = frozenset(json.loads((SAYSO_CORPUS / "split.json").read_text(encoding="utf-8"))["train"])
    return {
        "polnear": list(attribution_corpus(root / "attribution/polnear.train.jsonl.gz", "polnear")),
        "gum": list(attribution_corpus(root / "attribution/gum_interview.jsonl.gz", "gum")),
        "own": [*clusters(root / "clusters/train"), *clusters(SAYSO_CORPUS / "clusters", in_training)],
        "wikievents": list(wikievents(events / "wikievents.jsonl.gz")),
        "rams": list(rams(events / "rams.dev.jsonl.gz")),
        "muc4": list(muc4(events / "muc4.dev.jsonl.gz")),
        "re3d": list(re3d(events / "re3d.jsonl.gz")),
        "ecbplus": list(ecbplus(events / "ecbplus.jsonl.gz")),
    }
