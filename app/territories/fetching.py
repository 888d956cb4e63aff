"""Asking the public service for its communes, with patience when it is busy."""

import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx
import structlog

from app import clock

FIELDS = "nom,code,codeDepartement,codesPostaux,population,centre"
BUSY = frozenset({429, 500, 502, 503, 504})
LONGEST_WAIT = 60.0
INSTEAD = (
    "Rien n’a été changé. Réessayez plus tard, ou importez un fichier : "
    "flask territories import FICHIER."
)
log = structlog.get_logger("app.territories")


class UnavailableError(Exception):
    """The public service gave nothing; the message says so in French."""


@dataclass(frozen=True)
class Refusal:
    """Why the service gave nothing, and when asking again makes sense."""

    said: str
    again: bool = True
    after: float | None = None


def fetch(url: str, attempts: int = 4, wait: float = 1.0, timeout: float = 30.0) -> bytes:
    """Give what the public service answers, asking again, later and later, when it is busy."""
    patience = httpx.Timeout(timeout, connect=min(timeout, 5.0))
    with httpx.Client(timeout=patience, follow_redirects=True, headers=_headers()) as client:
        for attempt in range(1, attempts + 1):
            answer = _ask(client, url)
            if isinstance(answer, bytes):
                return answer
            if not answer.again or attempt == attempts:
                raise UnavailableError(f"{answer.said} {INSTEAD}")
            pause = wait * 2 ** (attempt - 1) if answer.after is None else answer.after
            log.warning("asking for the communes again", said=answer.said, pause=pause)
            time.sleep(min(pause, LONGEST_WAIT))
    raise UnavailableError(INSTEAD)


def _ask(client: httpx.Client, url: str) -> bytes | Refusal:
    try:
        response = client.get(url, params={"fields": FIELDS, "format": "json"})
    except httpx.TimeoutException:
        return Refusal("Le service des communes met trop de temps à répondre.")
    except httpx.TransportError:
        return Refusal("Le service des communes ne répond pas.")
    if response.status_code == httpx.codes.OK:
        return response.content
    said = f"Le service des communes répond {response.status_code}."
    return Refusal(said, response.status_code in BUSY, _asked(response))


def _headers() -> dict[str, str]:
    return {"User-Agent": "ricochet (flask territories fetch)", "Accept": "application/json"}


def _asked(response: httpx.Response) -> float | None:
    """Read how long the service asks to wait: a number of seconds, or a date."""
    asked = response.headers.get("Retry-After", "").strip()
    if asked.isdigit():
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - clock.now()).total_seconds())
    except (ValueError, TypeError):
        return None
