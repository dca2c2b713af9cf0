"""Adding, replacing and removing packs: what was added is found, and what fails changes nothing."""

import gzip
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import GazetteerError, ReadError, UsageError
from sayso.gazetteer import files
from sayso.gazetteer.base import base_checksum
from sayso.gazetteer.packs import add, is_stale, packs, refresh, remove
from sayso.gazetteer.records import Match
from sayso.gazetteer.store import Gazetteer
from sayso.settings import Settings

from .conftest import OVERLAY_PLACES, TOWNS

HEADER = (
    "wof_id geonameid name names kind lat lon population region county bbox wikidata fcode code claims flags".replace(
        " ", "\t"
    )
)
ROWS = (
    "1\t99237\tIraq\tالعراق\tcountry\t33.1\t43.3\t39309783\t\t\t38.8,29.1,48.6,37.4\tQ796\t\tIQ,YI\t\tpoly",
    "2\t92877\tNinawa\tNineveh\tregion\t36.07\t42.38\t\t\t\t\t\t\tIQ-NI\t\tpoly",
    "3\t9253641\tZammar\tزمار\tlocality\t36.6573\t42.6025\t\tNinawa\tTelafar\t\t\tPPL\t\t\t",
    "4\t\tTal Zahra\t\tlocality\t36.5\t42.5\t\tNinawa\tTelafar\t\t\t\t\tSY\t",
    "5\t90001\tKhirbat Old\t\tlocality\t36.4\t42.4\t\tNinawa\t\t\t\tPPLQ\t\t\t",
    "6\t\tAl Asad\t\tcampus\t33.79\t42.44\t\t\t\t\t\t\tORAA,IQA\t\t",
)
BROKEN = (
    "7\t\tToo Short\tlocality",
    "8\t\tOff Globe\t\tlocality\t136.5\t42.5\t\t\t\t\t\t\t\t\t",
    "9\t\tNo Number\t\tlocality\tnorth\t42.5\t\t\t\t\t\t\t\t\t",
    "10\t\tOdd Kind\t\tmoonbase\t36.5\t42.5\t\t\t\t\t\t\t\t\t",
    "11\t\t \t\tlocality\t36.5\t42.5\t\t\t\t\t\t\t\t\t",
    "12\tx\tBad Id\t\tlocality\t36.5\t42.5\t\t\t\t\t\t\t\t\t",
)
DUMP = (
    "100\tEastmark\tEastmark\t\t30.5\t40.5\tA\tADM1\tQX\t\t05\t\t\t\t0\t\t10\tAsia/Aden\t2024-01-01",
    "101\tLowdale\tLowdale\t\t30.4\t40.4\tA\tADM2\tQX\t\t05\t0501\t\t\t0\t\t10\tAsia/Aden\t2024-01-01",
    "102\tTel Birke\t\tBirkah,تل بركة,XY\t30.4\t40.4\tP\tPPL\tQX\t\t05\t0501\t\t\t1200\t\t9\t\t2024-01-01",
    "103\tBirke Air Base\tBirke\t\t30.46\t40.46\tS\tAIRB\tQX\t\t05\t0501\t\t\t0\t\t10\tAsia/Aden\t2024-01-01",
    "104\tWadi Farm\tWadi Farm\t\t30.47\t40.47\tS\tFRM\tQX\t\t05\t\t\t\t0\t\t10\tAsia/Aden\t2024-01-01",
    "105\tBad\tBad\t\tninety\t40.47\tP\tPPL\tQX\t\t05\t\t\t\t0\t\t10\tAsia/Aden\t2024-01-01",
    "106\tshort",
)
SQUARE = [[[42.0, 36.0], [43.0, 36.0], [43.0, 37.0], [42.0, 37.0], [42.0, 36.0]]]
FAR = [[[10.0, 10.0], [11.0, 10.0], [11.0, 11.0]]]


@pytest.fixture
def settings(tmp_path: Path, small_file: Path) -> Settings:
    """A gazetteer of its own, which holds the small one."""
    path = tmp_path / "own" / "gazetteer.sqlite"
    path.parent.mkdir()
    path.write_bytes(small_file.read_bytes())
    return Settings(cache_dir=tmp_path / "cache", gazetteer=path)


def table(path: Path, *lines: str) -> Path:
    text = "\n".join((HEADER, *lines)) + "\n"
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


def outlines(path: Path, *features: tuple[dict[str, object], object]) -> Path:
    found = [
        {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": coordinates}}
        for properties, coordinates in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": found}), encoding="utf-8")
    return path


def found(settings: Settings, name: str) -> list[tuple[str, str]]:
    places = Gazetteer(settings.gazetteer)
    try:
        return [(place.id, place.match.value) for place in places.lookup(name, upto=Match.FUZZY)]
    finally:
        places.close()


def test_a_table_of_places_is_added_and_found_by_every_name(settings: Settings, tmp_path: Path) -> None:
    added = add(settings, [table(tmp_path / "places-iq.tsv.gz", *ROWS)])
    assert [(pack.name, pack.places, pack.aside) for pack in added.packs] == [("places-iq", 6, 0)]
    assert "Who's On First" in added.packs[0].attribution
    assert found(settings, "زمار") == [("gn:9253641", "alias")]
    assert found(settings, "Zummar") == [("gn:9253641", "skeleton")]
    assert found(settings, "Zamnar") == [("gn:9253641", "fuzzy")]
    assert found(settings, "ORAA") == [("wof:6", "alias")]
    assert found(settings, "Aleppo") == [("gn:170063", "exact")]
    places = Gazetteer(settings.gazetteer)
    (zahra,) = places.lookup("Tal Zahra")
    assert (zahra.id, zahra.country, zahra.countries, zahra.region, zahra.county) == (
        "wof:4", "IQ", ("IQ", "SY"), "Ninawa", "Telafar",
    )  # fmt: skip
    assert places.lookup("Khirbat Old")[0].kind == "abandoned"
    assert places.lookup("Al Asad")[0].kind == "airport"
    iraq = places.country("Iraq")
    assert iraq is not None
    assert (iraq.wikidata, iraq.country, iraq.population) == ("Q796", "IQ", 39309783)
    assert places.near(36.66, 42.6, 5)[0].name == "Zammar"
    places.close()


def test_rows_that_cannot_be_used_are_set_aside_with_line_and_reason(settings: Settings, tmp_path: Path) -> None:
    added = add(settings, [table(tmp_path / "places-iq.tsv", *ROWS, *BROKEN)])
    told = [str(each) for each in added.aside]
    assert added.packs[0].places == len(ROWS)
    assert added.packs[0].aside == len(told) == len(BROKEN)
    for line, (text, reason) in enumerate(
        zip(told, ("4 columns", "off the globe", "no number", "'moonbase'", "name is empty", "'x'"), strict=True),
        start=8,
    ):
        assert f"line {line}:" in text
        assert reason in text


def test_bytes_that_are_no_utf8_are_set_aside(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "places-iq.tsv"
    path.write_bytes(f"{HEADER}\n{ROWS[2]}\n".encode() + ROWS[3].encode().replace(b"Zahra", b"Zahr\xff") + b"\n")
    assert [each.reason for each in add(settings, [path]).aside] == ["not UTF-8"]


def test_the_same_files_again_change_nothing(settings: Settings, tmp_path: Path) -> None:
    path = table(tmp_path / "places-iq.tsv", *ROWS)
    add(settings, [path])
    before = settings.gazetteer.read_bytes()
    again = add(settings, [path], name="other")
    assert (again.packs, again.already) == ([], ["places-iq"])
    assert settings.gazetteer.read_bytes() == before


def test_other_content_under_a_name_replaces_it(settings: Settings, tmp_path: Path) -> None:
    add(settings, [table(tmp_path / "places-iq.tsv", *ROWS)])
    add(settings, [table(tmp_path / "places-iq.tsv", ROWS[2])])
    assert {pack.name: pack.places for pack in packs(settings.gazetteer)}["places-iq"] == 1
    assert found(settings, "Tal Zahra") == []
    assert found(settings, "Zammar") == [("gn:9253641", "exact")]


def test_removing_takes_everything_out_again(settings: Settings, tmp_path: Path) -> None:
    add(settings, [table(tmp_path / "places-iq.tsv", *ROWS)])
    add(settings, [outlines(tmp_path / "regions-iq.geojson", ({"wof_id": 2, "name": "Ninawa"}, SQUARE))])
    gone = remove(settings, "places-iq")
    assert gone.places == len(ROWS)
    assert found(settings, "Zammar") == []
    places = Gazetteer(settings.gazetteer)
    assert not places.is_name("زمار")
    assert places.db.execute("SELECT count(*) FROM outline").fetchone() == (0,)
    assert places.lookup("Sprinfield", upto=Match.FUZZY)[0].name == "Springfield"
    places.close()
    remove(settings, "regions-iq")
    assert not settings.gazetteer.exists()


def test_only_added_packs_can_be_removed(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="none has been added"):
        remove(settings, "places-iq")
    add(settings, [table(tmp_path / "places-iq.tsv", *ROWS)])
    with pytest.raises(UsageError, match=r"comes with the package.*added are places-iq"):
        remove(settings, "overlay")


@pytest.mark.parametrize("suffix", [".txt", ".zip"])
def test_a_dump_names_divisions_and_leaves_out_what_reports_seldom_name(
    settings: Settings, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"QX{suffix}"
    text = "\n".join(DUMP) + "\n"
    if suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "About this dump")
            archive.writestr("QX.txt", text)
    else:
        path.write_text(text, encoding="utf-8")
    added = add(settings, [path])
    assert (added.packs[0].name, added.packs[0].places, added.left_out) == ("QX", 4, 1)
    assert [each.line for each in added.aside] == [6, 7]
    places = Gazetteer(settings.gazetteer)
    (birke,) = places.lookup("تل بركة")
    assert (birke.name, birke.region, birke.county, birke.population) == ("Tel Birke", "Eastmark", "Lowdale", 1200)
    assert places.lookup("Birke Air Base")[0].kind == "base"
    assert not places.is_name("XY")
    assert not places.is_name("Wadi Farm")
    places.close()


def test_more_names_come_to_places_that_are_there(settings: Settings, tmp_path: Path) -> None:
    names = tmp_path / "alternateNamesV2.txt"
    names.write_text(
        "1\t170063\tku\tHelebê\t\t\t\t\t\t\n2\t170063\tlink\thttps://example.org\t\t\t\t\t\t\n"
        "3\t999999999\ten\tNowhere\t\t\t\t\t\t\n4\tx\ten\tBad\t\t\t\t\t\t\n",
        encoding="utf-8",
    )
    added = add(settings, [names])
    assert (added.packs[0].names, added.left_out, len(added.aside)) == (2, 1, 1)  # Aleppo is there twice
    assert found(settings, "Helebê") == [("gn:170063", "alias")]
    assert found(settings, "Nowhere") == []
    remove(settings, "alternateNamesV2")


def test_spellings_belong_to_their_place_or_make_it(settings: Settings, tmp_path: Path) -> None:
    aliases = tmp_path / "aliases.tsv"
    aliases.write_text(
        "alias\tcc\twof_id\tgeonameid\tname\tlat\tlon\nAleppa\tsy\t\t170063\tAleppo\t36.2\t37.16\n"
        "Tower Hill\tjo\t77\t\tTal Burj\t33.3\t38.7\nBad\tjordan\t\t\tBad\t33.3\t38.7\n",
        encoding="utf-8",
    )
    added = add(settings, [aliases])
    assert [each.line for each in added.aside] == [4]
    assert found(settings, "Aleppa") == [("gn:170063", "exact")]
    assert found(settings, "Tower Hill") == found(settings, "Tal Burj") == [("wof:77", "exact")]


def test_outlines_tell_what_a_point_lies_in(settings: Settings, tmp_path: Path) -> None:
    given = [
        table(tmp_path / "places-iq.tsv", *ROWS),
        outlines(tmp_path / "countries-iq.geojson", ({"geonameid": 99237, "name": "Iraq", "cc": "iq"}, SQUARE)),
        outlines(
            tmp_path / "regions-iq.geojson",
            ({"wof_id": 2, "geonameid": 92877, "name": "Ninawa", "kind": "region", "cc": "iq"}, SQUARE),
            ({"shapeName": "Nowhere", "shapeType": "ADM1"}, [[[500.0, 0.0], [0.0, 0.0], [0.0, 1.0]]]),
            ({"kind": "region"}, SQUARE),
        ),
        outlines(tmp_path / "seas.geojson", ({"name": "Far Bay", "kind": "marinearea"}, FAR)),
    ]
    added = add(settings, given, name="iraq")
    assert (added.packs[0].outlines, len(added.aside)) == (3, 2)
    places = Gazetteer(settings.gazetteer)
    inside = places.containing(36.6, 42.6)
    assert inside.country is not None
    assert inside.region is not None
    assert (inside.country.name, inside.region.name, inside.how) == ("Iraq", "Ninawa", "polygon")
    beside = places.containing(37.01, 42.5)  # outlines are simplified: within 0.05 degrees counts
    assert beside.region is not None
    assert places.containing(10.2, 10.9).areas[0].name == "Far Bay"
    region = places.region("Nineveh", country="IQ")
    assert region is not None
    assert places.inside(36.6, 42.6, region)
    assert not places.inside(35.0, 42.6, region)
    assert places.border_km(36.5, 41.0, "IQ") == pytest.approx(89.4, abs=1)
    assert len(places.border("IQ")) == 5
    assert places.border("IQ", "SY") == ()
    places.close()


def test_outlines_belong_to_divisions_and_countries_that_go_by_another_record(
    settings: Settings, tmp_path: Path
) -> None:
    west, east = (
        [[[37.0, 34.0], [40.0, 34.0], [40.0, 37.0], [37.0, 37.0]]],
        [[[40.0, 34.0], [42.0, 34.0], [42.0, 37.0]]],
    )
    us = [[[-100.0, 30.0], [-80.0, 30.0], [-80.0, 45.0], [-100.0, 45.0]]]
    given = [
        outlines(tmp_path / "countries-sy.geojson", ({"NAME": "Syrian Arab Republic", "ISO_A2": "SY"}, west)),
        outlines(tmp_path / "countries-iq.geojson", ({"NAME": "Iraq", "ISO_A2": "IQ"}, east)),
        outlines(tmp_path / "regions-us.geojson", ({"shapeName": "Illinois", "cc": "us"}, us)),
        outlines(tmp_path / "regions-sy.geojson", ({"name": "Haleb", "cc": "sy"}, west)),
    ]
    add(settings, given, name="outlines")
    places = Gazetteer(settings.gazetteer)
    assert len(places.border("SY")) == 5
    assert places.border("SY", "IQ") == ((34.0, 40.0),)
    illinois = places.region("Illinois", country="US")
    assert illinois is not None
    assert illinois.id == "gn:4896861"
    assert places.inside(31.0, -90.0, illinois)
    aleppo = replace(illinois, id="own:x", name="Aleppo", country="SY", lat=36.0, lon=38.0, geonameid=None)
    assert places.inside(35.0, 39.0, aleppo)  # its point lies in the outline of Haleb
    elsewhere = replace(aleppo, lat=10.0)
    assert places.areas.outline(elsewhere) is None
    places.close()


def test_a_folder_is_one_pack_and_tells_what_it_could_not_read(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    table(folder / "places-iq.tsv", *ROWS)
    (folder / "abandoned.tsv").write_text(
        "cc\twof_id\tgeonameid\tname\tnames\tfcode\tlat\tlon\niq\t8\t90002\tLost Village\t\tPPLW\t36.1\t42.1\n",
        encoding="utf-8",
    )
    (folder / "airports.tsv").write_text(
        "name\ttype\tiata\ticao\tlat\tlon\twikipedia\nNorth Strip\tmilitary\t\tORXX\t36.2\t42.2\t\n", encoding="utf-8"
    )
    (folder / "README.md").write_text("About", encoding="utf-8")
    (folder / "notes.txt").write_text("Notes", encoding="utf-8")
    added = add(settings, [folder])
    assert [(pack.name, pack.places) for pack in added.packs] == [("pack", 8)]
    assert [each.file for each in added.unknown] == ["README.md", "notes.txt"]
    places = Gazetteer(settings.gazetteer)
    assert places.lookup("Lost Village")[0].kind == "abandoned"
    assert places.lookup("ORXX")[0].kind == "base"
    places.close()


def test_what_fails_leaves_the_old_file_as_it_was(settings: Settings, tmp_path: Path) -> None:
    before = settings.gazetteer.read_bytes()
    good = table(tmp_path / "places-iq.tsv", *ROWS)
    cut = tmp_path / "places-sy.tsv.gz"
    whole = gzip.compress(("\n".join((HEADER, *ROWS)) + "\n").encode() * 2000)
    cut.write_bytes(whole[: len(whole) // 2])
    broken = tmp_path / "regions.geojson"
    broken.write_text('{"features": [', encoding="utf-8")
    for bad in (cut, broken):
        with pytest.raises(ReadError, match=bad.name):
            add(settings, [good, bad])
    assert settings.gazetteer.read_bytes() == before
    assert [path.name for path in settings.gazetteer.parent.iterdir()] == ["gazetteer.sqlite"]


def test_what_is_no_pack_is_refused_with_the_known_formats(settings: Settings, tmp_path: Path) -> None:
    other, empty, fake = tmp_path / "notes.txt", tmp_path / "empty", tmp_path / "SY.zip"
    other.write_text("Notes", encoding="utf-8")
    empty.mkdir()
    fake.write_text("no zip", encoding="utf-8")
    for path, told in ((other, "GeoNames dump"), (tmp_path / "gone.txt", "no such file"), (empty, "holds no file")):
        with pytest.raises(UsageError, match=told):
            add(settings, [path])
    with pytest.raises(ReadError, match="fetch the file again"):
        add(settings, [fake])
    with pytest.raises(UsageError, match="give another with --name"):
        add(settings, [other], name="overlay")


def test_a_place_that_cannot_be_written_says_which_setting(settings: Settings, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    cache = tmp_path / "cache" / f"gazetteer-{base_checksum()}.sqlite"
    cache.parent.mkdir()
    cache.write_bytes(settings.gazetteer.read_bytes())
    nowhere = Settings(cache_dir=cache.parent, gazetteer=blocked / "gazetteer.sqlite")
    with pytest.raises(GazetteerError, match="SAYSO_GAZETTEER"):
        add(nowhere, [table(tmp_path / "places-iq.tsv", *ROWS)])


def test_refreshing_puts_the_places_of_this_version_beside_the_packs(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "geonames_places", lambda: iter(TOWNS[:2]))
    monkeypatch.setattr(files, "overlay_places", lambda: iter(OVERLAY_PLACES))
    add(settings, [table(tmp_path / "places-iq.tsv", *ROWS)])
    assert is_stale(settings.gazetteer)  # the small one has a checksum of its own
    assert refresh(settings)
    assert not is_stale(settings.gazetteer)
    assert not refresh(settings)
    assert found(settings, "Zammar") == [("gn:9253641", "exact")]
    assert found(settings, "Springfield") == []
    assert found(settings, "Aleppo") == [("gn:170063", "exact")]
    assert not refresh(Settings(cache_dir=tmp_path, gazetteer=tmp_path / "none.sqlite"))
