"""Numbers are read as people type them."""

import pytest

from app.associations import identity


@pytest.mark.parametrize(
    "typed",
    ["W381000001", "w381000001", " W 381 000 001 ", "W381\u00a0000\u202f001", "W-381-000-001"],
)
def test_a_rna_number_is_read_whatever_its_spaces_and_capitals(typed: str):
    assert identity.rna(typed) == "W381000001"


@pytest.mark.parametrize(
    "typed", ["W38100001", "W3810000012", "381000001", "Z381000001", "W38100000A", "W٣81000001"]
)
def test_a_wrong_rna_number_is_refused(typed: str):
    with pytest.raises(ValueError, match="RNA"):
        identity.rna(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "73282932000074", "38948624200032", "42417936400023",
        "35600000000048", "35600000049837", "732 829 320 00074", "732.829.320\u00a000074",
    ],
)  # fmt: skip
def test_a_right_siret_gives_its_siren(typed: str):
    siren, siret = identity.siren_and_siret(typed)
    assert siret == identity.compact(typed)
    assert siret.startswith(siren)


@pytest.mark.parametrize("typed", ["356000000", "775672272", "775 672 272"])
def test_a_siren_alone_is_enough(typed: str):
    assert identity.siren_and_siret(typed) == (identity.compact(typed), None)


@pytest.mark.parametrize(
    "typed",
    ["12345678912345", "123456789", "35600000049838", "7328293200007", "73282932000075", "", "abc",
     "９７５６７２２７２"],
)  # fmt: skip
def test_a_wrong_siren_or_siret_is_refused(typed: str):
    with pytest.raises(ValueError, match="SIRET"):
        identity.siren_and_siret(typed)
