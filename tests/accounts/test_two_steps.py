"""Entering in two steps: digits, recovery codes, and what a stolen password no longer opens."""

import re
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
import time_machine
from sqlalchemy import select

from app import clock
from app.accounts import factors, passwords
from app.accounts.models import Account, AccountSession, Authenticator, Role
from app.extensions import db
from app.letters.models import Letter
from tests import people
from tests.browser import Visitor

PASSWORD = "une phrase longue"


@pytest.fixture
def lea(app):
    return people.an_account(
        Role.REFERENT, "Léa", email="lea@example.org", password_hash=passwords.hashed(PASSWORD)
    )


@pytest.fixture
def for_real(app):
    """A site that serves people: the second step is demanded."""
    kept = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(kept, demo=False)
    yield
    app.config["SETTINGS"] = kept


def digits(account, ahead=0):
    row = db.session.scalar(select(Authenticator).where(Authenticator.account_id == account.id))
    secret = factors._opened(row.secret)
    return pyotp.TOTP(secret).at(clock.now() + timedelta(seconds=ahead))


def with_application(visitor, account):
    """Set up the application as someone does, and give the recovery codes shown."""
    visitor.open("/mon-compte/deux-etapes")
    visitor.press("Ajouter une application")
    page = visitor.press("Enregistrer", digits=digits(account), password=PASSWORD)
    return re.findall(r"[A-Z0-9]{6} [A-Z0-9]{6} [A-Z0-9]{5}", page.text)


def first_step(app):
    visitor = Visitor(app)
    visitor.open("/connexion")
    visitor.press("Entrer", email="lea@example.org", password=PASSWORD)
    return visitor


def test_digits_are_asked_after_the_password_and_work_once(app, lea):
    codes = with_application(Visitor(app).signed_in(lea), lea)
    assert len(codes) == 10
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        visitor = first_step(app)
        assert visitor.page.h1 == "Encore une étape"
        visitor.open("/referent")
        assert visitor.page.h1 == "Entrer"
        visitor = first_step(app)
        right = digits(lea)
        assert visitor.press("Entrer", digits=right).path == "/referent"
        again = first_step(app).press("Entrer", digits=right)
        assert "ont déjà servi" in again


def test_a_recovery_code_opens_once(app, lea):
    codes = with_application(Visitor(app).signed_in(lea), lea)
    assert first_step(app).press("Entrer", digits=codes[0].lower()).path == "/referent"
    assert "ont déjà servi" in first_step(app).press("Entrer", digits=codes[0])
    assert first_step(app).press("Entrer", digits=codes[1].replace(" ", "-")).path == "/referent"


def test_guessing_digits_is_slowed_down(app, lea):
    with_application(Visitor(app).signed_in(lea), lea)
    visitor = first_step(app)
    for _ in range(5):
        visitor.press("Entrer", digits="000000")
    visitor.press("Entrer", 429, digits="000000")


def test_digits_of_another_period_are_refused(app, lea):
    with_application(Visitor(app).signed_in(lea), lea)
    assert "ne vont pas" in first_step(app).press("Entrer", digits=digits(lea, ahead=-300))


def test_the_wait_between_the_steps_ends(app, lea):
    with_application(Visitor(app).signed_in(lea), lea)
    visitor = first_step(app)
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert visitor.press("Entrer", digits=digits(lea)).h1 == "Entrer"


def test_a_new_password_ends_the_wait(app, lea):
    with_application(Visitor(app).signed_in(lea), lea)
    visitor = first_step(app)
    lea.password_hash = passwords.hashed("une autre phrase")
    assert visitor.press("Entrer", digits=digits(lea)).h1 == "Entrer"


def test_the_secret_is_not_in_clear_and_the_owner_is_told(app, lea):
    with_application(Visitor(app).signed_in(lea), lea)
    row = db.session.scalar(select(Authenticator))
    assert not re.fullmatch(r"[A-Z2-7]{32}", row.secret)
    told = db.session.scalars(select(Letter.subject)).all()
    assert "La deuxième étape de votre compte a changé" in told


def test_setting_up_gives_a_new_session(app, lea):
    visitor = Visitor(app).signed_in(lea)
    before = db.session.scalar(select(AccountSession))
    with_application(visitor, lea)
    db.session.refresh(before)
    assert before.ended_at is not None


def test_the_password_is_asked_again_to_change_anything(app, lea):
    visitor = Visitor(app).signed_in(lea)
    with_application(visitor, lea)
    visitor.open("/mon-compte/deux-etapes/application/retirer")
    assert "Ce n’est pas votre mot de passe" in visitor.press("Retirer", password="pas le bon")
    page = visitor.press("Retirer", password=PASSWORD)
    assert "ne sert plus" in page
    assert first_step(app).page.path == "/referent"


def test_where_it_is_demanded_nothing_opens_before(app, lea, for_real):
    visitor = first_step(app)
    assert visitor.page.h1 == "Entrer en deux étapes"
    assert visitor.open("/referent").h1 == "Entrer en deux étapes"
    with_application(visitor, lea)
    assert visitor.open("/referent").path == "/referent"
    visitor.open("/mon-compte/deux-etapes/application/retirer")
    visitor.press("Retirer", 409, password=PASSWORD)


def test_a_volunteer_is_never_asked_for_it(app, for_real):
    awa = people.a_volunteer(email="awa@example.org", password_hash=passwords.hashed(PASSWORD))
    visitor = Visitor(app)
    visitor.open("/connexion")
    assert visitor.press("Entrer", email=awa.email, password=PASSWORD).path == "/moi"


def test_a_screen_left_alone_closes(app, lea):
    visitor = Visitor(app).signed_in(lea)
    with time_machine.travel(clock.now() + timedelta(minutes=50)):
        assert visitor.open("/referent").path == "/referent"
    with time_machine.travel(clock.now() + timedelta(minutes=105)):
        assert visitor.open("/referent").path == "/referent"
    with time_machine.travel(clock.now() + timedelta(minutes=170)):
        assert visitor.open("/referent").h1 == "Entrer"


def test_what_was_being_written_is_given_back(app, lea):
    visitor = Visitor(app).signed_in(lea)
    visitor.open("/referent/personnes/ajouter")
    with time_machine.travel(clock.now() + timedelta(minutes=90)):
        page = visitor.press("Ouvrir", 401, first_name="Ève-Marie de la Tour")
        assert "Ève-Marie de la Tour" in page.html


def test_starting_again_ends_every_session(app, lea):
    visitor = Visitor(app).signed_in(lea)
    with_application(visitor, lea)
    lea = db.session.get(Account, lea.id)
    factors.start_again(lea, by=people.a_pilot())
    assert visitor.open("/referent").h1 == "Entrer"
    assert not factors.has_second_step(lea)
