"""The page of one incident: matrix, findings with reasons, reports, and a stable address."""

import pytest

from sayso.model import FindingStatus
from sayso.wording import plural, words

from .pages import Page, check


@pytest.fixture(scope="module")
def incident(incidents):
    return incidents[0]


@pytest.fixture(scope="module")
def shown(desk, incident):
    return check(desk.get(f"/incidents/{incident.id}"))


def test_title_time_place_and_credibility_in_plain_words(shown, incident):
    assert shown.text("//h1") == incident.title
    facts = shown.text("//dl[@class='facts']")
    assert incident.time.start in facts
    assert incident.places[0].name in facts
    assert incident.credibility.rule in facts


def test_facts_are_rows_and_independent_sources_are_columns(shown, incident):
    rows = shown.all("//table[contains(@class, 'matrix')]/tbody/tr")
    assert [r.xpath("string(th/a)") for r in rows] == [words(f.slot.value) for f in incident.findings]
    columns = shown.all("//table[contains(@class, 'matrix')]/thead//th")
    assert len(columns) > 3
    assert all(len(r.xpath("td")) == len(columns) - 1 for r in rows)


def test_agreement_and_conflict_are_told_in_words_and_letters(shown, incident):
    for finding in incident.findings:
        row = shown.all(f"//tr[th/a[@href='#f-{finding.slot.value}']]")[0]
        told = {"contested": "≠ contested", "corroborated": "= agreed", "single-source": "· one source"}
        assert told[finding.status.value] in " ".join(row.text_content().split())
    agreed = next(f for f in incident.findings if f.values[0].independent_sources > 1)
    cells = shown.all(f"//tr[th/a[@href='#f-{agreed.slot.value}']]/td[.//b[@class='letter shared'][.='A']]")
    assert len(cells) == agreed.values[0].independent_sources


def test_a_cell_leads_to_the_very_words(desk, shown):
    lines = shown.all("//a[@class='line']")
    assert len(lines) > 10
    for line in lines[:: len(lines) // 8]:
        url = line.get("href")
        landed = Page(desk.get(url))
        assert url.endswith("#words")
        marked = landed.all("//div[@class='text']//mark[@id='words']")
        assert len(marked) == 1
        if "slot=" in url:
            assert "picked" in marked[0].get("class").split()


def test_every_finding_says_why_it_stands_so(shown, incident):
    for finding in incident.findings:
        section = shown.text(f"//section[@id='f-{finding.slot.value}']")
        assert shown.text(f"//section[@id='f-{finding.slot.value}']/p[@class='why']")
        for value in finding.values:
            assert plural(value.independent_sources, "source") in section
        if finding.status is FindingStatus.CONTESTED and len(finding.values) > 1:
            assert "exclude each other" in section


def test_evidence_quotes_the_report_with_its_outlet(shown):
    quotes = shown.all("//li[@class='evidence']/a[@class='quote']")
    assert quotes
    assert all(q.text_content().strip("“”") for q in quotes)


def test_reports_are_linked(desk, shown, incident):
    links = [a.get("href") for a in shown.all("//ul[@class='reports']//a")]
    assert len(links) == len(incident.reports)
    assert all(desk.get(link).status_code == 200 for link in links)


def test_every_link_of_the_page_leads_somewhere(desk, shown):
    ids = {e.get("id") for e in shown.all("//*[@id]")}
    pages = set()
    for link in shown.links():
        address, _, part = link.partition("#")
        if not address:
            assert part in ids, link
        elif address.startswith(("/sources/", "/incidents")):
            pages.add(address)
    assert all(desk.get(address).status_code == 200 for address in pages)


def test_an_incident_that_is_not_there(desk):
    response = desk.get("/incidents/INC-NOTHERE")
    assert response.status_code == 404
    assert "not in the ledger" in check(response).text()
