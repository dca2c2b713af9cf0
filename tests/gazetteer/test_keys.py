"""Keys of names: spellings that mean one name share one, other names do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.gazetteer.keys import fold, fold_bare, romanised, skeleton, spelled
from sayso.vocab.loader import load_yaml

LETTERS = load_yaml("spelling/letters.yaml")
NAMES = st.text(alphabet="abcdefghijklmnopqrstuvwxyz -'’.éṣʿабвгдبتثجح", max_size=30)


@pytest.mark.parametrize(
    ("name", "key", "bare"),
    [
        ("Al-Ḥasakah", "alhasakah", "hasakah"),
        ("el-Fasher", "elfasher", "fasher"),
        ("Sana'a", "sanaa", "sanaa"),
        ("Ṣanʿāʾ", "sana", "sana"),
        ("Deir ez-Zor", "deirezzor", "deirezzor"),
        ("Ti-n-Zaouatene", "tinzaouatene", "tinzaouatene"),
        ("U.S.", "us", "us"),
        ("the Gambia", "thegambia", "gambia"),
        ("Alma", "alma", "alma"),
        ("Al Ba", "alba", "alba"),
        ("Łódź", "lodz", "lodz"),
        ("Straße", "strasse", "strasse"),
        ("الرميلان", "الرميلان", "رميلان"),
        ("أَرِيحَا", "اريحا", "اريحا"),
        ("الحسکة", "الحسكه", "حسكه"),
        ("Артёмовск", "артемовск", "артемовск"),
        ("  Tal   Afar ", "talafar", "talafar"),
        ("Bab–el–Mandeb", "babelmandeb", "babelmandeb"),
        ("…", "", ""),
    ],
)
def test_names_fold(name: str, key: str, bare: str) -> None:
    assert (fold(name), fold_bare(name)) == (key, bare)


@pytest.mark.parametrize(
    "names",
    [
        ("Rumalyn", "Rmelan", "Rumaylan", "Rumeilan", "رميلان", "الرميلان"),
        ("Kalsu", "Kalso", "Calso"),
        ("Hodeidah", "Hudaydah", "Hodeida", "Al-Hodeidah"),
        ("Wad an-Noura", "Wad Al-Nora"),
        ("Deir ez-Zor", "Dayr az Zawr", "Deir al-Zour", "دير الزور"),
        ("Bakhmut", "Bahmut", "Бахмут"),
        ("Kherson", "Herson", "Херсон"),
        ("Ain Issa", "'Ayn 'Isá", "Ayn Isa"),
        ("Barsalogho", "Barsalogo"),
        ("Qamishli", "Kamishli", "Qamishly"),
    ],
    ids=lambda names: names[0],
)
def test_transliterations_of_one_name_share_their_consonants(names: tuple[str, ...]) -> None:
    assert len({skeleton(name) for name in names}) == 1
    assert skeleton(names[0])


@pytest.mark.parametrize(
    ("one", "other"), [("Mosul", "Basra"), ("Homs", "Hama"), ("Kharkiv", "Kherson"), ("Tartus", "Tripoli")]
)
def test_other_names_differ_in_their_consonants(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize("name", ["Goa", "Ur", "Yei", "北京", "दिल्ली", ""])
def test_few_consonants_and_unknown_scripts_have_no_consonant_key(name: str) -> None:
    assert skeleton(name) == ""


@pytest.mark.parametrize("table", ["arabic", "cyrillic"])
def test_letter_tables_serve_their_examples(table: str) -> None:
    assert romanised([LETTERS[table]["example"]]) == LETTERS[table]["expect"]


def test_the_hebrew_table_serves_its_example() -> None:
    assert romanised([LETTERS["hebrew"]["example"]]) == LETTERS["hebrew"]["expect"]


def test_letters_that_stand_for_others_serve_their_example() -> None:
    assert fold(LETTERS["same"]["example"]) == LETTERS["same"]["expect"].replace(" ", "")


@settings(deadline=None)  # other processes may hold the machine up
@given(NAMES)
def test_case_apostrophes_hyphens_and_spaces_do_not_matter(name: str) -> None:
    assert fold(name.upper()) == fold(name) == fold(name.replace("-", " ").replace("'", "").replace("’", ""))


@settings(deadline=None)  # other processes may hold the machine up
@given(NAMES)
def test_folding_a_key_again_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@settings(deadline=None)  # other processes may hold the machine up
@given(NAMES)
def test_an_article_leaves_the_bare_key_and_the_consonants(name: str) -> None:
    if len(fold(name)) >= 3 and name == name.strip(" -.'’ʿ") and fold_bare(name) == fold(name) and "  " not in name:
        assert fold_bare(f"al-{name}") == fold(name)
        assert skeleton(f"al-{name}") == skeleton(name)


@settings(deadline=None)  # other processes may hold the machine up
@given(st.lists(st.text(max_size=20), min_size=1, max_size=8))
def test_a_block_gives_each_name_what_it_gets_alone(names: list[str]) -> None:
    assert spelled(names) == [(fold(n), fold_bare(n), skeleton(n)) for n in names]
