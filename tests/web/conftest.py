"""A desk on a real ledger of a few bundled samples, and another of invented and hostile reports."""

from importlib.resources import files

import pytest
from starlette.testclient import TestClient

from sayso.ledger import LedgerPool
from sayso.pipeline.code import Coder
from sayso.pipeline.ledger import Ledger
from sayso.server import application

SAMPLES = ("kalsu-centcom.txt", "kalsu-harbour.txt", "kalsu-meridian.txt", "kalsu-correction.txt")


def rules() -> Coder:
    return Coder(reader="rules")


def served(path, **rest):
    """A client of the server on a ledger; it fails a test by raising what the server raises."""
    return TestClient(application(LedgerPool(path), make_coder=rules, **rest), base_url="http://localhost")


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk") / "samples.db"
    folder = files("sayso") / "data" / "samples"
    with Ledger.open(path) as ledger:
        ledger.coder = rules()
        ledger.ingest([str(folder / name) for name in SAMPLES])
    return path


@pytest.fixture(scope="session")
def desk(sample_ledger):
    """A client on the samples."""
    with served(sample_ledger) as client:
        yield client


@pytest.fixture(scope="session")
def incidents(sample_ledger):
    """The incidents of the samples, those of most reports first."""
    with Ledger.open(sample_ledger) as ledger:
        return sorted(ledger.incidents(), key=lambda i: -len(i.reports))


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """On a busy machine what a page waits for may take a while; tests of waiting set their own times."""
    monkeypatch.setattr("sayso.pipeline.building.PATIENCE", 60.0)
    monkeypatch.setattr("sayso.web.deciding.TURN", 60.0)
    monkeypatch.setattr("sayso.web.later.PATIENCE", 60.0)
    monkeypatch.setattr("sayso.web.pasts.PATIENCE", 60.0)
