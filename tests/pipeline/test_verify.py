"""A ledger is damaged in every way, and each is named; an undamaged one is followed to the last word."""

import hashlib
import json
import sqlite3
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import LedgerError, SaysoError
from sayso.ledger import Ledger, schema
from sayso.model import Reliability
from sayso.pipeline.judging import Judge
from sayso.pipeline.rebuild import rebuild
from sayso.pipeline.verify import steps, verify

from ..resolve.made import report, says

STRIKE: dict[str, Any] = {"event_type": "shelling", "place": ("Rabia", 36.8, 42.1), "time": "2024-04-21"}
WORDS = "mortar shells struck the depot outside Rabia and burned two trucks"


def tell(name, killed, publisher):
    holder = says("Colonel Haddad", **STRIKE, killed=killed, words=WORDS)
    denial = says("Hezbollah", actor="Hezbollah", event_type="shelling", value="CT-", words="it fired no shells")
    return report(name, holder, denial, publisher=publisher, day="2024-04-22")


@pytest.fixture
def path(tmp_path):
    with Ledger.open(tmp_path / "x.db") as ledger:
        ledger.store(tell("a", 3, "Harbour Post"))
        ledger.store(tell("b", 5, "Radio Varna"))
        rebuild(ledger)
        judge = Judge(ledger, "Mara", None)
        judge.grade("Harbour Post", Reliability.B)
        rebuild(ledger)
    return tmp_path / "x.db"


@pytest.fixture(scope="module")
def damaged(tmp_path_factory):
    """The bytes of a ledger, and where a damaged copy of it may lie."""
    whole, copy = (tmp_path_factory.mktemp("damaged") / name for name in ("whole.db", "copy.db"))
    with Ledger.open(whole) as ledger:
        ledger.store(tell("a", 3, "Harbour Post"))
        rebuild(ledger)
    return whole.read_bytes(), copy


def checked(path):
    with Ledger.open(path) as ledger:
        return verify(ledger)


def test_an_undamaged_ledger_is_followed_to_the_last_number(path):
    found = checked(path)
    assert found.faults == ()
    assert (found.codings, found.incidents, found.stale) == (2, 1, False)
    assert found.numbers == 2
    assert found.values > found.findings > 0
    assert found.claims == 4


def test_progress_is_told_as_often_as_was_announced(path):
    told = []
    with Ledger.open(path) as ledger:
        verify(ledger, on_progress=lambda: told.append(1))
        assert len(told) == steps(ledger)


def damage(path, *statements):
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            done = connection.execute(*([statement] if isinstance(statement, str) else statement))
            assert done.rowcount, f"nothing was damaged: {statement}"
    connection.close()


def recoded(path, change):
    """A coding changed by hand, with a checksum that fits."""
    with sqlite3.connect(path) as connection:
        number, raw = connection.execute("SELECT id, coded FROM codings ORDER BY id LIMIT 1").fetchone()
    connection.close()
    coded = json.loads(raw)
    change(coded)
    raw = json.dumps(coded)
    return (
        "UPDATE codings SET coded = ?, digest = ? WHERE id = ?",
        (raw, hashlib.sha256(raw.encode()).hexdigest(), number),
    )


@pytest.mark.parametrize(
    ("statement", "part", "where", "words"),
    [
        (
            "UPDATE reports SET text = replace(text, 'two', 'six') WHERE report_id = 'a'",
            "report",
            "a",
            "checksum differs",
        ),
        ("UPDATE reports SET publisher = 'The Sun' WHERE report_id = 'b'", "report", "b", "provenance"),
        (
            "UPDATE codings SET coded = replace(coded, '\"n\":3', '\"n\":9')",
            "claim",
            "a",
            "not the one that was stored",
        ),
        ("UPDATE codings SET coded = '{' WHERE id = 1", "claim", "a", "cannot be read"),
        ("UPDATE facets SET n = 30 WHERE n = 3", "claim", "a", "the rows in `facets`"),
        ("DELETE FROM claim_sources WHERE coding_id = 1", "claim", "a", "the rows in `claim_sources`"),
        ("UPDATE sources SET name = 'Nobody' WHERE coding_id = 2", "claim", "b", "the rows in `sources`"),
        ("DELETE FROM heads WHERE report_id = 'a'", "report", "a", "not the one in force"),
        ("UPDATE judgements SET subject = '{' ", "judgement", "judgement", "cannot be read"),
        (
            "UPDATE judgements SET subject = replace(subject, 'Harbour', 'Desert')",
            "judgement",
            "judgement 1",
            "nobody goes by",
        ),
        ("UPDATE judgements SET takes_back = 99", "judgement", "judgement 1", "is not there"),
        (
            "UPDATE incident_bodies SET incident = replace(incident, '\"n\":3', '\"n\":4')",
            "finding",
            "killed",
            "said by none of the claims",
        ),
        (
            'UPDATE incident_bodies SET incident = replace(incident, \'["a","c1"]\', \'["a","c9"]\')',
            "finding",
            "event_type",
            "claim a/c9, which is not in the ledger",
        ),
        (
            "UPDATE incident_bodies SET incident = replace(incident, '\"admiralty\":3', '\"admiralty\":1')",
            "incident",
            "INC-",
            "comes out otherwise when it is built again: credibility",
        ),
        ("UPDATE incident_bodies SET incident = '{'", "incident", "INC-", "its body cannot be read"),
        ("DELETE FROM incident_bodies", "incident", "INC-", "has no body"),
        (
            "UPDATE findings SET status = 'superseded' WHERE slot = 'killed'",
            "incident",
            "INC-",
            "the rows in `findings`",
        ),
        ("UPDATE incident_ids SET redirect = 'INC-NONE00'", "incident", "INC-", "leads to INC-NONE00"),
        ("DELETE FROM incidents", "incident", "INC-", "and is not kept"),
        ("DELETE FROM incidents", "incident", "INC-", "has rows in `incident_bodies`, and is not listed"),
        (
            "UPDATE incident_names SET folded = 'x' || folded WHERE role = 'publisher'",
            "incident",
            "INC-",
            "is not found by the publisher",
        ),
        ("UPDATE incident_names SET name = 'Nobody' WHERE role = 'source'", "incident", "INC-", "do not name"),
        ("DELETE FROM source_names", "incident", "source 'colonel haddad'", "counted otherwise"),
        ("UPDATE source_names SET claims = 77", "incident", "source '", "counted otherwise"),
        ("INSERT INTO source_names VALUES ('x', 'X', 1, 1)", "incident", "source 'x'", "nobody goes by this"),
        ("DELETE FROM incident_places", "incident", "INC-", "the rows in `incident_places`"),
        ("DELETE FROM finding_values WHERE slot = 'killed'", "incident", "INC-", "the rows in `finding_values`"),
        ("DELETE FROM merge_reports WHERE report_id = 'a'", "merging", "a", "keeps no facts of it"),
        ("UPDATE merge_reports SET facts = '{' WHERE report_id = 'b'", "merging", "b", "not those of its coding"),
        ("UPDATE merge_reports SET report_id = 'z' WHERE report_id = 'b'", "merging", "z", "it is not in the ledger"),
        ("DELETE FROM merge_keys WHERE number = 1", "merging", "a", "it is not filed under"),
        ("UPDATE merge_keys SET key = 'x' || key WHERE number = 2", "merging", "b", "which it does not tell of"),
        ("UPDATE merge_keys SET until = until + 1", "merging", "a", "with other days"),
        ("DELETE FROM merge_links WHERE report_id = 'a'", "merging", "a/e1", "its link to b/e1 is not kept"),
        ("UPDATE merge_links SET other_event = 'e9'", "merging", "a/e1", "nothing links them"),
        ("DELETE FROM merge_groups WHERE report_id = 'b'", "merging", "b/e1", "is not kept in the group of a/e1"),
        ("UPDATE merge_groups SET first_report = 'b'", "merging", "a/e1", "belongs elsewhere"),
        ("DELETE FROM incident_marks", "merging", "INC-", "nothing is kept of it"),
        ("UPDATE incident_marks SET since = 1", "merging", "INC-", "its links to others"),
        ("UPDATE reports SET text = x'00ff' WHERE report_id = 'a'", "report", "a", "is no text"),
        ("UPDATE codings SET coded = x'00ff' WHERE id = 1", "claim", "a", "is no text"),
    ],
)
def test_damage_is_named_with_where_and_what_to_do(path, statement, part, where, words):
    damage(path, statement)
    found = [f for f in checked(path).faults if f.part == part and words in f.what]
    assert found, f"not found: {words}"
    assert where in found[0].where
    assert found[0].todo


@pytest.mark.parametrize(
    ("statement", "where", "words"),
    [
        ("DELETE FROM judgement_texts", "judgement 2", "may not be found, and not hold"),
        ("UPDATE judgement_texts SET sha256 = 'x'", "judgement 2", "are not those of the judgement"),
        ("INSERT INTO judgement_texts VALUES ('x', 1)", "judgement 1", "are not those of the judgement"),
        ("INSERT INTO judgement_texts VALUES ('x', 77)", "judgement 77", "is not there"),
    ],
)
def test_the_texts_by_which_judgements_are_found_are_those_of_the_judgements(path, statement, where, words):
    with Ledger.open(path) as ledger:
        Judge(ledger, "Mara", None).accept([("a", "c1")])
        rebuild(ledger)
        assert verify(ledger).faults == ()
    damage(path, statement)
    (found,) = (f for f in checked(path).faults if words in f.what)
    assert (found.part, found.where, found.todo) == ("judgement", where, "restore a backup")


@pytest.mark.parametrize(
    ("change", "where", "words"),
    [
        (lambda c: c["claims"][0].update(content=[[5, 9999]]), "a/c1", "its content [5, 9999] is outside of the text"),
        (lambda c: c["claims"][0].update(content=[]), "a/c1", "has no content"),
        (lambda c: c["claims"][0].update(cue=[[7, 7]]), "a/c1", "its cue [7, 7]"),
        (lambda c: c["claims"][0]["facets"][0].update(span=[-1, 3]), "a/c1", "its event_type facet [-1, 3]"),
        (lambda c: c["claims"][0].update(event="e9"), "a/c1", "about event e9"),
        (lambda c: c["claims"][0].update(chain=[["s9"]]), "a/c1", "held by source s9"),
        (lambda c: c["sources"][0].update(mentions=[[0, 9999]]), "a/s1", "its mention [0, 9999]"),
        (lambda c: c["events"][0].update(mentions=[[0, 9999]]), "a/e1", "its mention [0, 9999]"),
        (
            lambda c: c["sources"][0].update(possibly_same_as=[{"source": "s9", "certainty": "probable"}]),
            "a/s1",
            "may be source s9",
        ),
        (lambda c: c.update(relations=[{"type": "contradicts", "a": "c1", "b": "c9"}]), "a/c9", "no such claim"),
        (lambda c: c["report"].update(text="Something else."), "a", "is of another text"),
    ],
)
def test_a_claim_that_points_nowhere_is_named(path, change, where, words):
    damage(path, recoded(path, change))
    found = [f for f in checked(path).faults if words in f.what]
    assert [f.where for f in found][:1] == [where]


def test_a_value_that_no_claim_says_is_named_with_the_characters_it_would_rest_on(path):
    damage(path, "UPDATE incident_bodies SET incident = replace(incident, '\"n\":3', '\"n\":4')")
    told = next(f.what for f in checked(path).faults if f.part == "finding")
    claim = next(Ledger.open(path).coded_reports()).claims[0]
    assert f"a/c1 at [[{claim.content[0].start}, {claim.content[0].end}]]" in told


def test_a_coding_that_cannot_be_read_leaves_the_rest_followed(path):
    damage(path, "UPDATE codings SET coded = '{' WHERE id = 1")
    found = checked(path)
    assert (found.incidents, found.compared) == (1, False)
    assert found.claims == 2, "those of the other report"
    assert {f.where for f in found.faults if f.part == "finding"} == set(), "what is not read is told once"


def held_against(path):
    """How checking ended: with faults or none, or with an error in plain words."""
    try:
        return len(checked(path).faults)
    except SaysoError as error:
        return str(error)


@pytest.mark.parametrize("table", sorted(schema.metadata.tables))
def test_bytes_in_the_place_of_words_and_numbers_end_in_no_traceback(path, table):
    damaged = []
    for column in schema.metadata.tables[table].columns:
        try:
            damage(path, f"UPDATE {table} SET {column.name} = x'ff00'")
            damaged.append(column.name)
        except (sqlite3.IntegrityError, AssertionError):  # a key of a number, or an empty table
            continue
    unread = {"set_aside", "cache_state"}  # no part of what is followed; another state is one that is behind
    assert held_against(path) or not damaged or table in unread


@settings(max_examples=10)
@given(place=st.integers(0, 10**9), byte=st.integers(1, 255))
def test_a_flipped_byte_ends_in_no_traceback(damaged, place, byte):
    raw = bytearray(damaged[0])
    raw[place % len(raw)] ^= byte
    damaged[1].write_bytes(raw)
    assert held_against(damaged[1]) is not None


def test_what_came_after_the_incidents_were_built_is_no_fault(path):
    with Ledger.open(path) as ledger:
        ledger.store(tell("c", 5, "The Times"))
    found = checked(path)
    assert (found.stale, found.faults) == (True, ())


def test_an_empty_ledger_is_well(tmp_path):
    assert checked(tmp_path / "empty.db").faults == ()


def test_what_cannot_be_read_at_all_is_an_error(path):
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(LedgerError, match="not an SQLite database"):
        checked(path)
