"""Pages load what Vite built, and go without when nothing was built."""

import json

import pytest

from sayso.web import islands

MANIFEST = {
    "src/desk.ts": {"file": "assets/desk-1.js", "isEntry": True},
    "src/incidents.ts": {
        "file": "assets/incidents-2.js",
        "isEntry": True,
        "imports": ["_shared.js"],
        "dynamicImports": ["src/map.ts"],
        "css": ["assets/list.css"],
    },
    "_shared.js": {"file": "assets/shared-3.js"},
    "src/map.ts": {"file": "assets/map-4.js", "imports": ["src/incidents.ts"], "css": ["assets/map.css"]},
}


@pytest.fixture
def built(tmp_path, monkeypatch):
    """A folder in the place of the built islands."""
    monkeypatch.setattr(islands, "BUILT", tmp_path)
    islands.manifest.cache_clear()
    yield tmp_path
    islands.manifest.cache_clear()


def test_an_entry_brings_its_styles_and_what_it_will_load(built):
    (built / "manifest.json").write_text(json.dumps(MANIFEST))
    assert islands.are_built()
    assert islands.island("incidents").splitlines() == [
        '<link rel="stylesheet" href="/static/built/assets/list.css">',
        '<link rel="stylesheet" href="/static/built/assets/map.css">',
        '<link rel="modulepreload" href="/static/built/assets/shared-3.js">',
        '<link rel="modulepreload" href="/static/built/assets/map-4.js">',
        '<script type="module" src="/static/built/assets/incidents-2.js"></script>',
    ]


def test_without_a_build_pages_go_without(built, desk):
    assert not islands.are_built()
    assert islands.island("desk") == ""
    assert "<script" not in desk.get("/").text


def test_an_entry_that_was_not_built_is_left_out(built):
    (built / "manifest.json").write_text(json.dumps({"src/desk.ts": MANIFEST["src/desk.ts"]}))
    assert islands.island("incidents") == ""
    assert not islands.are_built()
