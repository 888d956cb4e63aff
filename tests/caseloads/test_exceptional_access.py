"""Someone else’s file opens by exact name only, for a reason, for two hours, and it is told."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from app import clock
from app.caseloads.models import EmergencyAccess
from app.extensions import db
from app.journal import Event
from tests import caring, people
from tests.meetings import subjects

REASON = "La personne est à l’accueil et son référent est injoignable."


@pytest.fixture
def lea(app):
    return people.a_referent("Léa", holding=people.a_territory())


@pytest.fixture
def luc(app):
    return people.a_referent("Luc", holding=people.a_territory("Trièves", "38226"))


@pytest.fixture
def rosa(lea):
    return caring.accompanied(lea, "Élodie", last_name="Lefèvre", email="rosa@example.org")


def ask(visitor, status=200, **answers):
    visitor.open("/referent/acces-exceptionnel")
    answers = {"first_name": "Elodie", "last_name": "LEFEVRE", "reason": REASON, **answers}
    return visitor.press("Ouvrir le dossier", status=status, **answers)


def accesses():
    db.session.rollback()
    return db.session.scalar(select(func.count(EmergencyAccess.id)))


def test_the_exact_name_and_a_reason_open_the_file_to_read(as_, lea, luc, rosa):
    caring.a_need(rosa, lea, "Un casque à sa taille")
    desk = as_(luc)
    page = ask(desk)
    assert page.h1 == "Élodie Lefèvre"
    assert "en lecture seule" in page
    assert "Un casque à sa taille" in page
    assert not page.soup.select("main form")
    assert f"/referent/personnes/{rosa.token}" not in page.html
    desk.open(f"/referent/personnes/{rosa.token}", status=404)


def test_the_referent_in_charge_is_told_at_once_and_reads_the_reason_in_the_file(
    as_, lea, luc, rosa
):
    ask(as_(luc))
    assert subjects(lea) == ["Un dossier que vous suivez a été ouvert"]
    page = as_(lea).open(f"/referent/personnes/{rosa.token}")
    assert "Accès exceptionnel : Luc Martin a lu ce dossier" in page
    assert REASON in page
    verbs = db.session.scalars(select(Event.verb).where(Event.actor_id == luc.id)).all()
    assert "open_file_exceptionally" in verbs


def test_it_closes_after_two_hours(as_, luc, rosa):
    desk = as_(luc)
    path = ask(desk).path
    desk.open(path)
    with time_machine.travel(clock.now() + timedelta(hours=2, minutes=1), tick=True):
        as_(luc).open(path, status=404)


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_name": "Élod"},
        {"last_name": "Lefebvre"},
        {"first_name": "Wilhelmine", "last_name": "Inconnue"},
        {"commune": "Mens"},
    ],
)
def test_a_wrong_name_says_the_same_thing_whoever_exists(as_, luc, rosa, wrong):
    page = ask(as_(luc), **wrong)
    assert "Nous n’avons ouvert aucun dossier" in page
    assert page.soup.select_one("[name=reason]").get_text().strip() == REASON
    assert accesses() == 0


def test_two_people_of_one_name_open_only_with_their_town(as_, lea, luc, rosa):
    caring.accompanied(lea, "Élodie", last_name="Lefèvre", commune_code="38226", email=None)
    desk = as_(luc)
    assert "aucun dossier" in ask(desk)
    assert ask(desk, commune="Grenoble").h1 == "Élodie Lefèvre"


def test_a_reason_is_asked_for(as_, luc, rosa):
    assert ask(as_(luc), reason="").errors() == ["Écrivez la raison."]
    assert ask(as_(luc), reason="Urgent").errors() == ["Écrivez la raison en une phrase."]
    assert accesses() == 0


def test_names_cannot_be_tried_one_after_the_other(as_, luc, rosa):
    desk = as_(luc)
    for n in range(5):
        ask(desk, first_name=f"Élodie{n}")
    assert "Essayez encore à partir de" in ask(desk, status=429)
    assert accesses() == 0


def test_one_s_own_person_opens_as_usual(as_, lea, rosa):
    page = ask(as_(lea))
    assert page.path == f"/referent/personnes/{rosa.token}"
    assert accesses() == 0


def test_the_pilote_reads_the_list_without_the_name_of_the_person(as_, luc, rosa):
    ask(as_(luc))
    page = as_(people.a_pilot()).open("/pilotage/acces-exceptionnels")
    assert "Luc Martin" in page
    assert "Léa Martin" in page
    assert REASON in page
    assert "Lefèvre" not in page


def test_another_referent_cannot_read_through_a_colleague_s_access(as_, luc, rosa):
    path = ask(as_(luc)).path
    as_(people.a_referent("Zoé")).open(path, status=404)
