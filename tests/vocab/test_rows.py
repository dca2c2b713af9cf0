from importlib.resources import files

import pytest
import yaml

from sayso.errors import VocabError
from sayso.vocab.actors import FILES
from sayso.vocab.outlets import FILES as OUTLETS
from sayso.vocab.rows import load_rows, parse_rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('- {"id": "a"}\n', [{"id": "a"}]),
        ('# units\n\n- {"id": "a", "n": 1}\n- {"id": "b"}', [{"id": "a", "n": 1}, {"id": "b"}]),
        ("", []),
        ("- {id: a}", None),
        ('- {"id": "a"', None),
        ("id: a", None),
    ],
)
def test_lines_of_json_are_read_and_all_else_is_left_to_yaml(text: str, rows: list[object] | None) -> None:
    assert parse_rows(text) == rows


@pytest.mark.parametrize("file", [*FILES, *OUTLETS, "actors/offices.yaml"])
def test_the_quick_way_reads_what_yaml_reads(file: str) -> None:
    text = (files("sayso") / "data" / file).read_text(encoding="utf-8")
    quick = parse_rows(text)
    assert quick is not None, f"{file}: some line is no JSON; it is read 30 times as slowly"
    assert quick == yaml.load(text, Loader=yaml.CSafeLoader)


def test_a_file_in_plain_yaml_is_read_too() -> None:
    assert {row["iso"] for row in load_rows("actors/states.yaml")} > {"IQ", "UA"}


def test_a_missing_file_and_one_that_is_no_list_are_named() -> None:
    with pytest.raises(VocabError, match=r"actors/none\.yaml: cannot be read"):
        load_rows("actors/none.yaml")
    with pytest.raises(VocabError, match="is no list of entries"):
        load_rows("lexicon/en/times.yaml")
