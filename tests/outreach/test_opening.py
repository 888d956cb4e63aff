"""Paula opens the Trièves later; people of Mens read when, and are told on the day."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.accounts.models import Account
from app.associations.models import Association
from app.extensions import db
from app.letters.models import Letter
from app.outreach import opening
from app.outreach.models import OpeningNotice
from tests import people, reaching_out

AWA = {"first_name": "Awa", "commune": "Mens", "email": "awa@example.org",
       "password": "tasse nuage velo"}  # fmt: skip


@pytest.fixture
def later(app):
    """Give the Trièves, which opens in a month."""
    trieves = people.a_territory("Trièves", "38226")
    trieves.opens_on = clock.today() + timedelta(days=30)
    db.session.commit()
    return trieves


def notices():
    return [n.email for n in db.session.scalars(select(OpeningNotice))]


def test_a_pilote_sets_the_day_and_takes_it_back(as_, app):
    trieves = people.a_territory("Trièves", "38226")
    desk = as_(people.a_pilot())
    desk.open(f"/pilotage/territoires/{trieves.token}")
    desk.click("Changer le jour d’ouverture")
    day = clock.today() + timedelta(days=30)
    page = desk.press("Enregistrer", opens_on=day.isoformat())
    assert "Ouvre le" in page
    desk.click("Changer le jour d’ouverture")
    page = desk.press("Enregistrer", opens_on="")
    assert "Ouvert." in page


def test_a_person_who_signs_up_too_early_is_told_kindly_and_may_be_written_to(later, visitor):
    visitor.open("/inscription/benevole")
    page = visitor.press("Ouvrir mon compte", **AWA)
    assert page.h1 == "Bientôt à Mens"
    assert db.session.scalar(select(Account)) is None
    page = visitor.press("Écrivez-moi à awa@example.org")
    assert "C’est noté" in page
    assert notices() == ["awa@example.org"]


def test_who_left_no_address_may_still_leave_one(later, visitor):
    visitor.open("/inscription/benevole")
    visitor.press("Ouvrir mon compte", **{**AWA, "email": "", "phone": "06 12 34 56 78"})
    visitor.click("Être prévenu ce jour-là")
    assert visitor.press("Écrivez-moi ce jour-là", email="awa").errors()
    visitor.press("Écrivez-moi ce jour-là", email="awa@example.org")
    visitor.press("Écrivez-moi ce jour-là", email="awa@example.org")
    assert notices() == ["awa@example.org"]


def test_an_association_reads_the_same(later, visitor):
    visitor.open("/inscription/association")
    page = visitor.press(
        "Ouvrir notre espace", name="Club", kind="association", commune="Mens",
        first_name="Jean", email="jean@example.org", password="tasse nuage velo",
    )  # fmt: skip
    assert page.h1 == "Bientôt à Mens"
    assert db.session.scalar(select(Association)) is None


def test_who_searches_there_reads_the_day(later, visitor):
    page = visitor.open("/missions", ou="Mens")
    assert "À Mens, le site ouvre le" in page
    assert "le site ouvre" not in visitor.open("/missions", ou="Grenoble")


def test_elsewhere_and_in_an_open_territory_one_signs_up(later, visitor):
    people.a_territory("Sud", "38226")
    visitor.open("/inscription/benevole")
    page = visitor.press("Ouvrir mon compte", **AWA)
    assert page.path == "/mon-profil"


def test_the_referent_prepares_meanwhile(as_, later):
    desk = as_(people.a_referent(holding=later))
    desk.open("/referent/personnes/ajouter")
    page = desk.press("Ouvrir", first_name="Odile", commune="Mens")
    assert "Odile" in page


def test_on_the_day_who_waited_is_told_once_and_forgotten(later, visitor):
    visitor.open("/ouverture/38226")
    visitor.press("Écrivez-moi ce jour-là", email="awa@example.org")
    assert opening.announce() == 0
    later.opens_on = clock.today()
    db.session.commit()
    assert opening.announce() == 1
    assert opening.announce() == 0
    assert reaching_out.last_letter("opens").address == "awa@example.org"
    assert notices() == []
    assert "C’est ouvert à Mens" in visitor.open("/ouverture/38226")
    assert db.session.scalar(select(Letter).where(Letter.kind == "outreach/opens"))
