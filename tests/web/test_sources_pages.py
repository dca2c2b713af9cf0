"""Who speaks, and how what they say fares."""

from .pages import check


def test_sources_are_listed_with_most_claims_first(desk):
    page = check(desk.get("/sources"))
    numbers = [int(td.text) for td in page.all("//table/tbody/tr/td[2]")]
    assert len(numbers) > 4
    assert numbers == sorted(numbers, reverse=True)


def test_every_source_has_a_page_that_counts_its_facts(desk):
    listed = check(desk.get("/sources"))
    for row in listed.all("//table/tbody/tr")[:6]:
        name, claims = row.xpath("string(th)"), row.xpath("string(td[2])")
        page = check(desk.get(row.xpath("string(th/a/@href)")))
        assert page.text("//h1").casefold() == name.casefold()
        assert f"{claims} claim" in page.text("//header")
        fates = page.text("//section[@aria-labelledby='said']")
        for word, told in (("said alone", "alone"), ("corroborated", "corroborated"), ("contradicted", "contradicted")):
            counted = page.text(f"//dl[@class='tally']/div[contains(dt, '{word}')]/dd")
            assert int(counted) == fates.count(f" {told} ") + fates.endswith(f" {told}")
        assert page.all("//table/tbody/tr")


def test_of_a_source_that_says_much_some_is_shown_and_all_is_counted(desk, monkeypatch):
    monkeypatch.setattr("sayso.web.pages.CLAIMS", 1)
    row = check(desk.get("/sources")).all("//table/tbody/tr")[0]
    page = check(desk.get(row.xpath("string(th/a/@href)")))
    claims = int(row.xpath("string(td[2])"))
    assert claims > 1
    assert f"and {claims - 1} more claim" in page.text("//section[@aria-labelledby='said']")


def test_names_are_searched(desk):
    assert check(desk.get("/sources?text=command")).all("//table/tbody/tr")
    assert "Nobody of this name" in check(desk.get("/sources?text=xyzzy")).text()


def test_pages_of_names(desk, monkeypatch):
    monkeypatch.setattr("sayso.web.pages.SOURCES", 2)
    page = check(desk.get("/sources?text=a"))
    following = page.all("//a[@rel='next']")[0].get("href")
    assert following == "/sources?text=a&page=2"
    assert check(desk.get(following)).all("//a[@rel='prev']")


def test_a_name_that_nobody_has(desk):
    assert desk.get("/sources/Nobody%20At%20All").status_code == 404
