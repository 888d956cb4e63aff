"""Open Badges 3.0: an attested line as a credential that any verifier reads without this site.

A credential is a JSON Web Token whose payload is the credential itself (§ 8.2 of the
specification), revoked through a Bitstring Status List. It names the person as they chose to be
named, what they did and who attested it; nothing else.
"""

import base64
import gzip
import secrets
import uuid
from datetime import datetime
from typing import Any

from flask import current_app
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey
from joserfc.jwt import decode, encode
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.letters.models import link
from app.passports import keys, queries
from app.passports.models import Credential, Entry

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
LENGTH = 131_072  # the shortest list that tells nothing of who is in it
FULL = 100_000
ALGORITHM = "RS256"
UNKNOWN = (
    "Cette organisation n’est pas inscrite sur {site}. Elle a répondu par un lien envoyé à "
    "l’adresse donnée par la personne, ou sur papier."
)


def issue(entry: Entry) -> Credential:
    """Sign the credential of a line that was just attested."""
    credential = Credential(entry=entry, status_index=_free_index(), issued_at=_second())
    db.session.add(credential)
    credential.jwt = ""
    db.session.flush()
    credential.jwt = signed(_told(credential))
    return credential


def revoke(entry: Entry) -> None:
    """Have a line’s credential, if any, no longer be good."""
    found = db.session.scalar(select(Credential).where(Credential.entry_id == entry.id))
    if found is not None and found.revoked_at is None:
        found.revoked_at = clock.now()


def _second() -> datetime:
    return clock.now().replace(microsecond=0)


def _free_index() -> int:
    """Draw a place at random in the list being filled, so that order tells nothing."""
    number = (db.session.scalar(select(func.count(Credential.id))) or 0) // FULL
    while True:
        index = number * LENGTH + secrets.randbelow(LENGTH)
        taken = select(Credential.id).where(Credential.status_index == index)
        if db.session.scalar(taken) is None:
            return index


def signed(payload: dict[str, Any], kind: str = "JWT") -> str:
    """Sign a credential with the key of today."""
    name, key = keys.current()
    registry = jws.JWSRegistry(algorithms=[ALGORITHM])
    header = {"alg": ALGORITHM, "typ": kind, "kid": key_url(name)}
    claims = {
        "iss": payload["issuer"]["id"],
        "jti": payload["id"],
        "sub": payload["credentialSubject"]["id"],
        "nbf": int(datetime.fromisoformat(payload["validFrom"]).timestamp()),
    }
    return encode(header, {**payload, **claims}, key, registry=registry)


def key_url(name: str) -> str:
    """Give the address of a key, which is its name in credentials."""
    return link("passports.key", name=name)


def key_set() -> dict[str, Any]:
    """Give every public key, old ones too."""
    return {"keys": [told_key(name) for name in keys.public()]}


def key_set_url() -> str:
    """Give the address of the public keys."""
    return link("passports.key_set")


def told_key(name: str) -> dict[str, Any]:
    """Give one public key."""
    return {**keys.public()[name], "kid": key_url(name), "alg": ALGORITHM, "use": "sig"}


def issuer() -> dict[str, Any]:
    """Tell who issues: the profile published at its own address."""
    site = current_app.config["SETTINGS"]
    return {
        "id": link("passports.issuer"),
        "type": ["Profile"],
        "name": site.name,
        "url": site.public_url,
    }


def _told(credential: Credential) -> dict[str, Any]:
    entry = credential.entry
    name = f"{entry.title}, {entry.association_name}"
    return {
        "@context": list(CONTEXT),
        "id": f"urn:uuid:{uuid.uuid4()}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": name,
        "issuer": issuer(),
        "validFrom": credential.issued_at.isoformat().replace("+00:00", "Z"),
        "awardedDate": (entry.attested_at or credential.issued_at).isoformat(),
        "credentialSubject": _subject(entry, name),
        "credentialStatus": _status(credential.status_index),
    }


def _subject(entry: Entry, name: str) -> dict[str, Any]:
    subject: dict[str, Any] = {
        "id": f"urn:uuid:{uuid.uuid4()}",
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityType": "name",
                "identityHash": queries.booklet_of(entry.volunteer).shown_name,
            }
        ],
        "activityStartDate": _midnight(entry.started_on),
        "role": entry.title,
        "source": _source(entry),
        "achievement": _achievement(entry, name),
    }
    if entry.ended_on:
        subject["activityEndDate"] = _midnight(entry.ended_on)
    return subject


def _source(entry: Entry) -> dict[str, Any]:
    """Tell who attested, and say so when this site does not know them."""
    told: dict[str, Any] = {
        "id": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, entry.association_name)}",
        "type": ["Profile"],
        "name": entry.association_name,
    }
    if entry.association_id is None:
        told["description"] = UNKNOWN.format(site=current_app.config["SETTINGS"].name)
    return told


def _midnight(day: Any) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _achievement(entry: Entry, name: str) -> dict[str, Any]:
    return {
        "id": f"urn:uuid:{uuid.uuid4()}",
        "type": ["Achievement"],
        "achievementType": "CommunityService",
        "inLanguage": "fr",
        "name": name,
        "description": entry.context or name,
        "criteria": {"narrative": "\n".join(f"- {task}" for task in entry.tasks) or name},
        "alignment": [
            {
                "type": ["Alignment"],
                "targetName": known["skill"].label,
                "targetUrl": known["skill"].framework_url,
                "targetCode": known["skill"].code,
                "targetFramework": known["skill"].framework_name,
                "targetDescription": known.get("example") or known["skill"].simple,
            }
            for known in entry.known_skills
        ],
    }


def read(token: str) -> tuple[dict[str, Any], bool] | None:
    """Read a credential signed here, and tell whether it is still good; None if it is not ours."""
    try:
        header = jws.extract_compact(token.encode()).headers()
        name = str(header.get("kid", "")).rpartition("/")[2].removesuffix(".json")
        if name not in keys.public():
            return None
        key = RSAKey.import_key(keys.public()[name])
        told = decode(token, key, algorithms=[ALGORITHM]).claims
    except (JoseError, ValueError):
        return None
    status = told.get("credentialStatus")
    if status is None:
        return None
    page = str(status["statusListCredential"]).rpartition("/")[2]
    index = int(page) * LENGTH + int(status["statusListIndex"])
    found = db.session.scalar(select(Credential).where(Credential.status_index == index))
    return told, found is not None and found.revoked_at is None


def _status(index: int) -> dict[str, Any]:
    page = link("passports.status_list", number=index // LENGTH)
    return {
        "id": f"{page}#{index % LENGTH}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index % LENGTH),
        "statusListCredential": page,
    }


def status_list(number: int) -> str:
    """Sign the list of revocations: one bit a credential, the first bit first."""
    bits = bytearray(LENGTH // 8)
    first = number * LENGTH
    revoked = select(Credential.status_index).where(
        Credential.revoked_at.is_not(None),
        Credential.status_index.between(first, first + LENGTH - 1),
    )
    for index in db.session.scalars(revoked):
        place = index - first
        bits[place // 8] |= 0b1000_0000 >> place % 8
    page = link("passports.status_list", number=number)
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=")
    told = {
        "@context": [CONTEXT[0]],
        "id": page,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer(),
        "validFrom": _second().isoformat().replace("+00:00", "Z"),
        "credentialSubject": {
            "id": f"{page}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": f"u{packed.decode()}",
        },
    }
    return signed(told)
