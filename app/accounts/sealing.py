"""Sealing what only this site may read again: encrypted with a key made from the site’s own."""

import base64
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app import clock, keys


def sealed(words: str) -> str:
    """Encrypt a text."""
    return _seal().encrypt_at_time(words.encode(), _now()).decode()


def opened(words: str, within: int | None = None) -> str | None:
    """Give a text back, unless it was not sealed here, or too many seconds ago."""
    try:
        if within is None:
            return _seal().decrypt(words.encode()).decode()
        return _seal().decrypt_at_time(words.encode(), within, _now()).decode()
    except InvalidToken:
        return None


def wrapped(things: dict[str, Any]) -> str:
    """Encrypt a few named things."""
    return sealed(json.dumps(things))


def unwrapped(words: object, within: int) -> dict[str, Any]:
    """Give the named things back, or none of them."""
    found = opened(words, within) if isinstance(words, str) else None
    return dict(json.loads(found)) if found else {}


def _now() -> int:
    return int(clock.now().timestamp())


def _seal() -> MultiFernet:
    return MultiFernet([_made_from(key) for key in keys.every()])


def _made_from(key: bytes) -> Fernet:
    drawn = HKDF(SHA256(), 32, salt=None, info=b"ricochet authenticator secrets").derive(key)
    return Fernet(base64.urlsafe_b64encode(drawn))
