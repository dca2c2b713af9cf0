"""The table of word rarity, made of texts."""

from __future__ import annotations

from training.word_rarity import table

from sayso.vocab.word_rarity import parse_rarity


def test_words_of_few_reports_are_left_out_and_common_ones_weigh_least() -> None:
    texts = ["Police said: fire, fire."] * 3 + ["Police said nothing."] * 9 + ["Police went to Ostrava."] * 2
    made = parse_rarity(table(texts))
    assert set(made.classes) == {"police", "said", "fire", "nothing"}  # "fire" counts once a report
    assert made.of("police") < made.of("fire") < made.of("ostrava")


def test_a_table_says_how_many_reports_it_was_counted_on_and_holds_no_text() -> None:
    assert table(["Police said nothing."] * 3).startswith("# How rare words are in 3 reports")
    assert "Police said" not in table(["Police said nothing."] * 3)
