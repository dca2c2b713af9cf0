"""`sayso export` on a real ledger: one table or all, with the filters of `incidents`."""

import csv
import io
import json
import zipfile

import jsonschema
import pytest

from sayso.model.schema import schema_text

VALID = jsonschema.Draft202012Validator(json.loads(schema_text("incidents")))
REPORTS = (
    ("post-1", "Harbour Post", "Three people were killed on Monday when rockets hit Mosul, police said."),
    ("radio-1", "Radio Varna", "Five people were killed on Monday when rockets hit Mosul, a nurse said."),
    ("wire-1", "Varna Wire", "A soldier was wounded by gunmen in Basra on Sunday, the army said."),
)


@pytest.fixture
def stored(sayso, told):
    told(REPORTS).unlink()
    return sayso


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_to_stdout_is_the_table_of_incidents(stored):
    code, out, err = stored("export", "csv")
    assert code == 0
    assert {r["place"] for r in rows(out)} == {"Mosul", "Basra"}
    assert "give with these coordinates: Places: GeoNames" in err


@pytest.mark.parametrize("name", ["claims", "findings"])
def test_csv_of_another_table(stored, name):
    code, out, _ = stored("export", "csv", "--table", name, "--near", "Mosul")
    assert code == 0
    found = rows(out)
    assert {r["slot"] for r in found} >= {"killed", "place"}
    assert len({r["incident"] for r in found}) == 1


def test_one_csv_file_with_the_mark_for_excel(stored, tmp_path):
    code, out, err = stored("export", "csv", "--bom", "-o", "out.csv")
    assert (code, out) == (0, "")
    assert "out.csv: 2 incidents" in err
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfincident,")


def test_all_tables_into_an_archive_or_a_folder(stored, tmp_path):
    assert stored("export", "csv", "-o", "out.zip")[0] == 0
    assert stored("export", "csv", "-o", "out")[0] == 0
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert set(packed) == {"incidents.csv", "findings.csv", "claims.csv", "ATTRIBUTION.txt"}
    assert b"GeoNames" in packed["ATTRIBUTION.txt"]
    ids = {r["incident"] for r in rows(packed["incidents.csv"].decode())}
    assert ids == {r["incident"] for r in rows(packed["claims.csv"].decode())}
    assert not list(tmp_path.rglob(".*.part"))


def test_one_table_alone_into_a_folder(stored, tmp_path):
    assert stored("export", "csv", "-o", "one", "--table", "findings")[0] == 0
    assert {p.name for p in (tmp_path / "one").iterdir()} == {"findings.csv", "ATTRIBUTION.txt"}


def test_geojson_has_every_incident_and_the_attribution(stored, tmp_path):
    assert stored("export", "geojson", "-o", "map.geojson")[0] == 0
    made = json.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))
    assert any("GeoNames" in line and "CC BY 4.0" in line for line in made["attribution"])
    assert {f["properties"]["place"] for f in made["features"]} == {"Mosul", "Basra"}


def test_json_is_what_incidents_prints(stored):
    code, out, _ = stored("export", "json")
    assert code == 0
    VALID.validate(json.loads(out))
    assert json.loads(out) == json.loads(stored("incidents", "--format", "json")[1])
    assert [json.loads(line) for line in stored("export", "jsonl")[1].splitlines()] == json.loads(out)


def test_nothing_found_is_an_empty_list(stored):
    assert stored("export", "json", "--type", "protest")[:2] == (0, "[]\n")


def test_as_of_exports_what_was_known(stored):
    assert json.loads(stored("export", "json", "--as-of", "2024-04-23")[1]) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("xls",), "'xls' is not one of"),
        (("json", "--bom"), "--table and --bom are for csv"),
        (("csv", "--table", "all"), "all tables do not go into one file"),
        (("csv", "--table", "all", "-o", "x.csv"), "all tables do not go into one file"),
        (("csv", "--near", "Xqzzyv"), "no place of this name"),
    ],
)
def test_wrong_usage(stored, tmp_path, arguments, message):
    code, out, err = stored("export", *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert not (tmp_path / "x.csv").exists()


def test_a_file_that_cannot_be_written_is_said(stored):
    code, _, err = stored("export", "json", "-o", "gone/out.json")
    assert code == 1
    assert "No such file" in err


def test_help_has_examples(sayso):
    code, out, _ = sayso("export", "--help")
    assert code == 0
    assert "Examples:" in out
