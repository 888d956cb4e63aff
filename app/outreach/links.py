"""A prescriber’s personal link: a secret that is never stored, and ends with its generation."""

import base64
import hashlib

from app import keys
from app.extensions import db
from app.letters.models import link
from app.outreach.models import Prescriber


def secret_of(prescriber: Prescriber) -> str:
    """Give the secret of the present link, drawn from the key it was sent under, never stored."""
    db.session.flush()
    said = f"prescriber:{prescriber.token}:{prescriber.generation}"
    drawn = [_written(one) for one in keys.marks(said)]
    return next((one for one in drawn if digest(one) == prescriber.digest), drawn[0])


def _written(mark: str) -> str:
    return base64.urlsafe_b64encode(bytes.fromhex(mark)).decode().rstrip("=")


def digest(secret: str) -> str:
    """Give what is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def address_of(prescriber: Prescriber) -> str:
    """Give the whole address of a prescriber’s page."""
    return link("outreach.refer", secret=secret_of(prescriber))
