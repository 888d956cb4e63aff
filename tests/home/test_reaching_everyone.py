"""The statement that the law asks for, and the fields that fill themselves in."""

import pytest

from app.extensions import db
from config import Settings
from tests import people

OWN = {
    "first_name": "given-name", "last_name": "family-name", "email": ("email", "username"),
    "phone": "tel", "password": ("new-password", "current-password"), "commune": "address-level2",
}  # fmt: skip


def test_the_statement_says_what_the_law_asks(visitor):
    page = visitor.open("/accessibilite")
    for words in (
        "article 47", "État de conformité", "non conforme", "Ce qui n’est pas accessible",
        "Comment cette déclaration est faite", "Défenseur des droits", "Libre réponse 71120",
    ):  # fmt: skip
        assert words in page
    assert "Accessibilité : non conforme" in " ".join(visitor.open("/").links())


@pytest.mark.parametrize("said", ["partiellement conforme", "totalement conforme"])
def test_an_audit_changes_what_every_page_says(said):
    settings = Settings(accessibility=said, secret_key="x" * 32)
    assert settings.faults() == []
    assert Settings(accessibility="presque", secret_key="x" * 32).faults() != []


@pytest.mark.parametrize(
    "path", ["/connexion", "/inscription/benevole", "/inscription/association",
             "/mot-de-passe-oublie"],
)  # fmt: skip
def test_what_one_writes_about_oneself_is_filled_in_by_the_browser(visitor, path):
    seen = 0
    for field in visitor.open(path).soup.select("main input[name]"):
        if wanted := OWN.get(field["name"]):
            assert field.get("autocomplete") in wanted, (path, field)
            seen += 1
    assert seen


def test_one_writes_nothing_twice_in_one_s_account(as_):
    awa = people.a_volunteer()
    db.session.commit()
    page = as_(awa).open("/mon-compte/coordonnees")
    for field in page.soup.select("main input[name]:not([type=hidden])"):
        if wanted := OWN.get(field["name"]):
            assert field.get("autocomplete") in wanted, field
