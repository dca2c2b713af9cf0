"""One pasted report becomes a reading."""

from sayso.pipeline.paste import Pasted, pasted_reading
from sayso.readers import Reading, Unread


def test_a_pasted_report_is_read_with_what_its_giver_says_of_it():
    text = "A nurse said two men were hurt.\r\nShe left."
    given = Pasted(text, title=" Hurt ", publisher="Post", published="2024-04-23")
    reading = pasted_reading(given)
    assert isinstance(reading, Reading)
    assert (reading.report.text, reading.report.title) == ("A nurse said two men were hurt.\nShe left.", "Hurt")
    assert (reading.report.publisher, reading.report.published) == ("Post", "2024-04-23")
    assert pasted_reading(given) == reading


def test_an_empty_text_is_set_aside():
    reading = pasted_reading(Pasted(" \u200b"))
    assert isinstance(reading, Unread)
    assert reading.diagnostic.code == "empty"
