from __future__ import annotations

from sayso.pipeline.attributions import find_attributions

TEXT = """Two rockets hit the depot at Zerka on Friday, an army spokesman said.

“We heard three blasts and ran.” ― Samira Odeh

The depot at dawn. Image: Lena Holt.
"""


def cut(spans):
    return " … ".join(TEXT[s.start : s.end] for s in spans)


def test_what_the_page_shows_stands_beside_what_the_sentences_say():
    (found,) = find_attributions([TEXT])
    assert [(cut(a.source), cut(a.cue)) for a in found] == [
        ("an army spokesman", "said"),
        ("Samira Odeh", "―"),
        ("Lena Holt", ""),
    ]


def test_rules_alone_read_the_page_too():
    (found,) = find_attributions([TEXT], reader="rules")
    assert ("Samira Odeh", "―") in [(cut(a.source), cut(a.cue)) for a in found]
