"""Put attributions into one another: who reports that another said; and let speakers go on over sentences."""

from __future__ import annotations

from dataclasses import replace

from ..model import Attribution, Document, Quote, Span, hull

NEAR = 12  # attributions before and after, in text order, among which an outer one is looked for

MIN_QUOTE = 15  # characters; shorter ones are words set off, not speech


def nest(found: list[Attribution]) -> tuple[Attribution, ...]:
    """Link every attribution to the narrowest one whose content holds its cue; parents already set are kept."""
    order = _order(found)
    linked = list(found)
    for new, old in enumerate(order):
        if found[old].parent is None:
            near = order[max(0, new - NEAR) : new + NEAR]
            linked[old] = replace(found[old], parent=_parent(found, near, old))
    return tuple(_acyclic(list(in_order(linked))))


def in_order(found: list[Attribution]) -> tuple[Attribution, ...]:
    """The same attributions in text order, their parents counted anew."""
    order = _order(found)
    place = {old: new for new, old in enumerate(order)}
    moved = (found[old] for old in order)
    return tuple(a if a.parent is None else replace(a, parent=place[a.parent]) for a in moved)


def _order(found: list[Attribution]) -> list[int]:
    """Indices in text order; where several begin together, outer ones first."""
    return sorted(
        range(len(found)),
        key=lambda i: (hull(found[i].source + found[i].cue + found[i].content).start, found[i].parent is not None, i),
    )


def _parent(found: list[Attribution], near: list[int], index: int) -> int | None:
    inner = found[index]
    anchor = inner.cue[0]
    best: int | None = None
    size = 0
    for k in near:
        outer = found[k]
        if k == index or (outer.source == inner.source and outer.cue == inner.cue):
            continue
        if any(c.contains(anchor) for c in outer.content) and not any(c.contains(outer.cue[0]) for c in inner.content):
            length = sum(c.length for c in outer.content)
            if best is None or length < size or (length == size and outer.parent is not None):
                best, size = k, length
    return best


def _acyclic(linked: list[Attribution]) -> list[Attribution]:
    out = list(linked)
    for i, attribution in enumerate(out):
        seen = {i}
        parent = attribution.parent
        while parent is not None:
            if parent in seen:
                out[i] = replace(attribution, parent=None)
                break
            seen.add(parent)
            parent = out[parent].parent
    return out


def carry_quotes(doc: Document, found: list[Attribution]) -> list[Attribution]:
    """Give quotations without a cue of their own to the speaker before them in the paragraph, else to the last one."""
    out = list(found)
    for quote in doc.quotes:
        if quote.length < MIN_QUOTE or any(c.overlaps(quote) for a in out for c in a.content):
            continue
        if any(quote.contains(s) for a in out for s in a.source):
            continue
        if not _stands_alone(doc, quote):
            continue
        speaker = _speaker_before(doc, out, quote)
        if speaker is not None:
            out.append(replace(speaker, content=(quote,), quote=Quote.DIRECT, parent=None))
    return out


def _stands_alone(doc: Document, quote: Span) -> bool:
    """The quotation is a sentence of its own, not a few quoted words inside one."""
    for sentence in doc.sentences:
        if sentence.boilerplate and sentence.span.overlaps(quote):
            return False
        if sentence.span.start == quote.start:
            return True
    return False


def _speaker_before(doc: Document, found: list[Attribution], quote: Span) -> Attribution | None:
    index = next((i for i, p in enumerate(doc.paragraphs) if p.contains(quote)), None)
    if index is None:
        return None
    paragraph = doc.paragraphs[index]
    here = [a for a in found if paragraph.contains(a.cue[0]) and a.quote is not Quote.NARRATOR]
    if here:
        before = [a for a in here if a.cue[0].start < quote.start]
        return before[-1] if before else here[0]
    if index == 0:
        return None
    previous = doc.paragraphs[index - 1]
    there = [a for a in found if previous.contains(a.cue[0])]
    direct = [a for a in there if a.quote is not Quote.INDIRECT]
    return direct[-1] if direct else None
