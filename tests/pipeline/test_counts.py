"""Counting the people of many reports through the whole reading."""

from sayso.model import Report
from sayso.pipeline.counts import count_people


def test_every_report_gets_its_figures_in_order():
    reports = [
        Report.of("Five people were killed and two were wounded by a shell in Omdara on Monday.", id="a"),
        Report.of("The council met on Monday.", id="b"),
        Report.of("Gunmen abducted six traders near Omdara.", id="c"),
    ]
    found = list(count_people(reports, reader="rules"))
    assert [(p.doc_id, p.killed, p.injured, p.captured) for p in found] == [
        ("a", 5, 2, 0),
        ("b", 0, 0, 0),
        ("c", 0, 0, 6),
    ]
