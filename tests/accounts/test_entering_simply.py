"""Entering without e-mail: a link by text message; and on a telephone that is someone else’s."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app import clock
from app.accounts.models import AccountSession
from app.extensions import db
from app.letters.models import Letter
from app.letters.text_messages import segments
from tests import people

NOON = "2026-11-24 12:00+01:00"
NIGHT = "2026-11-24 22:00+01:00"
PHONE = "+33612345678"


@pytest.fixture
def noon():
    with time_machine.travel(NOON):
        yield


def ask(visitor, number="06 12 34 56 78"):
    visitor.open("/connexion")
    visitor.click("Un lien par SMS")
    return visitor.press("Recevoir le lien", phone=number)


def texts():
    db.session.rollback()
    found = select(Letter).where(Letter.kind == "accounts/enter").order_by(Letter.id)
    return list(db.session.scalars(found))


def test_awa_enters_from_the_link_of_a_text_message(noon, visitor):
    people.a_volunteer(phone=PHONE)
    assert ask(visitor).h1 == "Regardez vos SMS"
    (letter,) = texts()
    assert (letter.channel, letter.address) == ("sms", PHONE)
    assert segments(letter.body) == 1
    path = re.search(r"http://ricochet\.test(/entrer/\S+)", letter.body)[1]
    visitor.open(path)
    assert visitor.open("/moi").path.startswith("/connexion")
    visitor.open(path)
    assert visitor.press("Entrer").path == "/moi"
    visitor.open(path, status=404)


def test_nobody_learns_whether_a_number_is_known(noon, visitor):
    people.a_referent().phone = PHONE
    db.session.commit()
    assert ask(visitor).h1 == "Regardez vos SMS"
    assert texts() == []
    assert ask(visitor, "12").errors()


def test_two_people_who_share_a_telephone_each_receive_theirs(noon, visitor):
    people.a_volunteer(phone=PHONE)
    people.a_volunteer("Idriss", phone=PHONE)
    ask(visitor)
    assert [text.body.split(",")[0] for text in texts()] == ["Awa", "Idriss"]


def test_no_telephone_rings_at_night(visitor):
    people.a_volunteer(phone=PHONE)
    with time_machine.travel(NIGHT):
        assert "de 8 h à 20 h" in ask(visitor).errors()[0]
    assert texts() == []


def test_a_link_dies_with_its_minutes_and_with_the_number(noon, visitor):
    awa = people.a_volunteer(phone=PHONE)
    ask(visitor)
    path = re.search(r"(/entrer/\S+)", texts()[0].body)[1]
    with time_machine.travel(clock.now() + timedelta(minutes=31)):
        visitor.open(path, status=404)
    awa.phone = "+33712345678"
    db.session.commit()
    visitor.open(path, status=404)


def test_on_a_telephone_that_is_not_hers_the_visit_is_short_and_leaves_nothing(app, visitor):
    from app.accounts import actions

    awa = people.a_volunteer()
    code = actions.issue_code(awa, by=awa)
    db.session.commit()
    visitor.open("/code")
    page = visitor.click("Ce n’est pas mon téléphone")
    assert page.soup.select_one("input[name=code]")["autocomplete"] == "off"
    assert visitor.press("Entrer", code=code).path == "/moi"
    opened = db.session.scalars(select(AccountSession)).one()
    assert opened.expires_at <= clock.now() + timedelta(hours=1)
    page = visitor.open("/mon-profil/envies")
    assert page.soup.select_one("form.form")["autocomplete"] == "off"
    token = page.soup.select_one("input[name=csrf_token]")["value"]
    left = visitor.send("/deconnexion", {"csrf_token": token})
    assert "storage" in left.headers["Clear-Site-Data"]


def test_at_home_the_visit_lasts_and_fields_help(app, visitor):
    from app.accounts import actions

    awa = people.a_volunteer()
    code = actions.issue_code(awa, by=awa)
    db.session.commit()
    visitor.open("/code")
    visitor.press("Entrer", code=code)
    opened = db.session.scalars(select(AccountSession)).one()
    assert opened.expires_at > clock.now() + timedelta(days=20)
