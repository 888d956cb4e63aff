"""The door, the transaction, the headers and the error pages, on a small site of their own."""

import pytest
from flask import Blueprint, Flask, request

from app.accounts.models import Account, Role
from app.extensions import db
from app.web import ANYONE, anyone, go, may_open, only
from tests import people
from tests.browser import Visitor

ROOMS: dict[str, object] = {}
rooms = Blueprint("rooms", __name__, url_prefix="/essai")


@rooms.get("/silencieuse")
def silent() -> str:
    """Say nothing of its readers."""
    return "ouvert"


@rooms.get("/referents")
@only(Role.REFERENT)
def referents() -> str:
    """Open to référents."""
    return "pour les référents"


@rooms.post("/ecrire")
@anyone
def write() -> object:
    """Open an account; redirect when asked to."""
    db.session.add(Account(role=Role.VOLUNTEER, first_name=request.form["name"]))
    if request.form.get("then") == "redirect":
        return go("rooms.done")
    return "rien n’est gardé"


@rooms.get("/fait")
@anyone
def done() -> str:
    """Stand where a POST leads."""
    return "<!doctype html><html lang=fr><title>x</title><main><h1>fait</h1></main></html>"


@pytest.fixture(autouse=True)
def open_rooms(site: Flask):
    """Add the rooms while a story lasts, as a concept would be before the first request."""
    views = dict(site.view_functions)
    site._got_first_request = False
    if "rooms" in site.blueprints:
        site.view_functions.update(ROOMS)
    else:
        site.register_blueprint(rooms)
        ROOMS.update({k: v for k, v in site.view_functions.items() if k.startswith("rooms.")})
    yield
    site.view_functions.clear()
    site.view_functions.update(views)


def names() -> list[str]:
    """List who has an account."""
    return list(db.session.scalars(db.select(Account.first_name).order_by(Account.id)))


def test_a_page_that_names_no_reader_is_closed_to_everyone(visitor: Visitor, as_):
    visitor.open("/essai/silencieuse", 403)
    as_(people.a_pilot()).open("/essai/silencieuse", 403)


@pytest.mark.parametrize(
    ("role", "status"), [(Role.REFERENT, 200), (Role.VOLUNTEER, 403), (Role.ADMIN, 403)]
)
def test_the_door_opens_to_those_it_names(app, as_, role, status):
    someone = as_(people.an_account(role, "Sam"))
    response = someone.client.get("/essai/referents")
    assert response.status_code == status


def test_a_stranger_is_led_to_sign_in_and_back(visitor: Visitor):
    page = visitor.open("/referent")
    assert page.path.startswith("/connexion?suite=")


def test_a_post_that_redirects_is_kept_and_nothing_else_is(visitor: Visitor):
    visitor.open("/connexion")
    token = visitor.page.soup.select_one("input[name=csrf_token]")["value"]
    form = {"csrf_token": token, "name": "Une"}
    visitor.client.post("/essai/ecrire", data=form)
    assert names() == []
    visitor.client.post("/essai/ecrire", data=form | {"name": "Deux", "then": "redirect"})
    assert names() == ["Deux"]


def test_a_post_without_its_token_changes_nothing_and_loses_nothing(visitor: Visitor):
    response = visitor.client.post(
        "/essai/ecrire", data={"name": "Un long texte écrit avec soin", "then": "redirect"}
    )
    assert response.status_code == 400
    assert "Un long texte écrit avec soin" in response.get_data(as_text=True)
    assert names() == []


def test_every_answer_is_protected(visitor: Visitor):
    for path in ("/", "/nulle-part", "/static/site.css"):
        with visitor.client.get(path) as response:
            headers = response.headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_pages_of_someone_signed_in_are_never_stored(as_):
    someone = as_(people.a_volunteer())
    assert someone.open("/moi").headers["Cache-Control"] == "no-store"


def test_an_unknown_address_says_what_to_do_next(visitor: Visitor):
    page = visitor.open("/nulle-part", 404)
    assert "04 76 00 00 00" in page


def test_who_fills_in_with_someone_enters_the_volunteers_pages():
    helper = Account(role=Role.REFERENT, first_name="Léa")
    assert not may_open(frozenset({"volunteer"}), helper)
    helper.acting_for = Account(role=Role.VOLUNTEER, first_name="Awa")
    assert may_open(frozenset({"volunteer"}), helper)
    assert may_open(ANYONE, helper)
