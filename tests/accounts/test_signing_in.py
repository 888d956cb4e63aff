"""Signing in and out, with a password or a code."""

import re

import pytest
import time_machine
from sqlalchemy import func, select

from app.accounts import actions, passwords
from app.accounts.models import Account, AccountSession, Attempt, Role
from app.extensions import db
from tests import people
from tests.browser import Visitor

PASSWORD = "une phrase longue"


@pytest.fixture
def lea(app):
    return people.an_account(
        Role.REFERENT,
        "Léa",
        email="lea@example.org",
        password_hash=passwords.hashed(PASSWORD),
    )


def enter(visitor, email="lea@example.org", password=PASSWORD, status=200, path="/connexion"):
    visitor.open(path)
    return visitor.press("Entrer", status, email=email, password=password)


def test_each_role_lands_on_its_own_desk(visitor, lea):
    page = enter(visitor, email="LEA@example.org")
    assert page.path == "/referent"
    assert db.session.get(Account, lea.id).first_name in page


def test_a_wrong_password_is_refused_with_one_answer_for_all(app, lea):
    known = enter(Visitor(app), password="pas le bon du tout")
    unknown = enter(Visitor(app), email="luc@example.org", password="pas le bon du tout")
    assert "n’est pas le bon" in known
    assert known.text == unknown.text
    assert known.status == unknown.status


def test_accents_of_a_password_may_be_typed_in_two_ways(visitor, app):
    people.an_account(
        Role.PILOT,
        "Paula",
        email="paula@example.org",
        password_hash=passwords.hashed("e\u0301te\u0301 comme hiver"),
    )
    assert enter(visitor, "paula@example.org", "été comme hiver").path == "/pilotage"


def test_the_page_that_was_wanted_comes_after(visitor, lea):
    assert visitor.open("/referent/personnes").path.startswith("/connexion?suite=")
    page = visitor.press("Entrer", email="lea@example.org", password=PASSWORD)
    assert page.path.startswith("/referent/personnes")


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.test", "/\\evil.test", "https://evil.test", "javascript:alert(1)", "/\t/evil.test",
     "\\\\evil.test", "http:evil.test", "////evil.test", "/a\r\nX: y", "evil.test"],
)  # fmt: skip
def test_nobody_is_led_out_of_the_site(visitor, lea, elsewhere):
    visitor.open("/connexion", suite=elsewhere)
    page = visitor.press("Entrer", email="lea@example.org", password=PASSWORD)
    assert page.path == "/referent"


def test_guessing_is_slowed_down_then_the_right_password_works(app, lea):
    visitor = Visitor(app)
    with time_machine.travel("2026-11-24 09:00:00+00:00", tick=False):
        for _ in range(5):
            enter(visitor, password="pas le bon du tout")
        page = enter(visitor, status=429)
    assert "trop d’essais" in page.h1
    assert "à partir de 10 h 01" in page
    assert int(page.headers["Retry-After"]) == 31
    with time_machine.travel("2026-11-24 09:00:31+00:00", tick=False):
        assert enter(visitor).path == "/referent"
    assert db.session.scalar(select(func.count(Attempt.id)).where(Attempt.key.like("acc%"))) == 0


def test_each_wrong_try_waits_longer_but_never_more_than_a_quarter_of_an_hour(app, lea):
    visitor = Visitor(app)
    at = time_machine.travel("2026-11-24 09:00:00+00:00", tick=False)
    traveller = at.start()
    waits = []
    for _ in range(12):
        enter_status = 200
        visitor.open("/connexion")
        response = visitor.client.post("/connexion", data=_fields(visitor, "lea@example.org"))
        if response.status_code == 429:
            waits.append(int(response.headers["Retry-After"]))
            traveller.shift(waits[-1])
            enter(visitor, password="pas le bon du tout", status=enter_status)
    at.stop()
    assert waits == sorted(waits)
    assert waits[0] == 31
    assert waits[-1] <= 901


def _fields(visitor, email):
    token = visitor.page.soup.select_one("[name=csrf_token]")["value"]
    return {"csrf_token": token, "email": email, "password": "pas le bon du tout"}


def test_an_unknown_address_is_slowed_down_all_the_same(visitor):
    for _ in range(5):
        enter(visitor, email="personne@example.org", password="pas le bon du tout")
    assert "trop d’essais" in enter(visitor, email="personne@example.org", status=429).h1


def test_one_network_cannot_try_every_account(app):
    visitor = Visitor(app)
    for number in range(20):
        enter(visitor, email=f"p{number}@example.org", password="pas le bon du tout")
    enter(visitor, email="encore@example.org", password="pas le bon du tout", status=429)


def test_a_code_opens_whatever_its_spaces_dashes_and_letter_case(visitor):
    awa = people.a_volunteer("Awa", email=None)
    code = actions.issue_code(awa, by=awa)
    visitor.open("/code")
    page = visitor.press("Entrer", code=f"{code[:3].lower()}-{code[3:5]} {code[5:]}")
    assert page.path == "/moi"


def test_codes_cannot_be_tried_one_after_the_other(visitor):
    for _ in range(20):
        visitor.open("/code")
        page = visitor.press("Entrer", code="2222 2222")
        assert "Ce code ne marche pas" in page
    visitor.open("/code")
    visitor.press("Entrer", 429, code="2222 2222")


def test_an_incomplete_code_is_explained(visitor):
    visitor.open("/code")
    page = visitor.press("Entrer", code="ABC")
    assert "n’est pas complet" in page
    assert page.soup.select_one("[name=code]")["value"] == "ABC"


def test_a_new_code_ends_the_old_one(as_, app):
    awa = people.a_volunteer("Awa")
    old = actions.issue_code(awa, by=awa)
    browser = as_(awa)
    browser.open("/mon-compte/code")
    page = browser.press("Me donner un code")
    new = page.soup.select_one(".code").get_text(strip=True)
    other = Visitor(app)
    other.open("/code")
    assert "ne marche pas" in other.press("Entrer", code=old)
    assert other.press("Entrer", code=new).path == "/moi"


def test_the_session_is_new_after_signing_in(visitor, lea):
    visitor.open("/connexion")
    before = visitor.client.get_cookie("ricochet").value
    enter(visitor)
    assert visitor.client.get_cookie("ricochet").value != before
    visitor.press("Je me déconnecte")
    assert db.session.scalar(select(AccountSession.ended_at)) is not None
    assert visitor.open("/referent").path.startswith("/connexion")


def test_signing_out_everywhere_ends_every_browser(app, lea):
    phone, desk = Visitor(app), Visitor(app)
    enter(phone)
    enter(desk)
    desk.open("/mon-compte")
    assert "Vous êtes déconnecté partout" in desk.press("Me déconnecter partout")
    assert phone.open("/referent").path.startswith("/connexion")


def test_one_browser_is_ended_from_another(app, lea, as_):
    lost, desk = Visitor(app), Visitor(app)
    enter(lost)
    enter(desk)
    page = desk.open("/mon-compte")
    assert len(re.findall("Cet appareil", page.text)) == 1
    desk.press("Déconnecter")
    assert lost.open("/referent").path.startswith("/connexion")
    assert desk.open("/referent").path == "/referent"


def test_nobody_ends_the_browser_of_someone_else(app, lea, as_):
    enter(Visitor(app))
    row = db.session.scalar(select(AccountSession))
    luc = as_(people.a_referent("Luc"))
    luc.open("/mon-compte")
    token = luc.page.soup.select_one("[name=csrf_token]")["value"]
    luc.post(f"/mon-compte/appareils/{row.token}/fermer", {"csrf_token": token}, 404)
    db.session.refresh(row)
    assert row.ended_at is None


def test_a_closed_account_is_out_at_once(app, lea):
    visitor = Visitor(app)
    enter(visitor)
    lea.closed_at = people.clock.now()
    assert visitor.open("/referent").path.startswith("/connexion")
    assert "n’est pas le bon" in enter(Visitor(app))


def test_a_session_does_not_outlive_its_hours(app, lea):
    visitor = Visitor(app)
    enter(visitor)
    with time_machine.travel(people.clock.now() + people.timedelta(hours=13)):
        assert visitor.open("/referent").path.startswith("/connexion")
