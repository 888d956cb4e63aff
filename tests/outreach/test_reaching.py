"""Léa looks for bodies to register, opens their space, drafts a mission, logs her meetings."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.associations.models import Association
from app.extensions import db
from app.letters.models import Letter
from app.missions.models import Mission
from app.outreach import queries
from app.outreach.models import Encounter, Prospect
from tests import people, reaching_out
from tests.browser import Visitor


@pytest.fixture
def lea(app):
    return people.a_referent(holding=people.a_territory())


def test_a_body_is_spotted_called_registered_and_helped_with_a_first_mission(as_, lea, app):
    desk = as_(lea)
    desk.open("/reseau")
    desk.click("Structures à inscrire")
    desk.click("Ajouter une structure")
    desk.press(
        "Enregistrer",
        name="Les Mots passants",
        kind="association",
        commune="Grenoble",
        next_step="Rappeler Mme Faure",
        next_step_on=clock.today().isoformat(),
    )
    assert [one.name for one in queries.prospects_due(lea)] == ["Les Mots passants"]
    desk.press("Ajouter ce contact", first_name="Odile", email="odile@example.org")
    desk.press("Je l’ai contactée")
    desk.press("Elle est intéressée")
    desk.click("Ouvrir son espace")
    assert desk.page.soup.select_one("[name=email]")["value"] == "odile@example.org"
    desk.press("Ouvrir l’espace et inviter")
    assert queries.prospects_due(lea) == []
    association = db.session.scalar(select(Association))
    assert (association.name, association.commune_code) == ("Les Mots passants", "38185")
    desk.click("Préparer sa première mission")
    desk.press(
        "Garder ce brouillon", title="Lire avec des enfants", domain="education",
        description="On lit des albums avec deux ou trois enfants.",
    )  # fmt: skip
    mission = db.session.scalar(select(Mission))
    assert (mission.state, mission.association_id) == ("draft", association.id)
    letter = db.session.scalar(select(Letter).where(Letter.kind == "accounts/invitation"))
    odile = Visitor(app)
    odile.open(reaching_out.link_in(letter))
    odile.press("Ouvrir mon compte", last_name="Faure", password="tasse nuage velo")
    assert "Lire avec des enfants" in odile.open("/association/missions")


def test_a_body_that_has_a_space_already_is_recognised(as_, lea):
    known = people.an_association("Les Mots Passants")
    prospect = reaching_out.a_prospect(lea)
    desk = as_(lea)
    page = desk.open(f"/reseau/structures/{prospect.token}/inscrire")
    assert "a déjà un espace" in page
    desk.press("Oui, c’est elle")
    db.session.refresh(prospect)
    assert (prospect.state, prospect.association_id) == ("registered", known.id)


def test_a_date_without_anything_to_do_is_asked_about(as_, lea):
    desk = as_(lea)
    desk.open("/reseau/structures/ajouter")
    page = desk.press("Enregistrer", name="Club", commune="Mens", next_step_on="24/11/2027")
    assert page.errors() == ["Dites ce qu’il y a à faire ce jour-là."]
    assert page.soup.select_one("[name=name]")["value"] == "Club"


def test_who_turned_down_may_be_called_again_and_taken_over(as_, lea):
    luc = people.a_referent("Luc")
    prospect = reaching_out.a_prospect(luc, next_step="Appeler", next_step_on=clock.today())
    desk = as_(lea)
    desk.open(f"/reseau/structures/{prospect.token}")
    desk.press("Elle n’est pas intéressée")
    assert queries.prospects_due(luc) == []
    desk.press("Je l’ai contactée")
    desk.press("Je la suis maintenant")
    assert [one.id for one in queries.prospects_due(lea)] == [prospect.id]
    assert "Les Mots passants" in desk.open("/reseau/structures", etat="contacted")
    assert "Les Mots passants" not in desk.open("/reseau/structures", etat="registered")


def test_contacts_come_and_go(as_, lea):
    prospect = reaching_out.a_prospect(lea)
    desk = as_(lea)
    desk.open(f"/reseau/structures/{prospect.token}")
    desk.press("Ajouter ce contact", first_name="Odile", phone="04 76 11 22 33", duty="présidente")
    assert "04 76 11 22 33" in desk.page
    assert "Odile" not in desk.press("Retirer").soup.select_one("section.box").get_text()


def test_a_mission_waits_for_the_space(as_, lea):
    prospect = reaching_out.a_prospect(lea)
    as_(lea).open(f"/reseau/structures/{prospect.token}/mission", 409)


def test_meetings_are_logged_counted_and_corrected(as_, lea):
    here = people.a_territory("Trièves", "38226")
    desk = as_(lea)
    desk.open("/reseau/rencontres")
    desk.click("Noter une rencontre")
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    page = desk.press("Enregistrer", on=tomorrow, with_whom="CCAS", subject="Le site", people="0")
    assert len(page.errors()) == 2
    desk.press(
        "Enregistrer", on=clock.today().isoformat(), people="12", territory=here.token,
        follow_up="Envoyer dix cartes.",
    )  # fmt: skip
    assert "1 rencontre, 12 personnes présentes" in desk.page
    assert "Envoyer dix cartes." in desk.open("/reseau/rencontres", territoire=here.token)
    desk.open(f"/reseau/rencontres/{db.session.scalar(select(Encounter)).token}")
    desk.press("Enregistrer", people="14")
    assert "14 personnes présentes" in desk.page


def test_the_presentation_is_for_everyone_and_shows_the_address(visitor):
    page = visitor.open("/presentation")
    assert "ricochet.test" in page
    assert page.soup.select_one(".qr svg")


def test_the_network_is_for_those_who_work_outside(as_, lea, visitor):
    prospect = reaching_out.a_prospect(lea)
    awa = people.a_volunteer()
    for path in ("/reseau", "/reseau/prescripteurs", f"/reseau/structures/{prospect.token}"):
        as_(awa).open(path, 403)
        as_(people.a_pilot()).open(path)
    assert db.session.scalar(select(Prospect)) is not None


def test_a_territory_goes_and_its_meetings_stay(as_, lea):
    there = people.a_territory("Trièves", "38226")
    reaching_out.a_prescriber(territory_id=there.id)
    desk = as_(people.a_pilot("Ana"))
    desk.open(f"/pilotage/territoires/{there.token}/supprimer")
    desk.press("Supprimer")
    assert "Nadia Benali" in as_(lea).open("/reseau/prescripteurs")
