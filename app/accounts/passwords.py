"""Passwords: Argon2id, and the same time whether the account exists or not."""

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

MINIMUM = 12
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_DECOY = _hasher.hash("nobody has this password")


def hashed(password: str) -> str:
    """Give what is stored of a password."""
    return _hasher.hash(password)


def is_right(password: str, stored: str | None) -> bool:
    """Tell whether this is the password; without one stored, take as long and say no."""
    try:
        return _hasher.verify(stored or _DECOY, password) and stored is not None
    except VerificationError:
        return False
