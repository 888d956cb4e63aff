"""The letters of the demonstration can be read, and their links followed."""

from app import clock
from app.accounts.actions import Newcomer, open_account
from app.accounts.models import Role
from app.extensions import db
from tests import people


def test_someone_follows_the_link_of_a_letter_by_hand(visitor):
    open_account(Newcomer(Role.VOLUNTEER, "Awa", email="awa@demo.test", password="tasse nuage"))
    visitor.open("/courrier")
    assert "awa@demo.test" in visitor.page
    page = visitor.click("Confirmez votre adresse")
    assert "04 76 00 00 00" in page
    assert visitor.click("/confirmer/").h1 == "Est-ce bien vous ?"


def test_nothing_waits_yet(visitor):
    assert "Aucun message" in visitor.open("/courrier")


def test_the_post_is_not_open_elsewhere_than_in_the_demonstration(app, visitor):
    account = people.a_volunteer()
    assert account.created_at <= clock.now()
    db.session.commit()
    kept = app.config["SETTINGS"]
    app.config["SETTINGS"] = type(kept)(**{**vars(kept), "demo": False})
    try:
        visitor.open("/courrier", 404)
    finally:
        app.config["SETTINGS"] = kept
