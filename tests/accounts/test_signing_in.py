"""Signing in and out."""

from app.accounts import passwords
from app.accounts.models import Account, Role
from app.extensions import db
from tests import people


def test_each_role_lands_on_its_own_desk(visitor):
    jean = people.an_account(
        Role.REFERENT,
        "Léa",
        email="lea@example.org",
        password_hash=passwords.hashed("une phrase longue"),
    )
    visitor.open("/connexion")
    page = visitor.press("Entrer", email="LEA@example.org", password="une phrase longue")
    assert page.path == "/referent"
    assert db.session.get(Account, jean.id).first_name in page


def test_a_wrong_password_is_refused_with_one_answer_for_all(visitor):
    visitor.open("/connexion")
    page = visitor.press("Entrer", email="personne@example.org", password="nimporte quoi")
    assert page.path == "/connexion"
    assert "n’est pas le bon" in page
