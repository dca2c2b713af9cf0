"""A coding that was changed with everything that would tell of it comes out otherwise when its text is read again."""

import hashlib
import json
import sqlite3
from random import Random

import pytest

from sayso.errors import UsageError
from sayso.ledger import Ledger as Store
from sayso.model import Report
from sayso.pipeline.code import Coder
from sayso.pipeline.fingerprint import fingerprint
from sayso.pipeline.recoding import reread
from sayso.pipeline.verify import verify

TEXTS = {
    "a": "At least three people were killed when rockets hit the market in Kirkuk on Monday, a police officer said.",
    "b": "The army denied that its troops had fired.",
}


@pytest.fixture(scope="module")
def coder():
    return Coder(reader="rules")


@pytest.fixture
def path(tmp_path, coder):
    with Store.open(tmp_path / "x.db") as ledger:
        for name, text in TEXTS.items():
            ledger.store(coder.code(Report.of(text, id=name, published="2024-04-23")), coder=str(fingerprint(coder)))
        ledger.store(coder.code(Report.of(TEXTS["a"], id="older", published="2024-04-23")), coder="sayso 0.0.9 abc")
    return tmp_path / "x.db"


def move_the_number(path):
    """Let the number of the dead point at other words, with a checksum and rows that fit."""
    there = TEXTS["a"].index("Kirkuk")
    connection = sqlite3.connect(path)
    with connection:
        ((number, raw),) = connection.execute("SELECT id, coded FROM codings ORDER BY id LIMIT 1")
        coded = json.loads(raw)
        facets = [f for c in coded["claims"] for f in c["facets"] if f["slot"] == "killed"]
        assert facets
        for facet in facets:
            facet["span"] = [there, there + 6]
        raw = json.dumps(coded, separators=(",", ":"), ensure_ascii=False)
        digest = hashlib.sha256(raw.encode()).hexdigest()
        connection.execute("UPDATE codings SET coded = ?, digest = ? WHERE id = ?", (raw, digest, number))
        moved = "UPDATE facets SET start = ?, end = ? WHERE slot = 'killed' AND coding_id = ?"
        assert connection.execute(moved, (there, there + 6, number)).rowcount
    connection.close()


def test_what_is_as_it_was_read_comes_out_the_same(path, coder):
    told = []
    with Store.open(path) as ledger:
        found = reread(ledger, coder, 10, on_progress=lambda: told.append(1))
    assert (found.reports, found.others, found.faults) == (2, 1, ())
    assert len(told) == 2


def test_a_span_moved_with_its_checksum_and_rows_is_noticed(path, coder):
    move_the_number(path)
    with Store.open(path) as ledger:
        assert verify(ledger).faults == (), "nothing else tells of it"
        (fault,) = reread(ledger, coder, 10).faults
    assert (fault.part, fault.where) == ("reading", "a")
    assert "comes out otherwise: claims" in fault.what
    assert fault.todo


def test_some_are_picked_by_chance(path, coder):
    with Store.open(path) as ledger:
        assert {reread(ledger, coder, 1, dice=Random(n)).reports for n in range(3)} == {1}
    move_the_number(path)
    with Store.open(path) as ledger:
        assert {len(reread(ledger, coder, 1, dice=Random(n)).faults) for n in range(8)} == {0, 1}


def test_a_coding_that_cannot_be_read_is_left_to_the_audit(path, coder):
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE codings SET coded = '{' WHERE id = 1")
    connection.close()
    with Store.open(path) as ledger:
        assert reread(ledger, coder, 10).faults == ()


def test_a_reader_of_ones_own_is_no_witness(path, coder):
    class Mine:
        requires = ()
        assigns = "events"

        def __call__(self, doc):
            return doc

    own = Coder(stages=(*coder.stages, Mine()))
    with Store.open(path) as ledger, pytest.raises(UsageError, match="stage of your own"):
        reread(ledger, own, 1)
