"""Tiles are off; where a setting names them, the policy is widened by their server alone."""

import pytest
from starlette.testclient import TestClient

from sayso.errors import UsageError
from sayso.ledger import LedgerPool
from sayso.server import application
from sayso.web import Tiles

HERE = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        (HERE, "https://tiles.example.org"),
        ("https://{s}.tiles.example.org/{z}/{x}/{y}.png", "https://*.tiles.example.org"),
        ("http://127.0.0.1:8080/{z}/{x}/{y}.png", "http://127.0.0.1:8080"),
    ],
)
def test_the_server_of_the_tiles_is_known(url, origin):
    found = Tiles.of(url, "us")
    assert found is not None
    assert found.origin == origin


@pytest.mark.parametrize("url", ["", "  "])
def test_no_address_no_tiles(url):
    assert Tiles.of(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://tiles.example.org/{z}/{x}.png",
        "ftp://tiles.example.org/{z}/{x}/{y}",
        "javascript:{z}{x}{y}",
        "https://a; script-src *//{z}/{x}/{y}",
        "https://[/{z}/{x}/{y}",
    ],
)
def test_what_is_no_address_of_tiles_is_refused(url):
    with pytest.raises(UsageError, match="setting tiles"):
        Tiles.of(url)


def test_the_policy_is_widened_for_pictures_only(tmp_path):
    with LedgerPool(tmp_path / "desk.db") as pool:
        client = TestClient(application(pool, tiles=Tiles.of(HERE, "<b>us</b>")), base_url="http://localhost")
        response = client.get("/")
    policy = response.headers["content-security-policy"]
    assert "img-src 'self' https://tiles.example.org;" in policy
    assert policy.count("tiles.example.org") == 1
    assert 'data-credit="&lt;b&gt;us&lt;/b&gt;"' in response.text
    assert f'data-tiles="{HERE}"' in response.text
