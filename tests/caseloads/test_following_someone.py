"""A référent opens an account with someone, gives a card, fills in with them."""

import re

import pytest
from sqlalchemy import func, select

from app import clock
from app.accounts.models import Account, Role
from app.caseloads import actions, queries
from app.caseloads.models import Assignment
from app.extensions import db
from app.journal import Event
from app.letters.models import Letter
from app.lifecycle import AlreadyDone, TakenMeanwhile
from tests import people
from tests.browser import Visitor


@pytest.fixture
def lea(app):
    return people.a_referent("Léa", holding=people.a_territory())


@pytest.fixture
def luc(app):
    mens = people.a_territory("Trièves", "38226")
    return people.a_referent("Luc", holding=mens)


def add(visitor, **answers):
    visitor.open("/referent/personnes/ajouter")
    return visitor.press("Ouvrir le compte", first_name="Awa", commune="Grenoble", **answers)


def the_person():
    return db.session.scalar(select(Account).where(Account.role == Role.VOLUNTEER))


def test_a_referent_opens_an_account_in_two_screens_and_the_card_opens_the_site(as_, lea, app):
    page = add(as_(lea))
    assert page.h1 == "La carte d’Awa"
    code = page.soup.select_one(".print-card .code").get_text(strip=True)
    awa = the_person()
    assert (awa.opened_by_id, awa.email, awa.phone) == (lea.id, None, None)
    assert queries.referent_of(awa.id).id == lea.id
    assert awa.code_hash != code.replace(" ", "")
    her = Visitor(app)
    her.open("/code")
    assert her.press("Entrer", code=code).path == "/moi"


def test_the_card_says_nothing_of_who_gave_it(as_, lea):
    page = add(as_(lea))
    card = page.soup.select_one(".print-card")
    words = card.get_text(" ").lower()
    for telling in ("rsa", "social", "référent", "département", "insertion", "accompagn"):
        assert telling not in words
    assert card.select_one("svg path")
    assert "http://ricochet.test/code".removeprefix("http://") in words


def test_the_code_is_shown_for_a_while_then_never_again(as_, lea, app):
    desk = as_(lea)
    page = add(desk)
    code = page.soup.select_one(".print-card .code").get_text(strip=True)
    card = page.path
    assert code in desk.open(card)
    elsewhere = as_(lea)
    assert "print-card" not in elsewhere.open(card).html
    assert "Le code n’est gardé nulle part" in elsewhere.page
    page = elsewhere.press("Faire une nouvelle carte")
    new = page.soup.select_one(".print-card .code").get_text(strip=True)
    assert new != code
    her = Visitor(app)
    her.open("/code")
    assert "ne marche pas" in her.press("Entrer", code=code)


def test_an_address_receives_the_way_to_choose_a_password(as_, lea, app):
    add(as_(lea), email="awa@example.org", phone="06 12 34 56 78")
    letter = db.session.scalar(select(Letter))
    assert letter.subject == "Choisissez votre mot de passe"
    link = re.search(r"http://ricochet\.test(/nouveau\S+)", letter.body)[1]
    her = Visitor(app)
    her.open(link)
    her.press("Garder ce mot de passe", password="tasse nuage velo")
    page = her.press("Entrer", email="awa@example.org", password="tasse nuage velo")
    assert page.path == "/moi"
    assert the_person().email_confirmed_at


def test_wrong_answers_are_explained_and_kept(as_, lea):
    page = add(as_(lea), phone="123")
    assert "Ce numéro de téléphone n’est pas juste" in page
    assert page.soup.select_one("[name=first_name]")["value"] == "Awa"
    assert page.soup.select_one("[name=phone]")["value"] == "123"


def test_the_form_sent_twice_opens_one_account(as_, lea):
    desk = as_(lea)
    desk.open("/referent/personnes/ajouter")
    once = desk.page.soup.select_one("[name=once]")["value"]
    for _ in range(2):
        desk.open("/referent/personnes/ajouter")
        desk.press("Ouvrir le compte", first_name="Awa", commune="Grenoble", once=once)
    assert db.session.scalar(select(func.count(Account.id)).where(Account.role == "volunteer")) == 1
    assert "print-card" in desk.page.html


def test_filling_in_together_is_written_on_behalf_of_the_person(as_, lea):
    awa = people.a_volunteer("Awa", followed_by=lea)
    desk = as_(lea)
    desk.open(f"/referent/personnes/{awa.token}/carte")
    page = desk.press("Remplir avec Awa")
    assert page.path == "/mon-profil"
    assert "Vous remplissez avec Awa." in page
    page = desk.press("J’ai fini")
    assert "Vous remplissez avec" not in page
    events = db.session.execute(
        select(Event.verb, Event.actor_id, Event.on_behalf_of_id).order_by(Event.id)
    ).all()
    assert (events[0].verb, events[0].actor_id) == ("fill_with", lea.id)
    assert (events[1].verb, events[1].on_behalf_of_id) == ("stop_filling", awa.id)
    assert desk.open("/mon-profil", 403)


def test_acting_ends_at_once_when_the_referent_no_longer_follows_the_person(as_, lea):
    awa = people.a_volunteer("Awa", followed_by=lea)
    desk = as_(lea)
    desk.open(f"/referent/personnes/{awa.token}/carte")
    desk.press("Remplir avec Awa")
    luc = people.a_referent("Luc")
    assignment = db.session.scalar(select(Assignment))
    assignment.referent_id = luc.id
    db.session.commit()
    desk.open("/mon-profil", 403)


@pytest.mark.parametrize("page", ["carte", "coordonnees"])
def test_another_referent_finds_nothing(as_, lea, luc, page):
    awa = people.a_volunteer("Awa", followed_by=lea)
    as_(luc).open(f"/referent/personnes/{awa.token}/{page}", 404)


@pytest.mark.parametrize("act", ["remplir", "accompagner", "carte/nouvelle"])
def test_another_referent_does_nothing(as_, lea, luc, act):
    awa = people.a_volunteer("Awa", followed_by=lea)
    desk = as_(luc)
    desk.open("/mon-compte")
    token = desk.page.soup.select_one("[name=csrf_token]")["value"]
    desk.post(f"/referent/personnes/{awa.token}/{act}", {"csrf_token": token}, 404)
    assert db.session.scalar(select(func.count(Event.id))) == 0


def test_an_association_opens_no_page_of_the_caseload(as_, lea):
    awa = people.a_volunteer("Awa", followed_by=lea)
    jean = people.a_member(people.an_association())
    as_(jean).open(f"/referent/personnes/{awa.token}/carte", 403)


def test_details_are_kept_for_the_referent_only(as_, lea):
    awa = people.a_volunteer("Awa", followed_by=lea, email=None)
    desk = as_(lea)
    desk.open(f"/referent/personnes/{awa.token}/coordonnees")
    desk.press(
        "Enregistrer", last_name="Diop", phone="06 12 34 56 78", preferred_channel="sms",
        postal_address="12 rue des Arts\n38000 Grenoble",
    )  # fmt: skip
    db.session.refresh(awa)
    assert (awa.full_name, awa.phone, awa.channel) == ("Awa Diop", "+33612345678", "sms")
    assert awa.postal_address == "12 rue des Arts\n38000 Grenoble"
    hers = as_(awa).open("/mon-compte")
    assert "Diop" not in hers
    assert "rue des Arts" not in hers


def test_someone_in_the_queue_is_taken_on_once(as_, lea):
    awa = people.a_volunteer("Awa")
    other = people.a_referent("Inès")
    db.session.add(people.Holding(referent_id=other.id, territory_id=1))
    db.session.commit()
    assert queries.mediates(lea, awa.id)
    assert queries.mediates(other, awa.id)
    actions.follow(awa, by=lea)
    with pytest.raises(AlreadyDone):
        actions.follow(awa, by=lea)
    with pytest.raises(TakenMeanwhile):
        actions.follow(awa, by=other)
    assert not queries.mediates(other, awa.id)


def test_where_nobody_holds_the_territory_everybody_answers(as_, lea):
    """Whoever is told about a person may open their page."""
    people.a_territory("Trièves", "38226")
    far = people.a_volunteer("Zoé", commune_code="38226")
    nowhere = people.a_volunteer("Ana", commune_code=None)
    for person in (far, nowhere):
        assert queries.referents_for(person) == [lea]
        assert queries.mediates(lea, person.id)
        assert as_(lea).open(f"/referent/personnes/{person.token}").status == 200


def test_the_territory_of_a_colleague_who_left_comes_back_to_all(app, lea, luc):
    far = people.a_volunteer("Zoé", commune_code="38226")
    assert not queries.mediates(lea, far.id)
    luc.closed_at = clock.now()
    db.session.commit()
    assert queries.referents_for(far) == [lea]
    assert queries.mediates(lea, far.id)


def test_paper_letters_wait_for_the_hand_that_gives_them(as_, lea, luc):
    awa = people.a_volunteer("Awa", followed_by=lea, email=None, last_name="Diop")
    letter = Letter(kind="x", channel="paper", to_id=awa.id, subject="Votre rendez-vous",
                    body="Bonjour Awa,\n\nÀ mardi.\n")  # fmt: skip
    db.session.add(letter)
    db.session.commit()
    desk = as_(lea)
    assert "Awa Diop : Votre rendez-vous" in desk.open("/referent/lettres")
    page = desk.click("Imprimer")
    assert "avec le code de votre carte" in page, "a long address on paper is of no use"
    assert "À mardi." in page
    assert "04 76 00 00 00" in page
    assert "Votre rendez-vous" not in as_(luc).open("/referent/lettres")
    as_(luc).open(page.path, 404)
    page = desk.press("C’est remis")
    assert "Aucune lettre à remettre" in page
    db.session.refresh(letter)
    assert letter.sent_at


def test_a_message_that_never_arrived_is_given_on_paper(as_, lea):
    awa = people.a_volunteer("Awa", followed_by=lea)
    letter = Letter(kind="x", channel="email", to_id=awa.id, address=awa.email, subject="Bonjour",
                    body="Bonjour Awa.\n", failed_at=people.clock.now(), failure="550")  # fmt: skip
    db.session.add(letter)
    db.session.commit()
    desk = as_(lea)
    assert "ne répond pas" in desk.open("/referent/lettres")
    page = desk.press("Remettre sur papier")
    assert page.h1 == "Bonjour"
    assert "À imprimer et à remettre" in desk.open("/referent/lettres")
