"""`sayso serve` on a real socket of this machine."""

import json
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from sayso.cli.serve import address, is_loopback, listen
from sayso.errors import UsageError
from sayso.ledger import Ledger

from .made import post

SERVE = (sys.executable, "-c", "from sayso.cli import main; raise SystemExit(main())", "serve")


def test_it_prints_its_address_answers_there_and_stops(tmp_path):
    path = tmp_path / "desk.db"
    with Ledger.open(path) as ledger:
        ledger.store(post())
    command = (*SERVE, "--port", "0", "--ledger", str(path))
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        try:
            line = server.stderr.readline()
            assert line.startswith(f"sayso: {path} is served at http://127.0.0.1:")
            url = line.split(" at ")[1].split()[0]
            with urllib.request.urlopen(url, timeout=30) as response:
                assert "1 incident" in response.read().decode()
            with urllib.request.urlopen(f"{url}api/v1/health", timeout=30) as response:
                assert json.load(response)["counts"]["reports"] == 1
        finally:
            server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0
        assert "stopped" in server.stderr.read()


@pytest.fixture
def served(monkeypatch):
    """What `sayso serve` would serve: instead of serving, it asks itself for the incidents."""
    asked = []

    def run(self, sockets):
        asked.append((self.config.app, sockets[0].getsockname()))
        raise KeyboardInterrupt

    monkeypatch.setattr("uvicorn.Server.run", run)
    return asked


def test_the_demo_codes_the_samples_first(sayso, served, monkeypatch, tmp_path):
    samples = tmp_path / "samples"
    samples.mkdir()
    (samples / "one.txt").write_text("Rockets hit a market in Mosul on Monday, a nurse said.", encoding="utf-8")
    monkeypatch.setattr("sayso.cli.serve.SAMPLES", samples)
    code, out, err = sayso("serve", "--demo", "--port", "0")
    assert (code, out) == (0, "")
    assert "sayso-demo.db: 1 report new" in err
    assert "sayso-demo.db is served at http://127.0.0.1:" in err
    assert len(served) == 1


def test_other_machines_are_let_in_only_with_a_warning(sayso, served):
    _, _, err = sayso("serve", "--host", "0.0.0.0", "--port", "0")
    assert "no password is asked" in err
    _, _, err = sayso("serve", "--host", "localhost", "--port", "0")
    assert "no password" not in err


def test_a_taken_port_is_told_or_avoided(sayso, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, err = sayso("serve", "--port", port)
        assert code == 2
        assert "give another --port" in err
        monkeypatch.setattr("sayso.cli.serve.PORT", port)
        with listen("127.0.0.1", None) as free:
            assert free.getsockname()[1] != port


@pytest.mark.parametrize("port", [None, 0])
def test_an_address_that_is_not_ours(port):
    with pytest.raises(UsageError, match="cannot be listened on"):
        listen("203.0.113.7", port)


def test_a_ledger_in_memory_cannot_be_served(sayso):
    code, _, err = sayso("serve", "--ledger", "sqlite://", "--port", "0")
    assert code == 2
    assert "give a file" in err


def test_addresses():
    with listen("127.0.0.1", 0) as made:
        assert address(made) == f"http://127.0.0.1:{made.getsockname()[1]}/"
    assert [is_loopback(h) for h in ("localhost", "127.0.0.9", "::1", "0.0.0.0", "desk.example")] == [True] * 3 + [
        False
    ] * 2
