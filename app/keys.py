"""The site’s keys: today’s signs and seals; those of before still open what they closed.

A key is changed by giving the new one in ``RICOCHET_SECRET_KEY`` and keeping the old one, for as
long as something it closed must open, in ``RICOCHET_SECRET_KEYS_BEFORE``.
"""

import hashlib
import hmac

from flask import current_app


def every() -> list[bytes]:
    """List the keys, today’s first."""
    before = current_app.config.get("SECRET_KEY_FALLBACKS") or []
    return [str(key).encode() for key in (current_app.secret_key, *before)]


def marks(told: str) -> list[str]:
    """Give the keyed fingerprints that a text may have been given, today’s first."""
    return [hmac.new(key, told.encode(), hashlib.sha256).hexdigest() for key in every()]


def mark(told: str) -> str:
    """Give the keyed fingerprint of a text, by today’s key."""
    return marks(told)[0]


def is_mark(given: str | None, told: str) -> bool:
    """Tell whether a fingerprint was made here, by the key of the day, from this text."""
    ours = [one.encode() for one in marks(told)] if given else []
    return any(hmac.compare_digest(str(given).encode(), one) for one in ours)
