"""Passkeys (WebAuthn): what the browser is asked, and what its answer proves.

The challenge waits in the signed cookie, is taken out before it is checked, and works once. The
device must check who holds it (a finger, a face, a code): a found telephone opens nothing.
"""

import json
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import flask
from flask import current_app
from sqlalchemy import select
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app import clock
from app.accounts import factors
from app.accounts.models import Account, Passkey
from app.extensions import db

REQUIRED = UserVerificationRequirement.REQUIRED
MINUTES = 5


def creation(account: Account) -> str:
    """Give what the browser is asked to make a key, as JSON."""
    options = generate_registration_options(
        rp_id=_host(),
        rp_name=str(current_app.config["SETTINGS"].site_name),
        user_id=account.token.encode(),
        user_name=account.email or account.first_name,
        user_display_name=account.full_name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=REQUIRED
        ),
        exclude_credentials=_known(account),
    )
    _remember(options.challenge)
    return options_to_json(options)


def keep(account: Account, answer: str, name: str) -> bool:
    """Keep the key the browser made, if its answer is right."""
    challenge = _taken()
    if challenge is None:
        return False
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(),
            expected_origin=_origin(),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError):
        return False
    db.session.add(
        Passkey(
            account_id=account.id,
            credential_id=bytes_to_base64url(made.credential_id),
            public_key=bytes_to_base64url(made.credential_public_key),
            sign_count=made.sign_count,
            name=name,
        )
    )
    factors.tell_added(account)
    return True


def request(account: Account) -> str:
    """Give what the browser is asked to prove that it holds a key, as JSON."""
    options = generate_authentication_options(
        rp_id=_host(), allow_credentials=_known(account), user_verification=REQUIRED
    )
    _remember(options.challenge)
    return options_to_json(options)


def prove(account: Account, answer: str) -> bool:
    """Tell whether the browser holds one of this account’s keys."""
    challenge, passkey = _taken(), _named(account, answer)
    if challenge is None or passkey is None:
        return False
    try:
        shown = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(),
            expected_origin=_origin(),
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError):
        return False
    passkey.sign_count, passkey.used_at = shown.new_sign_count, clock.now()
    return True


def _named(account: Account, answer: str) -> Passkey | None:
    try:
        said: Any = json.loads(answer)
    except ValueError:
        return None
    credential = said.get("id") if isinstance(said, dict) else None
    return db.session.scalar(
        select(Passkey).where(
            Passkey.account_id == account.id, Passkey.credential_id == str(credential)
        )
    )


def _known(account: Account) -> list[PublicKeyCredentialDescriptor]:
    ids = db.session.scalars(
        select(Passkey.credential_id).where(Passkey.account_id == account.id).order_by(Passkey.id)
    )
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in ids]


def _remember(challenge: bytes) -> None:
    asked = {"is": bytes_to_base64url(challenge), "at": clock.now().timestamp()}
    flask.session["challenge"] = asked


def _taken() -> bytes | None:
    asked = flask.session.pop("challenge", None)
    if asked is None:
        return None
    asked_at = datetime.fromtimestamp(asked["at"], clock.now().tzinfo)
    if (clock.now() - asked_at).total_seconds() > MINUTES * 60:
        return None
    return base64url_to_bytes(asked["is"])


def _origin() -> str:
    parts = urlsplit(str(current_app.config["SETTINGS"].public_url))
    return f"{parts.scheme}://{parts.netloc}"


def _host() -> str:
    return urlsplit(_origin()).hostname or ""
