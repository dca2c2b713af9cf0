"""Templates of MUC-4 from coded reports."""

from __future__ import annotations

import pytest

from sayso.exporters.muc4 import MucTemplate, muc_templates
from sayso.exporters.muc4_fillers import MergeOptions, ScoredFiller
from sayso.model import Report, Span
from sayso.pipeline.code import Coder
from sayso.vocab.muc4 import Role

CODER = Coder(reader="rules")


def templates(text: str, *fillers: ScoredFiller, relevance: float | None = None) -> tuple[MucTemplate, ...]:
    return muc_templates(CODER.code(Report.of(text, published="1991-05-04")), fillers, relevance=relevance)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen kidnapped two engineers near the farm.", "KIDNAPPING"),
        ("A bomb planted by gunmen exploded at the embassy.", "BOMBING"),
        ("Gunmen attacked the mayor.", "ATTACK"),
        ("Rebels torched the shop.", "ARSON"),
    ],
)
def test_an_incident_has_the_type_of_its_event(text, kind):
    assert [t.incident_type for t in templates(text)] == [kind]


def test_a_report_of_no_incident_has_no_template():
    assert templates("The minister visited the capital.") == ()
    assert templates("Gunmen kidnapped two engineers.", relevance=0.1) == ()


def test_a_template_says_when_where_and_how_sure():
    (template,) = templates("Rebels kidnapped two engineers in Bogota on 3 May 1991.")
    assert (template.stage, template.date, template.location) == ("ACCOMPLISHED", "1991-05-03", "Bogota")
    assert (template.perp_ind, template.hum_tgt) == (("Rebels",), ("engineers",))
    assert template.perp_confidence == "REPORTED AS FACT"
    assert template.fillers["perp_ind"] == ("Rebels",)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Gunmen kidnapped the mayor.", "ACCOMPLISHED"),
        ("Gunmen tried to kidnap the mayor.", "ATTEMPTED"),
        ("The rebels threatened to kidnap the mayor.", "THREATENED"),
    ],
)
def test_the_stage_is_what_became_of_it(text, stage):
    mayor = text.index("the mayor")
    marked = ScoredFiller(Role.HUM_TGT, Span(mayor, mayor + 9), 0.9, origin="model")
    assert [t.stage for t in templates(text, marked)] == [stage]


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("The Red Front claimed responsibility for the bombing. Rebels bombed the bank.", "CLAIMED OR ADMITTED"),
        ("Police blamed the rebels for the attack. Rebels attacked the bank.", "SUSPECTED OR ACCUSED BY AUTHORITIES"),
        ("Possibly, rebels attacked the mayor.", "POSSIBLE"),
    ],
)
def test_who_did_it_is_as_sure_as_the_report_makes_it(text, confidence):
    assert confidence in {t.perp_confidence for t in templates(text)}


def test_what_a_model_marks_joins_the_incident_beside_it():
    text = "Gunmen kidnapped two engineers in Ayma. A car bomb exploded outside the embassy and wounded a guard."
    embassy = text.index("the embassy")
    marked = ScoredFiller(Role.PHYS_TGT, Span(embassy, embassy + 11), 0.9, origin="model")
    found = {t.incident_type: t for t in templates(text, marked)}
    assert set(found) == {"KIDNAPPING", "BOMBING"}
    assert (found["BOMBING"].phys_tgt, found["BOMBING"].instrument) == (("embassy",), ("car bomb",))
    assert (found["KIDNAPPING"].phys_tgt, found["KIDNAPPING"].hum_tgt) == ((), ("engineers",))


def test_a_bare_attack_is_the_incident_that_was_told():
    text = "A bomb exploded outside the embassy. The attack by rebels wounded a guard."
    assert [t.incident_type for t in templates(text)] == ["BOMBING"]


def test_a_model_alone_can_make_a_template():
    text = "The mayor died."
    marked = ScoredFiller(Role.HUM_TGT, Span(0, 9), 0.9, origin="model")
    (template,) = templates(text, marked)
    assert (template.incident_type, template.hum_tgt, template.perp_confidence) == ("ATTACK", ("mayor",), None)
    assert (
        muc_templates(CODER.code(Report.of(text)), [marked], options=MergeOptions(least=dict.fromkeys(Role, 1.0))) == ()
    )
