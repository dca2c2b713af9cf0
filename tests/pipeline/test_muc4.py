"""Templates of reports, with role fillers from outside."""

from sayso.exporters.muc4_fillers import ScoredFiller
from sayso.model import Report, Span
from sayso.pipeline.muc4 import find_templates
from sayso.vocab.muc4 import Role

TEXT = "Gunmen kidnapped two engineers last night. The guerrillas wounded a policeman beside the depot."


def test_more_fillers_are_merged_and_progress_is_told():
    depot = TEXT.index("the depot")
    told = []
    with_more, without = (
        find_templates([Report.of(TEXT)], reader="rules", mark=mark, on_report=lambda: told.append(1))
        for mark in (lambda coded: [ScoredFiller(Role.PHYS_TGT, Span(depot, depot + 9), 0.9, origin="model")], None)
    )
    assert [t.phys_tgt for ts in with_more for t in ts if t.phys_tgt] == [("depot",)]
    assert not [t for ts in without for t in ts if t.phys_tgt]
    assert len(told) == 2
