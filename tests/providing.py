"""A small OpenID Connect provider, real enough to be refused: it answers over HTTP on loopback.

It behaves as FranceConnect v2 and ProConnect do (code of 30 s used once, secret in the body, PKCE
checked, unknown parameters refused, identity sent as a signed text), and may be told to misbehave.
"""

import hashlib
import json
import secrets
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

CLIENT, SECRET = "ricochet", "a-client-secret-of-more-than-32-characters"
KNOWN = {
    "response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "acr_values",
    "claims", "code_challenge", "code_challenge_method",
}  # fmt: skip


class _Silent(WSGIRequestHandler):
    def log(self, *_: Any) -> None:
        """Say nothing."""


class TestProvider:
    """What the provider knows, and how it misbehaves."""

    __test__ = False

    def __init__(self) -> None:
        self.person: dict[str, Any] = {
            "sub": "a3f0v1", "given_name": "Awa Marie", "email": "awa@example.org",
        }  # fmt: skip
        self.key = new_key()
        self.shown = [self.key]
        self.claims: dict[str, Any] = {}
        self.said: dict[str, Any] = {}
        self.algorithm = "ES256"
        self.code_life = 30.0
        self.signs_person = True
        self.is_down = False
        self.delay = 0.0
        self.broken: dict[str, tuple[int, str]] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[dict[str, str]] = []
        self.left: list[dict[str, str]] = []
        self.issuer = ""

    def rotate(self) -> None:
        """Sign with a new key from now on."""
        self.key = new_key()
        self.shown = [self.key]

    def __call__(self, environ: Any, start: Any) -> Any:
        """Answer a request."""
        request = Request(environ)
        if self.delay and request.path != "/authorize":
            time.sleep(self.delay)
        name = request.path.strip("/").split("/")[-1].replace("-", "_")
        if name in self.broken:
            status, body = self.broken[name]
            return Response(body, status)(environ, start)
        answer = getattr(self, f"_{name}")(request)
        return answer(environ, start)

    def _openid_configuration(self, _request: Request) -> Response:
        return _json(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "jwks_uri": f"{self.issuer}/jwks",
                "end_session_endpoint": f"{self.issuer}/end",
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    def _jwks(self, _request: Request) -> Response:
        keys = [key.as_dict(private=False, kid=_kid(key)) for key in self.shown]
        return _json({"keys": [{**key, "use": "sig", "alg": "ES256"} for key in keys]})

    def _authorize(self, request: Request) -> Response:
        asked = request.args.to_dict()
        self.asked.append(asked)
        assert set(asked) <= KNOWN, "Y000400"
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert len(asked["state"]) >= 32 <= len(asked["nonce"])
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**asked, "until": str(time.monotonic() + self.code_life)}
        back = urlencode({"code": code, "state": asked["state"], "iss": self.issuer})
        return redirect(f"{asked['redirect_uri']}?{back}")

    def _token(self, request: Request) -> Response:
        form = request.form
        kept = self.codes.pop(form["code"], None)
        proof = urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
        if (
            kept is None
            or float(kept["until"]) < time.monotonic()
            or kept["redirect_uri"] != form["redirect_uri"]
            or kept["code_challenge"] != proof.decode().rstrip("=")
        ):
            return _json({"error": "invalid_grant"}, 400)
        if (form["client_id"], form["client_secret"]) != (CLIENT, SECRET):
            return _json({"error": "invalid_client"}, 401)
        now = int(time.time())
        claims = {
            "iss": self.issuer, "sub": self.person["sub"], "aud": CLIENT, "iat": now,
            "exp": now + 60, "nonce": kept["nonce"], "acr": kept.get("acr_values", "eidas1"),
        }  # fmt: skip
        token = self.sign({**claims, **self.claims})
        return _json({"access_token": "the-token", "token_type": "Bearer", "id_token": token})

    def _userinfo(self, request: Request) -> Response:
        assert request.headers["Authorization"] == "Bearer the-token"
        said = {**self.person, **self.said}
        if not self.signs_person:
            return _json(said)
        said = {"iss": self.issuer, "aud": CLIENT, **said}
        return Response(self.sign(said), mimetype="application/jwt")

    def _end(self, request: Request) -> Response:
        self.left.append(request.args.to_dict())
        return redirect(request.args["post_logout_redirect_uri"])

    def sign(self, claims: dict[str, Any]) -> str:
        """Sign what is said."""
        if self.algorithm == "none":
            head, body = (_plain(one) for one in ({"alg": "none"}, claims))
            return f"{head}.{body}."
        key = self.key if self.algorithm == "ES256" else OctKey.import_key(SECRET)
        header = {"alg": self.algorithm, "kid": _kid(self.key)}
        return jwt.encode(header, claims, key)


def new_key() -> ECKey:
    """Draw a key."""
    return ECKey.generate_key("P-256")


def _kid(key: ECKey) -> str:
    return key.thumbprint()


def _plain(things: dict[str, Any]) -> str:
    return urlsafe_b64encode(json.dumps(things).encode()).decode().rstrip("=")


def _json(things: dict[str, Any], status: int = 200) -> Response:
    return Response(json.dumps(things), status, mimetype="application/json")


@contextmanager
def opened() -> Iterator[TestProvider]:
    """Serve a provider while a story lasts."""
    provider = TestProvider()
    server = make_server("127.0.0.1", 0, provider, threaded=True, request_handler=_Silent)
    provider.issuer = f"http://127.0.0.1:{server.server_port}/api/v2"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
