"""Speaking OpenID Connect with a provider: sending someone there, and reading who comes back.

Code flow with state, nonce and PKCE. Nothing is believed that the provider did not sign for this
visit, except over the connection opened to it. What it publishes is kept an hour; an unknown
signature has its keys read again, since it may have changed them.
"""

import hashlib
import json
import secrets
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import structlog
from flask import current_app

from app.accounts.asking import Answer, UnreachableError, ask
from app.accounts.claims import DoubtfulError, Keys, check, check_person, verified
from app.accounts.contacts import fit_email
from config_providers import Provider

log = structlog.get_logger("app.accounts.providers")
KEPT = 3600.0
DOWN = "{} ne répond pas. Réessayez dans quelques minutes, ou entrez autrement."
STOPPED = "Vous vous êtes arrêté chez {}. Vous pouvez recommencer, ou entrer autrement."
LATE = "Le passage par {} a pris trop de temps, ou la page a été rouverte. Recommencez."
DOUBT = "Nous n’avons pas pu vérifier la réponse de {}. Recommencez, ou entrez autrement."


class RefusedError(Exception):
    """Nobody enters; the message says so to the person."""


def refusal(provider: Provider, sentence: str, reason: str) -> RefusedError:
    """Note why nobody enters, and give the sentence to say."""
    log.warning("provider refused", provider=provider.name, reason=reason)
    return RefusedError(sentence.format(provider.label))


@dataclass(frozen=True)
class Attempt:
    """What binds an answer to the browser that asked: each is 256 random bits."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> "Attempt":
        """Draw one."""
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))


@dataclass(frozen=True)
class Identity:
    """Who came back, as the provider says; ``is_strong`` when it asked for two proofs."""

    issuer: str
    subject: str
    first_name: str
    last_name: str
    email: str | None
    siret: str
    is_strong: bool
    id_token: str


def address(provider: Provider, attempt: Attempt, back: str) -> str:
    """Give where to send the browser."""
    known = published(provider)
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": provider.scopes,
        "state": attempt.state,
        "nonce": attempt.nonce,
    }
    if provider.acr_values:
        asked["acr_values"] = provider.acr_values
    if provider.asks_amr:
        asked["claims"] = json.dumps({"id_token": {"amr": {"essential": True}}})
    if _offers(known, "code_challenge_methods_supported", "S256"):
        challenge = hashlib.sha256(attempt.verifier.encode()).digest()
        asked["code_challenge"] = urlsafe_b64encode(challenge).decode().rstrip("=")
        asked["code_challenge_method"] = "S256"
    return _with(known["authorization_endpoint"], asked)


def farewell(provider: Provider, id_token: str, back: str) -> str | None:
    """Give where to send the browser so that it leaves the provider too, if it can."""
    try:
        end = published(provider).get("end_session_endpoint")
    except RefusedError:
        return None
    if not isinstance(end, str) or not _is_safe(provider, end):
        return None
    asked = {"post_logout_redirect_uri": back, "state": secrets.token_urlsafe(32)}
    return _with(end, asked | ({"id_token_hint": id_token} if id_token else {}))


def recognise(provider: Provider, code: str, attempt: Attempt, back: str) -> Identity:
    """Give who came back with this code."""
    try:
        known = published(provider)
        tokens = _tokens(provider, known, code, attempt, back)
        keys: list[Keys] = [lambda: _keys(provider), lambda: _keys(provider, again=True)]
        id_token = str(tokens.get("id_token") or "")
        claims = verified(provider, id_token, keys)
        check(provider, claims, known["issuer"], attempt.nonce)
        said = _said(provider, known, str(tokens.get("access_token") or ""), keys)
        if said:
            check_person(provider, said, claims, known["issuer"])
    except UnreachableError as error:
        raise refusal(provider, DOWN, str(error)) from error
    except DoubtfulError as error:
        raise refusal(provider, DOUBT, str(error)) from error
    return _identity(known["issuer"], claims, {**claims, **said}, id_token)


def _tokens(
    provider: Provider, known: dict[str, Any], code: str, attempt: Attempt, back: str
) -> dict[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": attempt.verifier,
    }
    if not _offers(known, "code_challenge_methods_supported", "S256"):
        del form["code_verifier"]
    auth = None
    if _offers(known, "token_endpoint_auth_methods_supported", "client_secret_post"):
        form |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
    else:
        auth = (provider.client_id, provider.client_secret)
    answer = ask("POST", known["token_endpoint"], form=form, auth=auth)
    if answer.status >= 500:
        raise UnreachableError(f"token: {answer.status}")
    found = answer.json()
    if answer.status != 200:
        reason = str(found.get("error"))[:40]
        late = reason == "invalid_grant"
        raise refusal(provider, LATE if late else DOUBT, f"token: {reason}")
    return found


def _said(
    provider: Provider, known: dict[str, Any], token: str, keys: list[Keys]
) -> dict[str, Any]:
    """Ask at once what else the provider says: the token lives a few seconds."""
    if not token or "userinfo_endpoint" not in known:
        return {}
    answer = ask("GET", known["userinfo_endpoint"], headers={"Authorization": f"Bearer {token}"})
    _expect(answer, "userinfo")
    if answer.kind == "application/jwt":
        return verified(provider, answer.body.decode("ascii", "replace").strip(), keys)
    return answer.json()


def _identity(issuer: str, claims: dict[str, Any], said: dict[str, Any], id_token: str) -> Identity:
    every = said.get("given_name_array")
    first = every[0] if isinstance(every, list) and every else _word(said, "given_name")
    amr = claims.get("amr")
    return Identity(
        issuer=issuer,
        subject=claims["sub"],
        first_name=str(first).split(" ")[0][:60],
        last_name=(_word(said, "usual_name") or _word(said, "family_name"))[:80],
        email=_email(said),
        siret="".join(filter(str.isdigit, _word(said, "siret")))[:14],
        is_strong="mfa" in amr if isinstance(amr, list) else False,
        id_token=id_token if len(id_token) <= 1500 else "",
    )


def _word(said: dict[str, Any], name: str) -> str:
    found = said.get(name)
    return found.strip() if isinstance(found, str) else ""


def _email(said: dict[str, Any]) -> str | None:
    if said.get("email_verified") is False:
        return None
    try:
        return fit_email(_word(said, "email"))
    except ValueError:
        return None


def published(provider: Provider) -> dict[str, Any]:
    """Give what the provider publishes about itself, read once an hour."""
    kept = _kept(provider)
    if "known" in kept and time.monotonic() < kept["until"]:
        return dict(kept["known"])
    try:
        answer = ask("GET", f"{provider.root}/.well-known/openid-configuration")
        _expect(answer, "discovery")
        known = answer.json()
    except UnreachableError as error:
        raise refusal(provider, DOWN, f"discovery: {error}") from error
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    places = [known.get(one) for one in (*needed, "userinfo_endpoint") if one in known]
    if (
        str(known.get("issuer", "")).rstrip("/") != provider.root
        or any(one not in known for one in needed)
        or not all(isinstance(one, str) and _is_safe(provider, one) for one in places)
    ):
        raise refusal(provider, DOUBT, "what is published is not this provider’s")
    kept.clear()
    kept.update(known=known, until=time.monotonic() + KEPT)
    return known


def _keys(provider: Provider, *, again: bool = False) -> dict[str, Any]:
    kept = _kept(provider)
    if again or "keys" not in kept:
        answer = ask("GET", published(provider)["jwks_uri"])
        _expect(answer, "keys")
        kept["keys"] = answer.json()
    return dict(kept["keys"])


def _kept(provider: Provider) -> dict[str, Any]:
    every: dict[str, dict[str, Any]] = current_app.extensions.setdefault("providers", {})
    return every.setdefault(provider.root, {})


def _offers(known: dict[str, Any], what: str, value: str) -> bool:
    listed = known.get(what)
    return isinstance(listed, list) and value in listed


def _expect(answer: Answer, what: str) -> None:
    if answer.status != 200:
        raise UnreachableError(f"{what}: {answer.status}")


def _is_safe(provider: Provider, url: str) -> bool:
    """Tell whether an address may be asked: encrypted, unless the provider is on this machine."""
    scheme, host = urlsplit(url).scheme, urlsplit(url).hostname
    return scheme == "https" or (scheme == "http" and host == urlsplit(provider.root).hostname)


def _with(url: str, asked: dict[str, str]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(asked)}"
