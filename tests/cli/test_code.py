"""`sayso code` from end to end, on real files."""

import json
import subprocess
import sys

import jsonschema
import pytest

from sayso.model.schema import schema_text

REPORT = "A police officer said that three people were killed on Monday when rockets hit a market in Varna Ford."
VALID = jsonschema.Draft202012Validator(json.loads(schema_text("coded-report")))


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_text_is_for_people(sayso, article):
    code, out, err = sayso("code", article, "--published", "2024-04-23", "--publisher", "Harbour Post")
    assert (code, err) == (0, "")
    assert "Harbour Post · published 2024-04-23" in out
    assert "police officer" in out
    assert "2024-04-22" in out
    assert "\x1b" not in out


def test_a_report_is_called_by_its_file(sayso, article):
    _, out, _ = sayso("code", article.name, "--published", "2024-04-23")
    assert out.startswith("article.txt\n")


def test_jsonl_is_one_coded_report_a_line_and_validates(sayso, tmp_path):
    source = tmp_path / "two.jsonl"
    source.write_text(
        f'{{"id": "a", "text": "{REPORT}"}}\n{{"id": "b", "text": "The fair opened."}}\n', encoding="utf-8"
    )
    code, out, _ = sayso("code", source, "--published", "2024-04-23", "--format", "jsonl")
    coded = [json.loads(line) for line in out.splitlines()]
    assert (code, [c["report"]["id"] for c in coded]) == (0, ["a", "b"])
    assert coded[0]["report"]["text"] == REPORT
    for report in coded:
        VALID.validate(report)


@pytest.mark.parametrize("names", [(), ("a",), ("a", "b")])
def test_json_is_one_list(sayso, tmp_path, names):
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in names:
        (folder / f"{name}.txt").write_text(REPORT + name, encoding="utf-8")
    _, out, _ = sayso("code", folder, "--published", "2024-04-23", "--format", "json")
    assert [r["report"]["text"][-1] for r in json.loads(out)] == list(names)


def test_what_cannot_be_read_is_set_aside_and_the_rest_goes_on(sayso, article, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, err = sayso("code", "gone.txt", "empty.txt", article, "--published", "2024-04-23", "--format", "jsonl")
    assert code == 1
    assert json.loads(out)["report"]["text"] == REPORT
    assert "set aside gone.txt: " in err
    assert "[empty]" in err
    assert "2 inputs set aside, 1 report read" in err


def test_a_missing_date_is_told_on_stderr_and_in_the_report(sayso, article):
    code, out, err = sayso("code", article, "--format", "jsonl")
    assert code == 0
    assert "[no-publication-date]" in err
    assert "no-publication-date" in [d["code"] for d in json.loads(out)["diagnostics"]]


def test_a_wrong_date_is_wrong_usage(sayso, article):
    code, out, err = sayso("code", article, "--published", "Monday")
    assert (code, out) == (2, "")
    assert "'--published': 'Monday' is no date" in err


def test_standard_input_is_read():
    command = [sys.executable, "-c", "from sayso.cli import main; raise SystemExit(main())"]
    run = [*command, "code", "-", "--published", "2024-04-23", "--format", "jsonl"]
    done = subprocess.run(run, input=REPORT.encode(), capture_output=True, check=True)
    assert json.loads(done.stdout)["report"]["text"] == REPORT


def test_the_limits_of_the_settings_hold(sayso, article, monkeypatch):
    monkeypatch.setenv("SAYSO_MAX_BYTES", "20")
    code, _, err = sayso("code", article, "--published", "2024-04-23")
    assert code == 1
    assert "[too-large]" in err


def test_a_fault_of_our_own_on_one_report_does_not_stop_the_others(tmp_path, capsys):
    from sayso.cli.code import code_all
    from sayso.cli.inputs import Intake
    from sayso.pipeline.code import Coder
    from sayso.settings import Settings

    def trip(doc):
        if "trap" in doc.text:
            raise ZeroDivisionError("a stage tripped")
        return doc

    source = tmp_path / "two.jsonl"
    source.write_text('{"id": "a", "text": "A trap."}\n{"id": "b", "text": "A fair."}\n', encoding="utf-8")
    intake = Intake(Settings())
    coded = list(code_all(intake, (str(source),), Coder((trip,)), lambda steps=1: None))
    assert [report.report.id for _, report in coded] == ["b"]
    assert "two.jsonl:1: coding failed (ZeroDivisionError: a stage tripped)" in capsys.readouterr().err
    assert intake.exit_code == 1
