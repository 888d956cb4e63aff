"""What was done together, told in figures and in words, with everyone’s consent."""

import pytest
from flask import Flask

from app.accounts.models import Account
from app.caseloads import actions as caseloads
from app.extensions import db
from app.indicators import models
from tests import accompanying, following, people


@pytest.fixture
def awa(app: Flask) -> Account:
    return people.a_volunteer()


def test_a_volunteer_tells_and_a_pilote_publishes(as_, visitor, awa: Account):
    awas = as_(awa)
    awas.open("/temoigner")
    awas.press("Envoyer", told="J’ai retrouvé du monde.", signed_as="Awa", consent="y")
    assert "J’ai retrouvé du monde" not in visitor.open("/ensemble")
    paulas = as_(people.a_pilot())
    paulas.open("/pilotage/temoignages")
    paulas.press("Publier")
    page = visitor.open("/ensemble")
    assert "« J’ai retrouvé du monde. »" in page
    assert "personne fictive" in page
    awas.open("/temoigner")
    awas.press("Retirer")
    assert "J’ai retrouvé du monde" not in visitor.open("/ensemble")
    assert db.session.query(models.Testimony).one().words == ""


def test_without_consent_nothing_can_be_published(as_, awa: Account):
    awas = as_(awa)
    awas.open("/temoigner")
    awas.press("Envoyer", told="Pour vous seulement.", signed_as="Awa")
    paulas = as_(people.a_pilot())
    page = paulas.open("/pilotage/temoignages")
    assert "sans accord pour publier" in page
    assert "Publier" not in [b.get_text(strip=True) for b in page.soup.select("button")]
    token = db.session.query(models.Testimony).one().token
    paulas.post(f"/pilotage/temoignages/{token}/publier", values(paulas), status=403)


def values(visitor) -> dict[str, str]:
    field = visitor.page.soup.select_one("input[name=csrf_token]")
    return {"csrf_token": field["value"]}


def test_a_pilote_writes_down_what_an_association_told(as_, visitor):
    paulas = as_(people.a_pilot())
    paulas.open("/pilotage/temoignages")
    paulas.press("Garder ces mots", told="Elle est venue.", signed_as="Le jardin", consent="y")
    assert paulas.page.errors() == ["Choisissez qui parle."]
    paulas.press("Garder ces mots", side="association")
    paulas.press("Publier")
    assert "Le jardin · association" in visitor.open("/ensemble")


def test_a_number_of_less_than_five_people_is_not_given(visitor, awa: Account):
    mission = people.a_mission()
    today = people.clock.today()
    following.at_work(awa, mission, today, today)
    page = visitor.open("/ensemble")
    assert "Quelques personnes ont commencé une mission" in page
    for _ in range(4):
        following.at_work(following.someone(), mission, today, today)
    db.session.commit()
    assert "5 personnes ont commencé une mission" in visitor.open("/ensemble")


def test_the_page_is_at_the_foot_of_every_page(visitor, app: Flask):
    visitor.open("/")
    visitor.click("Ce que nous faisons ensemble")
    assert visitor.page.h1 == "Ce que nous avons fait ensemble"
    for word in ("RSA", "insertion", "allocataire", "bénéficiaire", "usager", "frein"):
        assert word not in visitor.page.text


def test_someone_elses_words_cannot_be_taken_back(as_, awa: Account):
    awas = as_(awa)
    awas.open("/temoigner")
    awas.press("Envoyer", told="À moi.", signed_as="Awa")
    token = db.session.query(models.Testimony).one().token
    noras = as_(people.a_volunteer("Nora"))
    noras.open("/temoigner")
    noras.post(f"/temoigner/{token}/retirer", values(noras), status=404)


def over(person: Account) -> None:
    """Have someone’s accompaniment begin and end."""
    lea = people.a_referent("Léa")
    caseloads.follow(person, by=lea)
    accompanying.an_exit(accompanying.an_accompaniment(person, lea), lea)


def test_words_of_a_bilan_that_may_be_quoted_reach_everyone_and_are_taken_back(
    as_, visitor, awa: Account
):
    over(awa)
    awas = as_(awa)
    awas.open("/moi/bilan")
    awas.press("Envoyer", went_well="J’ai repris confiance.", may_quote="y")
    paulas = as_(people.a_pilot())
    page = paulas.open("/pilotage/temoignages")
    assert "Awa" not in page.soup.select_one("main").get_text()
    paulas.press("Garder comme témoignage")
    assert "Garder comme témoignage" not in paulas.page
    paulas.press("Publier")
    assert "J’ai repris confiance." in visitor.open("/ensemble")
    awas.open("/temoigner")
    awas.press("Retirer")
    assert "J’ai repris confiance." not in visitor.open("/ensemble")
    assert "Garder comme témoignage" not in paulas.open("/pilotage/temoignages")


def test_words_that_may_not_be_quoted_stay_between_the_two(as_, awa: Account):
    over(awa)
    awas = as_(awa)
    awas.open("/moi/bilan")
    awas.press("Envoyer", went_well="Entre nous.")
    assert "Entre nous" not in as_(people.a_pilot()).open("/pilotage/temoignages")
