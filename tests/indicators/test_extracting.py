"""Rows taken out for the département’s own system."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from app import clock
from app.accounts.models import Account
from app.extensions import db
from app.indicators.models import Extraction
from app.indicators.tables import as_csv
from app.journal import Event
from tests import people
from tests.indicators.test_the_vector import Six


@pytest.fixture
def paula(app: Flask) -> Account:
    Six()
    db.session.commit()
    return people.a_pilot()


def described(as_, paula: Account):
    paulas = as_(paula)
    paulas.open("/pilotage/extractions/nouveau")
    names = {f"nom-{field}": "" for field in ("compte", "nature_mots", "territoire", "valeur")}
    paulas.press(
        "Enregistrer le format", name="SI du Département", codes="nature : emploi_cdi = 11",
        **names, **{"nom-personne": "ID", "nom-jour": "DATE", "rang-jour": "1",
                    "rang-personne": "2", "nom-nature": "CODE_SORTIE", "nom-operateur": "OP",
                    "nom-parcours": "", "nom-action": ""},
    )  # fmt: skip
    return paulas


def taken_out(paulas) -> list[list[str]]:
    paulas.press("Extraire les lignes", indicator="i5", period="2026-s1")
    address = next(href for said, href in paulas.page.links().items() if "Télécharger" in said)
    file = paulas.client.get(address)
    return list(
        csv.reader(io.StringIO(file.get_data(as_text=True).lstrip("\ufeff")), delimiter=";")
    )


def test_a_pilote_takes_rows_out_in_their_own_columns(as_, paula: Account):
    paulas = described(as_, paula)
    header, *rows = taken_out(paulas)
    assert header == ["DATE", "ID", "CODE_SORTIE", "OP", "export"]
    exits = [row for row in rows if row[2] in ("11", "jamais_venu")]
    assert [row[0] for row in exits] == ["2026-02-28", "2026-03-31"]
    assert all(len(row[1]) == 12 for row in exits)
    token = db.session.query(Extraction).one().token
    assert {row[-1] for row in rows} == {token}
    assert db.session.query(Event).filter_by(verb="extract").count() == 1


def test_the_file_is_there_for_two_days_and_for_who_asked(as_, paula: Account):
    paulas = described(as_, paula)
    taken_out(paulas)
    token = db.session.query(Extraction).one().token
    as_(people.a_pilot("Aline")).open(f"/pilotage/extractions/fichiers/{token}", status=404)
    with time_machine.travel(clock.now() + timedelta(days=2, minutes=1)):
        assert paulas.client.get(f"/pilotage/extractions/fichiers/{token}").status_code != 200


def test_codes_that_are_not_understood_are_told(as_, paula: Account):
    paulas = as_(paula)
    paulas.open("/pilotage/extractions/nouveau")
    page = paulas.press("Enregistrer le format", name="SI", codes="Trièves -> TRV")
    assert page.errors() == ["Cette ligne n’est pas comprise : Trièves -> TRV"]
    page = paulas.press("Enregistrer le format", codes="", **{"rang-jour": "premier"})
    assert "Le rang de « jour » doit être un nombre entier" in page
    assert 'value="premier"' in page.html


def test_no_cell_runs_in_a_spreadsheet():
    text = as_csv(["=A"], [["=1+1"], ["+33"], ["-2"], ["@x"], ["bon"]]).decode()
    assert all(not line.startswith(("=", "+", "-", "@")) for line in text.splitlines())
    assert "'=1+1" in text
