"""`sayso verify` on real ledger files."""

import json
import sqlite3

import pytest


@pytest.fixture
def path(sayso, tmp_path):
    (tmp_path / "a.txt").write_text(
        "Police said on Monday that rockets hit a market in Mosul on 21 April 2024, killing three people."
    )
    file = tmp_path / "x.db"
    assert sayso("ingest", str(tmp_path / "a.txt"), "--published", "2024-04-22", "--ledger", str(file))[0] == 0
    return file


def damage(path, statement):
    with sqlite3.connect(path) as connection:
        assert connection.execute(statement).rowcount
    connection.close()


def test_a_ledger_that_is_well(sayso, path):
    code, out, _ = sayso("verify", "--ledger", str(path))
    assert code == 0
    assert "all is well: every value leads to the words that it rests on" in out
    checks = [line.split()[0] for line in out.splitlines()[1:7]]
    assert checks == ["reports", "claims", "judgements", "incidents", "findings", "merging"]
    assert "1 incident, built again and compared" in out


def test_what_was_walked_for_machines(sayso, path):
    code, out, _ = sayso("verify", "--format", "json", "--ledger", str(path))
    told = json.loads(out)
    assert (code, told["faults"], told["compared"]) == (0, [], True)
    findings = next(check for check in told["checks"] if check["part"] == "finding")
    assert findings["failed"] == 0
    assert all(findings["walked"][noun] > 0 for noun in ("finding", "value", "number", "claim", "character"))


def test_reports_are_read_again_when_that_is_asked_for(sayso, path):
    code, out, _ = sayso("verify", "--recode", "5", "--ledger", str(path))
    assert (code, "1 report read again" in " ".join(out.split())) == (0, True)
    (told,) = json.loads(sayso("verify", "--recode", "5", "--format", "json", "--ledger", str(path))[1])["checks"][-1:]
    assert told == {"part": "reading", "walked": {"report": 1}, "failed": 0}
    damage(path, "UPDATE codings SET coder = 'sayso 0.0.1 abc'")
    code, out, _ = sayso("verify", "--recode", "5", "--ledger", str(path))
    assert (code, "0 reports read again, 1 of another reader left out" in " ".join(out.split())) == (0, True)


def test_the_first_faults_of_each_part_are_shown_and_how_many_more_there_are(sayso, path):
    damage(path, "DELETE FROM merge_keys")
    code, out, _ = sayso("verify", "--ledger", str(path))
    faults = json.loads(sayso("verify", "--format", "json", "--ledger", str(path))[1])["faults"]
    assert code == 1
    assert {fault["part"] for fault in faults} == {"merging"}
    hidden = f"{len(faults) - 10} of them are not shown; --format json gives all"
    assert (hidden in out) == (len(faults) > 10)


def test_a_damaged_one_is_told_with_where_and_what_to_do(sayso, path):
    damage(path, "UPDATE reports SET text = replace(text, 'three', 'eight')")
    code, out, _ = sayso("verify", "--ledger", str(path))
    assert code == 1
    assert "checksum differs" in " ".join(out.split())
    assert "restore a backup" in " ".join(out.split())


def test_faults_for_machines(sayso, path):
    damage(path, "DELETE FROM findings WHERE slot = 'killed'")
    code, out, _ = sayso("verify", "--format", "json", "--ledger", str(path))
    assert code == 1
    told = json.loads(out)
    assert told["faults"][0]["part"] == "incident"
    assert set(told["faults"][0]) == {"part", "where", "what", "todo"}
    assert told["numbers"] >= 1


def test_incidents_that_were_changed_are_built_anew(sayso, path):
    damage(path, "UPDATE incident_bodies SET incident = replace(incident, 'Mosul', 'Basra')")
    assert sayso("verify", "--ledger", str(path))[0] == 1
    code, out, err = sayso("verify", "--rebuild", "--ledger", str(path))
    assert (code, "1 incident built anew" in err) == (0, True)
    assert "all is well" in out


def test_what_is_not_built_yet_is_told(sayso, path):
    damage(path, "UPDATE cache_state SET heads = 'codings 0/0 judgements 0/0'")
    code, out, _ = sayso("verify", "--ledger", str(path))
    assert (code, "came since the incidents were built" in out) == (0, True)


def test_no_ledger_is_made_by_looking(sayso, tmp_path):
    code, _, err = sayso("verify", "--ledger", str(tmp_path / "none.db"))
    assert (code, "no ledger there" in err) == (2, True)
    assert not (tmp_path / "none.db").exists()
