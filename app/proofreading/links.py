"""A reading link’s secret: drawn from the site’s key, so that it is shown again and never kept."""

import hashlib
import hmac

from flask import current_app

from app.letters.models import link as whole_address
from app.proofreading.models import ReadingLink


def secret_of(link: ReadingLink) -> str:
    """Give the secret of a link."""
    key = str(current_app.secret_key).encode()
    return hmac.new(key, f"reading:{link.token}".encode(), hashlib.sha256).hexdigest()[:32]


def digest(secret: str) -> str:
    """Give what is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def address_of(link: ReadingLink) -> str:
    """Give the whole address of a link."""
    return whole_address("proofreading.listing", secret=secret_of(link))
