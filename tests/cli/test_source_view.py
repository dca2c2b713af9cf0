"""A source on a terminal: who goes by the name, and what rests on it."""

from sayso.cli.source_view import source_parts
from sayso.ledger import ShownSource
from sayso.model import Source, SourceKind

from . import made


def test_parties_are_described_and_claims_quoted(shown):
    army = Source("s2", "The army", SourceKind.MILITARY_INSTITUTION, True, 2, "Varna", "telegram")
    view = shown(*source_parts(ShownSource("The army", (("post-1", army),), (("post-1", "c2"),)), made.reports()))
    assert view.startswith("The army\n1 claim in 1 report\n")
    assert "post-1/s2  military institution, named, 2 of them, of Varna, through telegram" in view
    assert "The army: “no shells were fired”\nCT- certainly not  post-1/c2\n" in view


def test_one_name_in_two_reports_is_not_said_to_be_one_party(shown):
    nurse = Source("s2", "a nurse", SourceKind.MEDICAL)
    shown_source = ShownSource("a nurse", (("radio-1", nurse), ("post-9", nurse)), (("gone-1", "c1"),))
    view = shown(*source_parts(shown_source, made.reports()))
    assert "does not say that it is one party" in view
    assert "gone-1: not in the ledger any more" in view
    assert "medical, not named" in view
