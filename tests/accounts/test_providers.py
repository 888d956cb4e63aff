"""Entering through FranceConnect or ProConnect, with a provider that really answers."""

from contextvars import Context
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pyotp
import pytest
import time_machine
from sqlalchemy import func, select

from app import clock
from app.accounts import asking, factors, passwords
from app.accounts.invitations import Guest, invite
from app.accounts.models import Account, AccountSession, ProviderIdentity, Role
from app.extensions import db
from app.letters.models import Letter
from config_providers import Provider
from tests import people, providing
from tests.accounts.test_two_steps import digits
from tests.browser import Visitor

PASSWORD = "une phrase longue"


@pytest.fixture
def provider():
    with providing.opened() as provider:
        yield provider


@pytest.fixture
def with_providers(app, provider):
    """A site that serves people, with both providers configured."""

    def configured(**changed):
        shared = {
            "issuer": provider.issuer, "client_id": providing.CLIENT,
            "client_secret": providing.SECRET, **changed,
        }  # fmt: skip
        app.config["SETTINGS"] = replace(
            kept,
            demo=False,
            providers=(
                Provider("franceconnect", label="FranceConnect", acr_values="eidas1",
                         audience="volunteers", **shared),
                Provider("proconnect", label="ProConnect", asks_amr=True,
                         audience="professionals", **shared),
            ),
        )  # fmt: skip

    kept = app.config["SETTINGS"]
    configured()
    app.extensions.pop("providers", None)
    yield configured
    app.config["SETTINGS"] = kept


pytestmark = pytest.mark.usefixtures("with_providers")


def leave(visitor, path="/connexion/franceconnect"):
    """Leave for the provider; give the address it sends back to, as a path of this site."""
    db.session.commit()
    response = Context().run(visitor.client.get, path)
    assert response.status_code == 303, response.status_code
    answer = httpx.get(response.headers["Location"], follow_redirects=False)
    assert answer.headers["Location"].startswith("http://ricochet.test/connexion/")
    return answer.headers["Location"].removeprefix("http://ricochet.test")


def enter(visitor, name="franceconnect"):
    return visitor.open(leave(visitor, f"/connexion/{name}"))


def linked(account, provider, sub="a3f0v1", name="franceconnect"):
    db.session.add(
        ProviderIdentity(account_id=account.id, provider=name, issuer=provider.issuer, subject=sub)
    )
    db.session.commit()
    return account


def a_referent(**facts):
    stored = passwords.hashed(PASSWORD)
    facts = {"email": "lea@example.org", "password_hash": stored, **facts}
    return people.an_account(Role.REFERENT, "Léa", **facts)


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


def is_refused(page, *words):
    assert page.path.startswith("/connexion"), page.path
    assert page.h1 == "Entrer"
    for said in words:
        assert said in page
    assert count(AccountSession) == 0
    return True


def test_a_volunteer_opens_an_account_with_franceconnect_then_enters_with_it(visitor, provider):
    visitor.open("/connexion")
    assert "Entrer avec FranceConnect" in visitor.page
    page = enter(visitor)
    assert page.h1 == "C’est votre première fois ici avec FranceConnect"
    page = visitor.press("Ouvrir mon compte")
    assert page.errors() == ["Écrivez votre ville ou votre village."]
    page = visitor.press("Ouvrir mon compte", commune="Grenoble")
    assert page.path == "/moi"
    assert "Votre compte est ouvert" in page
    awa = db.session.scalars(select(Account)).one()
    assert (awa.first_name, awa.email, awa.role) == ("Awa", "awa@example.org", "volunteer")
    assert awa.email_confirmed_at is None, "the provider does not prove a mailbox"
    assert enter(Visitor(visitor.app)).path == "/moi"


def test_someone_known_enters_at_once_where_they_were_going(app, provider):
    linked(people.a_volunteer(), provider)
    visitor = Visitor(app)
    assert visitor.open("/mon-compte").h1 == "Entrer"
    page = visitor.open(leave(visitor, "/connexion/franceconnect?suite=/mon-compte"))
    assert page.path == "/mon-compte"
    asked = provider.asked[-1]
    assert asked["scope"] == "openid given_name email"
    assert asked["acr_values"] == "eidas1"
    assert "claims" not in asked


@pytest.mark.parametrize("signed", [True, False], ids=["signed", "plain"])
def test_the_identity_is_read_signed_or_not(visitor, provider, signed):
    provider.signs_person = signed
    assert "première fois" in enter(visitor).h1


def test_an_address_alone_never_opens_the_account_that_has_it(visitor, provider):
    awa = people.a_volunteer(email="awa@example.org")
    page = enter(visitor)
    assert "première fois" in page.h1
    visitor.press("Ouvrir mon compte", commune="Grenoble")
    opened = db.session.scalar(select(ProviderIdentity))
    assert opened.account_id != awa.id
    told = db.session.scalars(select(Letter).where(Letter.address == awa.email)).all()
    assert [letter.kind for letter in told] == ["accounts/already_here"]


def test_a_code_serves_once(visitor, provider):
    back = leave(visitor)
    visitor.open(back)
    again = Visitor(visitor.app)
    cookie = visitor.client.get_cookie("ricochet")
    again.client.set_cookie("ricochet", cookie.value)
    assert is_refused(again.open(back), "a pris trop de temps")


def test_a_code_that_is_too_old_is_said_simply(visitor, provider):
    provider.code_life = -1.0
    assert is_refused(enter(visitor), "Le passage par FranceConnect a pris trop de temps")


def test_an_answer_meant_for_another_browser_is_refused(app, provider):
    back = leave(Visitor(app))
    assert is_refused(Visitor(app).open(back), "a pris trop de temps")


def test_a_forged_state_is_refused(visitor, provider):
    parts = urlsplit(leave(visitor))
    asked = {**{k: v[0] for k, v in parse_qs(parts.query).items()}, "state": "x" * 43}
    assert is_refused(visitor.open(f"{parts.path}?{urlencode(asked)}"), "Recommencez")


def test_the_answer_of_one_provider_does_not_serve_at_the_other(visitor, provider):
    back = leave(visitor).replace("franceconnect", "proconnect")
    assert is_refused(visitor.open(back), "Recommencez")


def test_fifteen_minutes_later_one_starts_again(visitor, provider):
    back = leave(visitor)
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        assert is_refused(visitor.open(back), "a pris trop de temps")


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "y" * 43},
        {"nonce": None},
        {"iss": "https://ailleurs.example"},
        {"aud": "another-site"},
        {"aud": ["ricochet", "another-site"], "azp": "another-site"},
        {"exp": 1},
        {"exp": None},
        {"sub": ""},
        {"sub": 12},
        {"sub": "z" * 300},
        {"acr": "eidas0"},
        {"iat": 99999999999},
    ],
    ids=str,
)
def test_an_identity_that_is_not_for_this_visit_is_refused(visitor, provider, claims):
    provider.claims = claims
    assert is_refused(enter(visitor), "Nous n’avons pas pu vérifier la réponse de FranceConnect")


def test_what_is_said_of_someone_else_is_refused(visitor, provider):
    provider.said = {"sub": "another"}
    assert is_refused(enter(visitor), "pas pu vérifier")


def test_a_better_level_than_asked_is_accepted(visitor, provider):
    provider.claims = {"acr": "eidas2"}
    assert "première fois" in enter(visitor).h1


def test_a_key_that_changed_is_read_again(visitor, provider):
    enter(visitor)
    provider.rotate()
    assert "première fois" in enter(visitor).h1


def test_a_key_that_is_not_published_is_refused(visitor, provider):
    provider.shown = [providing.new_key()]
    assert is_refused(enter(visitor), "pas pu vérifier")


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_signature_that_was_not_agreed_is_refused(visitor, provider, algorithm):
    provider.algorithm = algorithm
    assert is_refused(enter(visitor), "pas pu vérifier")


def test_a_signature_by_the_secret_is_accepted_where_it_was_agreed(
    visitor, provider, with_providers
):
    with_providers(algorithms="HS256")
    provider.algorithm = "HS256"
    assert "première fois" in enter(visitor).h1


def test_a_wrong_secret_of_ours_is_not_a_fault_of_the_person(visitor, with_providers):
    with_providers(client_secret="x" * 40)
    assert is_refused(enter(visitor), "pas pu vérifier")


def test_who_stops_at_the_provider_is_told_so(visitor):
    state = parse_qs(urlsplit(leave(visitor)).query)["state"][0]
    back = f"/connexion/franceconnect/retour?error=access_denied&state={state}"
    assert is_refused(visitor.open(back), "Vous vous êtes arrêté chez FranceConnect")


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        ("openid_configuration", (503, "")),
        ("openid_configuration", (200, "<html>")),
        ("openid_configuration", (200, "[]")),
        ("openid_configuration", (200, '{"issuer": "https://ailleurs.example"}')),
    ],
)
def test_a_provider_that_is_down_is_said_before_leaving(visitor, provider, place, answer):
    provider.broken[place] = answer
    assert is_refused(visitor.open("/connexion/franceconnect"), "FranceConnect")


@pytest.mark.parametrize("place", ["token", "jwks", "userinfo"])
@pytest.mark.parametrize("answer", [(500, ""), (200, "<html>"), (200, "null"), (302, "")])
def test_a_provider_that_answers_nonsense_is_never_our_fault(visitor, provider, place, answer):
    back = leave(visitor)
    provider.broken[place] = answer
    assert is_refused(visitor.open(back), "FranceConnect")


def test_a_provider_that_is_slow_is_not_waited_for(visitor, provider, monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", 0.2)
    back = leave(visitor)
    provider.delay = 0.5
    assert is_refused(visitor.open(back), "FranceConnect ne répond pas")


@pytest.mark.parametrize("query", ["", "?code=x", "?state=", "?code=a&state=b&error=c"])
def test_coming_back_from_nowhere_is_harmless(visitor, query):
    assert is_refused(visitor.open(f"/connexion/franceconnect/retour{query}"))


def test_a_provider_that_is_not_configured_does_not_exist(visitor):
    for path in ("", "/retour", "/adieu", "/premiere-fois"):
        visitor.open(f"/connexion/google{path}", status=404)


def test_a_professional_who_was_not_invited_is_told_what_to_do(visitor):
    page = enter(visitor, "proconnect")
    assert "n’ouvre pas encore de compte ici" in page.h1
    assert "Demandez à un pilote" in page
    assert count(Account) == 0


def test_an_invited_professional_takes_their_place_and_is_asked_a_second_step(visitor, provider):
    paula = people.a_pilot()
    invite(Guest("nour@example.org", Role.REFERENT, "Nour", "Passerelles"), by=paula)
    provider.person |= {
        "email": "Nour@Example.org", "given_name": "Nour", "usual_name": "Haddad",
        "siret": "130 025 265 00013",
    }  # fmt: skip
    page = enter(visitor, "proconnect")
    assert page.h1 == "Une place vous attend"
    assert "Passerelles" in page
    page = visitor.press("Ouvrir mon compte")
    assert page.h1 == "Entrer en deux étapes"
    nour = db.session.scalars(select(Account).where(Account.first_name == "Nour")).one()
    assert (nour.role, nour.last_name) == ("referent", "Haddad")
    assert db.session.scalars(select(ProviderIdentity.siret)).one() == "13002526500013"
    visitor.press("Ajouter une application")
    page = visitor.press("Enregistrer", digits=digits(nour))
    assert "Vos codes de secours" in page


def test_two_proofs_at_the_provider_are_enough(app, provider):
    linked(a_referent(), provider, name="proconnect")
    provider.claims = {"amr": ["pwd", "totp", "mfa"]}
    assert enter(Visitor(app), "proconnect").path == "/referent"
    assert provider.asked[-1]["claims"] == '{"id_token": {"amr": {"essential": true}}}'


@pytest.mark.parametrize("amr", [["pwd"], "mfa", None])
def test_one_proof_at_the_provider_leaves_ours_to_give(app, provider, amr):
    lea = a_referent()
    secret = factors.propose_application(lea)
    assert factors.confirm_application(
        lea, pyotp.TOTP(secret).at(clock.now() - timedelta(seconds=30))
    )
    linked(lea, provider, name="proconnect")
    provider.claims = {"amr": amr}
    visitor = Visitor(app)
    assert enter(visitor, "proconnect").h1 == "Encore une étape"
    visitor.press("Entrer", digits=digits(db.session.get(Account, lea.id)))
    assert visitor.page.path == "/referent"
    visitor_leaves(visitor)


def visitor_leaves(visitor):
    """Sign out, follow to the provider, and come back."""
    token = visitor.page.soup.select_one("input[name=csrf_token]")["value"]
    response = visitor.send("/deconnexion", {"csrf_token": token})
    assert response.status_code == 303
    url = response.headers["Location"]
    assert "/api/v2/end?" in url
    answer = httpx.get(url, follow_redirects=False)
    back = answer.headers["Location"].removeprefix("http://ricochet.test")
    page = visitor.open(back)
    assert "Vous êtes déconnecté" in page
    assert visitor.open("/mon-compte").h1 == "Entrer"


def test_signing_out_here_signs_out_there(app, provider):
    linked(people.a_volunteer(), provider)
    visitor = Visitor(app)
    enter(visitor)
    policy = visitor.page.headers["Content-Security-Policy"]
    assert f"form-action 'self' {provider.issuer.removesuffix('/api/v2')}" in policy
    visitor_leaves(visitor)
    assert provider.left[-1]["id_token_hint"].count(".") == 2


def test_signing_out_works_when_the_provider_is_down(app, provider):
    linked(people.a_volunteer(), provider)
    visitor = Visitor(app)
    enter(visitor)
    provider.broken["openid_configuration"] = (503, "")
    app.extensions.pop("providers")
    visitor.press("déconnecte")
    assert "Vous êtes déconnecté" in visitor.page


def test_a_professional_does_not_enter_by_the_volunteers_door(app, provider):
    linked(a_referent(), provider)
    assert is_refused(enter(Visitor(app)), "on n’entre pas avec FranceConnect")


def test_a_closed_account_stays_closed(app, provider):
    linked(people.a_volunteer(closed_at=clock.now()), provider)
    assert is_refused(enter(Visitor(app)), "Ce compte est fermé")


def test_someone_links_franceconnect_from_their_account_then_takes_it_away(app, provider):
    awa = people.a_volunteer(password_hash=passwords.hashed(PASSWORD))
    visitor = Visitor(app).signed_in(awa)
    visitor.open("/mon-compte")
    page = visitor.open(leave(visitor, visitor.page.links()["Relier FranceConnect"]))
    assert page.h1 == "Relier FranceConnect à votre compte ?"
    page = visitor.press("relier", password="ce n’est pas lui")
    assert page.errors() == ["Ce n’est pas votre mot de passe."]
    page = visitor.press("relier", password=PASSWORD)
    assert "entrer avec FranceConnect" in page
    assert enter(Visitor(app)).path == "/moi"
    visitor.open("/mon-compte")
    visitor.click("Ne plus entrer ainsi")
    visitor.press("Ne plus entrer ainsi", password=PASSWORD)
    assert count(ProviderIdentity) == 0
    kinds = db.session.scalars(select(Letter.kind).where(Letter.to_id == awa.id)).all()
    assert kinds == ["accounts/provider_changed"] * 2


def test_the_only_way_in_is_not_taken_away(app, provider):
    awa = linked(people.a_volunteer(), provider)
    visitor = Visitor(app).signed_in(awa)
    visitor.open("/mon-compte")
    visitor.click("Ne plus entrer ainsi")
    page = visitor.press("Ne plus entrer ainsi", 409)
    assert "Choisissez d’abord un mot de passe" in page
    assert count(ProviderIdentity) == 1


def test_one_identity_opens_one_account(app, provider):
    linked(people.a_volunteer("Bilal"), provider)
    awa = people.a_volunteer(password_hash=passwords.hashed(PASSWORD))
    visitor = Visitor(app).signed_in(awa)
    visitor.open(leave(visitor, "/mon-compte/relier/franceconnect"))
    page = visitor.press("relier", 409, password=PASSWORD)
    assert "ouvre déjà un autre compte" in page


def test_an_answer_that_links_does_not_serve_another_account(app, provider):
    visitor = Visitor(app).signed_in(people.a_volunteer())
    back = leave(visitor, "/mon-compte/relier/franceconnect")
    visitor.signed_in(people.a_volunteer("Bilal"))
    page = visitor.open(back)
    assert "a pris trop de temps" in page
    assert count(ProviderIdentity) == 0


def test_entering_through_a_provider_leaves_nothing_of_the_session_before(app, provider):
    awa = linked(people.a_volunteer(), provider)
    visitor, thief = Visitor(app), Visitor(app)
    visitor.open("/connexion")
    thief.client.set_cookie("ricochet", visitor.client.get_cookie("ricochet").value)
    enter(visitor)
    assert thief.open("/mon-compte").h1 == "Entrer"
    row = db.session.scalars(select(AccountSession)).one()
    assert (row.account_id, row.provider) == (awa.id, "franceconnect")
    assert "ey" not in row.id_token[:2]
