"""Nobody learns who has an account; owners learn that someone tries theirs."""

from datetime import timedelta

import pytest
import time_machine
from argon2 import PasswordHasher
from sqlalchemy import select

from app import clock
from app.accounts import passwords, warning
from app.accounts.models import Role
from app.extensions import db
from app.letters.models import Letter
from tests import people
from tests.browser import Visitor

PASSWORD = "une phrase longue"


@pytest.fixture
def work(monkeypatch):
    """Count the Argon2 computations, which are what makes a sign-in last."""
    done = []
    for name in ("hash", "verify"):
        real = getattr(PasswordHasher, name)

        def counted(self, *given, _real=real, _name=name, **words):
            done.append(_name)
            return _real(self, *given, **words)

        monkeypatch.setattr(PasswordHasher, name, counted)
    return done


def those_of(work, act):
    """Give the computations of an act, and what the page answers."""
    work.clear()
    page = act()
    return sorted(work), page.status, page.text


@pytest.fixture
def cast(app):
    """Someone, someone without a password, someone who left, and an address nobody confirmed."""
    stored = passwords.hashed(PASSWORD)
    people.an_account(Role.REFERENT, "Léa", email="lea@example.org", password_hash=stored)
    people.a_volunteer("Bilal", email="bilal@example.org")
    people.a_volunteer("Chloé", email="parti@example.org", password_hash=stored,
                       closed_at=clock.now())  # fmt: skip
    people.a_volunteer("Dina", email="dina@example.org", password_hash=stored,
                       email_confirmed_at=None)  # fmt: skip


ADDRESSES = ("personne", "lea", "bilal", "parti", "dina")


def for_each(app, work, act):
    """Give the answers for each kind of address, the address itself left out."""
    found = []
    for name in ADDRESSES:
        email = f"{name}@example.org"
        done, status, text = those_of(work, lambda email=email: act(Visitor(app), email))
        found.append((done, status, text.replace(email, "…")))
    return found


def test_a_wrong_password_costs_and_says_the_same_for_every_address(app, cast, work):
    def try_to_enter(visitor, email):
        visitor.open("/connexion")
        return visitor.press("Entrer", email=email, password="ce n’est pas lui")

    answers = for_each(app, work, try_to_enter)
    assert answers == [answers[0]] * len(ADDRESSES)
    assert answers[0][0] == ["verify", "verify"]


def test_a_forgotten_password_costs_and_says_the_same_for_every_address(app, cast, work):
    def ask(visitor, email):
        visitor.open("/mot-de-passe-oublie")
        return visitor.press("Recevoir", email=email)

    answers = for_each(app, work, ask)
    assert answers == [answers[0]] * len(ADDRESSES)
    assert answers[0][0] == []
    assert len(db.session.scalars(select(Letter)).all()) == len(ADDRESSES)


def test_signing_up_costs_and_says_the_same_for_every_address(app, cast, work):
    def sign_up(visitor, email):
        visitor.open("/inscription/benevole")
        return visitor.press(
            "Ouvrir mon compte", first_name="Zoé", commune="Grenoble", email=email,
            password="trois lampes bleues dansent",
        )  # fmt: skip

    answers = for_each(app, work, sign_up)
    assert answers == [answers[0]] * len(ADDRESSES)
    assert answers[0][0] == ["hash"]


def try_many_times(app, count, email="lea@example.org"):
    """Try as an attacker who waits each time."""
    start = clock.now()
    for number in range(count):
        with time_machine.travel(start + timedelta(minutes=number * 5)):
            visitor = Visitor(app)
            visitor.open("/connexion")
            visitor.press("Entrer", email=email, password="ce n’est pas lui")
    return start + timedelta(minutes=(count - 1) * 5)


def warned():
    kind = Letter.kind == "accounts/wrong_tries"
    return db.session.scalars(select(Letter).where(kind)).all()


def test_the_owner_is_told_once_a_day_that_someone_tries_their_password(app, cast):
    end = try_many_times(app, 8)
    with time_machine.travel(end):
        assert warning.warn_owners() == 1
        assert warning.warn_owners() == 0
    letter = warned()[0]
    assert letter.address == "lea@example.org"
    assert "Plusieurs mots de passe faux" in letter.body


def test_a_few_mistakes_are_nobodys_news(app, cast):
    with time_machine.travel(try_many_times(app, 3)):
        assert warning.warn_owners() == 0


def test_nobody_is_told_about_an_address_without_account(app, cast):
    with time_machine.travel(try_many_times(app, 8, email="personne@example.org")):
        assert warning.warn_owners() == 0
    assert warned() == []
