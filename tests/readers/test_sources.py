"""Sources stand for files, folders and standard input; what stands for nothing says why."""

import os

import pytest

from sayso.readers import Limits, Unread, read
from sayso.readers.sources import Input, inputs

LIMITS = Limits()
POSIX = pytest.mark.skipif(os.name == "nt", reason="modes and pipes are of POSIX systems")


def found_in(sources, limits=LIMITS):
    return list(inputs(sources, limits))


def every(sources):
    return list(read(sources))


def names(folder, found):
    return [os.path.relpath(i.path, folder) if isinstance(i, Input) and i.path else i.diagnostic.code for i in found]


def test_a_folder_is_read_in_depth_sorted_and_without_what_is_hidden_or_unknown(desk):
    for name in (
        "b.txt",
        "a.html",
        "c/d.jsonl",
        "c/e/f.JSON",
        ".hidden.txt",
        ".git/x.txt",
        "photo.png",
        "feed.xml",
        "b.meta.json",
    ):
        desk.put(name, "x")
    found = names(desk.folder, found_in([str(desk.folder)]))
    assert found == ["a.html", "b.txt", os.path.join("c", "d.jsonl"), os.path.join("c", "e", "f.JSON")]


def test_the_frames_of_a_saved_page_are_left_out(desk):
    for name in ("depot.htm", "depot_files/ad.html", "other_files/y.html"):
        desk.put(name, "x")
    assert names(desk.folder, found_in([str(desk.folder)])) == [
        "depot.htm",
        os.path.join("other_files", "y.html"),
    ]


@pytest.mark.parametrize(
    ("source", "code", "words"),
    [
        ("depott.txt", "not-found", "depot.txt?"),
        ("zzz.txt", "not-found", "check the path"),
        ("no/such/folder.txt", "not-found", "nor does its folder"),
        ("nul\0.txt", "unreadable", "null"),
        ("x" * 5_000, "unreadable", "check the path"),
        ("photo.png", "unknown-suffix", "'.png'"),
        ("noending", "unknown-suffix", "without an ending"),
        ("depot.meta.json", "no-report", "depot.txt"),
        ("feed.rss", "not-supported-yet", ".html"),
        ("crawl.warc.gz", "not-supported-yet", ".html"),
        ("pictures", "nothing-to-read", ".txt"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(desk, source, code, words):
    for name in (
        "depot.txt",
        "photo.png",
        "noending",
        "depot.meta.json",
        "feed.rss",
        "crawl.warc.gz",
        "pictures/a.png",
    ):
        desk.put(name, "x")
    (result,) = found_in([str(desk.folder / source)])
    assert isinstance(result, Unread)
    assert result.diagnostic.code == code
    assert words in result.diagnostic.message


def test_an_address_is_an_input_of_its_own():
    (result,) = found_in(["https://river.example/depot"])
    assert isinstance(result, Input)
    assert result.origin == result.url == "https://river.example/depot"


def test_standard_input_is_read_once():
    first, second = found_in(["-", "-"])
    assert (first.origin, second.diagnostic.code) == ("stdin", "read-twice")


def test_a_single_path_is_not_taken_for_its_letters(desk):
    path = desk.put("a.txt", "x")
    assert len(found_in(path)) == 1
    assert len(found_in([desk.folder / "a.txt"])) == 1


def test_more_files_than_allowed_are_told_and_left(desk, small):
    for number in range(5):
        desk.put(f"{number}.txt", "x")
    assert names(desk.folder, inputs([str(desk.folder)], small)) == ["0.txt", "1.txt", "2.txt", "too-many-files"]


@POSIX
def test_links_are_followed_but_not_in_circles(desk, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (other / "there.txt").write_text("x")
    desk.put("a/here.txt", "x")
    (desk.folder / "a" / "round").symlink_to(desk.folder, target_is_directory=True)
    (desk.folder / "b").symlink_to(other, target_is_directory=True)
    (desk.folder / "c.txt").symlink_to(desk.folder / "gone.txt")
    (desk.folder / "d.png").symlink_to(desk.folder / "gone.png")
    found = found_in([str(desk.folder)])
    assert names(desk.folder, found) == [os.path.join("a", "here.txt"), os.path.join("b", "there.txt"), "not-found"]
    assert "gone.txt, which does not exist" in found[-1].diagnostic.message
    (named,) = found_in([str(desk.folder / "c.txt")])
    assert "is a link to" in named.diagnostic.message


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_set_aside_and_the_rest_is_read(desk):
    secret, shut = desk.put("a.txt", "x"), desk.put("b/c.txt", "x")
    open_one = desk.put("d.txt", "Five rockets.")
    os.chmod(secret, 0)
    os.chmod(os.path.dirname(shut), 0)
    try:
        results = list(read([str(desk.folder)]))
    finally:
        os.chmod(os.path.dirname(shut), 0o700)
    assert [r.diagnostic.code if isinstance(r, Unread) else r.origin for r in results] == [
        "unreadable",
        "unreadable",
        open_one,
    ]


@POSIX
def test_a_folder_tree_without_end_is_given_up(desk):
    deep = desk.folder
    for _ in range(205):
        deep = deep / "d"
    deep.mkdir(parents=True)
    assert "too-deep" in names(desk.folder, found_in([str(desk.folder)]))


@pytest.mark.skipif(
    os.name != "posix" or os.uname().sysname == "Darwin", reason="names of any bytes are a Linux matter"
)
def test_a_name_that_is_no_unicode_is_shown_as_text(desk):
    path = os.path.join(os.fsencode(desk.folder), b"caf\xe9.txt")
    with open(path, "wb") as stream:
        stream.write(b"Five rockets.")
    (result,) = every([str(desk.folder)])
    assert result.origin.endswith("caf\ufffd.txt")
    assert result.report.id.startswith("caf-")
    (result.origin + result.report.id).encode()


def test_a_folder_that_cannot_be_listed_is_told_and_the_rest_is_read(desk, monkeypatch):
    desk.put("a/x.txt", "x")
    desk.put("b/y.txt", "x")
    listing = os.scandir

    def guarded(folder):
        if os.path.basename(folder) == "a":
            raise PermissionError(13, "Permission denied", str(folder))
        return listing(folder)

    monkeypatch.setattr(os, "scandir", guarded)
    found = found_in([str(desk.folder)])
    assert names(desk.folder, found) == ["unreadable", os.path.join("b", "y.txt")]
    assert "Permission denied" in found[0].diagnostic.message
