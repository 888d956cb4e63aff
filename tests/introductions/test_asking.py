"""A person asks, a référent lets it leave, the association answers."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.introductions.models import Introduction
from app.letters.models import Letter
from app.missions.models import Mission
from tests import people


@pytest.fixture
def lea(app):
    return people.a_referent()


@pytest.fixture
def awa(lea):
    return people.a_volunteer(followed_by=lea, skills=["jardiner", "compter"])


@pytest.fixture
def garden(app):
    return people.a_mission()


@pytest.fixture
def jean(garden):
    return people.a_member(garden.association)


def letters_to(account):
    """Give the subjects of the letters written to someone, oldest first."""
    db.session.rollback()
    found = select(Letter).where(Letter.to_id == account.id, Letter.recalled_at.is_(None))
    return [letter.subject for letter in db.session.scalars(found.order_by(Letter.id))]


def asked(as_, awa, garden, **answers):
    """Have the person ask through the page, and give the browser back."""
    browser = as_(awa)
    browser.open(f"/missions/{garden.token}/demander")
    browser.press("Envoyer ma demande", **answers)
    return browser


def the_introduction():
    """Give the only introduction of the story."""
    db.session.rollback()
    return db.session.scalars(select(Introduction)).one()


def test_the_referent_puts_both_sides_in_touch(as_, awa, lea, jean, garden):
    page = asked(as_, awa, garden, own_words="J’aime les plantes.").page
    assert "Votre demande est lue" in page
    assert letters_to(lea) == ["Une demande à valider"]
    assert letters_to(jean) == []

    mediation = as_(lea)
    page = mediation.open("/mises-en-relation")
    assert "À valider" in page
    page = mediation.click("Awa → Arroser le jardin partagé")
    assert "Awa cherche" in page
    assert "J’aime les plantes." in page
    page = mediation.press("Valider et prévenir", word="Awa est motivée.")
    assert "Vous pouvez annuler pendant 10 minutes" in page
    assert letters_to(jean) == ["Une personne aimerait vous rencontrer"]

    association = as_(jean)
    association.open("/mises-en-relation")
    page = association.click("Awa")
    assert "J’aime les plantes." in page
    assert "Service bénévolat" in page
    assert "Awa est motivée." in page
    page = association.press("Oui, nous voulons la rencontrer", welcome="Venez goûter nos fraises.")
    assert "Proposez maintenant un premier rendez-vous" in page
    db.session.rollback()
    assert db.session.get(Mission, garden.id).places_left == 1

    day = clock.today() + timedelta(days=5)
    page = association.press(
        "Proposer ce rendez-vous",
        day=day.isoformat(), hour="14 h 30", place="3 rue des Lilas", ask_for="Mme Rossi",
    )  # fmt: skip
    assert "Premier rendez-vous avec Awa" in page
    assert letters_to(awa)[-1] == "Un rendez-vous vous est proposé"

    awas = as_(awa)
    awas.open("/mises-en-relation")
    page = awas.click("Arroser le jardin partagé")
    assert "Venez goûter nos fraises." in page
    assert "à 14 h 30" in page
    page = awas.press("Je viens")
    assert "Vous avez dit que vous venez" in page
    assert "Le rendez-vous est confirmé" in letters_to(jean)
