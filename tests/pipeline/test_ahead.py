"""Reading ahead changes nothing but the time: same order, same reports, every error where it belongs."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from sayso.model import Diagnostic, Document, Report
from sayso.neural import NeuralReader
from sayso.pipeline.ahead import MOST, WAITING, Begun, ahead
from sayso.pipeline.code import Coder
from sayso.pipeline.stages import Stage, default_stages
from sayso.readers import Reading, ReadResult, Unread
from tests.neural.scripted import bundle

TEXTS = [f"The army said rockets were found on hill {n}. Police denied that it had fired." for n in range(12)]


def coder(*more: Stage, threads: int = 2) -> Coder:
    """A coder with a scripted neural reader that reads so many texts at a time; `more` stages go first."""
    return Coder((*more, *default_stages(NeuralReader(bundle(), threads=threads))))


def readings(*texts: str) -> list[ReadResult]:
    return [Reading(Report.of(t, id=f"r{n}", published="2024-04-22"), (), f"{n}.txt") for n, t in enumerate(texts)]


JUNK = Unread("junk.bin", Diagnostic("read", "not-text", "is not text"))


@pytest.mark.parametrize("threads", [1, 2, MOST + 3])
def test_reports_come_in_order_and_read_as_one_by_one(threads):
    plain, given = coder(threads=1), [*readings(*TEXTS), JUNK, *readings("Nobody was hurt, police said.")]
    found = list(ahead(coder(threads=threads), given))
    assert [b.reading if isinstance(b, Begun) else b for b in found] == given
    for begun in found:
        if isinstance(begun, Begun):
            assert begun.code() == plain.code(begun.reading.report)


def fails_on_hill_3(doc: Document) -> Document:
    if "hill 3" in doc.text:
        raise RuntimeError("no such hill")
    return doc


@pytest.mark.parametrize("threads", [1, 3])
def test_an_error_belongs_to_the_report_it_is_about(threads):
    failed = []
    for begun in ahead(coder(fails_on_hill_3, threads=threads), readings(*TEXTS)):
        assert isinstance(begun, Begun)
        try:
            begun.code()
        except RuntimeError as error:
            failed.append((begun.reading.origin, str(error)))
    assert failed == [("3.txt", "no such hill")]


def test_what_was_read_before_the_readings_broke_off_is_coded_first():
    def broken() -> Iterator[ReadResult]:
        yield from readings(*TEXTS[:2])
        raise ValueError("the list ends in the middle")

    coming = ahead(coder(), broken())
    first = [begun.code().report.id for begun in (next(coming), next(coming)) if isinstance(begun, Begun)]
    assert first == ["r0", "r1"]
    with pytest.raises(ValueError, match="in the middle"):
        next(coming)


@pytest.mark.parametrize(("live", "most"), [(True, 1), (False, 2 + WAITING + 1)])
def test_few_readings_are_asked_for_before_they_are_needed(live, most):
    asked, done, furthest = 0, 0, 0

    def counted() -> Iterator[ReadResult]:
        nonlocal asked
        for reading in readings(*TEXTS):
            asked += 1
            yield reading

    for begun in ahead(coder(), counted(), live=live):
        assert isinstance(begun, Begun)
        furthest = max(furthest, asked - done)
        begun.code()
        done += 1
    assert (done, furthest) == (len(TEXTS), most)


def test_what_nobody_wants_is_not_begun_and_can_still_be_coded():
    seen: list[tuple[str, str]] = []

    def watched(doc: Document) -> Document:
        seen.append((doc.report.id, threading.current_thread().name))
        return doc

    found = list(ahead(coder(watched), readings(*TEXTS[:3]), wanted=lambda report: report.id != "r1"))
    assert sorted(id for id, _ in seen) == ["r0", "r2"]
    assert all(name.startswith("sayso-ahead") for _, name in seen)
    (second,) = (b for b in found if isinstance(b, Begun) and b.reading.report.id == "r1")
    assert second.code().report.id == "r1"


def test_who_stops_in_the_middle_leaves_no_thread_behind():
    coming = ahead(coder(), readings(*TEXTS))
    next(coming)
    coming.close()  # type: ignore[attr-defined]
    assert not [t for t in threading.enumerate() if t.name.startswith("sayso-ahead")]
