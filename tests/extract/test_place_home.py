"""Where a report is at home, by its publisher and address."""

import pytest

from sayso.extract.place_home import all_homes, home_clues


@pytest.mark.parametrize(
    ("url", "publisher", "country", "region", "local"),
    [
        ("https://www.tulsaworld.com/news/1", None, "US", "Oklahoma", True),
        ("https://edition.cnn.com/x", None, "US", "", False),
        (None, "The Scotsman", "GB", "Scotland", True),
        ("www.rudaw.net/story", None, "IQ", "", False),
    ],
)
def test_a_known_outlet_has_its_seat(url, publisher, country, region, local):
    home = home_clues(url, publisher).home
    assert home is not None
    assert (home.country, home.region, home.local) == (country, region, local)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://www.springfieldherald.com/a", "springfield"),
        ("http://dailynewsofoakdale.com/a", "oakdale"),
        ("http://thebentonvillepost.com/a", "bentonville"),
    ],
)
def test_an_address_may_tell_the_town(url, name):
    clues = home_clues(url, None)
    assert clues.home is None
    assert any(name in found for found in clues.names)


@pytest.mark.parametrize(
    ("url", "country"), [("http://x.ge/1", "GE"), ("http://x.co.uk/1", "GB"), ("http://x.com", None)]
)
def test_a_domain_tells_the_country(url, country):
    assert home_clues(url, None).country == country


@pytest.mark.parametrize("url", [None, "", "localhost", "http://"])
def test_nothing_known_gives_no_clues(url):
    clues = home_clues(url, None)
    assert (clues.home, clues.names, clues.country) == (None, (), None)


def test_homes_lie_on_the_earth():
    assert len(all_homes()) > 200
    assert all(-90 <= h.lat <= 90 and -180 <= h.lon <= 180 and len(h.country) == 2 for h in all_homes())
