"""People come to ateliers, or do not: places, waiting list, letters."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import update

from app import clock
from app.accompaniments import queries as accompaniments
from app.extensions import db
from app.workshops import reminders
from app.workshops.models import Enrolment, Session
from tests import accompanying, people
from tests.browser import Visitor
from tests.gatherings import a_session, a_slot, a_workshop, enrolled, letters_to, places_of


@pytest.fixture
def lea(app):
    return people.a_referent(holding=people.a_territory())


def test_a_person_comes_in_one_click_and_goes_in_one_click(as_, lea):
    session = a_session(lea)
    awa = people.a_volunteer(followed_by=lea)
    visitor = as_(awa)
    visitor.open("/moi")
    visitor.click("Ateliers")
    assert "Découvrir les associations" in visitor.page
    page = visitor.press("Je viens")
    assert "Votre place est gardée" in page
    assert places_of(session) == [("Awa", False)]
    letter = letters_to(awa)[-1]
    assert letter.subject == "Votre place : Découvrir les associations"
    assert "BEGIN:VEVENT" in letter.attachment
    page = visitor.press("Je ne viens plus")
    assert "Cela ne change rien pour vous" in page
    assert places_of(session) == []


def test_the_referent_enrols_several_of_her_people_for_all_the_dates(as_, lea):
    workshop = a_workshop(lea, a_slot(7), a_slot(14))
    awa = people.a_volunteer(followed_by=lea)
    sam = people.a_volunteer("Sam", followed_by=lea, email=None, phone="+33612345678")
    people.a_volunteer("Zoé")
    visitor = as_(lea)
    visitor.open(f"/seances/{workshop.sessions[0].token}")
    assert "Zoé" not in visitor.page
    visitor.press("Inscrire", people=[awa.token, sam.token], all_dates="y")
    assert "2 personnes inscrites" in visitor.page
    for session in workshop.sessions:
        assert places_of(session) == [("Awa", False), ("Sam", False)]
    assert [one.subject for one in letters_to(awa)] == ["Votre place : Découvrir les associations"]
    assert letters_to(awa)[0].body.count("Quand :") == 2
    assert "Léa Martin vous garde une place" in letters_to(awa)[0].body
    assert letters_to(sam)[0].channel == "sms"
    assert len(letters_to(sam)[0].body) <= 160


def test_who_comes_too_late_waits_and_moves_up_by_itself(as_, lea):
    session = a_session(lea, capacity=1)
    awa = people.a_volunteer(followed_by=lea)
    sam = people.a_volunteer("Sam", followed_by=lea)
    zoe = people.a_volunteer("Zoé", followed_by=lea)
    enrolled(session, awa, by=lea)
    visitor = as_(sam)
    visitor.open("/ateliers")
    visitor.press("Me mettre sur la liste d’attente")
    assert "Vous êtes sur la liste d’attente" in visitor.page
    enrolled(session, zoe, by=lea)
    other = as_(awa)
    other.open("/ateliers")
    other.press("Je ne viens plus")
    assert places_of(session) == [("Sam", False), ("Zoé", True)]
    assert letters_to(sam)[-1].subject.startswith("Une place est libre pour vous")
    assert len(letters_to(zoe)) == 1


def test_more_places_let_the_waiting_list_in(as_, lea):
    session = a_session(lea, capacity=1)
    awa, sam = people.a_volunteer(), people.a_volunteer("Sam")
    enrolled(session, awa, sam, by=lea)
    visitor = as_(lea)
    visitor.open(f"/seances/{session.token}/modifier")
    visitor.press("Enregistrer", capacity="2")
    assert places_of(session) == [("Awa", False), ("Sam", False)]
    visitor.open(f"/seances/{session.token}/modifier")
    visitor.press("Enregistrer", status=409, capacity="1")
    assert "Plus de personnes sont déjà inscrites" in visitor.page


@pytest.mark.parametrize("capacity", [1, 3])
def test_a_crowd_at_the_same_moment_never_takes_more_than_the_places(app, lea, capacity):
    session = a_session(lea, capacity=capacity)
    crowd = [people.a_volunteer(f"P{number}") for number in range(8)]
    visitors = [Visitor(app).signed_in(one) for one in crowd]
    tokens = []
    for visitor in visitors:
        page = visitor.open("/ateliers")
        tokens.append(page.soup.select_one("main input[name=csrf_token]")["value"])
    address = f"/ateliers/seances/{session.token}/je_viens"
    db.session.rollback()
    together = Barrier(len(visitors), timeout=20)

    def come(turn: int) -> int:
        together.wait()
        values = {"csrf_token": tokens[turn]}
        return Context().run(visitors[turn].client.post, address, data=values).status_code

    with ThreadPoolExecutor(len(visitors)) as pool:
        answers = list(pool.map(come, range(len(visitors))))
    assert answers == [303] * len(visitors)
    seated = [name for name, waiting in places_of(session) if not waiting]
    assert len(seated) == capacity
    assert len(places_of(session)) == len(visitors)


def test_two_who_leave_at_once_let_two_in_and_no_more(app, lea):
    session = a_session(lea, capacity=2)
    crowd = [people.a_volunteer(f"P{number}") for number in range(5)]
    enrolled(session, *crowd, by=lea)
    visitors = [Visitor(app).signed_in(one) for one in crowd[:2]]
    tokens = [
        v.open("/ateliers").soup.select_one("main input[name=csrf_token]")["value"]
        for v in visitors
    ]
    address = f"/ateliers/seances/{session.token}/je_ne_viens_plus"
    db.session.rollback()
    together = Barrier(2, timeout=20)

    def leave(turn: int) -> int:
        together.wait()
        values = {"csrf_token": tokens[turn]}
        return Context().run(visitors[turn].client.post, address, data=values).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(leave, range(2))) == [303, 303]
    assert places_of(session) == [("P2", False), ("P3", False), ("P4", True)]
    assert [len(letters_to(one)) for one in crowd[2:]] == [2, 2, 1]


def test_a_double_click_keeps_one_place(as_, lea):
    session = a_session(lea)
    awa = people.a_volunteer()
    visitor = as_(awa)
    visitor.open("/ateliers")
    token = visitor.page.soup.select_one("main input[name=csrf_token]")["value"]
    for _ in range(2):
        visitor.post(f"/ateliers/seances/{session.token}/je_viens", {"csrf_token": token})
    assert places_of(session) == [("Awa", False)]
    assert len(letters_to(awa)) == 1
    visitor.post(f"/ateliers/seances/{session.token}/je_ne_viens_plus", {"csrf_token": token})
    visitor.post(f"/ateliers/seances/{session.token}/je_ne_viens_plus", {"csrf_token": token}, 409)


def test_what_is_for_referents_only_is_not_offered_but_who_is_enrolled_sees_it(as_, lea):
    session = a_session(lea, is_open=False)
    awa = people.a_volunteer(followed_by=lea)
    visitor = as_(awa)
    visitor.open("/ateliers")
    assert "Découvrir les associations" not in visitor.page
    token = as_(lea).open("/ateliers/nouveau").soup.select_one("input[name=csrf_token]")["value"]
    assert visitor.send(f"/ateliers/seances/{session.token}/je_viens", {"csrf_token": token})
    assert places_of(session) == []
    enrolled(session, awa, by=lea)
    assert "Découvrir les associations" in visitor.open("/ateliers")
    visitor.press("Je ne viens plus")
    assert places_of(session) == []


def test_an_atelier_of_another_territory_is_not_offered(as_, lea):
    alps = people.a_territory("Porte des Alpes", "38053")
    session = a_session(lea, territory_id=alps.id)
    visitor = as_(people.a_volunteer())
    assert "Découvrir" not in visitor.open("/ateliers")
    visitor.open(f"/seances/{session.token}/agenda", status=404)
    assert "Découvrir" in as_(people.a_volunteer("Mia", commune_code="38053")).open("/ateliers")


def test_the_referent_fills_in_with_someone(as_, lea):
    session = a_session(lea)
    awa = people.a_volunteer(followed_by=lea)
    visitor = as_(lea)
    visitor.open(f"/referent/personnes/{awa.token}")
    visitor.press("Je remplis avec Awa")
    visitor.open("/ateliers")
    visitor.press("Je viens")
    assert places_of(session) == [("Awa", False)]
    assert "Votre place est gardée" in letters_to(awa)[-1].body


def test_everyone_is_reminded_once_the_eve(app, lea):
    session = a_session(lea, capacity=1)
    awa, sam = people.a_volunteer(), people.a_volunteer("Sam")
    enrolled(session, awa, sam, by=lea)
    reminders.remind()
    assert len(letters_to(awa)) == 1
    soon = clock.now() + timedelta(hours=20)
    db.session.execute(update(Session).values(starts_at=soon, ends_at=soon + timedelta(hours=1)))
    db.session.execute(update(Enrolment).values(enrolled_at=clock.now() - timedelta(days=5)))
    db.session.commit()
    said = app.test_cli_runner().invoke(args=["reminders", "run"]).output
    assert "workshops : 1" in said
    assert reminders.remind() == 0
    assert letters_to(awa)[-1].subject == "C’est demain : Découvrir les associations"
    assert len(letters_to(sam)) == 1


def test_a_practice_person_takes_nobody_s_place(app, lea):
    session = a_session(lea, capacity=1)
    camille = people.a_volunteer("Camille", is_practice=True)
    awa = people.a_volunteer()
    enrolled(session, camille, by=lea)
    enrolled(session, awa, by=lea)
    assert places_of(session) == [("Camille", False), ("Awa", False)]


def test_who_left_is_not_offered_a_place_by_their_referent(as_, lea):
    session = a_session(lea)
    awa, ben = (people.a_volunteer(one, followed_by=lea) for one in ("Awa", "Ben"))
    for person in (awa, ben):
        accompanying.an_accompaniment(person, lea)
    accompanying.an_exit(accompaniments.open_episode(ben), lea)
    page = as_(lea).open(f"/seances/{session.token}")
    offered = [one["value"] for one in page.soup.select("[name=people]")]
    assert offered == [awa.token]
