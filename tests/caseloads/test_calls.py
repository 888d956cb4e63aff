"""« Je préfère répondre par téléphone »: a call in the référent’s day."""

import pytest
from sqlalchemy import select

from app.caseloads.calls import CallWish
from app.extensions import db
from tests import people


@pytest.fixture
def lea(app):
    return people.a_referent()


@pytest.fixture
def awa(lea):
    return people.a_volunteer(followed_by=lea, phone="+33612345678")


def test_awa_asks_to_be_called_and_her_referent_calls(awa, lea, as_):
    browser = as_(awa)
    browser.open("/mon-profil/jours")
    page = browser.press("Je préfère répondre par téléphone")
    assert page.path == "/mon-profil/jours"
    assert "Léa Martin vous appelle au 06 12 34 56 78" in page
    desk = as_(lea)
    page = desk.open("/referent")
    assert "Appels demandés" in page
    assert "répondre aux questions du profil" in page
    page = desk.press("C’est fait")
    assert "Appels demandés" not in page
    page = desk.press("Annuler")
    assert "Appels demandés" in page


def test_asking_twice_asks_for_one_call(awa, as_):
    browser = as_(awa)
    for _ in range(2):
        browser.open("/mon-profil/jours")
        browser.press("Je préfère répondre par téléphone")
    assert db.session.scalar(select(db.func.count(CallWish.id))) == 1


def test_someone_without_a_number_gives_one_first(lea, as_):
    browser = as_(people.a_volunteer("Idriss", followed_by=lea))
    browser.open("/mon-profil/trajet")
    page = browser.press("Je préfère répondre par téléphone")
    assert page.h1 == "À quel numéro vous appeler ?"
    assert browser.press("Appelez-moi", phone="12").errors()
    page = browser.press("Appelez-moi", phone="07 12 34 56 78")
    assert page.path == "/mon-profil/trajet"
    assert "07 12 34 56 78" in page


def test_the_call_may_be_given_up(awa, lea, as_):
    browser = as_(awa)
    browser.open("/mon-profil/jours")
    browser.press("Je préfère répondre par téléphone")
    browser.open("/moi")
    browser.press("Je n’ai plus besoin de cet appel")
    assert "Appels demandés" not in as_(lea).open("/referent")


def test_another_referent_neither_sees_nor_notes_the_call(awa, lea, as_):
    browser = as_(awa)
    browser.open("/mon-profil/jours")
    browser.press("Je préfère répondre par téléphone")
    luc = people.a_referent("Luc")
    other = as_(luc)
    other.open("/referent")
    wish = db.session.scalars(select(CallWish)).one()
    assert awa.first_name not in other.page.text
    token = as_(lea)
    token.open("/referent")
    csrf = other.page.soup.select_one("input[name=csrf_token]")["value"]
    other.post(f"/referent/appels/{wish.token}/fait", {"csrf_token": csrf}, status=404)


def test_who_fills_in_with_awa_needs_no_call(awa, lea, as_):
    browser = as_(lea)
    browser.open(f"/referent/personnes/{awa.token}")
    browser.press("Je remplis avec")
    assert "Je préfère répondre par téléphone" not in browser.open("/mon-profil/jours")


def test_a_call_comes_back_to_our_pages_only(awa, as_):
    browser = as_(awa)
    browser.open("/mon-profil/jours")
    page = browser.press("Je préfère répondre par téléphone", retour="//ailleurs.example")
    assert page.path == "/moi"
