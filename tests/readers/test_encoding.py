"""Bytes become the text that was written, and a note tells of any encoding but UTF-8."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.readers.encoding import Decoded, NoText, decode

ENGLISH = (
    "The army said “no one was hurt” in the strike — it didn’t say who fired. The base was empty, a spokesman said."
)
TEXTS = {
    "russian": "Пять ракет были выпущены по базе в воскресенье, сообщили два сотрудника службы безопасности.",
    "arabic": "قال مصدران أمنيان إن خمسة صواريخ أطلقت من بلدة زمار باتجاه قاعدة عسكرية يوم الأحد. ولم تقع إصابات.",
    "greek": "Δύο πηγές ασφαλείας δήλωσαν ότι πέντε ρουκέτες εκτοξεύθηκαν κατά της βάσης την Κυριακή.",
    "hebrew": "שני מקורות ביטחוניים אמרו כי חמש רקטות נורו לעבר הבסיס ביום ראשון. לא היו נפגעים.",
    "chinese": "两名安全官员表示，周日有五枚火箭弹射向军事基地。没有人受伤。",
    "french": "L’armée a déclaré que deux soldats ont été blessés près de la frontière après l’attaque dimanche.",
    "spanish": "El ejército informó el domingo que cayeron cinco. ¿Quién disparó? No se sabe, señaló la policía.",
    "polish": "Pięć rakiet spadło w pobliżu bazy, poinformował rzecznik ministerstwa. Żaden żołnierz nie został ranny.",
    "turkish": "Cumhurbaşkanı, sınırdaki saldırının ardından güvenlik güçlerinin operasyon başlattığını söyledi.",
}


def decoded(raw, **options):
    return decode(raw, **options)


def codes(result):
    return [n.code for n in result.notes]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_needs_no_note(encoding):
    assert decode(ENGLISH.encode(encoding)) == Decoded(ENGLISH)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_two_and_four_bytes_a_character_are_known_with_and_without_a_mark(encoding):
    result = decoded(ENGLISH.encode(encoding))
    assert result.text == ENGLISH
    assert codes(result) == ["encoding"]


@pytest.mark.parametrize(
    ("language", "encoding", "name"),
    [
        ("russian", "cp1251", "windows-1251"),
        ("russian", "koi8-r", "KOI8-R"),
        ("arabic", "cp1256", "windows-1256"),
        ("arabic", "iso8859-6", "ISO-8859-6"),
        ("greek", "cp1253", "windows-1253"),
        ("hebrew", "cp1255", "windows-1255"),
        ("chinese", "gb18030", "GB18030"),
        ("french", "cp1252", "windows-1252"),
        ("spanish", "iso8859-1", "windows-1252"),  # holds all of ISO-8859-1
        ("polish", "cp1250", "windows-1250"),
        ("turkish", "cp1254", "windows-1254"),
    ],
)
def test_a_guess_gets_the_letters_right_and_says_that_it_is_one(language, encoding, name):
    result = decoded(TEXTS[language].encode(encoding))
    assert result.text == TEXTS[language]
    assert codes(result) == ["encoding"]
    assert f"read as {name}, guessed" in result.notes[0].message


@pytest.mark.parametrize("text", [ENGLISH, "It’s unclear.", "“No one was hurt,” he said.", "Damage was put at £2,000."])
def test_english_with_a_few_typographic_marks_is_windows_1252(text):
    result = decoded(text.encode("cp1252"))
    assert result.text == text
    assert "windows-1252" in result.notes[0].message


def test_a_guess_learns_from_the_lines_that_hold_letters_however_late_they_come():
    text = "Nothing to see here.\n" * 10_000 + TEXTS["russian"]
    assert decoded(text.encode("cp1251")).text == text


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251"),
        ('<?xml version="1.0" encoding="windows-1251"?>', "cp1251"),
        ("<META CHARSET=koi8-r>", "koi8-r"),
    ],
)
def test_a_page_may_declare_its_encoding(head, encoding):
    source = f"{head}<p>Да</p>"  # too short to guess
    result = decoded(source.encode(encoding), page=True)
    assert result.text == source
    assert "as the page declares" in result.notes[0].message


@pytest.mark.parametrize("label", ["no-such-thing", "rot13", "idna", "unicode_escape", "utf-16"])
def test_a_declaration_that_cannot_be_true_is_not_followed(label):
    source = f'<meta charset="{label}"><p>{TEXTS["russian"]}</p>'
    assert decoded(source.encode("cp1251"), page=True).text == source


def test_utf8_with_some_damage_stays_utf8():
    raw = TEXTS["russian"].encode()[:-2]  # cut in the middle of a letter
    result = decoded(raw)
    assert result.text[:80] == TEXTS["russian"][:80]
    assert codes(result) == ["broken-characters"]


def test_utf16_that_ends_in_the_middle_of_a_character_says_so():
    result = decoded((TEXTS["russian"] * 3).encode("utf-16")[:-1])
    assert codes(result) == ["encoding", "broken-characters"]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"PK\x03\x04\x14\0\x06\0", "a zip archive"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"{\\rtf1\\ansi Five rockets}", "rich text"),
        (b"five\0rockets\0 were fired\0\0\0", "NUL"),
        (bytes(range(1, 32)) * 20, "control characters"),
        (b"\xff\xfe" + b"\x00\xd8" * 50, "broken characters"),
    ],
)
def test_what_is_no_text_says_what_it_is(raw, reason):
    result = decoded(raw)
    assert isinstance(result, NoText)
    assert reason in result.reason


@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_make_it_raise(raw, page):
    assert isinstance(decode(raw, page=page), Decoded | NoText)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_every_text_in_utf8_comes_back(text):
    result = decoded(b"\xef\xbb\xbf" + text.encode())
    assert isinstance(result, Decoded)
    assert result.text == text
