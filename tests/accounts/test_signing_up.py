"""Signing up: what a newcomer writes, keeps and receives."""

import re

import pytest
from sqlalchemy import func, select

from app.accounts.models import Account, AccountSession, Role
from app.extensions import db
from app.letters.models import Letter
from tests import people
from tests.browser import Visitor

PASSWORD = "tasse nuage velo"


def letters(**about):
    return list(db.session.scalars(select(Letter).filter_by(**about).order_by(Letter.id)))


def the_link(letter):
    found = re.search(r"http://ricochet\.test(/\S+)", letter.body)
    assert found, letter.body
    return found[1]


def sign_up(visitor, **answers):
    visitor.open("/inscription/benevole")
    given = {"first_name": "Awa", "commune": "Grenoble", **answers}
    return visitor.press("Ouvrir mon compte", **given)


def test_someone_chooses_to_volunteer_from_the_first_page(visitor):
    visitor.open("/inscription")
    page = visitor.click("Je suis bénévole")
    assert page.h1 == "Devenir bénévole"
    assert "Les associations ne voient rien sans votre accord" in page


def test_a_volunteer_signs_up_with_an_address_and_starts_at_once(visitor):
    page = sign_up(visitor, email="Awa@Example.org", password=PASSWORD)
    assert page.path == "/mon-profil"
    assert "Nous vous avons écrit" in page
    awa = db.session.scalar(select(Account))
    assert (awa.role, awa.email, awa.commune_code) == (Role.VOLUNTEER, "awa@example.org", "38185")
    assert awa.email_confirmed_at is None
    assert letters()[0].kind == "accounts/confirm"


@pytest.mark.parametrize(
    "answers", [{"email": "awa@example.org", "password": PASSWORD}, {"phone": "06 12 34 56 78"}]
)
def test_who_signs_up_from_a_mission_comes_back_to_it(visitor, answers):
    mission = people.a_mission(people.an_association())
    visitor.open(f"/missions/{mission.token}")
    visitor.click("Ça m’intéresse")
    visitor.click("Je suis bénévole")
    page = visitor.press("Ouvrir mon compte", first_name="Awa", commune="Grenoble", **answers)
    if "phone" in answers:
        page = visitor.press("J’ai gardé mon code")
    assert page.path == f"/missions/{mission.token}"
    assert "Votre compte est ouvert" in page or "phone" in answers


def test_signing_up_never_leads_out_of_the_site(visitor):
    visitor.open("/inscription/benevole?suite=//ailleurs.test")
    page = visitor.press(
        "Ouvrir mon compte",
        first_name="Awa", commune="Grenoble", email="awa@example.org", password=PASSWORD,
    )  # fmt: skip
    assert page.path == "/mon-profil"


def test_opening_the_link_changes_nothing_and_the_button_confirms(visitor, app):
    sign_up(visitor, email="awa@example.org", password=PASSWORD)
    link = the_link(letters()[0])
    scanner = Visitor(app)
    scanner.open(link)
    scanner.open(link)
    assert db.session.scalar(select(Account.email_confirmed_at)) is None
    page = visitor.open(link)
    assert "Est-ce bien vous" in page.h1
    page = visitor.press("Oui, c’est moi")
    assert "Votre adresse est confirmée" in page
    assert db.session.scalar(select(Account.email_confirmed_at)) is not None
    assert "ne marche plus" in visitor.open(link, 404).h1


def test_who_receives_a_link_for_someone_else_takes_the_address_back(visitor, app):
    sign_up(visitor, email="paul@example.org", password=PASSWORD)
    paul = Visitor(app)
    paul.open(the_link(letters()[0]))
    page = paul.press("Ce n’est pas moi")
    assert "Ce compte n’a plus votre adresse" in page
    assert db.session.scalar(select(Account.email)) is None
    assert visitor.open("/mon-compte").path.startswith("/connexion")


def test_a_volunteer_with_a_telephone_alone_keeps_a_code(visitor, app):
    page = sign_up(visitor, phone="06 12 34 56 78")
    assert page.h1 == "Gardez votre code"
    code = page.soup.select_one(".code").get_text(strip=True)
    assert re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{4} [2-9A-HJKMNP-TV-Z]{4}", code)
    assert visitor.press("J’ai gardé mon code").path == "/mon-profil"
    assert code not in visitor.open("/mon-compte/code")
    assert db.session.scalar(select(Account.phone)) == "+33612345678"
    other = Visitor(app)
    other.open("/code")
    page = other.press("Entrer", code=f" {code.lower().replace(' ', '-')} ")
    assert page.path == "/moi"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"first_name": "  "}, "Écrivez votre prénom."),
        ({"commune": "", "phone": "0612345678"}, "Écrivez votre ville ou votre village."),
        ({}, "Un seul suffit"),
        ({"email": "awa@example.org"}, "Choisissez un mot de passe"),
        ({"email": "awa@", "password": PASSWORD}, "n’est pas juste"),
        ({"email": "é@example.org", "password": PASSWORD}, "pas d’accent"),
        ({"email": "a@b.fr\nBcc: c@d.fr", "password": PASSWORD}, "n’est pas juste"),
        ({"phone": "12"}, "Ce numéro de téléphone n’est pas juste"),
        ({"email": "awa@example.org", "password": "court"}, "trop court"),
        ({"email": "awa@example.org", "password": "awa awa 2024 awa"}, "N’utilisez ni votre"),
        ({"email": "awa@example.org", "password": "azertyuiop12"}, "touches du clavier"),
        ({"email": "a" * 300 + "@example.org", "password": PASSWORD}, "trop long"),
    ],
)
def test_a_wrong_answer_is_explained_and_nothing_typed_is_lost(visitor, answers, said):
    page = sign_up(visitor, **answers)
    assert any(said in error for error in page.errors()), page.errors()
    typed = {"first_name": "Awa", "commune": "Grenoble", **answers}
    for name in ("first_name", "commune", "phone"):
        if wanted := typed.get(name, "").strip():
            assert page.soup.select_one(f"[name={name}]")["value"] == wanted
    assert db.session.scalar(select(func.count(Account.id))) == 0


@pytest.mark.parametrize(
    "name", ["😀 Zoé", "O’Neil-Ñandú", "<b>Awa</b>", "عائشة", "Robert'); DROP TABLE accounts;--"]
)
def test_any_first_name_is_shown_as_it_is(visitor, name):
    sign_up(visitor, first_name=name, email="awa@example.org", password=PASSWORD)
    assert db.session.scalar(select(Account.first_name)) == name
    assert name in visitor.open("/mon-compte")


def test_the_answer_is_the_same_when_the_address_has_an_account(app):
    people.a_volunteer("Awa", email="awa@example.org")
    seen = []
    for address in ("awa@example.org", "nouvelle@example.org"):
        visitor = Visitor(app)
        page = sign_up(visitor, first_name="Eve", email=address, password=PASSWORD)
        account = visitor.open("/mon-compte")
        seen.append((page.path, page.status, page.text, account.text.replace(address, "…")))
    assert seen[0] == seen[1]
    assert [letter.kind for letter in letters()] == ["accounts/already_here", "accounts/confirm"]


def test_both_accounts_of_one_address_open_with_their_own_password(app):
    people.a_volunteer("Awa", email="awa@example.org")
    sign_up(Visitor(app), first_name="Eve", email="awa@example.org", password=PASSWORD)
    eve = Visitor(app)
    eve.open("/connexion")
    page = eve.press("Entrer", email="awa@example.org", password=PASSWORD)
    assert page.path == "/moi"
    assert "Eve" in page


def test_the_same_form_sent_twice_opens_one_account(visitor, app):
    visitor.open("/inscription/benevole")
    once = visitor.page.soup.select_one("[name=once]")["value"]
    answers = {"first_name": "Awa", "commune": "Grenoble", "phone": "0612345678", "once": once}
    visitor.press("Ouvrir mon compte", **answers)
    again = Visitor(app)
    again.open("/inscription/benevole")
    page = again.press("Ouvrir mon compte", **answers)
    assert page.h1 == "Gardez votre code"
    assert db.session.scalar(select(func.count(Account.id))) == 1


def test_a_form_cannot_choose_its_role(visitor):
    visitor.open("/inscription/benevole")
    form = {f["name"]: f.get("value", "") for f in visitor.page.soup.select("form.form input")}
    form |= {"first_name": "Eve", "commune": "Grenoble", "phone": "0612345678"}
    visitor.post("/inscription/benevole", form | {"role": "pilot", "email_confirmed_at": "2020"})
    assert db.session.scalar(select(Account.role)) == Role.VOLUNTEER


def test_signing_up_gives_a_new_session(visitor):
    sign_up(visitor, phone="0612345678")
    assert db.session.scalar(select(func.count(AccountSession.id))) == 1
