"""The credential of an attested line, read as a stranger would: one test for each MUST."""

import base64
import gzip
import io
import json
import stat
from datetime import UTC, datetime
from urllib.parse import urlsplit

import jwt
import pytest
from jwt import PyJWK, PyJWKSet

from app.passports import keys, queries
from tests import attesting
from tests.meetings import Cast


@pytest.fixture
def cast(app):
    return Cast()


@pytest.fixture
def token(cast):
    return queries.credential_of(attesting.attested(cast)).jwt


def read(token: str, visitor) -> dict:
    """Check the signature with the published keys, and give the credential."""
    published = PyJWKSet.from_dict(json.loads(visitor.open("/.well-known/jwks.json").html))
    key = published[jwt.get_unverified_header(token)["kid"]]
    return jwt.decode(token, key, algorithms=["RS256"])


def parts(token: str) -> list[dict]:
    padded = [part + "=" * (-len(part) % 4) for part in token.split(".")[:2]]
    return [json.loads(base64.urlsafe_b64decode(part)) for part in padded]


def path(url: str) -> str:
    return urlsplit(url).path


def test_its_signature_is_checked_with_the_published_keys(token, visitor):
    assert read(token, visitor)["credentialSubject"]["achievement"]["name"]


def test_its_header_names_an_algorithm_a_type_and_a_key_that_can_be_fetched(token, visitor):
    header = jwt.get_unverified_header(token)
    assert (header["alg"], header["typ"]) == ("RS256", "JWT")
    told = json.loads(visitor.open(path(header["kid"])).html)
    assert told["kty"] == "RSA"
    assert "d" not in told
    jwt.decode(token, PyJWK(told), algorithms=["RS256"])


def test_its_claims_repeat_what_the_credential_says(token, visitor):
    told = read(token, visitor)
    assert told["iss"] == told["issuer"]["id"]
    assert told["jti"] == told["id"]
    assert told["sub"] == told["credentialSubject"]["id"]
    assert told["nbf"] == int(datetime.fromisoformat(told["validFrom"]).timestamp())
    assert "vc" not in told


def test_its_contexts_come_in_their_order(token, visitor):
    assert read(token, visitor)["@context"] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]


def test_its_types_and_names_are_those_asked_for(token, visitor):
    told = read(token, visitor)
    assert {"VerifiableCredential", "OpenBadgeCredential"} <= set(told["type"])
    assert told["name"]
    assert told["id"].startswith("urn:uuid:")
    assert "Profile" in told["issuer"]["type"]
    assert told["issuer"]["name"]
    subject = told["credentialSubject"]
    assert "AchievementSubject" in subject["type"]
    assert subject.get("id") or subject.get("identifier")


def test_its_identifier_is_the_name_the_person_chose(token, visitor):
    [identity] = read(token, visitor)["credentialSubject"]["identifier"]
    assert identity == {
        "type": "IdentityObject", "hashed": False, "identityType": "name", "identityHash": "Awa",
    }  # fmt: skip


def test_its_achievement_says_how_it_was_earned(token, visitor):
    achievement = read(token, visitor)["credentialSubject"]["achievement"]
    assert {"id", "type", "name", "description", "criteria"} <= set(achievement)
    assert "Achievement" in achievement["type"]
    assert "Arroser les légumes" in achievement["criteria"]["narrative"]
    assert {(a["targetFramework"], a["targetCode"]) for a in achievement["alignment"]} == {
        ("RECTEC", "R1"),
        ("ROME 4.0", "399999"),
    }
    assert all(a["targetName"] and a["targetUrl"] and "Alignment" in a["type"]
               for a in achievement["alignment"])  # fmt: skip


def test_its_dates_carry_their_zone(token, visitor):
    told = read(token, visitor)
    subject = told["credentialSubject"]
    for date in (told["validFrom"], told["awardedDate"], subject["activityStartDate"],
                 subject["activityEndDate"]):  # fmt: skip
        assert datetime.fromisoformat(date).tzinfo is not None
    assert datetime.fromisoformat(told["validFrom"]) <= datetime.now(UTC)


def test_who_issues_it_is_published_at_its_own_address(token, visitor):
    issuer = read(token, visitor)["issuer"]
    told = json.loads(visitor.open(path(issuer["id"])).html)
    assert told["id"] == issuer["id"]
    assert "Profile" in told["type"]
    assert told["name"] == issuer["name"]


def bit(token: str, visitor) -> int:
    """Read the credential’s bit in the signed list of revocations."""
    status = read(token, visitor)["credentialStatus"]
    assert status["type"] == "BitstringStatusListEntry"
    assert status["statusPurpose"] == "revocation"
    listed = visitor.open(path(status["statusListCredential"]))
    told = read(listed.html, visitor)
    assert "BitstringStatusListCredential" in told["type"]
    assert told["id"] == status["statusListCredential"]
    subject = told["credentialSubject"]
    assert subject["type"] == "BitstringStatusList"
    assert subject["statusPurpose"] == "revocation"
    assert subject["encodedList"].startswith("u")
    packed = subject["encodedList"][1:]
    bits = gzip.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    assert len(bits) * 8 >= 131_072
    index = int(status["statusListIndex"])
    return bits[index // 8] >> (7 - index % 8) & 1


def test_it_is_revoked_by_the_list_when_the_line_is_withdrawn(cast, token, visitor, as_):
    assert bit(token, visitor) == 0
    entry = queries.entries_of(cast.awa)[0]
    awa = as_(cast.awa)
    awa.open(f"/passeport/{entry.token}")
    awa.press("Retirer pour toujours")
    assert bit(token, visitor) == 1


def test_a_changed_credential_is_refused(token, visitor):
    head, body, signature = token.split(".")
    told = parts(token)[1]
    told["credentialSubject"]["identifier"][0]["identityHash"] = "Quelqu’un d’autre"
    forged = base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")
    with pytest.raises(jwt.InvalidSignatureError):
        read(f"{head}.{forged}.{signature}", visitor)
    none = base64.urlsafe_b64encode(b'{"alg":"none","kid":"x"}').decode().rstrip("=")
    with pytest.raises((jwt.InvalidTokenError, KeyError)):
        read(f"{none}.{body}.", visitor)


def test_a_new_key_leaves_the_old_credentials_good(cast, token, visitor, app):
    old = jwt.get_unverified_header(token)["kid"]
    app.test_cli_runner().invoke(args=["passports", "rotate-key"])
    assert old != jwt.get_unverified_header(_another(cast))["kid"]
    assert read(token, visitor)["id"]


def _another(cast) -> str:
    from app.passports import badges

    entry = queries.entries_of(cast.awa)[0]
    return badges.signed(badges._told(queries.credential_of(entry)))


def test_the_private_keys_are_the_owners_alone_and_are_never_published(token, visitor):
    for file in keys.folder().glob("*.json"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for key in json.loads(visitor.open("/.well-known/jwks.json").html)["keys"]:
        assert not {"d", "p", "q"} & set(key)


def test_the_person_takes_it_as_a_file(cast, token, as_):
    entry = queries.entries_of(cast.awa)[0]
    response = as_(cast.awa).client.get(f"/passeport/{entry.token}/badge.jwt")
    assert response.get_data(as_text=True) == token
    assert response.headers["Content-Disposition"] == "attachment; filename=badge.jwt"


def test_anyone_checks_a_badge_without_a_tool(cast, token, visitor, as_):
    visitor.open("/verifier")
    visitor.click("Vérifier un badge")
    visitor.press("Vérifier", file=(io.BytesIO(token.encode()), "badge.jwt"))
    assert "Ce badge est valable" in visitor.page
    assert "Awa" in visitor.page
    head, body, signature = token.split(".")
    forged = f"{head}.{body[:-6]}AAAAAA.{signature}"
    for wrong in (forged, "bonjour", f"{head}.{body}.", "", "a.b.c"):
        visitor.open("/verifier/badge")
        visitor.press("Vérifier", file=(io.BytesIO(wrong.encode()), "badge.jwt"))
        assert visitor.page.errors(), wrong[:20]
    awa = as_(cast.awa)
    awa.open(f"/passeport/{queries.entries_of(cast.awa)[0].token}")
    awa.press("Retirer pour toujours")
    visitor.open("/verifier/badge")
    visitor.press("Vérifier", file=(io.BytesIO(token.encode()), "badge.jwt"))
    assert "Ce badge n’est plus valable" in visitor.page


def test_the_list_of_revocations_is_not_taken_for_a_badge(token, visitor):
    listed = visitor.open(path(read(token, visitor)["credentialStatus"]["statusListCredential"]))
    visitor.open("/verifier/badge")
    visitor.press("Vérifier", file=(io.BytesIO(listed.html.encode()), "badge.jwt"))
    assert visitor.page.errors()
