"""The first account of a site, and forgetting what no longer serves."""

import re

import time_machine
from sqlalchemy import func, select

from app import clock
from app.accounts import actions, throttle
from app.accounts.models import Account, AccountSession, Attempt, OneTimeLink, Purpose, Role
from app.extensions import db
from tests import people
from tests.browser import Visitor

PASSWORD = "tasse nuage velo"


def run(app, *args):
    db.session.commit()
    return app.test_cli_runner().invoke(args=["accounts", *args])


def test_the_first_pilote_is_opened_from_the_command_line(app):
    said = run(app, "create", "Paula@Example.org", "--first-name", "Paula", "--last-name", "Roux")
    assert said.exit_code == 0, said.output
    link = re.search(r"http://ricochet\.test(/\S+)", said.output)[1]
    paula = Visitor(app)
    paula.open(link)
    paula.press("Garder ce mot de passe", password=PASSWORD)
    page = paula.press("Entrer", email="paula@example.org", password=PASSWORD)
    assert page.path == "/pilotage"
    account = db.session.scalar(select(Account))
    assert (account.role, account.full_name) == (Role.PILOT, "Paula Roux")


def test_an_address_that_cannot_be_one_is_refused(app):
    said = run(app, "create", "paula", "--first-name", "Paula")
    assert said.exit_code == 2
    assert "n’est pas juste" in said.output


def test_an_address_serves_one_account(app):
    people.a_pilot("Paula")
    address = db.session.scalar(select(Account.email))
    said = run(app, "create", address, "--first-name", "Paula")
    assert said.exit_code == 1
    assert "déjà un compte" in said.output


def test_old_tries_links_and_sessions_are_forgotten(app, as_):
    awa = people.a_volunteer("Awa")
    as_(awa)
    with app.test_request_context():
        throttle.knock(throttle.account_key("awa@example.org"))
    actions.open_link(awa, Purpose.RESET_PASSWORD, clock.now(), awa.email)
    tables = (Attempt, OneTimeLink, AccountSession)

    def left():
        return [db.session.scalar(select(func.count(table.id))) for table in tables]

    run(app, "forget")
    assert left() == [1, 1, 1]
    with time_machine.travel(clock.now() + people.timedelta(days=70)):
        run(app, "forget")
    db.session.expire_all()
    assert left() == [0, 0, 0]
