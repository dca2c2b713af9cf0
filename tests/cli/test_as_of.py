"""`--as-of` on a real ledger: what was known by then, and how the picture changed since."""

import json

import click
import pytest

from sayso.cli import app

REPORTS = (
    ("post-1", "Harbour Post", "2024-04-23", "Three people were killed on Monday when rockets hit Mosul, police said."),
    ("radio-1", "Radio Varna", "2024-04-25", "Five people were killed on Monday when rockets hit Mosul, a nurse said."),
    ("wire-1", "Varna Wire", "2024-04-26", "A soldier was wounded by gunmen in Basra on Thursday, the army said."),
)


@pytest.fixture
def stored(sayso, tmp_path):
    path = tmp_path / "reports.jsonl"
    lines = [{"id": i, "publisher": p, "published": d, "text": t} for i, p, d, t in REPORTS]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert sayso("ingest", path)[0] == 0
    return sayso


def listed(sayso, *arguments):
    code, out, err = sayso("incidents", "--format", "json", *arguments)
    assert code == 0
    return json.loads(out), err


def test_a_list_of_then_ends_with_what_changed_since(stored):
    code, out, _ = stored("incidents", "--as-of", "2024-04-24")
    assert code == 0
    assert "Basra" not in out
    last = out.splitlines()[-1]
    assert last.startswith("since then: 2 reports, ")
    assert last.endswith(" findings changed, 1 incident new")


def test_json_keeps_the_list_clean_and_tells_of_changes_beside_it(stored):
    found, err = listed(stored, "--as-of", "2024-04-24")
    assert [i["reports"] for i in found] == [["post-1"]]
    assert "sayso: since then: 2 reports" in err


def test_filters_narrow_both_the_list_and_what_changed(stored):
    _, err = listed(stored, "--as-of", "2024-04-24", "--near", "Mosul")
    assert "since then: 1 report, " in err
    assert "new" not in err
    assert err.count("near Mosul") == 1


def test_after_everything_nothing_changed(stored):
    assert "since then: 0 reports, 0 findings changed\n" in listed(stored, "--as-of", "2024-05-01")[1]
    assert listed(stored)[1] == ""


def test_an_incident_is_shown_as_it_was_known(stored):
    now = next(i for i in listed(stored)[0] if "post-1" in i["reports"])
    code, out, _ = stored("show", now["id"], "--as-of", "2024-04-23")
    assert code == 0
    assert "Harbour Post" in out
    assert "Radio Varna" not in out
    assert out.splitlines()[-1].startswith("since then: 1 report, ")
    code, out, err = stored("show", now["id"], "--as-of", "2024-04-23", "--format", "json")
    assert json.loads(out)["reports"] == ["post-1"]
    assert "since then" in err


@pytest.mark.parametrize(
    ("wanted", "moment", "message"),
    [
        ("wire-1", "2024-04-24", "nothing was known of it then"),
        ("post-9", "2024-04-24", "no incident, report, claim or source goes by this"),
        ("post-1", "soon", "is no date"),
    ],
)
def test_what_was_not_known_then_is_told_apart_from_what_never_was(stored, wanted, moment, message):
    code, out, err = stored("show", wanted, "--as-of", moment)
    assert (code, out) == (2, "")
    assert message in err


def test_an_incident_not_known_then(stored):
    basra = next(i for i in listed(stored)[0] if "wire-1" in i["reports"])
    code, _, err = stored("show", basra["id"], "--as-of", "2024-04-24")
    assert code == 2
    assert "nothing was known of it then" in err
    assert stored("show", "post-1", "--as-of", "2024-04-24")[0] == 0


def test_judgements_hold_for_then_too(stored):
    ids = [i["id"] for i in listed(stored)[0]]
    mosul = next(i["id"] for i in listed(stored)[0] if "post-1" in i["reports"])
    other = next(i for i in ids if i != mosul)
    assert stored("merge", mosul, other)[0] == 0
    code, _, err = stored("show", other, "--as-of", "2024-04-24")
    assert code == 0
    assert f"{other} was merged into {mosul}" in err
    assert len(listed(stored, "--as-of", "2024-04-30")[0]) == 1


def test_an_undated_report_counts_from_when_it_was_stored(stored, tmp_path):
    (tmp_path / "more.jsonl").write_text(json.dumps({"id": "u", "text": "Gunmen killed two people in Sinjar."}))
    assert stored("ingest", "more.jsonl")[0] == 0
    assert stored("show", "u", "--as-of", "2024-04-30")[0] == 2
    assert stored("show", "u", "--as-of", "9999-01-01")[0] == 0


# What shows no incident, or decides about those of today.
OF_TODAY = {"code", "correct", "demo", "doctor", "eval", "gazetteer", "grade", "ingest", "merge", "review", "schema"}
OF_TODAY |= {"serve", "split", "verify"}


def test_every_command_that_shows_incidents_takes_a_moment():
    context = click.Context(app.sayso)
    commands = {name: app.sayso.get_command(context, name) for name in app.sayso.list_commands(context)}
    asked = {n for n, c in commands.items() if c and any("--as-of" in parameter.opts for parameter in c.params)}
    assert asked == set(commands) - OF_TODAY
    assert {"incidents", "show", "export"} <= asked
