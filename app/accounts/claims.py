"""Verifying what a provider signs: who signed, for whom, for which visit, and until when."""

from collections.abc import Callable
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import GuestProtocol, KeySet, OctKey

from config_providers import Provider

LEEWAY = 30  # seconds that two clocks may differ
LEVELS = ("eidas1", "eidas2", "eidas3")
Keys = Callable[[], dict[str, Any]]


class DoubtfulError(Exception):
    """What was received is not what this provider signs for this visit."""


def verified(provider: Provider, token: str, keys: list[Keys]) -> dict[str, Any]:
    """Give what a signed text says; ``keys`` are tried in turn, the kept ones then the new."""
    fault: Exception | None = None
    for read in keys:
        try:
            read_key = _key_of(provider, read)
            found = jwt.decode(token, read_key, algorithms=provider.algorithms.split())
            return dict(found.claims)
        except (JoseError, ValueError) as error:
            fault = error
    raise DoubtfulError(type(fault).__name__) from fault


def _key_of(provider: Provider, read: Keys) -> Callable[[GuestProtocol], Any]:
    """Choose by the algorithm: never a public key where a secret is meant."""

    def key(signed: GuestProtocol) -> Any:
        if signed.headers().get("alg") == "HS256":
            return OctKey.import_key(provider.client_secret)
        published = read().get("keys")
        kept = [
            one
            for one in (published if isinstance(published, list) else [])
            if isinstance(one, dict)
            and one.get("kty") in {"RSA", "EC"}
            and one.get("use", "sig") == "sig"
        ]
        return KeySet.import_key_set({"keys": kept})

    return key


def check(provider: Provider, claims: dict[str, Any], issuer: str, nonce: str) -> None:
    """Refuse an identity of another issuer, for another site or visit, too old or too weak."""
    asked = jwt.JWTClaimsRegistry(
        leeway=LEEWAY,
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": provider.client_id},
        exp={"essential": True},
        sub={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        asked.validate(claims)
    except (JoseError, TypeError, ValueError) as error:
        raise DoubtfulError(str(error)) from error
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise DoubtfulError("the subject cannot be kept")
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise DoubtfulError("signed for another site")
    if not _is_strong_enough(claims.get("acr"), provider.acr_values.split()):
        raise DoubtfulError("the level of assurance is too low")


def check_person(
    provider: Provider, said: dict[str, Any], claims: dict[str, Any], issuer: str
) -> None:
    """Refuse what is said of someone else, or to another site."""
    asked = jwt.JWTClaimsRegistry(
        leeway=LEEWAY, iss={"value": issuer}, aud={"value": provider.client_id}
    )
    try:
        asked.validate(said)
    except (JoseError, TypeError, ValueError) as error:
        raise DoubtfulError(str(error)) from error
    if said.get("sub") != claims["sub"]:
        raise DoubtfulError("what is said is about someone else")


def _is_strong_enough(given: object, asked: list[str]) -> bool:
    if not asked or given in asked:
        return True
    least = [LEVELS.index(one) for one in asked if one in LEVELS]
    return bool(least) and given in LEVELS and LEVELS.index(str(given)) >= min(least)
