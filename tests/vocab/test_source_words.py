from typing import Any

import pytest

from sayso.errors import VocabError
from sayso.vocab import source_words as room
from sayso.vocab.loader import load_yaml
from sayso.vocab.source_words import singulars, source_words


@pytest.mark.parametrize(
    ("words", "head", "plural"),
    [
        ("officials", "official", True),
        ("eyewitnesses", "eyewitness", True),
        ("news agencies", "news agency", True),
        ("fishermen", "fisherman", True),
        ("armed forces", "armed forces", False),
        ("police", "police", False),
        ("people", "people", True),
        ("spokesman", "spokesman", False),
    ],
)
def test_heads_are_found_in_singular_and_plural(words: str, head: str, plural: bool) -> None:
    found = source_words().head(words)
    assert found is not None
    assert (found.word, found.plural) == (head, plural)


@pytest.mark.parametrize("words", ["table", "glass", "", "s"])
def test_other_nouns_are_no_heads(words: str) -> None:
    assert source_words().head(words) is None


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("armies", "army"), ("watches", "watch"), ("gunmen", "gunman"), ("guards", "guard"), ("boxes", "box")],
)
def test_singulars(plural: str, singular: str) -> None:
    assert singular in singulars(plural)


def test_every_anaphor_and_plural_is_made_of_known_roles() -> None:
    words = source_words()
    names = {role.name for role in words.heads.values()} | {"acronym", "party"}
    assert set().union(*words.anaphors.values()) <= names
    assert set(words.plurals.values()) <= set(words.heads)
    assert set().union(*(q.over for q in words.qualifiers)) <= names


def test_a_head_under_two_roles_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    raw: dict[str, Any] = load_yaml(room.FILE)
    twice = raw | {
        "roles": [*raw["roles"], {"role": "new", "named": "witness", "unnamed": "witness", "heads": ["mayor"]}]
    }
    monkeypatch.setattr(room, "load_yaml", lambda file: twice)
    with pytest.raises(VocabError, match="'mayor' stands under official and new"):
        source_words.__wrapped__()


def test_a_broken_lexicon_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "load_yaml", lambda file: {"roles": []})
    with pytest.raises(VocabError, match=r"lexicon/en/sources\.yaml"):
        source_words.__wrapped__()
