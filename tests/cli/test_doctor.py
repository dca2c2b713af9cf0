"""`sayso doctor` finds what is wrong and says what to do."""

from importlib import metadata

import pytest

from sayso.cli import doctor
from sayso.cli.requirements import missing_requirements, release
from sayso.errors import VocabError
from sayso.ledger import Ledger


def test_all_is_well_here(sayso):
    code, out, err = sayso("doctor")
    assert (code, err) == (0, "")
    assert "All is well." in out
    assert "WRONG" not in out
    assert "not there yet; `sayso ingest` makes it" in " ".join(out.split())


def test_looking_makes_no_ledger(sayso, tmp_path):
    sayso("doctor")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_ledger_is_named(sayso, tmp_path):
    (tmp_path / "notes.db").write_text("these are my notes, and no database at all " * 20, encoding="utf-8")
    code, out, _ = sayso("doctor", "--ledger", "notes.db")
    assert code == 1
    assert "not an SQLite database" in " ".join(out.split())
    assert "1 thing to put right" in out


def test_a_ledger_that_is_there_is_opened(sayso, tmp_path):
    Ledger.open(str(tmp_path / "my.db")).close()
    code, out, _ = sayso("doctor", "--ledger", "my.db")
    assert code == 0
    assert "my.db" in out


def test_every_fault_is_told_and_the_rest_looked_at(capsys):
    def broken() -> str:
        raise VocabError("lexicon/en/x.yaml: broken YAML")

    def crashed() -> str:
        raise ImportError("no module named y")

    checks = (doctor.Check("a", broken), doctor.Check("b", crashed), doctor.Check("c", lambda: "fine"))
    assert doctor.examine(checks) == 1
    assert capsys.readouterr().out.splitlines() == [
        "WRONG  a  lexicon/en/x.yaml: broken YAML",
        "WRONG  b  ImportError: no module named y",
        "ok     c  fine",
        "2 things to put right, marked WRONG above.",
    ]


@pytest.mark.parametrize(
    ("look", "thing", "value", "message"),
    [
        (doctor.look_at_python, "OLDEST_PYTHON", (9, 9), "install Python 9.9 or later"),
        (doctor.look_at_lexicons, "yaml_files", lambda _: [], "no data files"),
        (doctor.look_at_dependencies, "missing_requirements", lambda _: ["click is gone"], "gone. Install anew"),
    ],
)  # fmt: skip
def test_what_is_wrong_comes_with_what_to_do(monkeypatch, look, thing, value, message):
    monkeypatch.setattr(doctor, thing, value)
    with pytest.raises(doctor.UnwellError, match=message):
        look()


def test_a_desk_without_its_islands_works_and_is_told(monkeypatch):
    monkeypatch.setattr(doctor, "are_built", lambda: True)
    assert doctor.look_at_islands() == "built"
    monkeypatch.setattr(doctor, "are_built", lambda: False)
    assert "make desk" in doctor.look_at_islands()


def test_a_tagger_that_knows_no_verb(monkeypatch):
    class Mute:
        def tag_sent(self, sent):
            return [(word, word, "NN1") for word in sent]

    monkeypatch.setattr(doctor, "english_tagger", Mute)
    with pytest.raises(doctor.UnwellError, match="tags 'hit' as NN1"):
        doctor.look_at_tagger()


def test_a_reading_that_finds_nothing(monkeypatch):
    monkeypatch.setattr(doctor, "SAMPLE", "")
    with pytest.raises(doctor.UnwellError, match="no claim found"):
        doctor.look_at_reading()


def test_a_folder_that_cannot_be_written(monkeypatch, tmp_path):
    monkeypatch.setattr("sayso.cli.doctor.os.access", lambda *_: False)
    with pytest.raises(doctor.UnwellError, match="cannot be written"):
        doctor.look_at_folder(tmp_path / "a" / "b")


def test_a_terminal_without_unicode(monkeypatch):
    class Plain:
        encoding = "ascii"

    monkeypatch.setattr("sayso.cli.doctor.sys.stdout", Plain())
    with pytest.raises(doctor.UnwellError, match="PYTHONUTF8=1"):
        doctor.look_at_terminal()


def test_requirements_are_compared_by_their_numbers():
    have = metadata.version("click")
    assert missing_requirements([f"click>={have}", "click (>=8)", "pytest; extra == 'dev'"]) == []
    assert missing_requirements(["click>=999", "no-such-thing"]) == [
        f"click {have} is older than 999",
        "no-such-thing is not installed",
    ]


@pytest.mark.parametrize(
    ("version", "numbers"), [("2.0.30", (2, 0, 30)), ("2.1rc1", (2, 1)), ("3.0.dev4", (3, 0)), ("", ())]
)
def test_release(version, numbers):
    assert release(version) == numbers
