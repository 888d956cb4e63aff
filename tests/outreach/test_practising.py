"""Léa learns with Camille, who does not exist: counted nowhere, sent to nobody, gone in a click."""

import pytest
from sqlalchemy import select

from app import clock
from app.accompaniments.models import Episode
from app.accounts.models import Account
from app.caseloads import queries as caseloads
from app.contracts.tidings import AtOnce
from app.extensions import db
from app.introductions import actions as introductions
from app.introductions.models import Introduction
from app.introductions.reminders import remind
from app.letters.models import Letter, write
from app.outreach import loads, practice
from app.placements import own
from app.profiles.models import Profile
from tests import people


@pytest.fixture
def lea(app):
    return people.a_referent(holding=people.a_territory())


@pytest.fixture
def desk(as_, lea):
    desk = as_(lea)
    desk.open("/referent/mode-d-emploi")
    desk.press("M’entraîner avec une personne fictive")
    return desk


def camille():
    return db.session.scalar(select(Account).where(Account.is_practice))


def test_the_name_says_it_everywhere_and_a_strip_too(desk, lea):
    assert desk.page.h1.startswith("Camille (fictive)")
    assert "n’existe pas" in desk.page
    assert "Camille (fictive)" in desk.open("/referent/personnes")
    desk.open(f"/referent/personnes/{camille().token}/coordonnees")
    desk.press("Enregistrer", first_name="Zoé", email="zoe@example.org")
    assert camille().first_name == "Zoé (fictive)"
    assert db.session.scalar(select(Letter).where(Letter.address == "zoe@example.org")) is None
    assert camille().channel == "paper"


def test_camille_is_counted_nowhere(desk, lea):
    assert caseloads.loads() == {}
    assert caseloads.count_followed(lea) == 0
    assert loads.by_referent(clock.today()) == {}


def test_a_request_of_camille_never_reaches_an_association(desk, lea):
    jean = people.a_member(people.an_association())
    association_id = jean.id
    mission = people.a_mission(db.session.scalar(select(people.Association)))
    asked = introductions.ask(camille(), mission, introductions.Release(), by=camille())
    db.session.commit()
    desk.open(f"/mises-en-relation/{asked.token}")
    assert "L’exercice s’arrête ici" in desk.press("Valider")
    assert db.session.get(Introduction, asked.id).sent_at is None
    remind()
    assert db.session.get(Introduction, asked.id).sent_at is None
    to_jean = select(Letter).where(Letter.to_id == association_id)
    assert db.session.scalar(to_jean) is None


def test_nothing_leaves_for_camille_by_any_way(desk, lea):
    desk.open(f"/referent/personnes/{camille().token}/coordonnees")
    desk.press("Enregistrer", phone="06 12 34 56 78", preferred_channel="sms")
    letter = write("contracts/code", to=AtOnce(camille()), code="123456")
    assert (letter.channel, letter.recalled_at is None) == ("sms", False)


def test_a_mission_camille_has_already_is_never_asked_about(desk, lea):
    known = people.an_association()
    people.a_member(known)
    told = own.Told("association", known.name, "Jardin", clock.today(), association=known)
    mission = own.tell(camille(), told, by=lea)
    assert (mission.association, mission.asks_association) == (None, False)


def test_camille_is_taken_away_with_all_that_was_written(desk, lea):
    awa = people.a_volunteer(followed_by=lea)
    mission = people.a_mission(people.an_association())
    introductions.suggest(camille(), mission, "Essayez.", by=lea)
    kept = introductions.suggest(awa, mission, "Essayez.", by=lea)
    db.session.commit()
    desk.open(f"/referent/personnes/{camille().token}")
    desk.press("Je remplis avec")
    desk.press("J’ai fini")
    desk.open("/referent/mode-d-emploi")
    desk.press("Retirer Camille")
    assert camille() is None
    assert [i.id for i in db.session.scalars(select(Introduction))] == [kept.id]
    assert db.session.scalar(select(Episode)) is None
    assert [p.account_id for p in db.session.scalars(select(Profile))] == [awa.id]
    assert "M’entraîner" in desk.page


def test_one_starts_again_as_on_the_first_day(desk, lea):
    first = camille().token
    desk.open("/referent/mode-d-emploi")
    page = desk.press("Recommencer à zéro")
    assert page.h1.startswith("Camille (fictive)")
    assert camille().token != first
    desk.open("/referent/mode-d-emploi")
    assert practice.person_of(lea).id == camille().id


def test_two_clicks_make_one_camille(desk, lea):
    token = desk.open("/referent/mode-d-emploi").soup.select_one("[name=csrf_token]")["value"]
    desk.post("/referent/entrainement", {"csrf_token": token}, 409)
    assert len(db.session.scalars(select(Account).where(Account.is_practice)).all()) == 1


def test_the_manual_is_in_reach_of_referents(as_, lea):
    page = as_(lea).open("/referent")
    assert "Mode d’emploi" in page.soup.footer.get_text()
    as_(people.a_pilot()).open("/referent/mode-d-emploi", 403)
