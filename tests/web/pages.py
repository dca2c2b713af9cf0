"""Read a page as a browser would: parsed, with what may run or be fetched singled out."""

from itertools import pairwise
from urllib.parse import urljoin, urlsplit

from lxml import html

FETCHING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "href", "xlink:href"}


class Page:
    """A parsed page."""

    def __init__(self, response):
        self.response = response
        self.root = html.fromstring(response.content.decode())

    def all(self, path):
        """Elements by CSS-like XPath."""
        return self.root.xpath(path)

    def text(self, path="//main"):
        """The words a reader sees."""
        return " ".join(" ".join(e.text_content() for e in self.all(path)).split())

    def links(self):
        """Where its links lead, without those outside."""
        return [a.get("href") for a in self.all("//a[@href]")]


def check(response):
    """What every page owes its reader; returns the parsed page."""
    page = Page(response)
    assert not page.all("//style | //iframe | //object | //embed | //base"), "nothing that runs"
    for script in page.all("//script"):
        assert script.get("src", "").startswith("/static/built/"), "only the islands run"
        assert not script.text_content().strip()
    for element in page.root.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            assert not name.startswith("on"), f"{element.tag} {name}"
            assert name != "style", "the policy forbids inline styles"
            if name in FETCHING and element.tag != "a":
                assert urlsplit(urljoin("http://localhost/", value)).netloc == "localhost", f"{element.tag} {value}"
            if name == "href":
                assert urlsplit(value).scheme in {"", "http", "https"}, value
    assert len(page.all("//main")) == len(page.all("//h1")) == 1
    assert page.all("//html[@lang='en']")
    assert page.all("//a[@class='skip'][@href='#main']")
    ids = [e.get("id") for e in page.all("//*[@id]")]
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)
    levels = [int(h.tag[1]) for h in page.all("//h1|//h2|//h3|//h4")]
    assert all(b - a <= 1 for a, b in pairwise(levels)), levels
    named = {e.get("for") for e in page.all("//label[@for]")}
    for field in page.all("//input[not(@type='hidden')] | //select | //textarea"):
        assert field.get("id") in named or field.getparent().tag == "label", field.get("name")
    for part in page.all("//*[@aria-labelledby]"):
        assert part.get("aria-labelledby") in ids
    return page
