"""Fillers are cut to what names the entity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.exporters.muc4_strings import filler_strings
from sayso.vocab.muc4 import Role


@pytest.mark.parametrize(
    ("words", "role", "strings"),
    [
        ("THE THREE JESUIT PRIESTS", Role.HUM_TGT, ["JESUIT PRIESTS"]),
        ("several\n  armed men", Role.PERP_IND, ["armed men"]),
        ("16 suspects", Role.PERP_IND, ["suspects"]),
        ("20 kg of dynamite", Role.INSTRUMENT, ["20 kg of dynamite"]),
        ("THE PEOPLE'S ARMY FRONT [PAF]", Role.PERP_ORG, ["PAF", "PEOPLE'S ARMY FRONT"]),
        ("the People's Army Front (PAF", Role.PERP_ORG, ["PAF", "People's Army Front"]),
        ("former minister Enrique Albara", Role.HUM_TGT, ["former minister", "Enrique Albara"]),
        ("COLONEL RAMOS AND HIS WIFE", Role.HUM_TGT, ["COLONEL", "RAMOS", "WIFE"]),
        ("members of the union", Role.HUM_TGT, ["members of the union"]),
        ("Army and Navy League", Role.PERP_ORG, ["Army and Navy League"]),
        ("a bank and", Role.PHYS_TGT, ["bank"]),
        ("They", Role.PERP_IND, []),
        ("two others", Role.HUM_TGT, []),
        ("the", Role.HUM_TGT, []),
        ("", Role.PERP_ORG, []),
    ],
)
def test_a_filler_is_head_and_what_narrows_it_down(words, role, strings):
    assert list(filler_strings(words, role)) == strings


@given(st.text(max_size=60), st.sampled_from(list(Role)))
def test_strings_are_flat_whole_and_each_given_once(words, role):
    strings = filler_strings(words, role)
    assert len(set(strings)) == len(strings)
    assert all(s and s == " ".join(s.split()) for s in strings)
    assert all(word in " ".join(words.split()) for s in strings for word in s.split())
