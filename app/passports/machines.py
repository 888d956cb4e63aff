"""What verifiers of credentials read: who issues, the public keys, the list of revocations."""

import re

from flask import Response, jsonify
from werkzeug.exceptions import NotFound

from app.passports import badges, keys
from app.passports.views import blueprint
from app.speaking import in_french
from app.web import anyone

LIVES = {"Cache-Control": "public, max-age=3600", "Access-Control-Allow-Origin": "*"}


def _told(content: object) -> Response:
    response = jsonify(content)
    response.headers.update(LIVES)
    return response


@blueprint.get("/verifier/emetteur.json")
@anyone
@in_french
def issuer() -> Response:
    """Tell who issues credentials."""
    context = list(badges.CONTEXT)
    return _told({"@context": context, **badges.issuer(), "jwks_uri": badges.key_set_url()})


@blueprint.get("/.well-known/jwks.json")
@anyone
@in_french
def key_set() -> Response:
    """Give every public key, old ones too."""
    return _told(badges.key_set())


@blueprint.get("/verifier/cles/<name>.json")
@anyone
@in_french
def key(name: str) -> Response:
    """Give one public key."""
    if name not in keys.public():
        raise NotFound
    return _told(badges.told_key(name))


@blueprint.get("/verifier/retraits/<int:number>")
@anyone
@in_french
def status_list(number: int) -> Response:
    """Give the signed list of revocations."""
    if not re.fullmatch(r"\d{1,4}", str(number)) or not keys.public():
        raise NotFound
    response = Response(badges.status_list(number), mimetype="application/vc+jwt")
    response.headers.update({**LIVES, "Cache-Control": "public, max-age=300"})
    return response
