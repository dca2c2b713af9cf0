"""One pasted report into a ledger."""

from sayso.ledger import Ledger
from sayso.pipeline.code import Coder
from sayso.pipeline.paste import Pasted, paste


def test_a_pasted_report_is_stored_with_what_its_giver_says_of_it():
    coder = Coder(reader="rules")
    given = Pasted(
        "A nurse said two men were hurt.\r\nShe left.", title=" Hurt ", publisher="Post", published="2024-04-23"
    )
    with Ledger.open("sqlite://") as ledger:
        taken = paste(ledger, given, coder)
        assert taken.report_id is not None
        report = ledger.coded(taken.report_id).report
        assert (report.text, report.title) == ("A nurse said two men were hurt.\nShe left.", "Hurt")
        assert (report.publisher, report.published) == ("Post", "2024-04-23")
        assert taken.summary.new == 1
        assert paste(ledger, given, coder).summary.unchanged == 1


def test_an_empty_text_is_set_aside():
    with Ledger.open("sqlite://") as ledger:
        taken = paste(ledger, Pasted(" \u200b"), Coder(reader="rules"))
        assert taken.report_id is None
        assert taken.summary.set_aside[0].diagnostic.code == "empty"
