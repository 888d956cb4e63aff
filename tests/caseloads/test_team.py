"""A pilote invites colleagues, says who holds what, and closes accounts."""

import re

import pytest
from sqlalchemy import select

from app import clock
from app.accounts.models import Account
from app.caseloads import queries
from app.caseloads.models import Assignment
from app.extensions import db
from app.letters.models import Letter
from tests import people
from tests.browser import Visitor

PASSWORD = "tasse nuage velo"


@pytest.fixture
def paula(app):
    return people.a_pilot()


def the_link():
    letter = db.session.scalar(select(Letter).order_by(Letter.id.desc()))
    return re.search(r"http://ricochet\.test(/invitation\S+)", letter.body)[1]


def invite(desk, **answers):
    desk.open("/pilotage/equipe")
    desk.click("Inviter un collègue")
    given = {"role": "referent", "first_name": "Nour", "email": "nour@example.org", **answers}
    return desk.press("Envoyer l’invitation", **given)


def test_an_invited_referent_holds_the_territory_they_were_given(as_, paula, app):
    territory = people.a_territory()
    desk = as_(paula)
    page = invite(desk, place="Passerelles Isère", territories=[territory.token])
    assert "Invitations sans réponse" in page
    assert "nour@example.org" in page
    nour = Visitor(app)
    nour.open(the_link())
    page = nour.press("Ouvrir mon compte", last_name="Haddad", password=PASSWORD)
    assert page.path == "/referent"
    page = desk.open("/pilotage/equipe")
    assert "Nour Haddad" in page
    assert "Agglomération grenobloise" in page
    assert "Passerelles Isère" in page
    assert "Invitations sans réponse" not in page


def test_territories_are_for_a_referent_only(as_, paula, app):
    territory = people.a_territory()
    invite(as_(paula), role="ambassador", territories=[territory.token])
    amb = Visitor(app)
    amb.open(the_link())
    assert amb.press("Ouvrir mon compte", last_name="Haddad", password=PASSWORD).path == (
        "/ambassadeur"
    )
    account = db.session.scalar(select(Account).where(Account.role == "ambassador"))
    assert queries.holdings_of(account) == []


def test_an_invitation_is_written_again_or_withdrawn(as_, paula, visitor):
    desk = as_(paula)
    invite(desk)
    first = the_link()
    desk.open("/pilotage/equipe")
    desk.press("Écrire encore")
    second = the_link()
    visitor.open(first, 404)
    visitor.open(second)
    desk.press("Retirer")
    visitor.open(second, 404)
    assert "nour@example.org" not in desk.open("/pilotage/equipe")


def test_nobody_invites_an_administrator_from_the_page(as_, paula):
    desk = as_(paula)
    desk.open("/pilotage/equipe/inviter")
    page = desk.press(
        "Envoyer l’invitation", role="admin", first_name="Eve", email="eve@example.org"
    )
    assert page.errors()
    assert page.soup.select_one("[name=email]")["value"] == "eve@example.org"


def test_a_pilote_changes_what_a_referent_holds(as_, paula):
    here, there = people.a_territory(), people.a_territory("Trièves", "38226")
    lea = people.a_referent(holding=here)
    desk = as_(paula)
    desk.open("/pilotage/equipe")
    desk.click("Léa Martin")
    desk.press("Enregistrer ses territoires", territories=[there.token])
    assert [h.territory_id for h in queries.holdings_of(lea)] == [there.id]


def test_a_referent_who_follows_people_cannot_be_closed(as_, paula):
    lea = people.a_referent()
    people.a_volunteer(followed_by=lea)
    desk = as_(paula)
    page = desk.open(f"/pilotage/equipe/{lea.token}/fermer")
    assert "suit encore 1 personne" in page
    token = desk.page.soup.select_one("[name=csrf_token]")["value"]
    page = desk.post(f"/pilotage/equipe/{lea.token}/fermer", {"csrf_token": token}, 409)
    assert "Confiez d’abord ses suivis" in page
    db.session.refresh(lea)
    assert lea.closed_at is None


def test_a_colleague_who_leaves_is_out_at_once(as_, paula):
    lea = people.a_referent(holding=people.a_territory())
    awa = people.a_volunteer(followed_by=lea)
    db.session.scalar(select(Assignment)).until = clock.today() - people.timedelta(days=1)
    hers = as_(lea)
    desk = as_(paula)
    desk.open(f"/pilotage/equipe/{lea.token}")
    desk.click("Fermer ce compte")
    page = desk.press("Fermer le compte")
    assert "Le compte de Léa est fermé" in page
    assert "Léa Martin" not in page
    assert hers.open("/referent").path.startswith("/connexion")
    assert queries.referent_of(awa.id) is None


def test_nobody_closes_their_own_account_here(as_, paula):
    desk = as_(paula)
    assert "propre compte" in desk.open(f"/pilotage/equipe/{paula.token}/fermer")
    token = desk.page.soup.select_one("[name=csrf_token]")["value"]
    desk.post(f"/pilotage/equipe/{paula.token}/fermer", {"csrf_token": token}, 403)


def test_the_team_is_for_pilotes(as_, app):
    lea = people.a_referent()
    for path in ("/pilotage/equipe", "/pilotage/equipe/inviter", f"/pilotage/equipe/{lea.token}"):
        as_(lea).open(path, 403)
    awa = people.a_volunteer()
    as_(people.a_pilot()).open(f"/pilotage/equipe/{awa.token}", 404)


def test_the_list_takes_the_same_queries_whatever_its_length(as_, paula, queries):
    desk = as_(paula)
    desk.open("/pilotage/equipe")
    with queries() as few:
        desk.open("/pilotage/equipe")
    territory = people.a_territory()
    for number in range(5):
        people.a_referent(f"R{number}", holding=territory)
    with queries() as many:
        desk.open("/pilotage/equipe")
    assert len(many) == len(few)


def test_a_pilote_sees_which_messages_never_arrived(as_, paula):
    invite(as_(paula))
    letter = db.session.scalar(select(Letter))
    letter.failed_at, letter.failure = clock.now(), "550 No such user"
    db.session.commit()
    desk = as_(paula)
    assert "1 message n’est pas arrivé" in desk.open("/pilotage/equipe")
    page = desk.click("Voir à qui, et pourquoi")
    assert "nour@example.org" in page
    assert "550 No such user" in page
    assert "Tout est arrivé" in desk.press("C’est réglé")


def test_a_volunteers_message_is_not_the_pilotes_business(as_, paula):
    awa = people.a_volunteer("Awa")
    letter = Letter(kind="x", channel="email", to_id=awa.id, address=awa.email, subject="Bonjour",
                    body="Bonjour.\n", failed_at=clock.now(), failure="550")  # fmt: skip
    db.session.add(letter)
    db.session.commit()
    assert awa.email not in as_(paula).open("/pilotage/lettres")
