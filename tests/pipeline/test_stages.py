"""The stages fit together, and the check says when they do not."""

from __future__ import annotations

import pytest

import sayso
from sayso.errors import StageError
from sayso.extract.tags import Tagger
from sayso.model import Report
from sayso.pipeline.attributions import find_attributions
from sayso.pipeline.code import Coder, code
from sayso.pipeline.stages import check_stages, default_stages


def test_the_default_stages_fit() -> None:
    check_stages(default_stages())


def test_a_stage_without_its_layer_is_refused_at_start_up() -> None:
    with pytest.raises(StageError, match="Tagger needs tokens, sentences"):
        Coder((Tagger(),))


def test_code_keeps_id_text_and_date() -> None:
    coded = code("Five rockets hit the base, police said.", published="2024-04-22", id="r1")
    assert (coded.report.id, coded.report.published) == ("r1", "2024-04-22")
    assert coded.report.text == "Five rockets hit the base, police said."


def test_the_package_offers_code_at_its_top() -> None:
    assert sayso.code("Nobody was hurt.").schema == "sayso/coded-report@1"


def test_coding_twice_gives_the_same() -> None:
    report = Report.of("Police said two men died. The army denied it.", published="2024-01-02")
    coder = Coder()
    assert coder.code(report) == coder.code(report) == Coder().code(report)


def test_the_neural_reader_is_asked_for_only_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.pipeline.code.find_bundle", lambda: None)
    assert "SecondReader" not in {type(s).__name__ for s in Coder(reader="auto").stages}
    assert "SecondReader" not in {type(s).__name__ for s in Coder(reader="rules").stages}


def test_attributions_of_texts_by_rules() -> None:
    (found,) = find_attributions(["Nobody was hurt, a guard said."], reader="rules")
    assert [[s.text("Nobody was hurt, a guard said.") for s in a.source] for a in found] == [["a guard"]]
