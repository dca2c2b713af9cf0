"""A ledger survives `kill -9` at any moment: whole reports only, and the same end when the work is done again."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from sayso.model import Report
from sayso.model.codec import encode

from ..cli.made import post

REPORTS = 120
CHILD = """
import sys
from sayso.ledger import Ledger
from sayso.model.codec import decode_coded
path, source = sys.argv[1:]
with Ledger.open(path) as ledger, open(source, "rb") as lines:
    for line in lines:
        ledger.store(decode_coded(line))
        print(ledger.counts().reports, flush=True)
"""


def reports():
    for i in range(REPORTS):
        text = f"{post().report.text} Number {i}."
        yield replace(post(), report=Report.of(text, id=f"r-{i}", published="2024-04-22"))


def integrity(path: Path) -> str:
    database = sqlite3.connect(path)
    try:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        return str(database.execute("PRAGMA integrity_check").fetchone()[0])
    finally:
        database.close()


def killed_at(path: Path, source: Path, delay: float) -> int:
    """Store the reports in another process, kill it `delay` seconds after its first one, and return its exit code."""
    with subprocess.Popen([sys.executable, "-c", CHILD, str(path), str(source)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        child.communicate()
    return child.returncode


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX systems")
def test_kill_9_leaves_whole_reports_and_the_rest_can_be_ingested(tmp_path):
    source, path, undisturbed = tmp_path / "coded.jsonl", tmp_path / "x.db", tmp_path / "y.db"
    source.write_bytes(b"\n".join(encode(coded) for coded in reports()) + b"\n")
    dice, kills, held = random.Random(4), 0, []
    for _ in range(5):
        kills += killed_at(path, source, dice.uniform(0, 0.12)) == -signal.SIGKILL
        assert integrity(path) == "ok"
        with Ledger.open(str(path)) as ledger:
            stored = list(ledger.coded_reports())
            counts = ledger.counts()
        expected = list(reports())[: len(stored)]
        assert stored == expected, "a prefix of what was stored, each report whole"
        assert counts.claims == sum(len(c.claims) for c in stored)
        assert counts.codings == counts.revisions == counts.reports
        held.append(len(stored))
    assert kills, "killed while it was working, at least once"
    assert held == sorted(held), "nothing that was stored is lost"
    for target in (path, undisturbed):
        with Ledger.open(str(target)) as ledger:
            for coded in reports():
                ledger.store(coded)
    with Ledger.open(str(path)) as mended, Ledger.open(str(undisturbed)) as smooth:
        assert mended.counts() == smooth.counts()
        assert list(mended.coded_reports()) == list(smooth.coded_reports())
