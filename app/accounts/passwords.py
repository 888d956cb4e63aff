"""Passwords: Argon2id, and the same time whether the account exists or not."""

import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask import current_app

MINIMUM = 12
MAXIMUM = 256
DEMONSTRATION = "Demo-Ricochet-2026"
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_DECOY = _hasher.hash("nobody has this password")
_two_at_once = threading.BoundedSemaphore(2)


def hashed(password: str) -> str:
    """Give what is stored of a password."""
    with _two_at_once:
        return _hasher.hash(_composed(password))


def is_right(password: str, stored: str | None) -> bool:
    """Tell whether this is the password; without one stored, take as long and say no."""
    with _two_at_once:
        try:
            return _hasher.verify(stored or _DECOY, _composed(password)) and stored is not None
        except VerificationError:
            return False


def may_serve(password: str) -> bool:
    """Refuse the password of the demonstration wherever people are real."""
    demo: bool = current_app.config["SETTINGS"].demo
    return demo or password != DEMONSTRATION


def is_outdated(stored: str) -> bool:
    """Tell whether this was hashed with weaker settings than today's."""
    return _hasher.check_needs_rehash(stored)


def _composed(password: str) -> str:
    return unicodedata.normalize("NFKC", password)
