"""The database of WordNet is read as its manual page describes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.word_kin import WordNet, licence, read_wordnet, short, table

# Invented meanings in the form of wndb(5WN): "plarn" is a verb, "plarning" the noun that comes from it.
DATA = {
    "verb": [
        "00000010 35 v 02 plarn 0 gribble 0 002 @ 00000030 v 0000 + 00000110 n 0101 01 + 08 00 | to do a thing",
        "00000030 35 v 01 skote 0 000 01 + 08 00 | to do more",
    ],
    "noun": [
        "00000110 04 n 01 plarning 0 001 + 00000010 v 0101 | the doing",
        "00000150 06 n 01 table 0 000 | a thing",
    ],
    "adj": ["00000210 00 s 01 plarned(p) 0 001 + 00000010 v 0101 | done"],
}
INDEX = {
    "verb": [
        "plarn v 1 2 @ + 1 0 00000010",
        "gribble v 1 1 @ 1 0 00000010",
        "skote v 1 0 1 0 00000030",
    ],
    "noun": ["plarning n 1 1 + 1 0 00000110", "table n 1 0 1 0 00000150"],
    "adj": ["plarned a 1 1 + 1 0 00000210"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for kind, files in (("data", DATA), ("index", INDEX)):
        for name, lines in files.items():
            text = "\n".join(["  1 Do with it what you like.", "  2  ", *lines]) + "\n"
            (tmp_path / f"{kind}.{name}").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_noun_means_what_its_verb_means(folder: Path) -> None:
    wordnet = read_wordnet(folder)
    assert ("v", "00000010") in wordnet.meanings("plarning") & wordnet.meanings("gribble")
    assert ("v", "00000010") in wordnet.meanings("plarned")
    assert ("n", "00000110") in wordnet.meanings("plarn")
    assert ("n", "00000110") not in wordnet.meanings("gribble")  # the pointer is that of the first word alone
    assert wordnet.wider("gribble") == {("v", "00000030")}


def test_things_are_left_out(folder: Path) -> None:
    found = table(read_wordnet(folder))
    assert set(found) == {"plarn", "gribble", "plarning", "skote"}
    assert found["plarn"][1] == {("v", "00000030")}


def test_the_licence_goes_along(folder: Path) -> None:
    assert licence(folder) == ["Do with it what you like."]


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (35, "z"), (36, "10"), (1300, "104")])
def test_numbers_are_written_short(number: int, text: str) -> None:
    assert short(number) == text
    assert int(text, 36) == number


def test_unknown_words_mean_nothing() -> None:
    assert WordNet({}, {}).meanings("plarn") == frozenset()
