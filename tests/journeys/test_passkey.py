"""A key kept by the device, made and shown in a real browser with a virtual authenticator."""

from dataclasses import replace

import pytest
from flask import Flask

from app.accounts import passwords
from app.accounts.models import Role
from tests import people
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser
PASSWORD = "une phrase longue"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def at_localhost(app: Flask, address: str):
    """Browsers keep keys for names, not for numbers."""
    kept = app.config["SETTINGS"]
    named = address.replace("127.0.0.1", "localhost")
    app.config["SETTINGS"] = replace(kept, public_url=named)
    yield named
    app.config["SETTINGS"] = kept


def test_a_key_is_made_then_opens(walks, at_localhost: str):
    people.an_account(
        Role.REFERENT, "Léa", email="lea@example.org", password_hash=passwords.hashed(PASSWORD)
    )
    walker: Walker = walks()
    walker.address = at_localhost
    device = walker.context.new_cdp_session(walker.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    _enter(walker, at_localhost)
    walker.open(at_localhost + "/mon-compte/deux-etapes/cle")
    walker.write("Un nom pour cette clé", "Mon téléphone")
    walker.write("Votre mot de passe", PASSWORD)
    walker.tap("Ajouter cette clé")
    walker.reads("La clé est enregistrée")
    walker.reads("Mon téléphone")
    walker.tap("Je me déconnecte")
    _enter(walker, at_localhost)
    walker.reads("Encore une étape")
    walker.tap("Entrer avec ma clé")
    assert walker.path == "/referent"


def _enter(walker: Walker, at: str) -> None:
    walker.open(at + "/connexion")
    walker.write("Votre adresse e-mail", "lea@example.org")
    walker.write("Votre mot de passe", PASSWORD)
    walker.tap("Entrer", within="main form")
