"""A pilote draws the territories: lists of communes."""

import pytest
from sqlalchemy import select

from app.caseloads.models import Assignment
from app.extensions import db
from app.journal import Event
from app.territories.models import Territory
from tests import people


@pytest.fixture
def paula(as_):
    return as_(people.a_pilot())


def test_the_pilote_makes_a_territory_and_adds_its_communes(paula):
    page = paula.open("/pilotage/territoires")
    assert "Il n’y a pas encore de territoire." in page
    page = paula.press("Créer le territoire", name="Bassin grenoblois")
    assert page.h1 == "Bassin grenoblois"
    assert "Aucune commune" in page
    page = paula.press("Ajouter", commune="st martin d'heres")
    assert "Saint-Martin-d'Hères est ajoutée." in page
    page = paula.press("Ajouter", commune="grenble")
    assert "Nous ne trouvons pas « grenble »." in page.errors()[0]
    assert "Vouliez-vous dire… Grenoble (38)" in page
    page = paula.press("Ajouter", **{"commune-choice": "38185"})
    assert "2 communes" in page
    page = paula.press("Ajouter", commune="38000")
    assert "Grenoble est déjà dans ce territoire." in page
    page = paula.open("/pilotage/territoires")
    assert "Bassin grenoblois 2 196 048" in page
    verbs = db.session.scalars(select(Event.verb).order_by(Event.id)).all()
    assert verbs == ["create", "add communes", "add communes"]


def test_a_commune_taken_out_can_be_put_back(paula):
    bassin = people.a_territory("Bassin", "38185", "38226")
    paula.open(f"/pilotage/territoires/{bassin.token}")
    page = paula.press("Retirer : Mens")
    assert "Mens n’est plus dans ce territoire." in page
    assert "1 commune" in page
    page = paula.press("Annuler")
    assert "Mens est remise." in page
    assert "2 communes" in page


def test_a_whole_list_is_pasted_names_and_codes_together(paula):
    bassin = people.a_territory("Bassin", "38185")
    paula.open(f"/pilotage/territoires/{bassin.token}")
    paula.click("Coller toute une liste")
    page = paula.press("Ajouter ces communes", pasted="mens\n38421, ECHIROLLES;\n\nGrenoble\n")
    assert "3 communes ajoutées." in page
    assert "4 communes" in page


def test_postal_codes_add_every_commune_they_serve(paula):
    bassin = people.a_territory("Bassin", "38185")
    paula.open(f"/pilotage/territoires/{bassin.token}/liste")
    page = paula.press("Ajouter ces communes", pasted="38400\n38130", codes="postal")
    assert "2 communes ajoutées." in page


def test_a_list_with_a_doubt_adds_nothing_and_stays_to_be_mended(paula):
    bassin = people.a_territory("Bassin", "38185")
    paula.open(f"/pilotage/territoires/{bassin.token}/liste")
    page = paula.press("Ajouter ces communes", pasted="mens\nAtlantide\n99999")
    assert "« Atlantide », « 99999 »" in page.errors()[0]
    assert "mens Atlantide 99999" in " ".join(page.soup.textarea.get_text().split())
    assert "1 commune" in paula.open(f"/pilotage/territoires/{bassin.token}")


def test_two_territories_never_bear_the_same_name(paula):
    people.a_territory("Bassin de Mens", "38226")
    other = people.a_territory("Autre", "38185")
    paula.open("/pilotage/territoires")
    page = paula.press("Créer le territoire", name="bassin de mens")
    assert "Un territoire porte déjà ce nom." in page.errors()[0]
    paula.open(f"/pilotage/territoires/{other.token}/nom")
    page = paula.press("Changer le nom", name="Bassin de Mens")
    assert "Un territoire porte déjà ce nom." in page.errors()[0]
    page = paula.press("Changer le nom", name="Autre")
    assert "Le nom est changé." in page


def test_a_commune_held_twice_is_told(paula):
    people.a_territory("Trièves", "38226")
    bassin = people.a_territory("Bassin", "38226", "38185")
    page = paula.open(f"/pilotage/territoires/{bassin.token}")
    assert "Mens (38710) Trièves" in page


def test_a_territory_goes_only_when_nobody_holds_it(paula):
    free, held = people.a_territory("Libre", "38226"), people.a_territory("Tenu", "38185")
    people.a_referent(holding=held)
    paula.open(f"/pilotage/territoires/{held.token}")
    paula.click("Supprimer")
    page = paula.press("Supprimer le territoire")
    assert "Ce territoire sert encore : un référent s’en occupe." in page
    paula.open(f"/pilotage/territoires/{free.token}/supprimer")
    page = paula.press("Supprimer le territoire")
    assert "« Libre » est supprimé" in page
    assert db.session.scalars(select(Territory.name)).all() == ["Tenu"]


def test_what_was_counted_in_a_territory_keeps_it_and_is_said(paula):
    once = people.a_territory("Autrefois", "38226")
    person = people.a_volunteer(followed_by=people.a_referent())
    db.session.query(Assignment).filter_by(volunteer_id=person.id).one().territory_id = once.id
    db.session.commit()
    paula.open(f"/pilotage/territoires/{once.token}/supprimer")
    page = paula.press("Supprimer le territoire")
    assert "des suivis s’y rattachent, en cours ou finis." in page
    assert "un référent s’en occupe" not in page


def test_the_list_and_a_territory_ask_the_database_few_questions(paula, queries):
    bassin = people.a_territory("Bassin", "38185", "38226")
    with queries() as sent:
        paula.open("/pilotage/territoires")
    assert len(about_places(sent)) == 1, "the territories with their sizes"
    address = f"/pilotage/territoires/{bassin.token}"
    with queries() as sent:
        paula.open(address)
    assert len(about_places(sent)) == 4, "the territory, its communes, their codes, elsewhere"


def about_places(sent):
    """Leave out who reads: the session and its account."""
    return [s for s in sent if "territor" in s or "FROM postal_codes" in s]


@pytest.mark.parametrize("opened", [people.a_volunteer, people.a_referent])
def test_nobody_else_draws_territories(as_, opened):
    bassin = people.a_territory()
    visitor = as_(opened())
    visitor.open("/pilotage/territoires", status=403)
    visitor.open(f"/pilotage/territoires/{bassin.token}", status=403)


def test_a_territory_that_is_not_there_is_not_found(paula):
    paula.open("/pilotage/territoires/nulle-part", status=404)
