"""« Mon compte », a lost password, an invitation."""

import re

import pytest
import time_machine
from sqlalchemy import func, select

from app import clock
from app.accounts import actions, invitations, passwords
from app.accounts.models import Account, Attempt, Invitation, OneTimeLink, Purpose, Role
from app.extensions import db
from app.journal import Event
from app.letters.models import Letter
from tests import people
from tests.browser import Visitor

PASSWORD = "une phrase longue"
NEXT = "tasse nuage velo"


@pytest.fixture
def awa(app):
    return people.a_volunteer(
        "Awa", email="awa@example.org", password_hash=passwords.hashed(PASSWORD)
    )


def last_letter():
    return db.session.scalar(select(Letter).order_by(Letter.id.desc()))


def the_link(letter=None):
    found = re.search(r"http://ricochet\.test(/\S+/\S+)", (letter or last_letter()).body)
    return found[1]


def ask(visitor, email="awa@example.org"):
    visitor.open("/mot-de-passe-oublie")
    return visitor.press("Recevoir le lien", email=email)


def may_enter(app, email, password):
    visitor = Visitor(app)
    visitor.open("/connexion")
    return visitor.press("Entrer", email=email, password=password).path != "/connexion"


def test_a_lost_password_is_chosen_again_and_ends_every_session(app, awa, as_):
    elsewhere = as_(awa)
    visitor = Visitor(app)
    page = ask(visitor)
    assert "Nous vous avons écrit" in page
    link = the_link()
    visitor.open(link)
    page = visitor.press("Garder ce mot de passe", password=NEXT)
    assert page.path == "/connexion"
    assert may_enter(app, "awa@example.org", NEXT)
    assert not may_enter(app, "awa@example.org", PASSWORD)
    assert elsewhere.open("/moi").path.startswith("/connexion")
    assert visitor.open(link, 404).h1 == "Ce lien ne marche plus"


def test_the_answer_to_a_lost_password_is_the_same_for_every_address(app, awa):
    known, unknown = ask(Visitor(app)), ask(Visitor(app), "personne@example.org")
    assert (known.text, known.path) == (unknown.text, unknown.path)
    kinds = list(db.session.scalars(select(Letter.kind).order_by(Letter.id)))
    assert kinds == ["accounts/new_password", "accounts/no_account"]


def test_nobody_is_buried_under_letters(app, awa):
    for _ in range(5):
        ask(Visitor(app))
    assert db.session.scalar(select(func.count(Letter.id))) == 3


def test_choosing_again_forgets_the_wrong_tries(app, awa):
    visitor = Visitor(app)
    for _ in range(5):
        may_enter(app, "awa@example.org", "pas le bon du tout")
    ask(visitor)
    visitor.open(the_link())
    visitor.press("Garder ce mot de passe", password=NEXT)
    assert may_enter(app, "awa@example.org", NEXT)
    assert db.session.scalar(select(func.count(Attempt.id)).where(Attempt.key.like("acc%"))) == 0


@pytest.mark.parametrize("case", ["expired", "replaced", "truncated", "tampered", "other purpose"])
def test_a_dead_link_says_so_and_changes_nothing(app, awa, case):
    visitor = Visitor(app)
    ask(visitor)
    link = the_link()
    later = clock.now()
    if case == "expired":
        later += people.timedelta(minutes=61)
    elif case == "replaced":
        ask(visitor)
    elif case == "other purpose":
        link = link.replace("nouveau-mot-de-passe", "confirmer")
    else:
        link = link[:-3] if case == "truncated" else link[:-3] + "abc"
    with time_machine.travel(later):
        page = visitor.open(link, 404)
        assert page.h1 == "Ce lien ne marche plus"
        visitor.open("/connexion")
        token = visitor.page.soup.select_one("[name=csrf_token]")["value"]
        visitor.post(link, {"csrf_token": token, "password": NEXT}, 404)
    assert may_enter(app, "awa@example.org", PASSWORD)


def test_a_weak_new_password_keeps_the_link_alive(app, awa):
    visitor = Visitor(app)
    ask(visitor)
    link = the_link()
    visitor.open(link)
    page = visitor.press("Garder ce mot de passe", password="awa awa awa awa 1")
    assert page.errors()
    visitor.press("Garder ce mot de passe", password=NEXT)
    assert may_enter(app, "awa@example.org", NEXT)


def test_changing_a_password_needs_the_one_of_today(as_, awa, app):
    desk, phone = as_(awa), as_(awa)
    desk.open("/mon-compte/mot-de-passe")
    page = desk.press("Changer", current="pas le bon", password=NEXT)
    assert page.errors() == ["Ce n’est pas votre mot de passe."]
    page = desk.press("Changer", current=PASSWORD, password=NEXT)
    assert "Votre mot de passe a changé" in page
    assert phone.open("/moi").path.startswith("/connexion")
    assert desk.open("/moi").path == "/moi"
    assert last_letter().kind == "accounts/password_changed"


def test_a_new_address_counts_once_its_mailbox_is_proved(as_, awa, app):
    desk = as_(awa)
    desk.open("/mon-compte/coordonnees")
    page = desk.press("Enregistrer", email="neuve@example.org", password="pas le bon")
    assert "Ce n’est pas votre mot de passe" in page
    assert page.soup.select_one("[name=email]")["value"] == "neuve@example.org"
    page = desk.press("Enregistrer", email="neuve@example.org", password=PASSWORD)
    assert "Nous avons écrit à votre nouvelle adresse" in page
    assert may_enter(app, "awa@example.org", PASSWORD)
    assert last_letter().address == "neuve@example.org"
    desk.open(the_link())
    desk.press("Oui, c’est moi")
    assert may_enter(app, "neuve@example.org", PASSWORD)
    assert not may_enter(app, "awa@example.org", PASSWORD)
    assert (last_letter().kind, last_letter().address) == (
        "accounts/address_changed",
        "awa@example.org",
    )


def test_someone_changes_their_telephone_and_is_written_to_by_text_message(as_, awa):
    desk = as_(awa)
    desk.open("/mon-compte/coordonnees")
    page = desk.press("Enregistrer", phone="0033 6 12 34 56 78", preferred_channel="sms")
    assert "06 12 34 56 78" in page
    assert "Par SMS" in page
    verbs = db.session.scalars(select(Event.verb)).all()
    assert "change_contact" in verbs


def test_a_fixed_telephone_receives_no_text_message(as_, awa):
    desk = as_(awa)
    desk.open("/mon-compte/coordonnees")
    page = desk.press("Enregistrer", phone="04 76 00 00 00", preferred_channel="sms")
    assert "écrivez un numéro de téléphone portable" in page


def test_an_address_that_is_the_only_way_in_stays(as_, awa):
    desk = as_(awa)
    desk.open("/mon-compte/coordonnees")
    page = desk.press("Enregistrer", email="", preferred_channel="paper", password=PASSWORD)
    assert "vous ne pourriez plus entrer" in page


def test_an_unconfirmed_address_is_gently_reminded(visitor, app):
    awa = actions.open_account(
        actions.Newcomer(Role.VOLUNTEER, "Awa", email="a@example.org", password=NEXT)
    )
    desk = visitor.signed_in(awa)
    assert "Confirmez votre adresse" in desk.open("/mon-compte")
    desk.press("Recevoir encore le lien")
    assert db.session.scalar(select(func.count(Letter.id))) == 2
    live = db.session.scalars(select(OneTimeLink).where(OneTimeLink.used_at.is_(None))).all()
    assert [link.purpose for link in live] == [Purpose.CONFIRM_EMAIL]


def invited(**facts):
    guest = invitations.Guest("lea@example.org", Role.REFERENT, "Léa", **facts)
    invitation = invitations.invite(guest, by=people.a_pilot())
    db.session.commit()
    return invitation, the_link()


def test_an_invited_colleague_chooses_a_password_and_starts(visitor):
    _, link = invited(place="Passerelles")
    page = visitor.open(link)
    assert "Paula vous invite, pour Passerelles" in page
    assert page.soup.select_one("[name=first_name]")["value"] == "Léa"
    page = visitor.press("Ouvrir mon compte", last_name="Martin", password=NEXT)
    assert page.path == "/referent"
    lea = db.session.scalar(select(Account).where(Account.email == "lea@example.org"))
    assert (lea.role, lea.full_name) == (Role.REFERENT, "Léa Martin")
    assert lea.email_confirmed_at
    assert visitor.open(link, 404).h1 == "Ce lien ne marche plus"


def test_an_invitation_written_again_ends_the_link_before(visitor):
    invitation, old = invited()
    invitations.resend(invitation, by=invitation.invited_by)
    db.session.commit()
    visitor.open(old, 404)
    visitor.open(the_link())


def test_an_invitation_ends_after_a_week_or_when_withdrawn(visitor):
    invitation, link = invited()
    with time_machine.travel(clock.now() + people.timedelta(days=7, minutes=1)):
        visitor.open(link, 404)
    visitor.open(link)
    invitations.withdraw(invitation, by=invitation.invited_by)
    visitor.open(link, 404)


def test_who_has_an_account_is_told_so_only_through_the_mailbox(visitor):
    people.a_volunteer("Léa", email="lea@example.org")
    _, link = invited()
    page = visitor.open(link)
    assert page.h1 == "Vous avez déjà un compte"
    assert db.session.scalar(select(Invitation.accepted_at)) is None
