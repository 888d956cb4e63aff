"""Asking a provider something: three seconds, a bounded answer, never another address."""

import json
import time
from dataclasses import dataclass
from functools import cache
from ssl import SSLContext
from typing import Any

import httpx

SECONDS = 3.0
MOST = 256 * 1024


class UnreachableError(Exception):
    """The provider did not answer in time, or answered what cannot be read."""


@dataclass(frozen=True)
class Answer:
    """What the provider answered."""

    status: int
    kind: str
    body: bytes

    def json(self) -> dict[str, Any]:
        """Read the answer as named things."""
        try:
            found = json.loads(self.body)
        except ValueError as error:
            raise UnreachableError("what was answered is not JSON") from error
        if not isinstance(found, dict):
            raise UnreachableError("what was answered names nothing")
        return found


def ask(
    method: str,
    url: str,
    *,
    form: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
    auth: tuple[str, str] | None = None,
) -> Answer:
    """Ask, and give what is answered within three seconds, whatever its status."""
    end = time.monotonic() + SECONDS
    try:
        with (
            httpx.Client(timeout=SECONDS, verify=_trust()) as client,
            client.stream(method, url, data=form, headers=headers, auth=auth) as response,
        ):
            body = b""
            for piece in response.iter_bytes():
                body += piece
                if len(body) > MOST or time.monotonic() > end:
                    raise UnreachableError("the answer is too long, or too slow")
            kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            return Answer(response.status_code, kind, body)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UnreachableError(type(error).__name__) from error


@cache
def _trust() -> SSLContext:
    """Read the authorities once: it takes longer than asking."""
    return httpx.create_ssl_context()
