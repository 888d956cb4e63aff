"""Opening an account, and what an address already taken changes: nothing that shows."""

from sqlalchemy import select

from app.accounts import actions, queries
from app.accounts.actions import Newcomer
from app.accounts.models import Account, Role
from app.extensions import db
from app.letters.models import Letter
from tests import people


def test_a_newcomer_receives_the_link_that_confirms_the_address(app):
    actions.open_account(
        Newcomer(Role.ASSOCIATION, "Jean", email="jean@example.org", password="tasse nuage velo")
    )
    letter = db.session.scalar(select(Letter))
    assert letter.address == "jean@example.org"
    assert "http://ricochet.test/confirmer/" in letter.body


def test_an_address_already_confirmed_opens_a_second_account_that_cannot_take_it(app):
    awa = people.a_volunteer("Awa", email="awa@example.org")
    second = actions.open_account(Newcomer(Role.VOLUNTEER, "Eve", email="awa@example.org"))
    letter = db.session.scalar(select(Letter))
    assert letter.subject == "Vous avez déjà un compte"
    assert "/confirmer/" not in letter.body
    assert queries.find_by_email("awa@example.org").id == awa.id
    assert db.session.get(Account, second.id).email_confirmed_at is None
