"""« Prévenez-moi »: a search kept, told at one’s rhythm, stopped in one press."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app import clock
from app.alerts import telling
from app.alerts.models import Alert
from app.extensions import db
from app.letters.models import Letter
from app.letters.posting import compose
from app.privacy import retention
from tests import people

SEARCH = "/missions?ou=Grenoble+(38)&domaine=nature"
DAY = timedelta(days=1)


def news():
    db.session.expire_all()
    found = select(Letter).where(Letter.kind == "alerts/news").order_by(Letter.id)
    return list(db.session.scalars(found))


def the_alert():
    db.session.expire_all()
    return db.session.scalars(select(Alert)).one()


def look(after):
    """Have the worker look some time later."""
    db.session.commit()
    with time_machine.travel(clock.now() + after):
        return telling.tell()


@pytest.fixture
def kept(app, as_):
    """Awa is to be told each day of missions in nature near Grenoble."""
    people.a_mission(title="Ancienne mission")
    awa = as_(people.a_volunteer())
    awa.open(SEARCH)
    awa.click("Me prévenir")
    awa.press("Me prévenir", rhythm="day")
    assert "Missions près de Grenoble" in awa.page
    return awa


def test_awa_hears_of_a_new_mission_once_and_not_of_the_old(kept):
    people.a_mission(title="Semer des radis", published_at=clock.now())
    assert look(2 * DAY) == 1
    assert look(DAY * 4) == 0
    (letter,) = news()
    assert "Semer des radis" in letter.body
    assert "Ancienne mission" not in letter.body


def test_what_does_not_answer_the_search_is_not_told(kept):
    people.a_mission(title="Jouer aux cartes", domain="sante", published_at=clock.now())
    people.a_mission(title="Loin", lat=48.57, lon=7.76, published_at=clock.now())
    assert look(2 * DAY) == 0


def test_a_week_is_a_week(kept):
    the_alert().rhythm = "week"
    the_alert().next_at = clock.now() + timedelta(days=7)
    people.a_mission(title="Semer des radis", published_at=clock.now())
    assert [look(2 * DAY), look(8 * DAY)] == [0, 1]


def test_the_letter_stops_in_one_press_of_the_mailbox(kept, app):
    people.a_mission(title="Semer des radis", published_at=clock.now())
    look(2 * DAY)
    heads = compose(news()[0]).extra_headers
    assert heads["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = re.search(r"<http://ricochet\.test(/alertes/[\w-]+/arreter)>", heads["List-Unsubscribe"])
    sent = app.test_client().post(path[1], data={"List-Unsubscribe": "One-Click"})
    assert (sent.status_code, sent.headers.get("Location")) == (200, None)
    db.session.expire_all()
    assert db.session.scalars(select(Alert)).all() == []
    assert app.test_client().post(path[1]).status_code == 200


def test_opening_the_link_stops_nothing_and_a_button_does(kept, visitor):
    visitor.open(f"/alertes/{the_alert().token}/arreter")
    assert the_alert()
    page = visitor.press("Oui, arrêter")
    assert page.h1 == "C’est arrêté"
    assert db.session.scalars(select(Alert)).all() == []


def test_someone_without_account_confirms_from_the_mailbox(app, visitor):
    visitor.open(SEARCH)
    visitor.click("Me prévenir")
    assert visitor.press("Me prévenir", email="pas une adresse").errors()
    page = visitor.press("Me prévenir", email="lou@example.org")
    assert page.h1 == "Regardez vos e-mails"
    people.a_mission(title="Semer des radis", published_at=clock.now())
    assert look(8 * DAY) == 0
    letter = db.session.scalars(select(Letter)).one()
    visitor.open(re.search(r"http://ricochet\.test(/alertes/\S+)", letter.body)[1])
    assert the_alert().confirmed_at is None
    visitor.press("Oui, me prévenir")
    people.a_mission(title="Tailler les pommiers", published_at=clock.now())
    assert look(8 * DAY) == 1
    assert news()[0].address == "lou@example.org"


def test_an_address_is_not_written_to_again_and_again(visitor, app):
    for _ in range(6):
        visitor.open(SEARCH)
        visitor.click("Me prévenir")
        visitor.press("Me prévenir", email="lou@example.org")
        assert visitor.page.h1 == "Regardez vos e-mails"
    assert len(db.session.scalars(select(Letter)).all()) <= 3
    assert len(db.session.scalars(select(Alert)).all()) == 1


def test_a_telephone_hears_by_text_message_in_one_segment(app, as_):
    phone = {"email": None, "phone": "+33612345678", "preferred_channel": "sms"}
    awa = as_(people.a_volunteer(**phone))
    awa.open(SEARCH)
    page = awa.click("Me prévenir")
    assert "par SMS" in page
    awa.press("Me prévenir")
    people.a_mission(title="Semer des radis", published_at=clock.now())
    assert look(8 * DAY) == 1
    assert news()[0].channel == "sms"
    assert len(news()[0].body) <= 160
    assert "/alertes/" in news()[0].body


def test_what_nobody_confirmed_and_what_is_old_is_forgotten(kept):
    the_alert().confirmed_at = clock.now() - timedelta(days=400)
    db.session.commit()
    rule = next(rule for rule in retention.RULES if rule.key == "alerts")
    assert rule.run() == 1
    db.session.add(Alert(email="lou@example.org", title="Missions", query={}))
    db.session.commit()
    assert rule.run() == 0
    with time_machine.travel(clock.now() + timedelta(days=8)):
        assert rule.run() == 1


def test_an_alert_is_among_what_is_kept_of_someone(kept):
    page = kept.open("/mes-donnees")
    assert "Vos réponses et vos choix" in page


def test_five_alerts_are_enough(kept):
    for name in ("sport", "sante", "education", "art_culture", "competences"):
        kept.open(f"/alertes/nouvelle?ou=Grenoble&domaine={name}")
        kept.press("Me prévenir")
    assert "déjà cinq alertes" in kept.page
    assert len(db.session.scalars(select(Alert)).all()) == 5
