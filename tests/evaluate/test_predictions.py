"""Dumps of predictions are written so that they can be read back, and broken ones are refused by line."""

import pytest

from sayso.errors import UsageError
from sayso.evaluate.predictions import read_coded, read_incidents, write_coded, write_incidents

from .small import PERFECT, coded
from .test_incidents import incident


def test_round_trip(tmp_path):
    out = tmp_path / "coded.jsonl"
    made = coded(*PERFECT)
    write_coded(made.values(), out)
    assert read_coded(out) == made
    assert write_incidents([incident()], out) == tmp_path / "coded.jsonl.incidents.json"
    assert read_incidents(tmp_path / "coded.jsonl.incidents.json") == (incident(),)


def test_a_broken_line_is_named(tmp_path):
    out = tmp_path / "coded.jsonl"
    write_coded(coded().values(), out)
    out.write_bytes(out.read_bytes() + b"\n{}\n")
    with pytest.raises(UsageError, match=r"coded\.jsonl, line 3: "):
        read_coded(out)


def test_files_that_cannot_be_read_or_written(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_coded(tmp_path / "none.jsonl")
    with pytest.raises(UsageError, match="cannot be written"):
        write_coded((), tmp_path / "none" / "out.jsonl")
    (tmp_path / "i.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match=r"i\.json: not a valid"):
        read_incidents(tmp_path / "i.json")
