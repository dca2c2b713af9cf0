"""One label a text: accuracy and macro-F1 beside those of the most frequent label."""

from sayso.evaluate.labels import label_figures


def test_figures_stand_beside_those_of_the_most_frequent_label():
    figures = label_figures([("a", "a"), ("a", "b"), ("b", "b"), (None, None)])
    assert (figures["n"], figures["accuracy"], figures["macro_f1"]) == (4, 75.0, 77.8)
    assert figures["majority"] == {"label": "a", "accuracy": 50.0, "macro_f1": 22.2}


def test_of_labels_as_frequent_the_first_in_the_alphabet_is_the_majority():
    assert label_figures([("b", "b"), ("a", "b")])["majority"]["label"] == "a"


def test_no_text_has_no_figures():
    assert label_figures([]) == {"n": 0, "accuracy": None, "macro_f1": None, "majority": None}
