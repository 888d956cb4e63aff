"""« J’ai déjà une mission »: told by the person, confirmed by the association or the référent."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.placements import own as engagements
from app.placements.models import OwnEngagement
from tests import people
from tests.meetings import subjects


@pytest.fixture
def lea(app):
    return people.a_referent()


@pytest.fixture
def awa(lea):
    return people.a_volunteer(followed_by=lea, last_name="Diallo", phone="+33612345678")


ANSWERS = {
    "setting": "association",
    "organisation": "Emmaüs",
    "what": "Je trie les livres.",
    "started_on": "01/09/2026",
    "hours_per_week": "2 h 30",
}


@pytest.fixture
def emmaus(app):
    return people.an_association("Emmaüs Grenoble", rna="W381000002")


def the_engagement():
    db.session.rollback()
    return db.session.scalars(select(OwnEngagement)).one()


def tell(visitor, **answers):
    visitor.open("/moi")
    visitor.click("J’ai déjà une mission")
    visitor.click("J’ai")
    return visitor.press("Enregistrer", **{**ANSWERS, **answers})


def test_the_association_confirms_what_the_person_told(as_, awa, emmaus):
    jean = people.a_member(emmaus)
    visitor = as_(awa)
    page = tell(visitor, confirms="association")
    assert "Est-ce l’une de celles-ci ?" in page.errors()[0]
    assert page.soup.select_one("#hours_per_week")["value"] == "2 h 30"
    page = visitor.press("Enregistrer", **{"organisation-choice": emmaus.token})
    assert "À confirmer" in page
    assert the_engagement().association_id == emmaus.id
    assert subjects(jean) == ["Une personne donne du temps : c’est juste ?"]
    his = as_(jean)
    page = his.open("/association")
    assert "Awa dit donner du temps chez vous" in page
    page = his.click("Lire et répondre")
    for secret in ("Diallo", "06 12 34 56 78", "RSA", "référent", awa.token):
        assert secret not in page.html
    his.press("Oui, c’est juste")
    made = the_engagement()
    assert (made.state, made.confirmed_on) == ("confirmed", clock.today())
    assert made.hours_per_week == 2.5
    assert "Votre mission est confirmée" in subjects(awa)
    assert "À confirmer" not in his.open("/association")


def test_an_association_that_was_not_to_know_knows_nothing(as_, awa, lea, emmaus):
    jean = people.a_member(emmaus)
    visitor = as_(awa)
    tell(visitor, organisation="Emmaüs Grenoble", confirms="referent")
    assert "Votre référent va dire si c’est juste" in visitor.page
    assert the_engagement().association_id == emmaus.id
    assert subjects(jean) == []
    address = f"/autres-missions/{the_engagement().token}"
    as_(jean).open(address, status=404)
    assert "Awa" not in as_(jean).open("/association")
    assert [one.id for one in engagements.to_confirm(lea)] == [the_engagement().id]
    hers = as_(lea)
    hers.open("/referent")
    hers.click("Lire et confirmer")
    hers.press("Confirmer")
    assert "Lire et confirmer" not in hers.open("/referent")
    assert the_engagement().confirmed_by_id == lea.id
    as_(people.a_referent("Luc")).open(address, status=404)
    as_(people.a_volunteer("Sam")).open(address, status=404)


def test_who_is_disowned_corrects_and_is_asked_again(as_, awa, emmaus):
    jean = people.a_member(emmaus)
    visitor = as_(awa)
    tell(visitor, organisation="Emmaüs Grenoble", confirms="association")
    his = as_(jean)
    his.open("/association")
    his.click("Lire et répondre")
    his.press("Je ne la connais pas")
    assert his.page.path == "/association"
    his.open(f"/autres-missions/{the_engagement().token}", status=404)
    page = visitor.open("/moi")
    assert "à corriger" in page
    visitor.click("Corriger")
    visitor.click("Corriger")
    visitor.press("Enregistrer", what="Je trie les livres le samedi, avec Paul.")
    assert the_engagement().state == "declared"
    his.open("/association")
    his.click("Lire et répondre")
    his.press("Oui, c’est juste")
    assert the_engagement().state == "confirmed"


def test_the_referent_tells_it_for_someone_and_confirms(as_, awa, lea):
    visitor = as_(lea)
    visitor.open(f"/referent/personnes/{awa.token}/autre-mission")
    visitor.press(
        "Enregistrer", **{**ANSWERS, "setting": "informal", "organisation": "Les voisins du 12"}
    )
    assert subjects(lea) == []
    visitor.press("Confirmer")
    assert the_engagement().state == "confirmed"
    assert [one.id for one in engagements.of(awa)] == [the_engagement().id]


def test_a_confirmed_mission_ends_on_a_day_that_makes_sense(as_, awa, lea):
    tell(as_(awa), setting="informal", organisation="Les voisins")
    engagements.confirm(the_engagement(), by=lea)
    db.session.commit()
    visitor = as_(awa)
    visitor.open("/moi")
    visitor.click("Ouvrir")
    page = visitor.press("C’est fini", last_day="01/01/2020")
    assert "Ce jour est entre le premier jour et aujourd’hui." in page.errors()[0]
    visitor.press("C’est fini", last_day=clock.today().isoformat())
    assert (the_engagement().state, the_engagement().ended_on) == ("finished", clock.today())


def test_taking_it_back_is_one_click(as_, awa, lea):
    visitor = as_(awa)
    tell(visitor, setting="informal", organisation="Les voisins")
    page = visitor.press("Retirer")
    assert "Rien de noté pour le moment." in page
    assert engagements.of(awa) == []
    assert engagements.to_confirm(lea) == []


def test_slips_are_told_and_nothing_is_lost(as_, awa):
    visitor = as_(awa)
    later = (clock.today() + timedelta(days=3)).isoformat()
    page = tell(visitor, started_on=later, organisation="", hours_per_week="200")
    assert len(page.errors()) == 3
    assert "Je trie les livres." in page.soup.select_one("#what").get_text()
    page = visitor.press("Enregistrer", started_on="hier", organisation="X", hours_per_week="")
    assert page.errors() == ["Écrivez une date. Par exemple : 24/11/2026."]


def test_the_same_form_sent_twice_tells_of_one(as_, awa):
    visitor = as_(awa)
    visitor.open("/autres-missions/nouvelle")
    form = visitor.page
    visitor.press("Enregistrer", **{**ANSWERS, "setting": "informal"})
    visitor.page = form
    visitor.press("Enregistrer", **{**ANSWERS, "setting": "informal"})
    assert the_engagement()


def test_what_an_association_may_read_never_says_why(as_, awa, lea):
    visitor = as_(lea)
    visitor.open(f"/referent/personnes/{awa.token}/autre-mission")
    page = visitor.press("Enregistrer", **{**ANSWERS, "what": "Trie les livres, au RSA."})
    assert "dites-le sans « RSA »" in page.errors()[0]


def test_none_of_these_is_an_answer(as_, awa, emmaus):
    visitor = as_(awa)
    tell(visitor, organisation="Emmaüs")
    visitor.press("Enregistrer", **{"organisation-choice": "none"})
    assert the_engagement().association_id is None


def test_nobody_confirms_their_own(as_, awa, lea):
    visitor = as_(awa)
    tell(visitor, setting="informal", organisation="Les voisins")
    assert "Confirmer" not in [b.get_text(strip=True) for b in visitor.page.soup.select("button")]
    token = visitor.page.soup.select_one("main input[name=csrf_token]")["value"]
    address = f"/autres-missions/{the_engagement().token}/confirmer"
    visitor.post(address, {"csrf_token": token}, 403)
    assert the_engagement().state == "declared"
