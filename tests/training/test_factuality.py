"""The fitted classifier learns what its features tell, and no document is judged by what has seen it."""

from __future__ import annotations

from training.factuality import FOLDS, Case, fit, in_folds

from sayso.evaluate.factuality import GoldEvent, ValuedEvent
from sayso.model import Span, Value

SPAN = Span(0, 4)


def case(document: int, word: str, polarity: str) -> Case:
    gold = GoldEvent(SPAN, "CERTAIN", polarity)
    return Case(document, {"bias": 1.0, f"word={word}": 1.0}, ValuedEvent(SPAN, Value.CERTAIN), gold)


CASES = [case(k, "never" if k % 3 == 0 else "soon", "NEG" if k % 3 == 0 else "POS") for k in range(30)]


def test_a_telling_feature_is_learned_and_rare_ones_are_left_out() -> None:
    fitted = fit([*CASES, case(30, "once", "POS")])
    assert fitted.of({"bias": 1.0, "word=never": 1.0}) is Value.CERTAIN_NOT
    assert fitted.of({"bias": 1.0, "word=soon": 1.0}) is Value.CERTAIN
    assert "word=once" not in fitted.features


def test_every_case_is_answered_by_a_fold_that_has_not_seen_its_document() -> None:
    alone = [case(0, "odd", "NEG") for _ in range(5)] + [case(k, "soon", "POS") for k in range(1, 3 * FOLDS)]
    answers = in_folds(alone)
    assert len(answers) == len(alone)
    assert all(a.value is Value.CERTAIN for a in answers[:5])  # nobody else has said "odd"


def test_folds_agree_with_gold_where_features_tell() -> None:
    assert [a.value for a in in_folds(CASES)] == [c.gold.value for c in CASES]
