"""Personal codes: eight characters on a card, for people who have no e-mail address.

Only a keyed fingerprint is stored (HMAC-SHA256 with the site's secret key), so that a code can be
looked up, and so that the table alone does not let anyone try the 30⁸ possible codes. Changing the
secret key without keeping the one before (``keys``) would end every code.
"""

import secrets
import unicodedata

from app import keys

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


def new_code() -> str:
    """Draw a code; no 0, O, 1, I, L, U, which people mix up."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalised(text: str) -> str | None:
    """Give a typed code as it is compared (dashes, spaces, lower case do not count), or nothing."""
    typed = unicodedata.normalize("NFKC", text).upper()
    kept = "".join(c for c in typed if c.isalnum())
    fits = len(kept) == LENGTH and all(c in ALPHABET for c in kept)
    return kept if fits else None


def fingerprint(code: str) -> str:
    """Give what is stored of a code."""
    return keys.mark(f"personal code:{code}")


def fingerprints(code: str) -> list[str]:
    """Give what may be stored of a code, under the keys of before too."""
    return keys.marks(f"personal code:{code}")


def shown(code: str) -> str:
    """Write a code as it is read aloud: two groups of four."""
    return f"{code[:4]} {code[4:]}"
