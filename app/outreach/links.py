"""A prescriber’s personal link: a secret that is never stored, and ends with its generation."""

import base64
import hashlib
import hmac

from flask import current_app

from app.extensions import db
from app.letters.models import link
from app.outreach.models import Prescriber


def secret_of(prescriber: Prescriber) -> str:
    """Give the secret of the present link, drawn from the site’s key and never stored."""
    db.session.flush()
    key = str(current_app.secret_key).encode()
    said = f"prescriber:{prescriber.token}:{prescriber.generation}".encode()
    drawn = hmac.new(key, said, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(drawn).decode().rstrip("=")


def digest(secret: str) -> str:
    """Give what is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def address_of(prescriber: Prescriber) -> str:
    """Give the whole address of a prescriber’s page."""
    return link("outreach.refer", secret=secret_of(prescriber))
