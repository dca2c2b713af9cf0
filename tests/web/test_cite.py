"""Citations: words, BibTeX and CSL-JSON of what is shown."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from sayso import __version__
from sayso.web.cite import citation

from ..cli.made import incident

SEEN = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)
URL = "http://localhost/incidents/INC-7KQ2M9"


def test_a_citation_has_title_id_moment_version_and_address():
    cited = citation(incident(), URL, SEEN, None)
    for words in ("Shelling of Varna Ford", "INC-7KQ2M9 as of 2024-05-01T09:30Z", f"Sayso {__version__}", URL):
        assert words in cited.text
    assert "as of 2024-04-23," in citation(incident(), URL, SEEN, "2024-04-23").text


def test_csl_json_is_read_back():
    (item,) = json.loads(citation(incident(), URL, SEEN, "2024-04-23").csl)
    assert (item["id"], item["URL"]) == ("INC-7KQ2M9", URL)
    assert item["accessed"] == {"date-parts": [[2024, 5, 1]]}


def test_words_of_reports_cannot_break_bibtex():
    cited = citation(replace(incident(), title="100% \\x {a} & b_c"), URL, SEEN, None)
    assert r"title = {{100\% \textbackslash{}x \{a\} \& b\_c}}" in cited.bibtex
    assert cited.bibtex.startswith("@misc{inc7kq2m9,\n")
