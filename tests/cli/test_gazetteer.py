"""`sayso gazetteer`: places in tables and JSON, packs in and out."""

import json
import shutil

import pytest

from sayso.cli.doctor import look_at_gazetteer
from sayso.cli.gazetteer.ready import prepare
from sayso.errors import SaysoError
from sayso.gazetteer import files
from sayso.settings import Settings
from tests.gazetteer.conftest import OVERLAY_PLACES, TOWNS
from tests.gazetteer.conftest import small_file as small_file
from tests.gazetteer.test_download import server as server
from tests.gazetteer.test_packs import BROKEN, DUMP, ROWS, table


@pytest.fixture
def gazetteer(sayso, small_file, tmp_path, monkeypatch):
    """The command over a small gazetteer of its own; its compiled file is found in the environment."""
    path = tmp_path / "own.sqlite"
    shutil.copyfile(small_file, path)
    monkeypatch.setenv("SAYSO_GAZETTEER", str(path))
    monkeypatch.setenv("SAYSO_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("sayso.cli.gazetteer.ready.is_stale", lambda path: False)
    return lambda *arguments: sayso("gazetteer", *arguments)


def test_help_lists_the_commands_with_examples(gazetteer):
    code, out, _ = gazetteer("--help")
    assert code == 0
    assert all(word in out for word in ("lookup", "near", "info", "add", "fetch", "remove", "refresh", "Examples:"))


@pytest.mark.parametrize("command", ["lookup", "near", "info", "add", "fetch", "remove", "refresh"])
def test_every_command_has_an_example(gazetteer, command):
    code, out, _ = gazetteer(command, "--help")
    assert code == 0
    assert f"sayso gazetteer {command}" in out


def test_lookup_shows_a_table(gazetteer):
    code, out, err = gazetteer("lookup", "Rmelan")
    assert code == 0
    assert err == ""
    assert "Rumaylan" in out
    assert "skeleton" in out


def test_lookup_prints_json(gazetteer):
    code, out, _ = gazetteer("lookup", "Tripoli", "--country", "lb", "--format", "json")
    (place,) = json.loads(out)
    assert code == 0
    assert (place["id"], place["match"], place["score"], place["precision"]) == ("gn:266826", "exact", 1.0, "town")
    assert place["countries"] == ["LB"]


def test_lookup_of_variants_and_limits(gazetteer):
    _, out, _ = gazetteer("lookup", "Tripoly", "--variants", "--limit", "1", "--format", "jsonl")
    assert [json.loads(line)["country"] for line in out.splitlines()] == ["LY"]


def test_an_unknown_name_ends_with_one(gazetteer):
    code, out, err = gazetteer("lookup", "Qwertyville")
    assert (code, out) == (1, "")
    assert "sayso gazetteer fetch" in err
    code, out, _ = gazetteer("lookup", "Qwertyville", "--format", "json")
    assert (code, json.loads(out)) == (1, [])


def test_near_tells_what_is_there_and_what_it_lies_in(gazetteer):
    code, out, err = gazetteer("near", "36.2", "37.16", "--km", "60")
    assert code == 0
    assert out.index("Aleppo") < out.index("Al Bāb")
    assert "in Syria (as the nearest town)" in err
    code, out, _ = gazetteer("near", "-16.78", "179.9", "--km", "100", "--people", "1000", "--format", "jsonl")
    assert [json.loads(line)["name"] for line in out.splitlines()] == ["Savusavu"]


def test_off_the_globe_is_wrong_usage(gazetteer):
    assert gazetteer("near", "91", "0")[0] == 2


def test_info_shows_packs_licences_and_the_file(gazetteer, tmp_path):
    code, out, _ = gazetteer("info", "--files")
    assert code == 0
    assert "CC BY 4.0" in out
    assert "GeoNames" in out
    assert "own.sqlite" in out.replace("\n", "")
    _, out, _ = gazetteer("info", "--format", "json")
    assert [pack["name"] for pack in json.loads(out)] == ["overlay", "geonames"]


def test_add_tells_what_came_in_and_what_did_not(gazetteer, tmp_path):
    path = table(tmp_path / "places-iq.tsv", *ROWS, *BROKEN)
    code, out, err = gazetteer("add", path, "--rejects", tmp_path / "rejects.txt")
    assert (code, out) == (1, "")
    assert "places-iq: 6 places" in err
    assert "line 9: latitude 136.5" in err
    assert len((tmp_path / "rejects.txt").read_text(encoding="utf-8").splitlines()) == len(BROKEN)
    code, _, err = gazetteer("add", path)
    assert code == 0
    assert "unchanged" in err
    assert gazetteer("lookup", "Zummar")[0] == 0


def test_many_rejects_are_counted(gazetteer, tmp_path):
    _, _, err = gazetteer("add", table(tmp_path / "places-iq.tsv", *ROWS, *BROKEN * 3))
    assert "8 more set aside; --rejects FILE" in err


def test_a_folder_and_a_dump_tell_what_was_left_out(gazetteer, tmp_path):
    folder = tmp_path / "pack"
    folder.mkdir()
    table(folder / "places-iq.tsv", *ROWS)
    (folder / "notes.txt").write_text("Notes", encoding="utf-8")
    assert "1 file in no known format: notes.txt" in gazetteer("add", folder)[2]
    (tmp_path / "QX.txt").write_text("\n".join(DUMP[:5]) + "\n", encoding="utf-8")
    code, _, err = gazetteer("add", tmp_path / "QX.txt")
    assert code == 0
    assert "1 row left out" in err


def test_remove_takes_a_pack_out(gazetteer, tmp_path):
    gazetteer("add", table(tmp_path / "places-iq.tsv", *ROWS))
    code, _, err = gazetteer("remove", "places-iq")
    assert code == 0
    assert "6 places" in err
    code, _, err = gazetteer("remove", "places-iq")
    assert code == 2
    assert "none has been added" in err


def test_what_is_no_pack_is_wrong_usage(gazetteer, tmp_path):
    code, _, err = gazetteer("add", tmp_path / "gone.txt")
    assert code == 2
    assert "no such file" in err


def test_fetch_adds_what_a_server_has(gazetteer, server, tmp_path):
    code, _, err = gazetteer("fetch", "QQ", "--from", server)
    assert code == 1
    assert "no such dump" in err
    assert gazetteer("fetch", "Syria", "--from", server)[0] == 2
    code, _, err = gazetteer("fetch", "QX", "--from", server, "--keep", tmp_path / "dumps")
    assert code == 0
    assert "QX: 4 places" in err
    assert gazetteer("lookup", "Birkah")[0] == 0
    assert (tmp_path / "dumps" / "QX.zip").is_file()


def test_refresh_has_nothing_to_do_without_packs(gazetteer, tmp_path, monkeypatch):
    monkeypatch.setenv("SAYSO_GAZETTEER", str(tmp_path / "none.sqlite"))
    code, _, err = gazetteer("refresh")
    assert code == 0
    assert "nothing to refresh" in err


def test_places_of_another_version_are_told(gazetteer, monkeypatch):
    monkeypatch.setattr("sayso.cli.gazetteer.ready.is_stale", lambda path: True)
    assert "sayso gazetteer refresh" in gazetteer("lookup", "Aleppo")[2]


def test_the_group_is_listed(sayso):
    assert "gazetteer" in sayso("--help")[1]


def test_the_doctor_looks_at_the_gazetteer(small_file, tmp_path, monkeypatch):
    own, none = tmp_path / "own.sqlite", tmp_path / "none.sqlite"
    shutil.copyfile(small_file, own)
    settings = Settings(cache_dir=tmp_path / "cache", gazetteer=own)
    with pytest.raises(SaysoError, match="sayso gazetteer refresh"):
        look_at_gazetteer(settings)
    monkeypatch.setattr("sayso.cli.doctor.is_stale", lambda path: False)
    assert "18 places in 2 packs" in look_at_gazetteer(settings)
    monkeypatch.setattr("sayso.cli.doctor.compiled_base", lambda settings: None)
    assert "not compiled yet" in look_at_gazetteer(Settings(cache_dir=tmp_path / "cache", gazetteer=none))


def test_the_first_command_compiles_the_gazetteer_and_shows_how_far_it_is(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(files, "geonames_places", lambda: iter(TOWNS))
    monkeypatch.setattr(files, "overlay_places", lambda: iter(OVERLAY_PLACES))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    settings = Settings(cache_dir=tmp_path / "cache", gazetteer=tmp_path / "none.sqlite")
    path = prepare(settings)
    first = capsys.readouterr().err
    made = path.stat().st_mtime_ns
    assert prepare(settings) == path
    assert path.stat().st_mtime_ns == made
    assert "100%" in first
    assert capsys.readouterr().err == ""
