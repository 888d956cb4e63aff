"""What a thief of a cookie, of a mailbox or of the database does not find."""

import re
from dataclasses import replace

import pyotp
import pytest
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select, update

from app import clock
from app.accounts import factors, passwords
from app.accounts.models import Account, AccountSession, Role
from app.extensions import db
from app.letters import delivery
from app.letters.models import Letter
from tests import people
from tests.browser import Visitor

PASSWORD = "une phrase longue"


@pytest.fixture
def for_real(app):
    """A site that serves people, not a demonstration."""
    kept = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(kept, demo=False)
    yield
    app.config["SETTINGS"] = kept


def cookie_of(visitor):
    """Read what the cookie says to whoever holds it: it is signed, not encrypted."""
    kept = visitor.client.get_cookie("ricochet")
    reader = SecureCookieSessionInterface().get_signing_serializer(visitor.app)
    return reader.loads(kept.value)


def the_link(kind):
    found = select(Letter).where(Letter.kind == kind).order_by(Letter.id.desc())
    letter = db.session.scalars(found.execution_options(populate_existing=True)).first()
    return re.search(r"http://ricochet\.test(/\S+)", letter.body)[1]


def test_the_code_of_the_card_is_not_legible_in_the_cookie(app):
    awa = people.a_volunteer(email=None)
    visitor = Visitor(app).signed_in(awa)
    visitor.open("/mon-compte/code")
    page = visitor.press("nouveau code" if "nouveau code" in visitor.page.text else "code")
    code = re.search(r"\b[2-9A-Z]{4} ?[2-9A-Z]{4}\b", page.text)[0]
    assert code.replace(" ", "") not in str(cookie_of(visitor))
    assert code in visitor.open("/mon-compte/code").text


def test_recovery_codes_are_not_legible_in_the_cookie(app):
    lea = people.an_account(
        Role.REFERENT, "Léa", email="lea@example.org", password_hash=passwords.hashed(PASSWORD)
    )
    visitor = Visitor(app).signed_in(lea)
    visitor.open("/mon-compte/deux-etapes/codes")
    page = visitor.press("Faire de nouveaux codes", password=PASSWORD)
    codes = re.findall(r"[A-Z0-9]{6} [A-Z0-9]{6} [A-Z0-9]{5}", page.text)
    assert len(codes) == 10
    assert not any(code.replace(" ", "") in str(cookie_of(visitor)) for code in codes)


def test_a_letter_that_has_left_no_longer_holds_its_link(app, for_real, visitor):
    awa = people.a_volunteer(email="awa@example.org", password_hash=passwords.hashed(PASSWORD))
    visitor.open("/mot-de-passe-oublie")
    visitor.press("Recevoir", email=awa.email)
    link = the_link("accounts/new_password")
    db.session.commit()
    assert delivery.send_due(seconds=20.0)["sent"] >= 1
    assert the_link("accounts/new_password") == "/nouveau-mot-de-passe/…"
    page = visitor.open(link)
    assert page.h1.startswith("Choisi")


def test_the_mailbox_of_the_demonstration_keeps_its_links(app, visitor):
    awa = people.a_volunteer(email="awa@example.org", password_hash=passwords.hashed(PASSWORD))
    visitor.open("/mot-de-passe-oublie")
    visitor.press("Recevoir", email=awa.email)
    db.session.commit()
    delivery.send_due(seconds=20.0)
    visitor.open(the_link("accounts/new_password"))


def test_a_link_sent_to_a_mailbox_left_since_opens_nothing(app, visitor):
    awa = people.a_volunteer(email="awa@example.org", password_hash=passwords.hashed(PASSWORD))
    visitor.open("/mot-de-passe-oublie")
    visitor.press("Recevoir", email="awa@example.org")
    old = the_link("accounts/new_password")
    mine = Visitor(app).signed_in(awa)
    mine.open("/mon-compte/coordonnees")
    mine.press("Enregistrer", email="autre@example.org", password=PASSWORD)
    mine.open(the_link("accounts/confirm"))
    mine.press("Oui, c’est moi")
    visitor.open(old, status=404)


def test_a_link_serves_once_even_when_two_are_open(app):
    awa = people.a_volunteer(email="awa@example.org", password_hash=passwords.hashed(PASSWORD))
    first, second = Visitor(app), Visitor(app)
    first.open("/mot-de-passe-oublie")
    first.press("Recevoir", email=awa.email)
    link = the_link("accounts/new_password")
    first.open(link)
    second.open(link)
    first.press("", password="trois lampes bleues dansent")
    second.press("", 404, password="quatre lampes vertes dansent")


def test_filling_in_with_someone_changes_the_secret_of_the_session(app):
    awa, referent = people.a_volunteer(), people.a_referent(holding=people.a_territory())
    visitor = Visitor(app).signed_in(referent)
    visitor.open(f"/referent/personnes/{awa.token}")
    thief = Visitor(app)
    copy(visitor, thief)
    assert thief.open("/referent").path == "/referent"
    visitor.press("Je remplis avec")
    assert thief.open("/referent").h1 == "Entrer"
    copy(visitor, thief)
    visitor.press("J’ai fini")
    assert thief.open("/referent").h1 == "Entrer"
    assert visitor.open("/referent").path == "/referent"


def copy(visitor, thief):
    thief.client.set_cookie("ricochet", visitor.client.get_cookie("ricochet").value)


def test_a_new_password_changes_the_secret_of_the_session(app):
    awa = people.a_volunteer(email="awa@example.org", password_hash=passwords.hashed(PASSWORD))
    visitor, thief = Visitor(app).signed_in(awa), Visitor(app)
    copy(visitor, thief)
    visitor.open("/mon-compte/mot-de-passe")
    visitor.press("Changer", current=PASSWORD, password="trois lampes bleues dansent")
    assert thief.open("/mon-compte").h1 == "Entrer"
    assert visitor.open("/mon-compte").h1 == "Mon compte"


def test_a_pilote_who_recognised_a_colleague_starts_their_second_step_again(app, for_real):
    lea = people.an_account(
        Role.REFERENT, "Léa", email="lea@example.org", password_hash=passwords.hashed(PASSWORD)
    )
    secret = factors.propose_application(lea)
    assert factors.confirm_application(lea, pyotp.TOTP(secret).at(clock.now()))
    desk = Visitor(app).signed_in(people.a_pilot())
    db.session.execute(update(AccountSession).values(is_proven=True))
    desk.open(f"/pilotage/equipe/{lea.token}")
    desk.click("Remettre la deuxième étape à zéro")
    page = desk.press("Remettre à zéro")
    assert page.errors() == ["Reconnaissez d’abord votre collègue, puis cochez la case."]
    page = desk.press("Remettre à zéro", recognised="y")
    assert "est remise à zéro" in page
    assert not factors.has_second_step(db.session.get(Account, lea.id))
    assert "Remettre la deuxième étape" not in page
    told = db.session.scalar(select(Letter).where(Letter.to_id == lea.id))
    assert told.kind == "accounts/two_steps_changed"


def test_a_pilote_does_not_start_their_own_again(app, as_):
    paula = people.a_pilot()
    as_(paula).open(f"/pilotage/equipe/{paula.token}/deuxieme-etape", status=404)
